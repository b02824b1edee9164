import { useEffect, useRef } from 'react';
import type { ItemDetail, ItemId, TreeRow } from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { useCall } from '../app/data.ts';
import { checklistTables } from './actions.ts';
import { checking } from './checklist-state.ts';
import { revealed } from './tree-model.ts';
import type { ChecklistTree } from './use-tree.ts';

/** The item in hand; while another one is asked for, the one before. `gone`: there is none of that id. */
export function useItem(id: ItemId | null): {
  readonly detail: ItemDetail | undefined;
  readonly gone: boolean;
} {
  const { data, error } = useCall(
    'checklist.item',
    { id: id ?? (0 as ItemId) },
    { tables: checklistTables, enabled: id !== null },
  );
  const failed = id !== null && error !== undefined;
  return {
    detail: id === null || failed ? undefined : data,
    gone: failed && error instanceof CallError && error.code === 'no-such-item',
  };
}

/**
 * An item is always in hand: the first that is short, when there is none or it is gone. One that
 * leaves a filtered tree because it is complete now stays.
 */
export function useItemInHand(
  tree: ChecklistTree | null,
  itemId: ItemId | null,
  gone: boolean,
): void {
  useEffect(() => {
    if (!tree || (itemId !== null && !gone)) return;
    const { rows } = tree;
    const first = (fits: (row: TreeRow) => boolean): ItemId | undefined =>
      rows.find((row) => row.id !== itemId && fits(row))?.id;
    const next =
      first(({ have, need }) => have < need) ?? first(({ need }) => need > 0) ?? first(() => true);
    if (next !== undefined || itemId !== null) {
      checking.set({ itemId: next ?? null, slotId: null, linkId: null });
    }
  }, [tree, itemId, gone]);
  // What it stands in is unfolded when it comes into hand, not when somebody folds it over it.
  const rows = useRef(tree?.rows ?? []);
  rows.current = tree?.rows ?? [];
  const there = rows.current.some(({ id }) => id === itemId);
  useEffect(() => {
    if (itemId === null || !there) return;
    checking.set(({ branches }) => ({ branches: revealed(branches, itemId, rows.current) }));
  }, [itemId, there]);
}
