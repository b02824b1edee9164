import type { Proposal } from '../../contract/documents.ts';
import type { PaperFacts } from '../paper/facts.ts';
import { classify } from './classify.ts';
import { stemOf } from './from-names.ts';
import { categoryProposal } from './proposal.ts';
import { readFileName } from './read-name.ts';
import type { ProposalInput } from './types.ts';

/** Less sure than this is guessing. */
const leastConfidence = 30;

/** The categories whose confirmed documents this one is like, with the words that make it so. */
export function fromLearned(input: ProposalInput, paper: PaperFacts | null): readonly Proposal[] {
  const { model, categories, pages } = input;
  if (model === undefined || model === null) return [];
  const title = paper?.title?.value ?? titleOfName(input) ?? '';
  const text = pages.find((page) => page.text.trim() !== '')?.text ?? '';
  return classify(model, title, text).flatMap(({ categoryId, confidence, words }) => {
    const category = categories.find(({ id }) => id === categoryId);
    if (category === undefined || confidence < leastConfidence) return [];
    return [categoryProposal({ category, confidence }, 'learned', { evidence: words.join('、') })];
  });
}

function titleOfName({ name, isFolder }: ProposalInput): string | null {
  return readFileName(isFolder === true ? name : stemOf(name)).title;
}
