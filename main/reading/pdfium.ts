import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Bitmap, MAX_PAGE_TEXT, toRotation } from './page.ts';
import {
  guarded,
  OBJECT_FORM,
  OBJECT_TEXT,
  type Pdfium,
  pdfium,
  TEXT_INVISIBLE,
  withMemory,
} from './pdfium-engine.ts';
import { glyphsOf, type Glyph } from './pdfium-glyphs.ts';
import { drawScan, hasPlainImages, scanOf, scanResolutionOf } from './pdfium-scan.ts';
import { cleanText, PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';

const ERROR_PASSWORD = 4;
const ANNOTATION_LINK = 2;
const ANNOTATION_POPUP = 16;
const BITMAP_BGRX = 3;
const RENDER_ANNOTATIONS = 0x01;
const RENDER_RGB_ORDER = 0x10;
const MAX_FORM_DEPTH = 8;

/** Larger files would have to fit into wasm memory whole; pdf.js reads them by ranges. */
export const PDFIUM_MAX_BYTES = 512 * 1024 * 1024;

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
    return new PdfiumDocument(engine, document, data);
  } catch (error) {
    engine.wasmExports.free(data.pointer);
    throw error;
  }
}

export class PdfiumDocument implements PdfDocument {
  readonly pageCount: number;
  readonly #engine: Pdfium;
  readonly #document: number;
  readonly #data: FileInEngine;
  #hasPlainImages: boolean | undefined;
  /** The page read last: drawing asks for it again. */
  #last: { readonly number: number; readonly page: PdfPage } | undefined;

  constructor(engine: Pdfium, document: number, data: FileInEngine) {
    this.#engine = engine;
    this.#document = document;
    this.#data = data;
    this.pageCount = guarded(() => engine._FPDF_GetPageCount(document));
  }

  async readPage(number: number): Promise<PdfPage> {
    if (this.#last?.number !== number) this.#last = { number, page: this.#read(number) };
    return this.#last.page;
  }

  #read(number: number): PdfPage {
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
    this.#hasPlainImages ??= hasPlainImages(this.#file());
    if (this.#hasPlainImages) {
      const scan = this.#withPage(number, (page) => scanOf(this.#engine, page));
      const drawn = scan === null ? null : await drawScan(scan, width, height);
      if (drawn !== null) return drawn;
    }
    return this.#withPage(number, (page) => render(this.#engine, page, width, height));
  }

  /** Every character of the page's text with its place on the page as shown. */
  readGlyphs(number: number): readonly Glyph[] {
    return this.#withPage(number, (page) => glyphsOf(this.#engine, page));
  }

  /** Pixels to an inch of the pictures that the page consists of; null: it does not. */
  scanResolution(number: number): number | null {
    return this.#withPage(number, (page) => scanResolutionOf(this.#engine, page));
  }

  /**
   * Whether the file says `name` in plain sight; `unpacked`: also in the objects that PDFium has
   * unpacked since, which takes 20 ms and may find what an earlier document left. For the few
   * entries that PDFium knows nothing of (UserUnit).
   */
  mentions(name: string, unpacked: boolean): boolean {
    if (this.#file().includes(name, 0, 'latin1')) return true;
    const { buffer, byteOffset, byteLength } = this.#engine.HEAPU8;
    return unpacked && Buffer.from(buffer, byteOffset, byteLength).includes(name, 0, 'latin1');
  }

  async close(): Promise<void> {
    guarded(() => this.#engine._FPDF_CloseDocument(this.#document));
    this.#engine.wasmExports.free(this.#data.pointer);
  }

  #file(): Buffer {
    const { buffer, byteOffset } = this.#engine.HEAPU8;
    return Buffer.from(buffer, byteOffset + this.#data.pointer, this.#data.bytes);
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

interface FileInEngine {
  readonly pointer: number;
  readonly bytes: number;
}

function readIntoEngine(engine: Pdfium, path: string): FileInEngine {
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
  return withMemory(engine, bytes.length, (pointer) => {
    engine.HEAPU8.set(bytes, pointer);
    return use(pointer);
  });
}

function textOf(engine: Pdfium, page: number): string {
  const textPage = engine._FPDFText_LoadPage(page);
  if (textPage === 0) return '';
  const count = Math.min(engine._FPDFText_CountChars(textPage), MAX_PAGE_TEXT);
  const text = withMemory(engine, (Math.max(0, count) + 1) * 2, (pointer) => {
    const units = count > 0 ? engine._FPDFText_GetText(textPage, 0, count, pointer) : 0;
    const end = pointer + Math.max(0, units - 1) * 2;
    return Buffer.from(engine.HEAPU8.subarray(pointer, end)).toString('utf16le');
  });
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
  return withMemory(engine, FONT_NAME_BYTES, (pointer) => {
    const length = engine._FPDFFont_GetBaseFontName(font, pointer, FONT_NAME_BYTES);
    const end = pointer + Math.min(Math.max(0, length - 1), FONT_NAME_BYTES);
    return decodeFontName(engine.HEAPU8.slice(pointer, end)) || '?';
  });
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
  return withMemory(engine, stride * height, (pointer) => {
    const bitmap = engine._FPDFBitmap_CreateEx(width, height, BITMAP_BGRX, pointer, stride);
    engine._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    const flags = RENDER_ANNOTATIONS | RENDER_RGB_ORDER;
    engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
    engine._FPDFBitmap_Destroy(bitmap);
    const data = engine.HEAPU8.slice(pointer, pointer + stride * height);
    return { width, height, channels: 4, data };
  });
}
