import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { preferences, type Preferences } from '../contract/index.ts';

const remembered = z.object({
  path: z.string(),
  name: z.string(),
  documents: z.number().int(),
  openedAt: z.string(),
});
type RememberedArchive = z.infer<typeof remembered>;

const usual: Preferences = {
  language: 'zh-CN',
  textPercent: 100,
  userName: '',
  readAutomatically: true,
  screens: {},
};

/** What an earlier version did not know yet is as usual; the rest stays. */
const withUsual = z.preprocess(
  (kept) => (typeof kept === 'object' && kept !== null ? { ...usual, ...kept } : usual),
  preferences,
);

const file = z.object({
  preferences: withUsual.catch(usual),
  recents: z.array(remembered).catch([]),
  /** The archive that was open last; null after it was closed on purpose. */
  last: z.string().nullable().catch(null),
  /** Folders that are watched, by the archive's id. */
  watched: z.record(z.string(), z.string()).catch({}),
});
type Remembered = z.infer<typeof file>;

const mostRecents = 12;

/** What the program remembers for this user on this computer. Loss does no harm to any archive. */
export interface Memory {
  readonly preferences: () => Preferences;
  readonly setPreferences: (patch: Partial<Preferences>) => Promise<Preferences>;
  /** Told after each change. */
  readonly onPreferences: (listener: () => void) => void;
  readonly recents: () => readonly RememberedArchive[];
  readonly last: () => string | null;
  readonly remember: (archive: RememberedArchive) => Promise<void>;
  readonly forget: (path: string) => Promise<void>;
  readonly setLast: (path: string | null) => Promise<void>;
  readonly watchedFolder: (archiveId: string) => string | null;
  readonly setWatchedFolder: (archiveId: string, folder: string | null) => Promise<void>;
}

/** Reads it; a damaged or missing file begins anew. */
export async function openMemory(folder: string): Promise<Memory> {
  const path = join(folder, 'preferences.json');
  let state: Remembered = await readFile(path, 'utf8')
    .then((text) => file.parse(JSON.parse(text)))
    .catch(() => file.parse({ preferences: null, recents: null, last: null, watched: null }));
  const listeners: (() => void)[] = [];
  let saving: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    saving = saving
      .then(async () => {
        await mkdir(folder, { recursive: true });
        const part = `${path}.${process.pid}.part`;
        await writeFile(part, JSON.stringify(state), { mode: 0o600 });
        await rename(part, path);
      })
      .catch(() => undefined);
    return saving;
  };
  return {
    preferences: () => state.preferences,
    setPreferences: async (patch) => {
      const screens = { ...state.preferences.screens, ...patch.screens };
      state = { ...state, preferences: { ...state.preferences, ...patch, screens } };
      await save();
      for (const listener of listeners) listener();
      return state.preferences;
    },
    onPreferences: (listener) => {
      listeners.push(listener);
    },
    recents: () => state.recents,
    last: () => state.last,
    remember: async (archive) => {
      const others = state.recents.filter((each) => each.path !== archive.path);
      state = { ...state, recents: [archive, ...others].slice(0, mostRecents) };
      await save();
    },
    forget: async (archivePath) => {
      const recents = state.recents.filter((each) => each.path !== archivePath);
      state = { ...state, recents, last: state.last === archivePath ? null : state.last };
      await save();
    },
    setLast: async (last) => {
      state = { ...state, last };
      await save();
    },
    watchedFolder: (archiveId) => state.watched[archiveId] ?? null,
    setWatchedFolder: async (archiveId, folder) => {
      const { [archiveId]: _before, ...others } = state.watched;
      state = { ...state, watched: folder === null ? others : { ...others, [archiveId]: folder } };
      await save();
    },
  };
}
