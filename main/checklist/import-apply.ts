import type { ChecklistDraft, DraftItem } from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId, ItemId, OperationId } from '../contract/ids.ts';
import type { Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { planSheet, type ItemPlan, type Said, type SheetPlan } from './import-diff.ts';
import * as q from './queries.ts';
import { storedChecklist } from './stored.ts';

/** How much a sheet changes. `linksLost`: proofs that go with what is removed. */
export interface SheetCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
  readonly linksLost: number;
}

export function countChanges({ changes }: SheetPlan): SheetCounts {
  const of = (kind: string): number => changes.filter((change) => change.kind === kind).length;
  return {
    added: of('added'),
    removed: of('removed'),
    changed: of('changed'),
    moved: of('moved'),
    linksLost: changes.reduce((sum, { linksLost }) => sum + linksLost, 0),
  };
}

/** What the checklist was when it was compared: it must still be that when the changes are made. */
export const fingerprintOf = (before: Awaited<ReturnType<typeof storedChecklist>>): string =>
  JSON.stringify(before);

/**
 * Makes a checklist what a sheet says, as one operation. Links stay with the items and slots that the
 * sheet still has; name and window of the checklist, and what the sheet has no column for, stay as they are.
 * @throws ArchiveError `no-such-checklist`; `no-such-sheet` where the checklist is no longer what was
 *   compared
 */
export async function applySheet(
  archive: Archive,
  id: ChecklistId,
  draft: ChecklistDraft,
  said: Said,
  compared?: string,
): Promise<SheetCounts & { readonly operation: OperationId | null }> {
  const { name } = await storedChecklist(archive.db.read, id);
  const { result, operation } = await archive.operate(
    {
      kind: 'checklist-reimport',
      zh: `按表格修改测评体系“${name}”`,
      en: `Change checklist “${name}” as its sheet says`,
    },
    async (writer) => {
      const before = await storedChecklist(writer, id);
      if (compared !== undefined && fingerprintOf(before) !== compared) {
        throw new ArchiveError('no-such-sheet');
      }
      const plan = planSheet(before, draft, said);
      await carryOut(writer, id, plan);
      return countChanges(plan);
    },
  );
  return { ...result, operation };
}

async function carryOut(writer: Writer, checklist: ChecklistId, plan: SheetPlan): Promise<void> {
  const ids = await insertNew(writer, checklist, plan.items);
  const children = new Map<ItemId | null, ItemId[]>();
  for (const [at, { parent }] of plan.items.entries()) {
    const above = parent < 0 ? null : (ids[parent] ?? null);
    const siblings = children.get(above) ?? [];
    children.set(above, siblings);
    const id = ids[at];
    if (id !== undefined) siblings.push(id);
  }
  const moving = plan.items.flatMap(({ stored, moved }, at) =>
    stored === null || moved ? [ids[at]] : [],
  );
  const going = new Set(moving);
  for (const [parent, siblings] of children) {
    const coming = siblings.filter((id) => going.has(id));
    if (coming.length > 0) await q.setParent(writer, coming, parent);
  }
  // What stood below an item that goes has left it by now, or goes too.
  await q.deleteItems(
    writer,
    plan.removed.map(({ id }) => id),
  );
  for (const siblings of children.values()) await q.renumber(writer, 'checklist_item', siblings);
  for (const [at, item] of plan.items.entries()) {
    const id = ids[at];
    if (id === undefined || item.stored === null) continue;
    await changeFields(writer, id, item);
    await changeSlots(writer, id, item);
  }
}

/** Ids by place in the plan; new items are put in with their slots, below whatever will be their parent. */
async function insertNew(
  writer: Writer,
  checklist: ChecklistId,
  items: readonly ItemPlan[],
): Promise<ItemId[]> {
  const fresh = items.filter(({ stored }) => stored === null);
  const made = await q.insertItems(
    writer,
    checklist,
    fresh.map(({ item }, position) => ({ item, parent: -1, position })),
  );
  await q.insertSlots(
    writer,
    fresh.flatMap(({ item }, at) => {
      const itemId = made[at];
      if (itemId === undefined) return [];
      return item.slots.map((slot, position) => ({ ...slot, itemId, position }));
    }),
  );
  const rest = made.values();
  return items.map(({ stored }) => {
    const id = stored?.id ?? rest.next().value;
    if (id === undefined) throw new Error('an item was not inserted');
    return id;
  });
}

async function changeFields(writer: Writer, id: ItemId, { item, fields }: ItemPlan): Promise<void> {
  const of = (...names: readonly string[]): boolean => fields.some((name) => names.includes(name));
  const columns: (readonly [string, string | number | null])[] = [];
  for (const name of ['code', 'title', 'requirement', 'notes', 'method', 'score'] as const) {
    if (of(name)) columns.push([name, item[name]]);
  }
  if (of('isNegative')) columns.push(['is_negative', Number(item.isNegative)]);
  if (of('window')) columns.push(...windowColumns(item));
  await q.setItem(writer, id, columns);
  const owed: (readonly [string, string | null])[] = [];
  if (of('departments')) {
    const [lead = null, ...helping] = item.departments;
    owed.push(['department', lead], ['helping', JSON.stringify(helping)]);
  }
  for (const name of ['leader', 'person', 'due'] as const)
    if (of(name)) owed.push([name, item[name]]);
  await q.assignItems(writer, [id], owed);
}

const windowColumns = ({ window }: DraftItem): (readonly [string, string | number | null])[] => [
  ['has_window', Number(window !== null)],
  ['window_from', window?.from ?? null],
  ['window_to', window?.to ?? null],
];

async function changeSlots(
  writer: Writer,
  itemId: ItemId,
  { slots, slotsGone, slotsMoved }: ItemPlan,
): Promise<void> {
  const isSame = slotsGone.length === 0 && !slotsMoved;
  if (isSame && slots.every(({ id, changed }) => id !== null && !changed)) return;
  if (slotsGone.length > 0) await q.deleteSlots(writer, slotsGone);
  const ids: number[] = [];
  for (const [position, { id, slot, changed }] of slots.entries()) {
    if (id === null) {
      ids.push(...(await q.insertSlots(writer, [{ ...slot, itemId, position }])));
      continue;
    }
    ids.push(id);
    if (!changed) continue;
    await q.setSlot(writer, id, [
      ['kind', slot.kind],
      ['need', slot.need],
      ['hint', slot.hint],
      ['word_limit', slot.wordLimit],
    ]);
  }
  await q.renumber(writer, 'slot', ids);
}
