import type { DraftSlot } from '../contract/checklist.ts';
import type { ChecklistId, ItemId, SlotId } from '../contract/ids.ts';
import { sql, type Reader } from '../db/index.ts';
import { fieldsOf, type ItemRecord } from './queries.ts';

/** A slot as it is stored, with how many links would go with it. */
export interface StoredSlot extends DraftSlot {
  readonly id: SlotId;
  readonly links: number;
}

/** An item as it is stored, with what was said of it and what it asks for. */
export interface StoredItem extends ReturnType<typeof fieldsOf> {
  readonly id: ItemId;
  readonly parentId: ItemId | null;
  readonly position: number;
  readonly departments: readonly string[];
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
  readonly slots: readonly StoredSlot[];
}

type ItemWithAssignment = ItemRecord & {
  readonly department: string | null;
  readonly helping: string | null;
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
};

/** All of a checklist's items with all that a sheet says of them, in no order. */
export async function storedItems(reader: Reader, checklist: ChecklistId): Promise<StoredItem[]> {
  const records = await reader.all<ItemWithAssignment>(sql`
    SELECT item.*, assignment.department, assignment.helping, assignment.leader, assignment.person,
      assignment.due
    FROM checklist_item AS item LEFT JOIN assignment ON assignment.item_id = item.id
    WHERE item.checklist_id = ${checklist}`);
  const slots = await reader.all<StoredSlot & { readonly itemId: ItemId }>(sql`
    SELECT slot.id, slot.item_id AS itemId, slot.kind, slot.need, slot.hint,
      slot.word_limit AS wordLimit,
      (SELECT count(*) FROM link WHERE link.slot_id = slot.id) AS links
    FROM slot JOIN checklist_item AS item ON item.id = slot.item_id
    WHERE item.checklist_id = ${checklist} ORDER BY slot.item_id, slot.position, slot.id`);
  const slotsOf = Map.groupBy(slots, ({ itemId }) => itemId);
  return records.map((record) => ({
    ...fieldsOf(record),
    id: record.id,
    parentId: record.parent_id,
    position: record.position,
    departments: departmentsOf(record),
    leader: record.leader,
    person: record.person,
    due: record.due,
    slots: (slotsOf.get(record.id) ?? []).map(({ id, kind, need, hint, wordLimit, links }) => ({
      id,
      kind,
      need,
      hint,
      wordLimit,
      links,
    })),
  }));
}

function departmentsOf({ department, helping }: ItemWithAssignment): string[] {
  const others = helping === null ? [] : (JSON.parse(helping) as string[]);
  return department === null ? others : [department, ...others];
}

/** 结论性说明 of the items that have one. */
export async function conclusionsOf(
  reader: Reader,
  checklist: ChecklistId,
): Promise<Map<ItemId, string>> {
  const rows = await reader.all<{ id: ItemId; conclusion: string }>(sql`
    SELECT id, conclusion FROM checklist_item
    WHERE checklist_id = ${checklist} AND conclusion <> ''`);
  return new Map(rows.map(({ id, conclusion }) => [id, conclusion]));
}
