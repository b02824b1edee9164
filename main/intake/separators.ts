import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';
import { categoriesWithParents, separatorCode } from '../reading/index.ts';
import type { SeparatorSheet, SeparatorSheetsArgs } from './separator-sheets.ts';

/** A kind of separator sheet as it is asked for; nulls say nothing. */
export interface SeparatorRequest {
  readonly categoryId: number | null;
  readonly year: number | null;
  readonly department: string | null;
  readonly copies: number;
}

/**
 * Writes separator sheets to the PDF `path`; gives its number of pages.
 * @throws ArchiveError `no-such-category`, `target-not-writable`, `disk-full`.
 */
export async function writeSeparators(
  archive: Archive,
  requests: readonly SeparatorRequest[],
  path: string,
): Promise<number> {
  const categories = await categoriesWithParents(archive.db.read);
  const sheets = requests.map((request) => sheetOf(request, categories));
  const title = archive.language === 'en' ? 'Separator sheets' : '分隔页';
  const args: SeparatorSheetsArgs = { path, title, sheets };
  const { pages } = await archive.workers.run<SeparatorSheetsArgs, { pages: number }>(
    'intake.separators',
    args,
    {
      priority: 'urgent',
      timeoutMs: 120_000,
    },
  );
  return pages;
}

function sheetOf(
  { categoryId, year, department, copies }: SeparatorRequest,
  categories: Awaited<ReturnType<typeof categoriesWithParents>>,
): SeparatorSheet {
  const found = categories.find(({ id }) => id === categoryId);
  if (categoryId !== null && found === undefined)
    throw new ArchiveError('no-such-category', { id: categoryId });
  const category = found === undefined ? null : [...found.parents, found.name];
  const named = department?.trim() ?? '';
  const words = { year, category, department: named === '' ? null : named };
  return { ...words, category: category ?? [], code: separatorCode(words), copies };
}

/**
 * A name in the exports folder that is free: one open in a viewer cannot be written over. The list
 * of volumes leaves such names out (main/binder/print-sheets.ts, `isSheetsFile`).
 */
export async function separatorPath({ paths, language }: Archive): Promise<string> {
  await mkdir(paths.exports, { recursive: true });
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const stem = `${language === 'en' ? 'Separator sheets' : '分隔页'} ${date}`;
  for (let n = 1; ; n += 1) {
    const path = join(paths.exports, `${stem}${n === 1 ? '' : ` (${n})`}.pdf`);
    const taken = await stat(path).catch(() => null);
    if (taken === null) return path;
  }
}
