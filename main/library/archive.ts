import { access, constants, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { OperationId } from '../contract/ids.ts';
import type { Holder, OpenArchive } from '../contract/library.ts';
import {
  beginOperation,
  openDatabase,
  sealOperation,
  withinOperation,
  type Database,
  type Writer,
} from '../db/index.ts';
import { refreshStale } from '../search/index.ts';
import type { WorkerPool } from '../workers/index.ts';
import { backUpCatalogue, isBackupDue } from './backups.ts';
import { readHolder, takeLock, type ArchiveLock } from './lock.ts';
import {
  archivePaths,
  isNetworkPath,
  isSyncFolder,
  originalName,
  type ArchivePaths,
} from './paths.ts';
import * as q from './queries.ts';
import { bringUpToDate, refuseOtherVersions, type UpgradeOptions } from './upgrade.ts';

export type Language = 'zh-CN' | 'en';

/** What an operation is called in the history, in both languages; the user's is written. */
export interface OperationWords {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly undoes?: OperationId | undefined;
}

/** An archive that is open. */
export interface Archive {
  readonly folder: string;
  readonly paths: ArchivePaths;
  readonly db: Database;
  readonly workers: WorkerPool;
  /** Workers that keep the models of text recognition loaded. */
  readonly readers: WorkerPool;
  /** Stays the same for the archive's life, across moves and computers. */
  id: string;
  readonly readOnly: boolean;
  readonly holder: Holder | null;
  readonly warnings: OpenArchive['warnings'];
  /** Name written into the history. */
  user: string;
  language: Language;
  /** Name and fonds number, as the archive's settings hold them. */
  readonly about: () => Promise<q.ArchiveName>;
  /**
   * One user-level change: everything `work` does to tracked tables is one operation, in one
   * transaction, with facts and index kept true. `operation` is null where nothing changed.
   */
  readonly operate: <T>(
    words: OperationWords,
    work: (writer: Writer, operation: OperationId) => Promise<T>,
  ) => Promise<{ readonly result: T; readonly operation: OperationId | null }>;
  /** Opens an operation that spans several transactions (an import). */
  readonly beginOperation: (words: OperationWords) => Promise<OperationId>;
  /** One transaction of such an operation. */
  readonly continueOperation: <T>(
    operation: OperationId,
    work: (writer: Writer) => Promise<T>,
  ) => Promise<T>;
  /** Ends it; `words` where what was done is known only now. */
  readonly sealOperation: (
    operation: OperationId,
    words?: OperationWords,
  ) => Promise<OperationId | null>;
  /** Changes what machines derive (read text, proposals, queues); `tables` for the change feed. */
  readonly derive: <T>(
    tables: readonly string[],
    work: (writer: Writer) => Promise<T>,
  ) => Promise<T>;
  /** Told the tables that changed, after each commit. */
  readonly onChange: (listener: (tables: readonly string[]) => void) => () => void;
  /** Told when another computer took the archive over: nothing can be written any more. */
  readonly onLost: (listener: () => void) => void;
  /** Once is enough; more does no harm. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions extends UpgradeOptions {
  readonly workers: WorkerPool;
  /** For reading pages; `workers` where not given. */
  readonly readers?: WorkerPool;
  readonly user: string;
  readonly language: Language;
  /** Take it over from a silent holder on another computer. */
  readonly takeOver?: boolean;
  /** `never`: fail where it is held; `held`: look without writing where it is held; `always`. */
  readonly readOnly?: 'never' | 'held' | 'always';
  /** Least age of the newest catalogue backup before closing makes another. */
  readonly backupAfterMs?: number;
}

/** Where an original of an archive lies on disk. */
export function originalPath(archive: Archive, sha256: string, extension: string): string {
  return join(archive.paths.originals, ...originalName(sha256, extension).split('/'));
}

async function assertWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new ArchiveError('folder-not-writable', { path: folder }, error);
  }
}

interface NewArchive extends q.ArchiveName {
  /** The filing tree to begin with: top categories in order. */
  readonly categories: readonly string[];
}

/**
 * Makes an archive in `folder`, which must be missing or empty.
 * @throws ArchiveError `folder-not-empty`, `archive-exists`, `folder-not-writable`.
 */
export async function createArchive(
  folderGiven: string,
  about: NewArchive,
  options: OpenOptions,
): Promise<Archive> {
  const folder = resolve(folderGiven);
  const paths = archivePaths(folder);
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new ArchiveError('folder-not-writable', { path: folder }, error);
  });
  if (present?.includes('mingce.sqlite') === true) {
    throw new ArchiveError('archive-exists', { path: folder });
  }
  if (present !== null && present.length > 0) {
    throw new ArchiveError('folder-not-empty', { path: folder });
  }
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new ArchiveError('folder-not-writable', { path: folder }, error);
  }
  await assertWritable(folder);
  try {
    const archive = await openAt(folder, options, 'create');
    try {
      await archive.operate(
        { kind: 'create', zh: `新建档案库“${about.name}”`, en: `Create archive “${about.name}”` },
        (writer) => q.writeNewArchive(writer, about, about.categories),
      );
      archive.id = await q.archiveId(archive.db.read);
      return archive;
    } catch (error) {
      await archive.close();
      throw error;
    }
  } catch (error) {
    // Nothing of ours stays behind in a folder that was empty.
    for (const path of Object.values(paths)) await rm(path, { recursive: true, force: true });
    for (const suffix of ['-wal', '-shm', '-journal']) {
      await rm(`${paths.catalogue}${suffix}`, { force: true });
    }
    throw error;
  }
}

/** Gives an archive another name and fonds number. */
export async function renameArchive(archive: Archive, about: q.ArchiveName): Promise<void> {
  const { name } = about;
  await archive.operate(
    { kind: 'rename', zh: `档案库改名为“${name}”`, en: `Rename the archive to “${name}”` },
    (writer) => q.setArchiveName(writer, about),
  );
}

/**
 * Opens an archive folder.
 * @throws ArchiveError `archive-not-found`, `archive-held`, `archive-from-future`, `archive-damaged`,
 *   `folder-not-writable`, `cancelled`. A catalogue that will not open is left exactly as it was.
 */
export async function openArchive(folderGiven: string, options: OpenOptions): Promise<Archive> {
  const folder = resolve(folderGiven);
  const there = await stat(archivePaths(folder).catalogue).catch(() => null);
  if (there === null || !there.isFile()) {
    throw new ArchiveError('archive-not-found', { path: folder });
  }
  return openAt(folder, options, 'write');
}

async function lockOrLook(
  paths: ArchivePaths,
  options: OpenOptions,
  onLost: () => void,
): Promise<{ lock: ArchiveLock | null; holder: Holder | null }> {
  if (options.readOnly === 'always') return { lock: null, holder: await readHolder(paths.lock) };
  try {
    await assertWritable(dirname(paths.lock));
    return {
      lock: await takeLock(paths.lock, options.user, options.takeOver === true, onLost),
      holder: null,
    };
  } catch (error) {
    const mayLook = options.readOnly === 'held' && error instanceof ArchiveError;
    if (mayLook && error.code === 'archive-held') {
      return { lock: null, holder: await readHolder(paths.lock) };
    }
    if (mayLook && error.code === 'folder-not-writable') return { lock: null, holder: null };
    throw error;
  }
}

async function openAt(
  folder: string,
  options: OpenOptions,
  mode: 'write' | 'create',
): Promise<Archive> {
  const paths = archivePaths(folder);
  const loss = losing();
  const { lock, holder } = await lockOrLook(paths, options, loss.lose);
  try {
    const db = await openDatabase(paths.catalogue, {
      mode: lock === null ? 'read' : mode,
      wal: !isNetworkPath(folder),
    });
    try {
      if (lock === null) await refuseOtherVersions(db, folder, holder);
      else await bringUpToDate(db, folder, paths, options);
      const id = await q.archiveId(db.read);
      return assemble({ folder, paths, options, db, id, lock, holder, loss });
    } catch (error) {
      await db.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/** The moment another computer takes the archive over, and who wants to know. */
interface Loss {
  readonly isLost: () => boolean;
  readonly lose: () => void;
  readonly onLost: (listener: () => void) => void;
}

function losing(): Loss {
  const listeners = new Set<() => void>();
  let lost = false;
  return {
    isLost: () => lost,
    lose: () => {
      lost = true;
      for (const listener of listeners) listener();
    },
    onLost: (listener) => {
      listeners.add(listener);
    },
  };
}

interface Parts {
  readonly folder: string;
  readonly paths: ArchivePaths;
  readonly options: OpenOptions;
  readonly db: Database;
  /** Empty until a new archive has been given one. */
  readonly id: string;
  readonly lock: ArchiveLock | null;
  readonly holder: Holder | null;
  readonly loss: Loss;
}

function assemble(parts: Parts): Archive {
  const { folder, paths, options, db, id, lock, holder, loss } = parts;
  const readOnly = lock === null;
  const { tell, onChange } = changeFeed();
  let closing: Promise<void> | null = null;
  const write = <T>(work: (writer: Writer) => Promise<T>): Promise<T> => {
    if (readOnly || loss.isLost()) throw new ArchiveError('archive-read-only', { path: folder });
    return db.write(async (writer) => {
      const result = await work(writer);
      await refreshStale(writer);
      return result;
    });
  };
  const archive: Archive = {
    folder,
    paths,
    db,
    workers: options.workers,
    readers: options.readers ?? options.workers,
    id,
    readOnly,
    holder,
    warnings: warningsFor(folder, lock),
    user: options.user,
    language: options.language,
    about: () => q.archiveName(db.read),
    operate: async (words, work) => {
      const done = await write(async (writer) => {
        const own = await beginOperation(writer, head(archive, words));
        const result = await withinOperation(writer, own, () => work(writer, own));
        const tables = [...(await q.tablesChangedBy(writer, own)), 'operation'];
        const { operation } = await sealOperation(writer, own);
        return { result, operation, tables };
      });
      if (done.operation !== null) tell(done.tables);
      return { result: done.result, operation: done.operation };
    },
    beginOperation: (words) => write((writer) => beginOperation(writer, head(archive, words))),
    continueOperation: async (operation, work) => {
      const result = await write((writer) =>
        withinOperation(writer, operation, () => work(writer)),
      );
      tell(['document', 'part', 'import', 'import_file']);
      return result;
    },
    sealOperation: async (operation, words) => {
      const sealed = await write(async (writer) => {
        if (words !== undefined)
          await q.setSummary(writer, operation, head(archive, words).summary);
        return sealOperation(writer, operation);
      });
      tell(['operation', 'import']);
      return sealed.operation;
    },
    derive: async (tables, work) => {
      const result = await write(work);
      tell(tables);
      return result;
    },
    onChange,
    onLost: loss.onLost,
    close: () => (closing ??= close(parts)),
  };
  return archive;
}

function changeFeed() {
  const listeners = new Set<(tables: readonly string[]) => void>();
  return {
    tell: (tables: readonly string[]): void => {
      if (tables.length > 0) for (const listener of listeners) listener(tables);
    },
    onChange: (listener: (tables: readonly string[]) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function warningsFor(folder: string, lock: ArchiveLock | null): OpenArchive['warnings'] {
  return [
    ...(isSyncFolder(folder) ? (['sync-folder'] as const) : []),
    ...(isNetworkPath(folder) ? (['network-path'] as const) : []),
    ...(lock?.leftBehind === true ? (['restored-after-crash'] as const) : []),
  ];
}

async function close({ paths, db, options, lock, loss }: Parts): Promise<void> {
  if (lock !== null && !loss.isLost()) {
    const due = await isBackupDue(paths, db.read, options.backupAfterMs ?? 0).catch(() => false);
    // A full disk must not keep the archive from closing; health shows the age of the last backup.
    if (due) await backUpCatalogue(paths, db).catch(() => undefined);
  }
  await db.close();
  await lock?.release();
}

function head(archive: Archive, words: OperationWords) {
  return {
    kind: words.kind,
    summary: archive.language === 'en' ? words.en : words.zh,
    user: archive.user,
    undoes: words.undoes,
  };
}
