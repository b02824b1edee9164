import { cutStrip, type Strip } from './crop.ts';
import type { ReadLine } from './engine.ts';
import { normalAngle, type Rect } from './geometry.ts';
import type { PagePicture } from './pixels.ts';
import { recognise, type Recogniser, STRIP_HEIGHT } from './recognise.ts';
import { inkOf } from './strip-ink.ts';
import type { Timings } from './timings.ts';

const GOOD = 0.85;

/**
 * Reads a line that stands on the page: characters upright below each other, or else a line
 * turned on its side, as in the narrow cells of tables.
 */
export async function readStanding(
  page: PagePicture,
  rect: Rect,
  recogniser: Recogniser,
  timings: Timings,
): Promise<ReadLine> {
  const stacked = await readStacked(page, rect, recogniser, timings);
  if (stacked.confidence >= GOOD) return stacked;
  let best = stacked;
  for (const turn of [-90, 90]) {
    const lying = { ...rect, width: rect.height, height: rect.width, angle: rect.angle + turn };
    const strip = cutStrip(page, lying, STRIP_HEIGHT);
    const read = await recognise(strip, recogniser, timings);
    if (read.confidence <= best.confidence) continue;
    const level = { ...lying, angle: normalAngle(lying.angle) };
    best = { ...read, rect: level, vertical: false, ...inkOf(strip) };
  }
  return best;
}

async function readStacked(
  page: PagePicture,
  rect: Rect,
  recogniser: Recogniser,
  timings: Timings,
): Promise<ReadLine> {
  const height = Math.round((rect.height * STRIP_HEIGHT) / rect.width);
  const column = cutStrip(page, rect, height);
  const cells = cellsOf(column);
  const read = await recognise(sideBySide(column, cells), recogniser, timings);
  const centres = read.centres.map((centre) => {
    const cell = cells[Math.min(cells.length - 1, Math.floor(centre * cells.length))];
    return cell === undefined ? 0 : cell.middle / column.height;
  });
  return { ...read, rect, centres, vertical: true, ...inkOf(column) };
}

interface Cell {
  /** Middle of the character, in rows of the column. */
  readonly middle: number;
}

/** A character's height on a column 48 pixels wide, with the room that detection leaves. */
const MOST_TALL = 44;

/** Characters of a column: rows of ink, joined where they are no taller than one. */
function cellsOf(column: Strip): readonly Cell[] {
  const cells: { from: number; to: number }[] = [];
  for (const run of inkRuns(column)) {
    const last = cells.at(-1);
    if (last !== undefined && run.to - last.from <= MOST_TALL) last.to = run.to;
    else cells.push({ ...run });
  }
  return cells.flatMap(({ from, to }) => {
    // Characters that touch each other.
    const count = Math.max(1, Math.round((to - from) / (MOST_TALL - 4)));
    const tall = (to - from) / count;
    return Array.from({ length: count }, (_, n) => ({ middle: from + tall * (n + 0.5) }));
  });
}

function inkRuns({ width, height, data }: Strip): readonly { from: number; to: number }[] {
  const greys = Array.from({ length: height }, (_, y) => darkest(data, y, width));
  const paper = [...greys].sort((a, b) => b - a)[Math.floor(height * 0.05)] ?? 255;
  const ink = Math.min(...greys);
  const runs: { from: number; to: number }[] = [];
  greys.forEach((grey, y) => {
    if (grey > (paper + ink) / 2) return;
    const last = runs.at(-1);
    if (last !== undefined && last.to === y) last.to = y + 1;
    else runs.push({ from: y, to: y + 1 });
  });
  return runs;
}

/** The third darkest pixel of a row: one or two are specks. */
function darkest(data: Uint8Array, y: number, width: number): number {
  const row = Array.from({ length: width }, (_, x) => data[(y * width + x) * 3 + 1] ?? 255);
  return row.sort((a, b) => a - b)[2] ?? 255;
}

function sideBySide(column: Strip, cells: readonly Cell[]): Strip {
  const side = STRIP_HEIGHT;
  const width = Math.max(1, cells.length) * side;
  const data = new Uint8Array(width * side * 3).fill(250);
  cells.forEach(({ middle }, n) => {
    const top = Math.round(middle - side / 2);
    for (let y = 0; y < side; y++) {
      const from = top + y;
      if (from < 0 || from >= column.height) continue;
      const row = column.data.subarray(
        from * column.width * 3,
        (from * column.width + Math.min(side, column.width)) * 3,
      );
      data.set(row, (y * width + n * side) * 3);
    }
  });
  return { width, height: side, data };
}
