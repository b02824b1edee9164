import { joinSql, rawSql, sql, type Reader } from '../db/index.ts';
import type { TextIndex } from './index-queries.ts';
import { phrase } from './normalise.ts';

/** Where a term is to stand: in titles and file names, or in texts, tags, categories and notes. */
export type TermPlace = 'title' | 'text';

const indexes: Readonly<Record<TermPlace, readonly [index: TextIndex, columns: string]>> = {
  title: ['title_index', '{title}'],
  text: ['document_index', '{body labels}'],
};

/** A term is sought exactly, as `normalise` says; an empty one stands nowhere. */
function expressionOf(place: TermPlace, term: string): string | null {
  const sought = phrase(term);
  return sought === null ? null : `${indexes[place][1]} : ${sought}`;
}

/** How many documents hold each term, counted no further than `most`. */
export async function countHolding(
  reader: Reader,
  place: TermPlace,
  terms: readonly string[],
  most: number,
): Promise<number[]> {
  if (terms.length === 0) return [];
  const index = rawSql(indexes[place][0]);
  const expressions = terms.map((term) => expressionOf(place, term));
  const rows = await reader.all<{ count: number }>(sql`
    SELECT CASE WHEN wanted.value IS NULL THEN 0 ELSE (SELECT count(*) FROM (
        SELECT 1 FROM ${index} WHERE ${index} MATCH wanted.value LIMIT ${most})) END AS count
    FROM json_each(${JSON.stringify(expressions)}) AS wanted ORDER BY wanted.key`);
  return rows.map(({ count }) => count);
}

/**
 * Of each term the documents that hold it, the last entered first, no more than `mostEach`: the work is
 * bounded however common the terms are. Those in the trash are among them.
 */
export async function newestHolding(
  reader: Reader,
  place: TermPlace,
  terms: readonly string[],
  mostEach: number,
): Promise<number[][]> {
  const index = rawSql(indexes[place][0]);
  const searches = terms.map((term) => {
    const expression = expressionOf(place, term);
    return expression === null
      ? rawSql(`SELECT '[]' AS ids`)
      : sql`SELECT json_group_array(id) AS ids FROM (SELECT rowid AS id FROM ${index}
          WHERE ${index} MATCH ${expression} ORDER BY rowid DESC LIMIT ${mostEach})`;
  });
  if (searches.length === 0) return [];
  const rows = await reader.all<{ ids: string }>(joinSql(searches, ' UNION ALL '));
  return rows.map(({ ids }) => JSON.parse(ids) as number[]);
}
