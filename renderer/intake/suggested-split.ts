import type { DocumentDetail } from '../../main/contract/index.ts';
import { pageList } from '../reading/arrangement.ts';

/** A cut the program suggests: where a document probably begins, and which pages are left out. */
export interface SuggestedSplit {
  readonly before: readonly number[];
  readonly drop: readonly number[];
}

export function suggestedSplit(detail: DocumentDetail): SuggestedSplit | null {
  const notes = detail.notes.filter(({ code }) => code === 'split-suggested');
  const listed = (name: string): readonly number[] =>
    [...new Set(notes.flatMap(({ details }) => pageList(details[name] ?? '')))]
      .filter((n) => n <= detail.row.pages)
      .toSorted((a, b) => a - b);
  const before = listed('before').filter((n) => n > 1);
  return before.length > 0 ? { before, drop: listed('drop') } : null;
}
