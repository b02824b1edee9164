import type { QueryField, QueryPart, QueryTerm } from '../contract/search.ts';
import { phrase } from './normalise.ts';
import { readDates, readPages, readYears, rangeText, thingNamed } from './query-values.ts';

/** A query as the program understood it: every part must hold. */
export interface ParsedQuery {
  readonly parts: readonly QueryPart[];
}

/** Keywords in front of a colon. */
const keywords: Readonly<Record<string, QueryField>> = {
  标题: 'title',
  题名: 'title',
  title: 'title',
  文号: 'number',
  number: 'number',
  责任者: 'issuer',
  issuer: 'issuer',
  标签: 'tag',
  tag: 'tag',
  分类: 'category',
  category: 'category',
  部门: 'department',
  department: 'department',
  文种: 'kind',
  kind: 'kind',
  年度: 'year',
  year: 'year',
  日期: 'date',
  date: 'date',
  页: 'pages',
  pages: 'pages',
  有: 'has',
  has: 'has',
  缺: 'lacks',
  lacks: 'lacks',
};

/** The first name of each field, as `printQuery` writes it. */
const keywordOf = (field: QueryField): string =>
  Object.entries(keywords).find(([, named]) => named === field)?.[0] ?? '';

const unreadWords = new Set(['未识读', 'is:unread']);
const orWords = new Set(['或', 'OR']);

const names = Object.keys(keywords)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const word = new RegExp(
  `([-－]?(?:${names})[:：])(?=[\\s，；]|$)|([-－]?)(?:(${names})[:：])?(?:"([^"]*)"?|“([^”]*)”?|([^\\s"“，；]+))`,
  'giu',
);

interface Word {
  readonly at: number;
  readonly source: string;
  /** null: nothing in it can be searched. */
  readonly term: QueryTerm | null;
  readonly isOr: boolean;
}

/**
 * Reads what was typed: terms apart by spaces or full-width commas, all of which must match;
 * `"a phrase"`, `-without`, `标题:…` and the other keywords, `一 或 二`, `未识读`. Never fails: what is
 * not syntax is a term, what has no letters or figures is shown as ignored.
 */
export function parseQuery(text: string): ParsedQuery {
  const words = [...text.matchAll(word)].map(wordOf);
  const parts: QueryPart[] = [];
  for (let n = 0; n < words.length; n += 1) {
    const group = [words[n] as Word];
    while (joins(words, n)) {
      group.push(words[n + 2] as Word);
      n += 2;
    }
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    parts.push({
      at: first.at,
      source: text.slice(first.at, last.at + last.source.length),
      any: group.flatMap(({ term }) => (term === null ? [] : [term])),
    });
  }
  return { parts };
}

/** Whether the word at `n` and the one after the next are alternatives. */
function joins(words: readonly Word[], n: number): boolean {
  const [left, or, right] = words.slice(n, n + 3);
  if (left === undefined || or === undefined || right === undefined) return false;
  return or.isOr && left.term !== null && right.term !== null && !right.isOr;
}

function wordOf(found: RegExpExecArray): Word {
  const [source, bare, minus = '', key, quoted, chinese, plain] = found;
  const at = found.index;
  // A keyword without a value is still being typed.
  if (bare !== undefined) return { at, source, term: null, isOr: false };
  const isPhrase = quoted !== undefined || chinese !== undefined;
  const value = quoted ?? chinese ?? (plain ?? '').replace(/[,;、]+$/u, '');
  const not = minus !== '';
  const isOr = orWords.has(source);
  if (!isPhrase && key === undefined && unreadWords.has(value.toLowerCase())) {
    return { at, source, term: { field: 'unread', not, phrase: false, text: '' }, isOr: false };
  }
  const field = key === undefined ? undefined : keywords[key.toLowerCase()];
  const asked = field === undefined ? null : fieldTerm(field, value, not, isPhrase);
  // A value that its field cannot hold: all of it is text.
  const text = field === undefined || asked !== null ? value : source.replace(/^[-－]/u, '');
  const asText = {
    field: null,
    not,
    phrase: (isPhrase && text === value) || orWords.has(text),
    text,
  };
  return { at, source, term: asked ?? (phrase(text) === null ? null : asText), isOr };
}

/** What a keyword asks for; null where its value makes no sense. */
function fieldTerm(
  field: QueryField,
  value: string,
  not: boolean,
  isPhrase: boolean,
): QueryTerm | null {
  const of = (text: string | null): QueryTerm | null =>
    text === null ? null : { field, not, phrase: isPhrase, text };
  switch (field) {
    case 'year':
      return of(rangeText(readYears(value)));
    case 'date':
      return of(rangeText(readDates(value)));
    case 'pages':
      return of(rangeText(readPages(value)));
    case 'has':
    case 'lacks':
      return of(thingNamed(value));
    default:
      return phrase(value) === null ? null : of(value);
  }
}

/** A query that is understood the same way as the one these parts came from. */
export function printQuery(parts: readonly QueryPart[]): string {
  return parts
    .filter(({ any }) => any.length > 0)
    .map(({ any }) => any.map(printTerm).join(' 或 '))
    .join(' ');
}

function printTerm({ field, not, phrase: isPhrase, text }: QueryTerm): string {
  const minus = not ? '-' : '';
  if (field === 'unread') return `${minus}未识读`;
  const key = field === null ? '' : `${keywordOf(field)}:`;
  // Neither kind of quotation marks can hold its own.
  const quoted = text.includes('"') ? `“${text}”` : `"${text}"`;
  return `${minus}${key}${isPhrase ? quoted : text}`;
}

/** Texts (as typed) that the query looks for in the pages: what is marked there. */
export function textsSought(query: ParsedQuery): readonly string[] {
  return query.parts.flatMap(({ any }) =>
    any.filter(({ field, not }) => field === null && !not).map(({ text }) => text),
  );
}
