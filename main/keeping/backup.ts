import { mkdir, open, readdir, readFile, realpath, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import { chainHead, connect, openDatabase, verifyChain, type Reader } from '../db/index.ts';
import {
  archivePaths,
  copyCatalogue,
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
  /** Says whether the catalogue was written to since (`writtenState`). */
  readonly state: string;
  /** End and length of the history's hash chain. */
  readonly chainHead: string;
  readonly operations: number;
}

interface BackupResult {
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

interface Target {
  readonly path: string;
  /** Whether it was made for this copy. */
  readonly isOurs: boolean;
}

/** A folder for the copy: the one wanted where it is new or empty, else a new one in it. */
async function emptyTarget(wanted: string, name: string): Promise<Target> {
  const present = await readdir(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new ArchiveError('target-not-writable', { path: wanted }, error);
  });
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return makeTarget(present.length === 0 ? wanted : join(wanted, `${name}-${stamp}`));
}

async function makeTarget(path: string): Promise<Target> {
  try {
    const made = await mkdir(path, { recursive: true });
    return { path, isOurs: made !== undefined };
  } catch (error) {
    throw new ArchiveError('target-not-writable', { path }, error);
  }
}

/** An unfinished copy would look like a whole one. The folder held nothing else when it began. */
async function clear({ path, isOurs }: Target): Promise<void> {
  if (isOurs) return rm(path, { recursive: true, force: true });
  for (const name of await readdir(path).catch(() => [])) {
    await rm(join(path, name), { recursive: true, force: true });
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path without links, also where its last parts are not there yet. */
async function truePath(path: string): Promise<string> {
  const parent = dirname(path);
  return realpath(path).catch(async () =>
    parent === path ? path : join(await truePath(parent), basename(path)),
  );
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
 * @throws ArchiveError `original-missing`, `original-damaged`, `target-not-writable`, `disk-full`;
 *   nothing is left of the copy then.
 */
export async function backUp(
  archive: Archive,
  destination: string,
  control: JobControl,
): Promise<BackupResult> {
  const wanted = resolve(destination);
  if (isWithin(await truePath(wanted), await truePath(archive.folder))) {
    throw new ArchiveError('target-not-writable', { path: wanted });
  }
  const target = await emptyTarget(wanted, basename(archive.folder));
  try {
    await assertRoom(archive, target.path);
    return await copyArchive(archive, target.path, control);
  } catch (error) {
    await clear(target);
    throw error;
  }
}

async function assertRoom(archive: Archive, path: string): Promise<void> {
  const { bytes } = await q.originalTotals(archive.db.read);
  const { bavail, bsize } = await statfs(path);
  if (bytes > bavail * bsize) throw new ArchiveError('disk-full', { path, neededBytes: bytes });
}

async function copyArchive(
  archive: Archive,
  target: string,
  control: JobControl,
): Promise<BackupResult> {
  const { name } = await archive.about();
  const paths = archivePaths(target);
  await rm(`${paths.catalogue}.part`, { force: true });
  // A connection of its own: works beside the holder, and holds up nobody.
  const source = await connect(archive.paths.catalogue, 'read');
  try {
    await copyCatalogue(source, `${paths.catalogue}.part`);
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
      (each) => originalIn(target, each),
      control,
    );
    const sha256 = await sha256Of(paths.catalogue, archive.workers);
    const chain = await chainHead(copy.read);
    const manifest: BackupManifest = {
      format: 'mingce-backup-1',
      archive: archive.id,
      name,
      at: new Date().toISOString(),
      catalogue: sha256,
      state: await writtenState(paths.catalogue),
      ...done,
      chainHead: chain.head,
      operations: chain.operations,
    };
    await writeFlushed(join(target, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    return { path: target, ...done, sha256 };
  } finally {
    await copy.close();
  }
}

function originalIn(folder: string, { sha256, extension }: q.OriginalFile): string {
  return join(archivePaths(folder).originals, ...originalName(sha256, extension).split('/'));
}

/**
 * Makes an archive folder from a backup, checking catalogue and originals on the way. A backup that
 * was itself opened as an archive since is taken as it is now, where it is sound and its history
 * goes on from the backup's.
 * @throws ArchiveError `archive-not-found` (no backup there), `archive-damaged`, `folder-not-empty`,
 *   `original-missing`, `original-damaged`, `disk-full`; nothing is left of the copy then.
 */
export async function restore(
  sourceGiven: string,
  targetGiven: string,
  workers: WorkerPool,
  control: JobControl,
): Promise<BackupResult> {
  const source = resolve(sourceGiven);
  const manifest = await readFile(join(source, manifestName), 'utf8')
    .then((text) => JSON.parse(text) as BackupManifest)
    .catch(() => null);
  if (manifest?.format !== 'mingce-backup-1') {
    throw new ArchiveError('archive-not-found', { path: source });
  }
  const wanted = resolve(targetGiven);
  const present = await readdir(wanted).catch(() => [] as string[]);
  if (present.length > 0) throw new ArchiveError('folder-not-empty', { path: wanted });
  const target = await makeTarget(wanted);
  try {
    const { catalogue } = archivePaths(target.path);
    await workers.run<CopyArgs, HashedFile[]>('keeping.copy', {
      files: [{ from: archivePaths(source).catalogue, to: catalogue }],
    });
    const sha256 = await sha256Of(catalogue, workers);
    const copy = await openDatabase(catalogue, { mode: 'read', wal: false });
    try {
      if (sha256 !== manifest.catalogue) {
        // Other bytes without a write are damage.
        const isDamaged = (await writtenState(catalogue)) === manifest.state;
        if (isDamaged || !(await goesOn(copy.read, manifest))) {
          throw new ArchiveError('archive-damaged', { path: source, problems: ['mingce.sqlite'] });
        }
      }
      const done = await copyOriginals(
        copy.read,
        workers,
        (each) => originalIn(source, each),
        (each) => originalIn(target.path, each),
        control,
      );
      return { path: target.path, ...done, sha256 };
    } finally {
      await copy.close();
    }
  } catch (error) {
    await clear(target);
    throw error;
  }
}

/** Journal form and change counter of a database file's header: another after each use for writing. */
async function writtenState(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(28), 0, 28, 0);
    return `${buffer.toString('hex', 18, 20)}-${buffer.toString('hex', 24, 28)}`;
  } finally {
    await file.close();
  }
}

/** Whether a catalogue is sound and its history holds the one of the backup. */
async function goesOn(reader: Reader, manifest: BackupManifest): Promise<boolean> {
  const problems = await q.catalogueProblems(reader);
  const chain = await verifyChain(reader);
  const head = await q.hashAt(reader, manifest.operations);
  return problems.length === 0 && chain.ok && head === manifest.chainHead;
}
