import type { CellStyle } from 'hucre/xlsx';

const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const border = { top: line, bottom: line, left: line, right: line };

export const sheetFont = { name: '宋体', size: 10 };

/** `@`: what a user types stays as it is; no `1-1` becomes a date, no `=` a formula. */
const text: CellStyle = {
  font: sheetFont,
  border,
  numFmt: '@',
  alignment: { vertical: 'top', wrapText: true },
};

/** How the cells of our workbooks look. */
export const sheetStyles = {
  text,
  number: { ...text, numFmt: '0.##' },
  header: {
    font: { ...sheetFont, bold: true },
    border,
    numFmt: '@',
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  title: { font: { name: '宋体', size: 14, bold: true }, numFmt: '@' },
  plain: { font: sheetFont, numFmt: '@' },
} as const satisfies Readonly<Record<string, CellStyle>>;

/** Excel takes `_x0041_` for the character of that number: one that stands there is written out. */
export const asWritten = (value: string | number | null): string | number | null =>
  typeof value === 'string' ? value.replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_') : value;
