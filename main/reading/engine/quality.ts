import type { ReadLine } from './engine.ts';
import { cornersOf, type Scale } from './geometry.ts';
import type { Picture } from './pixels.ts';

/** Steepness of edges on strips of 48 pixels: of blurred letters and of sharp ones. */
const BLURRED = 0.12;
const SHARP = 0.62;

/** 0–100: how sharp the edges of letters are; 100 where there are none to judge. */
export function sharpnessOf(lines: readonly ReadLine[]): number {
  const judged = lines.filter((line) => line.contrast > 40 && [...line.text].length >= 3);
  const values = (judged.length >= 3 ? judged : lines).map((line) => line.steepness);
  if (values.length === 0) return 100;
  const median = values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const share = (median - BLURRED) / (SHARP - BLURRED);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

export interface Surface {
  /** Nothing but paper. */
  readonly blank: boolean;
  /** A photograph, or mostly one. */
  readonly photo: boolean;
  /** Share of it that is neither paper nor text: pictures, stamps, codes. */
  readonly pictured: number;
}

const CELLS = 96;
/** Differences of a cell to the paper: shadows of a scanner stay under it, pictures are over. */
const DARKER = 42;
const COLOURED = 40;
const MOST_SPECKS = 0.004;
const LEAST_PHOTO = 0.3;

/** What the page is besides its text, by cells of about two millimetres. */
export function surfaceOf(
  small: Picture,
  lines: readonly ReadLine[],
  page: { readonly width: number; readonly height: number },
): Surface {
  const cell = Math.max(1, Math.floor(Math.max(small.width, small.height) / CELLS));
  const columns = Math.floor(small.width / cell);
  const rows = Math.floor(small.height / cell);
  const scale = { x: page.width / small.width, y: page.height / small.height };
  const means = cellMeans(small, cell, columns, rows);
  const text = textCells(lines, scale, cell, columns, rows);
  const paper = paperOf(means.grey);
  let [inner, specks, pictured, written] = [0, 0, 0, 0];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const n = y * columns + x;
      const isMarked =
        (means.colour[n] ?? 0) > COLOURED ||
        ((means.grey[n] ?? 0) < paper - DARKER && isRough(means.grey, n, columns));
      // Shadows and holes are at the edges.
      const isInner = x > 4 && y > 4 && x < columns - 5 && y < rows - 5;
      if (isInner) inner++;
      if (isInner && isMarked) specks++;
      if (text[n] === 1) written++;
      else if (isMarked) pictured++;
    }
  }
  const share = pictured / Math.max(1, columns * rows);
  return {
    blank: lines.length === 0 && specks <= inner * MOST_SPECKS,
    photo:
      share > LEAST_PHOTO ||
      (share > LEAST_PHOTO / 2 && pictured > 2 * written) ||
      isAllTones(means.grey, lines),
    pictured: share,
  };
}

const ROUGH = 7;

/** Shadows on paper are smooth: a cell is the mean of those beside it, above and below. */
function isRough(grey: Float32Array, n: number, columns: number): boolean {
  const value = grey[n] ?? 0;
  const bend = (step: number): number =>
    Math.abs((grey[n - step] ?? value) - 2 * value + (grey[n + step] ?? value));
  return bend(1) > ROUGH || bend(columns) > ROUGH;
}

/** A photograph has no paper: its brightest common grey is not most of it. */
function isAllTones(grey: Float32Array, lines: readonly ReadLine[]): boolean {
  if (lines.length > 12) return false;
  const paper = paperOf(grey);
  const near = grey.filter((value) => Math.abs(value - paper) < 14).length;
  return near < grey.length * 0.35;
}

function paperOf(grey: Float32Array): number {
  const counts = new Uint32Array(32);
  for (const value of grey) {
    const bin = Math.min(31, value >> 3);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let best = 31;
  // Paper is bright: a black frame is not paper.
  for (let bin = 31; bin >= 14; bin--) if ((counts[bin] ?? 0) > (counts[best] ?? 0)) best = bin;
  return best * 8 + 4;
}

function cellMeans(
  { data, width, channels }: Picture,
  cell: number,
  columns: number,
  rows: number,
) {
  const grey = new Float32Array(columns * rows);
  const colour = new Float32Array(columns * rows);
  const area = cell * cell;
  for (let y = 0; y < rows * cell; y++) {
    let at = y * width * channels;
    const row = Math.floor(y / cell) * columns;
    for (let column = 0; column < columns; column++) {
      let [light, spread] = [0, 0];
      for (let x = 0; x < cell; x++, at += channels) {
        const red = data[at] ?? 0;
        const green = data[at + 1] ?? 0;
        const blue = data[at + 2] ?? 0;
        light += red * 0.3 + green * 0.59 + blue * 0.11;
        spread += Math.max(red, green, blue) - Math.min(red, green, blue);
      }
      grey[row + column] = (grey[row + column] ?? 0) + light / area;
      colour[row + column] = (colour[row + column] ?? 0) + spread / area;
    }
  }
  return { grey, colour };
}

function textCells(
  lines: readonly ReadLine[],
  scale: Scale,
  cell: number,
  columns: number,
  rows: number,
): Uint8Array {
  const covered = new Uint8Array(columns * rows);
  for (const { rect } of lines) {
    const corners = cornersOf(rect);
    const xs = corners.map(({ x }) => Math.floor(x / scale.x / cell));
    const ys = corners.map(({ y }) => Math.floor(y / scale.y / cell));
    for (let y = Math.max(0, Math.min(...ys)); y <= Math.min(rows - 1, Math.max(...ys)); y++) {
      for (let x = Math.max(0, Math.min(...xs)); x <= Math.min(columns - 1, Math.max(...xs)); x++) {
        covered[y * columns + x] = 1;
      }
    }
  }
  return covered;
}
