import sharp from 'sharp';
import { type Bitmap, type Rotation, toRotation } from './page.ts';
import {
  floats,
  OBJECT_IMAGE,
  OBJECT_TEXT,
  type Pdfium,
  TEXT_INVISIBLE,
  withMemory,
} from './pdfium-engine.ts';

/** A page that is nothing but one JPEG over the whole of it, as most scanners write pages. */
export interface ScanPage {
  readonly jpeg: Buffer;
  /** The page's own. */
  readonly rotation: Rotation;
}

/**
 * Whether no image of the file has a mask or turns its values round (`/Decode`), which a JPEG by
 * itself does not show. Stream dictionaries stand in plain sight in every PDF, also an encrypted one.
 */
export function hasPlainImages(file: Buffer): boolean {
  for (const key of ['/SMask', '/Mask', '/ImageMask']) if (file.includes(key)) return false;
  for (let at = file.indexOf('/Decode'); at >= 0; at = file.indexOf('/Decode', at + 1)) {
    if (file.toString('latin1', at + 7, at + 12) !== 'Parms') return false;
  }
  return true;
}

/** The scan that a page consists of (with an invisible text layer, maybe), or null. */
export function scanOf(engine: Pdfium, page: number): ScanPage | null {
  if (engine._FPDFPage_GetAnnotCount(page) > 0) return null;
  const image = onlyImage(engine, page);
  if (image === null || !coversPage(engine, page, image) || !isJpeg(engine, image)) return null;
  const bytes = engine._FPDFImageObj_GetImageDataRaw(image, 0, 0);
  const jpeg = withMemory(engine, bytes, (pointer) => {
    engine._FPDFImageObj_GetImageDataRaw(image, pointer, bytes);
    return Buffer.from(engine.HEAPU8.subarray(pointer, pointer + bytes));
  });
  return { jpeg, rotation: toRotation(engine._FPDFPage_GetRotation(page) * 90) };
}

/**
 * Draws it the short way: a JPEG decoder makes the small picture at once (20 ms for an A4 page of
 * 300 dpi), PDFium decodes all of it and makes it smaller then (150 ms). null: not so simple a JPEG.
 */
export async function drawScan(
  scan: ScanPage,
  width: number,
  height: number,
): Promise<Bitmap | null> {
  try {
    const image = sharp(scan.jpeg, { failOn: 'none' });
    const { format, space } = await image.metadata();
    if (format !== 'jpeg' || (space !== 'srgb' && space !== 'b-w')) return null;
    const { data, info } = await image
      .rotate(scan.rotation)
      .resize(width, height, { fit: 'fill' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { width, height, channels: 3, data } : null;
  } catch {
    return null;
  }
}

/**
 * Pixels to an inch of the largest picture on a page that consists of pictures; null where less
 * than half of the page is pictures.
 */
export function scanResolutionOf(engine: Pdfium, page: number): number | null {
  const area = engine._FPDF_GetPageWidthF(page) * engine._FPDF_GetPageHeightF(page);
  let [covered, largest, resolution] = [0, 0, 0];
  const count = engine._FPDFPage_CountObjects(page);
  for (let n = 0; n < count; n++) {
    const object = engine._FPDFPage_GetObject(page, n);
    if (engine._FPDFPageObj_GetType(object) !== OBJECT_IMAGE) continue;
    const matrix = floats(engine, 6, (at) => engine._FPDFPageObj_GetMatrix(object, at));
    const [a = 0, b = 0, c = 0, d = 0] = matrix ?? [];
    const size = Math.abs(a * d - b * c);
    covered += size;
    if (size <= largest) continue;
    largest = size;
    resolution = (widthInPixels(engine, object) * 72) / Math.max(1, Math.hypot(a, b));
  }
  return covered * 2 >= area && resolution > 0 ? resolution : null;
}

function widthInPixels(engine: Pdfium, image: number): number {
  return withMemory(engine, 8, (at) => {
    const { buffer, byteOffset } = engine.HEAPU8;
    const known = engine._FPDFImageObj_GetImagePixelSize(image, at, at + 4) !== 0;
    return known ? new DataView(buffer, byteOffset + at, 4).getUint32(0, true) : 0;
  });
}

function onlyImage(engine: Pdfium, page: number): number | null {
  let image: number | null = null;
  const count = engine._FPDFPage_CountObjects(page);
  for (let n = 0; n < count; n++) {
    const object = engine._FPDFPage_GetObject(page, n);
    const type = engine._FPDFPageObj_GetType(object);
    const isHidden =
      type === OBJECT_TEXT && engine._FPDFTextObj_GetTextRenderMode(object) === TEXT_INVISIBLE;
    if (isHidden) continue;
    if (type !== OBJECT_IMAGE || image !== null) return null;
    image = object;
  }
  return image;
}

/** Upright in the page's own coordinates, and as large as the page within two points. */
function coversPage(engine: Pdfium, page: number, image: number): boolean {
  const matrix = floats(engine, 6, (pointer) => engine._FPDFPageObj_GetMatrix(image, pointer));
  const box = floats(engine, 4, (pointer) => engine._FPDF_GetPageBoundingBox(page, pointer));
  if (matrix === undefined || box === undefined) return false;
  const [a = 0, b = 1, c = 1, d = 0, e = 0, f = 0] = matrix;
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const offsets = [b, c, e - left, f - bottom, e + a - right, f + d - top];
  return a > 0 && d > 0 && offsets.every((offset) => Math.abs(offset) < 2);
}

function isJpeg(engine: Pdfium, image: number): boolean {
  if (engine._FPDFImageObj_GetImageFilterCount(image) !== 1) return false;
  return withMemory(engine, 32, (pointer) => {
    const length = engine._FPDFImageObj_GetImageFilter(image, 0, pointer, 32);
    const name = Buffer.from(engine.HEAPU8.subarray(pointer, pointer + Math.max(0, length - 1)));
    return name.toString('latin1') === 'DCTDecode';
  });
}
