import type { DateWindow } from '../contract/checklist.ts';
import type { ItemId, OperationId, SlotId } from '../contract/ids.ts';
import type { Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { planLinks, type Choices, type Place, type PlannedLink } from './carried-links.ts';
import { checklistById } from './checklists.ts';
import {
  compare,
  compared,
  matchesOf,
  type Editions,
  type MatchedEditions,
} from './edition-compare.ts';
import * as q from './edition-queries.ts';
import { yearsBetween } from './edition-shift.ts';
import { matchSlots } from './import-match.ts';
import { setChecklist } from './queries.ts';
import { copyAssignments } from './rollover.ts';
import type { StoredChecklist } from './stored.ts';

/** What becomes of the proofs of an edition in a later one: those of items that match, and are not unclear. */
export async function planCarryOver(
  archive: Archive,
  { old, later, settled }: MatchedEditions,
  choices: Choices,
  within?: { readonly writer: Writer; readonly known: Editions },
): Promise<{
  readonly planned: PlannedLink[];
  readonly pairs: (readonly [ItemId, ItemId | null])[];
}> {
  const editions =
    within === undefined
      ? await compare(archive, old, later)
      : await compared(archive, within.writer, old, later, within.known);
  const places = new Map<ItemId, Place>();
  const pairs: (readonly [later: ItemId, earlier: ItemId | null])[] = [];
  const windows = effectiveWindows(editions.later);
  const matches = matchesOf(editions, settled);
  for (const [at, { match, state }] of matches.entries()) {
    const item = editions.earlier.items[at]?.stored;
    const to = match === null ? undefined : editions.later.items[match]?.stored;
    if (item === undefined || to === undefined || (state !== 'sure' && state !== 'settled'))
      continue;
    pairs.push([to.id, item.id]);
    const slots = new Map<SlotId, SlotId>();
    for (const [n, from] of matchSlots(item.slots, to.slots).entries()) {
      const [own, other] = [item.slots[from], to.slots[n]];
      if (own !== undefined && other !== undefined) slots.set(own.id, other.id);
    }
    places.set(item.id, {
      window: windows.get(to.id) ?? editions.later.window,
      slotFor: (slot) => slots.get(slot) ?? null,
    });
  }
  // What was settled otherwise no longer follows what it did.
  const now = new Set(pairs.map(([item]) => item));
  for (const to of editions.followed.values()) {
    const item = editions.later.items[to]?.stored;
    if (item !== undefined && !now.has(item.id)) pairs.push([item.id, null]);
  }
  const planned = await planLinks(
    within?.writer ?? archive.db.read,
    old,
    editions.earlier,
    (item) => places.get(item) ?? null,
    choices,
  );
  return { planned, pairs };
}

function effectiveWindows({ items, window }: StoredChecklist): ReadonlyMap<ItemId, DateWindow> {
  const windows = new Map<ItemId, DateWindow>();
  for (const { stored } of items) {
    const above = stored.parentId === null ? undefined : windows.get(stored.parentId);
    windows.set(stored.id, stored.window ?? above ?? window);
  }
  return windows;
}

export interface CarriedOver {
  readonly items: number;
  readonly links: number;
  readonly assignments: number;
  readonly operation: OperationId | null;
}

/**
 * Makes a later edition carry on an earlier one, as one operation: which item follows which, who owes
 * it where nothing was said, and the proofs that still hold. What is unclear and was not settled stays
 * as it is.
 * @throws ArchiveError `no-such-checklist`, `no-such-item`, `invalid-value`
 */
export async function carryOver(
  archive: Archive,
  editions: MatchedEditions,
  { assignments, ...choices }: Choices & { readonly assignments: boolean },
): Promise<CarriedOver> {
  const { old, later } = editions;
  const [before, after] = [
    await checklistById(archive.db.read, old),
    await checklistById(archive.db.read, later),
  ];
  // A worker compares them: not while everybody waits for the writer.
  const known = await compare(archive, old, later);
  const { result, operation } = await archive.operate(
    {
      kind: 'checklist-carry-over',
      zh: `把测评体系“${before.name}”的佐证和分工接到“${after.name}”`,
      en: `Carry proofs and duties of “${before.name}” over to “${after.name}”`,
    },
    async (writer) => {
      const { planned, pairs } = await planCarryOver(archive, editions, choices, {
        writer,
        known,
      });
      await setChecklist(writer, later, [['follows_id', old]]);
      await q.setFollowed(writer, pairs);
      const itemFor = new Map(pairs.flatMap(([to, from]) => (from === null ? [] : [[from, to]])));
      const windows = [
        { from: before.window_from, to: before.window_to },
        { from: after.window_from, to: after.window_to },
      ] as const;
      const years = yearsBetween(...windows);
      const owed = assignments
        ? await copyAssignments(writer, old, (item) => itemFor.get(item) ?? null, years)
        : 0;
      const links = await q.copyLinks(
        writer,
        planned.flatMap(({ link, to, keep }) =>
          keep && to !== null ? [[link.id, to] as const] : [],
        ),
      );
      return { items: itemFor.size, links, assignments: owed };
    },
  );
  return { ...result, operation };
}
