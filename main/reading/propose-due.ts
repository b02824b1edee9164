import type { Archive } from '../library/index.ts';

export interface ProposeOptions {
  readonly signal: AbortSignal;
  readonly isHeld: () => boolean;
}

/** Makes the proposals of documents that are due. */
export async function proposeDue(_archive: Archive, _options: ProposeOptions): Promise<number> {
  return 0;
}
