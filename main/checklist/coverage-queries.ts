import type { Progress } from '../contract/checklist.ts';
import type { ChecklistId, ItemId, SlotId } from '../contract/ids.ts';
import { rawSql, sql, type Reader, type Sql } from '../db/index.ts';
import type { LinkRow, SlotRow, Snapshot } from './coverage.ts';
import type { ItemRow } from './outline.ts';
import { outsideCounts } from './rule-queries.ts';

/** Whether a link to pages has lost them: its document shows none of them any more. */
export const isGone: Sql = rawSql(`(link.whole = 0 AND NOT EXISTS (
  SELECT 1 FROM link_page JOIN part ON part.document_id = link.document_id
    AND part.original_id = link_page.original_id
    AND (part.first_page <= link_page.last_page AND link_page.first_page <= part.last_page)
      IS NOT FALSE
  WHERE link_page.link_id = link.id))`);

/** Items as `outlineOf` wants them: `item` and, where something was said, `assignment`. */
const itemColumns = rawSql(`item.id, item.parent_id, item.position, item.code, item.title,
  item.is_negative, item.has_window, item.window_from, item.window_to, assignment.department,
  assignment.leader, assignment.person, assignment.due, assignment.progress`);

type ItemTuple = readonly [
  id: ItemId,
  parentId: ItemId | null,
  position: number,
  code: string,
  title: string,
  isNegative: number,
  hasWindow: number,
  from: string | null,
  to: string | null,
  department: string | null,
  leader: string | null,
  person: string | null,
  due: string | null,
  progress: Progress | null,
];

function itemRow([id, parentId, position, code, title, ...rest]: ItemTuple): ItemRow {
  const [isNegative, hasWindow, from, to, department, leader, person, due, progress] = rest;
  return {
    id,
    parentId,
    position,
    code,
    title,
    isNegative: isNegative === 1,
    window: hasWindow === 1 ? { from, to } : null,
    department,
    leader,
    person,
    due,
    progress: progress ?? 'open',
  };
}

const places = ['filed', 'inbox', 'trash'] as const;

/** Where a document is, as its index in `places`: less to carry over than the word. */
const placeNumber = rawSql(`CASE WHEN document.trashed_at IS NOT NULL THEN 2
  WHEN document.state = 'filed' THEN 0 ELSE 1 END`);

/** What `itemsAbove` finds, the project first. */
export async function itemsAbove(reader: Reader, id: ItemId): Promise<ItemRow[]> {
  const rows = await reader.all<{ tuple: string }>(sql`
    WITH RECURSIVE above (id, up) AS (
      SELECT ${id}, 0
      UNION ALL
      SELECT checklist_item.parent_id, up + 1 FROM above
        JOIN checklist_item ON checklist_item.id = above.id
      WHERE checklist_item.parent_id IS NOT NULL)
    SELECT json_array(${itemColumns}) AS tuple FROM above
      JOIN checklist_item AS item ON item.id = above.id
      LEFT JOIN assignment ON assignment.item_id = item.id
    ORDER BY up DESC`);
  return rows.map(({ tuple }) => itemRow(JSON.parse(tuple) as ItemTuple));
}

/** How far the history goes: what is tracked is as it was as long as this is. */
export async function lastChange(reader: Reader): Promise<number> {
  const row = await reader.get<{ last: number | null }>(sql`SELECT max(id) AS last FROM change`);
  return row?.last ?? 0;
}

type SlotTuple = readonly [
  id: SlotId,
  itemId: ItemId,
  position: number,
  kind: string,
  need: number,
];

interface SnapshotRecord {
  readonly window_from: string | null;
  readonly window_to: string | null;
  readonly items: string;
  readonly slots: string;
  readonly links: string;
}

/**
 * All that counting a checklist needs, in one statement, of one moment. The rows come as JSON: this
 * way 20,000 links cross from SQLite in a few milliseconds instead of a hundred. Theirs is written by
 * hand, twice as fast as by the JSON functions; there is nothing in it that needs an escape.
 */
export async function readSnapshot(reader: Reader, id: ChecklistId): Promise<Snapshot | undefined> {
  const record = await reader.get<SnapshotRecord>(sql`
    SELECT window_from, window_to,
      (SELECT json_group_array(json_array(${itemColumns})) FROM checklist_item AS item
        LEFT JOIN assignment ON assignment.item_id = item.id
        WHERE item.checklist_id = checklist.id) AS items,
      (SELECT json_group_array(json_array(slot.id, slot.item_id, slot.position, slot.kind, slot.need))
        FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
        WHERE item.checklist_id = checklist.id) AS slots,
      (SELECT '[' || coalesce(group_concat('[' || link.slot_id || ',' || link.amount || ','
          || ${placeNumber} || ',' || coalesce('"' || document.date || '"', 'null') || ','
          || ${isGone} || ']'), '') || ']'
        FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
          JOIN link ON link.slot_id = slot.id
          JOIN document ON document.id = link.document_id
        WHERE item.checklist_id = checklist.id) AS links
    FROM checklist WHERE checklist.id = ${id}`);
  if (record === undefined) return undefined;
  const slots = JSON.parse(record.slots) as readonly SlotTuple[];
  const links = JSON.parse(record.links) as readonly (readonly [
    slot: SlotId,
    amount: number,
    place: number,
    date: string | null,
    gone: number,
  ])[];
  return {
    window: { from: record.window_from, to: record.window_to },
    outsideCounts: await outsideCounts(reader),
    items: (JSON.parse(record.items) as readonly ItemTuple[]).map(itemRow),
    slots: slots
      .toSorted((a, b) => a[2] - b[2] || a[0] - b[0])
      .map(([slot, itemId, _position, kind, need]): SlotRow => ({ id: slot, itemId, kind, need })),
    links: links.map(([slotId, amount, place, date, gone]): LinkRow => ({
      slotId,
      amount,
      place: places[place] ?? 'trash',
      date,
      gone: gone === 1,
    })),
  };
}
