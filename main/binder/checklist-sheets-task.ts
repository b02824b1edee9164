import { rename, rm } from 'node:fs/promises';
import type { SheetTable, Submission } from '../checklist/index.ts';
import type { Task } from '../workers/index.ts';
import { loadFaces } from './fonts.ts';
import { targetError } from './part-files.ts';
import { printSheets } from './print-sheets.ts';
import { drawSubmission } from './submission-sheet.ts';
import { drawTableSheet } from './table-sheet.ts';

export interface ChecklistSheetsArgs {
  /** The PDF; written whole or not at all. */
  readonly path: string;
  readonly title: string;
  readonly sheets:
    | { readonly kind: 'table'; readonly table: SheetTable }
    | { readonly kind: 'submissions'; readonly items: readonly Submission[] };
}

/**
 * Task `binder.checklistSheets`. Draws what leaves the house of a checklist. The same data give the
 * same bytes.
 * @throws ArchiveError `target-not-writable`, `disk-full`
 */
export const writeChecklistSheets: Task<ChecklistSheetsArgs, { readonly pages: number }> = async ({
  path,
  title,
  sheets,
}) => {
  const faces = loadFaces();
  const landscape = sheets.kind === 'table' && sheets.table.landscape;
  const drawings =
    sheets.kind === 'table'
      ? drawTableSheet(sheets.table, faces)
      : sheets.items.flatMap((item) => drawSubmission(item, faces));
  const part = `${path}.${process.pid}.part`;
  try {
    const pages = await printSheets(
      part,
      title,
      drawings.map((drawing) => ({ drawing, copies: 1, landscape })),
    );
    await rename(part, path);
    return { pages };
  } catch (error) {
    await rm(part, { force: true });
    throw targetError(error, path);
  }
};
