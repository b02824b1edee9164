import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Archive, JobControl } from '../library/index.ts';
import { targetError } from './part-files.ts';
import type { VolumeReport } from './volume-report.ts';
import { writePastTrouble } from './write-past-trouble.ts';
import type { WriteArgs } from './write-task.ts';
import { writeTexts } from './write-texts.ts';

/** Where a volume goes: a path that ends in `.pdf` names it, any other is the folder, made if missing. */
export async function targetOf(
  path: string,
  named: string,
): Promise<{ folder: string; fileName: string }> {
  if (/\.pdf$/iu.test(path)) return { folder: dirname(path), fileName: basename(path) };
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw targetError(error, path);
  }
  return { folder: path, fileName: named };
}

/**
 * Writes what was planned, with the texts of its pages, in a worker. `ms` of the report includes
 * gathering the texts.
 * @throws as `writePastTrouble` does. Nothing is left behind then.
 */
export async function writePlan(
  archive: Archive,
  { plan, folder, fileName }: Pick<WriteArgs, 'plan' | 'folder' | 'fileName'>,
  control: Pick<JobControl, 'signal' | 'report'>,
  stallMs: number,
): Promise<VolumeReport> {
  const startMs = performance.now();
  const { plan: whole, texts } = await writeTexts(archive.db.read, plan, folder);
  const textsMs = performance.now() - startMs;
  try {
    const args: WriteArgs = { plan: whole, folder, fileName, texts };
    const report = await writePastTrouble(archive.workers, args, control, stallMs);
    return { ...report, ms: report.ms + textsMs };
  } finally {
    if (texts !== null) await rm(texts.path, { force: true }).catch(() => undefined);
  }
}
