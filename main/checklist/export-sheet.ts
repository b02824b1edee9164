import { writeXlsx, type Cell, type WriteSheet } from 'hucre/xlsx';
import type { ChecklistDraft } from '../contract/checklist.ts';
import type { Task } from '../workers/index.ts';
import { writeNewFile } from './new-file.ts';
import { rowsOf, sheetColumns, type SheetRow } from './sheet-columns.ts';
import { asWritten, sheetFont, sheetStyles } from './sheet-styles.ts';
import { guideSheet } from './understand-sheet.ts';

export interface ExportSheetArgs {
  readonly path: string;
  readonly format: 'xlsx' | 'json';
  readonly draft: ChecklistDraft;
}

/**
 * Writes a checklist to a file that is not there yet; runs in a worker.
 * @throws ArchiveError `target-not-writable`, `disk-full`.
 */
export const exportSheet: Task<ExportSheetArgs, { readonly bytes: number }> = async ({
  path,
  format,
  draft,
}) => {
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(`${JSON.stringify(draft, null, 2)}\n`)
      : await workbookOf(draft);
  await writeNewFile(path, bytes);
  return { bytes: bytes.length };
};

const headerRow = 2;

/** The bytes of a workbook that says all of a checklist, and how it is filled in. */
export async function workbookOf({ name, window, items }: ChecklistDraft): Promise<Uint8Array> {
  const rows: SheetRow[] = [
    [name],
    [windowLine(window)],
    sheetColumns.map(({ header }) => header),
    ...items.flatMap(rowsOf),
  ].map((row) => row.map(asWritten));
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    sheetColumns.forEach((_, column) => {
      const value = row[column] ?? null;
      if (at < headerRow && value === null) return;
      const style =
        at === 0
          ? sheetStyles.title
          : at < headerRow
            ? sheetStyles.plain
            : at === headerRow
              ? sheetStyles.header
              : typeof value === 'number'
                ? sheetStyles.number
                : sheetStyles.text;
      cells.set(`${at},${column}`, { value, style });
    });
  });
  const sheet: WriteSheet = {
    name: '测评体系',
    rows: rows.map((row) => [...row]),
    cells,
    columns: sheetColumns.map(({ widthChars, role }) => ({
      width: widthChars,
      // Rows that the user adds below are text too.
      style: role === 'score' || role === 'depth' ? sheetStyles.number : sheetStyles.text,
    })),
    freezePane: { rows: headerRow + 1, columns: 3 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
    },
  };
  return writeXlsx({ sheets: [sheet, guide()], defaultFont: sheetFont });
}

const windowLine = ({ from, to }: ChecklistDraft['window']): string | null =>
  from === null && to === null ? null : `材料时间：${from ?? '不限'} 至 ${to ?? '不限'}`;

const guideLines: readonly string[] = [
  '一行是一个测评项；“层级”1 是项目，2 是它下面的内容，3 是标准，依次类推，每行最多比上一行深一层。',
  '“编号”照原样写，如 Ⅱ-1-1)-①、1.10；单元格是文本格式，不会变成日期。',
  '“材料要求”一行一种：种类、数量，如“规范文件1份”“说明报告1份（不超过500字）”“实景图片3张：能看清路名”。',
  '“牵头单位”一个，“配合单位”用顿号隔开。',
  '“完成时限”和“材料时间”写成 2024-06-30；材料时间空着时用上一层的，写“不限”表示不限时间。',
  '“负面清单”写“是”或空着。',
  '改好后在测评体系里导入，先看到改了什么，再决定是否采用；编号和内容都没变的测评项，佐证不动。',
];

function guide(): WriteSheet {
  const style = { ...sheetStyles.plain, alignment: { vertical: 'top', wrapText: true } } as const;
  return {
    name: guideSheet,
    rows: guideLines.map((text) => [text]),
    columns: [{ width: 100, style }],
  };
}
