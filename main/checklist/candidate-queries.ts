import type { CategoryId, ChecklistId, DocumentId, ItemId, SlotId } from '../contract/ids.ts';
import type { DateWindow } from '../contract/checklist.ts';
import { inJson, rawSql, sql, type Reader, type Sql } from '../db/index.ts';

/** A document that proves an item, with what others are compared to. */
export interface ProvenDocument {
  readonly id: DocumentId;
  readonly title: string;
  readonly year: number | null;
  readonly categoryId: CategoryId | null;
  /** The category's place in filing order. */
  readonly categoryKey: string;
  readonly referenceNumber: string | null;
}

// From the item to what proves it: where few links are, SQLite would rather walk them all.
const provenColumns = rawSql(`link.document_id AS id, facts.title, facts.year,
  facts.category_id AS categoryId, facts.category_key AS categoryKey,
  document.reference_number AS referenceNumber`);

/** Documents not in the trash that prove an item, in any of its slots; at most `most`. */
export function documentsProving(
  reader: Reader,
  item: ItemId,
  most: number,
): Promise<ProvenDocument[]> {
  return reader.all<ProvenDocument>(sql`
    SELECT DISTINCT ${provenColumns}
    FROM slot CROSS JOIN link INDEXED BY link_slot ON link.slot_id = slot.id
      CROSS JOIN document_facts AS facts ON facts.document_id = link.document_id
      CROSS JOIN document ON document.id = link.document_id
    WHERE slot.item_id = ${item} AND facts.place <> 'trash'
    ORDER BY link.document_id LIMIT ${most}`);
}

/** Where a document proves something. */
export interface ProvenPlace {
  readonly checklistId: ChecklistId;
  readonly checklist: string;
  readonly itemId: ItemId;
  readonly code: string;
  readonly itemTitle: string;
  readonly slot: string;
}

const placeColumns = rawSql(`checklist.id AS checklistId, checklist.name AS checklist,
  item.id AS itemId, item.code, item.title AS itemTitle, slot.kind AS slot`);

/** No chain of editions is followed further back. */
const mostEditions = 8;

/**
 * Items of earlier editions that are like an item, the nearest edition first: those it follows; where
 * it follows none, those of the editions its checklist follows with the same code and title.
 */
export async function earlierItems(reader: Reader, id: ItemId): Promise<ItemId[]> {
  const rows = await reader.all<{ id: ItemId }>(sql`
    WITH RECURSIVE before (id, up) AS (
        SELECT follows_id, 1 FROM checklist_item WHERE id = ${id} AND follows_id IS NOT NULL
        UNION SELECT item.follows_id, up + 1 FROM before JOIN checklist_item AS item
          ON item.id = before.id WHERE item.follows_id IS NOT NULL AND up < ${mostEditions}),
      edition (id, up) AS (
        SELECT checklist.follows_id, 1 FROM checklist_item AS own
          JOIN checklist ON checklist.id = own.checklist_id
          WHERE own.id = ${id} AND checklist.follows_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM before)
        UNION SELECT checklist.follows_id, up + 1 FROM edition
          JOIN checklist ON checklist.id = edition.id
          WHERE checklist.follows_id IS NOT NULL AND up < ${mostEditions})
    SELECT id, up FROM before
    UNION
    SELECT item.id, up FROM edition JOIN checklist_item AS own ON own.id = ${id}
      JOIN checklist_item AS item ON item.checklist_id = edition.id
        AND item.code = own.code AND item.title = own.title
    ORDER BY up, id LIMIT 50`);
  return rows.map((row) => row.id).filter((item) => item !== id);
}

export interface EarlierProof extends ProvenDocument, ProvenPlace {}

/** What proves some items, item by item in the order given; at most `most`. */
export function proofsOfItems(
  reader: Reader,
  items: readonly ItemId[],
  most: number,
): Promise<EarlierProof[]> {
  return reader.all<EarlierProof>(sql`
    SELECT ${provenColumns}, ${placeColumns}
    FROM json_each(${JSON.stringify(items)}) AS wanted
      CROSS JOIN checklist_item AS item ON item.id = wanted.value
      CROSS JOIN checklist ON checklist.id = item.checklist_id
      CROSS JOIN slot ON slot.item_id = item.id
      CROSS JOIN link INDEXED BY link_slot ON link.slot_id = slot.id
      CROSS JOIN document_facts AS facts ON facts.document_id = link.document_id
      CROSS JOIN document ON document.id = link.document_id
    WHERE facts.place <> 'trash'
    ORDER BY wanted.key, slot.position, link.position, link.id LIMIT ${most}`);
}

/**
 * The newest documents of categories (by their keys in filing order) within a window, filed or in the
 * inbox: of each category no more than `mostEach` of either. A document without date stands with its year.
 */
export async function newestInCategories(
  reader: Reader,
  categoryKeys: readonly string[],
  { from, to }: DateWindow,
  mostEach: number,
): Promise<DocumentId[]> {
  const earliest = from === null ? '' : `${from.slice(0, 4)}-00-00`;
  const newest = (place: 'filed' | 'inbox'): Sql => sql`
    SELECT json_group_array(document_id) FROM (
      SELECT document_id FROM document_facts AS facts
      WHERE facts.place = ${place} AND facts.category_key = wanted.value
        AND facts.newest_key BETWEEN ${earliest} AND ${to ?? '9'}
      ORDER BY facts.newest_key DESC LIMIT ${mostEach})`;
  const rows = await reader.all<{ filed: string; inbox: string }>(sql`
    SELECT (${newest('filed')}) AS filed, (${newest('inbox')}) AS inbox
    FROM json_each(${JSON.stringify(categoryKeys)}) AS wanted`);
  return rows.flatMap(({ filed, inbox }) =>
    [filed, inbox].flatMap((ids) => JSON.parse(ids) as DocumentId[]),
  );
}

/** What a candidate is judged by. */
export interface CandidateFacts extends ProvenDocument {
  readonly place: 'filed' | 'inbox';
  readonly date: string | null;
  readonly category: string | null;
  readonly kind: string | null;
  /** Names of its files, one a line. */
  readonly names: string;
  /** The type of its first page's original. */
  readonly type: string | null;
  /** What its caption says that it belongs to. */
  readonly seeAlso: string | null;
  readonly isCaptioned: number;
}

/** Those of the documents that are filed or in the inbox and not linked to the slot. */
export function candidateFacts(
  reader: Reader,
  ids: readonly number[],
  slot: SlotId,
): Promise<CandidateFacts[]> {
  return reader.all<CandidateFacts>(sql`
    SELECT facts.document_id AS id, facts.title, facts.year, facts.category_id AS categoryId,
      facts.category_key AS categoryKey, document.reference_number AS referenceNumber, facts.place, facts.date, facts.kind,
      (SELECT name FROM category WHERE category.id = facts.category_id) AS category,
      (SELECT group_concat(name, char(10)) FROM (
        SELECT DISTINCT source_name AS name FROM part
        WHERE part.document_id = facts.document_id LIMIT 20)) AS names,
      (SELECT original.type FROM part JOIN original ON original.id = part.original_id
        WHERE part.document_id = facts.document_id ORDER BY part.position LIMIT 1) AS type,
      caption.see_also AS seeAlso,
      trim(concat(caption.event, caption.time, caption.place, caption.people, caption.background,
        caption.photographer)) <> '' AS isCaptioned
    FROM document_facts AS facts JOIN document ON document.id = facts.document_id
      LEFT JOIN caption ON caption.document_id = facts.document_id
    WHERE ${inJson('facts.document_id', ids)} AND facts.place IN ('filed', 'inbox')
      AND NOT EXISTS (SELECT 1 FROM link
        WHERE link.slot_id = ${slot} AND link.document_id = facts.document_id)`);
}

export interface OtherPlace extends ProvenPlace {
  readonly documentId: DocumentId;
  /** How many slots of the checklist the document proves. */
  readonly places: number;
}

/** Where documents prove other slots of a checklist: the first slot of each, and how many there are. */
export function placesElsewhere(
  reader: Reader,
  documents: readonly number[],
  checklist: ChecklistId,
): Promise<OtherPlace[]> {
  return reader.all<OtherPlace>(sql`
    WITH proven AS MATERIALIZED (
      SELECT link.document_id AS document, min(slot.id) AS slot, count(DISTINCT slot.id) AS places
      FROM link JOIN slot ON slot.id = link.slot_id
        JOIN checklist_item AS item ON item.id = slot.item_id
      WHERE ${inJson('link.document_id', documents)} AND item.checklist_id = ${checklist}
      GROUP BY link.document_id)
    SELECT proven.document AS documentId, proven.places, ${placeColumns}
    FROM proven JOIN slot ON slot.id = proven.slot
      JOIN checklist_item AS item ON item.id = slot.item_id
      JOIN checklist ON checklist.id = item.checklist_id`);
}

/**
 * Of documents with what speaks for them those, filed or in the inbox, for which most speaks; what is
 * dated outside the window needs more, what is undated a little more.
 */
export async function nearestInTime(
  reader: Reader,
  weights: readonly (readonly [id: number, weight: number])[],
  { from, to }: DateWindow,
  most: number,
): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT facts.document_id AS id FROM json_each(${JSON.stringify(weights)}) AS wanted
      CROSS JOIN document_facts AS facts ON facts.document_id = wanted.value ->> 0
    WHERE facts.place IN ('filed', 'inbox')
    ORDER BY (wanted.value ->> 1) * CASE WHEN facts.date IS NULL THEN 0.7
        WHEN facts.date >= coalesce(${from}, '') AND facts.date <= coalesce(${to}, '9') THEN 1
        ELSE 0.5 END DESC, facts.document_id DESC
    LIMIT ${most}`);
  return rows.map((row) => row.id);
}

/** The highest number of a document: no more than so many are there. */
export async function lastDocument(reader: Reader): Promise<number> {
  const row = await reader.get<{ last: number | null }>(
    rawSql('SELECT max(document_id) AS last FROM document_facts'),
  );
  return row?.last ?? 0;
}
