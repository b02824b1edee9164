import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/task.ts';
import type { Inspection } from './inspect.ts';
import { isSheet, isShort, makesSense } from './layer-sense.ts';
import { documentOf, dropDocument } from './open-documents.ts';
import { MAX_PAGES, type PageGeometry, pointsToUm } from './page.ts';
import { PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';
import { renewPdfium } from './pdfium-engine.ts';
import { PdfiumDocument } from './pdfium.ts';

/** Text beyond this is asked for by `readText`, so that no message between processes is huge. */
const MAX_MESSAGE_TEXT = 2_000_000;
const MAX_FONT_NAMES = 200;
/** Larger than A3. */
const LARGE_SIDE_UM = 430_000;

/**
 * Pages and text of a PDF: by PDFium, by pdf.js where that fails, be it for one page.
 * @throws ArchiveError `too-large`, `wrong-password`
 * @throws Error when neither engine opens it
 */
export async function inspectPdf(
  path: string,
  password: string | undefined,
  signal: AbortSignal,
): Promise<Inspection> {
  const reader = new PdfReader(path, password);
  try {
    return await inspectPages(reader, signal);
  } catch (error) {
    if (!(error instanceof PasswordNeeded)) throw error;
    if (password !== undefined) throw new ArchiveError('wrong-password', {}, error);
    return {
      type: 'pdf',
      pageState: 'locked',
      pages: [],
      text: [],
      textSource: 'none',
      unembeddedFonts: [],
    };
  } finally {
    await reader.release();
  }
}

async function inspectPages(reader: PdfReader, signal: AbortSignal): Promise<Inspection> {
  const count = await reader.pageCount();
  if (count > MAX_PAGES) throw new ArchiveError('too-large', { pages: count });
  const pages: PageGeometry[] = [];
  const text: string[] = [];
  const fonts = new Set<string>();
  let length = 0;
  let readable = 0;
  for (let n = 1; n <= count; n++) {
    await breathe(n, signal);
    const page = await reader.readPage(n);
    if (page !== null) readable += 1;
    pages.push({
      widthUm: pointsToUm(page?.widthPt ?? 0),
      heightUm: pointsToUm(page?.heightPt ?? 0),
      rotation: page?.rotation ?? 0,
    });
    for (const font of page?.unembeddedFonts ?? []) fonts.add(font);
    const layer = page === null ? '' : await reader.layerOf(n, page.text);
    length += layer.length;
    if (length <= MAX_MESSAGE_TEXT) text.push(layer);
  }
  if (readable === 0) throw new Error('none of the pages can be read');
  return {
    type: 'pdf',
    pageState: 'ready',
    pages: await reader.inUserUnits(pages),
    text,
    textSource: length > 0 ? 'layer' : 'none',
    unembeddedFonts: [...fonts].toSorted().slice(0, MAX_FONT_NAMES),
  };
}

export interface ReadTextArgs {
  readonly path: string;
  readonly password?: string;
  /** First page, from 1. */
  readonly from: number;
}

/**
 * Task `reading.text`: text layers from page `from` on, as many as go into one message, at least
 * one; none after the last page.
 */
export const readText: Task<ReadTextArgs, readonly string[]> = async (args, { signal }) => {
  const reader = new PdfReader(args.path, args.password);
  const text: string[] = [];
  let length = 0;
  const count = await reader.pageCount();
  for (let n = args.from; n <= count; n++) {
    await breathe(n, signal);
    const page = await reader.readPage(n);
    const layer = page === null ? '' : await reader.layerOf(n, page.text);
    length += layer.length;
    if (text.length > 0 && length > MAX_MESSAGE_TEXT) break;
    text.push(layer);
  }
  return text;
};

/** Lets messages in now and then: the engine's calls do not give way by themselves. */
async function breathe(page: number, signal: AbortSignal): Promise<void> {
  if (page % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

/** A PDF read by PDFium, with pdf.js for what that cannot read. */
class PdfReader {
  readonly #path: string;
  readonly #password: string | undefined;
  #primary: PdfDocument | undefined;

  constructor(path: string, password: string | undefined) {
    this.#path = path;
    this.#password = password;
  }

  async pageCount(): Promise<number> {
    const { pageCount } = await this.#document();
    if (pageCount === 0) throw new Error('the document has no pages');
    return pageCount;
  }

  /** null where neither engine can read the page. */
  async readPage(number: number): Promise<PdfPage | null> {
    try {
      return await (await this.#document()).readPage(number);
    } catch {
      return await this.#second()
        .then((document) => document.readPage(number))
        .catch(() => null);
    }
  }

  /** The page's text layer where it makes sense, else ''. */
  async layerOf(number: number, text: string): Promise<string> {
    if (text === '') return '';
    const isScan = (isShort(text) || isSheet(text)) && (await this.#isScan(number));
    return makesSense(text, { isScan }) ? text : '';
  }

  /** Whether pictures are all that is drawn on the page; where nobody knows, it is not. */
  async #isScan(number: number): Promise<boolean> {
    const document = await this.#document();
    if (!(document instanceof PdfiumDocument)) return false;
    try {
      return document.scanResolution(number) !== null;
    } catch {
      return false;
    }
  }

  /**
   * Sizes in UserUnit (PDF 1.6), which PDFium does not know. It is there for sides over 200
   * inches: only a large page is worth looking for it where it is packed away.
   */
  async inUserUnits(pages: PageGeometry[]): Promise<PageGeometry[]> {
    const document = await this.#document();
    if (!(document instanceof PdfiumDocument)) return pages;
    const isLarge = pages.some((page) => Math.max(page.widthUm, page.heightUm) > LARGE_SIDE_UM);
    if (!document.mentions('UserUnit', isLarge)) return pages;
    // Or every later document would seem to mention it, too.
    renewPdfium();
    const second = await this.#second();
    return await Promise.all(
      pages.map(async (page, index) => {
        const { widthPt, heightPt } = await second.readPage(index + 1);
        return { ...page, widthUm: pointsToUm(widthPt), heightUm: pointsToUm(heightPt) };
      }),
    ).catch(() => pages);
  }

  /** A document that is read once for its text is not kept open. */
  async release(): Promise<void> {
    if (this.#primary !== undefined) await dropDocument(this.#primary);
  }

  async #document(): Promise<PdfDocument> {
    this.#primary ??= await this.#first();
    return this.#primary;
  }

  async #first(): Promise<PdfDocument> {
    try {
      return await documentOf(this.#path, 'pdfium', this.#password);
    } catch (error) {
      if (error instanceof PasswordNeeded) throw error;
      return await this.#second();
    }
  }

  #second(): Promise<PdfDocument> {
    return documentOf(this.#path, 'pdfjs', this.#password);
  }
}
