import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assignmentTable,
  gapLists,
  submissionOf,
  type NamedTable,
  type TableSheetArgs,
} from '../checklist/index.ts';
import type { SentSheet, WrittenSheet } from '../contract/checklist-sheets.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Archive, JobControl } from '../library/index.ts';
import type { ChecklistSheetsArgs } from './checklist-sheets-task.ts';
import { pdfName, today } from './compose.ts';
import { partPath, publish, targetError } from './part-files.ts';
import type { ZipArgs } from './zip-task.ts';

/** Tables or submission sheets of one file. */
type FileContent =
  | { readonly kind: 'table'; readonly format: 'xlsx' | 'pdf'; readonly named: NamedTable }
  | {
      readonly kind: 'submissions';
      readonly words: NamedTable['words'];
      readonly items: Awaited<ReturnType<typeof submissionOf>>[];
    };

const timeoutMs = 300_000;

/**
 * Writes sheets of a checklist into a folder, made where it is missing. `together`: how the lists of
 * all departments stand there. Names that are taken are not replaced. Where nothing is missing, a gap
 * list is not written: no files.
 * @throws ArchiveError `no-such-checklist`, `no-such-item`; `target-not-writable`, `disk-full`,
 *   `name-too-long`, `cancelled`. Nothing is left behind then.
 */
export async function writeChecklistSheet(
  archive: Archive,
  id: ChecklistId,
  sheet: SentSheet,
  { folder, together }: { readonly folder: string; readonly together: 'folder' | 'zip' },
  control: Pick<JobControl, 'signal' | 'report'>,
): Promise<WrittenSheet> {
  const date = today();
  const { read } = archive.db;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw targetError(error, folder);
  });
  const write = (content: FileContent): Promise<WrittenSheet> =>
    writeFileOf(archive, content, folder, control);
  switch (sheet.kind) {
    case 'gaps': {
      const [named] = await gapLists(read, id, date, sheet.department);
      if (named === undefined) return { name: '', files: 0, rows: 0, bytes: 0 };
      return write({ kind: 'table', format: sheet.format, named });
    }
    case 'assignments': {
      const named = await assignmentTable(read, id, date);
      return write({ kind: 'table', format: sheet.format, named });
    }
    case 'submissions': {
      const items = [];
      for (const item of sheet.items) items.push(await submissionOf(read, item));
      const [first] = items;
      const words = ['提交表', items.length === 1 ? (first?.code ?? '') : '', date];
      return write({ kind: 'submissions', words, items });
    }
    case 'all-gaps': {
      const lists = await gapLists(read, id, date);
      if (lists.length === 0) return { name: '', files: 0, rows: 0, bytes: 0 };
      const contents = lists.map((named): FileContent => ({
        kind: 'table',
        format: sheet.format,
        named,
      }));
      return writeTogether(archive, contents, `缺口单 ${date}`, { folder, together }, control);
    }
  }
}

async function writeFileOf(
  archive: Archive,
  content: FileContent,
  folder: string,
  { signal }: Pick<JobControl, 'signal'>,
): Promise<WrittenSheet> {
  signal.throwIfAborted();
  const words = content.kind === 'table' ? content.named.words : content.words;
  const pdf = pdfName(words, '表');
  const isSheet = content.kind === 'table' && content.format === 'xlsx';
  const fileName = isSheet ? pdf.replace(/\.pdf$/u, '.xlsx') : pdf;
  const part = partPath(folder);
  const options = { priority: 'urgent', timeoutMs, signal } as const;
  try {
    if (isSheet) {
      const args: TableSheetArgs = { path: part, table: content.named.table };
      await archive.workers.run('checklist.table', args, options);
    } else {
      const sheets: ChecklistSheetsArgs['sheets'] =
        content.kind === 'table'
          ? { kind: 'table', table: content.named.table }
          : { kind: 'submissions', items: content.items };
      const title = words.filter(Boolean).join(' ');
      await archive.workers.run('binder.checklistSheets', { path: part, title, sheets }, options);
    }
    const path = await publish(part, folder, fileName);
    const { size } = await stat(path);
    const rows = content.kind === 'table' ? content.named.table.rows.length : content.items.length;
    return { name: path.slice(folder.length + 1), files: 1, rows, bytes: size };
  } catch (error) {
    await rm(part, { force: true });
    throw targetError(error, folder);
  }
}

/** Writes several files as one folder or one zip, whole or not at all. */
async function writeTogether(
  archive: Archive,
  contents: readonly FileContent[],
  name: string,
  { folder, together }: { readonly folder: string; readonly together: 'folder' | 'zip' },
  control: Pick<JobControl, 'signal' | 'report'>,
): Promise<WrittenSheet> {
  await mkdir(archive.paths.derived, { recursive: true });
  // Beside the exports, so that the finished folder only has to be renamed.
  const made = await mkdtemp(join(archive.paths.derived, 'sheets-'));
  try {
    let [rows, bytes] = [0, 0];
    for (const [done, content] of contents.entries()) {
      control.report({ done, total: contents.length });
      const written = await writeFileOf(archive, content, made, control);
      rows += written.rows;
      bytes += written.bytes;
    }
    control.report({ done: contents.length, total: contents.length });
    const files = contents.length;
    if (together === 'folder') {
      return { name: await moveFolder(made, folder, name), files, rows, bytes };
    }
    const part = partPath(folder);
    const args: ZipArgs = { path: part, folder: made, files: (await readdir(made)).toSorted() };
    await archive.workers.run('binder.zip', args, { priority: 'urgent', timeoutMs });
    const path = await publish(part, folder, `${name}.zip`);
    const { size } = await stat(path);
    return { name: path.slice(folder.length + 1), files, rows, bytes: size };
  } catch (error) {
    throw targetError(error, folder);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Gives a finished folder a name that is free; gives the name. */
async function moveFolder(made: string, into: string, name: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : `${name} (${copy})`;
    const path = join(into, free);
    if ((await stat(path).catch(() => null)) !== null) continue;
    await rename(made, path);
    return free;
  }
}
