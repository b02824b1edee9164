import type { DocumentFilter, Sort } from '../contract/documents.ts';
import { allOf, inJson, sql, type Reader, type Sql } from '../db/index.ts';
import { isEverywhere, orderBy, scopeCondition } from './filter.ts';
import {
  conditionsBesides,
  fits,
  fitsAlone,
  fitsInTitle,
  indexExpression,
  isWholeInTitle,
  nearestFirst,
  numberFirst,
  titleExpression,
} from './matching.ts';
import * as q from './queries.ts';
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
  const scope = [scopeCondition(filter), ...conditionsBesides(query)];
  const ids = expression === null ? null : await q.indexedIds(reader, expression, mostRanked + 1);
  if (expression === null || ids === null || ids.length <= mostRanked) {
    const condition = allOf(ids === null ? scope : [...scope, inJson('facts.document_id', ids)]);
    const total = await q.countWhere(reader, condition);
    if (expression !== null && sort?.key === 'relevance') {
      const { descending } = sort;
      const best = await q.rankedIds(reader, filter, expression, descending, offset, limit);
      return { total, rows: await q.rowsByIds(reader, best), canRank: true };
    }
    const order = orderFor(query, filter, sort);
    const rows = await q.listWhere(reader, condition, order, offset, limit);
    return { total, rows, canRank: expression !== null };
  }
  if (isDefault(sort) && offset + limit <= mostWalked) {
    const density = ids.length / (ids.at(-1) ?? ids.length);
    const found = await nearest(reader, filter, query, expression, density, offset + limit);
    const rows = await q.rowsByIds(reader, found.slice(offset));
    return { total: null, rows, canRank: false };
  }
  const condition = allOf([...scope, fits(expression)]);
  const order = orderFor(query, filter, sort);
  const rows = await q.listWhere(reader, condition, order, offset, limit);
  return { total: null, rows, canRank: false };
}

/** The order where nothing else was asked for, or what was cannot be had. */
const isDefault = (sort: Sort | undefined): boolean =>
  sort === undefined || sort.key === 'default' || sort.key === 'relevance';

function orderFor(query: ParsedQuery, filter: DocumentFilter, sort: Sort | undefined): Sql {
  const first = isDefault(sort) ? nearestFirst(query) : null;
  const order = orderBy(isDefault(sort) ? undefined : sort, filter);
  return first === null ? order : sql`${first}, ${order}`;
}

/** So far into the default order documents are looked at one by one. */
const mostWalked = 1000;
/** More documents are not asked one by one: finding all that fit is quicker then. */
const mostAsked = 3000;

/**
 * The first documents of the default order among very many: those with all that is wanted in title
 * or number, then the newest, walked until there are enough. `density`: the share of documents that
 * fit, about.
 */
async function nearest(
  reader: Reader,
  filter: DocumentFilter,
  query: ParsedQuery,
  expression: string,
  density: number,
  count: number,
): Promise<readonly number[]> {
  const scope = [scopeCondition(filter), ...conditionsBesides(query)];
  const alone = fitsAlone(expression);
  const titles = titleExpression(query);
  const first =
    titles === null
      ? []
      : await q.idsWhere(
          reader,
          allOf([...scope, fitsInTitle(titles), ...(isWholeInTitle(query) ? [] : [alone])]),
          sql`${numberFirst(query) ?? sql`0`}, facts.newest_key DESC, facts.document_id DESC`,
          count,
        );
  const missing = count - first.length;
  if (missing === 0) return first;
  const others = await q.newestWhere(
    reader,
    allOf([
      ...scope,
      ...(titles === null ? [] : [sql`NOT ${fitsInTitle(titles)}`]),
      missing / density <= mostAsked ? alone : fits(expression),
    ]),
    isEverywhere(filter),
    missing,
  );
  return [...first, ...others];
}
