import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { TextSource } from '../contract/reading.ts';
import { joinSql, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import { filingOrder } from './filing-order.ts';
import { filterCondition, orderBy } from './filter.ts';
import type { RawRow } from './rows.ts';

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

export async function countDocuments(reader: Reader, filter: DocumentFilter): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document_facts AS facts WHERE ${filterCondition(filter)}`);
  return row?.count ?? 0;
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
  return reader.all<RawRow>(sql`
    WITH ${queueOrder}, chosen AS MATERIALIZED (
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
    WITH ${queueOrder}
    SELECT ${rowColumns} FROM json_each(${JSON.stringify(ids)}) AS chosen
      JOIN document_facts AS facts ON facts.document_id = chosen.value
      JOIN document ON document.id = chosen.value
    ORDER BY chosen.key`);
}

/** Documents of a filter by BM25 over its FTS5 expression; a hit in title or number weighs most. */
export async function rankedIds(
  reader: Reader,
  filter: DocumentFilter,
  expression: string,
  descending: boolean,
  offset: number,
  limit: number,
): Promise<number[]> {
  const order = rawSql(descending ? 'ASC' : 'DESC');
  const rows = await reader.all<{ id: number }>(sql`
    SELECT facts.document_id AS id FROM document_index
      JOIN document_facts AS facts ON facts.document_id = document_index.rowid
    WHERE document_index MATCH ${expression} AND ${filterCondition(filter)}
    ORDER BY bm25(document_index, 8, 8, 3, 3, 1) ${order}, facts.document_id DESC
    LIMIT ${limit} OFFSET ${offset}`);
  return rows.map((row) => row.id);
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
      SELECT facts.document_id, row_number() OVER (ORDER BY ${orderBy(sort, filter)}) AS place_in_list
      FROM document_facts AS facts WHERE ${filterCondition(filter)})
    WHERE document_id = ${id}`);
  return row === undefined ? null : row.place_in_list - 1;
}

/** `up`: names of a document's category (depth 0) and of those above it. */
const categoryPath = rawSql(`
  WITH RECURSIVE up (name, parent_id, depth) AS (
    SELECT name, parent_id, 0 FROM category WHERE id = document.category_id
    UNION ALL SELECT category.name, category.parent_id, depth + 1
    FROM category JOIN up ON category.id = up.parent_id WHERE depth < 50)`);

interface OtherTexts {
  readonly names: string;
  readonly tags: string | null;
  readonly path: string | null;
  readonly note: string | null;
  readonly caption: string | null;
}

/** What is written about a photo, as one text. */
const captionText = rawSql(`(
  SELECT concat_ws(' / ', event, time, place, people, background, photographer, see_also)
  FROM caption WHERE caption.document_id = document.id)`);

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

/** How many index rows fit an FTS5 expression, counted up to `most`. */
export async function countIndexed(
  reader: Reader,
  expression: string,
  most: number,
): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM (SELECT rowid FROM document_index
      WHERE document_index MATCH ${expression} LIMIT ${most})`);
  return row?.count ?? 0;
}

/** Title and number of documents that hold two of the characters there, the newest first. */
export function alikeCandidates(
  reader: Reader,
  filter: DocumentFilter,
  characters: readonly string[],
  limit: number,
): Promise<{ id: number; text: string }[]> {
  const shared = joinSql(
    characters.map(
      (one) => sql`(instr(facts.title, ${one}) > 0
        OR instr(coalesce(document.reference_number, ''), ${one}) > 0)`,
    ),
    ' + ',
  );
  return reader.all(sql`
    SELECT facts.document_id AS id,
      facts.title || ' ' || coalesce(document.reference_number, '') AS text
    FROM document_facts AS facts JOIN document ON document.id = facts.document_id
    WHERE ${filterCondition({ ...filter, text: '' })} AND ${shared} >= 2
    ORDER BY facts.newest_key DESC LIMIT ${limit}`);
}

/** What facets are counted from: one row a value, `what` telling of what. */
export function facetRows(
  reader: Reader,
  filter: DocumentFilter,
): Promise<{ what: string; value: string | number | null; documents: number }[]> {
  return reader.all(sql`
    WITH found AS MATERIALIZED (
      SELECT document_id, year, category_id, department, kind, unread
      FROM document_facts AS facts WHERE ${filterCondition(filter)})
    SELECT 'total' AS what, NULL AS value, count(*) AS documents FROM found
    UNION ALL SELECT 'unread', NULL, count(*) FROM found WHERE unread > 0
    UNION ALL SELECT 'year', year, count(*) FROM found GROUP BY year
    UNION ALL SELECT 'category', category_id, count(*) FROM found GROUP BY category_id
    UNION ALL SELECT 'department', department, count(*) FROM found
      WHERE department IS NOT NULL GROUP BY department
    UNION ALL SELECT 'kind', kind, count(*) FROM found WHERE kind IS NOT NULL GROUP BY kind
    UNION ALL SELECT 'tag', tag_id, count(*) FROM found
      JOIN document_tag ON document_tag.document_id = found.document_id GROUP BY tag_id`);
}

/** What facts and index of a document are made from. */
export interface Source {
  readonly id: number;
  readonly state: string;
  readonly trashed_at: string | null;
  readonly title: string | null;
  readonly year: number | null;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly note: string | null;
  readonly archival_code: string | null;
  readonly created_at: string;
  readonly proposed: string | null;
  readonly names: string;
  readonly pages: number;
  readonly page_state: string | null;
  readonly tags: string;
  readonly path: string;
  readonly category_id: number | null;
  readonly category_key: string | null;
  readonly unread: number;
  readonly caption: string | null;
  readonly department: string | null;
  readonly kind: string | null;
}

/** The sources of the documents given; none for ids that are gone. */
export function sources(reader: Pick<Reader, 'all'>, ids: readonly number[]): Promise<Source[]> {
  return reader.all<Source>(sql`
    SELECT document.id, state, trashed_at, title, year, reference_number, issuer, date, note,
      nullif(trim(department), '') AS department, nullif(trim(kind), '') AS kind,
      ${captionText} AS caption,
      (SELECT count(*) FROM part JOIN page ON page.original_id = part.original_id
          AND page.number BETWEEN part.first_page AND part.last_page AND page.reading = 'waiting'
        WHERE document_id = document.id) AS unread,
      archival_code, created_at, category_id,
      (SELECT path FROM (${filingOrder}) WHERE id = document.category_id) AS category_key,
      (SELECT value FROM proposal WHERE document_id = document.id AND field = 'title'
        ORDER BY rank LIMIT 1) AS proposed,
      (SELECT json_group_array(source_name ORDER BY place) FROM (
        SELECT source_name, min(position) AS place FROM part
        WHERE document_id = document.id GROUP BY source_name)) AS names,
      (SELECT coalesce(sum(last_page - first_page + 1), 0) FROM part
        WHERE document_id = document.id) AS pages,
      (SELECT CASE WHEN sum(page_state = 'damaged') > 0 THEN 'damaged'
          WHEN sum(page_state = 'locked') > 0 THEN 'locked'
          WHEN sum(page_state = 'ready') > 0 THEN 'ready' ELSE 'none' END
        FROM part JOIN original ON original.id = part.original_id
        WHERE document_id = document.id) AS page_state,
      (SELECT json_group_array(tag.name ORDER BY tag.id) FROM document_tag
        JOIN tag ON tag.id = tag_id WHERE document_id = document.id) AS tags,
      (${categoryPath} SELECT json_group_array(name ORDER BY depth DESC) FROM up) AS path
    FROM document WHERE document.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/**
 * Spreads what became stale from tags and categories (with all below them) to their documents, and
 * renews the categories' places in filing order.
 */
export async function spreadStale(writer: Writer): Promise<void> {
  await writer.run(sql`
    WITH RECURSIVE below (id) AS (
      SELECT category_id FROM stale_category WHERE text = 1
      UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id)
    INSERT INTO stale (document_id, text)
    SELECT id, 1 FROM document WHERE category_id IN (SELECT id FROM below)
    ON CONFLICT DO UPDATE SET text = 1`);
  await writer.run(sql`
    INSERT INTO stale (document_id, text)
    SELECT document_id, 1 FROM document_tag WHERE tag_id IN (SELECT tag_id FROM stale_tag)
    ON CONFLICT DO UPDATE SET text = 1`);
  // Places in the tree are renewed at once for all: a move must not make every text anew.
  await writer.run(sql`
    WITH place (id, path) AS MATERIALIZED (${filingOrder})
    UPDATE document_facts SET category_key = place.path FROM place
    WHERE place.id = document_facts.category_id AND place.path <> document_facts.category_key
      AND EXISTS (SELECT 1 FROM stale_category)`);
  await writer.run(rawSql('DELETE FROM stale_category'));
  await writer.run(rawSql('DELETE FROM stale_tag'));
}

export function staleDocuments(
  reader: Reader,
  limit: number,
): Promise<{ document_id: number; text: number }[]> {
  return reader.all(sql`
    SELECT document_id, text FROM stale ORDER BY document_id LIMIT ${limit}`);
}

export async function forgetStale(writer: Writer, ids: readonly number[]): Promise<void> {
  await writer.run(sql`
    DELETE FROM stale WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Facts of a document in the order of `writeFacts`. */
export type Facts = readonly (string | number | null)[];

/** Enters the facts of documents, in place of those that are there. */
export async function writeFacts(writer: Writer, facts: readonly Facts[]): Promise<void> {
  await writer.run(sql`
    INSERT INTO document_facts (document_id, place, title, title_is_proposed, title_key,
      number_key, issuer_key, newest_key, year, category_id, category_key, date, pages, page_state,
      unread, department, kind)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12,
      value ->> 13, value ->> 14, value ->> 15, value ->> 16
    FROM json_each(${JSON.stringify(facts)}) WHERE true
    ON CONFLICT DO UPDATE SET place = excluded.place, title = excluded.title,
      title_is_proposed = excluded.title_is_proposed, title_key = excluded.title_key,
      number_key = excluded.number_key, issuer_key = excluded.issuer_key,
      newest_key = excluded.newest_key, year = excluded.year,
      category_id = excluded.category_id, category_key = excluded.category_key,
      date = excluded.date, pages = excluded.pages, page_state = excluded.page_state,
      unread = excluded.unread, department = excluded.department, kind = excluded.kind`);
}

/** Adds names with N() of them; those that are known stay. */
export async function addPlainNames(
  writer: Writer,
  names: readonly (readonly [name: string, plain: string])[],
): Promise<void> {
  if (names.length === 0) return;
  await writer.run(sql`
    INSERT INTO name_plain (name, plain) SELECT value ->> 0, value ->> 1
    FROM json_each(${JSON.stringify(names)}) WHERE true ON CONFLICT DO NOTHING`);
}

/** The names that documents' pinyin was made of. */
export async function spelledNames(
  reader: Pick<Reader, 'all'>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await reader.all<{ document_id: number; names: string }>(sql`
    SELECT document_id, names FROM document_pinyin
    WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map((row) => [row.document_id, row.names]));
}

/** Enters pinyin: id, names, initials, syllables. */
export async function writePinyin(
  writer: Writer,
  rows: readonly (readonly [number, string, string, string])[],
): Promise<void> {
  if (rows.length === 0) return;
  await writer.run(sql`
    INSERT INTO document_pinyin (document_id, names, initials, syllables)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
    FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT DO UPDATE SET names = excluded.names, initials = excluded.initials,
      syllables = excluded.syllables`);
}

export async function removeFromIndex(writer: Writer, ids: readonly number[]): Promise<void> {
  await writer.run(sql`
    DELETE FROM document_index
    WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Enters a document that is not in the index; columns as `indexColumns` makes them. */
export async function addToIndex(
  writer: Writer,
  id: number,
  columns: readonly string[],
): Promise<void> {
  const [title = '', number = '', people = '', labels = '', body = ''] = columns;
  await writer.run(sql`
    INSERT INTO document_index (rowid, title, number, people, labels, body)
    VALUES (${id}, ${title}, ${number}, ${people}, ${labels}, ${body})`);
}

export async function documentsAfter(
  reader: Reader,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(
    sql`SELECT id FROM document WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
  return rows.map((row) => row.id);
}

/** Rows of the index that belong to no document, at most `limit`. */
export async function indexStrays(reader: Reader, limit: number): Promise<number[]> {
  const rows = await reader.all<{ rowid: number }>(sql`
    SELECT rowid FROM document_index WHERE rowid NOT IN (SELECT id FROM document) LIMIT ${limit}`);
  return rows.map((row) => row.rowid);
}

/** How many tokens each column of a document's index row has, as FTS5 keeps them (varints). */
export async function indexSizes(reader: Reader, id: number): Promise<Uint8Array | undefined> {
  const row = await reader.get<{ sz: Uint8Array }>(
    sql`SELECT sz FROM document_index_docsize WHERE id = ${id}`,
  );
  return row?.sz;
}

/** Whether a document's index row fits an FTS5 expression. */
export async function indexHolds(reader: Reader, id: number, expression: string): Promise<boolean> {
  const found = await reader.get(sql`
    SELECT rowid FROM document_index WHERE document_index MATCH ${expression} AND rowid = ${id}`);
  return found !== undefined;
}
