import type { DocumentFilter, Sort } from '../contract/documents.ts';
import { allOf, inJson, sql, type Reader, type Sql } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { orderBy, placeOf, scopeCondition } from './filter.ts';
import { foundIds, marked } from './found-ids.ts';
import { keptUntilChange } from './kept.ts';
import { orderedIds } from './list.ts';
import {
  conditionsBesides,
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
  /** More documents are not asked one by one: finding all that fit is quicker then. */
  readonly mostAsked: number;
}

const many: ManyHits = { mostRanked: 5000, mostAsked: 200 };

interface HitList {
  /** null: more than ``mostRanked``, not counted here. */
  readonly total: number | null;
  readonly rows: readonly RawRow[];
  /** Whether they can be sorted by relevance. */
  readonly canRank: boolean;
}

/** A window of what a query finds, in the order asked for. */
export async function listHits(
  archive: Archive,
  filter: DocumentFilter,
  query: ParsedQuery,
  sort: Sort | undefined,
  offset: number,
  limit: number,
  { mostRanked, mostAsked }: ManyHits = many,
): Promise<HitList> {
  const reader = archive.db.read;
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
  const wanted = offset + limit;
  const density = ids.length / (ids.at(-1) ?? ids.length);
  const isDense = isUnnarrowed(filter, query) && wanted / density <= mostAsked;
  const found =
    isDefault(sort) && isDense
      ? await walked(reader, query, expression, wanted)
      : await picked(archive, filter, query, isDefault(sort) ? undefined : sort, wanted);
  return { total: null, rows: await q.rowsByIds(reader, found.slice(offset)), canRank: false };
}

/** The order where nothing else was asked for, or what was cannot be had. */
const isDefault = (sort: Sort | undefined): boolean =>
  sort === undefined || sort.key === 'default' || sort.key === 'relevance';

function orderFor(query: ParsedQuery, filter: DocumentFilter, sort: Sort | undefined): Sql {
  const first = isDefault(sort) ? nearestFirst(query) : null;
  const order = orderBy(isDefault(sort) ? undefined : sort, filter);
  return first === null ? order : sql`${first}, ${order}`;
}

/** Whether a text is looked for in all that is filed and in the inbox, and nothing else is asked. */
const isUnnarrowed = (filter: DocumentFilter, query: ParsedQuery): boolean =>
  placeOf(filter) === 'all' &&
  conditionsBesides(query).length === 0 &&
  numberFirst(query) === null &&
  Object.keys(filter).every((key) => key === 'text' || key === 'place');

/**
 * The first documents of the default order where many fit: those with all that is wanted in title or
 * number, then the newest, asked one by one until there are enough.
 */
async function walked(
  reader: Reader,
  query: ParsedQuery,
  expression: string,
  count: number,
): Promise<readonly number[]> {
  const live = scopeCondition({ place: 'all' });
  const fitting = fitsAlone(expression);
  const titles = titleExpression(query);
  if (titles === null) return q.newestWhere(reader, allOf([live, fitting]), count);
  const inTitle = fitsInTitle(titles);
  const first = await q.newestWhere(
    reader,
    allOf(isWholeInTitle(query) ? [live, inTitle] : [live, inTitle, fitting]),
    count,
  );
  if (first.length >= count) return first;
  const others = await q.newestWhere(
    reader,
    allOf([live, sql`NOT ${inTitle}`, fitting]),
    count - first.length,
  );
  return [...first, ...others];
}

/**
 * The same for any filter and order: of all documents in order, kept until something changes, those
 * that are among what is found.
 */
async function picked(
  archive: Archive,
  filter: DocumentFilter,
  query: ParsedQuery,
  sort: Sort | undefined,
  count: number,
): Promise<readonly number[]> {
  const place = placeOf(filter);
  const [order, found, nearer] = await Promise.all([
    orderedIds(archive, place === undefined ? { ids: filter.ids } : { place }, sort),
    foundIds(archive, filter),
    sort === undefined ? nearerIds(archive, query) : [],
  ]);
  const isFound = marked(found);
  const tiers = nearer.map(marked);
  const picks: number[][] = [...tiers.map(() => []), []];
  for (const id of order) {
    if (isFound[id] !== 1) continue;
    picks.at(tiers.findIndex((ids) => ids[id] === 1))?.push(id);
    if ((picks[0]?.length ?? 0) >= count) break;
  }
  return picks.flat().slice(0, count);
}

/** What comes before the rest in the default order: the number typed, then what is in titles. */
async function nearerIds(archive: Archive, query: ParsedQuery): Promise<readonly Uint32Array[]> {
  const { read } = archive.db;
  const titles = titleExpression(query);
  if (titles === null) return [];
  const number = numberFirst(query);
  return Promise.all([
    ...(number === null ? [] : [q.idsWith(read, sql`NOT (${number})`)]),
    keptUntilChange(archive, `titles ${titles}`, () => q.idsTitled(read, titles)),
  ]);
}
