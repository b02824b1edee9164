import type { ChecklistMapping, ColumnRole, SheetMapping } from '../contract/checklist-import.ts';
import { textOf, type Grid } from './sheet-cells.ts';
import { readCode, splitCode } from './sheet-code.ts';
import { findHeader, headersOf, roleOf, type Header } from './sheet-header.ts';

const negativeName = /负面/u;

/** How the sheets of a file are read as far as they tell it themselves. */
export function guessMapping(grids: readonly Grid[]): ChecklistMapping {
  const headers = grids.map(findHeader);
  const visible = grids.map((grid, at) => !grid.sheet.hidden && headers[at] !== null);
  const isNegative = (grid: Grid): boolean => negativeName.test(grid.sheet.name);
  const main = grids.findIndex((grid, at) => visible[at] === true && !isNegative(grid));
  const shape = (at: number): string => {
    const [grid, header] = [grids[at], headers[at]];
    return grid === undefined || header === null || header === undefined
      ? ''
      : headersOf(grid, header)
          .map((parts) => parts.join('/'))
          .join('|')
          .replace(/\|+$/u, '');
  };
  const alike = grids.map(
    (grid, at) =>
      main >= 0 && visible[at] === true && !isNegative(grid) && shape(at) === shape(main),
  );
  const several = alike.filter(Boolean).length > 1;
  // Nothing has a header: the first sheet that shows something is tried without.
  const bare = visible.includes(true)
    ? -1
    : grids.findIndex((grid) => !grid.sheet.hidden && grid.rows > 0);
  return {
    sheets: grids.map((grid, at) => {
      const use =
        alike[at] === true || at === bare
          ? 'items'
          : visible[at] === true && isNegative(grid)
            ? 'negative'
            : 'leave';
      const nameIsProject = use === 'negative' ? main >= 0 : use === 'items' && several;
      return { ...guessSheet(grid, headers[at] ?? null), use, nameIsProject };
    }),
    corrections: [],
    leftOut: [],
  };
}

type Guessed = Omit<SheetMapping, 'use' | 'nameIsProject'>;

function guessSheet(grid: Grid, header: Header | null): Guessed {
  const columns = Math.min(grid.columns, 500);
  const first = header === null ? 0 : header.row + header.rows;
  const roles: ColumnRole[] =
    header === null
      ? Array.from({ length: columns }, () => 'leave' as const)
      : headersOf(grid, header).slice(0, columns).map(roleOf);
  if (header === null) guessCode(grid, roles);
  settleCodes(grid, roles, first);
  settleLevels(grid, roles, first);
  const levels = levelsOf(grid, roles, first);
  return { headerRow: header?.row ?? 0, headerRows: header?.rows ?? 0, roles, levels };
}

const rowsBelow = (grid: Grid, first: number): readonly number[] =>
  Array.from({ length: Math.min(Math.max(0, grid.rows - first), 2000) }, (_, at) => first + at);

/** Texts of a column, its own cells only. */
const textsOf = (grid: Grid, column: number, first: number): readonly string[] =>
  rowsBelow(grid, first)
    .map((row) => textOf(grid.at(row, column)))
    .filter((text) => text !== '');

function guessCode(grid: Grid, roles: ColumnRole[]): void {
  const column = roles.findIndex((_, at) => {
    const texts = textsOf(grid, at, 0);
    return (
      texts.length > 1 &&
      texts.filter((text) => readCode(text) !== null).length > texts.length * 0.7
    );
  });
  if (column >= 0) roles[column] = 'code';
}

/** A running number beside a real code is left. */
function settleCodes(grid: Grid, roles: ColumnRole[], first: number): void {
  const codes = roles.flatMap((role, at) => (role === 'code' ? [at] : []));
  if (codes.length < 2 || roles[(codes[0] ?? 0) + 1] !== 'code') return;
  const column = codes[0] ?? 0;
  if (textsOf(grid, column, first).every((text) => /^\d+$/u.test(text))) roles[column] = 'leave';
}

/** There is a column that names the items. */
function settleLevels(grid: Grid, roles: ColumnRole[], first: number): void {
  const isCoded = roles.includes('code');
  if (roles.filter((role) => role === 'level').length >= 2 && isCoded) oneLevel(grid, roles, first);
  if (roles.includes('level')) return;
  const requirement = roles.indexOf('requirement');
  const slots = roles.indexOf('slots');
  // Numbers name nothing: a column of amounts is no level.
  const wordsOf = (at: number): string =>
    textsOf(grid, at, first)
      .join('')
      .replace(/[\d.,\s]+/gu, '');
  const longest = roles
    .map((role, at) => ({ at, role, length: wordsOf(at).length }))
    .filter(({ role, length }) => role === 'leave' && length > 0)
    .toSorted((x, y) => y.length - x.length)[0]?.at;
  const chosen = requirement >= 0 ? requirement : longest !== undefined ? longest : slots;
  if (chosen >= 0) roles[chosen] = 'level';
}

/**
 * With codes of several depths and a text in nearly every row, one column names the items whatever
 * their level and the next says more about them.
 */
function oneLevel(grid: Grid, roles: ColumnRole[], first: number): void {
  const codes = roles.flatMap((role, at) => (role === 'code' ? [at] : []));
  const [code] = codes;
  const [name, ...more] = roles.flatMap((role, at) => (role === 'level' ? [at] : []));
  if (code === undefined || codes.length > 1 || name === undefined) return;
  const rows = rowsBelow(grid, first).filter((row) => textOf(grid.at(row, code)) !== '');
  const depths = new Set(rows.map((row) => readCode(textOf(grid.at(row, code)))?.segments.length));
  const named = rows.map((row) => textOf(grid.at(row, name))).filter((text) => text !== '');
  const isEach = named.length >= rows.length * 0.8 && new Set(named).size >= named.length * 0.8;
  if (depths.size < 2 || !isEach || rows.length < 3) return;
  for (const [at, column] of more.entries()) {
    const isFree = at === 0 && !roles.includes('requirement');
    roles[column] = isFree ? 'requirement' : 'notes';
  }
}

function levelsOf(grid: Grid, roles: readonly ColumnRole[], first: number): SheetMapping['levels'] {
  if (roles.includes('depth')) return 'depth';
  const levels = roles.flatMap((role, at) => (role === 'level' ? [at] : []));
  if (levels.length > 1) return 'columns';
  if (roles.includes('code')) return 'codes';
  const texts = textsOf(grid, levels[0] ?? 0, first);
  const coded = texts.filter((text) => splitCode(text).code !== '').length;
  return coded * 3 >= texts.length && coded > 0 ? 'codes' : 'columns';
}
