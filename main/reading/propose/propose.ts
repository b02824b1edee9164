import type { Proposal } from '../../contract/documents.ts';
import { isYearBound, kindOfTitle } from '../paper/kinds.ts';
import { readFileName, readFolderYear, yearInTitle, type NameFacts } from './read-name.ts';
import { issuerInTitle, readPaper, type PaperFacts } from '../paper/read-paper.ts';
import type { NamedCategory, ProposalInput, ProposalNote, Proposals } from './types.ts';

type Field = Proposal['field'];
type Source = Proposal['source'];

/** design.md, Reading: where sources disagree. */
const folderFirst: readonly Source[] = ['folder', 'file-name', 'text'];
const textFirst: readonly Source[] = ['text', 'file-name', 'folder'];
const trust: Readonly<Partial<Record<Field, readonly Source[]>>> = {
  year: folderFirst,
  categoryId: folderFirst,
};

/** What folder names, the file's name and its text propose, and where they disagree. */
export function propose(input: ProposalInput): Proposals {
  const name = input.name.normalize('NFC');
  const facts = readFileName(input.isFolder === true ? name : stemOf(name));
  const paper = readPaper(input.pages);
  const all = [
    ...fromFolders(input),
    ...fromName(name, facts, input.categories),
    ...fromPaper(paper, input.categories),
  ];
  const proposals = rank(withoutRepeats(all));
  return { proposals, notes: disagreements(proposals) };
}

/** A name without its extension; names that are nothing but an extension stay whole. */
export function stemOf(name: string): string {
  return name.replace(/(?<=.)\.[\p{L}\p{N}]{1,10}$/u, '');
}

function fromFolders(input: ProposalInput): readonly Proposal[] {
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
    return [proposalOf('year', String(year.year), confidence, 'folder', name)];
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
    return [categoryProposal(match, 'folder', name)];
  }
  return [];
}

interface CategoryMatch {
  readonly category: NamedCategory;
  readonly confidence: number;
}

/** The category a name means: the same name, 01组织领导, 组织领导类, or one that holds it whole. */
function matchCategory(
  name: string,
  categories: readonly NamedCategory[],
  foldersAbove: readonly string[],
): CategoryMatch | null {
  const bare = bareName(name);
  const matches = categories.flatMap((category) => {
    const wanted = bareName(category.name);
    if (wanted === '') return [];
    if (wanted === bare) return [{ category, confidence: 97 }];
    return wanted.length >= 2 && bare.includes(wanted) ? [{ category, confidence: 85 }] : [];
  });
  const parentNamed = ({ category }: CategoryMatch): number =>
    (category.parents ?? []).filter((parent) =>
      foldersAbove.some((f) => bareName(f).includes(bareName(parent))),
    ).length;
  return (
    matches
      .toSorted(
        (a, b) =>
          b.confidence - a.confidence ||
          bareName(b.category.name).length - bareName(a.category.name).length ||
          parentNamed(b) - parentNamed(a),
      )
      .at(0) ?? null
  );
}

/** 01组织领导, 一、组织领导, （1）组织领导类, 2024年组织领导材料 → 组织领导. */
function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:19|20)\d{2}\s*(?:年度?)?/u, '')
    .replace(
      /^第?[([【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}(?=[、.)\]】\s]))[)\]】]?[、.\s_-]*/u,
      '',
    )
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=..)(?:大?类|材料|资料|文件|台账|档案)+$/u, '');
}

function fromName(
  name: string,
  facts: NameFacts,
  categories: readonly NamedCategory[],
): readonly Proposal[] {
  const { title, number, date, kind, year } = facts;
  const issuer = title === null ? undefined : issuerInTitle(title);
  const category = title === null ? null : mentionedCategory(title, categories);
  const own = (field: Field, value: string, confidence: number) =>
    proposalOf(field, value, confidence, 'file-name', name);
  return [
    ...(year === null ? [] : [own('year', String(year.year), year.confidence)]),
    ...(category === null
      ? []
      : [categoryProposal({ category, confidence: 55 }, 'file-name', name)]),
    ...(number === null ? [] : [own('referenceNumber', number.text, 92)]),
    ...(title === null ? [] : [own('title', title, kind === null ? 65 : 85)]),
    ...(date === null ? [] : [own('date', date.date, date.confidence)]),
    ...(issuer === undefined ? [] : [own('issuer', issuer, 60)]),
    ...(kind === null ? [] : [own('kind', kind, 85)]),
  ];
}

/** The longest category name that stands in a title. */
function mentionedCategory(
  title: string,
  categories: readonly NamedCategory[],
): NamedCategory | null {
  const text = bareName(title);
  return (
    categories
      .filter(({ name }) => bareName(name).length >= 2 && text.includes(bareName(name)))
      .toSorted((a, b) => bareName(b.name).length - bareName(a.name).length)
      .at(0) ?? null
  );
}

function fromPaper(paper: PaperFacts, categories: readonly NamedCategory[]): readonly Proposal[] {
  const year = yearOfPaper(paper);
  const title = paper.title;
  const category = title === null ? null : mentionedCategory(title.value, categories);
  const fields: readonly (readonly [Field, PaperFacts[keyof PaperFacts]])[] = [
    ['title', paper.title],
    ['date', paper.date],
    ['issuer', paper.issuer],
    ['kind', paper.kind],
  ];
  return [
    ...(year === null ? [] : [year]),
    ...(category === null || title === null
      ? []
      : [categoryProposal({ category, confidence: 50 }, 'text', title.evidence, title.page)]),
    ...(paper.number === null
      ? []
      : [
          proposalOf(
            'referenceNumber',
            paper.number.value.text,
            paper.number.confidence,
            'text',
            paper.number.evidence,
            paper.number.page,
          ),
        ]),
    ...fields.flatMap(([field, reading]) =>
      reading === null || typeof reading.value !== 'string'
        ? []
        : [
            proposalOf(
              field,
              reading.value,
              reading.confidence,
              'text',
              reading.evidence,
              reading.page,
            ),
          ],
    ),
  ];
}

/** domain.md, Filing: a plan's or summary's own year, else the number's, else the date's. */
function yearOfPaper({ title, number, date }: PaperFacts): Proposal | null {
  const named = title === null ? null : yearInTitle(title.value);
  if (title !== null && named !== null && isYearBound(kindOfTitle(title.value)))
    return proposalOf('year', String(named), 80, 'text', title.evidence, title.page);
  if (number !== null)
    return proposalOf('year', String(number.value.year), 75, 'text', number.evidence, number.page);
  if (date !== null)
    return proposalOf('year', date.value.slice(0, 4), 65, 'text', date.evidence, date.page);
  return null;
}

function proposalOf(
  field: Field,
  value: string,
  confidence: number,
  source: Source,
  evidence: string,
  page: number | null = null,
): Proposal {
  return { field, value, label: value, confidence, source, evidence, page, lines: [] };
}

function categoryProposal(
  { category, confidence }: CategoryMatch,
  source: Source,
  evidence: string,
  page: number | null = null,
): Proposal {
  const { id, name } = category;
  return {
    ...proposalOf('categoryId', String(id), confidence, source, evidence, page),
    label: name,
  };
}

/** The same value from two sources is one proposal, of the more trusted source, and surer. */
function withoutRepeats(all: readonly Proposal[]): readonly Proposal[] {
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

/** Names tell letters of responsibility apart that all bear one title: 责任书 and 责任书（北街社区）. */
function fuller(first: Proposal, other: Proposal): Proposal {
  const loose = first.field === 'title' && first.source === 'text' && first.confidence < 85;
  return loose && bareTitle(other.value).includes(bareTitle(first.value)) ? other : first;
}

const bareTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const fieldOrder: readonly Field[] = [
  'year',
  'categoryId',
  'referenceNumber',
  'title',
  'date',
  'issuer',
  'kind',
];

/** What a machine wrote into a name (a scanner's date) says little: every other source comes first. */
const isWeak = ({ confidence }: Proposal): boolean => confidence <= 40;

function rank(all: readonly Proposal[]): readonly Proposal[] {
  const place = (each: Proposal): number =>
    isWeak(each) ? 9 : (trust[each.field] ?? textFirst).indexOf(each.source);
  return all.toSorted(
    (a, b) =>
      fieldOrder.indexOf(a.field) - fieldOrder.indexOf(b.field) ||
      place(a) - place(b) ||
      b.confidence - a.confidence,
  );
}

/** One note a field whose sources name different values. A title that is part of the other is no disagreement. */
function disagreements(proposals: readonly Proposal[]): readonly ProposalNote[] {
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
  if (a.field === 'kind' || a.field === 'issuer') return false;
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
