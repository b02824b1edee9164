import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/index.ts';
import { partPath, publish, removeStaleParts, targetError } from './part-files.ts';
import type { VolumePlan } from './plan.ts';
import { checkVolume } from './self-check.ts';
import type { VolumeReport } from './volume-report.ts';
import type { TextsFile } from './write-texts.ts';
import { writeVolume } from './write-volume.ts';

export interface WriteArgs {
  readonly plan: VolumePlan;
  /** An existing folder. */
  readonly folder: string;
  /** Where the name is taken, `… (2).pdf` and so on is used. */
  readonly fileName: string;
  /** Report without fail from this document on (see `writeVolume`). */
  readonly watchFrom?: number | null;
  /** The file of the pages' texts (`writeTexts`); null: there is none. */
  readonly texts?: TextsFile | null;
}

/**
 * Task `binder.write`. Writes a volume beside its final name, checks it with another library, and
 * only then gives it the name. Cancelled, failed or killed, it leaves no volume: the part is
 * removed at once, or by the next export.
 * @throws ArchiveError `target-not-writable`, `target-too-small` (FAT32), `disk-full`,
 *   `name-too-long`; `internal` where the self-check finds a difference
 */
export const write: Task<WriteArgs, VolumeReport> = async (args, { signal, progress }) => {
  const { plan, folder, fileName } = args;
  await removeStaleParts(folder);
  const part = partPath(folder);
  try {
    const startMs = performance.now();
    const written = await writeVolume(plan, part, signal, progress, args);
    const writtenMs = performance.now();
    const { pages, expected } = written;
    const problems = await checkVolume(part, { ...expected, pages });
    const checkedMs = performance.now();
    if (problems.length > 0) throw new ArchiveError('internal', { problems });
    signal.throwIfAborted();
    const path = await publish(part, folder, fileName);
    const checkMs = checkedMs - writtenMs;
    return { ...written, path, ms: performance.now() - startMs - checkMs, checkMs };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw targetError(error, join(folder, fileName));
  }
};
