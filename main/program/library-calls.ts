import { readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import {
  ArchiveError,
  type CallResult,
  type libraryCalls,
  type OpenArchive,
  type RecentArchive,
} from '../contract/index.ts';
import { importPaths } from '../intake/index.ts';
import {
  archivePaths,
  readHolder,
  type Archive,
  type OpenOptions,
  type UpgradeOptions,
} from '../library/index.ts';
import { countDocuments } from '../search/index.ts';
import type { WorkerPool } from '../workers/index.ts';
import { describeArchive, type Archives } from './archives.ts';
import type { Host } from './host.ts';
import { createForUse, openForUse } from './open.ts';
import type { Places } from './places.ts';
import type { Memory } from './preferences.ts';

interface Parts {
  readonly host: Host;
  readonly memory: Memory;
  readonly places: Places;
  readonly archives: Archives;
  readonly workers: WorkerPool;
  readonly readers: WorkerPool;
}

type ProgramCalls = Omit<typeof libraryCalls, 'library.close' | 'library.rename'>;
type ProgramHandlers = {
  readonly [Name in keyof ProgramCalls]: (
    args: z.output<ProgramCalls[Name]['args']>,
    session: string,
  ) => Promise<CallResult<Name>>;
};

const probeMs = 800;

/** A name as a folder's: what Windows refuses is replaced, Chinese stays Chinese. */
export function folderName(name: string): string {
  const safe = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
    .replace(/[. ]+$/u, '')
    .trim();
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/iu.test(safe);
  return safe === '' || reserved ? `_${safe}` : safe;
}

/** A drive that does not answer must not keep the first screen waiting. */
async function soon<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((done) => setTimeout(() => done(otherwise), probeMs).unref());
  return Promise.race([work.catch(() => otherwise), late]);
}

async function hasCatalogue(folder: string): Promise<boolean> {
  return (await stat(archivePaths(folder).catalogue).catch(() => null))?.isFile() === true;
}

export function createProgramHandlers({
  host,
  memory,
  places,
  archives,
  workers,
  readers,
}: Parts): ProgramHandlers {
  const userName = (): string => memory.preferences().userName || userInfo().username;
  const options = (more: Partial<OpenOptions> = {}): OpenOptions => ({
    workers,
    readers,
    user: userName(),
    language: memory.preferences().language,
    readOnly: 'held',
    backupAfterMs: 3_600_000,
    ...more,
  });

  const show = async (
    session: string,
    folder: string,
    open: (more: UpgradeOptions) => Promise<Archive>,
    onUpgrade?: () => void,
  ): Promise<OpenArchive> => {
    const entry = await archives.join(session, folder, open, onUpgrade);
    // Only now: where the new one does not open, the old one stays.
    for (const other of archives.ofSession(session)) {
      if (other.handle !== entry.handle) await archives.leave(session, other.handle);
    }
    const described = await describeArchive(entry);
    await memory.remember({
      path: entry.archive.folder,
      name: described.name,
      documents: await countDocuments(entry.archive.db.read, { place: 'all' }),
      openedAt: new Date().toISOString(),
    });
    await memory.setLast(entry.archive.folder);
    return described;
  };

  const recentOf = async (known: {
    path: string;
    name: string;
    documents: number;
    openedAt: string;
  }): Promise<RecentArchive> => {
    const there = await soon(hasCatalogue(known.path), false);
    const holder = there ? await soon(readHolder(archivePaths(known.path).lock), null) : null;
    const isOurs = holder !== null && holder.sameHost && holder.process === process.pid;
    return {
      place: places.idFor(known.path),
      name: known.name,
      path: known.path,
      documents: known.documents,
      openedAt: known.openedAt,
      state: !there ? 'missing' : holder !== null && !isOurs ? 'held' : 'ok',
      heldBy:
        holder === null || isOurs ? null : [holder.user, holder.host].filter(Boolean).join('@'),
    };
  };

  /** Recent archives, then those in the home folder that were never opened here. */
  const recents = async (): Promise<RecentArchive[]> => {
    const known = memory.recents();
    const names = await readdir(host.homeFolder).catch(() => [] as string[]);
    const others = names
      .map((name) => join(host.homeFolder, name))
      .filter((path) => !known.some((each) => each.path === path));
    const found: RecentArchive[] = [];
    for (const path of others.slice(0, 200)) {
      if (!(await hasCatalogue(path))) continue;
      const name = path.slice(dirname(path).length + 1);
      const openedAt = (await stat(path)).mtime.toISOString();
      found.push(await recentOf({ path, name, documents: 0, openedAt }));
    }
    return [...(await Promise.all(known.map(recentOf))), ...found];
  };

  const nothing = { archive: null, opening: null } as const;
  /** Sessions that had their first archive, or none: it is not opened again behind their back. */
  const begun = new Set<string>();

  /**
   * The archive a new session begins with: the one it has, the one named at start, the last one.
   * One that takes a while is named instead, so that the session can show how far it is.
   */
  const first = async (
    session: string,
  ): Promise<Pick<CallResult<'program.state'>, 'archive' | 'opening'>> => {
    const [mine] = archives.ofSession(session);
    if (mine !== undefined) return { archive: await describeArchive(mine), opening: null };
    const usual = begun.has(session) ? null : (host.startArchive ?? memory.last());
    begun.add(session);
    const folder = archives.openingOf(session) ?? usual;
    if (folder === null || !(await soon(hasCatalogue(folder), false))) return nothing;
    const upgrading = Promise.withResolvers<null>();
    const shown = show(
      session,
      folder,
      (more) => openForUse(folder, options(more)),
      () => upgrading.resolve(null),
    );
    try {
      const archive = await Promise.race([shown, upgrading.promise]);
      return { archive, opening: archive === null ? places.idFor(folder) : null };
    } catch (error) {
      // The start screen shows it among the recent ones; opening it there says what is wrong.
      if (error instanceof ArchiveError) return nothing;
      throw error;
    }
  };

  return {
    'program.state': async (_args, session) => {
      const { archive, opening } = await first(session);
      return {
        version: host.version,
        host: host.kind === 'desktop' ? 'desktop' : 'web',
        platform: process.platform,
        user: userInfo().username,
        preferences: memory.preferences(),
        recents: await recents(),
        archive,
        opening,
        home: host.homeFolder,
        hasDemo: host.demoFolder !== null,
      };
    },
    'program.setPreferences': async (patch, session) => {
      const set = Object.fromEntries(
        Object.entries(patch).filter(([, value]) => value !== undefined),
      );
      const next = await memory.setPreferences(set);
      for (const { archive } of archives.ofSession(session)) {
        archive.user = userName();
        archive.language = next.language;
      }
      return next;
    },
    'library.chooseFolder': async ({ purpose }, session) => {
      if (host.chooseFolder === undefined) throw new ArchiveError('not-allowed');
      const path = await host.chooseFolder(session, purpose);
      return path === null ? null : { place: places.idFor(path), path };
    },
    'library.create': async ({ name, fonds, place }, session) => {
      const parent = place === null ? host.homeFolder : places.pathOf(place);
      const folder = resolve(parent, folderName(name));
      // One that is open here already would be joined instead of refused.
      if (await hasCatalogue(folder)) throw new ArchiveError('archive-exists', { path: folder });
      const about = { name: name.trim(), fonds: fonds === '' ? null : fonds };
      return show(session, folder, () =>
        createForUse(folder, about, options({ readOnly: 'never' })),
      );
    },
    'library.open': async ({ place, readOnly, takeOver }, session) => {
      const folder = places.pathOf(place);
      return show(session, folder, (more) =>
        openForUse(
          folder,
          options({
            ...more,
            readOnly: readOnly === true ? 'always' : takeOver === true ? 'never' : 'held',
            takeOver: takeOver === true,
          }),
        ),
      );
    },
    'library.openDemo': async (_args, session) => {
      const { demoFolder } = host;
      if (demoFolder === null) throw new ArchiveError('archive-not-found', { name: 'demo' });
      const folder = join(
        host.homeFolder,
        memory.preferences().language === 'en' ? 'Mingce demo' : '明册示例',
      );
      if (await hasCatalogue(folder)) {
        return show(session, folder, (more) => openForUse(folder, options(more)));
      }
      const name = memory.preferences().language === 'en' ? 'Mingce demo' : '示例档案库';
      const described = await show(session, folder, () =>
        createForUse(folder, { name, fonds: 'Q012' }, options({ readOnly: 'never' })),
      );
      const entry = archives.entry(session, described.handle);
      entry?.jobs.start(entry.archive, { kind: 'import', title: name, canPause: true }, (control) =>
        importPaths(entry.archive, [demoFolder], { confirm: true }, control),
      );
      return described;
    },
    'library.stopOpening': async (_args, session) => {
      archives.stopOpening(session);
      return {};
    },
    'library.forget': async ({ place }) => {
      await memory.forget(places.pathOf(place));
      return {};
    },
  };
}
