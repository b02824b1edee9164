import type { ItemId, LinkId, Proof, Slot, SlotId, TreeRow } from '../../main/contract/index.ts';
import { goTo } from '../app/shell-state.ts';
import { middle, t } from '../i18n/index.ts';
import { change, linkIds } from './actions.ts';
import { checking } from './checklist-state.ts';
import type { Dragged } from './document-drag.ts';
import { nameOf, type ItemPlace } from './tree-model.ts';
import { firstPageOf } from './words.ts';

const short = (title: string): string => middle(title, 24);

export async function unlink(id: LinkId, title: string): Promise<void> {
  const done = await change('checklist.unlink', { ids: [id] }, () =>
    t('checklist.unlinked', { title: short(title) }),
  );
  if (done && checking.get().linkId === id) checking.set({ linkId: null });
}

export async function moveProof(
  id: LinkId,
  slot: SlotId,
  position: number | undefined,
  title: string,
): Promise<void> {
  await change(
    'checklist.moveLinks',
    { ids: [id], slot, ...(position === undefined ? {} : { position }) },
    () => t('checklist.proofMoved', { title: short(title) }),
  );
}

/** What a drop on a slot means: a proof moves there, documents are linked. */
export async function dropOnSlot(slot: Slot, dragged: Dragged, position?: number): Promise<void> {
  if (dragged.proof) {
    await moveProof(dragged.proof.linkId, slot.id, position, dragged.title);
    checking.set({ slotId: slot.id, linkId: dragged.proof.linkId });
    return;
  }
  await linkIds(slot, await dragged.documents(), {}, position);
  checking.set({ slotId: slot.id, linkId: null });
}

export const showInLibrary = (proof: Proof): void =>
  goTo('library', { documentId: proof.document.id, page: firstPageOf(proof) });

export const moveItem = (row: TreeRow, place: ItemPlace | null): void => {
  if (!place) return;
  void change('checklist.moveItems', { ids: [row.id], ...place }, () =>
    t('checklist.itemMoved', { name: short(nameOf(row.code, row.title)) }),
  );
};

export async function removeItem(row: TreeRow, next: ItemId | null): Promise<void> {
  const done = await change('checklist.removeItems', { ids: [row.id] }, ({ changed }) =>
    changed > 1
      ? t('checklist.itemsRemoved', { name: short(nameOf(row.code, row.title)), count: changed })
      : t('checklist.itemRemoved', { name: short(nameOf(row.code, row.title)) }),
  );
  if (done && checking.get().itemId === row.id) {
    checking.set({ itemId: next, slotId: null, linkId: null });
  }
}

export const renameItem = (row: TreeRow, title: string): void =>
  void change('checklist.changeItem', { id: row.id, patch: { title } }, () =>
    t('checklist.itemRenamed', { title: short(title) }),
  );

export const moveSlotBy = (
  item: ItemId,
  slots: readonly Slot[],
  slot: Slot,
  step: 1 | -1,
): void => {
  const to = slots.findIndex(({ id }) => id === slot.id) + step;
  if (to < 0 || to >= slots.length) return;
  void change('checklist.moveSlot', { id: slot.id, item, position: to }, () =>
    t('checklist.slotMoved', { kind: slot.kind }),
  );
};

export const removeSlot = (slot: Slot): void =>
  void change('checklist.removeSlots', { ids: [slot.id] }, () =>
    slot.links > 0
      ? t('checklist.slotRemovedWith', { kind: slot.kind, count: slot.links })
      : t('checklist.slotRemoved', { kind: slot.kind }),
  );
