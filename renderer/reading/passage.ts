import type { LineBox, MarkLine, TextLine } from '../../main/contract/index.ts';
import { boundsOf, lineAt, spanBox, type Point } from './box-geometry.ts';

/** A place in the text of a page: before the character `at` (code points, from 0) of a line. */
export interface PassagePoint {
  readonly line: number;
  readonly at: number;
}

/** Where a passage was begun and how far it goes, in either direction. */
export interface PassageSpan {
  readonly from: PassagePoint;
  readonly to: PassagePoint;
}

const lengthOf = (line: TextLine): number => Array.from(line.text).length;

const before = (a: PassagePoint, b: PassagePoint): boolean =>
  a.line < b.line || (a.line === b.line && a.at <= b.at);

/** Whole lines, from one to another. */
export const wholeLines = (
  lines: readonly TextLine[],
  from: number,
  to: number,
): PassageSpan | null => {
  const first = lines[from];
  const last = lines[to];
  if (!first || !last) return null;
  return from <= to
    ? { from: { line: from, at: 0 }, to: { line: to, at: lengthOf(last) } }
    : { from: { line: from, at: lengthOf(first) }, to: { line: to, at: 0 } };
};

/** The place in the text nearest to a point of the page; null where the page has no lines with places. */
export function passagePoint(lines: readonly TextLine[], point: Point): PassagePoint | null {
  const line = lineAt(lines, point) ?? nearestLine(lines, point);
  const found = line === null ? undefined : lines[line];
  if (line === null || !found) return null;
  return { line, at: characterAt(found, point) };
}

function nearestLine(lines: readonly TextLine[], { xUm, yUm }: Point): number | null {
  const gap = (at: number, low: number, high: number): number => Math.max(low - at, at - high, 0);
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  lines.forEach(({ box, vertical }, index) => {
    if (box.widthUm <= 0) return;
    const { left, top, right, bottom } = boundsOf(box);
    const across = gap(xUm, left, right);
    const down = gap(yUm, top, bottom);
    // Beside a line one still means that line.
    const far = vertical ? across * 4 + down : down * 4 + across;
    if (far < least) {
      least = far;
      nearest = index;
    }
  });
  return nearest;
}

/** How many characters of a line stand before a point. */
function characterAt(line: TextLine, point: Point): number {
  const count = lengthOf(line);
  const { box } = line;
  const turn = (box.angle * Math.PI) / 180;
  const x = point.xUm - box.xUm;
  const y = point.yUm - box.yUm;
  const along = line.vertical
    ? y * Math.cos(turn) - x * Math.sin(turn)
    : x * Math.cos(turn) + y * Math.sin(turn);
  const length = line.vertical ? box.heightUm : box.widthUm;
  const permille = length > 0 ? (along * 1000) / length : 0;
  let at = 0;
  while (at < count && (line.centres[at] ?? ((at + 0.5) * 1000) / count) < permille) at += 1;
  return at;
}

/** The lines of a passage as they are marked: the first from where it begins, the last to where it ends. */
export function passageLines(
  lines: readonly TextLine[],
  { from, to }: PassageSpan,
): readonly MarkLine[] {
  const [start, end] = before(from, to) ? [from, to] : [to, from];
  return lines.slice(start.line, end.line + 1).flatMap((line, index) => {
    const number = start.line + index;
    const first = number === start.line ? start.at : 0;
    const last = (number === end.line ? end.at : lengthOf(line)) - 1;
    if (last < first || line.box.widthUm <= 0 || line.box.heightUm <= 0) return [];
    const whole = first === 0 && last === lengthOf(line) - 1;
    const box = whole ? line.box : spanBox(line, first, last);
    return [{ ...box, vertical: line.vertical }];
  });
}

/** Whether two boxes lie on the same stretch of a line. */
export function overlaps(a: LineBox, b: LineBox): boolean {
  const one = boundsOf(a);
  const other = boundsOf(b);
  const share = (from: number, to: number, least: number): boolean => to - from > least;
  const height = Math.min(one.bottom - one.top, other.bottom - other.top);
  return (
    share(Math.max(one.left, other.left), Math.min(one.right, other.right), 0) &&
    share(Math.max(one.top, other.top), Math.min(one.bottom, other.bottom), height / 2)
  );
}
