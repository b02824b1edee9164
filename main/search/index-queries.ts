import { rawSql, sql, type Reader, type Writer } from '../db/index.ts';
import { filingOrder } from './filing-order.ts';
import type { IndexRow } from './searched-text.ts';
import { captionText, categoryPath } from './text-sql.ts';

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

/** How many documents are stale. Committed, that is what an upgrade has still to do. */
export async function countStale(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(rawSql('SELECT count(*) AS count FROM stale'));
  return row?.count ?? 0;
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

/** Enters what titles are found by, in place of what is there. */
export async function writeTitles(
  writer: Writer,
  rows: readonly (readonly [id: number, row: Pick<IndexRow, 'title' | 'number'>])[],
): Promise<void> {
  if (rows.length === 0) return;
  const all = JSON.stringify(rows);
  await writer.run(sql`
    DELETE FROM title_index WHERE rowid IN (SELECT value ->> 0 FROM json_each(${all}))`);
  await writer.run(sql`
    INSERT INTO title_index (rowid, title, number)
    SELECT value ->> 0, value ->> '$[1].title', value ->> '$[1].number' FROM json_each(${all})`);
}

export async function removeFromIndex(writer: Writer, ids: readonly number[]): Promise<void> {
  await writer.run(sql`
    DELETE FROM document_index
    WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  await writer.run(sql`
    DELETE FROM title_index
    WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Enters a document that is not in the index, or in the one that a rebuild makes. */
export async function addToIndex(
  writer: Writer,
  id: number,
  { body, title, number, people, labels }: IndexRow,
  index: 'document_index' | 'document_index_new' = 'document_index',
): Promise<void> {
  await writer.run(sql`
    INSERT INTO ${rawSql(index)} (rowid, body, title, number, people, labels)
    VALUES (${id}, ${body}, ${title}, ${number}, ${people}, ${labels})`);
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
    SELECT rowid FROM document_index WHERE rowid NOT IN (SELECT id FROM document)
    UNION SELECT rowid FROM title_index WHERE rowid NOT IN (SELECT id FROM document)
    LIMIT ${limit}`);
  return rows.map((row) => row.rowid);
}

/** The two text indexes: all texts of a document, and its titles and numbers again. */
export type TextIndex = 'document_index' | 'title_index';

/** How many tokens each column of a document's index row has, as FTS5 keeps them (varints). */
export async function indexSizes(
  reader: Reader,
  index: TextIndex,
  id: number,
): Promise<Uint8Array | undefined> {
  const row = await reader.get<{ sz: Uint8Array }>(
    sql`SELECT sz FROM ${rawSql(index)}_docsize WHERE id = ${id}`,
  );
  return row?.sz;
}

/** Whether a document's index row fits an FTS5 expression. */
export async function indexHolds(
  reader: Reader,
  index: TextIndex,
  id: number,
  expression: string,
): Promise<boolean> {
  const table = rawSql(index);
  const found = await reader.get(sql`
    SELECT rowid FROM ${table} WHERE ${table} MATCH ${expression} AND rowid = ${id}`);
  return found !== undefined;
}
