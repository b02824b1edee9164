import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { TextSource } from '../contract/reading.ts';
import { joinSql, rawSql, sql, type Reader, type Sql } from '../db/index.ts';
import { filterCondition, orderBy } from './filter.ts';
import type { RawRow } from './rows.ts';
import { captionText, categoryPath } from './text-sql.ts';

/** Places in the reading queue are counted up to here. */
const MOST_AHEAD = 1000;

const rowColumns = rawSql(`
  document.id, facts.place, document.state, facts.title, facts.title_is_proposed, document.year,
  document.category_id,
  (SELECT name FROM category WHERE category.id = document.category_id) AS category,
  document.reference_number, document.issuer, document.date, document.archival_code,
  facts.pages, facts.page_state,
  (SELECT original_id || '-' || first_page || '-' || rotation FROM part
    WHERE part.document_id = document.id ORDER BY position LIMIT 1) AS first_page,
  (SELECT json_group_array(json_object('id', tag.id, 'name', tag.name, 'color', tag.color)
      ORDER BY tag.name)
    FROM document_tag JOIN tag ON tag.id = document_tag.tag_id
    WHERE document_tag.document_id = document.id) AS tags,
  facts.unread,
  CASE WHEN facts.unread > 0 THEN coalesce(
    (SELECT ahead.place FROM ahead WHERE ahead.document_id = document.id), ${MOST_AHEAD}) END
    AS unread_place,
  -- A person who has set another secrecy has seen that it is no state secret.
  CASE WHEN document.secrecy IS NULL THEN EXISTS (SELECT 1 FROM document_note
      WHERE document_note.document_id = document.id AND code = 'secret')
    ELSE substr(trim(document.secrecy), 1, 2) IN ('绝密', '机密', '秘密') END AS is_secret`);

/**
 * Documents with pages to be read in the order they come to it, as the CTE `ahead`: worked out only
 * for lists that show one of them.
 */
const queueOrder = rawSql(`
  ahead (document_id, place) AS MATERIALIZED (
    SELECT document_id, row_number() OVER () - 1 FROM (
      SELECT document_id FROM (SELECT document_id FROM document_facts
        WHERE place = 'inbox' AND unread > 0 ORDER BY document_id LIMIT ${MOST_AHEAD})
      UNION ALL SELECT document_id FROM (SELECT document_id FROM document_facts
        WHERE place = 'filed' AND unread > 0 ORDER BY document_id LIMIT ${MOST_AHEAD})
      LIMIT ${MOST_AHEAD}))`);

export function countDocuments(reader: Reader, filter: DocumentFilter): Promise<number> {
  return countWhere(reader, filterCondition(filter));
}

/**
 * A window of a list. The ids are found first, so that only the window's rows are put together.
 * `first` is a key that comes before those of `sort`.
 */
export function listDocuments(
  reader: Reader,
  filter: DocumentFilter,
  sort: Sort | undefined,
  offset: number,
  limit: number,
  first: Sql | null = null,
): Promise<RawRow[]> {
  const order = first === null ? orderBy(sort, filter) : sql`${first}, ${orderBy(sort, filter)}`;
  return listWhere(reader, filterCondition(filter), order, offset, limit);
}

/** A window of the documents that a condition on `facts` holds for. */
export function listWhere(
  reader: Reader,
  condition: Sql,
  order: Sql,
  offset: number,
  limit: number,
): Promise<RawRow[]> {
  return reader.all<RawRow>(sql`
    WITH ${queueOrder}, chosen AS MATERIALIZED (
      SELECT facts.document_id AS id, row_number() OVER () AS place_in_list FROM (
        SELECT facts.document_id FROM document_facts AS facts WHERE ${condition}
        ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}) AS facts)
    SELECT ${rowColumns} FROM chosen
      JOIN document_facts AS facts ON facts.document_id = chosen.id
      JOIN document ON document.id = chosen.id
    ORDER BY chosen.place_in_list`);
}

/** How many documents a condition on `facts` holds for. */
export async function countWhere(reader: Reader, condition: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document_facts AS facts WHERE ${condition}`);
  return row?.count ?? 0;
}

/**
 * The newest of what is filed and in the inbox that a condition on `facts` holds for, walked from the
 * newest until there are enough.
 */
export async function newestWhere(
  reader: Reader,
  condition: Sql,
  limit: number,
): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT facts.document_id AS id FROM document_facts AS facts INDEXED BY facts_live
    WHERE ${condition}
    ORDER BY facts.newest_key DESC, facts.document_id DESC LIMIT ${limit}`);
  return rows.map((row) => row.id);
}

export async function rowsByIds(reader: Reader, ids: readonly number[]): Promise<RawRow[]> {
  return reader.all<RawRow>(sql`
    WITH ${queueOrder}
    SELECT ${rowColumns} FROM json_each(${JSON.stringify(ids)}) AS chosen
      JOIN document_facts AS facts ON facts.document_id = chosen.value
      JOIN document ON document.id = chosen.value
    ORDER BY chosen.key`);
}

/**
 * Documents that fit an FTS5 expression and a condition on `facts`, by BM25; a hit in title or number
 * weighs most.
 */
export async function rankedIds(
  reader: Reader,
  condition: Sql,
  expression: string,
  descending: boolean,
  offset: number,
  limit: number,
): Promise<number[]> {
  const order = rawSql(descending ? 'ASC' : 'DESC');
  const rows = await reader.all<{ id: number }>(sql`
    -- CROSS: the index is asked once, not once a document.
    SELECT facts.document_id AS id FROM document_index
      CROSS JOIN document_facts AS facts ON facts.document_id = document_index.rowid
    WHERE document_index MATCH ${expression} AND ${condition}
    ORDER BY bm25(document_index, 1, 8, 8, 3, 3) ${order}, facts.document_id DESC
    LIMIT ${limit} OFFSET ${offset}`);
  return rows.map((row) => row.id);
}

/** Ids of all documents of a list, in its order. */
export const idsInOrder = (
  reader: Reader,
  filter: DocumentFilter,
  sort: Sort | undefined,
): Promise<Uint32Array> =>
  idList(
    reader,
    sql`SELECT facts.document_id AS id FROM document_facts AS facts
      WHERE ${filterCondition(filter)} ORDER BY ${orderBy(sort, filter)}`,
  );

interface OtherTexts {
  readonly names: string;
  readonly tags: string | null;
  readonly path: string | null;
  readonly note: string | null;
  readonly caption: string | null;
}

/** What a document is found by beside its title, number, issuer and pages; for showing. */
export function otherTexts(reader: Reader, id: number): Promise<OtherTexts | undefined> {
  return reader.get<OtherTexts>(sql`
    SELECT note, ${captionText} AS caption,
      (SELECT group_concat(source_name, ' / ' ORDER BY place) FROM (
        SELECT source_name, min(position) AS place FROM part
        WHERE document_id = document.id GROUP BY source_name)) AS names,
      (SELECT group_concat(tag.name, ' / ') FROM document_tag JOIN tag ON tag.id = tag_id
        WHERE document_id = document.id) AS tags,
      (${categoryPath} SELECT group_concat(name, ' / ' ORDER BY depth DESC) FROM up) AS path
    FROM document WHERE id = ${id}`);
}

interface PageText {
  readonly text: string;
  readonly source: TextSource;
}

/**
 * The text of a document's pages in the order of its parts, as corrected where it was; of a window
 * of them where asked.
 */
export function documentPages(
  reader: Pick<Reader, 'all'>,
  documentId: number,
  window: { readonly offset: number; readonly limit: number } = { offset: 0, limit: -1 },
): Promise<PageText[]> {
  return reader.all<PageText>(sql`
    SELECT coalesce(corrected.text, page.text) AS text,
      CASE WHEN corrected.id IS NULL THEN page.text_source ELSE 'hand' END AS source
    FROM part JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    WHERE part.document_id = ${documentId} ORDER BY part.position, part.id, page.number
    LIMIT ${window.limit} OFFSET ${window.offset}`);
}

/** The texts of documents' pages in order, as corrected where they were. */
export async function pageTexts(
  reader: Pick<Reader, 'all'>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader.all<{ id: number; texts: string }>(sql`
    SELECT part.document_id AS id,
      json_group_array(coalesce(corrected.text, page.text)
        ORDER BY part.position, part.id, page.number) AS texts
    FROM json_each(${JSON.stringify(ids)}) AS chosen
    CROSS JOIN part ON part.document_id = chosen.value
    JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    GROUP BY part.document_id`);
  return new Map(rows.map(({ id, texts }) => [id, JSON.parse(texts) as string[]]));
}

/** A page and its place in the document, from 1. */
export interface PageWithText {
  readonly number: number;
  readonly text: string;
}

/**
 * Of documents the first page that holds a term of each group letter by letter, line ends and spaces
 * aside. Documents without such a page are left out: a term may still stand on them otherwise.
 */
export async function literalPages(
  reader: Reader,
  ids: readonly number[],
  groups: readonly (readonly string[])[],
): Promise<ReadonlyMap<number, PageWithText>> {
  if (ids.length === 0 || groups.length === 0) return new Map();
  const plain = rawSql(`lower(replace(replace(coalesce(corrected.text, page.text),
    char(10), ''), ' ', ''))`);
  const holds = joinSql(
    groups.map((terms) => {
      const some = terms.map((term) => sql`instr(${plain}, ${term}) > 0`);
      return sql`(${joinSql(some, ' OR ')})`;
    }),
    ' AND ',
  );
  const rows = await reader.all<{ id: number; found: string }>(sql`
    SELECT id, found FROM (
      SELECT chosen.value AS id, (
        SELECT json_array(page.number - part.first_page + 1 + (
            SELECT coalesce(sum(earlier.last_page - earlier.first_page + 1), 0)
            FROM part AS earlier WHERE earlier.document_id = part.document_id
              AND (earlier.position, earlier.id) < (part.position, part.id)),
          coalesce(corrected.text, page.text))
        FROM part JOIN page ON page.original_id = part.original_id
          AND page.number BETWEEN part.first_page AND part.last_page
        LEFT JOIN corrected_page AS corrected
          ON corrected.original_id = page.original_id AND corrected.number = page.number
        WHERE part.document_id = chosen.value AND ${holds}
        ORDER BY part.position, part.id, page.number LIMIT 1) AS found
      FROM json_each(${JSON.stringify(ids)}) AS chosen)
    WHERE found IS NOT NULL`);
  return new Map(
    rows.map(({ id, found }) => {
      const [number, text] = JSON.parse(found) as [number, string];
      return [id, { number, text }];
    }),
  );
}

/** Those of the documents whose index row fits an FTS5 expression. */
export async function indexedAmong(
  reader: Reader,
  ids: readonly number[],
  expression: string,
): Promise<ReadonlySet<number>> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT chosen.value AS id FROM json_each(${JSON.stringify(ids)}) AS chosen
    WHERE EXISTS (SELECT 1 FROM document_index
      WHERE document_index MATCH ${expression} AND rowid = chosen.value)`);
  return new Set(rows.map(({ id }) => id));
}

/** The first documents by id whose index row fits an FTS5 expression, at most `most`. */
export async function indexedIds(
  reader: Reader,
  expression: string,
  most: number,
): Promise<number[]> {
  const row = await reader.get<{ ids: string }>(sql`
    SELECT json_group_array(rowid) AS ids FROM (SELECT rowid FROM document_index
      WHERE document_index MATCH ${expression} LIMIT ${most})`);
  return JSON.parse(row?.ids ?? '[]') as number[];
}

/** Ids of all documents whose index row fits an FTS5 expression. */
export const idsIndexed = (reader: Reader, expression: string): Promise<Uint32Array> =>
  idList(
    reader,
    sql`SELECT rowid AS id FROM document_index WHERE document_index MATCH ${expression}`,
  );

/** Ids of all documents whose title, file names or number fit an FTS5 expression. */
export const idsTitled = (reader: Reader, expression: string): Promise<Uint32Array> =>
  idList(reader, sql`SELECT rowid AS id FROM title_index WHERE title_index MATCH ${expression}`);

/** Ids of all documents that a condition on `facts` holds for. */
export const idsWith = (reader: Reader, condition: Sql): Promise<Uint32Array> =>
  idList(
    reader,
    sql`SELECT facts.document_id AS id FROM document_facts AS facts WHERE ${condition}`,
  );

/** As one value: a row an id costs the main thread many times as much. */
async function idList(reader: Reader, ids: Sql): Promise<Uint32Array> {
  const row = await reader.get<{ ids: string }>(
    sql`SELECT json_group_array(id) AS ids FROM (${ids})`,
  );
  return Uint32Array.from(JSON.parse(row?.ids ?? '[]') as number[]);
}

/** Documents alike in all that is counted. */
export interface DocumentGroup {
  readonly year: number | null;
  readonly categoryId: number | null;
  readonly department: string | null;
  readonly kind: string | null;
  /** Whether pages of them wait to be read. */
  readonly waits: boolean;
  readonly ids: readonly number[];
}

type GroupValues = readonly [
  year: number | null,
  categoryId: number | null,
  department: string | null,
  kind: string | null,
  waits: 0 | 1,
  ids: readonly number[],
];

/** All documents, by what is counted of them. */
export async function documentGroups(reader: Reader): Promise<DocumentGroup[]> {
  // In the order of facts_tree: grouped as it is walked.
  const row = await reader.get<{ groups: string }>(sql`
    SELECT json_group_array(json_array(year, category_id, department, kind, unread > 0, json(ids)))
      AS groups
    FROM (SELECT year, category_id, department, kind, unread, json_group_array(document_id) AS ids
      FROM document_facts GROUP BY place, year, category_id, department, kind, unread)`);
  return (JSON.parse(row?.groups ?? '[]') as GroupValues[]).map(
    ([year, categoryId, department, kind, waits, ids]) => ({
      year,
      categoryId,
      department,
      kind,
      waits: waits === 1,
      ids,
    }),
  );
}

/** The documents of each tag that has some. */
export async function documentTags(
  reader: Reader,
): Promise<(readonly [tag: number, ids: readonly number[]])[]> {
  const row = await reader.get<{ tags: string }>(sql`
    SELECT json_group_array(json_array(tag_id, json(ids))) AS tags
    FROM (SELECT tag_id, json_group_array(document_id) AS ids FROM document_tag GROUP BY tag_id)`);
  return JSON.parse(row?.tags ?? '[]') as (readonly [number, readonly number[]])[];
}
