import { floats, type Pdfium, withMemory } from './pdfium-engine.ts';
import { MAX_PAGE_TEXT, pointsToUm } from './page.ts';

/** A rectangle on the page as shown, in µm from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A character of a page's text; ends of lines are `\n` and have no place. */
export interface Glyph {
  /** One code point. */
  readonly character: string;
  /** null: nothing of it is on the page (a space between columns, the end of a line). */
  readonly box: Box | null;
  /** Of its line, degrees clockwise on the page as shown. */
  readonly angle: number;
  readonly red: boolean;
}

export type Point = readonly [x: number, y: number];

export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** The characters of a page's text layer, in the order and with the line ends of its text. */
export function glyphsOf(engine: Pdfium, page: number): Glyph[] {
  const textPage = engine._FPDFText_LoadPage(page);
  if (textPage === 0) return [];
  const place = placing(engine, page);
  const turn = engine._FPDFPage_GetRotation(page) * 90;
  const count = Math.min(engine._FPDFText_CountChars(textPage), MAX_PAGE_TEXT);
  const glyphs: Glyph[] = [];
  for (let n = 0; n < count; n += 1) {
    const character = characterAt(engine, textPage, n);
    if (character === null) continue;
    if (character === '\n') glyphs.push({ character, box: null, angle: 0, red: false });
    else {
      const radians = engine._FPDFText_GetCharAngle(textPage, n);
      const angle = radians < 0 ? turn : turn - (radians * 180) / Math.PI;
      const box = place(cellOf(engine, textPage, n));
      glyphs.push({ character, box, angle, red: isRed(engine, textPage, n) });
    }
  }
  engine._FPDFText_ClosePage(textPage);
  return glyphs;
}

/** One code point; null for what is part of another, `\n` for the ends of lines. */
function characterAt(engine: Pdfium, textPage: number, n: number): string | null {
  const unit = engine._FPDFText_GetUnicode(textPage, n);
  if (unit === 0x0a) return '\n';
  if (unit === 0 || unit === 0x0d) return null;
  // Characters beyond the first plane come as two halves.
  if (unit >= 0xdc00 && unit <= 0xdfff) return null;
  if (unit < 0xd800 || unit > 0xdbff) return String.fromCodePoint(unit);
  const low = engine._FPDFText_GetUnicode(textPage, n + 1);
  return String.fromCharCode(unit, low).toWellFormed();
}

/** What of a character's em stands above and below its baseline. */
const ABOVE = 0.88;
const BELOW = 0.14;

/**
 * The corners of the cell a character is set in, in the page's own space: as wide as its advance, an
 * em high. (What fonts say of their height is no use: some say three ems.) Empty: it has no place.
 */
function cellOf(engine: Pdfium, textPage: number, n: number): readonly Point[] {
  const loose = floats(engine, 4, (at) => engine._FPDFText_GetLooseCharBox(textPage, n, at));
  const [left = 0, top = 0, right = 0, bottom = 0] = loose ?? [];
  if (loose === undefined || left === right || top === bottom) return [];
  const corners: readonly Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const matrix = floats(engine, 6, (at) => engine._FPDFText_GetMatrix(textPage, n, at));
  const [a = 1, b = 0, c = 0, d = 1] = matrix ?? [];
  const em = engine._FPDFText_GetFontSize(textPage, n) * Math.hypot(c, d);
  const origin = originOf(engine, textPage, n);
  if (matrix === undefined || origin === null || em <= 0 || Math.hypot(a, b) === 0) return corners;
  const along: Point = [a / Math.hypot(a, b), b / Math.hypot(a, b)];
  const up: Point = [c / Math.hypot(c, d), d / Math.hypot(c, d)];
  const distances = corners.map(
    ([x, y]) => (x - origin[0]) * along[0] + (y - origin[1]) * along[1],
  );
  const [from, to] = [Math.min(...distances), Math.max(...distances)];
  const at = (right: number, high: number): Point => [
    origin[0] + along[0] * right + up[0] * high,
    origin[1] + along[1] * right + up[1] * high,
  ];
  return [at(from, em * ABOVE), at(to, em * ABOVE), at(to, -em * BELOW), at(from, -em * BELOW)];
}

function originOf(engine: Pdfium, textPage: number, n: number): Point | null {
  return withMemory(engine, 16, (at) => {
    if (engine._FPDFText_GetCharOrigin(textPage, n, at, at + 8) === 0) return null;
    const { buffer, byteOffset } = engine.HEAPU8;
    const view = new DataView(buffer, byteOffset + at, 16);
    return [view.getFloat64(0, true), view.getFloat64(8, true)];
  });
}

/** Device units are 10 µm: PDFium gives whole numbers. */
const UNIT_UM = 10;

/** Maps points of the page's own space to the rectangle around them on the page as shown. */
function placing(engine: Pdfium, page: number): (points: readonly Point[]) => Box | null {
  const width = Math.round(pointsToUm(engine._FPDF_GetPageWidthF(page)) / UNIT_UM);
  const height = Math.round(pointsToUm(engine._FPDF_GetPageHeightF(page)) / UNIT_UM);
  const shown = (x: number, y: number): Point =>
    withMemory(engine, 8, (at) => {
      engine._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, at, at + 4);
      const { buffer, byteOffset } = engine.HEAPU8;
      const view = new DataView(buffer, byteOffset + at, 8);
      return [view.getInt32(0, true) * UNIT_UM, view.getInt32(4, true) * UNIT_UM];
    });
  return (points) => (points.length === 0 ? null : boxAround(points.map(([x, y]) => shown(x, y))));
}

function isRed(engine: Pdfium, textPage: number, n: number): boolean {
  return withMemory(engine, 16, (at) => {
    if (engine._FPDFText_GetFillColor(textPage, n, at, at + 4, at + 8, at + 12) === 0) return false;
    const [red = 0, , , , green = 0, , , , blue = 0] = engine.HEAPU8.subarray(at, at + 12);
    return red > 140 && green < 90 && blue < 90;
  });
}
