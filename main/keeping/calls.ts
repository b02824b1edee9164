import { statfs } from 'node:fs/promises';
import type { keepingCalls, VerifyReport } from '../contract/keeping.ts';
import { listBackups, type Handlers } from '../library/index.ts';
import { backUp } from './backup.ts';
import * as q from './queries.ts';
import { destroy, moveToTrash, purge, removeBackups, restoreFromTrash } from './trash.ts';
import { redo, undo } from './undo.ts';
import { verify } from './verify.ts';

type Values = Record<string, string | number | null>;
const values = (json: string | null): Values | null =>
  json === null ? null : (JSON.parse(json) as Values);

export const keepingHandlers: Handlers<typeof keepingCalls> = {
  'keeping.history': async ({ offset, limit }, { archive }) => {
    const { read } = archive.db;
    const [total, records, undoable, redoable] = await Promise.all([
      q.countOperations(read),
      q.history(read, offset, limit),
      q.latestUndoable(read),
      q.latestRedoable(read),
    ]);
    return {
      total,
      operations: records.map(({ can_undo, ...record }) => ({
        ...record,
        canUndo: can_undo === 1,
      })),
      undo: undoable?.id ?? null,
      redo: redoable?.id ?? null,
    };
  },
  'keeping.changes': async ({ id, offset, limit }, { archive }) => {
    const [total, records] = await Promise.all([
      q.countChanges(archive.db.read, id),
      q.changesIn(archive.db.read, id, offset, limit),
    ]);
    return {
      total,
      changes: records.map((record) => ({
        table: record.table_name,
        rowId: record.row_id,
        label: record.label ?? '',
        before: values(record.before),
        after: values(record.after),
      })),
    };
  },
  'keeping.undo': ({ operation }, { archive }) => undo(archive, operation),
  'keeping.redo': (_args, { archive }) => redo(archive),
  'keeping.delete': ({ selection }, { archive }) => moveToTrash(archive, selection),
  'keeping.restore': ({ selection }, { archive }) => restoreFromTrash(archive, selection),
  'keeping.purge': ({ selection, reason }, { archive }) => purge(archive, selection, reason),
  'keeping.destroy': ({ selection, reason }, { archive }) => destroy(archive, selection, reason),
  'keeping.removeBackups': async ({ names }, { archive }) => ({
    removed: await removeBackups(archive, names),
  }),
  'keeping.destroyed': async ({ offset, limit }, { archive }) => {
    const [total, records] = await Promise.all([
      q.countDestroyed(archive.db.read),
      q.destroyedList(archive.db.read, offset, limit),
    ]);
    return {
      total,
      documents: records.map((record) => ({
        documentId: record.document_id as VerifyReport['bad'][number]['documents'][number],
        title: record.title,
        referenceNumber: record.reference_number,
        pages: record.pages,
        sha256: JSON.parse(record.sha256) as string[],
        user: record.user,
        at: record.at,
        reason: record.reason,
      })),
    };
  },
  'keeping.verify': async (_args, { archive, jobs }) => ({
    job: jobs.start(archive, { kind: 'verify', title: '', canPause: true }, (control) =>
      verify(archive, control),
    ),
  }),
  'keeping.health': async (_args, { archive }) => {
    const { read } = archive.db;
    const [totals, backups, check, operations, disk] = await Promise.all([
      q.originalTotals(read),
      listBackups(archive.paths),
      q.lastCheck(read),
      q.countOperations(read),
      statfs(archive.folder).catch(() => null),
    ]);
    const newest = backups.at(-1);
    return {
      originals: totals.count,
      originalBytes: totals.bytes,
      freeBytes: disk === null ? null : disk.bavail * disk.bsize,
      lastBackupAt:
        newest === undefined ? null : new Date(`${newest.day}T${newest.time}`).toISOString(),
      backups: backups.length,
      lastVerifyAt: check?.at ?? null,
      lastVerifyOk: check === undefined ? null : check.ok === 1,
      operations,
      code: null,
    };
  },
  'keeping.backup': async (_args, { archive, jobs, chooseFolder }) => {
    const folder = await chooseFolder?.('backup');
    if (folder === null || folder === undefined) return { job: null };
    return {
      job: jobs.start(archive, { kind: 'backup', title: folder, canPause: false }, (control) =>
        backUp(archive, folder, control),
      ),
    };
  },
};
