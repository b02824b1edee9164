import type { Rule, Rules } from './rules.ts';

/** A line on the page turned back by its skew. */
export interface Placed<T> {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly item: T;
}

/** Lines that are read one after the other, as one column of text or one cell. */
export type Column<T> = readonly Placed<T>[];

/**
 * Reading order by recursive cuts: at rules, then at columns of running text, then row by row,
 * a row from left to right, where cells of several lines are read each as a whole.
 */
export function inReadingOrder<T>(lines: readonly Placed<T>[], rules: Rules): readonly Column<T>[] {
  if (lines.length <= 1) return lines.length === 0 ? [] : [lines];
  for (const split of [splitAtRules, splitAtColumns]) {
    const parts = split(lines, rules);
    if (parts.length > 1) return parts.flatMap((part) => inReadingOrder(part, rules));
  }
  return readRows(lines, rules);
}

const heightOf = (line: Placed<unknown>): number => line.bottom - line.top;
const middleY = (line: Placed<unknown>): number => (line.top + line.bottom) / 2;
const middleX = (line: Placed<unknown>): number => (line.left + line.right) / 2;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function extentOf(lines: readonly Placed<unknown>[]): Extent {
  return {
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
    top: Math.min(...lines.map((line) => line.top)),
    bottom: Math.max(...lines.map((line) => line.bottom)),
  };
}

/** Parts between rules that cross the whole region: across first, then down. */
function splitAtRules<T>(lines: readonly Placed<T>[], rules: Rules): readonly Placed<T>[][] {
  const { left, right, top, bottom } = extentOf(lines);
  const across = spanning(rules.across, left, right);
  const bands = groupBetween(lines, across, middleY);
  if (bands.length > 1) return bands;
  return groupBetween(lines, spanning(rules.down, top, bottom), middleX);
}

const SPANNING = 0.85;

function spanning(rules: readonly Rule[], from: number, to: number): readonly number[] {
  return rules
    .filter((rule) => Math.min(rule.to, to) - Math.max(rule.from, from) >= SPANNING * (to - from))
    .map((rule) => rule.at)
    .sort((a, b) => a - b);
}

function groupBetween<T>(
  lines: readonly Placed<T>[],
  cuts: readonly number[],
  placeOf: (line: Placed<T>) => number,
): Placed<T>[][] {
  const groups = new Map<number, Placed<T>[]>();
  for (const line of lines) {
    const place = cuts.filter((cut) => cut < placeOf(line)).length;
    groups.set(place, [...(groups.get(place) ?? []), line]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Lines that overlap in height, as bands from top to bottom. */
function bandsOf<T>(lines: readonly Placed<T>[]): Placed<T>[][] {
  const bands: { lines: Placed<T>[]; bottom: number }[] = [];
  for (const line of [...lines].sort((a, b) => a.top - b.top)) {
    // Boxes reach into each other a little: less than a third of a line is no common band.
    const shrunk = heightOf(line) * 0.15;
    const last = bands.at(-1);
    if (last !== undefined && line.top + shrunk < last.bottom) {
      last.lines.push(line);
      last.bottom = Math.max(last.bottom, line.bottom - shrunk);
    } else bands.push({ lines: [line], bottom: line.bottom - shrunk });
  }
  return bands.map((band) => band.lines);
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Widths that no line of the band covers, between its lines. */
function gapsOf(lines: readonly Placed<unknown>[], least: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let right = -Infinity;
  for (const line of [...lines].sort((a, b) => a.left - b.left)) {
    if (right > -Infinity && line.left - right >= least) gaps.push({ from: right, to: line.left });
    right = Math.max(right, line.right);
  }
  return gaps;
}

const FEWEST_LINES = 3;
/** Gap of columns, in heights of a line. */
const COLUMN_GAP = 0.7;

/** Consecutive bands that share a gap with running text on both sides are columns. */
function splitAtColumns<T>(lines: readonly Placed<T>[], rules: Rules): readonly Placed<T>[][] {
  const height = median(lines.map(heightOf));
  const bands = bandsOf(lines);
  for (let from = 0; from < bands.length; from++) {
    // Columns may begin at different heights: their first lines are bands of their own then.
    const beginning = bands.slice(from, from + 2).flat();
    for (const gap of gapsOf(beginning, height * COLUMN_GAP)) {
      const { to, shared } = runWith(bands, from, gap, height * COLUMN_GAP);
      const inside = bands.slice(from, to).flat();
      const cut = (shared.from + shared.to) / 2;
      const left = inside.filter((line) => middleX(line) < cut);
      const right = inside.filter((line) => middleX(line) >= cut);
      if (!isRunning(left, rules) || !isRunning(right, rules)) continue;
      const above = bands.slice(0, from).flat();
      const below = bands.slice(to).flat();
      return [above, left, right, below].filter((part) => part.length > 0);
    }
  }
  return [[...lines]];
}

/** How far down bands keep free what is left of the gap. A band beside it keeps it free as well. */
function runWith<T>(
  bands: readonly (readonly Placed<T>[])[],
  from: number,
  gap: Gap,
  least: number,
): { readonly to: number; readonly shared: Gap } {
  let shared = gap;
  let to = from + 1;
  for (; to < bands.length; to++) {
    const next = freeWithin(bands[to] ?? [], shared);
    if (next === null || next.to - next.from < least) break;
    shared = next;
  }
  return { to, shared };
}

function freeWithin(lines: readonly Placed<unknown>[], gap: Gap): Gap | null {
  let { from, to } = gap;
  const middle = (from + to) / 2;
  for (const line of lines) {
    if (line.left < middle && line.right > middle) return null;
    if (line.right <= middle) from = Math.max(from, line.right);
    else if (line.left >= middle) to = Math.min(to, line.left);
  }
  return from < to ? { from, to } : null;
}

/** Running text: several lines that mostly fill their width, longer than the cells of a table. */
function isRunning(lines: readonly Placed<unknown>[], rules: Rules): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const { left, right, top, bottom } = extentOf(lines);
  const filled = lines.filter((line) => line.right - line.left >= 0.75 * (right - left));
  if (filled.length * 2 < lines.length) return false;
  if (right - left < 6 * median(lines.map(heightOf))) return false;
  const between = rules.across.filter(
    ({ at, from, to }) => at > top && at < bottom && from < right && to > left,
  );
  return between.length * 2 < lines.length;
}

/** Rows from top to bottom. Rows of one line each, one under the other, are one column. */
function readRows<T>(lines: readonly Placed<T>[], rules: Rules): readonly Column<T>[] {
  const columns: Placed<T>[][] = [];
  let open: Placed<T>[] | null = null;
  for (const band of bandsOf(lines)) {
    if (band.length === 1) {
      if (open === null) columns.push((open = []));
      open.push(...band);
      continue;
    }
    open = null;
    columns.push(...readBand(band, lines.length, rules).map((column) => [...column]));
  }
  return columns;
}

function readBand<T>(
  band: readonly Placed<T>[],
  regionLines: number,
  rules: Rules,
): readonly Column<T>[] {
  const cells = splitAtGaps(band);
  if (cells.length > 1) return cells.flatMap((cell) => inReadingOrder(cell, rules));
  if (band.length < regionLines) return inReadingOrder(band, rules);
  // Nothing parts them: lines that overlap each other.
  return [[...band].sort((a, b) => middleY(a) - middleY(b) || a.left - b.left)];
}

function splitAtGaps<T>(band: readonly Placed<T>[]): Placed<T>[][] {
  const cuts = gapsOf(band, 0).map((gap) => (gap.from + gap.to) / 2);
  return groupBetween(band, cuts, middleX);
}
