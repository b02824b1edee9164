import { appendFile, open, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ErrorCode } from '../contract/index.ts';
import { refuseOverlong, tooLarge } from './body.ts';
import { Refusal } from './refusal.ts';

/** What lies beside the numbered files of an upload: one line of JSON each. */
export const uploadIndexName = 'index.ndjson';

/** One line of the index. `file` is the number it is stored under, `path` only text. */
export interface UploadedFile {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  /** As the browser knows it; the time of the upload where it does not say. */
  readonly modifiedMs: number;
}

const longestPath = 4096;

/**
 * Stores a request's body in `folder` under the next number and notes its relative path in the
 * index. The path is checked, kept as text, and never used as a path here. A body that does not
 * arrive whole leaves nothing. Throws `Refusal`.
 */
export async function storeUpload(
  folder: string,
  request: IncomingMessage,
  query: URLSearchParams,
  mostBytes: number,
): Promise<UploadedFile> {
  const path = checkPath(query.get('path'));
  const modifiedMs = checkTime(query.get('modified'));
  refuseOverlong(request, mostBytes);
  try {
    const { name, bytes } = await writeNumbered(folder, request, mostBytes);
    const stored = { file: name, path, bytes, modifiedMs };
    await appendFile(join(folder, uploadIndexName), `${JSON.stringify(stored)}\n`, { mode: 0o600 });
    return stored;
  } catch (error) {
    throw asRefusal(error);
  }
}

function checkPath(path: string | null): string {
  const plain =
    path !== null &&
    path !== '' &&
    Buffer.byteLength(path) <= longestPath &&
    !path.includes('\0') &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
  if (plain) return path;
  throw new Refusal(400, 'not a relative path', {
    error: { code: 'bad-request', message: 'not a relative path', details: {} },
  });
}

function checkTime(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : Date.now();
}

async function writeNumbered(
  folder: string,
  request: IncomingMessage,
  mostBytes: number,
): Promise<{ name: string; bytes: number }> {
  const { name, handle } = await openNext(folder);
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
  try {
    await pipeline(request, count, handle.createWriteStream());
    return { name, bytes };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(join(folder, name), { force: true });
    throw error;
  }
}

const lastNumbers = new Map<string, number>();

/** Opens the next free number in `folder`, never a file that is already there. */
async function openNext(folder: string) {
  if (!lastNumbers.has(folder)) {
    const numbers = (await readdir(folder)).map(Number).filter(Number.isInteger);
    lastNumbers.set(folder, Math.max(lastNumbers.get(folder) ?? 0, 0, ...numbers));
  }
  for (;;) {
    const number = (lastNumbers.get(folder) ?? 0) + 1;
    lastNumbers.set(folder, number);
    const name = String(number).padStart(6, '0');
    try {
      return { name, handle: await open(join(folder, name), 'wx', 0o600) };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}

const failures: Readonly<Record<string, readonly [number, ErrorCode]>> = {
  ENOSPC: [507, 'disk-full'],
  EDQUOT: [507, 'disk-full'],
  EACCES: [500, 'no-permission'],
  EPERM: [500, 'no-permission'],
  EROFS: [500, 'folder-not-writable'],
  ENOENT: [404, 'archive-not-found'],
};

function asRefusal(error: unknown): unknown {
  const [status, code] = failures[(error as { code?: string }).code ?? ''] ?? [];
  if (status === undefined || code === undefined) return error;
  return new Refusal(status, code, { error: { code, message: code, details: {} } });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
