import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Bitmap, MAX_PAGE_TEXT, toRotation } from './page.ts';
import { cleanText, PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';
import { BundledFontsCanvasFactory } from './substitute-fonts.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folderOf = (name: string): string => `${packageFolder}${sep}${name}${sep}`;

const canvases = new BundledFontsCanvasFactory();

/** Files up to here are read whole, which is faster; larger ones by ranges. */
const WHOLE_BYTES = 32 * 1024 * 1024;

/**
 * Opens a PDF with pdf.js: slower than PDFium, opens some files that PDFium does not, and draws
 * text whose font is not embedded, in the bundled fonts.
 * @throws PasswordNeeded
 * @throws Error when pdf.js cannot open it
 */
export async function openWithPdfjs(path: string, password?: string): Promise<PdfjsDocument> {
  const file = openSync(path, 'r');
  const bytes = fstatSync(file).size;
  const source =
    bytes <= WHOLE_BYTES
      ? { data: new Uint8Array(readFileSync(file)) }
      : { range: new FileRanges(file, bytes) };
  let task: PDFDocumentLoadingTask | undefined;
  try {
    task = getDocument({
      ...source,
      ...(password === undefined ? {} : { password }),
      CanvasFactory: BundledFontsCanvasFactory,
      cMapUrl: folderOf('cmaps'),
      standardFontDataUrl: folderOf('standard_fonts'),
      wasmUrl: folderOf('wasm'),
      iccUrl: folderOf('iccs'),
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      useSystemFonts: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    return new PdfjsDocument(await task.promise, task, file);
  } catch (error) {
    await task?.destroy();
    closeSync(file);
    if (error instanceof PasswordException) throw new PasswordNeeded();
    throw error;
  }
}

export class PdfjsDocument implements PdfDocument {
  readonly pageCount: number;
  readonly #document: PDFDocumentProxy;
  readonly #task: PDFDocumentLoadingTask;
  readonly #file: number;

  constructor(document: PDFDocumentProxy, task: PDFDocumentLoadingTask, file: number) {
    this.#document = document;
    this.#task = task;
    this.#file = file;
    this.pageCount = document.numPages;
  }

  /** Sizes here include UserUnit. Fonts and annotations are not looked for: pdf.js draws them all. */
  async readPage(number: number): Promise<PdfPage> {
    const page = await this.#document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const rotation = toRotation(page.rotate);
    const text = cleanText(await textOf(page), MAX_PAGE_TEXT);
    page.cleanup();
    return {
      widthPt: width,
      heightPt: height,
      rotation,
      text,
      unembeddedFonts: [],
      annotated: false,
    };
  }

  async drawPage(number: number, width: number, height: number): Promise<Bitmap> {
    const page = await this.#document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const scaled = page.getViewport({ scale: width / viewport.width });
    const { canvas, context } = canvases.create(width, height);
    try {
      await page.render({
        canvas: null,
        // The canvas of this process has all that pdf.js uses of a browser's.
        canvasContext: context as unknown as CanvasRenderingContext2D,
        viewport: scaled,
        background: '#ffffff',
        annotationMode: AnnotationMode.ENABLE,
      }).promise;
      const { data } = context.getImageData(0, 0, width, height);
      return { width, height, channels: 4, data: new Uint8Array(data.buffer) };
    } finally {
      canvases.destroy({ canvas, context });
      page.cleanup();
    }
  }

  async close(): Promise<void> {
    await this.#task.destroy();
    closeSync(this.#file);
  }
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  for (const item of items) {
    if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  }
  return text;
}

class FileRanges extends PDFDataRangeTransport {
  readonly #file: number;

  constructor(file: number, bytes: number) {
    super(bytes, null);
    this.#file = file;
  }

  override requestDataRange(begin: number, end: number): void {
    const chunk = new Uint8Array(end - begin);
    let read = 0;
    try {
      read = readSync(this.#file, chunk, 0, chunk.length, begin);
    } catch {
      // The file is gone or the drive is: pdf.js finds the missing bytes and gives up.
    }
    this.onDataRange(begin, chunk.subarray(0, read));
  }
}
