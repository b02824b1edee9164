import type { PaperHead } from '../paper/stack.ts';
import { pageList } from './quality-notes.ts';
import type { ProposalNote } from './types.ts';

/** One note for heads after blank pages or separator sheets, one for those that follow on. */
export function stackNotes(heads: readonly PaperHead[]): readonly ProposalNote[] {
  const noteOn = (reason: 'blank' | 'head'): readonly ProposalNote[] => {
    const of = heads.filter(({ drop }) => drop.length > 0 === (reason === 'blank'));
    if (of.length === 0) return [];
    const before = pageList(of.map((head) => head.before));
    const drop = pageList(of.flatMap((head) => head.drop));
    return [{ code: 'split-suggested', details: { before, drop, reason } }];
  };
  return [...noteOn('blank'), ...noteOn('head')];
}
