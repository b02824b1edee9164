import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import { chainHead, connect, openDatabase, sql, type Reader } from '../db/index.ts';
import {
  archivePaths,
  originalName,
  originalPath,
  type Archive,
  type JobControl,
} from '../library/index.ts';
import type { WorkerPool } from '../workers/index.ts';
import type { CopyArgs, HashedFile } from './hash.ts';
import * as q from './queries.ts';

/** `backup.json` beside a backup's catalogue: what it must hold. */
interface BackupManifest {
  readonly format: 'mingce-backup-1';
  readonly archive: string;
  readonly name: string;
  readonly at: string;
  readonly catalogue: string;
  readonly originals: number;
  readonly bytes: number;
  /** End and length of the history's hash chain. */
  readonly chainHead: string;
  readonly operations: number;
}

export interface BackupResult {
  readonly path: string;
  readonly originals: number;
  readonly bytes: number;
  /** Of the catalogue in the backup. */
  readonly sha256: string;
}

const manifestName = 'backup.json';
const batchSize = 16;

async function sha256Of(path: string, workers: WorkerPool): Promise<string> {
  const [hashed] = await workers.run<{ paths: string[] }, HashedFile[]>('keeping.hash', {
    paths: [path],
  });
  if (hashed?.sha256 === null || hashed === undefined)
    throw new ArchiveError('source-missing', { path });
  return hashed.sha256;
}

async function emptyTarget(wanted: string, name: string): Promise<string> {
  const present = await readdir(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new ArchiveError('target-not-writable', { path: wanted }, error);
  });
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const target = present.length === 0 ? wanted : join(wanted, `${name}-${stamp}`);
  try {
    await mkdir(target, { recursive: true });
  } catch (error) {
    throw new ArchiveError('target-not-writable', { path: target }, error);
  }
  return target;
}

/** Copies originals and checks each copy; answers count and bytes. Damaged ones stop the copy. */
async function copyOriginals(
  reader: Reader,
  workers: WorkerPool,
  from: (original: q.OriginalFile) => string,
  to: (original: q.OriginalFile) => string,
  control: JobControl,
): Promise<{ originals: number; bytes: number }> {
  const totals = await q.originalTotals(reader);
  control.report({ total: totals.count, totalBytes: totals.bytes });
  let originals = 0;
  let bytes = 0;
  for (let after = 0; ;) {
    await control.paused();
    const batch = await q.originalsAfter(reader, after, batchSize);
    const last = batch.at(-1);
    if (last === undefined) return { originals, bytes };
    const copied = await workers.run<CopyArgs, HashedFile[]>(
      'keeping.copy',
      { files: batch.map((each) => ({ from: from(each), to: to(each) })) },
      { signal: control.signal, timeoutMs: 3_600_000 },
    );
    for (const [index, original] of batch.entries()) {
      const hash = copied[index]?.sha256 ?? null;
      const path = `originals/${originalName(original.sha256, original.extension)}`;
      if (hash === null) throw new ArchiveError('original-missing', { path });
      if (hash !== original.sha256) throw new ArchiveError('original-damaged', { path });
      bytes += original.bytes;
    }
    originals += batch.length;
    control.report({ done: originals, doneBytes: bytes });
    after = last.id;
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(part, path);
}

/**
 * A whole, verified copy of an archive in `destination` (a new or empty folder, else a new folder
 * in it). The copy is itself an archive. Works while somebody else holds the archive.
 * @throws ArchiveError `original-missing`, `original-damaged`, `target-not-writable`, `disk-full`.
 */
export async function backUp(
  archive: Archive,
  destination: string,
  control: JobControl,
): Promise<BackupResult> {
  const about = await archive.about();
  const wanted = resolve(destination);
  if (`${wanted}/`.startsWith(`${archive.folder}/`)) {
    throw new ArchiveError('target-not-writable', { path: wanted });
  }
  const target = await emptyTarget(wanted, about.name);
  const totals = await q.originalTotals(archive.db.read);
  const { bavail, bsize } = await statfs(target);
  if (totals.bytes > bavail * bsize) {
    throw new ArchiveError('disk-full', { path: target, neededBytes: totals.bytes });
  }
  const paths = archivePaths(target);
  try {
    await rm(`${paths.catalogue}.part`, { force: true });
    // A connection of its own: works beside the holder, and holds up nobody.
    const source = await connect(archive.paths.catalogue, 'read');
    try {
      await source.run(sql`VACUUM INTO ${`${paths.catalogue}.part`}`);
    } finally {
      await source.close();
    }
    await rename(`${paths.catalogue}.part`, paths.catalogue);
    const copy = await openDatabase(paths.catalogue, { mode: 'read', wal: false });
    try {
      const done = await copyOriginals(
        copy.read,
        archive.workers,
        (each) => originalPath(archive, each.sha256, each.extension),
        (each) => join(paths.originals, ...originalName(each.sha256, each.extension).split('/')),
        control,
      );
      const sha256 = await sha256Of(paths.catalogue, archive.workers);
      const chain = await chainHead(copy.read);
      const manifest: BackupManifest = {
        format: 'mingce-backup-1',
        archive: archive.id,
        name: about.name,
        at: new Date().toISOString(),
        catalogue: sha256,
        ...done,
        chainHead: chain.head,
        operations: chain.operations,
      };
      await writeFlushed(join(target, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
      return { path: target, ...done, sha256 };
    } finally {
      await copy.close();
    }
  } catch (error) {
    // An unfinished copy would look like a backup.
    for (const path of [paths.catalogue, `${paths.catalogue}.part`, paths.originals]) {
      await rm(path, { recursive: true, force: true });
    }
    throw error;
  }
}

/**
 * Makes an archive folder from a backup, checking catalogue and originals on the way.
 * @throws ArchiveError `archive-not-found` (no backup there), `archive-damaged`, `folder-not-empty`.
 */
export async function restore(
  sourceGiven: string,
  targetGiven: string,
  workers: WorkerPool,
  control: JobControl,
): Promise<BackupResult> {
  const source = resolve(sourceGiven);
  const target = resolve(targetGiven);
  const from = archivePaths(source);
  const to = archivePaths(target);
  const manifest = await readFile(join(source, manifestName), 'utf8')
    .then((text) => JSON.parse(text) as BackupManifest)
    .catch(() => null);
  if (manifest?.format !== 'mingce-backup-1')
    throw new ArchiveError('archive-not-found', { path: source });
  const sha256 = await sha256Of(from.catalogue, workers);
  if (sha256 !== manifest.catalogue) {
    throw new ArchiveError('archive-damaged', { path: source, problems: ['mingce.sqlite'] });
  }
  const present = await readdir(target).catch(() => [] as string[]);
  if (present.length > 0) throw new ArchiveError('folder-not-empty', { path: target });
  await mkdir(target, { recursive: true });
  try {
    await workers.run<CopyArgs, HashedFile[]>('keeping.copy', {
      files: [{ from: from.catalogue, to: to.catalogue }],
    });
    const copy = await openDatabase(to.catalogue, { mode: 'read', wal: false });
    try {
      const done = await copyOriginals(
        copy.read,
        workers,
        (each) => join(from.originals, ...originalName(each.sha256, each.extension).split('/')),
        (each) => join(to.originals, ...originalName(each.sha256, each.extension).split('/')),
        control,
      );
      return { path: target, ...done, sha256 };
    } finally {
      await copy.close();
    }
  } catch (error) {
    for (const path of [to.catalogue, to.originals])
      await rm(path, { recursive: true, force: true });
    throw error;
  }
}
