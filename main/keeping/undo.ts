import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { OperationId } from '../contract/ids.ts';
import { columnsOf, trackedTables, type TrackedTable, type Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import * as q from './queries.ts';

/**
 * Undo applies an operation's rows backwards in SQL, as a new operation: history is never
 * rewritten. Conflicts are judged a column at a time: what somebody changed since is not undone
 * over, the rows are named instead.
 */

/** Deletes come first and inserts last, so that names are free again before they are needed. */
async function applyBackwards(writer: Writer): Promise<void> {
  const columnsByTable = new Map<TrackedTable, string[]>();
  for (const table of trackedTables) {
    const columns = await columnsOf(writer, table);
    columnsByTable.set(table, columns);
    refuseFor(table, await q.conflicts(writer, table, columns));
  }
  // Children before parents, so that no cascade removes what was not ours.
  let removed = 0;
  for (const table of trackedTables.toReversed()) removed += await q.removeCreated(writer, table);
  for (const [table, columns] of columnsByTable) await q.setBack(writer, table, columns);
  for (const [table, columns] of columnsByTable) await q.bringBack(writer, table, columns);
  // What others came to lean on meanwhile cannot be undone away under them.
  if (removed > 0) {
    for (const table of trackedTables) refuseFor(table, await q.leftHanging(writer, table));
  }
}

function refuseFor(table: TrackedTable, rows: readonly number[]): void {
  if (rows.length === 0) return;
  throw new ArchiveError('undo-conflict', { table, rows: rows.map(String), count: rows.length });
}

async function runUndo(
  archive: Archive,
  target: q.UndoTarget,
  kind: 'undo' | 'redo',
): Promise<ChangeResult> {
  if (target.id <= (await q.lastMigratedOperation(archive.db.read))) {
    throw new ArchiveError('undo-across-migration', { operation: target.id });
  }
  if (await q.touchesDestroyed(archive.db.read, target.id)) {
    throw new ArchiveError('undo-conflict', { operation: target.id, destroyed: true, count: 0 });
  }
  const words =
    kind === 'undo'
      ? { kind, zh: `撤销：${target.summary}`, en: `Undo: ${target.summary}`, undoes: target.id }
      : {
          kind,
          zh: `重做：${target.summary.replace(/^撤销：/u, '')}`,
          en: `Redo: ${target.summary.replace(/^Undo: /u, '')}`,
          undoes: target.id,
        };
  const isImport = kind === 'undo' && target.kind === 'import';
  try {
    const { operation } = await archive.operate(words, async (writer) => {
      if (isImport) await q.trashCreatedBy(writer, target.id, new Date().toISOString());
      else {
        await q.netChanges(writer, target.id);
        await applyBackwards(writer);
        if (await q.filesSecret(writer)) throw new ArchiveError('state-secret', { count: 1 });
        await q.dropNet(writer);
      }
    });
    return {
      changed: operation === null ? 0 : await q.changedBy(archive.db.read, operation),
      operation,
    };
  } catch (error) {
    // Names taken meanwhile, rows that others now lean on: the database refused, nothing changed.
    if ((error as { code?: unknown }).code === 'SQLITE_CONSTRAINT') {
      throw new ArchiveError('undo-conflict', { operation: target.id, count: 0 }, error);
    }
    throw error;
  }
}

const turns = new WeakMap<Archive, Promise<unknown>>();

/** One after the other: which operation comes next is known only when the one before is done. */
function inTurn<T>(archive: Archive, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(archive) ?? Promise.resolve()).then(work);
  turns.set(
    archive,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Undoes one operation, or the latest that is not undone yet.
 * @throws ArchiveError `nothing-to-undo`, `no-such-operation`, `undo-conflict` (rows named),
 *   `undo-across-migration`, `state-secret` (a paper marked as one would be filed again).
 */
export function undo(archive: Archive, id?: OperationId): Promise<ChangeResult> {
  return inTurn(archive, () => undoNext(archive, id));
}

async function undoNext(archive: Archive, id: OperationId | undefined): Promise<ChangeResult> {
  const { read } = archive.db;
  const target = id === undefined ? await q.latestUndoable(read) : await q.undoTarget(read, id);
  if (target === undefined) {
    if (id === undefined) throw new ArchiveError('nothing-to-undo');
    throw new ArchiveError('no-such-operation', { operation: id });
  }
  if (target.undone === 1) throw new ArchiveError('nothing-to-undo', { operation: target.id });
  if (target.kind === 'purge' || target.kind === 'create') {
    throw new ArchiveError('nothing-to-undo', { operation: target.id });
  }
  return runUndo(archive, target, target.kind === 'undo' ? 'redo' : 'undo');
}

/** Redoes what was undone last, unless something else was done since. */
export function redo(archive: Archive): Promise<ChangeResult> {
  return inTurn(archive, async () => {
    const target = await q.latestRedoable(archive.db.read);
    if (target === undefined) throw new ArchiveError('nothing-to-redo');
    return runUndo(archive, target, 'redo');
  });
}
