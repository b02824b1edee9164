import { rawSql, sql, type Writer } from '../db/index.ts';
import { filingOrder } from './filing-order.ts';
import { numberKey, sortKey } from './sort-key.ts';
import { columnTokens, joinPages, tokens } from './normalise.ts';

/** Documents made anew per round: bounds memory, keeps the event loop free. */
const batchSize = 50;

interface Source {
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
}

async function spread(writer: Writer): Promise<void> {
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

function newestKey(row: Source): string {
  return row.date ?? (row.year === null ? row.created_at.slice(0, 10) : `${row.year}-00-00`);
}

function placeOf(row: Source): string {
  return row.trashed_at === null ? row.state : 'trash';
}

async function writeFacts(writer: Writer, rows: readonly Source[]): Promise<void> {
  const facts = rows.map((row) => {
    const names = JSON.parse(row.names) as string[];
    const fallback = (names[0] ?? '').replace(/\.[^.]{1,10}$/u, '');
    const title = row.title ?? row.proposed ?? fallback;
    return [
      row.id,
      placeOf(row),
      title,
      row.title === null ? 1 : 0,
      sortKey(title),
      numberKey(row.reference_number),
      row.issuer === null ? '￿' : sortKey(row.issuer),
      newestKey(row),
      row.year,
      row.category_id,
      row.category_key ?? '￿',
      row.date,
      row.pages,
      row.page_state ?? 'none',
    ];
  });
  await writer.run(sql`
    INSERT INTO document_facts (document_id, place, title, title_is_proposed, title_key,
      number_key, issuer_key, newest_key, year, category_id, category_key, date, pages, page_state)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12,
      value ->> 13
    FROM json_each(${JSON.stringify(facts)}) WHERE true
    ON CONFLICT DO UPDATE SET place = excluded.place, title = excluded.title,
      title_is_proposed = excluded.title_is_proposed, title_key = excluded.title_key,
      number_key = excluded.number_key, issuer_key = excluded.issuer_key,
      newest_key = excluded.newest_key, year = excluded.year,
      category_id = excluded.category_id, category_key = excluded.category_key,
      date = excluded.date, pages = excluded.pages, page_state = excluded.page_state`);
}

/** The text of a document's pages, in the order of its parts. */
export async function pageTexts(
  reader: Pick<Writer, 'all'>,
  documentId: number,
): Promise<string[]> {
  const rows = await reader.all<{ text: string }>(sql`
    SELECT page.text FROM part JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    WHERE part.document_id = ${documentId} ORDER BY part.position, page.number`);
  return rows.map((row) => row.text);
}

/** What the index holds for a document, column by column. `verify` makes the same and compares. */
export async function indexColumns(reader: Pick<Writer, 'all'>, row: Source): Promise<string[]> {
  return [
    columnTokens([row.title, ...(JSON.parse(row.names) as string[])]),
    columnTokens([row.reference_number, row.archival_code]),
    columnTokens([row.issuer]),
    columnTokens([
      ...(JSON.parse(row.tags) as string[]),
      ...(JSON.parse(row.path) as string[]),
      row.note,
    ]),
    tokens(joinPages(await pageTexts(reader, row.id))),
  ];
}

/** Everything `indexColumns` needs, for the ids given as JSON. */
export function sources(reader: Pick<Writer, 'all'>, ids: readonly number[]): Promise<Source[]> {
  return reader.all<Source>(sql`
    SELECT document.id, state, trashed_at, title, year, reference_number, issuer, date, note,
      archival_code, created_at, category_id,
      (SELECT path FROM (${filingOrder}) WHERE id = document.category_id) AS category_key,
      (SELECT value FROM proposal WHERE document_id = document.id AND field = 'title'
        ORDER BY rank LIMIT 1) AS proposed,
      (SELECT json_group_array(source_name ORDER BY position) FROM part
        WHERE document_id = document.id) AS names,
      (SELECT coalesce(sum(last_page - first_page + 1), 0) FROM part
        WHERE document_id = document.id) AS pages,
      (SELECT CASE WHEN sum(page_state = 'damaged') > 0 THEN 'damaged'
          WHEN sum(page_state = 'locked') > 0 THEN 'locked'
          WHEN sum(page_state = 'ready') > 0 THEN 'ready' ELSE 'none' END
        FROM part JOIN original ON original.id = part.original_id
        WHERE document_id = document.id) AS page_state,
      (SELECT json_group_array(tag.name ORDER BY tag.id) FROM document_tag
        JOIN tag ON tag.id = tag_id WHERE document_id = document.id) AS tags,
      (WITH RECURSIVE up (name, parent_id, depth) AS (
          SELECT name, parent_id, 0 FROM category WHERE id = document.category_id
          UNION ALL SELECT category.name, category.parent_id, depth + 1
          FROM category JOIN up ON category.id = up.parent_id WHERE depth < 50)
        SELECT json_group_array(name ORDER BY depth DESC) FROM up) AS path
    FROM document WHERE document.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/**
 * Makes facts and index rows of every stale document anew. Runs at the end of the transaction
 * that made them stale, so that the index is never behind the catalogue.
 */
export async function refreshStale(writer: Writer): Promise<void> {
  await spread(writer);
  for (;;) {
    const stale = await writer.all<{ document_id: number; text: number }>(sql`
      SELECT document_id, text FROM stale ORDER BY document_id LIMIT ${batchSize}`);
    if (stale.length === 0) return;
    const ids = stale.map((row) => row.document_id);
    const rows = await sources(writer, ids);
    await writeFacts(writer, rows);
    const textual = new Set(stale.filter((row) => row.text === 1).map((row) => row.document_id));
    await writer.run(sql`
      DELETE FROM document_index
      WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify([...textual])}))`);
    for (const row of rows) {
      if (!textual.has(row.id)) continue;
      const [title = '', number = '', people = '', labels = '', body = ''] = await indexColumns(
        writer,
        row,
      );
      await writer.run(sql`
        INSERT INTO document_index (rowid, title, number, people, labels, body)
        VALUES (${row.id}, ${title}, ${number}, ${people}, ${labels}, ${body})`);
    }
    await writer.run(sql`
      DELETE FROM stale WHERE document_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  }
}
