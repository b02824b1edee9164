/** Where a character stands along its line: from `start` to `end`, in points. */
export interface Cell {
  readonly codePoint: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Divides a line among its characters. Each cell has the middle that `centres` (permille of the line)
 * says, as far as its neighbours let it; small gaps between cells are shared, so that readers do not
 * take the room between two characters for a space. Without centres, by the characters' own widths.
 */
export function cellsOf(
  text: string,
  centres: readonly number[],
  lengthPt: number,
  sizePt: number,
  advance: (codePoint: number) => number,
): Cell[] {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 32);
  return centres.length === codePoints.length
    ? placed(codePoints, centres, lengthPt, sizePt)
    : evenly(codePoints, lengthPt, advance);
}

function evenly(
  codePoints: readonly number[],
  lengthPt: number,
  advance: (codePoint: number) => number,
): Cell[] {
  const whole = codePoints.reduce((sum, codePoint) => sum + advance(codePoint), 0);
  let end = 0;
  return codePoints.map((codePoint) => {
    const start = end;
    end += (advance(codePoint) / whole) * lengthPt;
    return { codePoint, start, end };
  });
}

const space = 0x20;
/** Room between two cells, in ems, that is not shared any more: columns, blanks of a form. */
const wideGap = 1;

function placed(
  codePoints: readonly number[],
  centres: readonly number[],
  lengthPt: number,
  sizePt: number,
): Cell[] {
  const middles = centres.map((centre) => (centre / 1000) * lengthPt);
  const cells = codePoints.map((codePoint, index) => {
    const middle = middles[index] ?? 0;
    const before = middle - (middles[index - 1] ?? Number.NEGATIVE_INFINITY);
    const after = (middles[index + 1] ?? Number.POSITIVE_INFINITY) - middle;
    const alone = Math.min(sizePt, 2 * middle, 2 * (lengthPt - middle));
    const nearest = codePoints.length === 1 ? alone : Math.min(before, after);
    const half = Math.max(nearest, sizePt * 0.05) / 2;
    return { codePoint, start: middle - half, end: middle + half };
  });
  for (const [index, cell] of cells.entries()) {
    const next = cells[index + 1];
    if (next === undefined) break;
    const border = borderOf(cell, next, sizePt);
    if (border === null) continue;
    cell.end = border;
    next.start = border;
  }
  return cells;
}

/** Where one cell ends and the next begins; null: there is room between them. */
function borderOf(cell: Cell, next: Cell, sizePt: number): number | null {
  if (cell.codePoint === space) return Math.max(cell.start, next.start);
  if (next.codePoint === space) return Math.min(cell.end, next.end);
  const gap = next.start - cell.end;
  return gap > wideGap * sizePt ? null : cell.end + gap / 2;
}

/** Neighbouring cells that one scale of the font's widths fits. */
export interface CellRun {
  readonly cells: readonly Cell[];
  /** Share of the font's own widths. */
  readonly scale: number;
  /** Room before it, in points. */
  readonly gapPt: number;
}

/** How far a border may be from where it belongs, in ems. */
const tolerance = 0.12;

/** As few runs as will do: each costs bytes. */
export function runsOf(
  cells: readonly Cell[],
  sizePt: number,
  advance: (codePoint: number) => number,
): CellRun[] {
  const own = cells.map(({ codePoint }) => advance(codePoint) * sizePt);
  const runs: CellRun[] = [];
  let end = 0;
  for (let at = 0; at < cells.length;) {
    let count = 1;
    let tooMany = cells.length - at + 1;
    if (scaleOf(cells, own, at, cells.length, sizePt) !== null) count = cells.length - at;
    else {
      // The longest run but for luck: whether more cells fit changes once, as good as always.
      while (tooMany - count > 1) {
        const half = (count + tooMany) >> 1;
        if (scaleOf(cells, own, at, at + half, sizePt) === null) tooMany = half;
        else count = half;
      }
    }
    runs.push({
      cells: cells.slice(at, at + count),
      scale: scaleOf(cells, own, at, at + count, sizePt) ?? 1,
      gapPt: (cells[at]?.start ?? 0) - end,
    });
    at += count;
    end = cells[at - 1]?.end ?? end;
  }
  return runs;
}

/** The scale that makes cells `from` to before `to` one run; null where they do not make one. */
function scaleOf(
  cells: readonly Cell[],
  own: readonly number[],
  from: number,
  to: number,
  sizePt: number,
): number | null {
  let whole = 0;
  for (let at = from; at < to; at += 1) whole += own[at] ?? 0;
  let border = cells[from]?.start ?? 0;
  const scale = ((cells[to - 1]?.end ?? 0) - border) / whole;
  for (let at = from; at < to; at += 1) {
    const cell = cells[at];
    if (cell === undefined) return null;
    // Cells that do not touch are never one run.
    if (at > from && Math.abs(cell.start - (cells[at - 1]?.end ?? 0)) > 1e-6) return null;
    border += (own[at] ?? 0) * scale;
    if (Math.abs(border - cell.end) > tolerance * sizePt) return null;
  }
  return scale;
}
