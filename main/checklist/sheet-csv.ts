import { detectDelimiter, parseCsv } from 'hucre/csv';
import { ArchiveError } from '../contract/errors.ts';
import { cleanCell, type Sheet, type SheetCell } from './sheet-cells.ts';

const mostCells = 1_000_000;
const mostColumns = 500;

/**
 * A file of separated values as one sheet. Text is UTF-8, or UTF-16 where it says so, else GB18030,
 * in which the Chinese Excel writes it.
 * @throws ArchiveError `unreadable` for what is none of these, `too-large`.
 */
export function sheetOfText(bytes: Uint8Array): Sheet {
  const text = decode(bytes);
  const cells: SheetCell[] = [];
  const rows = parseCsv(text, { delimiter: detectDelimiter(text), typeInference: false });
  for (const [row, values] of rows.entries()) {
    for (const [column, value] of values.slice(0, mostColumns).entries()) {
      const shown = cleanCell(String(value ?? ''));
      if (shown.trim() === '') continue;
      // A number lost its format when it was written: `1.10` may stand here as 1.1.
      const kind = /^-?\d{1,4}(?:\.\d)?$/u.test(shown.trim()) ? 'number' : 'text';
      cells.push({ row, column, kind, text: shown });
    }
    if (cells.length > mostCells) throw new ArchiveError('too-large', { cells: cells.length });
  }
  return { name: 'CSV', hidden: false, cells, merges: [], hiddenRows: [], hiddenColumns: [] };
}

function decode(bytes: Uint8Array): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Text of no sheet holds these: it is another kind of file.
      if (!text.includes('\0')) return text;
    } catch {
      // Not this one.
    }
  }
  throw new ArchiveError('unreadable', { reason: 'text' });
}
