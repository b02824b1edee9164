import Fuse from 'fuse.js';
import type { Task } from '../workers/index.ts';

export interface NearArgs {
  /** Words apart by spaces; each must nearly stand in the text. */
  readonly query: string;
  readonly candidates: readonly { readonly id: number; readonly text: string }[];
  readonly limit: number;
}

/** Mistyped queries: ids of the texts nearest to what was typed, best first. Runs in a worker. */
export const findNear: Task<NearArgs, readonly number[]> = async ({ query, candidates, limit }) => {
  const fuse = new Fuse(candidates, {
    keys: ['text'],
    threshold: 0.45,
    ignoreLocation: true,
    useExtendedSearch: true,
  });
  return fuse.search(query, { limit }).map((found) => found.item.id);
};
