import { mostDepth } from '../contract/checklist.ts';
import type { ColumnRole, SheetMapping, UnplacedReason } from '../contract/checklist-import.ts';
import { textOf, type Grid, type MergedRange, type SheetCell } from './sheet-cells.ts';
import { readCode, splitCode } from './sheet-code.ts';
import { headersOf } from './sheet-header.ts';
import { give, mostItems, newItem, type ItemInMaking } from './sheet-item.ts';
import {
  columnsOf,
  levelsByCodes,
  levelsByColumns,
  levelsByDepth,
  type Beginning,
} from './sheet-levels.ts';
import { createOutline } from './sheet-outline.ts';
import type { SheetRemarks } from './sheet-remarks.ts';

/** What is said once for several rows holds for each of them. */
const spread: ReadonlySet<ColumnRole> = new Set([
  'method',
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

const structural: ReadonlySet<ColumnRole> = new Set(['leave', 'depth', 'code', 'level']);
const noteText =
  /^(?:注|备注|说明|填表说明|填报人|填报单位|制表|审核|联系人|联系电话)\s*\d*\s*[:：]/u;
const totalText = /^(?:合计|总计|小计|总分|共计)(?:[:：（(]|分|$)/u;
const negativeText = /负面清单/u;

/**
 * Items of one sheet, in order, depth first; rows that are none, and what is mended or doubtful, go to
 * `remarks`. `leftOut` are rows the user leaves out, `before` how many items there are already.
 */
export function readRows(
  grid: Grid,
  mapping: SheetMapping,
  remarks: SheetRemarks,
  leftOut: ReadonlySet<number>,
  before: number,
): ItemInMaking[] {
  const items: ItemInMaking[] = [];
  const { levels } = columnsOf(mapping);
  const levelsOf =
    mapping.levels === 'columns'
      ? levelsByColumns(grid, mapping, remarks)
      : mapping.levels === 'codes'
        ? levelsByCodes(grid, mapping, remarks)
        : levelsByDepth(grid, mapping, remarks);
  const isNegative = mapping.use === 'negative';
  // A column that says it of each item is not added to.
  const saysNegative = mapping.roles.includes('negative');
  const project = mapping.nameIsProject ? 1 : 0;
  if (project === 1) {
    const { code, rest } = splitCode(grid.sheet.name);
    items.push(newItem(remarks.address(0, 0), 0, code, rest, isNegative));
  }
  const bands = createOutline();
  /** Depth that bands across the table add to what stands below them. */
  let below = 0;
  let path: ItemInMaking[] = [...items];
  const begin = (begun: Beginning, base: number): ItemInMaking | UnplacedReason => {
    const depth = Math.min(base + begun.depth, path.length);
    if (depth > mostDepth) return 'too-deep';
    if (before + items.length >= mostItems) return 'too-many';
    const negative =
      isNegative ||
      (!saysNegative && (path[depth - 1]?.isNegative === true || negativeText.test(begun.title)));
    const place = remarks.address(begun.row, begun.column);
    const item = newItem(place, depth, begun.code, begun.title, negative);
    if (begun.title.length > item.title.length) {
      remarks.doubt(begun.row, begun.column, begun.title, 'too-long', item.title);
    }
    path = [...path.slice(0, depth), item];
    items.push(item);
    return item;
  };
  const isHidden = new Set(grid.sheet.hiddenRows);
  const proofsInText = !mapping.roles.includes('slots');
  const headers = headersOf(grid, { row: mapping.headerRow, rows: mapping.headerRows });
  const first = mapping.headerRows === 0 ? 0 : mapping.headerRow + mapping.headerRows;

  for (let row = first; row < grid.rows; row += 1) {
    const cells = grid.row(row).filter((cell) => isSomething(cell));
    const [lead] = cells;
    if (lead === undefined) continue;
    const skip = (reason: UnplacedReason): void =>
      remarks.unplaced(row, lead.column, cells.map(textOf).filter(Boolean).join(' '), reason);
    if (leftOut.has(row)) {
      skip('left-out');
      continue;
    }
    const reason = notAnItem(grid, cells, headers, row);
    if (reason !== null) {
      skip(reason);
      continue;
    }
    const mapped = cells.filter(({ column }) => (mapping.roles[column] ?? 'leave') !== 'leave');
    const band = bandOf(grid, cells, mapping);
    if (mapped.length === 0 && band === null) {
      skip('no-columns');
      continue;
    }
    if (isHidden.has(row)) remarks.doubt(row, lead.column, textOf(lead), 'hidden-row');
    if (band !== null && mapping.levels === 'columns') {
      const { code, rest } = splitCode(textOf(band));
      const depth = readCode(code) === null ? 0 : bands.place(code).depth;
      if (readCode(code) === null) bands.top();
      below = depth + 1;
      const begun = { depth, code, title: rest, row, column: band.column, bottom: row };
      const made = begin(begun, project);
      if (typeof made === 'string') skip(made);
      continue;
    }
    const begun = levelsOf(row).map((each) => ({
      each,
      made: begin(titled(each, row), project + below),
    }));
    const failed = begun.find(({ made }) => typeof made === 'string')?.made;
    const target = path.at(-1);
    if (typeof failed === 'string') {
      skip(failed);
      continue;
    }
    if (target === undefined || (project === 1 && path.length === 1 && begun.length === 0)) {
      skip('no-title');
      continue;
    }
    const owners = begun.flatMap(({ each, made }) =>
      typeof made === 'string' ? [] : [{ each, made }],
    );
    for (const [column, role] of mapping.roles.entries()) {
      if (structural.has(role)) continue;
      const found = cellFor(grid, row, column, role, begun.length > 0);
      if (found === undefined) continue;
      const range = grid.mergeAt(row, column);
      give(
        spread.has(role) ? target : (ownerOf(owners, range, row)?.made ?? target),
        { row: found.row, column: found.column, role, text: textOf(found), proofsInText },
        remarks,
      );
    }
  }
  return items;

  /** A row with a code and no title is named by what it asks for. */
  function titled(begun: Beginning, row: number): Beginning {
    if (begun.title !== '' || mapping.levels === 'depth') return begun;
    const column = mapping.roles.findIndex(
      (role, at) =>
        ['requirement', 'slots', 'notes'].includes(role) && textOf(grid.at(row, at)) !== '',
    );
    const text = column < 0 ? '' : (textOf(grid.at(row, column)).split(/[\n；;。]/u)[0] ?? '');
    if (text === '') remarks.doubt(row, levels[0] ?? 0, begun.code, 'no-title');
    return { ...begun, title: text.slice(0, 100).toWellFormed() };
  }
}

const isSomething = (cell: SheetCell): boolean =>
  cell.text.trim() !== '' || cell.kind === 'uncached' || cell.kind === 'error';

function notAnItem(
  grid: Grid,
  cells: readonly SheetCell[],
  headers: readonly (readonly string[])[],
  row: number,
): UnplacedReason | null {
  const [lead] = cells;
  if (lead === undefined) return null;
  if (cells.length <= 2 && noteText.test(textOf(lead))) return 'note-row';
  if (cells.some((cell) => cell.column < 4 && totalText.test(textOf(cell)))) return 'total-row';
  const again = cells.filter((cell) => headers[cell.column]?.includes(textOf(cell)) === true);
  if (cells.length >= 2 && again.length === cells.length) return 'header-again';
  // The head of the table again on a printed page: its title, merged as wide as the first one.
  const isTitle = cells.length === 1 && row > 0 && textOf(lead).length > 3;
  return isTitle && textOf(grid.at(0, 0)) === textOf(lead) && lead.column === 0
    ? 'header-again'
    : null;
}

/** A lone text merged over most of the table stands above the rows below it. */
function bandOf(
  grid: Grid,
  cells: readonly SheetCell[],
  { roles }: SheetMapping,
): SheetCell | null {
  const [lead] = cells;
  if (lead === undefined || cells.length !== 1) return null;
  const range = grid.mergeAt(lead.row, lead.column);
  if (range === undefined || range.top !== lead.row) return null;
  const width = range.right - range.left + 1;
  return width >= 2 && width >= Math.min(grid.columns, roles.length) * 0.6 ? lead : null;
}

/** The cell that says something of the row in a column; merged ones where they begin, or for each row. */
function cellFor(
  grid: Grid,
  row: number,
  column: number,
  role: ColumnRole,
  begins: boolean,
): SheetCell | undefined {
  const range = grid.mergeAt(row, column);
  if (range !== undefined && range.left !== column) return undefined;
  const isOwn = range === undefined || range.top === row;
  const cell = isOwn
    ? grid.at(row, column)
    : begins && spread.has(role)
      ? grid.shown(row, column)
      : undefined;
  return cell === undefined || textOf(cell) === '' ? undefined : cell;
}

interface Owner {
  readonly each: Beginning;
  readonly made: ItemInMaking;
}

/** Merged over the rows of a level, a cell speaks of that level. */
function ownerOf(
  owners: readonly Owner[],
  range: MergedRange | undefined,
  row: number,
): Owner | undefined {
  if (range === undefined || range.top !== row || range.bottom === row) return undefined;
  return owners.find(({ each }) => each.bottom === range.bottom);
}
