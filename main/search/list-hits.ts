import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { Reader } from '../db/index.ts';
import { indexExpression, nearestFirst } from './matching.ts';
import { countDocuments, countIndexed, listDocuments, rankedIds, rowsByIds } from './queries.ts';
import type { ParsedQuery } from './query.ts';
import type { RawRow } from './rows.ts';

/** Up to so many hits are sorted by relevance, and counted before they are listed. */
export const mostRanked = 5000;

interface HitList {
  /** null: more than `mostRanked`, not counted here. */
  readonly total: number | null;
  readonly rows: readonly RawRow[];
  /** Whether they can be sorted by relevance. */
  readonly canRank: boolean;
}

/** A window of what a query finds, in the order asked for. */
export async function listHits(
  reader: Reader,
  filter: DocumentFilter,
  query: ParsedQuery,
  sort: Sort | undefined,
  offset: number,
  limit: number,
): Promise<HitList> {
  const expression = indexExpression(query);
  const indexed =
    expression === null ? null : await countIndexed(reader, expression, mostRanked + 1);
  const few = indexed === null || indexed <= mostRanked;
  const total = few ? await countDocuments(reader, filter) : null;
  if (sort?.key === 'relevance' && expression !== null && few) {
    const ids = await rankedIds(reader, filter, expression, sort.descending, offset, limit);
    return { total, rows: await rowsByIds(reader, ids), canRank: true };
  }
  const isDefault = sort === undefined || sort.key === 'default' || sort.key === 'relevance';
  const rows = await listDocuments(
    reader,
    filter,
    isDefault ? undefined : sort,
    offset,
    limit,
    isDefault ? nearestFirst(query) : null,
  );
  return { total, rows, canRank: expression !== null && few };
}
