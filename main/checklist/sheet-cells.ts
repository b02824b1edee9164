/**
 * A cell that holds something. `text` is what the sheet shows, of a date YYYY-MM-DD, and empty where
 * there is no value: of a formula that was never computed (`uncached`), of an error; `source` has the
 * formula or the error then. `format` is the number format of a cell that has one.
 */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error' | 'uncached';
  readonly text: string;
  readonly format?: string;
  readonly source?: string;
}

/** Cells shown as one; all four are indexes counted from 0, the last inclusive. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as it was read: rows and columns counted from 0, only cells that hold something. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly SheetCell[];
  readonly merges: readonly MergedRange[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
}

/** `A`, `Z`, `AA` … */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `B7`, as Excel names it. */
export const cellName = (row: number, column: number): string =>
  `${columnLetters(column)}${row + 1}`;

/** One sheet with quick access; what a merged range hides reads as its first cell. */
export interface Grid {
  readonly sheet: Sheet;
  readonly rows: number;
  readonly columns: number;
  /** The cell itself; undefined where it holds nothing. */
  readonly at: (row: number, column: number) => SheetCell | undefined;
  /** The merged range that covers the place. */
  readonly mergeAt: (row: number, column: number) => MergedRange | undefined;
  /** The cell shown at the place: of a merged range its first. */
  readonly shown: (row: number, column: number) => SheetCell | undefined;
  /** Cells of the row that hold something, left to right. */
  readonly row: (row: number) => readonly SheetCell[];
}

/** `corrected` stands for what the user wrote over cells, by name (`B7`). */
export function gridOf(sheet: Sheet, corrected: ReadonlyMap<string, string> = new Map()): Grid {
  const rows = new Map<number, Map<number, SheetCell>>();
  const put = (cell: SheetCell): void => {
    const row = rows.get(cell.row) ?? new Map<number, SheetCell>();
    rows.set(cell.row, row.set(cell.column, cell));
  };
  for (const cell of sheet.cells) {
    const text = corrected.get(cellName(cell.row, cell.column));
    if (text === undefined) put(cell);
    else put({ row: cell.row, column: cell.column, kind: 'text', text });
  }
  for (const [name, text] of corrected) {
    const place = placeOf(name);
    if (place !== null && rows.get(place.row)?.get(place.column) === undefined) {
      put({ ...place, kind: 'text', text });
    }
  }
  const merged = new Map<number, MergedRange[]>();
  for (const range of sheet.merges) {
    for (let row = range.top; row <= range.bottom; row += 1) {
      const ranges = merged.get(row);
      if (ranges === undefined) merged.set(row, [range]);
      else ranges.push(range);
    }
  }
  const at = (row: number, column: number): SheetCell | undefined => rows.get(row)?.get(column);
  const mergeAt = (row: number, column: number): MergedRange | undefined =>
    merged.get(row)?.find(({ left, right }) => left <= column && column <= right);
  const used = [...rows.values()].flatMap((row) => [...row.keys()]);
  return {
    sheet,
    rows: highest(rows.keys()) + 1,
    columns: highest(used) + 1,
    at,
    mergeAt,
    shown: (row, column) => {
      const range = mergeAt(row, column);
      return range === undefined ? at(row, column) : at(range.top, range.left);
    },
    row: (row) => [...(rows.get(row)?.values() ?? [])].toSorted((a, b) => a.column - b.column),
  };
}

function highest(numbers: Iterable<number>): number {
  let most = -1;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** The place a name like `B7` stands for; null for what names no cell. */
export function placeOf(name: string): { readonly row: number; readonly column: number } | null {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(name) ?? [];
  if (letters === '') return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return { row: Number(digits) - 1, column: column - 1 };
}

export const textOf = (cell: SheetCell | undefined): string => cell?.text.trim() ?? '';

/** Text of a cell as it is taken: lines end in \\n, no control characters, no halves of characters. */
export const cleanCell = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .toWellFormed();
