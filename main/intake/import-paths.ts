import { resolve } from 'node:path';
import { ArchiveError, type ErrorCode, type ErrorDetails } from '../contract/errors.ts';
import type { ImportOptions } from '../contract/intake.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { runImport, startImport } from './import-job.ts';
import * as q from './queries.ts';

/** What the command line reports (cli.md, import). `path` is absolute. */
export interface ImportReport {
  readonly imported: readonly (q.ImportedRow & { readonly path: string })[];
  readonly duplicates: readonly { readonly path: string; readonly id: number }[];
  readonly failed: readonly {
    readonly path: string;
    readonly code: ErrorCode;
    readonly details: ErrorDetails;
  }[];
  /** Documents that came in, but not all was done with them that was asked for. */
  readonly unfinished: readonly { readonly id: number; readonly code: ErrorCode }[];
  readonly ms: number;
}

/** Work on the documents of an import before it is reported; gives what failed, by document. */
export type Afterwards = (
  documents: readonly number[],
) => Promise<readonly { readonly id: number; readonly code: ErrorCode }[]>;

/**
 * Imports files and folders and waits for the end, and for what is done with them afterwards. A trouble of the archive itself (a full disk) ends
 * it: the files not reached are among `failed`, with that trouble's code.
 * @throws ArchiveError `no-such-category`, `cancelled`, `archive-read-only`.
 */
export async function importPaths(
  archive: Archive,
  paths: readonly string[],
  options: ImportOptions,
  control: JobControl,
  afterwards: Afterwards = () => Promise.resolve([]),
): Promise<ImportReport> {
  const startedAt = performance.now();
  const sources = paths.map((path) => ({ kind: 'path', path: resolve(path) }) as const);
  const { id } = await startImport(archive, sources, options);
  let ending: ArchiveError | null = null;
  try {
    // Who waits for the end does not wait for a queue: what is to be filed is filed here.
    await runImport(archive, id, control, { filesUnread: true });
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code === 'cancelled') throw error;
    ending = error;
  }
  const documents = await q.importedDocuments(archive.db.read, id);
  const unfinished = await afterwards(documents.map((row) => row.id));
  const report = await reportOf(archive, id, ending);
  return { ...report, unfinished, ms: Math.round(performance.now() - startedAt) };
}

const everyOutcome = ['imported', 'duplicate', 'refused', 'pending'] as const;

async function reportOf(
  { db }: Archive,
  id: number,
  ending: ArchiveError | null,
): Promise<Omit<ImportReport, 'ms' | 'unfinished'>> {
  const [documents, { files }] = await Promise.all([
    q.importedDocuments(db.read, id),
    q.importFiles(db.read, id, everyOutcome, 0, Number.MAX_SAFE_INTEGER),
  ]);
  // Of a folder that became one document the first page's file is named.
  const sourceOf = new Map(files.toReversed().map((file) => [file.documentId, file.source]));
  // What was cut off at a separator sheet came by the same file.
  const sourceOfHash = new Map(files.toReversed().map((file) => [file.sha256, file.source]));
  return {
    imported: documents.map((row) => ({
      ...row,
      path: sourceOf.get(row.id) ?? sourceOfHash.get(row.sha256) ?? '',
    })),
    duplicates: files.flatMap(({ outcome, source, duplicateOf }) =>
      outcome === 'duplicate' && duplicateOf !== null ? [{ path: source, id: duplicateOf }] : [],
    ),
    failed: files.flatMap((file) => failureOf(file, ending)),
  };
}

function failureOf(
  { outcome, source: path, code }: q.FileRow,
  ending: ArchiveError | null,
): ImportReport['failed'] {
  if (outcome === 'refused') return [{ path, code: code ?? 'internal', details: {} }];
  if (outcome !== 'pending') return [];
  return [{ path, code: ending?.code ?? 'cancelled', details: ending?.details ?? {} }];
}
