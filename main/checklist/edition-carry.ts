import type { DateWindow } from '../contract/checklist.ts';
import type { ItemId, OperationId, SlotId } from '../contract/ids.ts';
import type { Archive } from '../library/index.ts';
import { keptUntilChange } from '../search/index.ts';
import {
  chosenLinks,
  judgeLinks,
  type Choices,
  type JudgedLink,
  type Place,
  type PlannedLink,
} from './carried-links.ts';
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

type Pairs = readonly (readonly [later: ItemId, earlier: ItemId | null])[];

/** Which items of a later edition carry on which, and what is to be said of their proofs. What is unclear does not match. */
function judgeCarryOver(
  links: readonly q.EditionLink[],
  editions: Editions,
  settled: MatchedEditions['settled'],
): { readonly judged: JudgedLink[]; readonly pairs: Pairs } {
  const { earlier, later, followed } = editions;
  const places = new Map<ItemId, Place>();
  const pairs: (readonly [later: ItemId, earlier: ItemId | null])[] = [];
  const windows = effectiveWindows(later);
  for (const [at, { match, state }] of matchesOf(editions, settled).entries()) {
    const item = earlier.items[at]?.stored;
    const to = match === null ? undefined : later.items[match]?.stored;
    const isClear = state === 'sure' || state === 'settled';
    if (item === undefined || to === undefined || !isClear) continue;
    pairs.push([to.id, item.id]);
    const slots = new Map<SlotId, SlotId>();
    for (const [n, from] of matchSlots(item.slots, to.slots).entries()) {
      const [own, other] = [item.slots[from], to.slots[n]];
      if (own !== undefined && other !== undefined) slots.set(own.id, other.id);
    }
    places.set(item.id, {
      window: windows.get(to.id) ?? later.window,
      slotFor: (slot) => slots.get(slot) ?? null,
    });
  }
  // What was settled otherwise no longer follows what it did.
  const now = new Set(pairs.map(([item]) => item));
  for (const to of followed.values()) {
    const item = later.items[to]?.stored;
    if (item !== undefined && !now.has(item.id)) pairs.push([item.id, null]);
  }
  const judged = judgeLinks(links, earlier, (item) => places.get(item) ?? null);
  return { judged, pairs };
}

/** What becomes of the proofs of an edition in a later one. What nobody chooses is worked out once. */
export async function planCarryOver(
  archive: Archive,
  { old, later, settled }: MatchedEditions,
  choices: Choices,
): Promise<PlannedLink[]> {
  const key = `carry over ${old} ${later} ${JSON.stringify(settled)}`;
  const { judged } = await keptUntilChange(archive, key, async () => {
    const links = keptUntilChange(archive, `links of edition ${old}`, () =>
      q.linksOfEdition(archive.db.read, old),
    );
    return judgeCarryOver(await links, await compare(archive, old, later), settled);
  });
  return chosenLinks(judged, choices);
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
      const now = await compared(archive, writer, old, later, known);
      const { judged, pairs } = judgeCarryOver(
        await q.linksOfEdition(writer, old),
        now,
        editions.settled,
      );
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
        chosenLinks(judged, choices).flatMap(({ link, to, keep }) =>
          keep && to !== null ? [[link.id, to] as const] : [],
        ),
      );
      return { items: itemFor.size, links, assignments: owed };
    },
  );
  return { ...result, operation };
}
