import type { DocumentId } from '../contract/ids.ts';
import { joinSql, rawSql, sql, type Writer } from '../db/index.ts';
import { columnOf, type DocumentRecord, documentRecord } from './queries.ts';
import { isMarkedSecret, isSecretMarking, passSecretNote } from './secrecy-queries.ts';
import { captionColumnOf } from './caption-queries.ts';

/**
 * New inbox documents for what is cut off another, with what was set there for all of it: year,
 * category, department, tags; a marking as a state secret goes with every piece.
 */
export async function insertCutOff(
  writer: Writer,
  from: number,
  count: number,
): Promise<DocumentId[]> {
  const { lastId } = await writer.run(sql`
    WITH RECURSIVE piece (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM piece WHERE n < ${count})
    INSERT INTO document (state, year, category_id, department, secrecy, import_id, created_at)
    SELECT 'inbox', year, category_id, department,
      CASE WHEN ${isMarkedSecret(rawSql('secrecy'))} THEN secrecy END, import_id, created_at
    FROM piece, document WHERE document.id = ${from}`);
  const ids = Array.from(
    { length: count },
    (_, index) => (lastId - count + 1 + index) as DocumentId,
  );
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT piece.value, document_tag.tag_id FROM json_each(${JSON.stringify(ids)}) AS piece, document_tag
    WHERE document_tag.document_id = ${from} ORDER BY piece.key, document_tag.id`);
  for (const id of ids) await passSecretNote(writer, from, id);
  return ids;
}

/** Fills what a document leaves open from another one, and gives it the other's tags. */
export async function fillFrom(writer: Writer, id: number, other: number): Promise<void> {
  const names = [...Object.values(columnOf), 'archival_code'] as (keyof DocumentRecord)[];
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT ${id}, tag_id FROM document_tag WHERE document_id = ${other}
      AND tag_id NOT IN (SELECT tag_id FROM document_tag WHERE document_id = ${id}) ORDER BY id`);
  const captionColumns = Object.values(captionColumnOf).map(rawSql);
  await writer.run(sql`
    INSERT INTO caption (document_id) SELECT ${id} FROM caption WHERE document_id = ${other}
      AND NOT EXISTS (SELECT 1 FROM caption WHERE document_id = ${id})`);
  await writer.run(sql`
    UPDATE caption SET ${joinSql(
      captionColumns.map((column) => sql`${column} = coalesce(caption.${column}, other.${column})`),
      ', ',
    )} FROM caption AS other
    WHERE caption.document_id = ${id} AND other.document_id = ${other}`);
  // The code is unique: its bearer goes before another gets it.
  const row = await documentRecord(writer, other);
  await deleteEmptied(writer, other);
  if (row === undefined) return;
  // What was said of the secrecy of one paper does not hold for another, but for a marking.
  const secrecy = isSecretMarking(row.secrecy) ? row.secrecy : null;
  const given = { ...row, secrecy };
  const assignments = names.map(
    (name) => sql`${rawSql(name)} = coalesce(${rawSql(name)}, ${given[name]})`,
  );
  await writer.run(sql`UPDATE document SET ${joinSql(assignments, ', ')} WHERE id = ${id}`);
}

/** Removes a document whose pages are elsewhere now; its history stays. */
async function deleteEmptied(writer: Writer, id: number): Promise<void> {
  for (const table of ['part', 'document_tag', 'caption']) {
    await writer.run(sql`DELETE FROM ${rawSql(table)} WHERE document_id = ${id}`);
  }
  await writer.run(sql`DELETE FROM document WHERE id = ${id}`);
}

export async function trashDocument(writer: Writer, id: number, at: string): Promise<void> {
  await writer.run(sql`UPDATE document SET trashed_at = ${at} WHERE id = ${id}`);
}
