import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isJunk } from './scan.ts';

/** What a scanner or a person puts into the folder to be filed; all else there is left alone. */
const wanted =
  /\.(?:pdf|ofd|jpe?g|png|tiff?|bmp|webp|gif|heic|heif|docx?|xlsx?|pptx?|wps|et|dps|rtf)$/iu;

/** Names of files still being written, as scanners, browsers, copiers and office programs give them. */
const unfinished =
  /^[.~]|~$|\.(?:tmp|temp|part|partial|crdownload|download|filepart|opdownload|lock|swp)$/iu;

/** Whether a file of this name is taken in from a watched folder. */
export function isWatchedName(name: string): boolean {
  return wanted.test(name) && !unfinished.test(name) && !isJunk(name, 'file');
}

const deepest = 20;

/**
 * Paths of the files of a watched folder and its sub-folders; null where the folder is not there
 * or cannot be listed. Archives and folders that systems keep for themselves are not entered,
 * neither are links to folders.
 */
export async function listWatched(folder: string): Promise<string[] | null> {
  const entries = await entriesOf(folder);
  if (entries === null) return null;
  const found: string[] = [];
  await collect(folder, entries, 0, found);
  return found;
}

function entriesOf(folder: string): Promise<Dirent[] | null> {
  return readdir(folder, { withFileTypes: true }).catch(() => null);
}

async function collect(
  folder: string,
  entries: readonly Dirent[],
  depth: number,
  found: string[],
): Promise<void> {
  if (entries.some(({ name }) => name === 'mingce.sqlite')) return;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const kind = await kindOf(entry, path);
    if (kind === 'file' && isWatchedName(entry.name)) found.push(path);
    if (kind !== 'folder' || isLeftAlone(entry.name) || depth >= deepest) continue;
    const inner = await entriesOf(path);
    if (inner !== null) await collect(path, inner, depth + 1, found);
  }
}

const isLeftAlone = (name: string): boolean => name.startsWith('.') || isJunk(name, 'folder');

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  // A link, or a network drive that does not say what its entries are.
  if (!isWatchedName(entry.name) && entry.isSymbolicLink()) return 'other';
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile() === true) return 'file';
  return stats?.isDirectory() === true && !entry.isSymbolicLink() ? 'folder' : 'other';
}
