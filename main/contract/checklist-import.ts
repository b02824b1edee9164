import { z } from 'zod';
import { checklistDraft, dateWindow } from './checklist.ts';

const count = z.number().int().min(0);
const cellWord = z.string().max(40_000);

/**
 * What a column of a sheet holds. `level`: the text of a level, levels from left to right; `code`:
 * the code of the level to its right, or of the row; `depth`: a number, 1 for a project; `slots`:
 * proofs, each part of a cell one; `requirement`: text in which proofs may be named.
 */
export const columnRole = z.enum([
  'leave',
  'depth',
  'code',
  'level',
  'requirement',
  'slots',
  'notes',
  'method',
  'score',
  'negative',
  'departments',
  'lead',
  'helping',
  'leader',
  'person',
  'due',
  'window',
  'windowFrom',
  'windowTo',
]);
export type ColumnRole = z.infer<typeof columnRole>;

/** How one sheet is read. Rows and columns are counted from 0. */
export const sheetMapping = z.object({
  /** `items`, the items of a 负面清单, or nothing at all. */
  use: z.enum(['items', 'negative', 'leave']),
  /** The first row of the header and how many rows it has; 0 rows: none, all rows are data. */
  headerRow: count,
  headerRows: count.max(5),
  /** By column; columns beyond are left. */
  roles: z.array(columnRole).max(500),
  /** `columns`: a level a column; `codes`: by the depth of codes; `depth`: as a column says. */
  levels: z.enum(['columns', 'codes', 'depth']),
  /** The sheet's name is a project of its own, above all its rows. */
  nameIsProject: z.boolean(),
});
export type SheetMapping = z.infer<typeof sheetMapping>;

export const checklistMapping = z.object({
  sheets: z.array(sheetMapping).max(200),
  /** What the user wrote over cells: answers to what was doubtful, and to what could not be placed. */
  corrections: z
    .array(z.object({ sheet: count, cell: z.string().max(12), text: cellWord }))
    .max(5000),
  /** Rows (from 0) that the user leaves out. */
  leftOut: z.array(z.object({ sheet: count, row: count })).max(5000),
});
export type ChecklistMapping = z.infer<typeof checklistMapping>;

/** A place in a file as a person finds it: the sheet's name and the cell as Excel names it. */
export const cellAddress = z.object({ sheet: z.string(), cell: z.string() });
export type CellAddress = z.infer<typeof cellAddress>;

/** Why a row is no item. */
export const unplacedReason = z.enum([
  'no-columns',
  'no-title',
  'note-row',
  'total-row',
  'header-again',
  'left-out',
  'too-deep',
  'too-many',
]);
export type UnplacedReason = z.infer<typeof unplacedReason>;

/** What the user is asked about. The value stands as `text` says, or is empty, until answered. */
export const doubt = z.enum([
  'code-was-date',
  'code-lost-zero',
  'code-twice',
  'code-without-parent',
  'no-code',
  'no-title',
  'formula-without-value',
  'cell-error',
  'hidden-row',
  'hidden-column',
  'sheet-left',
  'bad-score',
  'bad-date',
  'bad-window',
  'bad-depth',
  'too-long',
  'no-header',
]);
export type Doubt = z.infer<typeof doubt>;

export const unplacedRow = cellAddress.extend({ text: z.string(), reason: unplacedReason });
export type UnplacedRow = z.infer<typeof unplacedRow>;
export const mendedCell = cellAddress.extend({ from: z.string(), to: z.string() });
export type MendedCell = z.infer<typeof mendedCell>;
/** `proposal`: what it may have been; null: nothing better is known. */
export const doubtfulCell = cellAddress.extend({
  text: z.string(),
  reason: doubt,
  proposal: z.string().nullable(),
});
export type DoubtfulCell = z.infer<typeof doubtfulCell>;

/** What a file was understood to say. `places[n]` is where `draft.items[n]` begins. */
export const understanding = z.object({
  mapping: checklistMapping,
  draft: checklistDraft.extend({ name: z.string().max(200) }),
  places: z.array(cellAddress),
  unplaced: z.array(unplacedRow),
  mended: z.array(mendedCell),
  doubtful: z.array(doubtfulCell),
  /** From the title; never taken without the user. */
  proposedWindow: dateWindow.nullable(),
  /** The sheets as the mapping screen shows them. */
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      rows: count,
      columns: z.array(
        z.object({
          letters: z.string(),
          hidden: z.boolean(),
          header: z.string(),
          samples: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type Understanding = z.infer<typeof understanding>;
