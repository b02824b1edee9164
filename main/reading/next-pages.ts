import type { Archive } from '../library/index.ts';
import { unlockedIn } from './passwords.ts';
import * as q from './queue-queries.ts';

/** The page on screen: it is read next, and then the rest of its document. */
export interface Looked {
  readonly documentId: number;
  readonly n: number;
}

/** Gives the pages to be read one after the other; null where there is none now. */
export interface NextPages {
  /** @param busy pages that are being read */
  readonly next: (busy: ReadonlySet<number>) => Promise<q.WaitingPage | null>;
  /** From the beginning again: there are others now, or they are wanted in another order. */
  readonly restart: () => void;
}

/** Pages whose text says what a document is (catalogue: the first dozen). */
export const HEAD_PAGES = 12;
const EVERY_PAGE = 1_000_000;
/** Ids fetched at a time, however many pages wait. */
const FETCHED = 16;

interface Stretch {
  readonly place: 'inbox' | 'filed';
  readonly firstPages: number;
  readonly suspect: boolean;
}

/**
 * What tells what a document is comes first, in the order of import; pages that were begun before
 * and came to no end come behind that, so that they cannot hold it up.
 */
const stretches: readonly Stretch[] = [
  { place: 'inbox', firstPages: HEAD_PAGES, suspect: false },
  { place: 'inbox', firstPages: HEAD_PAGES, suspect: true },
  { place: 'inbox', firstPages: EVERY_PAGE, suspect: false },
  { place: 'filed', firstPages: EVERY_PAGE, suspect: false },
  { place: 'inbox', firstPages: EVERY_PAGE, suspect: true },
  { place: 'filed', firstPages: EVERY_PAGE, suspect: true },
];

/**
 * @param looked the page on screen now, if any
 * @param documents only these; null: all
 */
export function nextPages(
  archive: Archive,
  looked: () => Looked | null,
  documents: readonly number[] | null,
): NextPages {
  const { read } = archive.db;
  let fetched: q.WaitingPage[] = [];
  let stretch = 0;
  /** Documents before this one have no such page left. */
  let fromDocument = 0;
  let lookedAt: Looked | null = null;
  /** Fetched for the page on screen, before anything else. */
  let wanted: q.WaitingPage[] = [];

  const restart = (): void => {
    [fetched, wanted, stretch, fromDocument, lookedAt] = [[], [], 0, 0, null];
  };

  const onScreen = async (busy: ReadonlySet<number>): Promise<q.WaitingPage | undefined> => {
    const look = looked();
    if (look === null) return undefined;
    const isAnother = look.documentId !== lookedAt?.documentId || look.n !== lookedAt.n;
    if (isAnother || wanted.length === 0) {
      // Nothing of it was left when it was asked for last.
      if (!isAnother) return undefined;
      lookedAt = look;
      const options = { except: [...busy], unlocked: unlockedIn(archive), limit: FETCHED };
      wanted = await q.waitingAround(read, look.documentId, look.n, options);
    }
    const page = wanted.shift();
    // The rest of a long document is asked for when these are read.
    if (wanted.length === 0 && page !== undefined) lookedAt = null;
    return page;
  };

  const fetch = async (kind: Stretch, busy: ReadonlySet<number>): Promise<q.WaitingPage[]> => {
    if (kind.suspect && !(await q.isAnySuspect(read))) return [];
    const unlocked = unlockedIn(archive);
    const options = { fromDocument, except: [...busy], unlocked, documents, limit: FETCHED };
    return q.waitingPages(read, { ...kind, ...options });
  };

  const inOrder = async (busy: ReadonlySet<number>): Promise<q.WaitingPage | null> => {
    for (;;) {
      const page = fetched.shift();
      if (page !== undefined) return page;
      const kind = stretches[stretch];
      if (kind === undefined) {
        restart();
        return null;
      }
      fetched = await fetch(kind, busy);
      const last = fetched.at(-1);
      if (last === undefined) [stretch, fromDocument] = [stretch + 1, 0];
      else fromDocument = last.documentId;
    }
  };

  return {
    restart,
    next: async (busy) => {
      for (;;) {
        const page = (await onScreen(busy)) ?? (await inOrder(busy));
        // What was fetched a while ago may be read, gone or on its way by now.
        if (page === null || (!busy.has(page.pageId) && (await q.isWaiting(read, page))))
          return page;
      }
    },
  };
}
