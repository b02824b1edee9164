import type { Archive } from '../library/index.ts';

/**
 * Passwords of locked originals, for as long as the archive is open and no longer: an answer is
 * used, never stored (design.md, Reading). What it opened is: the original's pages and their text
 * are entered, so that it is counted and found. It stays `locked`, because it is: the next session
 * asks again before it shows a page, and a binder has a placeholder for it.
 */
const passwords = new WeakMap<Archive, Map<string, string>>();

export function passwordFor(archive: Archive, sha256: string): string | undefined {
  return passwords.get(archive)?.get(sha256);
}

export function rememberPassword(archive: Archive, sha256: string, password: string): void {
  const known = passwords.get(archive) ?? new Map<string, string>();
  passwords.set(archive, known.set(sha256, password));
}

/** Hashes of the originals that this session can open although they are locked. */
export function unlockedIn(archive: Archive): readonly string[] {
  return [...(passwords.get(archive)?.keys() ?? [])];
}
