import { stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive, Jobs } from '../library/index.ts';
import * as q from './queries.ts';
import { byNumber } from './scan.ts';
import { WatchImports, type ReadyFile, type WatchedOutcome } from './watch-imports.ts';
import { listWatched } from './watch-look.ts';
import type { WholeArgs, Wholeness } from './watch-whole.ts';

/** Times of the watch, in milliseconds; others in tests alone. */
export interface WatchPace {
  /** Between two looks at the folder, at least. */
  readonly lookMs: number;
  /** How long a file's size and time stay the same before it counts as written. */
  readonly quietMs: number;
  /** How long an unfinished file stays as it is before it is taken for what it is. */
  readonly halfMs: number;
}

const usualPace: WatchPace = { lookMs: 1500, quietMs: 2000, halfMs: 60_000 };

export interface WatchOptions {
  readonly archive: Archive;
  readonly jobs: Jobs;
  readonly folder: string;
  /** Told when the folder goes or comes back, and after files were taken in. */
  readonly onChange: () => void;
  readonly onOutcomes?: (outcomes: readonly WatchedOutcome[]) => void;
  readonly pace?: Partial<WatchPace>;
}

/** A watched folder while the archive is open. */
export interface FolderWatch {
  readonly folder: string;
  readonly state: () => 'watching' | 'missing';
  /** Documents made of it so far. */
  readonly taken: () => number;
  /** Looks no more; a job that takes files in goes on to its end. */
  readonly stop: () => void;
  /** Resolves when the last look is over. */
  readonly ended: Promise<void>;
}

/**
 * Takes in what a scanner writes into a folder, file by file as each is finished; nothing in the
 * folder is changed. The folder is looked at again and again: notices of the system do not come
 * from network drives, come for every piece written, and keep a stick from being unplugged.
 * @throws ArchiveError `invalid-value` for a folder of the archive itself.
 */
export function watchFolder(options: WatchOptions): FolderWatch {
  const { archive, folder } = options;
  if (`${resolve(folder)}${sep}`.startsWith(`${resolve(archive.folder)}${sep}`))
    throw new ArchiveError('invalid-value', { path: folder });
  const watch = new Watch(options);
  const ended = watch.run();
  return {
    folder,
    state: () => watch.state,
    taken: () => watch.taken,
    stop: () => watch.stop(),
    ended,
  };
}

/** A file as it was last time. */
interface Seen {
  readonly bytes: number;
  readonly modifiedMs: number;
  /** When it was first seen so. */
  readonly sinceMs: number;
  /**
   * `arriving`: may be written still; `waiting`: an import found it unfinished, only a change or time
   * lets it be tried again; `known`: taken in, refused for good, or of an earlier day.
   */
  readonly stage: 'arriving' | 'waiting' | 'known';
}

/** Up to so many files each is looked at every time; of more, those known already now and then. */
const fewFiles = 500;
const recheckMs = 30_000;
/** A share of its time a slow folder (a network drive, ten thousand files) is looked at, at most. */
const restPerWork = 10;
const wholeAtOnce = 200;

class Watch {
  state: 'watching' | 'missing' = 'watching';
  taken = 0;
  readonly #options: WatchOptions;
  readonly #pace: WatchPace;
  readonly #imports: WatchImports;
  readonly #seen = new Map<string, Seen>();
  readonly #stopping = new AbortController();
  #begun = false;
  #recheckAtMs = 0;
  /** How long the last look at the folder itself took. */
  #lookedMs = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#pace = { ...usualPace, ...options.pace };
    this.#imports = new WatchImports(options, this.#stopping.signal);
  }

  stop(): void {
    this.#stopping.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#look();
      } catch (error) {
        if (signal.aborted || endsWatch(error)) return;
        // A job that failed has told so itself; the next look goes on with the rest.
        if (!(error instanceof ArchiveError)) console.error(error);
      }
      const restMs = Math.max(this.#pace.lookMs, Math.min(60_000, this.#lookedMs * restPerWork));
      await delay(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const startedMs = performance.now();
    const paths = await listWatched(this.#options.folder);
    if (this.#stopping.signal.aborted) return;
    this.#setState(paths === null ? 'missing' : 'watching');
    // What was half-way when a stick was pulled out waits anew when it is back.
    if (paths === null) return this.#forgetGone(new Set());
    const listedMs = performance.now() - startedMs;
    if (!this.#begun) await this.#begin();
    this.#lookedMs = listedMs + (await this.#observe(paths));
    const ready = await this.#ready();
    if (ready.length === 0 || this.#stopping.signal.aborted) return;
    for (const { path } of ready) this.#setStage(path, 'known');
    this.#settle(await this.#imports.take(ready));
  }

  /** What was taken in before, and what was left unfinished. */
  async #begin(): Promise<void> {
    const { archive, folder } = this.#options;
    const prefix = folder.endsWith(sep) ? folder : join(folder, sep);
    for (const row of await q.filesBelow(archive.db.read, prefix)) {
      const passed = row.outcome === 'refused' && row.code === 'no-permission';
      if (passed) continue;
      const { source, bytes, modifiedMs } = row;
      this.#seen.set(source, { bytes, modifiedMs, sinceMs: performance.now(), stage: 'known' });
    }
    this.#begun = true;
    if (!this.#stopping.signal.aborted) this.#settle(await this.#imports.resume());
  }

  /** Sees what is new and what changed; gives the time it took. */
  async #observe(paths: readonly string[]): Promise<number> {
    const nowMs = performance.now();
    const all = paths.length <= fewFiles || nowMs >= this.#recheckAtMs;
    for (const path of paths) {
      if (all || this.#seen.get(path)?.stage !== 'known') await this.#observeFile(path, nowMs);
    }
    const spentMs = performance.now() - nowMs;
    if (all) this.#recheckAtMs = nowMs + Math.max(recheckMs, spentMs * 2 * restPerWork);
    this.#forgetGone(new Set(paths));
    return spentMs;
  }

  async #observeFile(path: string, nowMs: number): Promise<void> {
    const stats = await stat(path).catch(() => null);
    if (stats === null || !stats.isFile()) return;
    const bytes = stats.size;
    const modifiedMs = Math.trunc(stats.mtimeMs);
    const seen = this.#seen.get(path);
    if (seen?.bytes === bytes && seen.modifiedMs === modifiedMs) return;
    this.#seen.set(path, { bytes, modifiedMs, sinceMs: nowMs, stage: 'arriving' });
  }

  /** A file that went before it was finished was a name on the way to another. */
  #forgetGone(paths: ReadonlySet<string>): void {
    for (const [path, { stage }] of this.#seen)
      if (stage !== 'known' && !paths.has(path)) this.#seen.delete(path);
  }

  /** Files that are written and whole, and those that stayed unfinished for too long. */
  async #ready(): Promise<ReadyFile[]> {
    const nowMs = performance.now();
    const ready: ReadyFile[] = [];
    const quiet: string[] = [];
    for (const [path, seen] of this.#seen) {
      const agedMs = nowMs - seen.sinceMs;
      if (seen.stage === 'known' || seen.bytes === 0 || agedMs < this.#pace.quietMs) continue;
      if (agedMs >= this.#pace.halfMs) ready.push({ path, ...seen, isFinal: true });
      else if (seen.stage === 'arriving') quiet.push(path);
    }
    for (let from = 0; from < quiet.length; from += wholeAtOnce) {
      const some = quiet.slice(from, from + wholeAtOnce);
      const answers = await this.#judge(some);
      for (const [index, path] of some.entries()) {
        const seen = this.#seen.get(path);
        if (seen === undefined || answers[index] !== 'whole') continue;
        // It may have been written on while it was judged: then it arrives anew.
        await this.#observeFile(path, performance.now());
        if (this.#seen.get(path) === seen) ready.push({ path, ...seen, isFinal: false });
      }
    }
    return ready.toSorted((a, b) => byNumber(a.path, b.path));
  }

  async #judge(paths: readonly string[]): Promise<readonly Wholeness[]> {
    const args: WholeArgs = { paths };
    const { workers } = this.#options.archive;
    const { answers } = await workers.run<WholeArgs, { answers: Wholeness[] }>(
      'intake.whole',
      args,
      {
        signal: this.#stopping.signal,
        timeoutMs: 60_000,
      },
    );
    return answers;
  }

  #settle(outcomes: readonly WatchedOutcome[]): void {
    for (const { path, outcome } of outcomes) {
      if (outcome === 'gone') this.#seen.delete(path);
      else if (outcome === 'again') this.#setStage(path, 'waiting');
    }
    const made = new Set(outcomes.map(({ documentId }) => documentId));
    made.delete(null);
    this.taken += made.size;
    if (outcomes.length === 0) return;
    this.#options.onOutcomes?.(outcomes);
    this.#options.onChange();
  }

  #setStage(path: string, stage: Seen['stage']): void {
    const seen = this.#seen.get(path);
    if (seen !== undefined) this.#seen.set(path, { ...seen, stage });
  }

  #setState(state: Watch['state']): void {
    if (state === this.state) return;
    this.state = state;
    this.#options.onChange();
  }
}

/** The archive is gone from under the watch: taken over by another computer, or closed. */
function endsWatch(error: unknown): boolean {
  return error instanceof ArchiveError && error.code === 'archive-read-only';
}
