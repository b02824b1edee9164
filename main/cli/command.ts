import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { ArchiveError, errorWords, type ErrorCode, type Failure } from '../contract/index.ts';
import type { Archive, JobControl, UpgradeOptions } from '../library/index.ts';
import { openForUse, openMemory } from '../program/index.ts';
import { readerPool } from '../reading/index.ts';
import {
  createWorkerPool,
  launchNode,
  type LaunchWorker,
  type WorkerPool,
} from '../workers/index.ts';

/** The command line is wrong: ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a command gives back. `text` is for people, `value` for `--json`. */
export interface Outcome {
  readonly value: unknown;
  readonly text: string;
  /** Done in part or not: ends with status 1. */
  readonly incomplete?: boolean;
}

export interface Command {
  /** `new ARCHIVE [--name 名称]`, as the help shows it. */
  readonly usage: string;
  readonly summary: string;
  readonly run: (words: readonly string[]) => Promise<Outcome | null>;
}

/** Messages and progress, on standard error. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

const isTerminal = process.stderr.isTTY === true;

/** A control that shows progress on a terminal and ends at Ctrl+C. */
export function terminalControl(title: string): JobControl & { readonly finish: () => void } {
  const controller = new AbortController();
  const onInterrupt = (): void => controller.abort();
  process.once('SIGINT', onInterrupt);
  let last = '';
  let shownMs = 0;
  let progress: Parameters<JobControl['report']>[0] = {};
  return {
    signal: controller.signal,
    report: (report) => {
      progress = { ...progress, ...report };
      if (!isTerminal || performance.now() - shownMs < 200) return;
      shownMs = performance.now();
      last = `${title} ${progress.done ?? 0}/${progress.total ?? '…'} ${progress.current ?? ''}`;
      process.stderr.write(`\r\u001b[K${last.slice(0, 100)}`);
    },
    paused: async () => {
      if (controller.signal.aborted) throw new ArchiveError('cancelled');
    },
    pauseBecause: (error) => {
      throw error;
    },
    finish: () => {
      process.removeListener('SIGINT', onInterrupt);
      if (last !== '') process.stderr.write('\r\u001b[K');
    },
  };
}

/** Tells how far an archive of an earlier version is; Ctrl+C stops it, the next command goes on. */
function upgradeControl(): UpgradeOptions & { readonly finish: () => void } {
  const control = terminalControl('为新版本整理目录');
  let told = '';
  const tellOnce = (message: string): void => {
    if (told !== message) say(message);
    told = message;
  };
  return {
    signal: control.signal,
    onUpgrade: ({ done, total }) => {
      if (total === null) return tellOnce('为新版本备份目录');
      tellOnce(`为新版本整理目录：${total} 件。中途停下不会丢失，下次打开时接着做`);
      control.report({ done, total });
    },
    finish: control.finish,
  };
}

let launchWorker: LaunchWorker = launchNode;

/** For the command line inside Electron, whose workers cannot be child processes of plain Node. */
export function useLauncher(launch: LaunchWorker): void {
  launchWorker = launch;
}

export const workerLauncher = (): LaunchWorker => launchWorker;

/** Runs `work` with worker processes that end with it; none is started before it is needed. */
export async function withWorkers<T>(
  work: (workers: WorkerPool, readers: WorkerPool) => Promise<T>,
): Promise<T> {
  const workers = createWorkerPool(launchWorker, { size: 2 });
  const readers = createWorkerPool(launchWorker, readerPool());
  try {
    return await work(workers, readers);
  } finally {
    await Promise.all([workers.close(), readers.close()]);
  }
}

/** The history names the same person whether the window or a script made the change. */
export async function archiveOptions(workers: WorkerPool) {
  const { userName } = (await openMemory(userFolders.data)).preferences();
  return {
    workers,
    user: userName === '' ? userInfo().username : userName,
    language: 'zh-CN',
    // A script that makes many small changes must not wait for a copy of the catalogue each time.
    backupAfterMs: 24 * 3_600_000,
  } as const;
}

/** `look` never takes the lock; `read` does where nobody holds it; `change` must. */
const openings = { look: 'always', read: 'held', change: 'never' } as const;

/** Opens the archive, runs `work`, closes it. Reading commands look even while it is held. */
export async function withArchive<T>(
  folder: string,
  mode: keyof typeof openings,
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  return withWorkers(async (workers, readers) => {
    const upgrade = upgradeControl();
    const archive = await openForUse(resolve(folder), {
      ...(await archiveOptions(workers)),
      readers,
      readOnly: openings[mode],
      ...upgrade,
    }).finally(upgrade.finish);
    try {
      return await work(archive);
    } finally {
      await archive.close();
    }
  });
}

export function messageOf(code: ErrorCode, details: ArchiveError['details'] = {}): string {
  return errorWords(code, details, 'zh-CN');
}

/** A failure as the CLI reports it: which, the code, and words. */
export function failureOf(
  which: { readonly path?: string; readonly id?: number },
  error: unknown,
): Failure {
  const known = error instanceof ArchiveError ? error : new ArchiveError('internal', {}, error);
  return { ...which, code: known.code, message: messageOf(known.code, known.details) };
}

/** Folders of this user for what is remembered and for new archives. */
export const userFolders = {
  data:
    process.env['MINGCE_USER_DATA'] ??
    (process.platform === 'win32'
      ? join(process.env['APPDATA'] ?? homedir(), 'Mingce')
      : join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'mingce')),
  home: join(homedir(), 'Documents', '明册'),
};
