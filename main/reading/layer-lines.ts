import { ArchiveError } from '../contract/errors.ts';
import type { TextLine } from '../contract/reading.ts';
import type { Task } from '../workers/index.ts';
import { paragraphStarts } from './engine/paragraphs.ts';
import { documentOf } from './open-documents.ts';
import { PasswordNeeded } from './pdf-document.ts';
import type { Box, Glyph, Point } from './pdfium-glyphs.ts';
import { boxAround } from './pdfium-glyphs.ts';
import { PdfiumDocument } from './pdfium.ts';
import { PdfjsDocument } from './pdfjs.ts';

/** Arguments of task `reading.layerLines`: one page of one PDF. */
export interface LayerLinesArgs {
  readonly path: string;
  /** From 1. */
  readonly page: number;
  readonly password?: string;
}

/**
 * Task `reading.layerLines`: the lines of a page's own text layer with their boxes and the places of
 * their characters, in the frame of the page as its file shows it.
 * @throws ArchiveError `locked`, `wrong-password`, `unreadable`, `no-such-page`
 */
export const layerLines: Task<LayerLinesArgs, readonly TextLine[]> = async (args) => {
  const glyphs = (await glyphsBy('pdfium', args)) ?? (await glyphsBy('pdfjs', args));
  if (glyphs === null) throw new ArchiveError('unreadable', { page: args.page });
  return linesOf(glyphs);
};

async function glyphsBy(
  engine: 'pdfium' | 'pdfjs',
  { path, page, password }: LayerLinesArgs,
): Promise<readonly Glyph[] | null> {
  try {
    const document = await documentOf(path, engine, password);
    if (page > document.pageCount) throw new ArchiveError('no-such-page', { page });
    if (document instanceof PdfiumDocument) return document.readGlyphs(page);
    return document instanceof PdfjsDocument ? await document.readGlyphs(page) : null;
  } catch (error) {
    if (error instanceof PasswordNeeded) {
      throw new ArchiveError(password === undefined ? 'locked' : 'wrong-password', {}, error);
    }
    if (error instanceof ArchiveError || (error instanceof Error && 'syscall' in error))
      throw error;
    return null;
  }
}

/** Lines of text from characters with their places. */
export function linesOf(glyphs: readonly Glyph[]): TextLine[] {
  const rows: Glyph[][] = [[]];
  for (const glyph of glyphs) {
    if (glyph.character === '\n') rows.push([]);
    else if (!/[\p{Cc}\ufffe\uffff]/u.test(glyph.character)) rows.at(-1)?.push(glyph);
  }
  const lines = rows.flatMap((row) => lineOf(unspaced(trimmed(row))) ?? []);
  const starts = startsOf(lines.map(({ box }) => box));
  return lines.map(({ line }, n) => ({ ...line, paragraph: starts[n] ?? true }));
}

function trimmed(row: readonly Glyph[]): readonly Glyph[] {
  const says = ({ character }: Glyph): boolean => character.trim() !== '';
  return row.slice(Math.max(0, row.findIndex(says)), row.findLastIndex(says) + 1);
}

const han = /\p{Script=Han}/u;

/** Without the spaces of a line that is set wide: one between every two Chinese characters. */
function unspaced(row: readonly Glyph[]): readonly Glyph[] {
  const isSpace = (glyph: Glyph | undefined): boolean => glyph?.character.trim() === '';
  const isHan = (glyph: Glyph | undefined): boolean =>
    glyph !== undefined && han.test(glyph.character);
  const spaces = row.filter((glyph, n) => isSpace(glyph) && isHan(row[n - 1]) && isHan(row[n + 1]));
  const close = row.filter((glyph, n) => isHan(glyph) && isHan(row[n + 1]));
  if (spaces.length < 2 || spaces.length <= close.length * 2) return row;
  return row.filter((glyph) => !spaces.includes(glyph));
}

function startsOf(boxes: readonly Box[]): readonly boolean[] {
  if (boxes.length === 0) return [];
  const column = boxes.map((box, index) => ({ ...box, item: index }));
  return paragraphStarts(column);
}

interface Made {
  readonly line: TextLine;
  /** Around it, as the page is shown. */
  readonly box: Box;
}

function lineOf(row: readonly Glyph[]): Made | null {
  const placed = row.filter(({ box, character }) => box !== null && character.trim() !== '');
  const [first] = placed;
  if (first === undefined) return null;
  const { angle, vertical } = directionOf(placed);
  // In a frame in which the line lies straight, its box is around all its characters'.
  const straight = placed.map(({ box }) => cornersOf(box).map((corner) => turned(corner, -angle)));
  const { left, top, right, bottom } = boxAround(straight.flat());
  const [xUm, yUm] = turned([left, top], angle);
  const along = (glyph: Glyph): number | null => {
    if (glyph.box === null) return null;
    const box = boxAround(cornersOf(glyph.box).map((corner) => turned(corner, -angle)));
    return vertical
      ? share((box.top + box.bottom) / 2, top, bottom)
      : share((box.left + box.right) / 2, left, right);
  };
  const line: TextLine = {
    text: row.map(({ character }) => (character.trim() === '' ? ' ' : character)).join(''),
    confidence: 100,
    box: {
      xUm: Math.round(xUm),
      yUm: Math.round(yUm),
      widthUm: Math.round(right - left),
      heightUm: Math.round(bottom - top),
      angle: Math.round(angle * 100) / 100,
    },
    centres: filled(row.map(along)),
    vertical,
    red: placed.filter(({ red }) => red).length * 2 > placed.length,
    paragraph: false,
  };
  return { line, box: boxAround(placed.flatMap(({ box }) => cornersOf(box))) };
}

/** Which way a line runs: its characters' angle; downwards where upright ones stand on each other. */
function directionOf(placed: readonly Glyph[]): { angle: number; vertical: boolean } {
  const angle = around(placed[Math.floor(placed.length / 2)]?.angle ?? 0);
  const [first, last] = [middleOf(placed[0]?.box), middleOf(placed.at(-1)?.box)];
  const [dx, dy] = turned([last[0] - first[0], last[1] - first[1]], -angle);
  return { angle, vertical: placed.length > 1 && dy > Math.abs(dx) * 2 };
}

/** In (-180°, 180°], a hair's lean taken as none. */
function around(angle: number): number {
  const turns = ((((angle + 180) % 360) + 360) % 360) - 180;
  const quarter = Math.round(turns / 90) * 90;
  const settled = Math.abs(turns - quarter) < 0.05 ? quarter : turns;
  return settled === -180 ? 180 : settled;
}

function middleOf(box: Box | null | undefined): Point {
  if (box === null || box === undefined) return [0, 0];
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

function cornersOf(box: Box | null): Point[] {
  if (box === null) return [];
  const { left, top, right, bottom } = box;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** A point turned clockwise about the page's corner. */
function turned([x, y]: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

const share = (at: number, from: number, to: number): number =>
  Math.round(Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from))) * 1000);

/** Characters without a place stand between their neighbours. */
function filled(places: readonly (number | null)[]): number[] {
  return places.map((place, n) => {
    if (place !== null) return place;
    const before = places.slice(0, n).findLast((each) => each !== null) ?? 0;
    const after = places.slice(n + 1).find((each) => each !== null) ?? 1000;
    return Math.round((before + after) / 2);
  });
}
