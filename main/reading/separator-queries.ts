import { sql, type Reader, type Writer } from '../db/index.ts';

/** Pages of a document with codes on them, and whether the page behind is empty. */
export function pagesWithCodes(
  reader: Reader,
  documentId: number,
): Promise<{ n: number; codes: string; backIsBlank: number }[]> {
  return reader.all(sql`
    SELECT n, codes, coalesce(back, 0) AS backIsBlank FROM (
      SELECT row_number() OVER shown AS n, found.codes, lead(found.blank) OVER shown AS back
      FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      LEFT JOIN page_reading AS found ON found.page_id = page.id
      WHERE part.document_id = ${documentId}
      WINDOW shown AS (ORDER BY part.position, part.id, page.number))
    WHERE codes IS NOT NULL AND codes <> '[]' ORDER BY n`);
}

/** Whether a document was separated before: what a person undid is not done again. */
export async function wasSeparated(reader: Reader, documentId: number): Promise<boolean> {
  const found = await reader.get(sql`
    SELECT change.id FROM change JOIN operation ON operation.id = change.operation_id
    WHERE operation.kind = 'separate' AND (
      (table_name = 'document' AND row_id = ${documentId}) OR (table_name = 'part'
        AND row_id IN (SELECT id FROM part WHERE document_id = ${documentId})))
    LIMIT 1`);
  return found !== undefined;
}

/** A new document in the inbox, still without pages, with what was set for all of another's import. */
export async function addBeside(writer: Writer, documentId: number): Promise<number> {
  const { lastId } = await writer.run(sql`
    INSERT INTO document (state, year, category_id, department, import_id, created_at)
    SELECT 'inbox', year, category_id, department, import_id, created_at FROM document
    WHERE id = ${documentId}`);
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT ${lastId}, tag_id FROM document_tag WHERE document_id = ${documentId}`);
  return lastId;
}

export async function trashDocument(writer: Writer, documentId: number): Promise<void> {
  await writer.run(sql`
    UPDATE document SET trashed_at = ${new Date().toISOString()} WHERE id = ${documentId}`);
}

/** Documents that came in after this one by the same import, while they are in the inbox. */
export async function markFollowing(writer: Writer, documentId: number): Promise<void> {
  await writer.run(sql`
    INSERT INTO proposal_due (document_id)
    SELECT follower.id FROM document JOIN document AS follower
      ON follower.import_id = document.import_id AND follower.id > document.id
    WHERE document.id = ${documentId} AND follower.state = 'inbox'
      AND follower.trashed_at IS NULL
    ORDER BY follower.id LIMIT 1000
    ON CONFLICT DO UPDATE SET times = times + 1`);
}

/** Codes of the pages before a page of an original, nearest first. */
export async function codesBefore(
  reader: Reader,
  originalId: number,
  number: number,
): Promise<string[]> {
  const rows = await reader.all<{ codes: string }>(sql`
    SELECT found.codes FROM page JOIN page_reading AS found ON found.page_id = page.id
    WHERE page.original_id = ${originalId} AND page.number < ${number} AND found.codes <> '[]'
    ORDER BY page.number DESC LIMIT 50`);
  return rows.map(({ codes }) => codes);
}

/** Codes on files of one page that came in before this original by the same import, nearest first. */
export async function codesOfFilesBefore(
  reader: Reader,
  importId: number,
  originalId: number,
): Promise<string[]> {
  const rows = await reader.all<{ codes: string }>(sql`
    SELECT found.codes FROM page_reading AS found
    CROSS JOIN page ON page.id = found.page_id
    CROSS JOIN original ON original.id = page.original_id AND original.page_count = 1
    CROSS JOIN import_file AS file
      ON file.sha256 = original.sha256 AND file.import_id = ${importId}
    WHERE found.codes <> '[]' AND file.outcome = 'imported' AND file.id < (
      SELECT min(own.id) FROM import_file AS own JOIN original AS mine ON mine.sha256 = own.sha256
      WHERE own.import_id = ${importId} AND mine.id = ${originalId})
    ORDER BY file.id DESC LIMIT 50`);
  return rows.map(({ codes }) => codes);
}
