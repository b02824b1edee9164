import type { ChecklistId, ItemId, SlotId } from '../contract/ids.ts';
import { sql, type Reader } from '../db/index.ts';

/** Hints of the slots of a checklist that have one. */
export async function hintsOf(
  reader: Reader,
  checklist: ChecklistId,
): Promise<ReadonlyMap<SlotId, string>> {
  const rows = await reader.all<{ id: SlotId; hint: string }>(sql`
    SELECT slot.id, slot.hint FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
    WHERE item.checklist_id = ${checklist} AND slot.hint <> ''`);
  return new Map(rows.map(({ id, hint }) => [id, hint]));
}

/** Helping departments of the items of a checklist that have some. */
export async function helpingOf(
  reader: Reader,
  checklist: ChecklistId,
): Promise<ReadonlyMap<ItemId, readonly string[]>> {
  const rows = await reader.all<{ id: ItemId; helping: string }>(sql`
    SELECT item.id, assignment.helping FROM checklist_item AS item
      JOIN assignment ON assignment.item_id = item.id
    WHERE item.checklist_id = ${checklist} AND assignment.helping <> '[]'`);
  return new Map(rows.map(({ id, helping }) => [id, JSON.parse(helping) as string[]]));
}
