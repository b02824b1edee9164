import type { GridRow } from './editions.ts';

/** How the cells of the grid stand: decided by the room there is and by the longest project. */
export interface GridLayout {
  /** From one cell to the next, and the size of its mark, in px. */
  readonly pitch: number;
  readonly mark: number;
  /** Width of each edition's column in px. */
  readonly widths: readonly number[];
  /** Cells a line, by edition. */
  readonly perLine: readonly number[];
  /** Editions before the last are bars: their cells would be too many to be told apart. */
  readonly pastAsBars: boolean;
}

/** Columns that are no edition: code and name before them, the sum behind them. */
export const nameWidth = 146;
export const sumWidth = 64;
const gap = 12;
const barWidth = 108;
const mostLines = 3;

/** The widest of the pitches at which no project takes a second line; beyond, lines; beyond, small marks. */
export function layOutGrid(rows: readonly GridRow[], editions: number, width: number): GridLayout {
  const room = Math.max(160, width - nameWidth - sumWidth);
  const each = Math.floor(room / Math.max(1, editions));
  const longest = (at: number): number =>
    Math.max(0, ...rows.map((row) => row.editions[at]?.cells.length ?? 0));
  const all = Math.max(0, ...Array.from({ length: editions }, (_, at) => longest(at)));
  const fit = (pitch: number): number => Math.max(1, Math.floor((each - gap) / pitch));
  const wide = [26, 22, 18].find((pitch) => fit(pitch) >= all);
  if (wide !== undefined || fit(18) * mostLines >= all) {
    const pitch = wide ?? 18;
    const widths = Array.from({ length: editions }, () => each);
    return { pitch, mark: 16, widths, perLine: widths.map(() => fit(pitch)), pastAsBars: false };
  }
  const past = editions - 1;
  const last = room - past * barWidth;
  const pitch = 14;
  const perLine = Math.max(1, Math.floor((last - gap) / pitch));
  return {
    pitch,
    mark: 12,
    widths: [...Array.from({ length: past }, () => barWidth), last],
    perLine: [...Array.from({ length: past }, () => 1), perLine],
    pastAsBars: true,
  };
}

/** A cell of the grid: row, edition, and place among the project's cells. */
export interface Place {
  readonly row: number;
  readonly edition: number;
  readonly index: number;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

/**
 * Where an arrow leads from a cell: sideways through a project's editions, up and down from line to
 * line and on to the next project, staying as near to the column as its cells let it.
 */
export function step(
  rows: readonly GridRow[],
  layout: GridLayout,
  from: Place,
  where: Step,
): Place {
  const first = layout.pastAsBars ? layout.perLine.length - 1 : 0;
  const count = (row: number, edition: number): number =>
    edition < first ? 0 : (rows[row]?.editions[edition]?.cells.length ?? 0);
  switch (where) {
    case 'left':
    case 'right':
      return aside(from, where === 'left' ? -1 : 1, count, layout.perLine.length);
    case 'home':
      return { ...from, index: 0 };
    case 'end':
      return { ...from, index: Math.max(0, count(from.row, from.edition) - 1) };
    case 'up':
    case 'down':
      return upOrDown(from, where === 'up' ? -1 : 1, count, rows.length, layout);
  }
}

type Count = (row: number, edition: number) => number;

function aside(from: Place, by: -1 | 1, count: Count, editions: number): Place {
  const index = from.index + by;
  if (index >= 0 && index < count(from.row, from.edition)) return { ...from, index };
  for (let edition = from.edition + by; edition >= 0 && edition < editions; edition += by) {
    const cells = count(from.row, edition);
    if (cells > 0) return { row: from.row, edition, index: by > 0 ? 0 : cells - 1 };
  }
  return from;
}

function upOrDown(
  from: Place,
  by: -1 | 1,
  count: Count,
  rows: number,
  { perLine }: GridLayout,
): Place {
  const line = perLine[from.edition] ?? 1;
  const cells = count(from.row, from.edition);
  const next = from.index + by * line;
  if (next >= 0 && next < cells) return { ...from, index: next };
  const lastLine = Math.floor((cells - 1) / line);
  if (by > 0 && Math.floor(from.index / line) < lastLine) return { ...from, index: cells - 1 };
  const column = from.index % line;
  for (let row = from.row + by; row >= 0 && row < rows; row += by) {
    const there = count(row, from.edition);
    if (there === 0) continue;
    const lastStart = Math.floor((there - 1) / line) * line;
    const index = by > 0 ? column : lastStart + column;
    return { row, edition: from.edition, index: Math.min(there - 1, index) };
  }
  return from;
}

/** The next cell of one state in an edition, reading on or back; where there is none, the cell itself. */
export function stepAmong(rows: readonly GridRow[], from: Place, state: string, by: -1 | 1): Place {
  const places = rows.flatMap((each, row) =>
    (each.editions[from.edition]?.cells ?? []).flatMap((cell, index) =>
      cell.state === state ? [{ row, edition: from.edition, index }] : [],
    ),
  );
  const order = (a: Place, b: Place): number => a.row - b.row || a.index - b.index;
  const ahead =
    by > 0
      ? places.find((place) => order(place, from) > 0)
      : places.findLast((place) => order(place, from) < 0);
  return ahead ?? from;
}
