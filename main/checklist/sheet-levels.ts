import type { SheetMapping } from '../contract/checklist-import.ts';
import { textOf, type Grid, type MergedRange } from './sheet-cells.ts';
import { readCode, splitCode } from './sheet-code.ts';
import { createMender } from './sheet-mend.ts';
import { createOutline } from './sheet-outline.ts';
import type { SheetRemarks } from './sheet-remarks.ts';

/** An item that begins in a row. `bottom`: the last row its merged cell covers. */
export interface Beginning {
  readonly depth: number;
  readonly code: string;
  readonly title: string;
  readonly row: number;
  readonly column: number;
  readonly bottom: number;
}

/** Tells which items begin in a row; none: the row goes on with the one before. */
export type Levels = (row: number) => readonly Beginning[];

interface Columns {
  readonly levels: readonly number[];
  readonly codes: readonly number[];
  readonly depth: number;
}

export function columnsOf({ roles }: SheetMapping): Columns {
  const of = (wanted: string): number[] =>
    roles.flatMap((role, at) => (role === wanted ? [at] : []));
  return { levels: of('level'), codes: of('code'), depth: of('depth')[0] ?? -1 };
}

/** A range that begins elsewhere hides what is here; undefined where the cell stands for itself. */
const isFirst = (range: MergedRange | undefined, row: number, column: number): boolean =>
  range === undefined || (range.top === row && range.left === column);

/** Reads a column of codes cell by cell, remarking what was mended. */
function codeReader(grid: Grid, remarks: SheetRemarks): (row: number, column: number) => string {
  const { mend } = createMender();
  return (row, column) => {
    const cell = grid.at(row, column);
    if (cell === undefined || cell.text === '' || !isFirst(grid.mergeAt(row, column), row, column))
      return '';
    const { text, from, doubt } = mend(cell);
    if (from !== null && from !== text) remarks.mended(row, column, from, text);
    if (doubt !== null) remarks.doubt(row, column, from ?? text, doubt.reason, doubt.proposal);
    return text;
  };
}

/** Levels by columns: a level that is blank, or merged with the row above, goes on. */
export function levelsByColumns(grid: Grid, mapping: SheetMapping, remarks: SheetRemarks): Levels {
  const { levels, codes } = columnsOf(mapping);
  // With several columns of codes each stands left of its level; one alone names the row.
  const codeOf = (level: number): number | undefined => {
    const column = levels[level] ?? 0;
    const own = codes.filter((at) => at < column && at > (levels[level - 1] ?? -1)).at(-1);
    return codes.length > 1 ? own : undefined;
  };
  const readers = new Map(codes.map((column) => [column, codeReader(grid, remarks)]));
  const codeAt = (row: number, column: number | undefined): string =>
    column === undefined ? '' : (readers.get(column)?.(row, column) ?? '');
  const current: (string | undefined)[] = [];
  return (row) => {
    const begun: Beginning[] = [];
    const single = codes.length === 1 ? codeAt(row, codes[0]) : '';
    const named = namedByCode(grid, row, levels, codes[0] ?? 0);
    for (const [level, column] of levels.entries()) {
      const range = grid.mergeAt(row, column);
      const text = textOf(grid.at(row, column));
      const isOwn = text !== '' && isFirst(range, row, column);
      // Below a parent that is new, a level merged with the row above begins anew.
      const hangsOver = !isOwn && range?.left === column && begun.length > 0;
      const shown = isOwn ? text : hangsOver ? textOf(grid.shown(row, column)) : '';
      if (shown === '') continue;
      const written = codeAt(row, codeOf(level)) || (level === named ? single : '');
      const parted = written === '' ? splitCode(shown) : { code: written, rest: shown };
      const key = `${written}\n${shown}`;
      if (begun.length === 0 && isRepeat(current[level], key)) continue;
      current.length = level;
      current[level] = key;
      const depth = current.slice(0, level).filter((each) => each !== undefined).length;
      const bottom = isOwn ? (range?.bottom ?? row) : row;
      begun.push({ depth, code: parted.code, title: parted.rest, row, column, bottom });
    }
    const last = current.findLastIndex((each) => each !== undefined);
    if (begun.length > 0 || single === '' || last < 0) return begun;
    // A code of its own under a text that goes on is an item of its own, unless it is written again.
    const column = levels[last] ?? 0;
    const title =
      textOf(grid.shown(row, column)) || (current[last] ?? '').split('\n').slice(1).join('\n');
    if (current[last] === `${single}\n${title}`) return begun;
    current[last] = `${single}\n${title}`;
    const depth = current.slice(0, last).filter((each) => each !== undefined).length;
    return [{ depth, code: single, title, row, column, bottom: row }];
  };
}

/** The level that a lone code of the row stands for: the one merged over the same rows, else the deepest. */
function namedByCode(grid: Grid, row: number, levels: readonly number[], column: number): number {
  const range = grid.mergeAt(row, column);
  const same =
    range === undefined || range.top === range.bottom
      ? -1
      : levels.findIndex((level) => {
          const own = grid.mergeAt(row, level);
          return own?.top === range.top && own.bottom === range.bottom;
        });
  return same >= 0 ? same : levels.findLastIndex((level) => textOf(grid.at(row, level)) !== '');
}

/** A text written again in the next row, with its code or without, goes on with the item. */
function isRepeat(before: string | undefined, key: string): boolean {
  if (before === undefined) return false;
  const text = key.slice(key.indexOf('\n'));
  return before === key || (key.startsWith('\n') && before.endsWith(text));
}

/** Levels by the depth of codes, in a column of their own or before the title. */
export function levelsByCodes(grid: Grid, mapping: SheetMapping, remarks: SheetRemarks): Levels {
  const { levels, codes } = columnsOf(mapping);
  const [column = 0] = levels;
  const [codeColumn] = codes;
  const read = codeReader(grid, remarks);
  const outline = createOutline();
  return (row) => {
    const range = grid.mergeAt(row, column);
    const title = isFirst(range, row, column) ? textOf(grid.at(row, column)) : '';
    const written = codeColumn === undefined ? '' : read(row, codeColumn);
    if (title === '' && written === '') return [];
    const at = title === '' && codeColumn !== undefined ? codeColumn : column;
    const { code, rest } =
      written === ''
        ? splitCode(title)
        : title === '' && readCode(written) === null
          ? splitCode(written)
          : { code: written, rest: title };
    if (readCode(code) === null) remarks.doubt(row, at, code === '' ? rest : code, 'no-code');
    const { depth, orphan } = outline.place(code);
    if (orphan) remarks.doubt(row, codeColumn ?? column, code, 'code-without-parent');
    return [{ depth, code, title: rest, row, column: at, bottom: range?.bottom ?? row }];
  };
}

/** Levels as a column of numbers says, 1 for a project. */
export function levelsByDepth(grid: Grid, mapping: SheetMapping, remarks: SheetRemarks): Levels {
  const { levels, codes, depth: depthColumn } = columnsOf(mapping);
  const [column = 0] = levels;
  const [codeColumn] = codes;
  const read = codeReader(grid, remarks);
  let last = -1;
  return (row) => {
    const said = textOf(grid.at(row, depthColumn));
    const title = textOf(grid.at(row, column));
    const code = codeColumn === undefined ? '' : read(row, codeColumn);
    if (said === '' && title === '' && code === '') return [];
    const number = /^\d{1,2}$/u.test(said) ? Number(said) - 1 : -1;
    const depth =
      number >= 0 && number <= last + 1 ? number : Math.max(0, Math.min(number, last + 1));
    if (depth !== number) remarks.doubt(row, depthColumn, said, 'bad-depth', String(depth + 1));
    last = depth;
    return [{ depth, code, title, row, column, bottom: row }];
  };
}
