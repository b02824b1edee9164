import type { Proposal } from '../../contract/documents.ts';
import { distance } from '../paper/organisations.ts';
import type { Field, Source } from './proposal.ts';
import type { ProposalNote } from './types.ts';

/** design.md, Reading: where sources disagree. A sheet put there to say so is over all. */
const folderFirst: readonly Source[] = ['separator', 'folder', 'file-name', 'text', 'photo'];
const textFirst: readonly Source[] = ['separator', 'text', 'photo', 'file-name', 'folder'];
const trust: Readonly<Partial<Record<Field, readonly Source[]>>> = {
  year: folderFirst,
  categoryId: ['separator', 'folder'],
};

const fieldOrder: readonly Field[] = [
  'year',
  'categoryId',
  'referenceNumber',
  'title',
  'date',
  'issuer',
  'kind',
  'department',
  'secrecy',
];

/** What a machine wrote into a name (a scanner's date) says little: every other source comes first. */
const isWeak = ({ confidence }: Proposal): boolean => confidence <= 40;

/**
 * Best first for each field: by source, then by confidence. A category no folder names is proposed by
 * whichever is surest, the words of the title or what was learned.
 */
export function rank(all: readonly Proposal[]): readonly Proposal[] {
  const place = (each: Proposal): number => {
    if (isWeak(each)) return 9;
    const at = (trust[each.field] ?? textFirst).indexOf(each.source);
    return at < 0 ? 8 : at;
  };
  return all.toSorted(
    (a, b) =>
      fieldOrder.indexOf(a.field) - fieldOrder.indexOf(b.field) ||
      place(a) - place(b) ||
      b.confidence - a.confidence,
  );
}

/** The same value from two sources is one proposal, of the more trusted source, and surer. */
export function withoutRepeats(all: readonly Proposal[]): readonly Proposal[] {
  const kept: Proposal[] = [];
  for (const each of rank(all)) {
    const same = kept.findIndex((one) => one.field === each.field && agree(one, each));
    const first = kept[same];
    if (first === undefined) kept.push(each);
    else kept[same] = { ...fuller(first, each), confidence: agreed(first, each) };
  }
  return kept;
}

/** Two independent sources are both wrong more seldom than the better of them. */
const agreed = ({ confidence: a }: Proposal, { confidence: b }: Proposal): number =>
  Math.min(99, Math.round(100 - ((100 - a) * (100 - b)) / 100));

function agree(a: Proposal, b: Proposal): boolean {
  if (a.field !== 'title') return a.value === b.value;
  return bareTitle(a.value) === bareTitle(b.value) || fuller(a, b) === b;
}

/**
 * Where the name of the file says more of a title than the paper, the name's: letters of responsibility all
 * bear one title (责任书 and 责任书（北街社区）), and what was read badly was typed well.
 */
function fuller(first: Proposal, other: Proposal): Proposal {
  if (first.field !== 'title' || first.source !== 'text' || other.source !== 'file-name')
    return first;
  const [read, typed] = [bareTitle(first.value), bareTitle(other.value)];
  if (read === typed || read === '') return first;
  const told = typed.startsWith(read) && /[)）\]】]$/u.test(other.value);
  const doubtful = first.confidence < 85 && typed.includes(read);
  return told || doubtful || isMisread(first, read, typed) ? other : first;
}

/** A long title, doubtfully read, that is the same but for a character in twelve; figures tell papers apart. */
function isMisread({ confidence }: Proposal, read: string, typed: string): boolean {
  const figures = (title: string): string => title.replaceAll(/[^\d一二三四五六七八九十]/gu, '');
  if (confidence >= 90 || typed.length < 8 || figures(read) !== figures(typed)) return false;
  return distance(read, typed) <= Math.max(1, Math.floor(typed.length / 12));
}

const bareTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** One note a field whose sources name different values. A title that is part of the other is no disagreement. */
export function disagreements(proposals: readonly Proposal[]): readonly ProposalNote[] {
  return fieldOrder.flatMap((field): readonly ProposalNote[] => {
    const [first, ...rest] = proposals.filter((each) => each.field === field);
    const other = rest.find(
      (each) => first !== undefined && !isWeak(each) && disagree(first, each),
    );
    if (first === undefined || other === undefined) return [];
    const details = {
      field,
      value: first.label,
      source: first.source,
      other: other.label,
      otherSource: other.source,
      otherEvidence: other.evidence,
    };
    return [{ code: 'sources-disagree', details }];
  });
}

function disagree(a: Proposal, b: Proposal): boolean {
  if (a.field === 'kind' || a.field === 'issuer' || a.source === b.source) return false;
  if (a.field === 'categoryId' && b.source === 'learned' && b.confidence < 75) return false;
  if (a.field !== 'title') return a.value !== b.value;
  const [one, two] = [bareTitle(a.value), bareTitle(b.value)];
  return !shortens(one, two) && !shortens(two, one);
}

/** People shorten titles in file names by leaving words out: 成立领导小组 for 关于成立…领导小组的通知. */
function shortens(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}
