import type { Proposal } from '../../contract/documents.ts';
import { readPaper } from '../paper/read-paper.ts';
import { findHeads } from '../paper/stack.ts';
import { copyNotes } from './copy-notes.ts';
import { fromFolders, fromName } from './from-names.ts';
import { fromLearned } from './from-learned.ts';
import { fromPaper } from './from-paper.ts';
import { fromPhoto } from './from-photo.ts';
import type { PhotoFacts } from './photo-facts.ts';
import { categoryProposal, proposalOf } from './proposal.ts';
import { qualityNotes } from './quality-notes.ts';
import { disagreements, rank, withoutRepeats } from './rank.ts';
import { readSecrecy } from './secrecy-notes.ts';
import { stackNotes } from './stack-notes.ts';
import type { PageQuality, ProposalInput, Proposals } from './types.ts';

export { stemOf } from './from-names.ts';

/**
 * What separator, folders, the file's name, its text and the camera propose, where they disagree, and
 * what to look at. Of a stack the first paper is read.
 */
export function propose(input: ProposalInput, camera: PhotoFacts | null = null): Proposals {
  const quality = input.quality ?? [];
  const empty = quality.filter(({ blank, separator }) => blank || separator === true);
  const heads = findHeads(input.pages, new Set(empty.map(({ number }) => number)));
  const own = ends(input.pages.filter(({ number }) => number < (heads[0]?.before ?? Infinity)));
  const secrecy = readSecrecy(input);
  const photo = fromPhoto(input, camera);
  const paper = photo === null ? readPaper(own) : null;
  const all = [
    ...fromSeparator(input),
    ...fromFolders(input),
    ...fromName(input),
    ...(photo?.proposals ?? []),
    ...(paper === null ? [] : fromPaper(paper, input.categories)),
    ...fromLearned({ ...input, pages: own }, paper),
    ...secrecy.proposals,
  ];
  const proposals = rank(withoutRepeats(all));
  const notes = [
    ...secrecy.notes,
    ...disagreements(proposals),
    ...stackNotes(heads),
    ...(photo?.notes ?? copyNotes(input, heads[0]?.before ?? null)),
    ...qualityNotes(photo?.isPicture === true ? quality.map(asPhoto) : quality),
  ];
  return { proposals, notes };
}

/** A paper names itself on its first pages and signs on its last. */
const ends = <Page>(pages: readonly Page[]): readonly Page[] =>
  pages.length <= 14 ? pages : [...pages.slice(0, 12), ...pages.slice(-2)];

const asPhoto = (page: PageQuality): PageQuality => ({ ...page, photo: true });

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
