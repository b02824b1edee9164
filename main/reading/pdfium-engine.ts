import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';

/** The part of PDFium's C interface that is used here (fpdfview.h, fpdf_text.h, fpdf_edit.h). */
export interface Pdfium {
  /** A new one after each growth of the memory: ask for it each time. */
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  _FPDF_InitLibraryWithConfig(config: number): void;
  _FPDF_LoadMemDocument(data: number, bytes: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  /** left, top, right, bottom: 4 floats. */
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  /** a, b, c, d, e, f: 6 floats. */
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFImageObj_GetImageFilterCount(image: number): number;
  _FPDFImageObj_GetImageFilter(image: number, n: number, buffer: number, bytes: number): number;
  _FPDFImageObj_GetImageDataRaw(image: number, buffer: number, bytes: number): number;
  /** width, height: an unsigned int each. */
  _FPDFImageObj_GetImagePixelSize(image: number, width: number, height: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFTextObj_GetFont(text: number): number;
  _FPDFTextObj_GetTextRenderMode(text: number): number;
  _FPDFFont_GetIsEmbedded(font: number): number;
  _FPDFFont_GetBaseFontName(font: number, buffer: number, bytes: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(textPage: number): void;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetText(textPage: number, start: number, count: number, buffer: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  /** Radians, counter-clockwise. */
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
  /** left, top, right, bottom: 4 floats, as wide as the character and as high as the font says. */
  _FPDFText_GetLooseCharBox(textPage: number, index: number, rectangle: number): number;
  /** Of the font as it is set, before the matrix. */
  _FPDFText_GetFontSize(textPage: number, index: number): number;
  /** a, b, c, d, e, f: 6 floats. */
  _FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
  /** A double each. */
  _FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  /** An unsigned int each. */
  _FPDFText_GetFillColor(
    textPage: number,
    index: number,
    red: number,
    green: number,
    blue: number,
    alpha: number,
  ): number;
  /** Of a point of the page the one of a drawing of that size: an int each. */
  _FPDF_PageToDevice(
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: number,
    deviceY: number,
  ): number;
  _FPDFBitmap_CreateEx(w: number, h: number, format: number, data: number, stride: number): number;
  _FPDFBitmap_FillRect(b: number, x: number, y: number, w: number, h: number, argb: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
}

/** Types of page objects (fpdf_edit.h). */
export const OBJECT_TEXT = 1;
export const OBJECT_IMAGE = 3;
export const OBJECT_FORM = 5;
/** Text rendering mode of the layers that text recognition puts under scans. */
export const TEXT_INVISIBLE = 3;

let loaded: Promise<Pdfium> | undefined;

/** The engine of this process; loaded when first asked for. */
export function pdfium(): Promise<Pdfium> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Pdfium> {
  const require = createRequire(import.meta.url);
  const wasm = readFileSync(require.resolve('@hyzyla/pdfium/pdfium.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  // The package types a small part of what the module offers.
  const engine = (await PDFiumModule({ wasmBinary, locateFile: () => '' })) as unknown as Pdfium;
  engine._FPDF_InitLibraryWithConfig(0);
  return engine;
}

/**
 * Forgets the engine, so that the next document meets a new one: after a trap in wasm its memory
 * is not to be trusted. Documents open in the old one stay usable, or not, on their own.
 */
export function renewPdfium(): void {
  loaded = undefined;
}

/** Runs work in the engine. A trap leaves it in an unknown state: it gets no other document. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) renewPdfium();
    throw error;
  }
}

/** Runs `use` with `bytes` of the engine's memory, which it has no longer after that. */
export function withMemory<T>(engine: Pdfium, bytes: number, use: (pointer: number) => T): T {
  const pointer = engine.wasmExports.malloc(bytes);
  if (pointer === 0) throw new Error('no memory for PDFium');
  try {
    return use(pointer);
  } finally {
    engine.wasmExports.free(pointer);
  }
}

/** `count` floats that `fill` writes; undefined where it says that it could not. */
export function floats(
  engine: Pdfium,
  count: number,
  fill: (pointer: number) => number,
): readonly number[] | undefined {
  return withMemory(engine, count * 4, (pointer) => {
    if (fill(pointer) === 0) return undefined;
    const { buffer, byteOffset } = engine.HEAPU8;
    const view = new DataView(buffer, byteOffset + pointer, count * 4);
    return Array.from({ length: count }, (_, n) => view.getFloat32(n * 4, true));
  });
}
