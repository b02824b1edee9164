import type { Proposal } from '../../contract/documents.ts';
import { issuerInTitle } from '../paper/organisations.ts';
import { matchCategory, mentionedCategory } from './category-match.ts';
import { categoryProposal, proposalOf, type Field } from './proposal.ts';
import { readFileName, readFolderYear } from './read-name.ts';
import type { NamedCategory, ProposalInput } from './types.ts';

/** A name without its extension; names that are nothing but an extension stay whole. */
export function stemOf(name: string): string {
  return name.replace(/(?<=.)\.[\p{L}\p{N}]{1,10}$/u, '');
}

/** What the folders around a file say of it: its year and its category. */
export function fromFolders(input: ProposalInput): readonly Proposal[] {
  const inside = input.folders.map((name) => ({ name, chosen: true }));
  const around = (input.around ?? []).map((name) => ({ name, chosen: false }));
  const innermostFirst = [...around, ...inside].toReversed();
  return [...folderYears(innermostFirst), ...folderCategories(innermostFirst, input.categories)];
}

interface Folder {
  readonly name: string;
  readonly chosen: boolean;
}

/** A folder that is wholly a year outranks one that names a year among other things, the inner one the outer. */
function folderYears(folders: readonly Folder[]): readonly Proposal[] {
  const found = folders.flatMap(({ name, chosen }) => {
    const year = readFolderYear(name);
    if (year === null || (!chosen && !year.whole)) return [];
    const confidence = year.whole ? (chosen ? 97 : 85) : 80;
    return [proposalOf('year', String(year.year), confidence, 'folder', { evidence: name })];
  });
  return found.toSorted((a, b) => b.confidence - a.confidence).slice(0, 1);
}

function folderCategories(
  folders: readonly Folder[],
  categories: readonly NamedCategory[],
): readonly Proposal[] {
  const above = folders.map(({ name }) => name);
  for (const [index, { name, chosen }] of folders.entries()) {
    const match = matchCategory(name, categories, above.slice(index + 1));
    if (match === null || (!chosen && match.confidence < 95)) continue;
    return [categoryProposal(match, 'folder', { evidence: name })];
  }
  return [];
}

/** What the name of the file, or of the folder that is one document, says of it. */
export function fromName(input: ProposalInput): readonly Proposal[] {
  const name = input.name.normalize('NFC');
  const facts = readFileName(input.isFolder === true ? name : stemOf(name));
  const { title, number, date, kind, year } = facts;
  const issuer = title === null ? undefined : issuerInTitle(title);
  const category = title === null ? null : mentionedCategory(title, input.categories);
  const evidence = { evidence: name };
  const own = (field: Field, value: string, confidence: number) =>
    proposalOf(field, value, confidence, 'file-name', evidence);
  return [
    ...(year === null ? [] : [own('year', String(year.year), year.confidence)]),
    ...(category === null
      ? []
      : [categoryProposal({ category, confidence: 55 }, 'file-name', evidence)]),
    ...(number === null ? [] : [own('referenceNumber', number.text, 92)]),
    ...(title === null ? [] : [own('title', title, kind === null ? 65 : 85)]),
    ...(date === null ? [] : [own('date', date.date, date.confidence)]),
    ...(issuer === undefined ? [] : [own('issuer', issuer, 60)]),
    ...(kind === null ? [] : [own('kind', kind, 85)]),
  ];
}
