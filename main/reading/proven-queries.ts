import { inJson, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

/** A link of the checklist as far as page operations move it. */
export interface LinkRow {
  readonly id: number;
  readonly slotId: number;
  readonly documentId: number;
  readonly whole: number;
  readonly amount: number;
}

export function linksOf(reader: Reader, documents: readonly number[]): Promise<LinkRow[]> {
  return reader.all<LinkRow>(sql`
    SELECT id, slot_id AS slotId, document_id AS documentId, whole, amount FROM link
    WHERE ${inJson('document_id', documents)} ORDER BY id`);
}

/** A run of pages that a link means, or the page of a mark. */
export interface ProvenRow {
  readonly id: number;
  readonly linkId: number;
  readonly originalId: number;
  readonly firstPage: number | null;
  readonly lastPage: number | null;
}

export function runsOf(reader: Reader, links: readonly number[]): Promise<ProvenRow[]> {
  return reader.all<ProvenRow>(sql`
    SELECT id, link_id AS linkId, original_id AS originalId, first_page AS firstPage,
      last_page AS lastPage
    FROM link_page WHERE ${inJson('link_id', links)} ORDER BY link_id, position, id`);
}

export function marksOf(reader: Reader, links: readonly number[]): Promise<ProvenRow[]> {
  return reader.all<ProvenRow>(sql`
    SELECT id, link_id AS linkId, original_id AS originalId, number AS firstPage,
      number AS lastPage
    FROM mark WHERE ${inJson('link_id', links)} ORDER BY id`);
}

/** Another link to the same slot, right behind the one it is like, with its note. */
export async function insertLinkLike(
  writer: Writer,
  like: number,
  link: { readonly documentId: number; readonly whole: boolean; readonly amount: number },
): Promise<number> {
  await writer.run(sql`
    UPDATE link SET position = link.position + 1 FROM link AS before
    WHERE before.id = ${like} AND link.slot_id = before.slot_id
      AND link.position > before.position`);
  const { lastId } = await writer.run(sql`
    INSERT INTO link (slot_id, document_id, position, whole, note, amount)
    SELECT slot_id, ${link.documentId}, position + 1, ${link.whole}, note, ${link.amount}
    FROM link WHERE id = ${like}`);
  return lastId;
}

/** Gives a link another document; whole: what it means of it are pages from now on. */
export async function setLinkDocument(
  writer: Writer,
  id: number,
  documentId: number,
): Promise<void> {
  await writer.run(sql`UPDATE link SET document_id = ${documentId}, whole = 0 WHERE id = ${id}`);
}

export async function setLinkAmount(writer: Writer, id: number, amount: number): Promise<void> {
  await writer.run(sql`UPDATE link SET amount = ${amount} WHERE id = ${id}`);
}

export type Run = Omit<ProvenRow, 'id' | 'linkId'>;

/** Gives a link its pages anew; runs that stay as they are are not touched. */
export async function setRuns(writer: Writer, linkId: number, runs: readonly Run[]): Promise<void> {
  const wanted = JSON.stringify(runs);
  const same: Sql = rawSql(`link_page.original_id = value ->> 'originalId'
    AND link_page.first_page IS value ->> 'firstPage' AND link_page.last_page IS value ->> 'lastPage'`);
  await writer.run(sql`
    DELETE FROM link_page WHERE link_id = ${linkId}
      AND NOT EXISTS (SELECT 1 FROM json_each(${wanted}) WHERE ${same})`);
  await writer.run(sql`
    INSERT INTO link_page (link_id, position, original_id, first_page, last_page)
    SELECT ${linkId}, key, value ->> 'originalId', value ->> 'firstPage', value ->> 'lastPage'
    FROM json_each(${wanted})
    WHERE NOT EXISTS (SELECT 1 FROM link_page WHERE link_id = ${linkId} AND ${same})
    ORDER BY key`);
}

export async function setMarkLink(
  writer: Writer,
  ids: readonly number[],
  linkId: number,
): Promise<void> {
  await writer.run(sql`UPDATE mark SET link_id = ${linkId} WHERE ${inJson('id', ids)}`);
}
