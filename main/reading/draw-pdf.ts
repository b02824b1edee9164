import { ArchiveError } from '../contract/errors.ts';
import { documentOf, dropDocument, type Engine } from './open-documents.ts';
import type { Bitmap } from './page.ts';
import { PasswordNeeded, type PdfDocument, type PdfPage } from './pdf-document.ts';

type Size = { readonly width: number; readonly height: number };

/**
 * Draws a page of a PDF. PDFium is faster and draws where it is known to be right; pdf.js draws
 * pages whose text needs a font that the file does not hold, which PDFium would leave out, and
 * pages with annotations, whose fonts PDFium does not tell. Else each is the other's second opinion.
 * @param sizeOf pixels for a page of the given shape
 * @throws ArchiveError `unreadable` (`reason`: `blank` where the page has text and the drawings
 *   are blank, else `broken`), `no-such-page`, `locked`, `wrong-password`
 */
export async function drawPdfPage(
  path: string,
  number: number,
  password: string | undefined,
  sizeOf: (page: Size) => Size,
): Promise<Bitmap> {
  let reason = 'broken';
  for (const engine of await enginesFor(path, number, password)) {
    const bitmap = await withDocument(path, engine, password, async (document) => {
      if (number > document.pageCount) throw new ArchiveError('no-such-page', { page: number });
      const page = await document.readPage(number);
      const { width, height } = sizeOf({ width: page.widthPt, height: page.heightPt });
      const drawn = await document.drawPage(number, width, height);
      if (page.text === '' || !isBlank(drawn)) return drawn;
      reason = 'blank';
      return null;
    });
    if (bitmap !== null) return bitmap;
  }
  throw new ArchiveError('unreadable', { page: number, reason });
}

async function enginesFor(
  path: string,
  number: number,
  password: string | undefined,
): Promise<readonly Engine[]> {
  const page = await withDocument(path, 'pdfium', password, (document) =>
    document.readPage(number),
  );
  if (page === null) return ['pdfjs', 'pdfium'];
  // A drawing without its Chinese text is worse than none: nobody sees that something is missing.
  if (needsFonts(page)) return ['pdfjs'];
  return page.annotated ? ['pdfjs', 'pdfium'] : ['pdfium', 'pdfjs'];
}

/** What `use` makes of the document; null where the engine fails on it. */
async function withDocument<T>(
  path: string,
  engine: Engine,
  password: string | undefined,
  use: (document: PdfDocument) => Promise<T>,
): Promise<T | null> {
  let document: PdfDocument | undefined;
  try {
    document = await documentOf(path, engine, password);
    return await use(document);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    if (error instanceof PasswordNeeded) {
      throw new ArchiveError(password === undefined ? 'locked' : 'wrong-password', {}, error);
    }
    // A document that has made its engine trap is not used again.
    if (document !== undefined) await dropDocument(document);
    return null;
  }
}

/** Latin fonts that PDFium carries itself: the standard 14 and what is taken for them. */
const builtInFonts = /^([A-Z]{6}\+)?(Helvetica|Arial|Times|Courier|Symbol|ZapfDingbats)/;

function needsFonts(page: PdfPage): boolean {
  return !page.unembeddedFonts.every((name) => builtInFonts.test(name));
}

/** Differences a lossless blank may show: none, but a scanner's background is not blank. */
const BLANK_SPREAD = 4;

/** Whether all pixels are of one colour, but for a hair. */
export function isBlank({ data, channels }: Bitmap): boolean {
  const [red = 0, green = 0, blue = 0] = data;
  for (let i = 0; i < data.length; i += channels) {
    const spread = Math.max(
      Math.abs((data[i] ?? 0) - red),
      Math.abs((data[i + 1] ?? 0) - green),
      Math.abs((data[i + 2] ?? 0) - blue),
    );
    if (spread > BLANK_SPREAD) return false;
  }
  return true;
}
