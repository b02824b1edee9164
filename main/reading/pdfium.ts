import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';
import { type Bitmap, MAX_PAGE_TEXT, toRotation } from './page.ts';
import { cleanText, PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';

/** The part of PDFium's C interface that is used here (fpdfview.h, fpdf_text.h, fpdf_edit.h). */
interface Pdfium {
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
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
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

const ERROR_PASSWORD = 4;
const OBJECT_TEXT = 1;
const OBJECT_FORM = 5;
const TEXT_INVISIBLE = 3;
const ANNOTATION_LINK = 2;
const ANNOTATION_POPUP = 16;
const BITMAP_BGRX = 3;
const RENDER_ANNOTATIONS = 0x01;
const RENDER_RGB_ORDER = 0x10;
const MAX_FORM_DEPTH = 8;

/** Larger files would have to fit into wasm memory whole; pdf.js reads them by ranges. */
export const PDFIUM_MAX_BYTES = 512 * 1024 * 1024;

let loaded: Promise<Pdfium> | undefined;

function pdfium(): Promise<Pdfium> {
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

/**
 * Opens a PDF with PDFium: fast, but draws nothing where Chinese fonts are not embedded.
 * @throws PasswordNeeded
 * @throws Error when PDFium cannot open it
 */
export async function openWithPdfium(path: string, password?: string): Promise<PdfiumDocument> {
  const engine = await pdfium();
  const data = readIntoEngine(engine, path);
  try {
    const document = withText(engine, password ?? '', (pointer) =>
      guarded(() => engine._FPDF_LoadMemDocument(data.pointer, data.bytes, pointer)),
    );
    if (document === 0) {
      const code = engine._FPDF_GetLastError();
      if (code === ERROR_PASSWORD) throw new PasswordNeeded();
      throw new Error(`PDFium cannot open it: error ${code}`);
    }
    return new PdfiumDocument(engine, document, data.pointer);
  } catch (error) {
    engine.wasmExports.free(data.pointer);
    throw error;
  }
}

export class PdfiumDocument implements PdfDocument {
  readonly pageCount: number;
  readonly #engine: Pdfium;
  readonly #document: number;
  readonly #data: number;

  constructor(engine: Pdfium, document: number, data: number) {
    this.#engine = engine;
    this.#document = document;
    this.#data = data;
    this.pageCount = guarded(() => engine._FPDF_GetPageCount(document));
  }

  async readPage(number: number): Promise<PdfPage> {
    const engine = this.#engine;
    return this.#withPage(number, (page) => ({
      widthPt: engine._FPDF_GetPageWidthF(page),
      heightPt: engine._FPDF_GetPageHeightF(page),
      rotation: toRotation(engine._FPDFPage_GetRotation(page) * 90),
      text: cleanText(textOf(engine, page), MAX_PAGE_TEXT),
      unembeddedFonts: unembeddedFontsOf(engine, page),
      annotated: isAnnotated(engine, page),
    }));
  }

  async drawPage(number: number, width: number, height: number): Promise<Bitmap> {
    return this.#withPage(number, (page) => render(this.#engine, page, width, height));
  }

  /**
   * Whether the open document says `name` anywhere: in its bytes, or in the objects that PDFium
   * has unpacked since. May find what an earlier document left; never misses what was read.
   * For the few entries that PDFium knows nothing of (UserUnit).
   */
  mentions(name: string): boolean {
    const heap = this.#engine.HEAPU8;
    return Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength).includes(name, 0, 'latin1');
  }

  async close(): Promise<void> {
    guarded(() => this.#engine._FPDF_CloseDocument(this.#document));
    this.#engine.wasmExports.free(this.#data);
  }

  #withPage<T>(number: number, use: (page: number) => T): T {
    return guarded(() => {
      const page = this.#engine._FPDF_LoadPage(this.#document, number - 1);
      if (page === 0) throw new Error(`PDFium cannot open page ${number}`);
      const result = use(page);
      this.#engine._FPDF_ClosePage(page);
      return result;
    });
  }
}

/** A trap leaves the engine in an unknown state: it is not used for another document. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) renewPdfium();
    throw error;
  }
}

function readIntoEngine(engine: Pdfium, path: string): { pointer: number; bytes: number } {
  const file = openSync(path, 'r');
  try {
    const bytes = fstatSync(file).size;
    if (bytes > PDFIUM_MAX_BYTES) throw new Error('too large for PDFium');
    const pointer = engine.wasmExports.malloc(bytes);
    if (pointer === 0) throw new Error('no memory for PDFium');
    let filled = 0;
    while (filled < bytes) {
      const read = readSync(file, engine.HEAPU8, pointer + filled, bytes - filled, filled);
      if (read === 0) break;
      filled += read;
    }
    return { pointer, bytes: filled };
  } finally {
    closeSync(file);
  }
}

/** Runs `use` with the text as a C string, or with a null pointer for the empty text. */
function withText<T>(engine: Pdfium, text: string, use: (pointer: number) => T): T {
  if (text === '') return use(0);
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  const pointer = engine.wasmExports.malloc(bytes.length);
  engine.HEAPU8.set(bytes, pointer);
  try {
    return use(pointer);
  } finally {
    engine.wasmExports.free(pointer);
  }
}

function textOf(engine: Pdfium, page: number): string {
  const textPage = engine._FPDFText_LoadPage(page);
  if (textPage === 0) return '';
  const count = Math.min(engine._FPDFText_CountChars(textPage), MAX_PAGE_TEXT);
  let text = '';
  if (count > 0) {
    const pointer = engine.wasmExports.malloc((count + 1) * 2);
    const units = engine._FPDFText_GetText(textPage, 0, count, pointer);
    const end = pointer + Math.max(0, units - 1) * 2;
    text = Buffer.from(engine.HEAPU8.subarray(pointer, end)).toString('utf16le');
    engine.wasmExports.free(pointer);
  }
  engine._FPDFText_ClosePage(textPage);
  return text;
}

function unembeddedFontsOf(engine: Pdfium, page: number): string[] {
  const names = new Map<number, string | null>();
  const visit = (object: number, depth: number): void => {
    const type = engine._FPDFPageObj_GetType(object);
    if (type === OBJECT_TEXT) {
      const font = engine._FPDFTextObj_GetFont(object);
      if (font === 0 || names.has(font)) return;
      if (engine._FPDFTextObj_GetTextRenderMode(object) === TEXT_INVISIBLE) return;
      names.set(font, engine._FPDFFont_GetIsEmbedded(font) === 1 ? null : fontName(engine, font));
    } else if (type === OBJECT_FORM && depth < MAX_FORM_DEPTH) {
      const count = engine._FPDFFormObj_CountObjects(object);
      for (let n = 0; n < count; n++) visit(engine._FPDFFormObj_GetObject(object, n), depth + 1);
    }
  };
  const count = engine._FPDFPage_CountObjects(page);
  for (let n = 0; n < count; n++) visit(engine._FPDFPage_GetObject(page, n), 0);
  return [...new Set([...names.values()].filter((name) => name !== null))];
}

const FONT_NAME_BYTES = 256;

function fontName(engine: Pdfium, font: number): string {
  const pointer = engine.wasmExports.malloc(FONT_NAME_BYTES);
  const length = engine._FPDFFont_GetBaseFontName(font, pointer, FONT_NAME_BYTES);
  const end = pointer + Math.min(Math.max(0, length - 1), FONT_NAME_BYTES);
  const bytes = engine.HEAPU8.slice(pointer, end);
  engine.wasmExports.free(pointer);
  return decodeFontName(bytes) || '?';
}

/** Names are ASCII or UTF-8 by the standard, GBK in files of older Chinese Windows programs. */
function decodeFontName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gbk').decode(bytes);
  }
}

function isAnnotated(engine: Pdfium, page: number): boolean {
  const count = engine._FPDFPage_GetAnnotCount(page);
  for (let n = 0; n < count; n++) {
    const annotation = engine._FPDFPage_GetAnnot(page, n);
    if (annotation === 0) continue;
    const subtype = engine._FPDFAnnot_GetSubtype(annotation);
    engine._FPDFPage_CloseAnnot(annotation);
    if (subtype !== ANNOTATION_LINK && subtype !== ANNOTATION_POPUP) return true;
  }
  return false;
}

function render(engine: Pdfium, page: number, width: number, height: number): Bitmap {
  const stride = width * 4;
  const pointer = engine.wasmExports.malloc(stride * height);
  if (pointer === 0) throw new Error('no memory for the drawing');
  const bitmap = engine._FPDFBitmap_CreateEx(width, height, BITMAP_BGRX, pointer, stride);
  engine._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  const flags = RENDER_ANNOTATIONS | RENDER_RGB_ORDER;
  engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
  const data = engine.HEAPU8.slice(pointer, pointer + stride * height);
  engine._FPDFBitmap_Destroy(bitmap);
  engine.wasmExports.free(pointer);
  return { width, height, channels: 4, data };
}
