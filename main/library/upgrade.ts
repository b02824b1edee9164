import { mkdir } from 'node:fs/promises';
import { ArchiveError } from '../contract/errors.ts';
import type { Holder } from '../contract/library.ts';
import { migrate, migrations, sealOperation, type Database } from '../db/index.ts';
import { isRefreshed, refreshInSteps, removeRemains } from '../search/index.ts';
import { backUpCatalogue } from './backups.ts';
import type { ArchivePaths } from './paths.ts';
import * as q from './queries.ts';

/** How far the catalogue of an earlier version is brought to this one. */
export interface UpgradeProgress {
  readonly done: number;
  /** Documents whose facts and index are made anew; null while it is backed up and not yet known. */
  readonly total: number | null;
}

export interface UpgradeOptions {
  /** Told where an archive of an earlier version has more than a little to be made anew. */
  readonly onUpgrade?: (progress: UpgradeProgress) => void;
  /** Stops it between two steps; what is done stays, the next opening goes on there. */
  readonly signal?: AbortSignal;
}

/** Fewer documents than this are copied and checked in a moment. */
const many = 500;

/**
 * Makes a catalogue ready for writing: of this version, nothing left open, the index not behind.
 * @throws ArchiveError `archive-from-future`, `archive-damaged`, `cancelled`
 */
export async function bringUpToDate(
  db: Database,
  folder: string,
  paths: ArchivePaths,
  { onUpgrade, signal }: UpgradeOptions,
): Promise<void> {
  for (const key of ['originals', 'staging', 'derived', 'exports', 'backups'] as const) {
    await mkdir(paths[key], { recursive: true });
  }
  // What is left of a rebuild that a crash ended; a catalogue is checked before it is upgraded.
  await removeRemains(db);
  await db.maintain((connection) =>
    migrate(connection, folder, async (from) => {
      if ((await q.documentCount(connection)) > many) onUpgrade?.({ done: 0, total: null });
      await backUpCatalogue(paths, { maintain: (work) => work(connection) }, `-v${from}`);
      refuseStopped(signal);
    }),
  );
  await sealForgotten(db);
  await refreshInSteps(db, (progress) => onUpgrade?.(progress), signal);
  refuseStopped(signal);
}

function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ArchiveError('cancelled');
}

/** Operations that a crash left open (an import) end now, with what they had done. */
async function sealForgotten(db: Database): Promise<void> {
  await db.write(async (writer) => {
    for (const id of await q.forgottenOperations(writer)) await sealOperation(writer, id);
  });
}

/**
 * A read-only window cannot upgrade: it shows only catalogues that are wholly of this version.
 * @throws ArchiveError `archive-from-future`; `archive-held` by who may be upgrading it, else
 *   `folder-not-writable`
 */
export async function refuseOtherVersions(
  db: Database,
  folder: string,
  holder: Holder | null,
): Promise<void> {
  const version = await q.catalogueVersion(db.read);
  if (version > migrations.length)
    throw new ArchiveError('archive-from-future', { path: folder, version });
  if (version === migrations.length && (await isRefreshed(db.read))) return;
  if (holder !== null) throw new ArchiveError('archive-held', { path: folder, ...holder });
  throw new ArchiveError('folder-not-writable', { path: folder });
}
