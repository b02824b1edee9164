import type { SealPicture } from './check-red.ts';

/*
 * Where rings of a seal's size may be: edges of red ink point to their middle (Hough transform with
 * gradients, Ballard 1981).
 */

export const leastRadiusMm = 16.5;
export const mostRadiusMm = 25.5;

export interface Centre {
  readonly x: number;
  readonly y: number;
}

/** Side of a cell that votes are counted in, in pixels. */
const cell = 3;
const mostCandidates = 24;
/** How much redder one side of an edge is than the other. */
const leastEdge = 0.06;

/** Points that many edges of red ink are as far from as a seal's ring is from its middle. */
export function candidates(
  red: Float32Array,
  { width, height, pixelsPerMm }: SealPicture,
): Centre[] {
  const [from, to] = [leastRadiusMm * pixelsPerMm, mostRadiusMm * pixelsPerMm];
  const pad = Math.ceil(to / 2 / cell) * cell;
  const columns = Math.ceil((width + 2 * pad) / cell);
  const rows = Math.ceil((height + 2 * pad) / cell);
  const votes = new Float32Array(columns * rows);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const across = (red[at + 1] as number) - (red[at - 1] as number);
      const down = (red[at + width] as number) - (red[at - width] as number);
      const length = Math.hypot(across, down);
      if (length < leastEdge) continue;
      const [dx, dy] = [across / length, down / length];
      for (let reach = from; reach <= to; reach += cell) {
        vote(x + dx * reach, y + dy * reach);
        vote(x - dx * reach, y - dy * reach);
      }
    }
  }
  function vote(x: number, y: number): void {
    const [column, row] = [Math.floor((x + pad) / cell), Math.floor((y + pad) / cell)];
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    votes[row * columns + column] = (votes[row * columns + column] as number) + 1;
  }
  return peaks(smoothed(votes, columns, rows), columns, (5 * pixelsPerMm) / cell).map(
    ({ x, y }) => ({ x: (x + 0.5) * cell - pad, y: (y + 0.5) * cell - pad }),
  );
}

function smoothed(votes: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(votes.length);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column;
      let sum = 0;
      for (const up of [-columns, 0, columns]) {
        sum +=
          (votes[at + up - 1] as number) +
          (votes[at + up] as number) +
          (votes[at + up + 1] as number);
      }
      out[at] = sum;
    }
  }
  return out;
}

/** The highest cells, none near a higher one. */
function peaks(votes: Float32Array, columns: number, apart: number): Centre[] {
  const found: Centre[] = [];
  let least = 0;
  const high: { readonly x: number; readonly y: number; readonly count: number }[] = [];
  for (const count of votes) least = Math.max(least, count);
  least *= 0.3;
  votes.forEach((count, at) => {
    if (count > least && count > 12) {
      high.push({ x: at % columns, y: Math.floor(at / columns), count });
    }
  });
  for (const { x, y } of high.toSorted((a, b) => b.count - a.count)) {
    if (found.length >= mostCandidates) break;
    if (found.every((other) => Math.hypot(other.x - x, other.y - y) >= apart)) found.push({ x, y });
  }
  return found;
}
