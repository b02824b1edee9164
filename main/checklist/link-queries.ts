import type { DocumentId, ItemId, LinkId, MarkId, SlotId } from '../contract/ids.ts';
import { inJson, joinSql, rawSql, sql, type Reader, type Writer } from '../db/index.ts';
import type { PageRun } from './page-runs.ts';

export interface LinkRecord {
  readonly id: LinkId;
  readonly slotId: SlotId;
  readonly documentId: DocumentId;
  readonly position: number;
  readonly whole: number;
  readonly note: string | null;
  readonly amount: number;
}

const linkColumns = rawSql(`link.id, link.slot_id AS slotId, link.document_id AS documentId,
  link.position, link.whole, link.note, link.amount`);

export function linksByIds(reader: Reader, ids: readonly LinkId[]): Promise<LinkRecord[]> {
  return reader.all<LinkRecord>(
    sql`SELECT ${linkColumns} FROM link WHERE ${inJson('link.id', ids)}`,
  );
}

/** Links of slots, by slot and place. */
export function linksOfSlots(reader: Reader, slots: readonly SlotId[]): Promise<LinkRecord[]> {
  return reader.all<LinkRecord>(sql`
    SELECT ${linkColumns} FROM link WHERE ${inJson('link.slot_id', slots)}
    ORDER BY link.slot_id, link.position, link.id`);
}

/** Links of documents to a slot. */
export function linksBetween(
  reader: Reader,
  slot: SlotId,
  documents: readonly DocumentId[],
): Promise<LinkRecord[]> {
  return reader.all<LinkRecord>(sql`
    SELECT ${linkColumns} FROM link
    WHERE link.slot_id = ${slot} AND ${inJson('link.document_id', documents)}
    ORDER BY link.position, link.id`);
}

export interface RunRecord extends PageRun {
  readonly linkId: LinkId;
}

/** The pages that links mean, in order; none for links to whole documents. */
export function runsOfLinks(reader: Reader, links: readonly LinkId[]): Promise<RunRecord[]> {
  return reader.all<RunRecord>(sql`
    SELECT link_id AS linkId, original_id AS originalId, first_page AS firstPage,
      last_page AS lastPage
    FROM link_page WHERE ${inJson('link_id', links)} ORDER BY link_id, position, id`);
}

export interface NewLinkRow {
  readonly slotId: SlotId;
  readonly documentId: DocumentId;
  readonly position: number;
  readonly whole: boolean;
  readonly note: string | null;
  readonly amount: number;
  /** Empty for a whole document. */
  readonly runs: readonly PageRun[];
}

/** Inserts links with their pages; their ids in order. */
export async function insertLinks(writer: Writer, links: readonly NewLinkRow[]): Promise<LinkId[]> {
  if (links.length === 0) return [];
  const { lastId } = await writer.run(sql`
    INSERT INTO link (slot_id, document_id, position, whole, note, amount)
    SELECT value ->> 'slotId', value ->> 'documentId', value ->> 'position', value ->> 'whole',
      value ->> 'note', value ->> 'amount'
    FROM json_each(${JSON.stringify(links)}) ORDER BY key`);
  const ids = links.map((_, index) => (lastId - links.length + 1 + index) as LinkId);
  await insertRuns(
    writer,
    links.flatMap(({ runs }, index) => {
      const linkId = ids[index];
      return linkId === undefined
        ? []
        : runs.map((run, position) => ({ ...run, linkId, position }));
    }),
  );
  return ids;
}

async function insertRuns(
  writer: Writer,
  runs: readonly (RunRecord & { readonly position: number })[],
): Promise<void> {
  if (runs.length === 0) return;
  await writer.run(sql`
    INSERT INTO link_page (link_id, position, original_id, first_page, last_page)
    SELECT value ->> 'linkId', value ->> 'position', value ->> 'originalId',
      value ->> 'firstPage', value ->> 'lastPage'
    FROM json_each(${JSON.stringify(runs)}) ORDER BY key`);
}

/** Gives a link other pages; none: the whole document. */
export async function setRuns(
  writer: Writer,
  id: LinkId,
  runs: readonly PageRun[] | null,
): Promise<void> {
  await writer.run(sql`DELETE FROM link_page WHERE link_id = ${id}`);
  await writer.run(sql`UPDATE link SET whole = ${runs === null} WHERE id = ${id}`);
  await insertRuns(
    writer,
    (runs ?? []).map((run, position) => ({ ...run, linkId: id, position })),
  );
}

export async function setLink(
  writer: Writer,
  id: LinkId,
  values: readonly (readonly [column: 'note' | 'amount', value: string | number | null])[],
): Promise<void> {
  if (values.length === 0) return;
  const assignments = values.map(([column, value]) => sql`${rawSql(column)} = ${value}`);
  await writer.run(sql`UPDATE link SET ${joinSql(assignments, ', ')} WHERE id = ${id}`);
}

export async function setLinkSlot(
  writer: Writer,
  ids: readonly LinkId[],
  slot: SlotId,
): Promise<void> {
  await writer.run(sql`
    UPDATE link SET slot_id = ${slot} WHERE ${inJson('id', ids)} AND slot_id <> ${slot}`);
}

export async function deleteLinks(writer: Writer, ids: readonly LinkId[]): Promise<void> {
  await writer.run(sql`DELETE FROM mark WHERE ${inJson('link_id', ids)}`);
  await writer.run(sql`DELETE FROM link_page WHERE ${inJson('link_id', ids)}`);
  await writer.run(sql`DELETE FROM link WHERE ${inJson('id', ids)}`);
}

/** Slots with the items and checklists they are of. */
export interface SlotPlace {
  readonly id: SlotId;
  readonly kind: string;
  readonly itemId: ItemId;
  readonly code: string;
  readonly title: string;
}

export function slotPlaces(reader: Reader, ids: readonly SlotId[]): Promise<SlotPlace[]> {
  return reader.all<SlotPlace>(sql`
    SELECT slot.id, slot.kind, slot.item_id AS itemId, item.code, item.title
    FROM slot JOIN checklist_item AS item ON item.id = slot.item_id
    WHERE ${inJson('slot.id', ids)}`);
}

/** Those of the documents that are there and not in the trash. */
export async function liveDocuments(
  reader: Reader,
  ids: readonly DocumentId[],
): Promise<ReadonlySet<DocumentId>> {
  const rows = await reader.all<{ id: DocumentId }>(sql`
    SELECT id FROM document WHERE ${inJson('id', ids)} AND trashed_at IS NULL`);
  return new Set(rows.map((row) => row.id));
}

export interface MarkRecord {
  readonly id: MarkId;
  readonly linkId: LinkId;
  readonly originalId: number;
  readonly number: number;
  /** JSON, as marks.ts keeps it. */
  readonly lines: string;
  /** The page's size as its original shows it; null: nobody knows. */
  readonly widthUm: number | null;
  readonly heightUm: number | null;
}

const markColumns = rawSql(`mark.id, mark.link_id AS linkId, mark.original_id AS originalId,
  mark.number, mark.lines, page.width_um AS widthUm, page.height_um AS heightUm`);
const withPage = rawSql(`LEFT JOIN page
  ON page.original_id = mark.original_id AND page.number = mark.number`);

export function marksOfLinks(reader: Reader, links: readonly LinkId[]): Promise<MarkRecord[]> {
  return reader.all<MarkRecord>(sql`
    SELECT ${markColumns} FROM mark ${withPage} WHERE ${inJson('mark.link_id', links)}
    ORDER BY mark.link_id, mark.original_id, mark.number, mark.id`);
}

export function marksOfDocument(reader: Reader, document: DocumentId): Promise<MarkRecord[]> {
  return reader.all<MarkRecord>(sql`
    SELECT ${markColumns} FROM link JOIN mark ON mark.link_id = link.id ${withPage}
    WHERE link.document_id = ${document} ORDER BY mark.id`);
}

export async function countMarks(reader: Reader, ids: readonly MarkId[]): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM mark WHERE ${inJson('id', ids)}`,
  );
  return row?.count ?? 0;
}

export async function insertMark(
  writer: Writer,
  mark: Pick<MarkRecord, 'linkId' | 'originalId' | 'number' | 'lines'>,
): Promise<MarkId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO mark (link_id, original_id, number, lines)
    VALUES (${mark.linkId}, ${mark.originalId}, ${mark.number}, ${mark.lines})`);
  return lastId as MarkId;
}

export async function deleteMarks(writer: Writer, ids: readonly MarkId[]): Promise<void> {
  await writer.run(sql`DELETE FROM mark WHERE ${inJson('id', ids)}`);
}
