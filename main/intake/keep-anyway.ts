import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError, type ErrorCode } from '../contract/errors.ts';
import { counted, type Archive } from '../library/index.ts';
import { commitUnits, type FileResult } from './commit.ts';

import { categoriesWithParents } from '../reading/index.ts';
import * as q from './queries.ts';
import { keptExtension } from './store.ts';
import { storeFile } from './taker.ts';

/** Refusals that say something of the content, not of the way to it. */
const keepable: ReadonlySet<ErrorCode> = new Set([
  'empty',
  'unreadable',
  'too-large',
  'worker-died',
  'worker-timeout',
  'internal',
]);

/** Whether the user may insist on this file. */
export function canKeep({ outcome, code }: Pick<q.FileRow, 'outcome' | 'code'>): boolean {
  return outcome === 'duplicate' || (outcome === 'refused' && code !== null && keepable.has(code));
}

export interface KeptFiles {
  readonly kept: readonly number[];
  readonly failed: readonly { readonly file: number; readonly error: ArchiveError }[];
}

/**
 * Takes in files the import left out: a duplicate as another document with the same original, a
 * refused one as an original without pages. One operation.
 */
export async function keepAnyway(archive: Archive, ids: readonly number[]): Promise<KeptFiles> {
  const rows = await q.filesById(archive.db.read, ids);
  const kept: number[] = [];
  const failed: { file: number; error: ArchiveError }[] = [];
  const words = {
    kind: 'import',
    zh: `仍然收入 ${ids.length} 个文件`,
    en: `Keep ${counted(ids.length, 'file')} anyway`,
  };
  const operation = await archive.beginOperation(words);
  try {
    for (const id of ids) {
      const row = rows.find((each) => each.id === id);
      try {
        kept.push(await keepFile(archive, id, row, operation));
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error;
        failed.push({ file: id, error });
      }
    }
  } finally {
    await archive.sealOperation(operation);
  }
  return { kept, failed };
}

async function keepFile(
  archive: Archive,
  id: number,
  row: q.FileRow | undefined,
  operation: Awaited<ReturnType<Archive['beginOperation']>>,
): Promise<number> {
  if (row === undefined) throw new ArchiveError('source-missing', { file: id });
  if (!canKeep(row)) throw new ArchiveError('not-allowed', { path: row.path });
  const record = await q.importRecord(archive.db.read, row.importId);
  if (record === undefined) throw new ArchiveError('no-such-import', { id: row.importId });
  const context = {
    importId: row.importId,
    options: record.options,
    categories: await categoriesWithParents(archive.db.read),
    insist: true,
    watched: false,
    operation: () => Promise.resolve(operation),
  };
  const file = await resultOf(archive, row);
  const [settled] = await commitUnits(archive, [{ group: null, files: [file] }], context);
  if (settled?.documentId === null || settled?.documentId === undefined)
    throw new ArchiveError(settled?.code ?? 'internal', { path: row.path });
  return settled.documentId;
}

async function resultOf(archive: Archive, row: q.FileRow): Promise<FileResult> {
  const file: q.PendingFile = { ...row, group: null };
  if (row.outcome === 'duplicate' && row.sha256 !== null)
    return { kind: 'ready', file, sha256: row.sha256, bytes: row.bytes, staged: null };
  const stored = await storeFile(archive, row, new AbortController().signal);
  const { sha256, bytes, stagedName: name } = stored;
  const [known] = await q.knownOriginals(archive.db.read, [sha256]);
  if (known !== undefined) {
    await rm(join(archive.paths.staging, name), { force: true });
    return { kind: 'ready', file, sha256, bytes, staged: null };
  }
  const type = keptExtension(row.path) || 'unknown';
  const inspected = { type, pageState: 'none', pages: [], refusal: null } as const;
  return { kind: 'ready', file, sha256, bytes, staged: { name, inspected } };
}
