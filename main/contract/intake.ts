import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { filingYear } from './documents.ts';
import { errorCode, wireError } from './errors.ts';
import { categoryId, documentId, importFileId, importId, jobId, placeId } from './ids.ts';

export const importOptions = z.object({
  /** Set on every document, over any proposal. */
  year: filingYear.optional(),
  categoryId: categoryId.optional(),
  /** File at once, taking the proposals over, instead of leaving documents in the inbox. */
  confirm: z.boolean().optional(),
  /** A folder that holds only page images becomes one document, its files in name order. */
  folderAsDocument: z.boolean().optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

/** What became of one file. `refused`: not stored, see `code`; `duplicate`: not stored, see `duplicateOf`. */
export const importOutcome = z.enum(['pending', 'imported', 'duplicate', 'refused', 'skipped']);

export const importFile = z.object({
  id: importFileId,
  /** Path below what was chosen. */
  path: z.string(),
  bytes: z.number().int(),
  outcome: importOutcome,
  code: errorCode.nullable(),
  documentId: documentId.nullable(),
  duplicateOf: z.object({ id: documentId, title: z.string(), trashed: z.boolean() }).nullable(),
  /** Whether "keep it anyway" is possible. */
  canKeep: z.boolean(),
});
export type ImportFile = z.infer<typeof importFile>;

export const importSummary = z.object({
  id: importId,
  title: z.string(),
  at: z.string(),
  state: z.enum(['running', 'stopped', 'finished']),
  files: z.number().int(),
  imported: z.number().int(),
  duplicates: z.number().int(),
  refused: z.number().int(),
  pending: z.number().int(),
  /** How many of its documents still wait in the inbox. */
  inbox: z.number().int(),
});
export type ImportSummary = z.infer<typeof importSummary>;

const watched = z.object({
  folder: z.string().nullable(),
  state: z.enum(['off', 'watching', 'missing']),
  /** Whether this host can choose a folder. */
  canChoose: z.boolean(),
  /** Files taken in since the archive was opened. */
  taken: z.number().int(),
});
export type Watched = z.infer<typeof watched>;

const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) };

export const intakeCalls = {
  /** Asks the user (desktop dialogs); null when the user closes the dialog. The browser host uploads instead. */
  'intake.choose': archiveRead(
    z.object({ what: z.enum(['files', 'folder']) }),
    z.object({ places: z.array(placeId).nullable() }),
  ),
  /** Browser host: opens a place that uploads go to (POST upload/<place>/…), to be passed to `intake.start`. */
  'intake.openUpload': archiveChange(
    z.object({ title: z.string().max(200) }),
    z.object({ place: placeId }),
  ),
  'intake.start': archiveChange(
    z.object({ places: z.array(placeId).min(1).max(1000), options: importOptions }),
    z.object({ import: importId, job: jobId }),
  ),
  /** Newest first. `stopped` ones can go on. */
  'intake.imports': archiveRead(z.object(page), z.object({ imports: z.array(importSummary) })),
  'intake.files': archiveRead(
    z.object({ id: importId, outcomes: z.array(importOutcome).optional(), ...page }),
    z.object({ total: z.number().int(), files: z.array(importFile) }),
  ),
  /** The folder a scanner writes to, of this archive on this computer. `missing`: it is not there now. */
  'intake.watched': archiveRead(z.object({}), watched),
  /** Chooses the folder (a dialog of the desktop; the browser host cannot) and takes in what is and comes there. `on: false` ends that. */
  'intake.watch': archiveChange(z.object({ on: z.boolean() }), watched),
  /**
   * Writes separator sheets to print, a PDF in the archive's exports. What is scanned after a sheet
   * is a document of its own with the sheet's proposals; a sheet of nulls only separates.
   */
  'intake.separators': archiveChange(
    z.object({
      sheets: z
        .array(
          z.object({
            categoryId: categoryId.nullable(),
            year: filingYear.nullable(),
            department: z.string().max(100).nullable(),
            copies: z.number().int().min(1).max(100),
          }),
        )
        .min(1)
        .max(100),
    }),
    z.object({ file: z.string(), address: z.string(), pages: z.number().int() }),
  ),
  /** Goes on with a stopped import: exactly the files not yet settled. */
  'intake.resume': archiveChange(z.object({ id: importId }), z.object({ job: jobId })),
  /** Gives the rest of a stopped import up. */
  'intake.giveUp': archiveChange(z.object({ id: importId }), z.object({})),
  /** Files a refused or duplicate file knowingly: a duplicate as another document with the same original, the rest as an original without pages. */
  'intake.keepAnyway': archiveChange(
    z.object({ files: z.array(importFileId).min(1).max(200) }),
    z.object({
      kept: z.array(documentId),
      failed: z.array(z.object({ file: importFileId, error: wireError })),
    }),
  ),
} as const;
