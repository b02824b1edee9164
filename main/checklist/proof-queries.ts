import type { ChecklistId, DocumentId, ItemId, LinkId, SlotId } from '../contract/ids.ts';
import { inJson, rawSql, sql, type Reader, type Sql } from '../db/index.ts';
import { isGone } from './coverage-queries.ts';
import type { LinkFacts } from './coverage.ts';

/** A link with what its counting depends on. */
export interface ProofRecord extends LinkFacts {
  readonly id: LinkId;
  readonly slotId: SlotId;
  readonly documentId: DocumentId;
  readonly whole: boolean;
  readonly note: string | null;
}

type ProofRow = Omit<ProofRecord, 'whole' | 'gone'> & {
  readonly whole: number;
  readonly gone: number;
};

const proofs = (condition: Sql, limit: Sql): Sql => sql`
  SELECT link.id, link.slot_id AS slotId, link.document_id AS documentId, link.whole, link.note,
    link.amount, facts.place, facts.date, ${isGone} AS gone
  FROM link JOIN document_facts AS facts ON facts.document_id = link.document_id
  WHERE ${condition} ORDER BY link.slot_id, link.position, link.id ${limit}`;

const proofRecord = ({ whole, gone, ...row }: ProofRow): ProofRecord => ({
  ...row,
  whole: whole === 1,
  gone: gone === 1,
});

/** All links of slots, by slot and place. */
export async function proofsOfSlots(
  reader: Reader,
  slots: readonly SlotId[],
): Promise<ProofRecord[]> {
  const rows = await reader.all<ProofRow>(proofs(inJson('link.slot_id', slots), rawSql('')));
  return rows.map(proofRecord);
}

export async function proofsOfSlot(
  reader: Reader,
  slot: SlotId,
  offset: number,
  limit: number,
): Promise<ProofRecord[]> {
  const rows = await reader.all<ProofRow>(
    proofs(sql`link.slot_id = ${slot}`, sql`LIMIT ${limit} OFFSET ${offset}`),
  );
  return rows.map(proofRecord);
}

export async function countProofs(reader: Reader, slot: SlotId): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM link WHERE slot_id = ${slot}`,
  );
  return row?.count ?? 0;
}

/** Where a document proves something, by checklist and item. */
export interface PlaceRecord {
  readonly linkId: LinkId;
  readonly checklistId: ChecklistId;
  readonly checklist: string;
  readonly itemId: ItemId;
  readonly code: string;
  readonly title: string;
  readonly slotId: SlotId;
  readonly slot: string;
  readonly slotNumber: number;
  readonly whole: number;
  readonly note: string | null;
}

export function placesOf(
  reader: Reader,
  document: DocumentId,
  offset: number,
  limit: number,
): Promise<PlaceRecord[]> {
  return reader.all<PlaceRecord>(sql`
    SELECT link.id AS linkId, checklist.id AS checklistId, checklist.name AS checklist,
      item.id AS itemId, item.code, item.title, slot.id AS slotId, slot.kind AS slot,
      (SELECT count(*) FROM slot AS other WHERE other.item_id = slot.item_id
        AND (other.position, other.id) <= (slot.position, slot.id)) AS slotNumber,
      link.whole, link.note
    FROM link JOIN slot ON slot.id = link.slot_id
      JOIN checklist_item AS item ON item.id = slot.item_id
      JOIN checklist ON checklist.id = item.checklist_id
    WHERE link.document_id = ${document}
    ORDER BY checklist.id DESC, item.id, slot.position, slot.id, link.position, link.id
    LIMIT ${limit} OFFSET ${offset}`);
}

export async function countPlaces(reader: Reader, document: DocumentId): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM link WHERE document_id = ${document}`,
  );
  return row?.count ?? 0;
}
