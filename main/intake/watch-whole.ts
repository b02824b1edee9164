import { open, type FileHandle } from 'node:fs/promises';
import type { Task } from '../workers/index.ts';
import { isTiff, isWholeTiff } from './watch-tiff.ts';

export interface WholeArgs {
  readonly paths: readonly string[];
}

/** `shut`: it cannot be opened now, another program may still keep it; `half`: its end is missing. */
export type Wholeness = 'whole' | 'half' | 'shut';

/**
 * Task `intake.whole`. Whether files that are not written any more look whole: by what their own
 * format ends with, where it says so. Reads a few kilobytes of each.
 */
export const judgeWhole: Task<WholeArgs, { readonly answers: readonly Wholeness[] }> = async (
  { paths },
  { signal },
) => {
  const answers: Wholeness[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    answers.push(await judge(path));
  }
  return { answers };
};

async function judge(path: string): Promise<Wholeness> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return 'shut';
  try {
    const { size } = await file.stat();
    const head = await bytesAt(file, 0, Math.min(size, 1024));
    return (await hasEnd(file, size, head)) ? 'whole' : 'half';
  } catch {
    return 'shut';
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** How far from its end a file's last mark may stand: writers add a little, cameras previews. */
const pdfTail = 2048;
const zipTail = 22 + 65_535;
const imageTail = 65_536;

async function hasEnd(file: FileHandle, size: number, head: Buffer): Promise<boolean> {
  if (size === 0 || head.every((byte) => byte === 0)) return false;
  const tail = (within: number): Promise<Buffer> => {
    const length = Math.min(size, within);
    return bytesAt(file, size - length, length);
  };
  const endsWith = async (mark: string, within: number): Promise<boolean> =>
    (await tail(within)).includes(mark, 0, 'latin1');
  const begins = head.toString('latin1');
  if (begins.includes('%PDF-')) return endsWith('%%EOF', pdfTail);
  if (begins.startsWith('\u00ff\u00d8')) return isWholeJpeg(await tail(imageTail));
  if (begins.startsWith('\u0089PNG')) return endsWith('IEND', imageTail);
  if (begins.startsWith('PK\u0003\u0004')) return endsWith('PK\u0005\u0006', zipTail);
  if (isTiff(begins)) return isWholeTiff((at, length) => bytesAt(file, at, length), size);
  return true;
}

/** A preview inside a JPEG has an end of its own: tables or a scan after it belong to the picture. */
function isWholeJpeg(tail: Buffer): boolean {
  const text = tail.toString('latin1');
  const end = text.lastIndexOf('\u00ff\u00d9');
  return end >= 0 && !/\u00ff[\u00da\u00db\u00c4]/u.test(text.slice(end));
}
