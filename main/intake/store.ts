import { createHash, type Hash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/index.ts';
import { readFailure, writeFailure } from './fs-errors.ts';

export interface StoreArgs {
  /** Absolute path of the source. */
  readonly source: string;
  readonly stagingFolder: string;
  /** Name the copy gets in staging; made by us, never from the source's name. */
  readonly stagedName: string;
}

export interface StoredFile {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly stagedName: string;
}

const chunkBytes = 1 << 20;

/**
 * Copies a source into staging and hashes what it copies. The copy is not yet flushed: `place`
 * does that for a batch at once. On any failure nothing stays in staging.
 * @throws ArchiveError `source-missing`, `no-permission`, `not-a-file`, `name-too-long`,
 *   `unreadable`, `source-changed` (it changed while it was read), `disk-full`,
 *   `folder-not-writable`, `cancelled`.
 */
export const store: Task<StoreArgs, StoredFile> = async (args, { progress, signal }) => {
  const source = await openSource(args.source);
  try {
    const target = join(args.stagingFolder, args.stagedName);
    return await copyTo(target, async (copy) => {
      const before = await statSource(source, args.source);
      const hash = createHash('sha256');
      const bytes = await pump(source, copy, hash, args, { progress, signal });
      const after = await statSource(source, args.source);
      if (!same(before, after) || BigInt(bytes) !== after.size)
        throw new ArchiveError('source-changed', { path: args.source });
      return { sha256: hash.digest('hex'), bytes, stagedName: args.stagedName };
    });
  } finally {
    await source.close();
  }
};

/** Opened without waiting: a named pipe would block for ever. */
async function openSource(path: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch((error: unknown) => {
    throw readFailure(error, path);
  });
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw new ArchiveError('not-a-file', { path });
}

async function statSource(source: FileHandle, path: string): Promise<BigIntStats> {
  try {
    return await source.stat({ bigint: true });
  } catch (error) {
    throw readFailure(error, path);
  }
}

function same(before: BigIntStats, after: BigIntStats): boolean {
  return before.size === after.size && before.mtimeNs === after.mtimeNs;
}

async function copyTo<Result>(
  target: string,
  fill: (copy: FileHandle) => Promise<Result>,
): Promise<Result> {
  const copy = await open(target, 'wx').catch((error: unknown) => {
    throw writeFailure(error, target);
  });
  try {
    const result = await fill(copy);
    // Some file systems report a full disk only here.
    await copy.close().catch((error: unknown) => {
      throw writeFailure(error, target);
    });
    return result;
  } catch (error) {
    await copy.close().catch(() => undefined);
    await rm(target, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** One chunk is written while it is hashed. */
async function pump(
  source: FileHandle,
  copy: FileHandle,
  hash: Hash,
  { source: path, stagingFolder }: StoreArgs,
  { progress, signal }: Parameters<typeof store>[1],
): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  for (;;) {
    if (signal.aborted) throw new ArchiveError('cancelled');
    const { bytesRead } = await source
      .read(buffer, 0, chunkBytes, bytes)
      .catch((error: unknown) => {
        throw readFailure(error, path);
      });
    if (bytesRead === 0) return bytes;
    const chunk = buffer.subarray(0, bytesRead);
    const writing = copy.writev([chunk], bytes);
    hash.update(chunk);
    const { bytesWritten } = await writing.catch((error: unknown) => {
      throw writeFailure(error, stagingFolder);
    });
    if (bytesWritten < bytesRead) await writeRest(copy, chunk, bytesWritten, bytes, stagingFolder);
    bytes += bytesRead;
    progress({ bytes });
  }
}

/** A short write means a full disk or a signal: writing on tells which. */
async function writeRest(
  copy: FileHandle,
  chunk: Buffer,
  written: number,
  at: number,
  stagingFolder: string,
): Promise<void> {
  for (let done = written; done < chunk.length;) {
    const { bytesWritten } = await copy
      .write(chunk, done, chunk.length - done, at + done)
      .catch((error: unknown) => {
        throw writeFailure(error, stagingFolder);
      });
    done += bytesWritten;
  }
}

/** The extension an original keeps: lower case, letters and figures only, at most ten; else none. */
export function keptExtension(name: string): string {
  return /.\.([a-z0-9]{1,10})$/u.exec(name.toLowerCase())?.[1] ?? '';
}
