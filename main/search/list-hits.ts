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

/** From where on hits are many; set otherwise in tests alone. */
interface ManyHits {
  /** Up to so many hits are sorted by relevance, and counted before they are listed. */
  readonly mostRanked: number;
  /** So far into the default order documents are looked at one by one. */
  readonly mostWalked: number;
  /** More documents are not asked one by one: finding all that fit is quicker then. */
  readonly mostAsked: number;
}

const many: ManyHits = { mostRanked: 5000, mostWalked: 1000, mostAsked: 600 };

interface HitList {
  /** null: more than ``mostRanked`, not counted here. */
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
  { mostRanked, mostWalked, mostAsked }: ManyHits = many,
): Promise<HitList> {
  const expression = indexExpression(query);
  const scope = [scopeCondition(filter), ...conditionsBesides(query)];
  const ids = expression === null ? null : await q.indexedIds(reader, expression, mostRanked + 1);
  if (expression === null || ids === null || ids.length <= mostRanked) {
    const condition = allOf(ids === null ? scope : [...scope, inJson('facts.document_id', ids)]);
    const total = ids?.length === 0 ? 0 : await q.countWhere(reader, condition);
    if (total === 0) return { total, rows: [], canRank: expression !== null };
    if (expression !== null && sort?.key === 'relevance') {
      const { descending } = sort;
      const best = await q.rankedIds(reader, condition, expression, descending, offset, limit);
      return { total, rows: await q.rowsByIds(reader, best), canRank: true };
    }
    const order = orderFor(query, filter, sort);
    const rows = await q.listWhere(reader, condition, order, offset, limit);
    return { total, rows, canRank: expression !== null };
  }
  if (isDefault(sort) && offset + limit <= mostWalked) {
    const wanted = offset + limit;
    const density = ids.length / (ids.at(-1) ?? ids.length);
    const fitting = wanted / density <= mostAsked ? fitsAlone(expression) : fits(expression);
    const found = await nearest(reader, filter, query, fitting, wanted);
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

const newestFirst = (first: Sql | null): Sql => {
  const newest = orderBy(undefined, {});
  return first === null ? newest : sql`${first}, ${newest}`;
};

/**
 * The first documents of the default order among very many: those with all that is wanted in title
 * or number, then the newest, walked until there are enough. `fitting`: that a document fits what
 * the index is asked.
 */
async function nearest(
  reader: Reader,
  filter: DocumentFilter,
  query: ParsedQuery,
  fitting: Sql,
  count: number,
): Promise<readonly number[]> {
  const scope = [scopeCondition(filter), ...conditionsBesides(query)];
  const titles = titleExpression(query);
  if (titles === null) {
    return q.newestWhere(reader, allOf([...scope, fitting]), isEverywhere(filter), count);
  }
  const inTitle = fitsInTitle(titles);
  const number = numberFirst(query);
  const everywhere = isEverywhere(filter);
  // What must be asked one by one is asked of no more than are shown.
  const first =
    isWholeInTitle(query) || number !== null
      ? await q.idsWhere(
          reader,
          allOf([...scope, inTitle, ...(isWholeInTitle(query) ? [] : [fitting])]),
          newestFirst(number),
          count,
        )
      : await q.newestWhere(reader, allOf([...scope, inTitle, fitting]), everywhere, count);
  if (first.length >= count) return first;
  const others = await q.newestWhere(
    reader,
    allOf([...scope, sql`NOT ${inTitle}`, fitting]),
    everywhere,
    count - first.length,
  );
  return [...first, ...others];
}
