import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ChecklistDraft } from '../contract/checklist.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Archive } from '../library/index.ts';
import type { ExportSheetArgs } from './export-sheet.ts';
import { templateDraft } from './export-template.ts';
import { draftOf, storedChecklist } from './stored.ts';

/**
 * Writes a checklist to a new file; `path` where given, else in the exports folder.
 * @throws ArchiveError `no-such-checklist`, `target-not-writable`, `disk-full`
 */
export async function exportChecklist(
  archive: Archive,
  id: ChecklistId,
  format: 'xlsx' | 'json',
  path?: string,
): Promise<string> {
  const draft = draftOf(await storedChecklist(archive.db.read, id));
  const target = path ?? (await freePath(archive, draft.name, format));
  await write(archive, { path: target, format, draft });
  return target;
}

/** Writes the sheet to fill in, into the exports folder. @throws ArchiveError `target-not-writable`, `disk-full` */
export async function writeTemplate(archive: Archive): Promise<string> {
  const path = await freePath(archive, templateDraft.name, 'xlsx');
  await write(archive, { path, format: 'xlsx', draft: templateDraft });
  return path;
}

async function write(archive: Archive, args: ExportSheetArgs): Promise<void> {
  await archive.workers.run<ExportSheetArgs, { bytes: number }>('checklist.export', args, {
    priority: 'urgent',
    timeoutMs: 60_000,
  });
}

const longestName = 80;

/** A name in the exports folder that is free: one open in Excel cannot be written over. */
async function freePath(
  { paths }: Archive,
  name: ChecklistDraft['name'],
  extension: string,
): Promise<string> {
  await mkdir(paths.exports, { recursive: true });
  const stem = basename(
    [...name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')]
      .slice(0, longestName)
      .join('')
      .replace(/[. ]+$/u, '') || '_',
  );
  for (let n = 1; ; n += 1) {
    const path = join(paths.exports, `${stem}${n === 1 ? '' : ` (${n})`}.${extension}`);
    if ((await stat(path).catch(() => null)) === null) return path;
  }
}
