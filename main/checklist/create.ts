import type { ChecklistDraft } from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId, OperationId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import * as q from './queries.ts';
import { cleanItem, line } from './words.ts';

export interface CreateOptions {
  readonly isExample?: boolean;
  /** The edition it carries on. */
  readonly followsId?: ChecklistId | null;
}

export interface Created {
  readonly id: ChecklistId;
  readonly items: number;
  readonly slots: number;
  readonly operation: OperationId;
}

/**
 * Makes a checklist of a draft, as one operation.
 * @throws ArchiveError `name-taken`; `no-such-checklist` for the edition it carries on;
 *   `invalid-value` (`depth`) where an item stands more than one level below the one before it
 */
export async function createChecklist(
  archive: Archive,
  draft: ChecklistDraft,
  options: CreateOptions = {},
): Promise<Created> {
  const name = line(draft.name);
  const { result, operation } = await archive.operate(
    {
      kind: 'checklist-create',
      zh: `新建测评体系“${name}”，${draft.items.length} 项`,
      en: `New checklist “${name}” of ${draft.items.length} items`,
    },
    (writer) => createWithin(writer, { ...draft, name }, options),
  );
  if (operation === null) throw new Error('a new checklist changed nothing');
  return { ...result, operation };
}

/** `createChecklist` inside an operation that is running. */
export async function createWithin(
  writer: Writer,
  draft: ChecklistDraft,
  { isExample = false, followsId = null }: CreateOptions = {},
): Promise<Omit<Created, 'operation'>> {
  const placed = placedItems(draft.items.map(cleanItem));
  const name = line(draft.name);
  await assertFree(writer, name, null);
  if (followsId !== null && (await q.checklistRecord(writer, followsId)) === undefined) {
    throw new ArchiveError('no-such-checklist', { id: followsId });
  }
  const id = await q.insertChecklist(writer, { name, window: draft.window, isExample, followsId });
  const ids = await q.insertItems(writer, id, placed);
  const slots = placed.flatMap(({ item }, index) => {
    const itemId = ids[index];
    if (itemId === undefined) return [];
    return item.slots.map((slot, position) => ({ ...slot, itemId, position }));
  });
  await q.insertSlots(writer, slots);
  return { id, items: ids.length, slots: slots.length };
}

/** @throws ArchiveError `name-taken` */
export async function assertFree(
  reader: Reader,
  name: string,
  except: ChecklistId | null,
): Promise<void> {
  const taken = await q.checklistNamed(reader, name);
  if (taken !== undefined && taken !== except) throw new ArchiveError('name-taken', { name });
}

/** Depths as parents and places among siblings. */
function placedItems(items: ChecklistDraft['items']): q.PlacedItem[] {
  // Of each level that is open: the item there, and how many children it has so far.
  const open: { readonly at: number; children: number }[] = [{ at: -1, children: 0 }];
  return items.map((item, at) => {
    if (item.depth > open.length - 1) {
      throw new ArchiveError('invalid-value', { field: 'depth', value: item.depth, row: at + 1 });
    }
    open.length = item.depth + 1;
    const above = open[item.depth] ?? { at: -1, children: 0 };
    const position = above.children;
    above.children += 1;
    open.push({ at, children: 0 });
    return { item, parent: above.at, position };
  });
}
