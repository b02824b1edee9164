import type { ItemState, StateCounts, TreeRow } from '../contract/checklist.ts';
import { branchState, noCounts, withState, type CoveredItem } from './coverage.ts';

export type TreeFilter = 'all' | 'open' | 'doubtful';

const fits: Readonly<Record<TreeFilter, (state: ItemState) => boolean>> = {
  all: () => true,
  open: (state) => state !== 'complete' && state !== 'none',
  doubtful: (state) => state === 'doubtful',
};

/** The lines of a checklist's tree, depth first; of a filter, with the branches they stand in. */
export function treeRows(items: readonly CoveredItem[], only: TreeFilter): TreeRow[] {
  const branches = branchCounts(items);
  const kept = keptIn(items, fits[only]);
  return items.flatMap((item, at) => {
    if (kept[at] !== true) return [];
    const { row, depth, slots } = item;
    const counts = branches[at] ?? noCounts;
    return {
      id: row.id,
      parentId: row.parentId,
      depth,
      code: row.code,
      title: row.title,
      isNegative: row.isNegative,
      state: slots.length > 0 ? item.state : branchState(counts),
      have: slots.reduce((sum, { have, need }) => sum + Math.min(have, need), 0),
      need: slots.reduce((sum, { need }) => sum + need, 0),
      items: counts.items,
      complete: counts.complete,
    };
  });
}

/** What each item's branch holds, itself among it. */
function branchCounts(items: readonly CoveredItem[]): StateCounts[] {
  const counts = items.map(({ state }) => withState(noCounts, state));
  // Children stand behind their parents: from the end on, each is whole when it is added.
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const parent = items[at]?.parent ?? -1;
    const [above, own] = [counts[parent], counts[at]];
    if (above !== undefined && own !== undefined) counts[parent] = sum(above, own);
  }
  return counts;
}

export function sum(a: StateCounts, b: StateCounts): StateCounts {
  return {
    items: a.items + b.items,
    complete: a.complete + b.complete,
    partial: a.partial + b.partial,
    empty: a.empty + b.empty,
    doubtful: a.doubtful + b.doubtful,
    review: a.review + b.review,
    disputed: a.disputed + b.disputed,
  };
}

/** Which items fit, or have one in their branch that does. */
function keptIn(items: readonly CoveredItem[], isWanted: (state: ItemState) => boolean): boolean[] {
  const kept = items.map(({ state }) => isWanted(state));
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const parent = items[at]?.parent ?? -1;
    if (kept[at] === true && parent >= 0) kept[parent] = true;
  }
  return kept;
}
