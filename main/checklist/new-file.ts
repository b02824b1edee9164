import { writeFile } from 'node:fs/promises';
import { ArchiveError } from '../contract/errors.ts';

/** Writes a file that is not there yet. @throws ArchiveError `target-not-writable`, `disk-full` */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx' }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new ArchiveError(isFull ? 'disk-full' : 'target-not-writable', { path }, error);
  });
}
