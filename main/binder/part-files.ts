import { randomBytes } from 'node:crypto';
import { link, readdir, rename, rm, stat, statfs, unlink } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import { TargetError } from './pdf-file.ts';

const partName = /^\.mingce-(\d+)-[0-9a-f]{12}\.part$/;
const dayMs = 86_400_000;

/** Path of a volume that is being written, in the folder it will stand in. */
export function partPath(folder: string): string {
  return join(folder, `.mingce-${process.pid}-${randomBytes(6).toString('hex')}.part`);
}

/** Removes what exports that crashed have left in a folder; those still being written stay. */
export async function removeStaleParts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = partName.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    if (!isRunning(Number(pid)) || Date.now() - mtimeMs > dayMs) await rm(path, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Names a viewer holds are passed over so often; then it is the folder that refuses. */
const mostHeld = 3;

/**
 * Gives a finished part its name, whole and at once. A name that is taken, or that a viewer holds,
 * is left alone and `… (2).pdf` used. Gives the final path.
 */
export async function publish(part: string, folder: string, fileName: string): Promise<string> {
  const { name, ext } = parse(fileName);
  let refused = 0;
  for (let copy = 1; copy < 10_000; copy += 1) {
    const path = join(folder, copy === 1 ? fileName : `${name} (${copy})${ext}`);
    try {
      if (await renameToNew(part, path)) return path;
    } catch (error) {
      refused += 1;
      if (!held.has(errorCode(error)) || refused > mostHeld) throw error;
    }
  }
  throw new ArchiveError('target-not-writable', { path: join(folder, fileName) });
}

/** Renames without ever replacing; false where the name is taken, or another program holds it. */
async function renameToNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    // File systems without hard links (FAT, some network shares): look, then rename.
    if (await isTaken(to)) return false;
    await rename(from, to);
    return true;
  }
  await unlink(from);
  return true;
}

const held: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** A file that a viewer still holds after it was removed is there for no one, and in the way. */
async function isTaken(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return held.has(errorCode(error));
  }
}

function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** `f_type` of FAT on Linux (statfs(2)); Windows does not tell. */
const fat = 0x4d44;
/** Files of FAT32 end at 4 GiB; some programs stop a little earlier. */
const largestOnFat = 3_900_000_000;

/** How large a file in a folder may become, in bytes. */
export async function largestFileIn(folder: string): Promise<number> {
  const system = await statfs(folder).catch(() => null);
  return system?.type === fat ? largestOnFat : Number.POSITIVE_INFINITY;
}

/** The error family's word for what a target's file system said. */
export function targetError(error: unknown, path: string): unknown {
  if (error instanceof TargetError) return targetError(error.cause, path);
  if (error instanceof ArchiveError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ArchiveError('disk-full', { path }, error);
    case 'EFBIG':
      return new ArchiveError('target-too-small', { path }, error);
    case 'ENAMETOOLONG':
      return new ArchiveError('name-too-long', { path }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'EBUSY':
    case 'EIO':
      return new ArchiveError('target-not-writable', { path }, error);
    default:
      return error;
  }
}
