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
      const box = place(
        floats(engine, 4, (at) => engine._FPDFText_GetLooseCharBox(textPage, n, at)),
      );
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

/** Device units are 10 µm: PDFium gives whole numbers. */
const UNIT_UM = 10;

/** Maps rectangles of the page's own space to the page as shown. */
function placing(
  engine: Pdfium,
  page: number,
): (rectangle: readonly number[] | undefined) => Box | null {
  const width = Math.round(pointsToUm(engine._FPDF_GetPageWidthF(page)) / UNIT_UM);
  const height = Math.round(pointsToUm(engine._FPDF_GetPageHeightF(page)) / UNIT_UM);
  const shown = (x: number, y: number): Point =>
    withMemory(engine, 8, (at) => {
      engine._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, at, at + 4);
      const { buffer, byteOffset } = engine.HEAPU8;
      const view = new DataView(buffer, byteOffset + at, 8);
      return [view.getInt32(0, true) * UNIT_UM, view.getInt32(4, true) * UNIT_UM];
    });
  return (rectangle) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = rectangle ?? [];
    if (rectangle === undefined || left === right || top === bottom) return null;
    return boxAround([shown(left, top), shown(right, bottom)]);
  };
}

function isRed(engine: Pdfium, textPage: number, n: number): boolean {
  return withMemory(engine, 16, (at) => {
    if (engine._FPDFText_GetFillColor(textPage, n, at, at + 4, at + 8, at + 12) === 0) return false;
    const [red = 0, , , , green = 0, , , , blue = 0] = engine.HEAPU8.subarray(at, at + 12);
    return red > 140 && green < 90 && blue < 90;
  });
}
