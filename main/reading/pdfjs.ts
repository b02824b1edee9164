import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type {
  PageViewport,
  PDFDocumentLoadingTask,
  PDFDocumentProxy,
  PDFPageProxy,
} from 'pdfjs-dist';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Bitmap, MAX_PAGE_TEXT, toRotation, UM_PER_POINT } from './page.ts';
import { cleanText, PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';
import { boxAround, type Glyph, type Point } from './pdfium-glyphs.ts';
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
  const bytes = statSync(path).size;
  const task = getDocument({
    ...(bytes <= WHOLE_BYTES
      ? { data: new Uint8Array(readFileSync(path)) }
      : { range: new FileRanges(path, bytes) }),
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
  try {
    return new PdfjsDocument(await task.promise, task);
  } catch (error) {
    await task.destroy();
    if (error instanceof PasswordException) throw new PasswordNeeded();
    throw error;
  }
}

export class PdfjsDocument implements PdfDocument {
  readonly pageCount: number;
  readonly #document: PDFDocumentProxy;
  readonly #task: PDFDocumentLoadingTask;

  constructor(document: PDFDocumentProxy, task: PDFDocumentLoadingTask) {
    this.#document = document;
    this.#task = task;
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

  /** Every character of the page's text, evenly along the piece of text that it stands in. */
  async readGlyphs(number: number): Promise<readonly Glyph[]> {
    const page = await this.#document.getPage(number);
    const viewport = page.getViewport({ scale: UM_PER_POINT });
    const { items } = await page.getTextContent();
    const glyphs: Glyph[] = [];
    for (const item of items) {
      if (!('str' in item)) continue;
      glyphs.push(...glyphsOfItem(item, viewport));
      if (item.hasEOL) glyphs.push({ character: '\n', box: null, angle: 0, red: false });
    }
    page.cleanup();
    return glyphs;
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
  }
}

function glyphsOfItem(item: TextItem, viewport: PageViewport): Glyph[] {
  const characters = [...item.str];
  const [a = 0, b = 0, , , e = 0, f = 0] = item.transform as number[];
  const size = Math.hypot(a, b) || 1;
  const [along, up] = [
    [a / size, b / size],
    [-b / size, a / size],
  ] as const;
  const step = item.width / Math.max(1, characters.length);
  const at = (right: number, high: number): Point => {
    const x = e + along[0] * right + up[0] * high;
    const y = f + along[1] * right + up[1] * high;
    const [xUm = 0, yUm = 0] = viewport.convertToViewportPoint(x, y) as number[];
    return [xUm, yUm];
  };
  return characters.map((character, n) => {
    const corners = [at(step * n, -item.height * 0.2), at(step * (n + 1), item.height * 0.9)];
    const [from, to] = [at(0, 0), at(1, 0)];
    const angle = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
    return { character, box: boxAround(corners), angle, red: false };
  });
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  for (const item of items) {
    if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  }
  return text;
}

/** The file is opened for each range, so that it can be removed while the document is open. */
class FileRanges extends PDFDataRangeTransport {
  readonly #path: string;

  constructor(path: string, bytes: number) {
    super(bytes, null);
    this.#path = path;
  }

  override requestDataRange(begin: number, end: number): void {
    this.onDataRange(begin, readRange(this.#path, begin, end));
  }
}

/** What there is of a range; less, or nothing, where the file or its drive is gone. */
function readRange(path: string, begin: number, end: number): Uint8Array {
  const chunk = new Uint8Array(end - begin);
  try {
    const file = openSync(path, 'r');
    try {
      return chunk.subarray(0, readSync(file, chunk, 0, chunk.length, begin));
    } finally {
      closeSync(file);
    }
  } catch {
    return chunk.subarray(0, 0);
  }
}
