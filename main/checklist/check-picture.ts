/*
 * Sketches of pictures: which way brightness goes between neighbours of a small grey picture. What
 * was scanned or saved twice differs in a few of the 256 answers.
 */

/** Columns and rows of the grey picture that `sketchPicture` takes. */
export const sketchWidth = 17;
export const sketchHeight = 16;
/** A step in brightness that noise does not make. */
const leastStep = 5;
/** Fewer steps than that: a blank page, or one with a line on it. */
const leastSteps = 24;

/** @param grey brightness, rows top down, of `sketchWidth` × `sketchHeight`; 64 hex digits, or '' */
export function sketchPicture(grey: Uint8Array): string {
  let steps = 0;
  let digits = '';
  for (let y = 0; y < sketchHeight; y += 1) {
    let row = 0;
    for (let x = 0; x + 1 < sketchWidth; x += 1) {
      const at = y * sketchWidth + x;
      const step = (grey[at + 1] ?? 0) - (grey[at] ?? 0);
      if (Math.abs(step) >= leastStep) steps += 1;
      row = row * 2 + (step >= leastStep ? 1 : 0);
    }
    digits += row.toString(16).padStart(4, '0');
  }
  return steps < leastSteps ? '' : digits;
}

/** The rows of a sketch, 16 bits each. */
export const rowsOf = (sketch: string): readonly number[] =>
  Array.from({ length: sketchHeight }, (_, row) =>
    Number.parseInt(sketch.slice(row * 4, row * 4 + 4), 16),
  );

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** In how many of 256 answers two sketches differ. */
export const differences = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, row, at) => sum + ones(row ^ (b[at] ?? 0)), 0);

/** Differences of one picture saved in two sizes, or scanned twice. */
export const mostDifferences = 14;
