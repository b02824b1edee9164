/** A column of a table that goes out. */
export interface TableColumn {
  readonly header: string;
  /** As Excel counts. */
  readonly widthChars: number;
  /** Share of the printed width. */
  readonly widthMm: number;
  readonly align?: 'right';
}

/** A table that goes out: written as a workbook (table-xlsx.ts), drawn as pages (main/binder/table-sheet.ts). */
export interface SheetTable {
  /** What it is: 缺口单. */
  readonly title: string;
  /** Below the title: of which checklist, for whom, of which day. */
  readonly lines: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Below the table: what is asked of whoever gets it. */
  readonly notes: readonly string[];
  readonly landscape: boolean;
}

/** What the file of a table is named by. */
export interface NamedTable {
  readonly words: readonly (string | null)[];
  readonly table: SheetTable;
}
