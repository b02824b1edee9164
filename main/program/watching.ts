import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../contract/index.ts';
import { watchFolder, type FolderWatch } from '../intake/index.ts';
import type { Archive, Jobs, Watching } from '../library/index.ts';
import type { Host } from './host.ts';
import type { Memory } from './preferences.ts';

/** The watch of an open archive: the folder remembered for it, until another is chosen. */
export interface ArchiveWatching extends Watching {
  /** Looks no more; a job that takes files in now is the caller's to cancel. */
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly archive: Archive;
  readonly jobs: Jobs;
  readonly memory: Pick<Memory, 'watchedFolder' | 'setWatchedFolder'>;
  readonly host: Pick<Host, 'startArchive' | 'watchFolder'>;
  /** Told when what `now` says changed. */
  readonly changed: () => void;
}

const patienceMs = 5000;

/** Begins to watch where a folder is remembered; an archive that is only looked at watches none. */
export function beginWatching({ archive, jobs, memory, host, changed }: Parts): ArchiveWatching {
  let watch: FolderWatch | null = null;
  let takenBefore = 0;
  let closed = false;
  const ending = new Set<Promise<void>>();

  const begin = (folder: string): void => {
    if (archive.readOnly || closed) return;
    watch = watchFolder({ archive, jobs, folder, onChange: changed });
  };
  const end = (): void => {
    if (watch === null) return;
    takenBefore += watch.taken();
    watch.stop();
    const { ended } = watch;
    ending.add(ended);
    void ended.finally(() => ending.delete(ended));
    watch = null;
  };
  const choose = async (folder: string | null): Promise<void> => {
    if (folder !== null && (await isInside(folder, archive.folder)))
      throw new ArchiveError('invalid-value', { path: folder });
    await memory.setWatchedFolder(archive.id, folder);
    end();
    if (folder !== null) begin(resolve(folder));
    changed();
  };
  const named = host.startArchive === archive.folder ? host.watchFolder : undefined;
  const first = named ?? memory.watchedFolder(archive.id);
  try {
    if (first !== null) begin(first);
    if (named !== undefined) void memory.setWatchedFolder(archive.id, named);
  } catch (error) {
    // A folder of the archive itself, named on the command line: the archive opens all the same.
    if (!(error instanceof ArchiveError)) throw error;
  }

  return {
    now: () => {
      const taken = takenBefore + (watch?.taken() ?? 0);
      if (watch === null) return { folder: null, state: 'off', taken };
      return { folder: watch.folder, state: watch.state(), taken };
    },
    choose,
    close: async () => {
      closed = true;
      end();
      // A network drive that does not answer must not keep the archive from closing.
      await Promise.race([Promise.all(ending), delay(patienceMs, undefined, { ref: false })]);
    },
  };
}

async function isInside(folder: string, outer: string): Promise<boolean> {
  const [inner, around] = await Promise.all(
    [folder, outer].map((path) => realpath(path).catch(() => resolve(path))),
  );
  return inner === around || inner?.startsWith(`${around}${sep}`) === true;
}
