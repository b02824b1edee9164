import { useEffect, useRef } from 'react';
import type { ItemDetail, ItemId, TreeRow } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { checklistTables } from './actions.ts';
import { checking } from './checklist-state.ts';
import { revealed } from './tree-model.ts';
import type { ChecklistTree } from './use-tree.ts';

/** The item in hand; while another one is asked for, the one before. */
export function useItem(id: ItemId | null): ItemDetail | undefined {
  const { data, error } = useCall(
    'checklist.item',
    { id: id ?? (0 as ItemId) },
    { tables: checklistTables, enabled: id !== null },
  );
  return id === null || error !== undefined ? undefined : data;
}

/** An item is always in hand: the first that is short, when there is none or it is gone. */
export function useItemInHand(tree: ChecklistTree | null, itemId: ItemId | null): void {
  useEffect(() => {
    if (!tree || tree.rows.some(({ id }) => id === itemId)) return;
    const { rows } = tree;
    const first = (fits: (row: TreeRow) => boolean): ItemId | undefined => rows.find(fits)?.id;
    const next = first(({ have, need }) => have < need) ?? first(() => true) ?? null;
    if (next !== itemId) checking.set({ itemId: next, slotId: null, linkId: null });
  }, [tree, itemId]);
  // What it stands in is unfolded when it comes into hand, not when somebody folds it over it.
  const rows = useRef(tree?.rows ?? []);
  rows.current = tree?.rows ?? [];
  const there = rows.current.some(({ id }) => id === itemId);
  useEffect(() => {
    if (itemId === null || !there) return;
    checking.set(({ branches }) => ({ branches: revealed(branches, itemId, rows.current) }));
  }, [itemId, there]);
}
