import { BrowserWindow } from 'electron';
import { randomBytes } from 'node:crypto';

/**
 * Every window is a session of its own: its archive handles and places mean nothing in another.
 * The name cannot be guessed, because it also stands in the addresses of the session's images.
 */
const windowIds = new Map<string, number>();

export function beginSession(window: BrowserWindow): string {
  const session = `w-${randomBytes(12).toString('hex')}`;
  windowIds.set(session, window.id);
  return session;
}

export function endSession(session: string): void {
  windowIds.delete(session);
}

/** The session of a window; null for one that is none of the program's. */
export function sessionOf(window: BrowserWindow): string | null {
  for (const [session, id] of windowIds) if (id === window.id) return session;
  return null;
}

export function windowOf(session: string): BrowserWindow | null {
  const id = windowIds.get(session);
  return id === undefined ? null : BrowserWindow.fromId(id);
}
