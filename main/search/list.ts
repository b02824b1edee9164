import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { Archive } from '../library/index.ts';
import { keptUntilChange } from './kept.ts';
import * as q from './queries.ts';
import type { RawRow } from './rows.ts';

/** SQLite steps over so many rows in a moment; further on the order of the whole list is kept. */
const mostSkipped = 1000;

/** A window of a list, in an order, and how many documents the list has. */
export async function listWindow(
  archive: Archive,
  filter: DocumentFilter,
  sort: Sort | undefined,
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly rows: readonly RawRow[] }> {
  const { read } = archive.db;
  const [total, rows] = await Promise.all([
    keptUntilChange(archive, `count ${JSON.stringify(filter)}`, () =>
      q.countDocuments(read, filter),
    ),
    offset <= mostSkipped
      ? q.listDocuments(read, filter, sort, offset, limit)
      : orderedIds(archive, filter, sort).then((ids) =>
          q.rowsByIds(read, [...ids.subarray(offset, offset + limit)]),
        ),
  ]);
  return { total, rows };
}

/** How many documents of the list stand before `id`; null where it is not in the list. */
export async function positionInList(
  archive: Archive,
  filter: DocumentFilter,
  sort: Sort | undefined,
  id: number,
): Promise<number | null> {
  const at = (await orderedIds(archive, filter, sort)).indexOf(id);
  return at < 0 ? null : at;
}

/** Ids of all documents of a list, in its order. */
export const orderedIds = (
  archive: Archive,
  filter: DocumentFilter,
  sort: Sort | undefined,
): Promise<Uint32Array> =>
  keptUntilChange(archive, `order ${JSON.stringify([filter, sort])}`, () =>
    q.idsInOrder(archive.db.read, filter, sort),
  );
