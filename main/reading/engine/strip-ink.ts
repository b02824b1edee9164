import type { Strip } from './crop.ts';
import { isRed } from './seals.ts';

/** What a strip's ink is like. */
export interface StripInk {
  /** Most of it is red. */
  readonly red: boolean;
  /** Difference of paper and ink, 0 to 255. */
  readonly contrast: number;
  /** Steepness of the ink's edges: difference of neighbours as a share of the contrast, 0 to 1. */
  readonly steepness: number;
}

export function inkOf({ width, height, data }: Strip): StripInk {
  const size = width * height;
  // Green: red ink is dark there as black is.
  const counts = new Uint32Array(256);
  for (let n = 0; n < size; n++) {
    const value = data[n * 3 + 1] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  const ink = shareAt(counts, size, 0.03);
  const paper = shareAt(counts, size, 0.85);
  const contrast = Math.max(0, paper - ink);
  const limit = paper - contrast * 0.5;
  let [inked, red] = [0, 0];
  const steps = new Uint32Array(256);
  for (let n = 0; n < size; n++) {
    const at = n * 3;
    const value = data[at + 1] ?? 0;
    if (value <= limit) {
      inked++;
      if (isRed(data[at] ?? 0, value, data[at + 2] ?? 0)) red++;
    }
    const step = Math.abs(value - (data[at + 4] ?? value));
    if ((n + 1) % width !== 0) steps[step] = (steps[step] ?? 0) + 1;
  }
  const steep = shareAt(steps, size - height, 0.97);
  return {
    red: red * 2 > inked && inked > 0,
    contrast,
    steepness: contrast < 10 ? 0 : Math.min(1, steep / contrast),
  };
}

function shareAt(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value] ?? 0;
    if (seen >= total * share) return value;
  }
  return counts.length - 1;
}
