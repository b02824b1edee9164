import type { Proposal } from '../../contract/documents.ts';
import { readPaper } from '../paper/read-paper.ts';
import { fromFolders, fromName } from './from-names.ts';
import { fromPaper } from './from-paper.ts';
import { categoryProposal, proposalOf } from './proposal.ts';
import { qualityNotes } from './quality-notes.ts';
import { disagreements, rank, withoutRepeats } from './rank.ts';
import { readSecrecy } from './secrecy-notes.ts';
import type { ProposalInput, Proposals } from './types.ts';

export { stemOf } from './from-names.ts';

/** What separator, folders, the file's name and its text propose, where they disagree, and what to look at. */
export function propose(input: ProposalInput): Proposals {
  const paper = readPaper(input.pages);
  const secrecy = readSecrecy(input);
  const all = [
    ...fromSeparator(input),
    ...fromFolders(input),
    ...fromName(input),
    ...fromPaper(paper, input.categories),
    ...secrecy.proposals,
  ];
  const proposals = rank(withoutRepeats(all));
  const notes = [
    ...secrecy.notes,
    ...disagreements(proposals),
    ...qualityNotes(input.quality ?? []),
  ];
  return { proposals, notes };
}

/** The sheet before the document was put there to say so. */
function fromSeparator({ separator, categories }: ProposalInput): readonly Proposal[] {
  if (separator === undefined || separator === null) return [];
  const { year, categoryId, department } = separator;
  const category = categories.find(({ id }) => id === categoryId);
  const sheet = (text: string) => ({ evidence: text });
  return [
    ...(year === undefined
      ? []
      : [proposalOf('year', String(year), 99, 'separator', sheet(String(year)))]),
    ...(category === undefined
      ? []
      : [categoryProposal({ category, confidence: 99 }, 'separator', sheet(category.name))]),
    ...(department === undefined
      ? []
      : [proposalOf('department', department, 99, 'separator', sheet(department))]),
  ];
}
