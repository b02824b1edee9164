import type { Checklist, DateWindow, ItemState, StateCounts } from '../contract/checklist.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { lastChange, readSnapshot } from './coverage-queries.ts';
import { coverageOf, noCounts, withState, type CoveredItem } from './coverage.ts';
import { assertFree } from './create.ts';
import * as q from './queries.ts';
import { line } from './words.ts';

/** @throws ArchiveError `no-such-checklist` */
export async function checklistById(reader: Reader, id: ChecklistId): Promise<q.ChecklistRecord> {
  const record = await q.checklistRecord(reader, id);
  if (record === undefined) throw new ArchiveError('no-such-checklist', { id });
  return record;
}

/** What was counted last, by who reads. */
const kept = new WeakMap<Reader, Map<ChecklistId, { stamp: number; items: CoveredItem[] }>>();
const mostKept = 4;

/**
 * Every item of a checklist in its place, counted; not to be changed by who asks. What was counted is
 * kept as long as the history has not grown: all that counting depends on is tracked. Inside a
 * transaction, which may be rolled back, it is counted anew.
 * @throws ArchiveError `no-such-checklist`
 */
export async function coveredItems(
  reader: Reader,
  id: ChecklistId,
): Promise<readonly CoveredItem[]> {
  if ('run' in reader) return countedItems(reader, id);
  // Before the rows: what is committed in between makes them newer than they are said to be, never older.
  const stamp = await lastChange(reader);
  const own = kept.get(reader) ?? new Map<ChecklistId, { stamp: number; items: CoveredItem[] }>();
  kept.set(reader, own);
  const before = own.get(id);
  if (before?.stamp === stamp) return before.items;
  const items = await countedItems(reader, id);
  own.delete(id);
  own.set(id, { stamp, items });
  for (const oldest of own.keys()) {
    if (own.size <= mostKept) break;
    own.delete(oldest);
  }
  return items;
}

async function countedItems(reader: Reader, id: ChecklistId): Promise<CoveredItem[]> {
  const snapshot = await readSnapshot(reader, id);
  if (snapshot === undefined) throw new ArchiveError('no-such-checklist', { id });
  return coverageOf(snapshot);
}

export function countStates(items: Iterable<{ readonly state: ItemState }>): StateCounts {
  let counts = noCounts;
  for (const { state } of items) counts = withState(counts, state);
  return counts;
}

/** Editions with what is proven of them, the newest first, examples last. */
export async function listChecklists(reader: Reader): Promise<Checklist[]> {
  const found: Checklist[] = [];
  for (const record of await q.allChecklists(reader)) {
    found.push(summaryOf(record, await coveredItems(reader, record.id)));
  }
  return found;
}

export function summaryOf(record: q.ChecklistRecord, items: readonly CoveredItem[]): Checklist {
  const window = { from: record.window_from, to: record.window_to };
  return {
    id: record.id,
    name: record.name,
    window,
    year: yearOf(record.name, window),
    inspectedOn: record.inspected_on,
    isExample: record.is_example === 1,
    followsId: record.follows_id,
    rows: items.length,
    counts: countStates(items),
  };
}

/** The year an edition is about: of its window's end, else its beginning, else the first in its name. */
export function yearOf(name: string, { from, to }: DateWindow): number | null {
  const year = (to ?? from)?.slice(0, 4) ?? /(?:19|20)\d\d(?!\d)/u.exec(name)?.[0];
  return year === undefined ? null : Number(year);
}

export interface ChecklistPatch {
  readonly name?: string | undefined;
  readonly window?: DateWindow | undefined;
  readonly inspectedOn?: string | null | undefined;
  readonly isExample?: boolean | undefined;
  readonly followsId?: ChecklistId | null | undefined;
}

/** @throws ArchiveError `no-such-checklist`, `name-taken`; `invalid-value` where it would follow itself */
export async function changeChecklist(
  archive: Archive,
  id: ChecklistId,
  patch: ChecklistPatch,
): Promise<ChangeResult> {
  const before = await checklistById(archive.db.read, id);
  const name = patch.name === undefined ? undefined : line(patch.name);
  const { window, inspectedOn, isExample, followsId } = patch;
  const renamed = name !== undefined && name !== before.name;
  const { operation } = await archive.operate(
    renamed
      ? {
          kind: 'checklist-rename',
          zh: `测评体系“${before.name}”改名为“${name}”`,
          en: `Rename checklist “${before.name}” to “${name}”`,
        }
      : {
          kind: 'checklist-change',
          zh: `修改测评体系“${before.name}”`,
          en: `Change checklist “${before.name}”`,
        },
    async (writer) => {
      await checklistById(writer, id);
      if (name !== undefined) await assertFree(writer, name, id);
      if (followsId !== undefined && followsId !== null) {
        await checklistById(writer, followsId);
        if (followsId === id) throw new ArchiveError('invalid-value', { field: 'followsId' });
      }
      await q.setChecklist(writer, id, [
        ...(name === undefined ? [] : ([['name', name]] as const)),
        ...(window === undefined
          ? []
          : ([
              ['window_from', window.from],
              ['window_to', window.to],
            ] as const)),
        ...(inspectedOn === undefined ? [] : ([['inspected_on', inspectedOn]] as const)),
        ...(isExample === undefined ? [] : ([['is_example', Number(isExample)]] as const)),
        ...(followsId === undefined ? [] : ([['follows_id', followsId]] as const)),
      ]);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** Takes a checklist away with all that hangs on it; the documents stay. @throws ArchiveError `no-such-checklist` */
export async function removeChecklist(archive: Archive, id: ChecklistId): Promise<ChangeResult> {
  const { name } = await checklistById(archive.db.read, id);
  const { operation } = await archive.operate(
    { kind: 'checklist-remove', zh: `删除测评体系“${name}”`, en: `Remove checklist “${name}”` },
    async (writer) => {
      await checklistById(writer, id);
      const places = await q.placesIn(writer, id);
      await q.deleteItems(
        writer,
        places.map((place) => place.id),
      );
      await q.deleteChecklist(writer, id);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}
