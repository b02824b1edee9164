import { type Rect, turned } from './geometry.ts';
import type { Rules } from './rules.ts';

/** Pieces of one line whose gap is at most this share of their height are one line. */
const MOST_GAP = 0.45;
/** Single characters set apart, as in 通 知. */
const MOST_SINGLE_GAP = 2.6;
const SINGLE = 1.75;

/** Rectangles on a page that leans by `skew`, as they stand on the page turned back. */
export function levelled(rect: Rect, skew: number): Rect {
  return { ...rect, ...turned(rect, -skew) };
}

/** Joins the pieces that detection makes of one line. Nothing is joined across a rule. */
export function joinPieces(rects: readonly Rect[], skew: number, rules: Rules): readonly Rect[] {
  const joined: Rect[] = [];
  const pieces = [...rects].sort((a, b) => levelled(a, skew).x - levelled(b, skew).x);
  for (const piece of pieces) {
    const place = joined.findIndex((other) => isOneLine(other, piece, skew, rules));
    const other = joined[place];
    if (other === undefined) joined.push(piece);
    else joined[place] = union(other, piece, skew);
  }
  return joined;
}

function isOneLine(a: Rect, b: Rect, skew: number, rules: Rules): boolean {
  if (a.width < a.height * 0.5 || b.width < b.height * 0.5) return false;
  const [left, right] = [levelled(a, skew), levelled(b, skew)];
  const height = Math.min(a.height, b.height);
  if (Math.max(a.height, b.height) > height * 1.45) return false;
  if (Math.abs(left.y - right.y) > height * 0.3) return false;
  const gap = right.x - right.width / 2 - (left.x + left.width / 2);
  if (gap < -height * 0.6) return right.x + right.width / 2 <= left.x + left.width / 2 + height;
  const areSingle = a.width < a.height * SINGLE && b.width < b.height * SINGLE;
  if (gap > height * (areSingle ? MOST_SINGLE_GAP : MOST_GAP)) return false;
  return !isParted(left, right, rules);
}

function isParted(left: Rect, right: Rect, rules: Rules): boolean {
  const from = left.x + left.width / 2 - left.height * 0.5;
  const to = right.x - right.width / 2 + right.height * 0.5;
  return rules.down.some(
    ({ at, from: top, to: bottom }) => at >= from && at <= to && top <= left.y && bottom >= left.y,
  );
}

function union(a: Rect, b: Rect, skew: number): Rect {
  const [one, other] = [levelled(a, skew), levelled(b, skew)];
  const left = Math.min(one.x - one.width / 2, other.x - other.width / 2);
  const right = Math.max(one.x + one.width / 2, other.x + other.width / 2);
  const top = Math.min(one.y - one.height / 2, other.y - other.height / 2);
  const bottom = Math.max(one.y + one.height / 2, other.y + other.height / 2);
  const middle = turned({ x: (left + right) / 2, y: (top + bottom) / 2 }, skew);
  return { ...middle, width: right - left, height: bottom - top, angle: skew };
}
