import type { ChecklistId, DocumentId, ItemId, LinkId, SlotId } from '../contract/ids.ts';
import { rawSql, sql, type Reader, type Writer } from '../db/index.ts';
import { isGone } from './coverage-queries.ts';

/** A link of an edition with what decides whether it is carried over. */
export interface EditionLink {
  readonly id: LinkId;
  readonly slotId: SlotId;
  readonly documentId: DocumentId;
  readonly amount: number;
  readonly place: 'filed' | 'inbox' | 'trash';
  readonly date: string | null;
  readonly title: string;
  readonly kind: string | null;
  readonly gone: boolean;
}

type LinkTuple = readonly [
  id: LinkId,
  slotId: SlotId,
  documentId: DocumentId,
  amount: number,
  place: EditionLink['place'],
  date: string | null,
  title: string,
  kind: string | null,
  gone: number,
];

/** All links of a checklist, by slot and place. They come as JSON, as `readSnapshot` says why. */
export async function linksOfEdition(
  reader: Reader,
  checklist: ChecklistId,
): Promise<EditionLink[]> {
  const row = await reader.get<{ links: string }>(sql`
    SELECT json_group_array(json_array(id, slotId, documentId, amount, place, date, title, kind,
      gone)) AS links
    FROM (SELECT link.id, link.slot_id AS slotId, link.document_id AS documentId, link.amount,
        facts.place, facts.date, facts.title, facts.kind, ${isGone} AS gone
      FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
        JOIN link ON link.slot_id = slot.id
        JOIN document_facts AS facts ON facts.document_id = link.document_id
      WHERE item.checklist_id = ${checklist}
      ORDER BY link.slot_id, link.position, link.id)`);
  return (JSON.parse(row?.links ?? '[]') as readonly LinkTuple[]).map(
    ([id, slotId, documentId, amount, place, date, title, kind, gone]) => ({
      id,
      slotId,
      documentId,
      amount,
      place,
      date,
      title,
      kind,
      gone: gone === 1,
    }),
  );
}

export async function countSlots(reader: Reader, checklist: ChecklistId): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
    WHERE item.checklist_id = ${checklist}`);
  return row?.count ?? 0;
}

export async function countLinks(reader: Reader, checklist: ChecklistId): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
      JOIN link ON link.slot_id = slot.id WHERE item.checklist_id = ${checklist}`);
  return row?.count ?? 0;
}

/** Which items of a checklist carry on which of an earlier one. */
export function followed(
  reader: Reader,
  checklist: ChecklistId,
): Promise<{ id: ItemId; followsId: ItemId }[]> {
  return reader.all(sql`
    SELECT id, follows_id AS followsId FROM checklist_item
    WHERE checklist_id = ${checklist} AND follows_id IS NOT NULL ORDER BY id`);
}

/** Says which items carry on which, where it is not said so already. */
export async function setFollowed(
  writer: Writer,
  pairs: readonly (readonly [later: ItemId, earlier: ItemId | null])[],
): Promise<void> {
  await writer.run(sql`
    UPDATE checklist_item SET follows_id = wanted.value ->> 1
    FROM json_each(${JSON.stringify(pairs)}) AS wanted
    WHERE checklist_item.id = wanted.value ->> 0
      AND checklist_item.follows_id IS NOT wanted.value ->> 1`);
}

/** Gives items the word limits that the conclusions of others have. */
export async function copyConclusionLimits(
  writer: Writer,
  pairs: readonly (readonly [later: ItemId, earlier: ItemId])[],
): Promise<void> {
  await writer.run(sql`
    UPDATE checklist_item SET conclusion_limit = earlier.conclusion_limit
    FROM json_each(${JSON.stringify(pairs)}) AS wanted
      JOIN checklist_item AS earlier ON earlier.id = wanted.value ->> 1
    WHERE checklist_item.id = wanted.value ->> 0 AND earlier.conclusion_limit IS NOT NULL`);
}

export interface AssignmentRow {
  readonly itemId: ItemId;
  readonly department: string | null;
  /** JSON array of names. */
  readonly helping: string;
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
}

/** What was said of who owes the items of a checklist, and by when. */
export function assignmentsOf(reader: Reader, checklist: ChecklistId): Promise<AssignmentRow[]> {
  return reader.all<AssignmentRow>(sql`
    SELECT assignment.item_id AS itemId, department, helping, leader, person, due
    FROM checklist_item AS item JOIN assignment ON assignment.item_id = item.id
    WHERE item.checklist_id = ${checklist}
      AND (department IS NOT NULL OR helping <> '[]' OR leader IS NOT NULL OR person IS NOT NULL
        OR due IS NOT NULL)
    ORDER BY item.id`);
}

/** Enters assignments of items of which nothing was said; how many. */
export async function insertAssignments(
  writer: Writer,
  rows: readonly AssignmentRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { changes } = await writer.run(sql`
    INSERT INTO assignment (item_id, department, helping, leader, person, due)
    SELECT value ->> 'itemId', value ->> 'department', value ->> 'helping', value ->> 'leader',
      value ->> 'person', value ->> 'due'
    FROM json_each(${JSON.stringify(rows)})
    WHERE value ->> 'itemId' NOT IN (SELECT item_id FROM assignment) ORDER BY key`);
  return changes;
}

/**
 * Links again what links prove, in other slots: with pages, notes and marks, behind what is there. A
 * document that the slot has already is left out. How many were made.
 */
export async function copyLinks(
  writer: Writer,
  pairs: readonly (readonly [link: LinkId, slot: SlotId])[],
): Promise<number> {
  if (pairs.length === 0) return 0;
  const chosen = await writer.all<{ id: LinkId; slotId: SlotId; position: number }>(sql`
    SELECT link.id, wanted.value ->> 1 AS slotId,
      coalesce((SELECT max(position) + 1 FROM link AS there
        WHERE there.slot_id = wanted.value ->> 1), 0)
        + row_number() OVER (PARTITION BY wanted.value ->> 1 ORDER BY wanted.key) - 1 AS position
    FROM json_each(${JSON.stringify(pairs)}) AS wanted
      CROSS JOIN link ON link.id = wanted.value ->> 0
    WHERE NOT EXISTS (SELECT 1 FROM link AS there
      WHERE there.slot_id = wanted.value ->> 1 AND there.document_id = link.document_id)
    ORDER BY wanted.key`);
  if (chosen.length === 0) return 0;
  const { lastId } = await writer.run(sql`
    INSERT INTO link (slot_id, document_id, position, whole, note, amount)
    SELECT wanted.value ->> 'slotId', document_id, wanted.value ->> 'position', whole, note, amount
    FROM json_each(${JSON.stringify(chosen)}) AS wanted
      CROSS JOIN link ON link.id = wanted.value ->> 'id'
    ORDER BY wanted.key`);
  const first = lastId - chosen.length + 1;
  const copies = JSON.stringify(chosen.map(({ id }, at) => [id, first + at]));
  await writer.run(sql`
    INSERT INTO link_page (link_id, position, original_id, first_page, last_page)
    SELECT wanted.value ->> 1, position, original_id, first_page, last_page
    FROM json_each(${copies}) AS wanted
      CROSS JOIN link_page ON link_page.link_id = wanted.value ->> 0
    ORDER BY wanted.key, link_page.position, link_page.id`);
  await writer.run(sql`
    INSERT INTO mark (link_id, original_id, number, lines)
    SELECT wanted.value ->> 1, original_id, number, lines
    FROM json_each(${copies}) AS wanted CROSS JOIN mark ON mark.link_id = wanted.value ->> 0
    ORDER BY wanted.key, mark.id`);
  return chosen.length;
}

/** Names of all checklists. */
export async function namesTaken(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.all<{ name: string }>(rawSql('SELECT name FROM checklist'));
  return new Set(rows.map(({ name }) => name));
}
