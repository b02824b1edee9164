import type { DateWindow, DraftItem } from '../contract/checklist.ts';
import type { ChecklistId, ItemId, OperationId, SlotId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
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
import { checklistById, yearOf } from './checklists.ts';
import { assertFree, createWithin } from './create.ts';
import * as q from './edition-queries.ts';
import { dateMoved, nameMoved, windowMoved, yearsBetween } from './edition-shift.ts';
import { gradeRuleOf } from './grade-rules.ts';
import { countItems, setChecklist } from './queries.ts';
import { setGradeRule } from './score-queries.ts';
import { draftOf, storedChecklist, type StoredChecklist } from './stored.ts';
import { line } from './words.ts';

export interface NextYear {
  readonly name: string;
  readonly window: DateWindow;
  readonly inspectedOn: string | null;
}

/** What the edition of the next year would be, and how much it would take along. @throws ArchiveError `no-such-checklist` */
export async function proposeNextYear(
  reader: Reader,
  id: ChecklistId,
): Promise<NextYear & { items: number; slots: number; links: number; assignments: number }> {
  const record = await checklistById(reader, id);
  const window = { from: record.window_from, to: record.window_to };
  const [items, slots, links, assignments, taken] = await Promise.all([
    countItems(reader, id),
    q.countSlots(reader, id),
    q.countLinks(reader, id),
    q.assignmentsOf(reader, id),
    q.namesTaken(reader),
  ]);
  const year = yearOf(record.name, window);
  return {
    name: nameMoved(record.name, 1, year, (name) => taken.has(name)),
    window: windowMoved(window, 1),
    inspectedOn: record.inspected_on === null ? null : dateMoved(record.inspected_on, 1),
    items,
    slots,
    links,
    assignments: assignments.length,
  };
}

/** The window that holds for each item when the edition's is another: items' own move along by years. */
function windowsIn(edition: StoredChecklist, window: DateWindow): ReadonlyMap<ItemId, DateWindow> {
  const years = yearsBetween(edition.window, window);
  const windows = new Map<ItemId, DateWindow>();
  for (const { stored } of edition.items) {
    const above = stored.parentId === null ? undefined : windows.get(stored.parentId);
    const own = stored.window === null ? null : windowMoved(stored.window, years);
    windows.set(stored.id, own ?? above ?? window);
  }
  return windows;
}

/** What is to be said of the proofs of an edition in its next year's, which has the same slots. */
function judgeNextYear(
  links: readonly q.EditionLink[],
  edition: StoredChecklist,
  window: DateWindow,
): JudgedLink[] {
  const windows = windowsIn(edition, window);
  const placeOf = (item: ItemId): Place => ({
    window: windows.get(item) ?? window,
    slotFor: (slot) => slot,
  });
  return judgeLinks(links, edition, placeOf);
}

/** The edition, and what becomes of its proofs in the next year's. What nobody chooses is worked out once. */
export async function planNextYear(
  archive: Archive,
  id: ChecklistId,
  window: DateWindow,
  choices: Choices,
): Promise<{ readonly edition: StoredChecklist; readonly planned: PlannedLink[] }> {
  const { edition, links } = await editionWithLinks(archive, id);
  const key = `next year ${id} ${window.from} ${window.to}`;
  const judged = await keptUntilChange(archive, key, async () =>
    judgeNextYear(links, edition, window),
  );
  return { edition, planned: chosenLinks(judged, choices) };
}

/** An edition with its proofs, kept until something changes. @throws ArchiveError `no-such-checklist` */
function editionWithLinks(archive: Archive, id: ChecklistId) {
  return keptUntilChange(archive, `edition with links ${id}`, async () => {
    const { read } = archive.db;
    const [edition, links] = await Promise.all([
      storedChecklist(read, id),
      q.linksOfEdition(read, id),
    ]);
    return { edition, links };
  });
}

export interface RolledOver {
  readonly id: ChecklistId;
  readonly items: number;
  readonly slots: number;
  readonly links: number;
  readonly operation: OperationId;
}

/**
 * Makes the next year's edition, as one operation: the tree with its slots, windows and due dates moved
 * by as many years as the edition's window, who owes what, how it grades, and the proofs that still hold. Nothing is
 * done yet in it: progress is open, conclusions and scores stay behind.
 * @throws ArchiveError `no-such-checklist`, `name-taken`
 */
export async function rollOver(
  archive: Archive,
  id: ChecklistId,
  next: NextYear,
  options: Choices & { readonly assignments: boolean },
): Promise<RolledOver> {
  const before = await checklistById(archive.db.read, id);
  const name = line(next.name);
  const { result, operation } = await archive.operate(
    {
      kind: 'checklist-roll-over',
      zh: `由测评体系“${before.name}”生成新一年的“${name}”`,
      en: `New year's checklist “${name}” from “${before.name}”`,
    },
    (writer) => rollOverWithin(writer, id, { ...next, name }, options),
  );
  if (operation === null) throw new Error('a new checklist changed nothing');
  return { ...result, operation };
}

async function rollOverWithin(
  writer: Writer,
  id: ChecklistId,
  { name, window, inspectedOn }: NextYear,
  { assignments, ...choices }: Choices & { readonly assignments: boolean },
): Promise<Omit<RolledOver, 'operation'>> {
  await assertFree(writer, name, null);
  const edition = await storedChecklist(writer, id);
  const years = yearsBetween(edition.window, window);
  const linked = await q.linksOfEdition(writer, id);
  const planned = chosenLinks(judgeNextYear(linked, edition, window), choices);
  const draft = { ...draftOf(edition), name, window };
  const items = draft.items.map((item): DraftItem => ({
    ...item,
    window: item.window === null ? null : windowMoved(item.window, years),
    // Who owes it follows by itself: a draft cannot say that some help and nobody leads.
    departments: [],
    leader: null,
    person: null,
    due: null,
  }));
  const made = await createWithin(writer, { ...draft, items }, { followsId: id });
  await setChecklist(writer, made.id, [['inspected_on', inspectedOn]]);
  const rule = await gradeRuleOf(writer, id);
  if (rule !== null) await setGradeRule(writer, made.id, rule);
  const { itemPairs, slotFor } = await successors(writer, edition, made.id);
  await q.setFollowed(writer, itemPairs);
  await q.copyConclusionLimits(writer, itemPairs);
  if (assignments) {
    const itemFor = new Map(itemPairs.map(([later, earlier]) => [earlier, later]));
    await copyAssignments(writer, id, (item) => itemFor.get(item) ?? null, years);
  }
  const links = await q.copyLinks(
    writer,
    planned.flatMap(({ link, slot, keep }) => {
      const to = slotFor.get(slot.id);
      return keep && to !== undefined ? [[link.id, to] as const] : [];
    }),
  );
  return { ...made, links };
}

/** Which item and slot of the new edition came of which: it was made in the old one's order. */
async function successors(writer: Writer, edition: StoredChecklist, made: ChecklistId) {
  const copy = await storedChecklist(writer, made);
  if (copy.items.length !== (await countItems(writer, made))) throw new Error('items are missing');
  const slotFor = new Map<SlotId, SlotId>();
  const itemPairs = edition.items.map(({ stored }, at) => {
    const later = copy.items[at]?.stored;
    if (later === undefined || later.slots.length !== stored.slots.length) {
      throw new Error('the new edition is not like the old one');
    }
    for (const [n, slot] of stored.slots.entries()) {
      const own = later.slots[n];
      if (own !== undefined) slotFor.set(slot.id, own.id);
    }
    return [later.id, stored.id] as const;
  });
  return { itemPairs, slotFor };
}

/** Says of items what was said of those they carry on, due so many years later; how many. */
export async function copyAssignments(
  writer: Writer,
  from: ChecklistId,
  itemFor: (item: ItemId) => ItemId | null,
  years: number,
): Promise<number> {
  const rows = (await q.assignmentsOf(writer, from)).flatMap((row) => {
    const itemId = itemFor(row.itemId);
    const due = row.due === null ? null : dateMoved(row.due, years);
    return itemId === null ? [] : [{ ...row, itemId, due }];
  });
  return q.insertAssignments(writer, rows);
}
