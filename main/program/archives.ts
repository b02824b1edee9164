import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { confirm } from '../catalog/index.ts';
import {
  ArchiveError,
  type ArchiveHandle,
  type HostEvent,
  type Job,
  type OpenArchive,
  type Selection,
} from '../contract/index.ts';
import { countDocuments } from '../search/index.ts';
import {
  backUpCatalogue,
  isBackupDue,
  type Archive,
  type UpgradeOptions,
} from '../library/index.ts';
import { startReading, type ReadingQueue } from '../reading/index.ts';
import { createJobList, type JobList } from './jobs.ts';
import { createOpenings } from './openings.ts';
import type { ArchiveWatching } from './watching.ts';

/** An archive that sessions of this process have open, once for all of them. */
export interface OpenEntry {
  readonly handle: ArchiveHandle;
  /** Its folder without links: the same archive, whatever way it was reached. */
  readonly place: string;
  readonly archive: Archive;
  readonly jobs: JobList;
  readonly reading: ReadingQueue;
  readonly watching: ArchiveWatching;
  readonly sessions: Set<string>;
}

export interface Archives {
  /**
   * Opens it for a session, or joins the one already open in this process, or on its way.
   * `onUpgrade` is told once, where that takes a while.
   */
  readonly join: (
    session: string,
    folder: string,
    open: (options: UpgradeOptions) => Promise<Archive>,
    onUpgrade?: () => void,
  ) => Promise<OpenEntry>;
  /** The folder, without links, that a session is opening. */
  readonly openingOf: (session: string) => string | undefined;
  /** Gives up what a session is opening. */
  readonly stopOpening: (session: string) => void;
  readonly entry: (session: string, handle: string) => OpenEntry | undefined;
  readonly ofSession: (session: string) => OpenEntry[];
  /** A preference that decides whether pages are read was changed. */
  readonly wakeReading: () => void;
  readonly leave: (session: string, handle: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly tell: (sessions: Iterable<string>, event: HostEvent) => void;
  /** Told before an archive closes, with its number of documents. */
  readonly closing: (archive: Archive, documents: number) => Promise<void>;
  readonly watch: (archive: Archive, jobs: JobList, changed: () => void) => ArchiveWatching;
  /** Whether pages are read without being asked for. */
  readonly readsAutomatically: () => boolean;
}

const changeDelayMs = 60;
const idleLookMs = 600_000;
const dayMs = 86_400_000;

/** A backup of the catalogue a day, while nothing else is going on. A failure shows in the archive's health. */
async function backUpWhenIdle({ archive, jobs }: OpenEntry): Promise<void> {
  const busy = jobs.list().some(({ state }) => state === 'running');
  if (busy || archive.readOnly) return;
  if (await isBackupDue(archive.paths, archive.db.read, dayMs)) {
    await backUpCatalogue(archive.paths, archive.db);
  }
}

export function createArchives({ tell, closing, readsAutomatically, watch }: Parts): Archives {
  const entries = new Map<ArchiveHandle, OpenEntry>();
  const idleTimers = new Map<ArchiveHandle, NodeJS.Timeout>();

  /** Places whose archive is closing: to open one of them again is to wait for that. */
  const shutting = new Map<string, Promise<void>>();

  const add = async (archive: Archive): Promise<OpenEntry> => {
    const place = await truePath(archive.folder);
    const handle = randomBytes(18).toString('base64url') as ArchiveHandle;
    const sessions = new Set<string>();
    const jobs = createJobList((_archive, job: Job) =>
      tell(sessions, { type: 'job', archive: handle, job }),
    );
    const reading = startReading(archive, {
      jobs,
      isAutomatic: readsAutomatically,
      file: (documents) => fileRead(archive, documents),
      isBusy: () => jobs.list().some(({ kind, state }) => kind === 'import' && state === 'running'),
    });
    const watching = watch(archive, jobs, () =>
      tell(sessions, { type: 'changed', archive: handle, tables: ['watch'] }),
    );
    const entry: OpenEntry = { handle, place, archive, jobs, reading, watching, sessions };
    entries.set(handle, entry);
    // Many small commits (an import) make one refresh, not hundreds.
    const changed = new Set<string>();
    let timer: NodeJS.Timeout | null = null;
    archive.onChange((tables) => {
      for (const table of tables) changed.add(table);
      timer ??= setTimeout(() => {
        timer = null;
        tell(sessions, { type: 'changed', archive: handle, tables: [...changed] });
        changed.clear();
      }, changeDelayMs);
    });
    const idle = setInterval(() => void backUpWhenIdle(entry).catch(() => undefined), idleLookMs);
    idle.unref();
    idleTimers.set(handle, idle);
    archive.onLost(() => tell(sessions, { type: 'closed', archive: handle, error: null }));
    return entry;
  };

  const shut = (entry: OpenEntry): Promise<void> => {
    entries.delete(entry.handle);
    const done = endEntry(entry).finally(() => {
      if (shutting.get(entry.place) === done) shutting.delete(entry.place);
    });
    if (!entry.archive.readOnly) shutting.set(entry.place, done);
    return done;
  };

  const endEntry = async (entry: OpenEntry): Promise<void> => {
    clearInterval(idleTimers.get(entry.handle));
    idleTimers.delete(entry.handle);
    await Promise.all([entry.watching.close(), entry.jobs.close(), entry.reading.close()]);
    const documents = await countDocuments(entry.archive.db.read, { place: 'all' }).catch(() => 0);
    await closing(entry.archive, documents);
    await entry.archive.close();
  };

  const openings = createOpenings<OpenEntry>({
    tell,
    opened: (entry, sessions) => {
      for (const session of sessions) entry.sessions.add(session);
      if (sessions.length === 0) void shut(entry).catch(() => undefined);
    },
  });

  return {
    join: async (session, folder, open, onUpgrade) => {
      const key = await truePath(folder);
      await shutting.get(key)?.catch(() => undefined);
      // One that is only looked at is not shared: it may be free by now.
      const known = [...entries.values()].find(
        (entry) => entry.place === key && !entry.archive.readOnly,
      );
      if (known !== undefined) {
        known.sessions.add(session);
        return known;
      }
      // A session shows one archive: another that it began to open is not wanted any more.
      openings.stop(session, key);
      return openings.join(session, key, async (more) => add(await open(more)), onUpgrade);
    },
    openingOf: openings.placeOf,
    stopOpening: (session) => openings.stop(session),
    entry: (session, handle) => {
      const entry = entries.get(handle as ArchiveHandle);
      return entry?.sessions.has(session) === true ? entry : undefined;
    },
    ofSession: (session) => [...entries.values()].filter((entry) => entry.sessions.has(session)),
    wakeReading: () => {
      for (const { reading } of entries.values()) reading.wake();
    },
    leave: async (session, handle) => {
      const entry = entries.get(handle as ArchiveHandle);
      if (entry === undefined || !entry.sessions.delete(session)) return;
      if (entry.sessions.size === 0) await shut(entry);
    },
    close: async () => {
      await openings.close();
      while (entries.size > 0) for (const entry of entries.values()) await shut(entry);
    },
  };
}

/** Files documents as their import was asked to; one that is marked secret meanwhile stays. */
async function fileRead(archive: Archive, documents: readonly number[]): Promise<void> {
  const selection = { filter: { ids: documents, place: 'inbox' } } as unknown as Selection;
  await confirm(archive, selection).catch((error: unknown) => {
    if (!(error instanceof ArchiveError) || error.code !== 'state-secret') throw error;
  });
}

const truePath = (folder: string): Promise<string> => realpath(folder).catch(() => folder);

/** What a renderer is told of an open archive. */
export async function describeArchive(entry: OpenEntry): Promise<OpenArchive> {
  const { archive, handle } = entry;
  const { name, fonds } = await archive.about();
  return {
    handle,
    id: archive.id,
    name,
    path: archive.folder,
    fonds,
    readOnly: archive.readOnly,
    holder: archive.holder,
    warnings: [...archive.warnings],
  };
}
