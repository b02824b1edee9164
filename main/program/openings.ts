import { ArchiveError, type HostEvent } from '../contract/index.ts';
import type { UpgradeOptions, UpgradeProgress } from '../library/index.ts';
import { remainingMs } from './remaining.ts';

/** Archives on their way to be open. That may take minutes, where one is of an earlier version. */
export interface Openings<Entry> {
  /**
   * Opens the archive at a place for a session, or waits with the others who want it. `onUpgrade`
   * is told once, when it turns out to take a while.
   * @throws ArchiveError `cancelled` where the session gave it up
   */
  readonly join: (
    session: string,
    place: string,
    open: (options: UpgradeOptions) => Promise<Entry>,
    onUpgrade?: () => void,
  ) => Promise<Entry>;
  /** The place that a session is opening. */
  readonly placeOf: (session: string) => string | undefined;
  /** A session gives up what it is opening, except at a place; an opening nobody waits for ends. */
  readonly stop: (session: string, except?: string) => void;
  readonly close: () => Promise<void>;
}

interface Parts<Entry> {
  readonly tell: (sessions: Iterable<string>, event: HostEvent) => void;
  /** The sessions that waited now have it; with none of them it has to be closed again. */
  readonly opened: (entry: Entry, sessions: readonly string[]) => void;
}

interface Waiting<Entry> {
  readonly entry: PromiseWithResolvers<Entry>;
  readonly upgrading: (() => void)[];
}

interface Opening<Entry> {
  readonly controller: AbortController;
  readonly sessions: Map<string, Waiting<Entry>>;
  /** What was told last. */
  told: HostEvent | null;
  done: Promise<void>;
}

export function createOpenings<Entry>({ tell, opened }: Parts<Entry>): Openings<Entry> {
  const openings = new Map<string, Opening<Entry>>();

  const begin = (
    place: string,
    open: (options: UpgradeOptions) => Promise<Entry>,
  ): Opening<Entry> => {
    const controller = new AbortController();
    const sessions = new Map<string, Waiting<Entry>>();
    const opening: Opening<Entry> = { controller, sessions, told: null, done: Promise.resolve() };
    const words = upgradeWords();
    const onUpgrade = (progress: UpgradeProgress): void => {
      opening.told = words(progress);
      tell(sessions.keys(), opening.told);
      for (const { upgrading } of sessions.values()) for (const hear of upgrading.splice(0)) hear();
    };
    openings.set(place, opening);
    opening.done = open({ onUpgrade, signal: controller.signal }).then(
      (entry) => {
        openings.delete(place);
        opened(entry, [...sessions.keys()]);
        for (const waiting of sessions.values()) waiting.entry.resolve(entry);
      },
      (error: unknown) => {
        openings.delete(place);
        for (const waiting of sessions.values()) waiting.entry.reject(error);
      },
    );
    return opening;
  };

  const leave = (opening: Opening<Entry>, session: string): void => {
    const waiting = opening.sessions.get(session);
    opening.sessions.delete(session);
    waiting?.entry.reject(new ArchiveError('cancelled'));
    if (opening.sessions.size === 0) opening.controller.abort();
  };

  const join: Openings<Entry>['join'] = async (session, place, open, onUpgrade) => {
    let opening = openings.get(place);
    while (opening?.controller.signal.aborted === true) {
      await opening.done;
      opening = openings.get(place);
    }
    opening ??= begin(place, open);
    let waiting = opening.sessions.get(session);
    if (waiting === undefined) {
      waiting = { entry: Promise.withResolvers(), upgrading: [] };
      opening.sessions.set(session, waiting);
    }
    if (opening.told !== null) {
      tell([session], opening.told);
      onUpgrade?.();
    } else if (onUpgrade !== undefined) waiting.upgrading.push(onUpgrade);
    return waiting.entry.promise;
  };

  return {
    join,
    placeOf: (session) => [...openings].find(([, { sessions }]) => sessions.has(session))?.[0],
    stop: (session, except) => {
      for (const [place, opening] of openings) {
        if (place !== except && opening.sessions.has(session)) leave(opening, session);
      }
    },
    close: async () => {
      for (const opening of openings.values()) {
        for (const session of opening.sessions.keys()) leave(opening, session);
      }
      await Promise.all([...openings.values()].map(({ done }) => done));
    },
  };
}

/** Progress as sessions are told it, with the time left from the first document on. */
function upgradeWords(): (progress: UpgradeProgress) => HostEvent {
  let beganMs: number | null = null;
  return ({ done, total }) => {
    if (total !== null) beganMs ??= performance.now();
    const spentMs = beganMs === null ? 0 : performance.now() - beganMs;
    const left = total === null || total === 0 ? null : remainingMs(done / total, spentMs);
    return { type: 'upgrading', done, total, remainingMs: left };
  };
}
