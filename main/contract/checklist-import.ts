import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { checklistDraft, dateWindow, draftItem } from './checklist.ts';
import { checklistId, itemId, operationId, placeId } from './ids.ts';

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

/** A file that was understood, as one session knows it until it is closed or newer ones take its place. */
export const sheetPreviewId = z
  .string()
  .regex(/^[0-9A-Za-z_-]{8,64}$/u)
  .brand('SheetPreviewId');
export type SheetPreviewId = z.infer<typeof sheetPreviewId>;

export const sheetPreview = z.object({
  preview: sheetPreviewId,
  /** The file's name. */
  file: z.string(),
  /** What the checklist would be called. */
  name: z.string(),
  proposedWindow: dateWindow.nullable(),
  /** As the file says it itself (.json); open where it does not. */
  window: dateWindow,
  mapping: checklistMapping,
  sheets: understanding.shape.sheets,
  items: count,
  slots: count,
  unplaced: count,
  mended: count,
  doubtful: count,
});
export type SheetPreview = z.infer<typeof sheetPreview>;

/** A line of what would change. `row`: its place among the sheet's items; null: the sheet has it no more. */
export const sheetChange = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  id: itemId.nullable(),
  row: count.nullable(),
  code: z.string(),
  title: z.string(),
  fields: z.array(
    z.object({
      field: z.enum([
        'code',
        'title',
        'requirement',
        'notes',
        'method',
        'score',
        'isNegative',
        'window',
        'departments',
        'leader',
        'person',
        'due',
        'slots',
      ]),
      from: z.string(),
      to: z.string(),
    }),
  ),
  /** Proofs that go with what is removed. */
  linksLost: count,
});
export type SheetChange = z.infer<typeof sheetChange>;

/** Changed items count once, also where they move as well. */
const changeCounts = {
  added: count,
  removed: count,
  changed: count,
  moved: count,
  linksLost: count,
};

const page = { offset: count, limit: z.number().int().min(1).max(500) };
const preview = sheetPreviewId;
const written = z.object({
  file: z.string(),
  /** Where a browser downloads it. */
  address: z.string(),
});

export const checklistImportCalls = {
  /**
   * Understands a file that was chosen, dropped or uploaded (`intake.choose`, `intake.openUpload`) as a
   * checklist; with `mapping` as the user changed it. Fails with `sheet-old`, `sheet-locked`,
   * `not-a-sheet`, `unreadable`, `too-large`, `empty`.
   */
  'checklistImport.preview': archiveRead(
    z.object({ place: placeId, mapping: checklistMapping.optional() }),
    sheetPreview,
  ),
  /** What was understood, in order, each item with the cell it begins in. */
  'checklistImport.items': archiveRead(
    z.object({ preview, ...page }),
    z.object({
      total: count,
      items: z.array(z.object({ place: cellAddress, item: draftItem })),
    }),
  ),
  'checklistImport.unplaced': archiveRead(
    z.object({ preview, ...page }),
    z.object({ total: count, rows: z.array(unplacedRow) }),
  ),
  'checklistImport.mended': archiveRead(
    z.object({ preview, ...page }),
    z.object({ total: count, cells: z.array(mendedCell) }),
  ),
  'checklistImport.doubtful': archiveRead(
    z.object({ preview, ...page }),
    z.object({ total: count, cells: z.array(doubtfulCell) }),
  ),
  /** Makes a new checklist of it, as one operation. */
  'checklistImport.create': archiveChange(
    z.object({
      preview,
      name: checklistDraft.shape.name,
      window: dateWindow,
      followsId: checklistId.nullable().default(null),
    }),
    z.object({ id: checklistId, items: count, slots: count, operation: operationId }),
  ),
  /** What it would change in a checklist that is there. Columns the file does not have change nothing. */
  'checklistImport.compare': archiveRead(
    z.object({ preview, checklist: checklistId, ...page }),
    z.object({ ...changeCounts, total: count, changes: z.array(sheetChange) }),
  ),
  /**
   * Makes these changes, as one operation. Fails with `no-such-sheet` where the checklist has changed
   * since it was compared.
   */
  'checklistImport.apply': archiveChange(
    z.object({ preview, checklist: checklistId }),
    z.object({ ...changeCounts, operation: operationId.nullable() }),
  ),
  'checklistImport.close': archiveRead(z.object({ preview }), z.object({})),

  /** Writes a checklist into the exports folder, to edit in Excel and import again, or for another archive. */
  'checklistImport.export': archiveChange(
    z.object({ checklist: checklistId, format: z.enum(['xlsx', 'json']) }),
    written,
  ),
  /** An empty sheet to fill in, with a header, two examples and how it is done. */
  'checklistImport.template': archiveChange(z.object({}), written),

  /** Examples that come with the program. */
  'checklistImport.starters': archiveRead(
    z.object({}),
    z.object({
      starters: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          about: z.string(),
          items: count,
          slots: count,
        }),
      ),
    }),
  ),
  /** Adds one, marked as an example. */
  'checklistImport.addStarter': archiveChange(
    z.object({ key: z.string().max(40) }),
    z.object({ id: checklistId, items: count, slots: count, operation: operationId }),
  ),
} as const;
