import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { ArchiveError } from '../contract/errors.ts';
import type { Holder } from '../contract/library.ts';

/** Who has an archive open, as written into its `lock` file. */
interface LockRecord {
  readonly id: string;
  readonly host: string;
  readonly process: number;
  /** When the process started, as the system counts it: tells a reused process number. */
  readonly processStart: string | null;
  readonly user: string;
  readonly since: string;
}

export interface ArchiveLock {
  /** Whether the one before never gave it back: it was killed, or the power went. */
  readonly leftBehind: boolean;
  /** Removes the lock, if it is still ours. */
  readonly release: () => Promise<void>;
}

const touchEveryMs = 20_000;
/** How long a holder on another computer must be silent before the user may take over. */
const silentMs = 120_000;

function processStart(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: count from its end; start time is field 22.
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parse(text: string): LockRecord | null {
  try {
    const value = JSON.parse(text) as Partial<LockRecord>;
    return typeof value.id === 'string' && typeof value.host === 'string'
      ? {
          id: value.id,
          host: value.host,
          process: Number(value.process),
          processStart: value.processStart ?? null,
          user: String(value.user ?? ''),
          since: String(value.since ?? ''),
        }
      : null;
  } catch {
    return null;
  }
}

/** True where the holder surely no longer runs: same computer, process gone or reused. */
function isDead(record: LockRecord): boolean {
  if (record.host !== hostname()) return false;
  if (!isAlive(record.process)) return true;
  return record.processStart !== null && processStart(record.process) !== record.processStart;
}

async function silentForMs(path: string): Promise<number> {
  try {
    // A clock that went back makes the lock look touched in the future: that counts as just now.
    return Math.max(0, Date.now() - (await stat(path)).mtimeMs);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Who holds the archive; null where nobody does (or only a dead process). */
export async function readHolder(lockPath: string): Promise<Holder | null> {
  let record: LockRecord | null;
  try {
    record = parse(await readFile(lockPath, 'utf8'));
  } catch {
    return null;
  }
  const silent = await silentForMs(lockPath);
  if (record === null) {
    // Half-written by a process that just died, or just begins: wait out the silence.
    return silent < touchEveryMs
      ? { host: '', user: '', process: 0, since: '', sameHost: false, canTakeOver: false }
      : null;
  }
  if (isDead(record)) return null;
  const sameHost = record.host === hostname();
  return {
    host: record.host,
    user: record.user,
    process: record.process,
    since: record.since,
    sameHost,
    canTakeOver: !sameHost && silent > silentMs,
  };
}

/** Puts the lock file in place in one step; false where one is there. */
async function place(lockPath: string, record: LockRecord): Promise<boolean> {
  const own = `${lockPath}.${record.id}`;
  const file = await open(own, 'wx');
  try {
    await file.writeFile(JSON.stringify(record));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(own, lockPath);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    // No hard links here (FAT): exclusive creation is the next best.
    try {
      const plain = await open(lockPath, 'wx');
      await plain.writeFile(JSON.stringify(record));
      await plain.close();
      return true;
    } catch (second) {
      if ((second as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw second;
    }
  } finally {
    await rm(own, { force: true });
  }
}

async function clearAway(lockPath: string): Promise<void> {
  const aside = `${lockPath}.old-${randomUUID()}`;
  try {
    await rename(lockPath, aside);
    await unlink(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Takes the lock of an archive. Silently from a dead process of this computer; from another
 * computer only with `takeOver`, after two silent minutes.
 * @param onLost called once where somebody else took the archive over.
 * @throws ArchiveError `archive-held` naming the holder.
 */
export async function takeLock(
  lockPath: string,
  user: string,
  takeOver: boolean,
  onLost: () => void,
): Promise<ArchiveLock> {
  const record: LockRecord = {
    id: randomUUID(),
    host: hostname(),
    process: process.pid,
    processStart: processStart(process.pid),
    user,
    since: new Date().toISOString(),
  };
  let attempt = 0;
  for (; !(await place(lockPath, record)); attempt += 1) {
    const holder = await readHolder(lockPath);
    if (holder !== null && !(takeOver && holder.canTakeOver)) {
      throw new ArchiveError('archive-held', {
        host: holder.host,
        user: holder.user,
        process: holder.process,
        since: holder.since,
        sameHost: holder.sameHost,
        canTakeOver: holder.canTakeOver,
      });
    }
    if (attempt > 5) throw new ArchiveError('archive-held', { host: '', user: '', process: 0 });
    await clearAway(lockPath);
  }

  const isOurs = async (): Promise<boolean> => {
    try {
      return parse(await readFile(lockPath, 'utf8'))?.id === record.id;
    } catch {
      return false;
    }
  };
  const timer = setInterval(() => {
    void (async () => {
      if (await isOurs()) {
        const now = new Date();
        await utimes(lockPath, now, now).catch(() => undefined);
      } else {
        clearInterval(timer);
        onLost();
      }
    })();
  }, touchEveryMs);
  timer.unref();

  return {
    leftBehind: attempt > 0,
    release: async () => {
      clearInterval(timer);
      if (await isOurs()) await rm(lockPath, { force: true });
    },
  };
}
