import { recoverIntake } from '../intake/index.ts';
import {
  createArchive,
  openArchive,
  starterCategories,
  type Archive,
  type OpenOptions,
} from '../library/index.ts';
import { removeUnfinished } from '../reading/index.ts';

/** Opens an archive as every door does: recovered from a crash, ready for work. */
export async function openForUse(folder: string, options: OpenOptions): Promise<Archive> {
  const archive = await openArchive(folder, options);
  try {
    if (!archive.readOnly) await recoverIntake(archive);
    await removeUnfinished(archive);
  } catch (error) {
    await archive.close().catch(() => undefined);
    throw error;
  }
  return archive;
}

/** Makes an archive with the starter categories. */
export function createForUse(
  folder: string,
  about: { readonly name: string; readonly fonds: string | null },
  options: OpenOptions,
): Promise<Archive> {
  return createArchive(folder, { ...about, categories: starterCategories }, options);
}
