import type { DocumentFilter, Sort } from '../contract/documents.ts';
import { rawSql, sql, type Reader, type Sql } from '../db/index.ts';
import { filterCondition, orderBy } from './filter.ts';
import type { RawRow } from './rows.ts';

const rowColumns = rawSql(`
  document.id, facts.place, document.state, facts.title, facts.title_is_proposed, document.year,
  document.category_id,
  (SELECT name FROM category WHERE category.id = document.category_id) AS category,
  document.reference_number, document.issuer, document.date, document.archival_code,
  facts.pages, facts.page_state,
  (SELECT json_group_array(json_object('id', tag.id, 'name', tag.name, 'color', tag.color)
      ORDER BY tag.name)
    FROM document_tag JOIN tag ON tag.id = document_tag.tag_id
    WHERE document_tag.document_id = document.id) AS tags`);

export async function countDocuments(reader: Reader, filter: DocumentFilter): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document_facts AS facts WHERE ${filterCondition(filter)}`);
  return row?.count ?? 0;
}

/** A window of a list. The ids are found first, so that only the window's rows are put together. */
export function listDocuments(
  reader: Reader,
  filter: DocumentFilter,
  sort: Sort | undefined,
  offset: number,
  limit: number,
  first: Sql = sql``,
): Promise<RawRow[]> {
  const order = sql`${first}${orderBy(sort)}`;
  return reader.all<RawRow>(sql`
    WITH chosen AS MATERIALIZED (
      SELECT facts.document_id AS id, row_number() OVER () AS place_in_list FROM (
        SELECT facts.document_id FROM document_facts AS facts WHERE ${filterCondition(filter)}
        ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}) AS facts)
    SELECT ${rowColumns} FROM chosen
      JOIN document_facts AS facts ON facts.document_id = chosen.id
      JOIN document ON document.id = chosen.id
    ORDER BY chosen.place_in_list`);
}

export async function rowsByIds(reader: Reader, ids: readonly number[]): Promise<RawRow[]> {
  return reader.all<RawRow>(sql`
    SELECT ${rowColumns} FROM json_each(${JSON.stringify(ids)}) AS chosen
      JOIN document_facts AS facts ON facts.document_id = chosen.value
      JOIN document ON document.id = chosen.value
    ORDER BY chosen.key`);
}

/** How many documents of the list stand before `id`; null where it is not in the list. */
export async function positionInList(
  reader: Reader,
  filter: DocumentFilter,
  sort: Sort | undefined,
  id: number,
): Promise<number | null> {
  const row = await reader.get<{ place_in_list: number }>(sql`
    SELECT place_in_list FROM (
      SELECT facts.document_id, row_number() OVER (ORDER BY ${orderBy(sort)}) AS place_in_list
      FROM document_facts AS facts WHERE ${filterCondition(filter)})
    WHERE document_id = ${id}`);
  return row === undefined ? null : row.place_in_list - 1;
}
