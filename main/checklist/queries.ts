import type { Assignment, ChecklistDraft, DateWindow, ItemFields } from '../contract/checklist.ts';
import type { ChecklistId, ItemId, SlotId } from '../contract/ids.ts';
import { inJson, joinSql, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

export interface ChecklistRecord {
  readonly id: ChecklistId;
  readonly name: string;
  readonly window_from: string | null;
  readonly window_to: string | null;
  readonly inspected_on: string | null;
  readonly is_example: number;
  readonly follows_id: ChecklistId | null;
}

const checklistColumns = rawSql(
  'id, name, window_from, window_to, inspected_on, is_example, follows_id',
);

/** The newest first, examples last. */
export function allChecklists(reader: Reader): Promise<ChecklistRecord[]> {
  return reader.all<ChecklistRecord>(
    sql`SELECT ${checklistColumns} FROM checklist ORDER BY is_example, id DESC`,
  );
}

export function checklistRecord(
  reader: Reader,
  id: ChecklistId,
): Promise<ChecklistRecord | undefined> {
  return reader.get<ChecklistRecord>(
    sql`SELECT ${checklistColumns} FROM checklist WHERE id = ${id}`,
  );
}

/** Names of checklists are unique. */
export async function checklistNamed(
  reader: Reader,
  name: string,
): Promise<ChecklistId | undefined> {
  const row = await reader.get<{ id: ChecklistId }>(
    sql`SELECT id FROM checklist WHERE name = ${name}`,
  );
  return row?.id;
}

export interface NewChecklist {
  readonly name: string;
  readonly window: DateWindow;
  readonly isExample: boolean;
  readonly followsId: ChecklistId | null;
}

export async function insertChecklist(
  writer: Writer,
  { name, window, isExample, followsId }: NewChecklist,
): Promise<ChecklistId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO checklist (name, window_from, window_to, is_example, follows_id, created_at)
    VALUES (${name}, ${window.from}, ${window.to}, ${isExample}, ${followsId},
      ${new Date().toISOString()})`);
  return lastId as ChecklistId;
}

/** An item of a draft with its place: the index of its parent, and how many siblings precede it. */
export interface PlacedItem {
  readonly item: ChecklistDraft['items'][number];
  /** -1: none. */
  readonly parent: number;
  readonly position: number;
}

/** Ids that one INSERT gave, in its order: AUTOINCREMENT counts up and never back. */
const idsUpTo = <Id>(lastId: number, count: number): Id[] =>
  Array.from({ length: count }, (_, index) => (lastId - count + 1 + index) as Id);

/** Puts items into a checklist with their assignments, in few statements; their ids in order. */
export async function insertItems(
  writer: Writer,
  checklist: ChecklistId,
  placed: readonly PlacedItem[],
): Promise<ItemId[]> {
  if (placed.length === 0) return [];
  const first = await nextItemId(writer);
  const rows = placed.map(({ item, parent, position }) => ({
    ...item,
    parentId: parent < 0 ? null : first + parent,
    position,
    slots: undefined,
  }));
  await writer.run(sql`
    INSERT INTO checklist_item (id, checklist_id, parent_id, position, code, title, requirement,
      notes, method, score, is_negative, has_window, window_from, window_to)
    SELECT ${first} + key, ${checklist}, value ->> 'parentId', value ->> 'position',
      value ->> 'code', value ->> 'title', value ->> 'requirement', value ->> 'notes',
      value ->> 'method', value ->> 'score', value ->> 'isNegative',
      value ->> 'window' IS NOT NULL, value ->> '$.window.from', value ->> '$.window.to'
    FROM json_each(${JSON.stringify(rows)}) ORDER BY key`);
  await writer.run(sql`
    INSERT INTO assignment (item_id, department, helping, leader, person, due)
    SELECT ${first} + key, value ->> '$.departments[0]',
      json_remove(value -> 'departments', '$[0]'), value ->> 'leader', value ->> 'person',
      value ->> 'due'
    FROM json_each(${JSON.stringify(rows)})
    WHERE value ->> '$.departments[0]' IS NOT NULL OR value ->> 'leader' IS NOT NULL
      OR value ->> 'person' IS NOT NULL OR value ->> 'due' IS NOT NULL
    ORDER BY key`);
  return placed.map((_, index) => (first + index) as ItemId);
}

/** The id that AUTOINCREMENT would give next: parents and children go in by one statement. */
async function nextItemId(reader: Reader): Promise<number> {
  const row = await reader.get<{ next: number }>(
    sql`SELECT seq + 1 AS next FROM sqlite_sequence WHERE name = 'checklist_item'`,
  );
  return row?.next ?? 1;
}

export interface NewSlot {
  readonly itemId: ItemId;
  readonly position: number;
  readonly kind: string;
  readonly need: number;
  readonly hint: string;
  readonly wordLimit: number | null;
}

export async function insertSlots(writer: Writer, slots: readonly NewSlot[]): Promise<SlotId[]> {
  if (slots.length === 0) return [];
  const { lastId } = await writer.run(sql`
    INSERT INTO slot (item_id, position, kind, need, hint, word_limit)
    SELECT value ->> 'itemId', value ->> 'position', value ->> 'kind', value ->> 'need',
      value ->> 'hint', value ->> 'wordLimit'
    FROM json_each(${JSON.stringify(slots)}) ORDER BY key`);
  return idsUpTo(lastId, slots.length);
}

type Assignments = readonly (readonly [column: string, value: string | number | null])[];

/** Sets columns of a row where they differ. */
async function setColumns(
  writer: Writer,
  table: 'checklist' | 'checklist_item' | 'slot',
  id: number,
  values: Assignments,
): Promise<void> {
  if (values.length === 0) return;
  const assignments = values.map(([column, value]) => sql`${rawSql(column)} = ${value}`);
  await writer.run(sql`UPDATE ${rawSql(table)} SET ${joinSql(assignments, ', ')} WHERE id = ${id}`);
}

export const setChecklist = (writer: Writer, id: ChecklistId, values: Assignments) =>
  setColumns(writer, 'checklist', id, values);
export const setItem = (writer: Writer, id: ItemId, values: Assignments) =>
  setColumns(writer, 'checklist_item', id, values);
export const setSlot = (writer: Writer, id: SlotId, values: Assignments) =>
  setColumns(writer, 'slot', id, values);

export interface ItemRecord {
  readonly id: ItemId;
  readonly checklist_id: ChecklistId;
  readonly parent_id: ItemId | null;
  readonly position: number;
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly notes: string;
  readonly method: string;
  readonly score: number | null;
  readonly is_negative: number;
  readonly has_window: number;
  readonly window_from: string | null;
  readonly window_to: string | null;
  readonly conclusion: string;
  readonly conclusion_limit: number | null;
  readonly self_score: number | null;
  readonly self_grade: string | null;
  readonly follows_id: ItemId | null;
}

export function itemRecord(reader: Reader, id: ItemId): Promise<ItemRecord | undefined> {
  return reader.get<ItemRecord>(sql`SELECT * FROM checklist_item WHERE id = ${id}`);
}

export function fieldsOf(record: ItemRecord): ItemFields {
  return {
    code: record.code,
    title: record.title,
    requirement: record.requirement,
    notes: record.notes,
    method: record.method,
    score: record.score,
    isNegative: record.is_negative === 1,
    window: record.has_window === 1 ? { from: record.window_from, to: record.window_to } : null,
  };
}

export type ItemPlace = Pick<ItemRecord, 'id' | 'checklist_id' | 'parent_id' | 'code' | 'title'>;

/** Those of the ids that are items. */
export function itemsByIds(reader: Reader, ids: readonly ItemId[]): Promise<ItemPlace[]> {
  return reader.all<ItemPlace>(sql`
    SELECT id, checklist_id, parent_id, code, title FROM checklist_item WHERE ${inJson('id', ids)}`);
}

/** Every item of a checklist with its parent, siblings in order. */
export function placesIn(
  reader: Reader,
  checklist: ChecklistId,
): Promise<{ id: ItemId; parentId: ItemId | null }[]> {
  return reader.all(sql`
    SELECT id, parent_id AS parentId FROM checklist_item WHERE checklist_id = ${checklist}
    ORDER BY parent_id, position, id`);
}

export async function countItems(reader: Reader, checklist: ChecklistId): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM checklist_item WHERE checklist_id = ${checklist}`,
  );
  return row?.count ?? 0;
}

export async function countChildren(reader: Reader, id: ItemId): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM checklist_item WHERE parent_id = ${id}`,
  );
  return row?.count ?? 0;
}

/** Gives items a parent; their places follow by `renumber`. */
export async function setParent(
  writer: Writer,
  ids: readonly ItemId[],
  parentId: ItemId | null,
): Promise<void> {
  await writer.run(sql`
    UPDATE checklist_item SET parent_id = ${parentId}
    WHERE ${inJson('id', ids)} AND parent_id IS NOT ${parentId}`);
}

/** Numbers rows in the order given, from 0; those that stand right are not touched. */
export async function renumber(
  writer: Writer,
  table: 'checklist_item' | 'slot' | 'link',
  ids: readonly number[],
): Promise<void> {
  await writer.run(sql`
    UPDATE ${rawSql(table)} SET position = wanted.key
    FROM json_each(${JSON.stringify(ids)}) AS wanted
    WHERE ${rawSql(table)}.id = wanted.value AND ${rawSql(table)}.position IS NOT wanted.key`);
}

const idsOf = (ids: readonly number[]): Sql =>
  sql`SELECT value FROM json_each(${JSON.stringify(ids)})`;

/** Takes items away with what they ask for, what proves it and who owes it. Not what is below them. */
export async function deleteItems(writer: Writer, ids: readonly ItemId[]): Promise<void> {
  const items = idsOf(ids);
  await deleteSlotsWhere(writer, sql`item_id IN (${items})`);
  await writer.run(sql`DELETE FROM assignment WHERE item_id IN (${items})`);
  await writer.run(sql`
    UPDATE checklist_item SET follows_id = NULL WHERE follows_id IN (${items})
      AND id NOT IN (${items})`);
  await writer.run(sql`DELETE FROM checklist_item WHERE id IN (${items})`);
}

export const deleteSlots = (writer: Writer, ids: readonly SlotId[]): Promise<void> =>
  deleteSlotsWhere(writer, inJson('slot.id', ids));

async function deleteSlotsWhere(writer: Writer, condition: Sql): Promise<void> {
  const links = sql`SELECT link.id FROM link JOIN slot ON slot.id = link.slot_id WHERE ${condition}`;
  await writer.run(sql`DELETE FROM mark WHERE link_id IN (${links})`);
  await writer.run(sql`DELETE FROM link_page WHERE link_id IN (${links})`);
  await writer.run(sql`DELETE FROM link WHERE id IN (${links})`);
  await writer.run(sql`DELETE FROM slot WHERE ${condition}`);
}

/** Takes a checklist away that has no items any more. */
export async function deleteChecklist(writer: Writer, id: ChecklistId): Promise<void> {
  await writer.run(sql`UPDATE checklist SET follows_id = NULL WHERE follows_id = ${id}`);
  await writer.run(sql`DELETE FROM grade_rule WHERE checklist_id = ${id}`);
  await writer.run(sql`DELETE FROM checklist WHERE id = ${id}`);
}

interface AssignmentRecord {
  readonly department: string | null;
  readonly helping: string;
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
  readonly progress: Assignment['progress'];
  readonly note: string | null;
}

/** What was said of an item; undefined: nothing. */
export async function assignmentOf(reader: Reader, id: ItemId): Promise<Assignment | undefined> {
  const row = await reader.get<AssignmentRecord>(sql`
    SELECT department, helping, leader, person, due, progress, note FROM assignment
    WHERE item_id = ${id}`);
  return row === undefined ? undefined : { ...row, helping: JSON.parse(row.helping) as string[] };
}

/** Sets columns of the assignments of items, making those that are not there. */
export async function assignItems(
  writer: Writer,
  ids: readonly ItemId[],
  values: Assignments,
): Promise<void> {
  if (values.length === 0) return;
  await writer.run(sql`
    INSERT INTO assignment (item_id) SELECT value FROM json_each(${JSON.stringify(ids)})
    WHERE value NOT IN (SELECT item_id FROM assignment) ORDER BY key`);
  const assignments = values.map(([column, value]) => sql`${rawSql(column)} = ${value}`);
  await writer.run(sql`
    UPDATE assignment SET ${joinSql(assignments, ', ')} WHERE ${inJson('item_id', ids)}`);
}

export interface SlotRecord {
  readonly id: SlotId;
  readonly item_id: ItemId;
  readonly position: number;
  readonly kind: string;
  readonly need: number;
  readonly hint: string;
  readonly word_limit: number | null;
}

export function slotsOf(reader: Reader, item: ItemId): Promise<SlotRecord[]> {
  return reader.all<SlotRecord>(
    sql`SELECT * FROM slot WHERE item_id = ${item} ORDER BY position, id`,
  );
}

export function slotRecord(reader: Reader, id: SlotId): Promise<SlotRecord | undefined> {
  return reader.get<SlotRecord>(sql`SELECT * FROM slot WHERE id = ${id}`);
}

export async function setSlotItem(writer: Writer, id: SlotId, item: ItemId): Promise<void> {
  await writer.run(sql`UPDATE slot SET item_id = ${item} WHERE id = ${id} AND item_id <> ${item}`);
}
