import type { QueryField, QueryTerm } from '../contract/search.ts';
import { beside, untilEnough, type Asked } from './alike-asked.ts';
import { candidatesFor } from './alike-near.ts';
import { fittingIds, knownNames, matchingIds, type Candidate } from './alike-queries.ts';
import { normalise } from './normalise.ts';
import { editExpressions, oneEditFrom } from './one-edit.ts';
import { sources } from './index-queries.ts';
import type { ParsedQuery } from './query.ts';
import { searchedValues } from './searched-text.ts';
import { seeksWords, withOnePartOtherwise, wordParts } from './rewriting.ts';

/** Documents whose text is looked at for one way of slipping, and how long it may be. */
const mostRead = 20;
const mostPages = 400;
const mostNames = 5000;
const mostNamesTried = 12;

/**
 * One character wrong, missing, too many, or two in the wrong order, in one of the terms; the others
 * stand as typed. In titles, numbers and tags first, then in page text.
 */
export async function withOneSlip(asked: Asked): Promise<readonly number[]> {
  const found = new Set(await inNamedFields(asked));
  const slips = wordParts(asked.query).flatMap(({ part, rest }) =>
    part.any.filter(seeksWords).map((term) => ({ term, rest })),
  );
  for (const look of [inNames, inText]) {
    for (const { term, rest } of slips) {
      if (found.size >= asked.limit) break;
      for (const id of await look(beside(asked, found), rest, term)) found.add(id);
    }
  }
  return [...found];
}

const namedFields: readonly (QueryField | null)[] = ['tag', 'category', 'department', 'kind'];

/** Names of tags, categories, departments and kinds where they are asked for as such. */
async function inNamedFields(asked: Asked): Promise<readonly number[]> {
  const { reader, query } = asked;
  const isNamed = ({ field }: QueryTerm): boolean => namedFields.includes(field);
  if (!query.parts.some(({ any }) => any.some(isNamed))) return [];
  const names = await knownNames(reader, mostNames);
  const queries = withOnePartOtherwise(query, (term) =>
    isNamed(term) ? names.filter(oneEditFrom(term.text)).slice(0, mostNamesTried) : [],
  );
  return untilEnough(asked, queries, (one, { scope, limit }) =>
    matchingIds(reader, scope, one, limit),
  );
}

/** Titles, numbers and tags. */
async function inNames(
  asked: Asked,
  rest: ParsedQuery,
  { field, text }: QueryTerm,
): Promise<readonly number[]> {
  if (editExpressions(text).length === 0) return [];
  const differs = oneEditFrom(text);
  const namesOf = ({ title, number, tags }: Candidate): readonly string[] => {
    if (field === 'title') return [title];
    if (field === 'number') return [number];
    return field === null ? [title, number, ...tags.split('\n')] : [];
  };
  const candidates = await candidatesFor(asked, rest, text);
  return candidates
    .filter((candidate) => namesOf(candidate).some((name) => differs(normalise(name))))
    .map(({ id }) => id);
}

/** All that the index holds of a document; what it finds is compared with that text itself. */
async function inText(
  asked: Asked,
  rest: ParsedQuery,
  { field, text }: QueryTerm,
): Promise<readonly number[]> {
  if (field !== null) return [];
  const differs = oneEditFrom(text);
  return untilEnough(asked, editExpressions(text), async (expression, { reader, scope }) => {
    const ids = await fittingIds(reader, scope, rest, expression, mostRead);
    if (ids.length === 0) return [];
    const held = new Set<number>();
    const rows = (await sources(reader, ids)).filter(({ pages }) => pages <= mostPages);
    for await (const [id, values] of searchedValues(reader, rows)) {
      if (Object.values(values).flat().some(differs)) held.add(id);
    }
    return ids.filter((id) => held.has(id));
  });
}
