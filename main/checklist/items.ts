import {
  mostDepth,
  type AssignmentPatch,
  type DateWindow,
  type ItemFields,
} from '../contract/checklist.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId, ItemId, OperationId } from '../contract/ids.ts';
import { cleanText } from '../catalog/index.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive, OperationWords } from '../library/index.ts';
import { checklistById } from './checklists.ts';
import * as q from './queries.ts';
import { cleanItem, line, lines, nameOf, several } from './words.ts';

// Names for the history are read first; what is checked is checked inside the transaction, where
// nobody else can change the tree.

/** @throws ArchiveError `no-such-item` */
export async function itemById(reader: Reader, id: ItemId): Promise<q.ItemRecord> {
  const record = await q.itemRecord(reader, id);
  if (record === undefined) throw new ArchiveError('no-such-item', { id });
  return record;
}

/** All of these items, each once. @throws ArchiveError `no-such-item` */
async function itemsById(reader: Reader, ids: readonly ItemId[]): Promise<q.ItemPlace[]> {
  const found = new Map((await q.itemsByIds(reader, ids)).map((place) => [place.id, place]));
  return [...new Set(ids)].map((id) => {
    const place = found.get(id);
    if (place === undefined) throw new ArchiveError('no-such-item', { id });
    return place;
  });
}

async function change(
  archive: Archive,
  words: OperationWords,
  work: (writer: Writer) => Promise<number>,
): Promise<ChangeResult> {
  const { result, operation } = await archive.operate(words, work);
  return { changed: operation === null ? 0 : result, operation };
}

/** Puts rows among their siblings: before the one at `position` of those that stay, else at the end. */
export function placed<Id>(
  siblings: readonly Id[],
  moving: readonly Id[],
  position: number | undefined,
): Id[] {
  const going = new Set(moving);
  const rest = siblings.filter((id) => !going.has(id));
  const at = position ?? rest.length;
  return [...rest.slice(0, at), ...moving, ...rest.slice(at)];
}

/** @throws ArchiveError `no-such-checklist`; `no-such-item` for its parent; `invalid-value` (`depth`) */
export async function addItem(
  archive: Archive,
  checklist: ChecklistId,
  parentId: ItemId | null,
  position: number | undefined,
  fields: ItemFields,
): Promise<{ id: ItemId; operation: OperationId }> {
  const item = cleanItem({
    ...fields,
    depth: 0,
    slots: [],
    departments: [],
    leader: null,
    person: null,
    due: null,
  });
  const { result, operation } = await archive.operate(
    { kind: 'item-add', zh: `新增测评项“${nameOf(item)}”`, en: `New item “${nameOf(item)}”` },
    async (writer) => {
      await checklistById(writer, checklist);
      const tree = await treeOf(writer, checklist);
      if (parentId !== null) tree.assertDepth(parentId, 1);
      const [id] = await q.insertItems(writer, checklist, [{ item, parent: -1, position: 0 }]);
      if (id === undefined) throw new Error('an item was not inserted');
      await q.setParent(writer, [id], parentId);
      await q.renumber(writer, 'checklist_item', placed(tree.below(parentId), [id], position));
      return id;
    },
  );
  if (operation === null) throw new Error('a new item changed nothing');
  return { id: result, operation };
}

export interface ItemPatch {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly requirement?: string | undefined;
  readonly notes?: string | undefined;
  readonly method?: string | undefined;
  readonly score?: number | null | undefined;
  readonly isNegative?: boolean | undefined;
  readonly window?: DateWindow | null | undefined;
  readonly conclusionLimit?: number | null | undefined;
  readonly selfScore?: number | null | undefined;
  readonly selfGrade?: string | null | undefined;
  readonly followsId?: ItemId | null | undefined;
}

type Value = string | number | null;

/** Columns of an item that a patch sets. */
function columnsOf(patch: ItemPatch): (readonly [string, Value])[] {
  const given: readonly (readonly [string, Value | undefined])[] = [
    ['code', patch.code === undefined ? undefined : line(patch.code)],
    ['title', patch.title === undefined ? undefined : line(patch.title)],
    ['requirement', patch.requirement === undefined ? undefined : lines(patch.requirement)],
    ['notes', patch.notes === undefined ? undefined : lines(patch.notes)],
    ['method', patch.method === undefined ? undefined : line(patch.method)],
    ['score', patch.score],
    ['is_negative', patch.isNegative === undefined ? undefined : Number(patch.isNegative)],
    ['has_window', patch.window === undefined ? undefined : Number(patch.window !== null)],
    ['window_from', patch.window === undefined ? undefined : (patch.window?.from ?? null)],
    ['window_to', patch.window === undefined ? undefined : (patch.window?.to ?? null)],
    ['conclusion_limit', patch.conclusionLimit],
    ['self_score', patch.selfScore],
    ['self_grade', patch.selfGrade],
    ['follows_id', patch.followsId],
  ];
  return given.flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
}

/** @throws ArchiveError `no-such-item`, also for the one it follows */
export async function changeItem(
  archive: Archive,
  id: ItemId,
  patch: ItemPatch,
): Promise<ChangeResult> {
  const name = nameOf(await itemById(archive.db.read, id));
  const words = { kind: 'item-change', zh: `修改测评项“${name}”`, en: `Change item “${name}”` };
  return change(archive, words, async (writer) => {
    await itemById(writer, id);
    if (patch.followsId !== undefined && patch.followsId !== null) {
      await itemById(writer, patch.followsId);
    }
    await q.setItem(writer, id, columnsOf(patch));
    return 1;
  });
}

/** @throws ArchiveError `no-such-item` */
export async function conclude(
  archive: Archive,
  id: ItemId,
  conclusion: string,
): Promise<ChangeResult> {
  const name = nameOf(await itemById(archive.db.read, id));
  const words = {
    kind: 'conclude',
    zh: `写“${name}”的结论性说明`,
    en: `Write the conclusion of “${name}”`,
  };
  return change(archive, words, async (writer) => {
    await itemById(writer, id);
    await q.setItem(writer, id, [['conclusion', lines(conclusion)]]);
    return 1;
  });
}

interface Tree {
  /** Children of an item (null: the projects), in order. */
  readonly below: (id: ItemId | null) => readonly ItemId[];
  /** The items and all below them, each once, in the checklist's order. */
  readonly branches: (ids: readonly ItemId[]) => ItemId[];
  /** Those of the items that are not below another of them, in the checklist's order. */
  readonly topmost: (ids: readonly ItemId[]) => ItemId[];
  /** How many levels a branch has. */
  readonly height: (id: ItemId) => number;
  /** @throws ArchiveError `no-such-item`; `invalid-value` where `levels` below it are too deep */
  readonly assertDepth: (id: ItemId, levels: number) => void;
  readonly isWithin: (id: ItemId, above: ItemId) => boolean;
}

async function treeOf(reader: Reader, checklist: ChecklistId): Promise<Tree> {
  const places = await q.placesIn(reader, checklist);
  const parents = new Map(places.map(({ id, parentId }) => [id, parentId]));
  const children = Map.groupBy(places, ({ parentId }) => parentId);
  const below = (id: ItemId | null): ItemId[] => (children.get(id) ?? []).map((place) => place.id);
  const pathOf = (id: ItemId): ItemId[] => {
    const path = [id];
    for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) path.push(at);
    return path;
  };
  const order = new Map<ItemId, number>();
  const visit = (id: ItemId): void => {
    order.set(id, order.size);
    for (const child of below(id)) visit(child);
  };
  for (const id of below(null)) visit(id);
  const inOrder = (ids: Iterable<ItemId>): ItemId[] =>
    [...ids].toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const branch = (id: ItemId): ItemId[] => [id, ...below(id).flatMap(branch)];
  const height = (id: ItemId): number => 1 + Math.max(0, ...below(id).map(height));
  return {
    below,
    branches: (ids) => inOrder(new Set(ids.flatMap(branch))),
    topmost: (ids) => {
      const given = new Set(ids);
      return inOrder(new Set(ids)).filter(
        (id) => !pathOf(id).some((at) => at !== id && given.has(at)),
      );
    },
    height,
    assertDepth: (id, levels) => {
      if (!parents.has(id)) throw new ArchiveError('no-such-item', { id });
      const depth = pathOf(id).length - 1 + levels;
      if (depth > mostDepth)
        throw new ArchiveError('invalid-value', { field: 'depth', value: depth });
    },
    isWithin: (id, above) => pathOf(id).includes(above),
  };
}

/** The checklist that all the items are of. @throws ArchiveError `no-such-item`, `invalid-value` */
async function checklistOf(reader: Reader, ids: readonly ItemId[]): Promise<ChecklistId> {
  const places = await itemsById(reader, ids);
  const checklists = new Set(places.map((place) => place.checklist_id));
  const [only] = checklists;
  if (only === undefined || checklists.size > 1) {
    throw new ArchiveError('invalid-value', { field: 'ids' });
  }
  return only;
}

/** What a change of several items is called: by its name where there is one. */
async function namesOf(
  reader: Reader,
  ids: readonly ItemId[],
): Promise<{ readonly zh: string; readonly en: string }> {
  const places = await itemsById(reader, ids);
  const [first] = places;
  if (first === undefined || places.length > 1) {
    return { zh: `测评项 ${places.length} 项`, en: several(places.length, 'item') };
  }
  return { zh: `测评项“${nameOf(first)}”`, en: `item “${nameOf(first)}”` };
}

/**
 * Puts items, in the checklist's order, below another parent (null: as projects), at `position` among
 * its children. What is below them goes along.
 * @throws ArchiveError `no-such-item`, `item-cycle`; `invalid-value` where they are of several checklists,
 *   or would stand too deep
 */
export async function moveItems(
  archive: Archive,
  ids: readonly ItemId[],
  parentId: ItemId | null,
  position: number | undefined,
): Promise<ChangeResult> {
  const names = await namesOf(archive.db.read, ids);
  const words = { kind: 'item-move', zh: `移动${names.zh}`, en: `Move ${names.en}` };
  return change(archive, words, async (writer) => {
    const checklist = await checklistOf(writer, parentId === null ? ids : [...ids, parentId]);
    const tree = await treeOf(writer, checklist);
    const moving = tree.topmost(ids);
    if (parentId !== null) {
      if (moving.some((id) => tree.isWithin(parentId, id))) throw new ArchiveError('item-cycle');
      tree.assertDepth(parentId, Math.max(...moving.map(tree.height)));
    }
    await q.setParent(writer, moving, parentId);
    await q.renumber(writer, 'checklist_item', placed(tree.below(parentId), moving, position));
    return moving.length;
  });
}

/** With all that is below them. @throws ArchiveError `no-such-item`, `invalid-value` */
export async function removeItems(archive: Archive, ids: readonly ItemId[]): Promise<ChangeResult> {
  const names = await namesOf(archive.db.read, ids);
  const words = { kind: 'item-remove', zh: `删除${names.zh}`, en: `Remove ${names.en}` };
  return change(archive, words, async (writer) => {
    const tree = await treeOf(writer, await checklistOf(writer, ids));
    const going = tree.branches(ids);
    await q.deleteItems(writer, going);
    return going.length;
  });
}

/** Says the same of who owes several items, and by when. @throws ArchiveError `no-such-item` */
export async function assign(
  archive: Archive,
  ids: readonly ItemId[],
  patch: AssignmentPatch,
): Promise<ChangeResult> {
  const names = await namesOf(archive.db.read, ids);
  const words = { kind: 'assign', zh: `分工：${names.zh}`, en: `Assign ${names.en}` };
  return change(archive, words, async (writer) => {
    const places = await itemsById(writer, ids);
    await q.assignItems(
      writer,
      places.map((place) => place.id),
      assignmentColumns(patch),
    );
    return places.length;
  });
}

function assignmentColumns(patch: AssignmentPatch): (readonly [string, Value])[] {
  const text = (value: string | null | undefined): string | null | undefined =>
    value === undefined ? undefined : cleanText(value);
  const helping = patch.helping?.map(line).filter((name) => name !== '');
  const given: readonly (readonly [string, Value | undefined])[] = [
    ['department', text(patch.department)],
    ['helping', helping === undefined ? undefined : JSON.stringify([...new Set(helping)])],
    ['leader', text(patch.leader)],
    ['person', text(patch.person)],
    ['due', patch.due],
    ['progress', patch.progress],
    ['note', patch.note === undefined ? undefined : cleanText(patch.note, true)],
  ];
  return given.flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
}
