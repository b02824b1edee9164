import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult, selection } from './documents.ts';
import { errorCode } from './errors.ts';
import { documentId, jobId, operationId } from './ids.ts';

/** One user-level change. `summary` is what was done, in the words of the language it was done in. */
export const operation = z.object({
  id: operationId,
  at: z.string(),
  user: z.string(),
  kind: z.string(),
  summary: z.string(),
  changed: z.number().int(),
  undoes: operationId.nullable(),
  /** The operation that undid this one, and was not undone itself. */
  undoneBy: operationId.nullable(),
  /** Whether undo may be tried. */
  canUndo: z.boolean(),
});
export type Operation = z.infer<typeof operation>;

export const destroyed = z.object({
  documentId,
  title: z.string(),
  referenceNumber: z.string().nullable(),
  pages: z.number().int(),
  sha256: z.array(z.string()),
  user: z.string(),
  at: z.string(),
  reason: z.string(),
});
export type Destroyed = z.infer<typeof destroyed>;

/** What `verify` finds. Paths are below the archive folder. */
export const verifyReport = z.object({
  ok: z.boolean(),
  originals: z.number().int(),
  bad: z.array(z.object({ path: z.string(), sha256: z.string(), documents: z.array(documentId) })),
  missing: z.array(
    z.object({ path: z.string(), sha256: z.string(), documents: z.array(documentId) }),
  ),
  strays: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
  catalogue: z.object({ ok: z.boolean(), problems: z.array(z.string()) }),
  /** Documents whose index rows are wrong; none where the index cannot be read at all. */
  index: z.object({ ok: z.boolean(), wrong: z.array(documentId) }),
  chain: z.object({ ok: z.boolean(), brokenAt: operationId.nullable() }),
});
export type VerifyReport = z.infer<typeof verifyReport>;

const nothing = z.object({});
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) };

export const keepingCalls = {
  'keeping.history': archiveRead(
    z.object(page),
    z.object({
      total: z.number().int(),
      operations: z.array(operation),
      /** What Ctrl+Z and Ctrl+Y would do now. */
      undo: operationId.nullable(),
      redo: operationId.nullable(),
    }),
  ),
  /** What an operation changed, row by row, in words of fields. */
  'keeping.changes': archiveRead(
    z.object({ id: operationId, ...page }),
    z.object({
      total: z.number().int(),
      changes: z.array(
        z.object({
          table: z.string(),
          rowId: z.number().int(),
          label: z.string(),
          before: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
          after: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
        }),
      ),
    }),
  ),
  'keeping.undo': archiveChange(z.object({ operation: operationId.optional() }), changeResult),
  'keeping.redo': archiveChange(nothing, changeResult),
  /** To the trash. */
  'keeping.delete': archiveChange(z.object({ selection }), changeResult),
  /** Back from the trash. */
  'keeping.restore': archiveChange(z.object({ selection }), changeResult),
  /** 彻底删除: for good, entered in the destruction list. Only from the trash. */
  'keeping.purge': archiveChange(
    z.object({ selection, reason: z.string().trim().min(1).max(500) }),
    z.object({
      changed: z.number().int(),
      operation: operationId.nullable(),
      /** File names of automatic backups that still hold what was destroyed. */
      backups: z.array(z.string()),
    }),
  ),
  /** To the trash and destroyed at once, as `keeping.purge` does: for papers that may not be here. Documents of the inbox only. */
  'keeping.destroy': archiveChange(
    z.object({ selection, reason: z.string().trim().min(1).max(500) }),
    z.object({
      changed: z.number().int(),
      operation: operationId.nullable(),
      backups: z.array(z.string()),
      /** Where the files came from, as far as they are still there: the user removes them. */
      sources: z.array(z.string()),
      /** Names of originals that stay, because other documents show pages of them. */
      shared: z.array(z.string()),
    }),
  ),
  'keeping.removeBackups': archiveChange(
    z.object({ names: z.array(z.string().max(255)).max(100) }),
    z.object({ removed: z.number().int() }),
  ),
  'keeping.destroyed': archiveRead(
    z.object(page),
    z.object({ total: z.number().int(), documents: z.array(destroyed) }),
  ),
  /** The job's result is a `verifyReport`. */
  'keeping.verify': archiveRead(nothing, z.object({ job: jobId })),
  'keeping.health': archiveRead(
    nothing,
    z.object({
      originals: z.number().int(),
      originalBytes: z.number().int(),
      freeBytes: z.number().nullable(),
      lastBackupAt: z.string().nullable(),
      backups: z.number().int(),
      lastVerifyAt: z.string().nullable(),
      lastVerifyOk: z.boolean().nullable(),
      operations: z.number().int(),
      code: errorCode.nullable(),
    }),
  ),
  /** A whole, verified copy below a folder the user chooses. Result: `{path, originals, bytes, sha256}`. */
  'keeping.backup': archiveRead(nothing, z.object({ job: jobId.nullable() })),
} as const;
