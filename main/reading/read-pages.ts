import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError, type ErrorCode } from '../contract/errors.ts';
import { originalPath, type Archive, type JobControl } from '../library/index.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { nextPages, type Looked, type NextPages } from './next-pages.ts';
import type { PageReading, ReadPageArgs } from './page-reading.ts';
import { passwordFor, unlockedIn } from './passwords.ts';
import * as q from './queue-queries.ts';
import { readerCount } from './reader-count.ts';

/** What a run over the queue did. */
export interface ReadTotals {
  readonly pages: number;
  readonly characters: number;
  readonly failed: number;
  /** Pages that failed, by their ids in the catalogue; at most 1,000. */
  readonly failedPages: readonly number[];
}

export interface ReadOptions {
  /** Only these documents; null: all. */
  readonly documents?: readonly number[] | null;
  /** The page on screen. */
  readonly looked?: () => Looked | null;
  /** True while something else has precedence (an import). */
  readonly isHeld?: () => boolean;
  /** False: what is begun is ended, and nothing more is begun. */
  readonly goesOn?: () => boolean;
  /** Pages at a time. */
  readonly size?: number;
  /** Time a page may take before its worker is ended. */
  readonly pageTimeoutMs?: number;
  /** Given the means to begin anew when other pages come first. */
  readonly onPages?: (pages: NextPages) => void;
}

/** Dense pages on slow computers take half a minute; what takes longer hangs. */
const PAGE_TIMEOUT_MS = 180_000;
const PAGE_RSS_BYTES = 1_500e6;
/**
 * A page that was begun so often without coming to an end, once beside others and then alone, has
 * ended the program itself: power cuts do not hit the same lone page three times.
 */
const MOST_TRIES = 4;
const HELD_MS = 200;
const COUNT_EVERY_MS = 5000;

/**
 * Reads waiting pages until none is left. One that kills or hangs its worker is tried once more,
 * with no other beside it, then marked failed; no page keeps the others from being read. What was
 * read stays, however the run ends. A full disk pauses it (`pauseBecause`).
 * @throws ArchiveError `cancelled`; `disk-full` and the like where nobody can be asked
 */
export async function readWaiting(
  archive: Archive,
  control: JobControl,
  options: ReadOptions = {},
): Promise<ReadTotals> {
  const run = new Run(archive, control, options);
  return await run.go();
}

class Run {
  readonly #archive: Archive;
  readonly #control: JobControl;
  readonly #options: ReadOptions;
  readonly #pages: NextPages;
  readonly #ledger: Ledger;
  readonly #size: number;
  /** Being read, each until its reading has come to an end. */
  readonly #running = new Map<number, Promise<void>>();
  readonly #rate = new Rate();
  #totals = { pages: 0, characters: 0, failed: 0 };
  readonly #failedPages: number[] = [];
  #waiting: q.WaitingCount = { pages: 0, documents: 0, title: null };
  #countedMs = -Infinity;
  /** What the archive itself came into trouble with: stops the run. */
  #trouble: unknown = null;

  constructor(archive: Archive, control: JobControl, options: ReadOptions) {
    this.#archive = archive;
    this.#control = control;
    this.#options = options;
    this.#pages = nextPages(archive, options.looked ?? (() => null), options.documents ?? null);
    this.#ledger = openLedger(archive);
    this.#size = options.size ?? Math.min(readerCount(), availableParallelism());
    options.onPages?.(this.#pages);
  }

  async go(): Promise<ReadTotals> {
    try {
      await this.#count();
      for (;;) {
        await this.#mayGoOn();
        const page = await this.#next();
        if (page !== null) await this.#begin(page);
        else if (this.#running.size > 0) await this.#oneEnds();
        else if (this.#ledger.open().length > 0) await this.#enter();
        else break;
      }
    } finally {
      await this.#end();
    }
    return { ...this.#totals, failedPages: this.#failedPages };
  }

  async #next(): Promise<q.WaitingPage | null> {
    if (this.#options.goesOn?.() === false) return null;
    return await this.#pages.next(this.#busy());
  }

  #busy(): ReadonlySet<number> {
    return new Set([...this.#running.keys(), ...this.#ledger.open()]);
  }

  /** Waits while paused or held; settles what is due, and the archive's troubles with the user. */
  async #mayGoOn(): Promise<void> {
    for (;;) {
      if (this.#ledger.isDue()) await this.#enter();
      await this.#paused();
      if (this.#trouble !== null) await this.#settleTrouble();
      else if (this.#options.isHeld?.() !== true) return;
      else {
        await this.#idle();
        await delay(HELD_MS, undefined, { signal: this.#control.signal }).catch(() => undefined);
      }
    }
  }

  /** Pauses until the user has mended it; then what could not be entered is entered. */
  async #settleTrouble(): Promise<void> {
    await Promise.all(this.#running.values());
    const trouble = this.#trouble;
    this.#trouble = null;
    this.#control.pauseBecause(trouble);
    await this.#control.paused();
    if (this.#ledger.open().length > 0) await this.#enter();
  }

  /** A pause may be long: what is read is entered before it. */
  async #paused(): Promise<void> {
    let isOver = false;
    const over = this.#control.paused().finally(() => {
      isOver = true;
    });
    // However this goes on, a pause that ends by cancelling is heard below or not at all.
    over.catch(() => undefined);
    await Promise.race([over, delay(0)]).catch(() => undefined);
    if (!isOver) await this.#idle();
    await over;
  }

  async #idle(): Promise<void> {
    await Promise.all(this.#running.values());
    if (this.#ledger.open().length > 0) await this.#enter();
    this.#rate.pause();
  }

  async #begin(page: q.WaitingPage): Promise<void> {
    if (page.tries >= MOST_TRIES) {
      this.#fails(page, 'worker-died');
      return;
    }
    const alone = page.tries > 0;
    while (this.#running.size > (alone ? 0 : this.#size - 1)) await this.#oneEnds();
    if (this.#control.signal.aborted) return;
    const read = this.#ledger.openReadings();
    await this.#archive.derive([], (writer) => q.beginReading(writer, page.pageId, read));
    this.#control.report({ current: page.title });
    const ending = this.#read(page).finally(() => this.#running.delete(page.pageId));
    this.#running.set(page.pageId, ending);
    if (!alone) return;
    await ending;
    // Kept at once: were the program to end over the next page, this one would be blamed again.
    if (this.#ledger.open().length > 0) await this.#enter();
  }

  async #oneEnds(): Promise<void> {
    await Promise.race(this.#running.values());
    if (this.#ledger.isDue()) await this.#enter();
  }

  /** Reads a page and enters how that ended. Never rejects. */
  async #read(page: q.WaitingPage): Promise<void> {
    try {
      const reading = await readPage(this.#archive, page, {
        timeoutMs: this.#options.pageTimeoutMs ?? PAGE_TIMEOUT_MS,
        signal: this.#control.signal,
      });
      this.#ledger.add({ page, reading });
      this.#totals.pages += 1;
      for (const { text } of reading.lines) this.#totals.characters += [...text].length;
      this.#rate.took();
      this.#report();
    } catch (error) {
      await this.#failsBy(page, error);
    }
  }

  async #failsBy(page: q.WaitingPage, error: unknown): Promise<void> {
    const known = error instanceof ArchiveError ? error : new ArchiveError('internal', {}, error);
    const { code, details } = known;
    if (code === 'cancelled' || stopping.has(code) || details['reason'] === 'start') {
      if (code !== 'cancelled') this.#trouble = known;
      const { pageId } = page;
      await this.#archive
        .derive([], (writer) => q.takeBackReading(writer, [pageId]))
        .catch(() => undefined);
      return;
    }
    // Its worker's end may have been another's doing: it gets one more chance, by itself.
    if (deadly.has(code) && page.tries === 0) return;
    if (code === 'internal') console.error(known.cause ?? known);
    this.#fails(page, code === 'source-missing' ? 'original-missing' : code);
  }

  #fails(page: q.WaitingPage, code: ErrorCode): void {
    this.#ledger.add({ page, code });
    this.#totals.failed += 1;
    if (this.#failedPages.length < 1000) this.#failedPages.push(page.pageId);
    this.#report();
  }

  async #enter(): Promise<void> {
    try {
      await this.#ledger.flush();
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#trouble = new ArchiveError('disk-full', {}, error);
      // Nothing more is begun until the user has made room; then it is entered.
      return;
    }
    await this.#count();
  }

  async #count(): Promise<void> {
    if (performance.now() - this.#countedMs < COUNT_EVERY_MS && this.#waiting.pages > 0) return;
    this.#countedMs = performance.now();
    const { db } = this.#archive;
    const documents = this.#options.documents ?? null;
    this.#waiting = await q.countWaiting(db.read, unlockedIn(this.#archive), documents);
    if (this.#waiting.documents >= this.#most.documents) this.#most = this.#waiting;
    this.#countedAt = this.#totals.pages + this.#totals.failed - this.#ledger.open().length;
    this.#report();
  }

  /** What waited when it was most: what the job is called by, also when little or nothing is left. */
  #most: q.WaitingCount = { pages: 0, documents: 0, title: null };

  /** Pages that had come to an end when it was counted. */
  #countedAt = 0;

  #report(): void {
    const { pages, failed } = this.#totals;
    const done = pages + failed;
    const total = Math.max(done, this.#countedAt + this.#waiting.pages);
    const perMinute = this.#rate.perMinute();
    this.#control.report({
      title: titleOf(this.#archive, this.#most),
      done,
      total,
      failures: failed,
      perMinute,
      remainingMs: perMinute === null ? null : Math.round(((total - done) / perMinute) * 60_000),
    });
  }

  async #end(): Promise<void> {
    await Promise.all(this.#running.values());
    // What is read stays, also when the rest is cancelled.
    await this.#ledger.flush().catch(() => undefined);
    await this.#ledger.close();
  }
}

/** What ends a worker or is ended with it. */
const deadly: ReadonlySet<ErrorCode> = new Set(['worker-died', 'worker-timeout']);
/** The archive's own trouble: no page's fault. */
const stopping: ReadonlySet<ErrorCode> = new Set(['disk-full', 'archive-read-only']);

function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'disk-full';
}

/** Pages as the archive's user knows them: one document by its title, many by their number. */
export function titleOf({ language }: Archive, waiting: q.WaitingCount): string {
  if (waiting.documents <= 1) return waiting.title ?? '';
  return language === 'en' ? `${waiting.documents} documents` : `${waiting.documents} 件`;
}

function readPage(
  archive: Archive,
  { sha256, extension, type, number, widthUm, heightUm }: q.WaitingPage,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<PageReading> {
  const path = originalPath(archive, sha256, extension);
  const password = passwordFor(archive, sha256);
  const args: ReadPageArgs = {
    path,
    type,
    page: number,
    widthUm,
    heightUm,
    engine: 'paddle',
    ...(password === undefined ? {} : { password }),
  };
  return archive.readers.run<ReadPageArgs, PageReading>('reading.read', args, {
    priority: 'background',
    affinity: path,
    maxRssBytes: PAGE_RSS_BYTES,
    ...limits,
  });
}

/** Pages a minute, lately. */
class Rate {
  #ends: number[] = [];

  took(): void {
    this.#ends.push(performance.now());
    if (this.#ends.length > 40) this.#ends.shift();
  }

  /** Time in which nothing is read does not count. */
  pause(): void {
    this.#ends = [];
  }

  perMinute(): number | null {
    const [first] = this.#ends;
    const spentMs = performance.now() - (first ?? 0);
    if (first === undefined || this.#ends.length < 4 || spentMs < 500) return null;
    return Math.round(((this.#ends.length - 1) / spentMs) * 60_000 * 10) / 10;
  }
}
