import type { QueryField, QueryPart, QueryTerm } from '../contract/search.ts';
import { normalise } from './normalise.ts';
import type { ParsedQuery } from './query.ts';

/** Fields that hold words, which can be written otherwise. */
const wordFields: readonly (QueryField | null)[] = [
  null,
  'title',
  'number',
  'issuer',
  'tag',
  'category',
  'department',
  'kind',
];

/** Parts of a query that are looked at for other writings; a longer one is no slip. */
const mostParts = 6;

/** Whether a term looks for words. */
export const seeksWords = ({ field, not }: QueryTerm): boolean =>
  !not && wordFields.includes(field);

const hasWords = ({ any }: QueryPart): boolean => any.some(seeksWords);

/** The words of a query, normalised, as one text. */
export function wordsOf({ parts }: ParsedQuery): string {
  return parts
    .filter(hasWords)
    .map(({ any: [first] }) => normalise(first?.text ?? ''))
    .join(' ');
}

/** What of a query no other writing changes: years, what is left out, and the like. */
export function withoutWords({ parts }: ParsedQuery): ParsedQuery {
  return { parts: parts.filter((part) => !hasWords(part)) };
}

/** One part of a query by itself, and the query without it. */
export interface Apart {
  readonly part: QueryPart;
  readonly rest: ParsedQuery;
}

/** The parts that look for words, each apart from the others. */
export function wordParts({ parts }: ParsedQuery): readonly Apart[] {
  return parts
    .map((part, at) => ({ part, rest: { parts: parts.toSpliced(at, 1) } }))
    .filter(({ part }) => hasWords(part))
    .slice(0, mostParts);
}

/** The terms of a part, written otherwise. */
function others(part: QueryPart, other: (text: string) => string | undefined): QueryTerm[] {
  return part.any.filter(seeksWords).flatMap((term) => {
    const text = other(term.text);
    return text === undefined ? [] : [{ ...term, text }];
  });
}

/** Queries of which every part may stand as typed or in another writing: the first of each, and so on. */
export function writtenOtherwise(
  { parts }: ParsedQuery,
  writings: (text: string) => readonly string[],
): readonly ParsedQuery[] {
  const known = new Map<string, readonly string[]>();
  const of = (text: string): readonly string[] => {
    const found = known.get(text) ?? writings(text);
    known.set(text, found);
    return found;
  };
  const seeking = parts.filter(hasWords).slice(0, mostParts);
  const texts = seeking.flatMap(({ any }) => any.filter(seeksWords));
  const most = Math.max(0, ...texts.map(({ text }) => of(text).length));
  // Of one part alone, what holds it as typed is known.
  const typed = (part: QueryPart): readonly QueryTerm[] => (seeking.length === 1 ? [] : part.any);
  return Array.from({ length: most }, (_, at) => ({
    parts: parts.map((part) =>
      seeking.includes(part)
        ? {
            ...part,
            any: [...typed(part), ...others(part, (text) => of(text)[at] ?? of(text)[0])],
          }
        : part,
    ),
  }));
}

/** Queries of which one part is written otherwise and the rest stands as typed. */
export function withOnePartOtherwise(
  query: ParsedQuery,
  writings: (term: QueryTerm) => readonly string[],
): readonly ParsedQuery[] {
  return wordParts(query).flatMap(({ part, rest }) =>
    part.any.filter(seeksWords).flatMap((term) =>
      writings(term).map((text) => ({
        parts: [{ ...part, any: [{ ...term, text }] }, ...rest.parts],
      })),
    ),
  );
}
