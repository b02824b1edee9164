import type { Cell, CellValue, Sheet as ReadSheet } from 'hucre/xlsx';
import { readXlsx } from 'hucre/xlsx';
import { ArchiveError } from '../contract/errors.ts';
import { cleanCell, type MergedRange, type Sheet, type SheetCell } from './sheet-cells.ts';
import { checkZip } from './sheet-zip.ts';

/** Of all sheets of a file; what has more is no checklist. */
const mostCells = 1_000_000;
const mostSheets = 200;
const mostColumns = 500;

/**
 * The sheets of an .xlsx with what the cells show.
 * @throws ArchiveError `unreadable`, `too-large`.
 */
export async function sheetsOfWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  checkZip(bytes);
  const workbook = await readXlsx(bytes, { readStyles: true }).catch((error: unknown) => {
    throw new ArchiveError('unreadable', { reason: 'workbook' }, error);
  });
  if (workbook.sheets.length === 0) throw new ArchiveError('unreadable', { reason: 'workbook' });
  if (workbook.sheets.length > mostSheets) {
    throw new ArchiveError('too-large', { sheets: workbook.sheets.length });
  }
  const sheets = workbook.sheets.map(sheetOf);
  const cells = sheets.reduce((sum, sheet) => sum + sheet.cells.length, 0);
  if (cells > mostCells) throw new ArchiveError('too-large', { cells });
  return sheets;
}

function sheetOf(read: ReadSheet): Sheet {
  const cells: SheetCell[] = [];
  let lastRow = -1;
  for (const [row, values] of read.rows.entries()) {
    for (let column = 0; column < Math.min(values.length, mostColumns); column += 1) {
      const cell = cellOf(row, column, values[column] ?? null, read.cells?.get(`${row},${column}`));
      if (cell === null) continue;
      cells.push(cell);
      lastRow = row;
    }
  }
  return {
    name: read.name.toWellFormed(),
    hidden: read.hidden === true || read.veryHidden === true,
    cells,
    merges: mergesOf(read, lastRow),
    hiddenRows: [...(read.rowDefs ?? [])].flatMap(([row, { hidden }]) =>
      hidden === true && row <= lastRow ? [row] : [],
    ),
    hiddenColumns: (read.columns ?? []).flatMap(({ hidden }, column) =>
      hidden === true && column < mostColumns ? [column] : [],
    ),
  };
}

/** Ranges may reach to the end of the sheet: only as far as something is written. */
const mergesOf = (read: ReadSheet, lastRow: number): MergedRange[] =>
  (read.merges ?? []).flatMap(({ startRow, startCol, endRow, endCol }) =>
    startRow > lastRow || startCol >= mostColumns
      ? []
      : [
          {
            top: startRow,
            left: startCol,
            bottom: Math.min(endRow, lastRow),
            right: Math.min(endCol, mostColumns - 1),
          },
        ],
  );

function cellOf(
  row: number,
  column: number,
  value: CellValue,
  more: Cell | undefined,
): SheetCell | null {
  const place = { row, column };
  const format = more?.style?.numFmt;
  const formatted = format === undefined ? {} : { format };
  if (more?.type === 'error') return { ...place, kind: 'error', text: '', source: String(value) };
  if (value === null || value === '') {
    const isOpen = more?.formula !== undefined && value === null;
    return isOpen ? { ...place, kind: 'uncached', text: '', source: `=${more.formula}` } : null;
  }
  if (typeof value === 'string') {
    const isError = more?.formula !== undefined && /^#[A-Z/0!?]+$/u.test(value);
    return isError
      ? { ...place, kind: 'error', text: '', source: value }
      : { ...place, kind: 'text', text: cleanCell(value), ...formatted };
  }
  if (typeof value === 'boolean') {
    return { ...place, kind: 'boolean', text: value ? 'TRUE' : 'FALSE' };
  }
  if (value instanceof Date) {
    const text = Number.isFinite(value.getTime()) ? value.toISOString().slice(0, 10) : '';
    return text === '' ? null : { ...place, kind: 'date', text, ...formatted };
  }
  return { ...place, kind: 'number', text: shownNumber(value, format), ...formatted };
}

/** A number as its format shows it, as far as codes and points need: decimals, percent, text around. */
export function shownNumber(value: number, format: string | undefined): string {
  const general = String(Number(value.toPrecision(11)));
  const positive = format?.split(';')[0] ?? '';
  const found =
    /^((?:"[^"]*"|\\.|[^#0.?@"\\])*?)([#0,?]*(?:\.(0+))?)(%?)((?:"[^"]*"|\\.|[^#0.?@"\\])*)$/u.exec(
      positive,
    );
  const [, before = '', digits = '', decimals = '', percent = '', after = ''] = found ?? [];
  if (digits === '' || /general/iu.test(positive)) return general;
  const plain = (text: string): string =>
    text.replace(/\[[^\]]*\]|_.|\*./gu, '').replace(/"([^"]*)"|\\(.)/gu, '$1$2');
  const scaled = percent === '' ? value : value * 100;
  const least = /^[#,?]*(0*)/u.exec(digits.split('.')[0] ?? '')?.[1]?.length ?? 1;
  const [whole = '0', part] = Math.abs(scaled).toFixed(decimals.length).split('.');
  const number =
    part === undefined ? whole.padStart(least, '0') : `${whole.padStart(least, '0')}.${part}`;
  return `${scaled < 0 ? '-' : ''}${plain(before)}${number}${percent}${plain(after)}`;
}
