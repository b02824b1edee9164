import type { JobId } from '../contract/ids.ts';
import type { Archive, JobControl, Jobs } from '../library/index.ts';
import type { Looked, NextPages } from './next-pages.ts';
import { learnCategories } from './learned.ts';
import { unlockedIn } from './passwords.ts';
import { proposeDue } from './propose-due.ts';
import * as q from './queue-queries.ts';
import { documentsToFile } from './proposal-queries.ts';
import { readWaiting, titleOf, type ReadTotals } from './read-pages.ts';

/** The reading queue of an open archive: pages that wait are read, documents proposed anew. */
export interface ReadingQueue {
  /** The page on screen: it is read next. */
  readonly look: (documentId: number, n: number) => void;
  /** A person wants documents read: it does so although it was cancelled, or nobody asked it to begin. */
  readonly want: (documents: readonly number[]) => void;
  /** Something that decides whether it reads may have changed (a preference). */
  readonly wake: () => void;
  readonly isAutomatic: () => boolean;
  /** Stops reading and proposing; resolves when nothing of it goes on. */
  readonly close: () => Promise<void>;
}

export interface QueueOptions {
  readonly jobs: Jobs;
  /** Whether pages are read without being asked for. */
  readonly isAutomatic: () => boolean;
  /** True while something has precedence over reading: an import. */
  readonly isBusy: () => boolean;
  /** Files documents of the inbox that were to be filed as they came in, and are read now. */
  readonly file?: (documents: readonly number[]) => Promise<void>;
  /** Pages at a time; what this computer bears where not given. */
  readonly size?: number;
}

const queues = new WeakMap<Archive, ReadingQueue>();

/** The queue that works on an archive in this process, if one does. */
export function queueOf(archive: Archive): ReadingQueue | undefined {
  return queues.get(archive);
}

/** Changes come in swarms; the first reading of a session lets the screens come up first. */
const SETTLE_MS = 150;
const BUSY_MS = 300;

/**
 * Begins to work on the reading queue of an archive, for as long as it is open. A job `read` appears
 * by itself while there is something to read. Cancelled by the user it stays away for the session,
 * until pages are wanted (`want`) or new ones come in by an import. Of a read-only archive nothing
 * is read.
 */
export function startReading(archive: Archive, options: QueueOptions): ReadingQueue {
  if (archive.readOnly) return idleQueue;
  const { jobs, isBusy } = options;
  let looked: Looked | null = null;
  let pages: NextPages | null = null;
  let job: { readonly id: JobId; readonly ended: Promise<void> } | null = null;
  /** Documents that a person asked for, whatever the preference says. */
  const wanted = new Set<number>();
  let cancelled = false;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  const stop = new AbortController();

  const later = (ms: number): void => {
    if (closed) return;
    timer ??= setTimeout(() => {
      timer = null;
      void consider().catch(() => undefined);
    }, ms);
    timer.unref();
  };

  /** Null: all that wait; none where nothing is to be read now. */
  const chosen = (): readonly number[] | null => {
    if (cancelled) return [];
    return options.isAutomatic() ? null : [...wanted];
  };

  const consider = async (): Promise<void> => {
    if (closed) return;
    if (isBusy()) {
      later(BUSY_MS);
      return;
    }
    proposer.wake();
    const documents = chosen();
    if (job !== null || documents?.length === 0) return;
    const waiting = await q.countWaiting(archive.db.read, unlockedIn(archive), documents);
    if (waiting.pages === 0 || job !== null || closed) return;
    begin(titleOf(archive, waiting), documents);
  };

  const begin = (title: string, documents: readonly number[] | null): void => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const id = jobs.start(archive, { kind: 'read', title, canPause: true }, async (control) => {
      try {
        const totals = await run(control, documents);
        for (const id of documents ?? wanted) wanted.delete(id);
        return totals;
      } catch (error) {
        // Also where it failed: what fails at once is not begun again and again.
        cancelled = true;
        throw error;
      } finally {
        job = null;
        pages = null;
        resolve();
        later(SETTLE_MS);
      }
    });
    job = { id, ended };
  };

  const run = (control: JobControl, documents: readonly number[] | null): Promise<ReadTotals> =>
    readWaiting(archive, control, {
      documents,
      goesOn: () => documents !== null || options.isAutomatic(),
      looked: () => looked,
      isHeld: isBusy,
      onPages: (next) => {
        pages = next;
      },
      ...(options.size === undefined ? {} : { size: options.size }),
    });

  /** In one go when nothing more is read: a line of the history, not one a document. */
  const fileRead = async (): Promise<void> => {
    if (job !== null || options.file === undefined) return;
    const documents = await documentsToFile(archive.db.read, MOST_FILED);
    if (documents.length > 0) await options.file(documents);
  };

  const proposer = proposing(archive, isBusy, stop.signal, {
    afterwards: fileRead,
    onTrouble: (error) => {
      if (!stop.signal.aborted) console.error(error);
    },
  });

  const onChange = (tables: readonly string[]): void => {
    // What comes in by an import is to be read, also where reading was cancelled before.
    if (tables.includes('import_file')) {
      cancelled = false;
      pages?.restart();
    }
    if (tables.some((table) => concerning.has(table))) later(SETTLE_MS);
  };

  const queue: ReadingQueue = {
    look: (documentId, n) => {
      looked = { documentId, n };
      if (job === null) later(SETTLE_MS);
    },
    want: (documents) => {
      for (const id of documents) wanted.add(id);
      cancelled = false;
      pages?.restart();
      later(0);
    },
    wake: () => later(0),
    isAutomatic: () => options.isAutomatic(),
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      forget();
      stop.abort();
      queues.delete(archive);
      await Promise.all([job?.ended, proposer.ended()]);
    },
  };
  const forget = archive.onChange(onChange);
  queues.set(archive, queue);
  later(SETTLE_MS);
  return queue;
}

const idleQueue: ReadingQueue = {
  look: () => undefined,
  want: () => undefined,
  wake: () => undefined,
  isAutomatic: () => false,
  close: () => Promise.resolve(),
};

/** Tables whose changes may leave something to read or to propose. */
const concerning: ReadonlySet<string> = new Set([
  'document',
  'part',
  'page',
  'corrected_page',
  'category',
  'import_file',
]);

const LEARN_EVERY_MS = 10_000;
const MOST_FILED = 10_000;

/** Makes proposals anew one after the other, whenever it is woken. */
function proposing(
  archive: Archive,
  isHeld: () => boolean,
  signal: AbortSignal,
  {
    afterwards,
    onTrouble,
  }: {
    readonly afterwards: () => Promise<void>;
    readonly onTrouble: (error: unknown) => void;
  },
) {
  let running: Promise<void> | null = null;
  let again = false;
  let learnedMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const learnNowAndThen = async (): Promise<void> => {
    const restMs = learnedMs + LEARN_EVERY_MS - performance.now();
    if (restMs > 0) {
      // Many confirmations are learned from together, the last of them, too.
      timer ??= setTimeout(() => {
        timer = undefined;
        wake();
      }, restMs);
      timer.unref();
      return;
    }
    learnedMs = performance.now();
    await learnCategories(archive, signal).catch(onTrouble);
  };
  const go = async (): Promise<void> => {
    do {
      again = false;
      await learnNowAndThen();
      await proposeDue(archive, { signal, isHeld });
      if (!again && !signal.aborted) await afterwards();
    } while (again && !signal.aborted);
  };
  const wake = (): void => {
    again = true;
    if (running !== null || signal.aborted) return;
    running = go()
      .catch(onTrouble)
      .finally(() => {
        running = null;
      });
  };
  return {
    wake,
    ended: async (): Promise<void> => {
      clearTimeout(timer);
      await running;
    },
  };
}
