import { writeXlsx, type Cell, type WriteSheet } from 'hucre/xlsx';
import type { Task } from '../workers/index.ts';
import { writeNewFile } from './new-file.ts';
import { asWritten, sheetFont, sheetStyles } from './sheet-styles.ts';
import type { SheetTable } from './sheet-table.ts';

export interface TableSheetArgs {
  /** A file that is not there yet. */
  readonly path: string;
  readonly table: SheetTable;
}

/**
 * Task `checklist.table`. Writes a table as a workbook.
 * @throws ArchiveError `target-not-writable`, `disk-full`
 */
export const writeTable: Task<TableSheetArgs, { readonly bytes: number }> = async ({
  path,
  table,
}) => {
  const bytes = await tableWorkbook(table);
  await writeNewFile(path, bytes);
  return { bytes: bytes.length };
};

/** The bytes of a workbook of one sheet: title, lines, header, rows, notes. Text stays text, whatever it begins with. */
export async function tableWorkbook(table: SheetTable): Promise<Uint8Array> {
  const { title, lines, columns, notes } = table;
  const headerRow = 1 + lines.length;
  const rows = [
    [title],
    ...lines.map((text) => [text]),
    columns.map(({ header }) => header),
    ...table.rows,
    ...notes.map((text) => [text]),
  ].map((row) => row.map(asWritten));
  const afterRows = headerRow + 1 + table.rows.length;
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    const isTable = at >= headerRow && at < afterRows;
    columns.forEach((_, column) => {
      const value = row[column] ?? null;
      if (!isTable && value === null) return;
      const style = isTable
        ? at === headerRow
          ? sheetStyles.header
          : typeof value === 'number'
            ? sheetStyles.number
            : sheetStyles.text
        : at === 0
          ? sheetStyles.title
          : sheetStyles.plain;
      cells.set(`${at},${column}`, { value, style });
    });
  });
  const sheet: WriteSheet = {
    name: title,
    rows: rows.map((row) => [...row]),
    cells,
    columns: columns.map(({ widthChars }) => ({ width: widthChars })),
    freezePane: { rows: headerRow + 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: table.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
    },
  };
  return writeXlsx({ sheets: [sheet], defaultFont: sheetFont });
}
