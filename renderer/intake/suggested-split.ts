import type { DocumentDetail } from '../../main/contract/index.ts';
import { pageList } from '../reading/arrangement.ts';

/** A cut the program suggests: where a document probably begins, and which pages are left out. */
export interface SuggestedSplit {
  readonly before: readonly number[];
  readonly drop: readonly number[];
}

export function suggestedSplit(detail: DocumentDetail): SuggestedSplit | null {
  const note = detail.notes.find(({ code }) => code === 'split-suggested');
  if (!note) return null;
  const inside = (n: number): boolean => n <= detail.row.pages;
  const before = pageList(note.details['before'] ?? '').filter((n) => n > 1 && inside(n));
  const drop = pageList(note.details['drop'] ?? '').filter(inside);
  return before.length > 0 ? { before, drop } : null;
}
