import type {
  CellAddress,
  ChecklistMapping,
  SheetMapping,
  Understanding,
} from '../contract/checklist-import.ts';
import { columnLetters, gridOf, placeOf, textOf, type Grid, type Sheet } from './sheet-cells.ts';
import { headersOf } from './sheet-header.ts';
import { finished, type ItemInMaking } from './sheet-item.ts';
import { guessMapping } from './sheet-mapping.ts';
import { remarksOn, type Remarks } from './sheet-remarks.ts';
import { readRows } from './sheet-rows.ts';
import { readWindow } from './sheet-values.ts';

/** More sheets than this, columns and rows of one, are not shown on the mapping screen. */
const samplesShown = 3;

/** The sheet of our own exports that explains them. */
export const guideSheet = '填写说明';

/**
 * What the sheets of a file say as a checklist. Pure: the mapping screen calls it again with what
 * the user changed. Without `mapping` it is guessed. `name` is the file's, without its extension;
 * a title above the header is taken before it. Nothing is left out silently: every row that is no item
 * stands in `unplaced`, every cell read otherwise than it shows in `mended`, all that the user should
 * settle in `doubtful`, with sheet and cell.
 */
export function understandSheets(
  sheets: readonly Sheet[],
  name: string,
  given?: ChecklistMapping,
): Understanding {
  const grids = sheets.map((sheet, at) => gridOf(sheet, correctionsOf(given, at)));
  const mapping = given === undefined ? guessMapping(grids) : completed(given, grids);
  const remarks: Remarks = { unplaced: [], mended: [], doubtful: [] };
  const items: ItemInMaking[] = [];
  const title = titleOf(grids, mapping);
  for (const [at, grid] of grids.entries()) {
    const own = mapping.sheets[at];
    if (own === undefined) continue;
    const confirmed = new Set(correctionsOf(given, at).keys());
    const said = remarksOn(remarks, grid.sheet.name, confirmed);
    if (own.use === 'leave') {
      const isAnswered = given !== undefined;
      if (grid.rows > 0 && !isAnswered && grid.sheet.name !== guideSheet)
        said.doubt(0, 0, grid.sheet.name, 'sheet-left');
      continue;
    }
    if (own.headerRows === 0) said.doubt(0, 0, textOf(grid.row(0)[0]), 'no-header');
    askAboutCells(grid, own, said);
    const leftOut = new Set(
      mapping.leftOut.filter(({ sheet }) => sheet === at).map(({ row }) => row),
    );
    items.push(...readRows(grid, own, said, leftOut, items.length));
  }
  askAboutCodes(items, remarks, given);
  const draftItems = items.map(finished);
  const called = title ?? name;
  return {
    mapping,
    draft: {
      name: called.replace(/\s+/gu, ' ').trim().slice(0, 200).toWellFormed(),
      window: { from: null, to: null },
      items: draftItems,
    },
    places: items.map(({ place }) => place),
    unplaced: inOrder(remarks.unplaced, sheets),
    mended: inOrder(remarks.mended, sheets),
    doubtful: inOrder(remarks.doubtful, sheets),
    proposedWindow: proposedWindow(grids, mapping, name),
    sheets: grids.map((grid, at) => shownSheet(grid, mapping.sheets[at])),
  };
}

/** As one reads the file: by sheet, row and column. */
function inOrder<At extends CellAddress>(remarks: readonly At[], sheets: readonly Sheet[]): At[] {
  const order = new Map(sheets.map(({ name }, at) => [name, at]));
  return remarks
    .map((remark) => ({ remark, place: placeOf(remark.cell), sheet: order.get(remark.sheet) ?? 0 }))
    .toSorted(
      (a, b) =>
        a.sheet - b.sheet ||
        (a.place?.row ?? 0) - (b.place?.row ?? 0) ||
        (a.place?.column ?? 0) - (b.place?.column ?? 0),
    )
    .map(({ remark }) => remark);
}

const correctionsOf = (mapping: ChecklistMapping | undefined, sheet: number): Map<string, string> =>
  new Map(
    (mapping?.corrections ?? [])
      .filter((each) => each.sheet === sheet && placeOf(each.cell) !== null)
      .map(({ cell, text }) => [cell, text]),
  );

/** A mapping of fewer sheets than the file has leaves the rest. */
function completed(given: ChecklistMapping, grids: readonly Grid[]): ChecklistMapping {
  const guessed = guessMapping(grids);
  return {
    ...given,
    sheets: grids.map(
      (_, at) => given.sheets[at] ?? { ...(guessed.sheets[at] as SheetMapping), use: 'leave' },
    ),
  };
}

/** Rows above the header of the first sheet that is used. */
function* aboveHeader(grids: readonly Grid[], mapping: ChecklistMapping): Generator<string> {
  const at = mapping.sheets.findIndex(({ use }) => use === 'items');
  const [grid, own] = [grids[at], mapping.sheets[at]];
  if (grid === undefined || own === undefined || own.headerRows === 0) return;
  for (let row = 0; row < own.headerRow; row += 1) {
    for (const cell of grid.row(row)) if (textOf(cell) !== '') yield textOf(cell);
  }
}

function titleOf(grids: readonly Grid[], mapping: ChecklistMapping): string | null {
  for (const text of aboveHeader(grids, mapping)) {
    if (text.length >= 4 && !/^(?:附件|附表|表)\s*\d*[:：]?$/u.test(text)) return text;
  }
  return null;
}

function proposedWindow(grids: readonly Grid[], mapping: ChecklistMapping, name: string) {
  for (const text of [...aboveHeader(grids, mapping), name]) {
    const window = readWindow(text);
    if (window !== null) return window;
  }
  return null;
}

/** Cells whose value the file does not hold, and columns that Excel hides. */
function askAboutCells(
  grid: Grid,
  { roles, headerRow, headerRows }: SheetMapping,
  said: ReturnType<typeof remarksOn>,
): void {
  const isUsed = (column: number): boolean => (roles[column] ?? 'leave') !== 'leave';
  for (const column of grid.sheet.hiddenColumns) {
    if (isUsed(column)) said.doubt(headerRow, column, columnLetters(column), 'hidden-column');
  }
  for (let row = headerRows === 0 ? 0 : headerRow + headerRows; row < grid.rows; row += 1) {
    for (const cell of grid.row(row)) {
      if (!isUsed(cell.column)) continue;
      if (cell.kind === 'uncached')
        said.doubt(row, cell.column, cell.source ?? '', 'formula-without-value');
      if (cell.kind === 'error') said.doubt(row, cell.column, cell.source ?? '', 'cell-error');
    }
  }
}

/** Two items of one parent with one code: links by code could not tell them apart. */
function askAboutCodes(
  items: readonly ItemInMaking[],
  { doubtful }: Remarks,
  given: ChecklistMapping | undefined,
): void {
  const path: Set<string>[] = [];
  const confirmed = new Set(given?.corrections.map(({ cell }) => cell));
  for (const { depth, code, place } of items) {
    path.length = depth + 1;
    const siblings = (path[depth] ??= new Set());
    if (code !== '' && siblings.has(code) && !confirmed.has(place.cell)) {
      doubtful.push({ ...place, text: code, reason: 'code-twice', proposal: null });
    }
    siblings.add(code);
  }
}

function shownSheet(grid: Grid, own: SheetMapping | undefined): Understanding['sheets'][number] {
  const columns = Math.min(grid.columns, 500);
  const header = { row: own?.headerRow ?? 0, rows: own?.headerRows ?? 0 };
  const headers = headersOf(grid, header);
  const hidden = new Set(grid.sheet.hiddenColumns);
  return {
    name: grid.sheet.name,
    hidden: grid.sheet.hidden,
    rows: grid.rows,
    columns: Array.from({ length: columns }, (_, column) => ({
      letters: columnLetters(column),
      hidden: hidden.has(column),
      header: (headers[column] ?? []).join('/').slice(0, 200).toWellFormed(),
      samples: samplesOf(grid, column, header.row + header.rows),
    })),
  };
}

function samplesOf(grid: Grid, column: number, first: number): string[] {
  const samples: string[] = [];
  for (let row = first; row < grid.rows && samples.length < samplesShown; row += 1) {
    const text = textOf(grid.at(row, column));
    if (text !== '') samples.push(text.slice(0, 100).toWellFormed());
  }
  return samples;
}
