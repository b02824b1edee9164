import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import type { Task } from '../workers/index.ts';
import { targetError } from './part-files.ts';

export interface ZipArgs {
  /** A file that is not there yet. */
  readonly path: string;
  readonly folder: string;
  /** Names in the folder, in the order they get. */
  readonly files: readonly string[];
}

/** Task `binder.zip`. Packs small files of ours. @throws ArchiveError `target-not-writable`, `disk-full` */
export const zipFiles: Task<ZipArgs, null> = async ({ path, folder, files }) => {
  const entries: Zippable = {};
  for (const name of files) entries[name] = await readFile(join(folder, name));
  // .xlsx are packed already, and PDFs as good as.
  const bytes = zipSync(entries, { level: 0 });
  await writeFile(path, bytes, { flag: 'wx' }).catch((error: unknown) => {
    throw targetError(error, path);
  });
  return null;
};
