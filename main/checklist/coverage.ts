import type {
  DateWindow,
  ItemState,
  Progress,
  ProofFlag,
  StateCounts,
} from '../contract/checklist.ts';
import type { ItemId, SlotId } from '../contract/ids.ts';
import { outlineOf, type ItemRow, type OutlineItem } from './outline.ts';

/*
 * What is proven and what is missing. Everything is worked out from one read of the checklist
 * (coverage-queries.ts) in one pass over it; nothing of it is stored, so nothing of it can be stale.
 */

/** What a link's counting depends on. */
export interface LinkFacts {
  readonly place: 'filed' | 'inbox' | 'trash';
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  /** It means pages, and its document shows none of them any more. */
  readonly gone: boolean;
  readonly amount: number;
}

export interface CountingRules {
  /** Whether a proof outside the window, or undated, counts. It is flagged in any case. */
  readonly outsideCounts: boolean;
}

/**
 * What is to be said of a proof, and whether it counts. What waits in the inbox, lies in the trash
 * or has lost its pages never counts. Dates are asked for where the window has an end at all.
 */
export function judge(
  { place, date, gone }: Omit<LinkFacts, 'amount'>,
  { from, to }: DateWindow,
  { outsideCounts }: CountingRules,
): { readonly flags: ProofFlag[]; readonly counts: boolean } {
  const flags: ProofFlag[] = [];
  if (place !== 'filed') flags.push(place);
  if (gone) flags.push('pages-gone');
  const isLive = flags.length === 0;
  if (date === null) {
    if (from !== null || to !== null) flags.push('undated');
  } else if (from !== null && date < from) flags.push('early');
  else if (to !== null && date > to) flags.push('late');
  return { flags, counts: isLive && (outsideCounts || flags.length === 0) };
}

/** Live, filed, but outside the window or undated. */
export const isOutside = (flags: readonly ProofFlag[]): boolean =>
  flags.length === 1 &&
  flags.every((flag) => flag === 'early' || flag === 'late' || flag === 'undated');

/** What makes a person look again. What waits or was thrown away is no doubt: it does not count. */
const isDoubt = (flag: ProofFlag): boolean => flag !== 'inbox' && flag !== 'trash';

export interface SlotCount {
  readonly need: number;
  /** Sum of the amounts of the proofs that count. */
  readonly have: number;
  /** Whether one of its proofs is outside the window, undated or without its pages. */
  readonly doubtful: boolean;
}

export const isShort = ({ need, have }: SlotCount): boolean => have < need;

/**
 * The state of an item, the first that fits:
 * `none` it has no slots; `disputed` its assignment says so; `empty` a slot is short and nothing at
 * all counts; `partial` a slot is short; `doubtful` nothing is short, but a proof is outside the
 * window, undated or without its pages; `review` the assignment says that somebody is to look;
 * `complete`. A negative item is judged like any other: what it asks for proves that nothing happened.
 */
export function stateOf(slots: readonly SlotCount[], progress: Progress): ItemState {
  if (slots.length === 0) return 'none';
  if (progress === 'disputed') return 'disputed';
  if (slots.some(isShort)) return slots.every(({ have }) => have === 0) ? 'empty' : 'partial';
  if (slots.some(({ doubtful }) => doubtful)) return 'doubtful';
  return progress === 'review' ? 'review' : 'complete';
}

/** What a branch is like, from its items that have slots. */
export function branchState(counts: StateCounts): ItemState {
  if (counts.items === 0) return 'none';
  if (counts.complete === counts.items) return 'complete';
  return counts.empty === counts.items ? 'empty' : 'partial';
}

export const noCounts: StateCounts = {
  items: 0,
  complete: 0,
  partial: 0,
  empty: 0,
  doubtful: 0,
  review: 0,
  disputed: 0,
};

/** Counts with one more item of a state; `none` does not count. */
export function withState(counts: StateCounts, state: ItemState): StateCounts {
  if (state === 'none') return counts;
  return { ...counts, items: counts.items + 1, [state]: counts[state] + 1 };
}

export interface SlotRow {
  readonly id: SlotId;
  readonly itemId: ItemId;
  readonly kind: string;
  readonly need: number;
}

export interface LinkRow extends LinkFacts {
  readonly slotId: SlotId;
}

/** A checklist as it is read for counting. */
export interface Snapshot extends CountingRules {
  readonly window: DateWindow;
  readonly items: readonly ItemRow[];
  /** Those of an item in order. */
  readonly slots: readonly SlotRow[];
  readonly links: readonly LinkRow[];
}

export interface CoveredSlot extends SlotRow, SlotCount {
  readonly outOfWindow: number;
}

export interface CoveredItem extends OutlineItem {
  readonly slots: readonly CoveredSlot[];
  readonly state: ItemState;
}

/** Every item in its place, with its slots counted. */
export function coverageOf(snapshot: Snapshot): CoveredItem[] {
  const slots = Map.groupBy(snapshot.slots, ({ itemId }) => itemId);
  const links = Map.groupBy(snapshot.links, ({ slotId }) => slotId);
  return outlineOf(snapshot.items, snapshot.window).map((item) => {
    const counted = (slots.get(item.row.id) ?? []).map((slot) => ({
      ...slot,
      ...countSlot(slot.need, links.get(slot.id) ?? [], item.window, snapshot),
    }));
    return { ...item, slots: counted, state: stateOf(counted, item.row.progress) };
  });
}

/** Counts the proofs of a slot. */
export function countSlot(
  need: number,
  links: readonly LinkFacts[],
  window: DateWindow,
  rules: CountingRules,
): SlotCount & { readonly outOfWindow: number } {
  let have = 0;
  let outOfWindow = 0;
  let doubtful = false;
  for (const link of links) {
    const { flags, counts } = judge(link, window, rules);
    if (counts) have += link.amount;
    if (isOutside(flags)) outOfWindow += 1;
    if (flags.some(isDoubt)) doubtful = true;
  }
  return { need, have, outOfWindow, doubtful };
}
