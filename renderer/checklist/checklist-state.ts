import type { ChecklistId, ItemId, LinkId, SlotId } from '../../main/contract/index.ts';
import { client, rememberScreen, rememberedScreen } from '../app/session.ts';
import { createStore } from '../app/store.ts';
import type { OpenBranches } from './tree-model.ts';

/** Which items the tree shows: all, what is not complete, what has doubts. */
export type Only = 'all' | 'open' | 'doubtful';

/** What the checklist room shows; kept while the user is in other rooms. */
export interface ChecklistState {
  readonly archive: string | null;
  /** null: the first there is. */
  readonly checklistId: ChecklistId | null;
  readonly only: Only;
  readonly branches: OpenBranches;
  readonly itemId: ItemId | null;
  /** The slot that what is found is linked to; null: the first that is short. */
  readonly slotId: SlotId | null;
  /** The proof in hand; null: the slot itself. */
  readonly linkId: LinkId | null;
  /** What is sought in the library for the slot. */
  readonly sought: string;
}

const initial: ChecklistState = {
  archive: null,
  checklistId: null,
  only: 'all',
  branches: { open: null, closed: new Set() },
  itemId: null,
  slotId: null,
  linkId: null,
  sought: '',
};

export const checking = createStore<ChecklistState>(initial);

const lastKey = 'checklist.last';

/** Another archive was opened: its own checklists are shown, the one looked at last first. */
export function enterChecklist(archive: string): void {
  if (checking.get().archive === archive) return;
  checking.set({ ...initial, archive, checklistId: rememberedChecklist() });
}

function rememberedChecklist(): ChecklistId | null {
  const value = rememberedScreen(lastKey);
  return typeof value === 'number' ? (value as ChecklistId) : null;
}

export function showChecklist(id: ChecklistId): void {
  rememberScreen(lastKey, id);
  checking.set({
    checklistId: id,
    branches: initial.branches,
    itemId: null,
    slotId: null,
    linkId: null,
    sought: '',
  });
}

/** Shows an item; what was in hand of another one is let go. */
export function showItem(id: ItemId, slotId: SlotId | null = null): void {
  if (checking.get().itemId === id && slotId === null) return;
  checking.set({ itemId: id, slotId, linkId: null, sought: '' });
}

/** Shows an item of any checklist, from another room. */
export function showItemOf(checklist: ChecklistId, id: ItemId, slotId: SlotId | null = null): void {
  enterChecklist(client.archive() ?? '');
  if (checking.get().checklistId !== checklist) showChecklist(checklist);
  checking.set({ only: 'all', itemId: id, slotId, linkId: null, sought: '' });
}

export const takeInHand = (slotId: SlotId, linkId: LinkId | null): void =>
  checking.set((state) => ({
    slotId,
    linkId,
    sought: state.slotId === slotId ? state.sought : '',
  }));
