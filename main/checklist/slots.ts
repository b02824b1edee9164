import type { DraftSlot } from '../contract/checklist.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ItemId, OperationId, SlotId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { itemById, placed } from './items.ts';
import * as q from './queries.ts';
import { cleanSlot, line, lines, nameOf, several } from './words.ts';

/** @throws ArchiveError `no-such-slot` */
export async function slotById(reader: Reader, id: SlotId): Promise<q.SlotRecord> {
  const record = await q.slotRecord(reader, id);
  if (record === undefined) throw new ArchiveError('no-such-slot', { id });
  return record;
}

const idsOf = (records: readonly q.SlotRecord[]): SlotId[] => records.map((record) => record.id);

/** @throws ArchiveError `no-such-item` */
export async function addSlot(
  archive: Archive,
  itemId: ItemId,
  position: number | undefined,
  given: DraftSlot,
): Promise<{ id: SlotId; operation: OperationId }> {
  const slot = cleanSlot(given);
  const name = nameOf(await itemById(archive.db.read, itemId));
  const { result, operation } = await archive.operate(
    {
      kind: 'slot-add',
      zh: `“${name}”增加材料要求：${slot.kind}`,
      en: `Ask for ${slot.kind} in “${name}”`,
    },
    async (writer) => {
      await itemById(writer, itemId);
      const there = idsOf(await q.slotsOf(writer, itemId));
      const [id] = await q.insertSlots(writer, [{ ...slot, itemId, position: there.length }]);
      if (id === undefined) throw new Error('a slot was not inserted');
      await q.renumber(writer, 'slot', placed(there, [id], position));
      return id;
    },
  );
  if (operation === null) throw new Error('a new slot changed nothing');
  return { id: result, operation };
}

type SlotPatch = { readonly [Key in keyof DraftSlot]?: DraftSlot[Key] | undefined };

/** @throws ArchiveError `no-such-slot` */
export async function changeSlot(
  archive: Archive,
  id: SlotId,
  { kind, need, hint, wordLimit }: SlotPatch,
): Promise<ChangeResult> {
  const before = await slotById(archive.db.read, id);
  const { operation } = await archive.operate(
    {
      kind: 'slot-change',
      zh: `修改材料要求：${before.kind}`,
      en: `Change what is asked for: ${before.kind}`,
    },
    async (writer) => {
      await slotById(writer, id);
      await q.setSlot(writer, id, [
        ...(kind === undefined ? [] : ([['kind', line(kind)]] as const)),
        ...(need === undefined ? [] : ([['need', need]] as const)),
        ...(hint === undefined ? [] : ([['hint', lines(hint)]] as const)),
        ...(wordLimit === undefined ? [] : ([['word_limit', wordLimit]] as const)),
      ]);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/**
 * Within its item, or with its proofs to another one.
 * @throws ArchiveError `no-such-slot`, `no-such-item`; `invalid-value` where that is of another checklist
 */
export async function moveSlot(
  archive: Archive,
  id: SlotId,
  item: ItemId,
  position: number | undefined,
): Promise<ChangeResult> {
  const { kind } = await slotById(archive.db.read, id);
  const { operation } = await archive.operate(
    { kind: 'slot-move', zh: `移动材料要求：${kind}`, en: `Move what is asked for: ${kind}` },
    async (writer) => {
      const slot = await slotById(writer, id);
      const [from, to] = [await itemById(writer, slot.item_id), await itemById(writer, item)];
      if (from.checklist_id !== to.checklist_id) {
        throw new ArchiveError('invalid-value', { field: 'item', value: item });
      }
      await q.setSlotItem(writer, id, item);
      const there = idsOf(await q.slotsOf(writer, item));
      await q.renumber(writer, 'slot', placed(there, [id], position));
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** With what proves them. @throws ArchiveError `no-such-slot` */
export async function removeSlots(archive: Archive, ids: readonly SlotId[]): Promise<ChangeResult> {
  const going = [...new Set(ids)];
  const { operation } = await archive.operate(
    {
      kind: 'slot-remove',
      zh: `删除材料要求 ${going.length} 项`,
      en: `Remove ${several(going.length, 'slot')}`,
    },
    async (writer) => {
      for (const id of going) await slotById(writer, id);
      await q.deleteSlots(writer, going);
    },
  );
  return { changed: operation === null ? 0 : going.length, operation };
}
