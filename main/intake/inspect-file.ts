import type { ErrorCode } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';
import { inspectFile } from '../reading/index.ts';
import type { NewPage } from './queries.ts';

/** What a file turned out to be; `refusal` says why it is not taken in unless the user insists. */
export interface Inspected {
  readonly type: string;
  readonly pageState: 'ready' | 'none' | 'locked';
  readonly pages: readonly NewPage[];
  readonly refusal: ErrorCode | null;
}

export interface InspectRequest {
  readonly path: string;
  readonly extension: string;
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** A file that takes longer hangs its reader. Big files may take longer than small ones. */
const timeoutMs = (bytes: number): number => 30_000 + bytes / 250;

/**
 * Type, pages and text layer of a file, read in a worker.
 * @throws ArchiveError `too-large`, `worker-died`, `worker-timeout`, `cancelled`.
 */
export async function inspect(
  { workers }: Archive,
  { path, extension, bytes, signal }: InspectRequest,
): Promise<Inspected> {
  const options = { signal, timeoutMs: timeoutMs(bytes) };
  const found = await inspectFile(workers, { path, extension }, options);
  return {
    type: found.type,
    pageState: found.pageState,
    refusal: found.problem ?? null,
    pages: found.pages.map(({ widthUm, heightUm, rotation }, index) => ({
      widthUm,
      heightUm,
      rotation,
      text: found.text[index] ?? '',
    })),
  };
}
