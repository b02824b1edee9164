import Fuse from 'fuse.js';
import type { Task } from '../workers/index.ts';

export interface NearArgs {
  readonly query: string;
  readonly candidates: readonly { readonly id: number; readonly text: string }[];
}

/** Mistyped queries: ids of the titles nearest to what was typed, best first. Runs in a worker. */
export const findNear: Task<NearArgs, readonly number[]> = async ({ query, candidates }) => {
  const fuse = new Fuse(candidates, {
    keys: ['text'],
    threshold: 0.45,
    ignoreLocation: true,
    includeScore: true,
  });
  return fuse.search(query, { limit: 10 }).map((found) => found.item.id);
};
