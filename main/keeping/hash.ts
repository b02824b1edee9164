import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Task } from '../workers/index.ts';

export interface HashedFile {
  /** null: missing or unreadable. */
  readonly sha256: string | null;
  readonly bytes: number;
}

async function hashFile(path: string, signal: AbortSignal): Promise<HashedFile> {
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
      digest.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    signal.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { sha256: null, bytes };
  }
  return { sha256: digest.digest('hex'), bytes };
}

/** SHA-256 and size of files, in the order given. */
export const hashFiles: Task<{ readonly paths: readonly string[] }, HashedFile[]> = async (
  { paths },
  { signal },
) => {
  const found: HashedFile[] = [];
  for (const path of paths) found.push(await hashFile(path, signal));
  return found;
};

export interface CopyArgs {
  readonly files: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Copies files, flushed and read back: the hash is that of the copy. A file appears under its name
 * only when whole. Missing sources give `sha256: null`.
 */
export const copyFiles: Task<CopyArgs, HashedFile[]> = async ({ files }, { signal }) => {
  const done: HashedFile[] = [];
  for (const { from, to } of files) {
    signal.throwIfAborted();
    const part = `${to}.part`;
    await mkdir(dirname(to), { recursive: true });
    try {
      const target = await open(part, 'w');
      try {
        for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 })) {
          await target.write(chunk as Buffer);
        }
        await target.sync();
      } finally {
        await target.close();
      }
    } catch (error) {
      await rm(part, { force: true });
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      done.push({ sha256: null, bytes: 0 });
      continue;
    }
    done.push(await hashFile(part, signal));
    await rename(part, to);
  }
  return done;
};
