import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const startTokenLifeMs = 60_000;
/** Addresses stay the same for one such span, so that a browser can keep page images meanwhile. */
const addressSpanMs = 10 * 60_000;
/** A session nobody listens to ends after this: long enough for a computer that sleeps a little. */
const idleLifeMs = 10 * 60_000;

/** One window in a browser. */
export interface WebSession {
  readonly id: string;
  /** Kept by the page, sent as a header with each call. */
  readonly key: string;
  /** The browser's cookie: no page reads it, every one of its windows here shares it. */
  readonly cookie: string;
}

interface LiveSession extends WebSession {
  lastSeenMs: number;
  listeners: number;
}

export interface WebSessions {
  /** A token that starts one session, once, within 60 seconds. */
  issueStart(): string;
  /** The session that `token` starts, or null. `cookie`: what the browser already has of us. */
  start(token: string, cookie: string | undefined): WebSession | null;
  /** The session of a call: both of its secrets must be there. */
  find(key: string | undefined, cookie: string | undefined): WebSession | null;
  /** Address of `path` (`r/…`) for one session: valid 10 to 20 minutes, in its browser only. */
  address(session: string, path: string): string;
  /** The session whose address this is, or null. */
  findByAddress(
    path: string,
    query: URLSearchParams,
    cookie: string | undefined,
  ): WebSession | null;
  /** Keeps a session alive while somebody listens; returns how to stop. */
  listening(session: string): () => void;
  /** Forgets sessions that nobody has used for ten minutes and gives their ids. */
  sweep(): string[];
  /** How many sessions live. */
  count(): number;
}

/** All secrets of one run of the host. `now` is for tests. */
export function createWebSessions(now: () => number = Date.now): WebSessions {
  const addressSecret = randomBytes(32);
  const startTokens = new Map<string, number>();
  const sessions = new Map<string, LiveSession>();

  const sign = (session: string, path: string, until: string): string =>
    createHmac('sha256', addressSecret).update(`${session}\n${until}\n${path}`).digest('base64url');

  const seen = (session: LiveSession): WebSession => {
    session.lastSeenMs = now();
    return session;
  };

  return {
    issueStart: () => {
      for (const [token, until] of startTokens) if (until <= now()) startTokens.delete(token);
      const token = secret();
      startTokens.set(token, now() + startTokenLifeMs);
      return token;
    },
    start: (token, cookie) => {
      const until = startTokens.get(token);
      startTokens.delete(token);
      if (until === undefined || until <= now()) return null;
      const known = [...sessions.values()].some((session) => equal(session.cookie, cookie));
      const session = {
        id: randomBytes(12).toString('base64url'),
        key: secret(),
        cookie: known && cookie !== undefined ? cookie : secret(),
        lastSeenMs: now(),
        listeners: 0,
      };
      sessions.set(session.id, session);
      return session;
    },
    find: (key, cookie) => {
      const session = [...sessions.values()].find((each) => equal(each.key, key));
      return session && equal(session.cookie, cookie) ? seen(session) : null;
    },
    address: (session, path) => {
      const until = String((Math.floor(now() / addressSpanMs) + 2) * addressSpanMs);
      return `${path}?s=${session}&e=${until}&k=${sign(session, path, until)}`;
    },
    findByAddress: (path, query, cookie) => {
      const until = query.get('e') ?? '';
      const session = sessions.get(query.get('s') ?? '');
      if (!session || !equal(session.cookie, cookie)) return null;
      if (!equal(sign(session.id, path, until), query.get('k') ?? undefined)) return null;
      return Number(until) > now() ? seen(session) : null;
    },
    listening: (id) => {
      const session = sessions.get(id);
      if (!session) return () => undefined;
      session.listeners += 1;
      return () => {
        session.listeners -= 1;
        seen(session);
      };
    },
    sweep: () => {
      const gone = [...sessions.values()].filter(
        ({ listeners, lastSeenMs }) => listeners === 0 && lastSeenMs + idleLifeMs <= now(),
      );
      for (const { id } of gone) sessions.delete(id);
      return gone.map(({ id }) => id);
    },
    count: () => sessions.size,
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function equal(known: string, sent: string | undefined): boolean {
  const left = Buffer.from(known);
  const right = Buffer.from(sent ?? '');
  return left.length === right.length && timingSafeEqual(left, right);
}
