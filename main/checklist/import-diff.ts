import type { ChecklistDraft, DraftItem, DraftSlot } from '../contract/checklist.ts';
import type { ChecklistMapping, ColumnRole, SheetChange } from '../contract/checklist-import.ts';
import type { ItemId, SlotId } from '../contract/ids.ts';
import { matchItems, matchSlots, parentsOf, sameSlot } from './import-match.ts';
import { writeSlots } from './sheet-slots.ts';
import type { StoredChecklist, PlacedStored } from './stored.ts';
import type { StoredItem } from './stored-queries.ts';
import { cleanItem } from './words.ts';

/** What a slot of the checklist becomes. */
export interface SlotPlan {
  /** null: it is new. */
  readonly id: SlotId | null;
  readonly slot: DraftSlot;
  readonly changed: boolean;
}

/** What an item of the checklist becomes, in the sheet's order. */
export interface ItemPlan {
  /** The item as it is stored; null: it is new. */
  readonly stored: StoredItem | null;
  readonly item: DraftItem;
  /** Its parent among the plans; -1: a project. */
  readonly parent: number;
  readonly fields: readonly (keyof typeof fieldNames)[];
  readonly slots: readonly SlotPlan[];
  readonly slotsGone: readonly SlotId[];
  readonly slotsMoved: boolean;
  readonly moved: boolean;
  readonly linksLost: number;
}

export interface SheetPlan {
  readonly items: readonly ItemPlan[];
  readonly removed: readonly StoredItem[];
  readonly changes: readonly SheetChange[];
}

/** What a sheet says of an item beside its slots. */
const fieldNames = {
  code: true,
  title: true,
  requirement: true,
  notes: true,
  method: true,
  score: true,
  isNegative: true,
  window: true,
  departments: true,
  leader: true,
  person: true,
  due: true,
} as const;
type FieldName = keyof typeof fieldNames;
const fields = Object.keys(fieldNames) as FieldName[];

/** What a file says anything of; the rest it leaves as it is. */
export type Said = ReadonlySet<FieldName | 'slots'>;

/** Our own format says all. */
export const saysAll: Said = new Set([...fields, 'slots']);

const roleSays: Partial<Readonly<Record<ColumnRole, readonly (FieldName | 'slots')[]>>> = {
  requirement: ['requirement', 'slots'],
  slots: ['slots'],
  notes: ['notes'],
  method: ['method'],
  score: ['score'],
  departments: ['departments'],
  lead: ['departments'],
  helping: ['departments'],
  leader: ['leader'],
  person: ['person'],
  due: ['due'],
  window: ['window'],
  windowFrom: ['window'],
  windowTo: ['window'],
};

/** What the columns of a mapping say; codes, titles and what is negative show in any sheet. */
export function saidBy({ sheets }: ChecklistMapping): Said {
  const used = sheets.filter(({ use }) => use !== 'leave');
  if (sheets.length === 0) return saysAll;
  const said = used.flatMap(({ roles }) => roles.flatMap((role) => roleSays[role] ?? []));
  return new Set([...said, 'code', 'title', 'isNegative']);
}

/** What a sheet would change in a checklist; nothing is changed yet. */
export function planSheet(
  before: StoredChecklist,
  draft: ChecklistDraft,
  said: Said = saysAll,
): SheetPlan {
  const wanted = draft.items.map(cleanItem);
  const old = before.items;
  const matches = matchItems(
    old.map(({ stored, depth }) => ({ ...stored, depth })),
    wanted,
  );
  const parents = parentsOf(wanted);
  const moved = movedItems(old, matches, parents);
  const items = wanted.map((item, at) => {
    const stored = old[matches[at] ?? -1]?.stored ?? null;
    return planItem(stored, item, parents[at] ?? -1, moved.has(at), said);
  });
  const kept = new Set(matches);
  const removed = old.flatMap(({ stored }, at) => (kept.has(at) ? [] : [stored]));
  return { items, removed, changes: changesOf(items, removed) };
}

function planItem(
  stored: StoredItem | null,
  item: DraftItem,
  parent: number,
  moved: boolean,
  said: Said,
): ItemPlan {
  const there = stored?.slots ?? [];
  const wanted = stored === null || said.has('slots') ? item.slots : there;
  const matches = matchSlots(there, wanted);
  const slots = wanted.map((slot, at): SlotPlan => {
    const own = there[matches[at] ?? -1];
    return { id: own?.id ?? null, slot, changed: own !== undefined && !sameSlot(own, slot) };
  });
  const kept = new Set(matches);
  const gone = there.filter((_, at) => !kept.has(at));
  const order = matches.filter((at) => at >= 0);
  return {
    stored,
    item,
    parent,
    fields:
      stored === null
        ? []
        : fields.filter((name) => said.has(name) && !isSame(stored[name], item[name])),
    slots,
    slotsGone: gone.map(({ id }) => id),
    slotsMoved: order.some((at, n) => n > 0 && at < (order[n - 1] ?? 0)),
    moved,
    linksLost: gone.reduce((sum, { links }) => sum + links, 0),
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Items with another parent, and the fewest whose going elsewhere explains the order of the rest. */
function movedItems(
  old: readonly PlacedStored[],
  matches: readonly number[],
  parents: readonly number[],
): Set<number> {
  const index = new Map(old.map(({ stored }, at) => [stored.id, at]));
  const parentBefore = (at: number): number => index.get(old[at]?.stored.parentId as ItemId) ?? -1;
  const moved = new Set<number>();
  const staying = new Map<number, number[]>();
  for (const [at, match] of matches.entries()) {
    if (match < 0) continue;
    const parent = parents[at] ?? -1;
    const matched = parent < 0 ? -1 : (matches[parent] ?? -1);
    const isNewParent = parent >= 0 && matched < 0;
    if (isNewParent || matched !== parentBefore(match)) moved.add(at);
    else staying.set(parent, [...(staying.get(parent) ?? []), at]);
  }
  for (const siblings of staying.values()) {
    const keep = new Set(longestRise(siblings.map((at) => matches[at] ?? -1)));
    for (const [n, at] of siblings.entries()) if (!keep.has(n)) moved.add(at);
  }
  return moved;
}

/** Places of the longest rising subsequence. */
function longestRise(values: readonly number[]): number[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  }
  const rise: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) rise.push(at);
  return rise.toReversed();
}

const shownLength = 500;
const shown = (value: unknown): string =>
  (value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
  )
    .slice(0, shownLength)
    .toWellFormed();

function changesOf(items: readonly ItemPlan[], removed: readonly StoredItem[]): SheetChange[] {
  const changes: SheetChange[] = [];
  for (const [row, plan] of items.entries()) {
    const { item, stored } = plan;
    const about = { id: stored?.id ?? null, row, code: item.code, title: item.title };
    if (stored === null) {
      changes.push({ ...about, kind: 'added', fields: [], linksLost: 0 });
      continue;
    }
    if (plan.moved) changes.push({ ...about, kind: 'moved', fields: [], linksLost: 0 });
    const changed = [
      ...plan.fields.map((name) => fieldChange(name, stored, item)),
      ...slotChange(plan, stored),
    ];
    if (changed.length > 0) {
      changes.push({ ...about, kind: 'changed', fields: changed, linksLost: plan.linksLost });
    }
  }
  for (const { id, code, title, slots } of removed) {
    const linksLost = slots.reduce((sum, { links }) => sum + links, 0);
    changes.push({ kind: 'removed', id, row: null, code, title, fields: [], linksLost });
  }
  return changes;
}

const fieldChange = (name: FieldName, stored: StoredItem, item: DraftItem) => ({
  field: name,
  from: shown(stored[name]),
  to: shown(item[name]),
});

function slotChange({ slots, slotsGone, slotsMoved }: ItemPlan, stored: StoredItem) {
  const isChanged =
    slotsGone.length > 0 || slotsMoved || slots.some(({ id, changed }) => id === null || changed);
  if (!isChanged) return [];
  const to = shown(writeSlots(slots.map(({ slot }) => slot)));
  return [{ field: 'slots' as const, from: shown(writeSlots(stored.slots)), to }];
}
