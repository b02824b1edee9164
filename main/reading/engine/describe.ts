import type { LineBox, TextLine } from '../../contract/reading.ts';
import type { PageReading } from '../page-reading.ts';
import type { Rotation } from '../page.ts';
import type { EngineReading, ReadLine } from './engine.ts';
import { cornersOf, normalAngle } from './geometry.ts';
import { levelled } from './merge.ts';
import { inReadingOrder, type Placed } from './order.ts';
import { paragraphStarts } from './paragraphs.ts';
import { sharpnessOf, surfaceOf } from './quality.ts';
import { nestTitleMarks } from './title-marks.ts';
import { cleanLine } from './text.ts';

export interface Described {
  readonly found: Omit<PageReading, 'engine' | 'dpi' | 'codes'>;
  /** Share of the page that is neither paper nor text. */
  readonly pictured: number;
}

/** What an engine has read as the page's reading. @param umPerPx of the picture that was read */
export function describe(reading: EngineReading, umPerPx: number): Described {
  const seen = reading.lines.flatMap(cleaned).filter((line) => isText(line, reading.skew, umPerPx));
  const lines = reading.turn === 0 || isSure(seen) ? seen : [];
  const { pictured, ...surface } = surfaceOf(reading.small, lines, reading);
  const ordered = inOrder(lines, reading);
  const texts = nestTitleMarks(ordered.map(({ line }) => line.text));
  const found = {
    lines: ordered.map(({ line, paragraph }, n) => ({
      text: texts[n] ?? line.text,
      confidence: Math.round(line.confidence * 100),
      box: boxOf(line, reading, umPerPx),
      centres: line.centres.map((centre) => Math.round(centre * 1000)),
      vertical: line.vertical,
      red: line.red,
      paragraph,
    })) satisfies TextLine[],
    turn: lines.length === 0 ? 0 : reading.turn,
    skewDegrees: lines.length === 0 ? 0 : Math.round(reading.skew * 100) / 100,
    sharpness: sharpnessOf(lines),
    ...surface,
  } as const;
  return { found, pictured };
}

function cleaned(line: ReadLine): ReadLine[] {
  const clean = cleanLine(line.text, line.centres, line.certainties);
  return clean.text === '' ? [] : [{ ...line, ...clean }];
}

const SURE = 0.8;
const FEWEST_SURE = 2;

/** Whether there is enough text to turn a page for it: a picture's patterns are read as something. */
function isSure(lines: readonly ReadLine[]): boolean {
  const sure = lines.filter((line) => line.confidence >= SURE);
  return sure.reduce((sum, line) => sum + [...line.text].length, 0) >= FEWEST_SURE;
}

const LEAST_CONFIDENCE = 0.62;
/** A character or two need one that is certain: specks are read as something, too. */
const LEAST_CERTAIN = 0.85;
/** Arcs of seals lean, and their characters are found one by one; those of mastheads are larger. */
const MOST_LEAN = 14;
const LEAST_RED_UM = 11_000;

function isText(line: ReadLine, skew: number, umPerPx: number): boolean {
  const length = [...line.text].length;
  if (line.confidence < LEAST_CONFIDENCE) return false;
  const best = Math.max(line.confidence, ...(length <= 2 ? line.certainties : []));
  if (length <= 2 && best < LEAST_CERTAIN) return false;
  if (!/[\p{L}\p{N}]/u.test(line.text) && line.confidence < 0.9) return false;
  if (!line.red) return true;
  if (length === 1 && line.rect.height * umPerPx < LEAST_RED_UM) return false;
  return Math.abs(normalAngle((line.rect.angle - skew) * 4) / 4) < MOST_LEAN;
}

/** Standing lines are margins: they come after the page's text. */
function inOrder(
  lines: readonly ReadLine[],
  { skew, rules }: EngineReading,
): readonly { readonly line: ReadLine; readonly paragraph: boolean }[] {
  const isMargin = (line: ReadLine): boolean =>
    line.vertical || Math.abs(normalAngle(line.rect.angle - skew)) > 45;
  const placed = lines.filter((line) => !isMargin(line)).map((line) => place(line, skew));
  const main = inReadingOrder(placed, rules).flatMap((column) => {
    const starts = paragraphStarts(column);
    return column.map(({ item }, n) => ({ line: item, paragraph: starts[n] ?? true }));
  });
  const margins = lines
    .filter(isMargin)
    .sort((a, b) => a.rect.x - b.rect.x || a.rect.y - b.rect.y)
    .map((line) => ({ line, paragraph: true }));
  return [...main, ...margins];
}

function place(line: ReadLine, skew: number): Placed<ReadLine> {
  const { x, y, width, height } = levelled(line.rect, skew);
  return {
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
    item: line,
  };
}

/** The line's box on the page as its file shows it. */
function boxOf(line: ReadLine, { turn, width, height }: EngineReading, umPerPx: number): LineBox {
  const [corner] = cornersOf(line.rect);
  const { x, y } = turnedBack(corner, turn, width, height);
  return {
    xUm: Math.round(x * umPerPx),
    yUm: Math.round(y * umPerPx),
    widthUm: Math.round(line.rect.width * umPerPx),
    heightUm: Math.round(line.rect.height * umPerPx),
    angle: Math.round(normalAngle(line.rect.angle - turn) * 100) / 100,
  };
}

/** A place on the upright page (`width` × `height`) on the page before it was turned clockwise. */
function turnedBack(
  { x, y }: { readonly x: number; readonly y: number },
  turn: Rotation,
  width: number,
  height: number,
): { readonly x: number; readonly y: number } {
  switch (turn) {
    case 0:
      return { x, y };
    case 90:
      return { x: y, y: width - x };
    case 180:
      return { x: width - x, y: height - y };
    case 270:
      return { x: height - y, y: x };
  }
}
