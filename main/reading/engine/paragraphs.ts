import type { Column, Placed } from './order.ts';

const heightOf = (line: Placed<unknown>): number => line.bottom - line.top;

/** Rectangles of lines are this much higher than their letters. */
const ROOM = 1.22;
/** Lengths in letters' heights. */
const INDENT = 1.1;
const SHORT = 1.6;
const FAR = 3.2;

/**
 * Which lines of a column begin a paragraph: indented ones, those after a line that ends short,
 * far below the line before or of another size; not the second line of a centred title.
 */
export function paragraphStarts<T>(column: Column<T>): readonly boolean[] {
  const left = Math.min(...column.map((line) => line.left));
  const right = Math.max(...column.map((line) => line.right));
  const body = median(column.map(heightOf));
  return column.map((line, n) => {
    const before = column[n - 1];
    if (before === undefined) return true;
    const em = heightOf(line) / ROOM;
    if (
      Math.max(heightOf(line), heightOf(before)) >
      1.25 * Math.min(heightOf(line), heightOf(before))
    )
      return true;
    if (line.top - before.bottom > FAR * em - heightOf(line)) return true;
    if (isCentred(line, left, right, em) && isCentred(before, left, right, em)) {
      return heightOf(line) < body * 1.15;
    }
    return line.left - left > INDENT * em || right - before.right > SHORT * em;
  });
}

function isCentred(line: Placed<unknown>, left: number, right: number, em: number): boolean {
  const [before, after] = [line.left - left, right - line.right];
  return Math.abs(before - after) < 1.2 * em && before > 1.2 * em;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
