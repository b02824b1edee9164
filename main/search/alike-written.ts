import { untilEnough, type Asked } from './alike-asked.ts';
import { matchingIds } from './alike-queries.ts';
import { confusablesOf } from './confusable.ts';
import { normalise } from './normalise.ts';
import type { ParsedQuery } from './query.ts';
import { withOnePartOtherwise, writtenOtherwise } from './rewriting.ts';
import { variantsOf } from './variants.ts';

/** Other writings of one term that are looked for. */
const mostWritings = 12;

/** Simplified for traditional characters and the reverse, in names and in page text. */
export function inOtherWriting(asked: Asked): Promise<readonly number[]> {
  const queries = writtenOtherwise(asked.query, (text) =>
    variantsOf(normalise(text), mostWritings),
  );
  return untilEnough(asked, queries, findExactly);
}

/** Characters that text recognition takes for one another, in names and in page text. */
export function asMisread(asked: Asked): Promise<readonly number[]> {
  const queries = withOnePartOtherwise(asked.query, ({ text }) =>
    confusablesOf(text, mostWritings),
  );
  return untilEnough(asked, queries, findExactly);
}

const findExactly = (
  query: ParsedQuery,
  { reader, scope, limit }: Asked,
): Promise<readonly number[]> => matchingIds(reader, scope, query, limit);
