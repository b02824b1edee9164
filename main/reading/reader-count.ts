import { availableParallelism, freemem } from 'node:os';

const MOST = 4;
/** What a reader with its models and one page takes. */
const BYTES_EACH = 1e9;

/**
 * How many pages this computer reads at a time: a core is left to the user where there are more
 * than two, and each reader needs room for its models.
 */
export function readerCount(
  cores: number = availableParallelism(),
  freeBytes: number = freemem(),
): number {
  const byCores = cores <= 2 ? cores : cores - 1;
  return Math.max(1, Math.min(MOST, byCores, Math.floor(freeBytes / BYTES_EACH)));
}

/** How a pool of readers is made: models stay loaded between pages. */
export function readerPool(): { size: number; restingLimitBytes: number; idleMs: number } {
  return { size: readerCount(), restingLimitBytes: 1_100e6, idleMs: 60_000 };
}
