import type { Sharp } from 'sharp';
import { ArchiveError } from '../contract/errors.ts';
import { engines, type PageType } from '../reading/index.ts';
import type { Pixels } from './source-image.ts';

/** A page of a source PDF drawn as it is shown, before the user's own turns. */
export interface DrawnPage {
  readonly pixels: Pixels;
  readonly widthPt: number;
  readonly heightPt: number;
}

const drawnDpi = 200;

/** Draws a page on white, 200 dpi or `widthPx` wide; `page` from 1. Throws where no engine can. */
export async function drawPdfPage(
  path: string,
  page: number,
  widthPx?: number,
): Promise<DrawnPage> {
  const drawing = await engines.drawing();
  const { drawingSize } = await engines.bounds();
  let size = { width: 0, height: 0 };
  const pixels = await drawing.drawPdfPage(path, page, undefined, (shown) => {
    size = shown;
    return drawingSize(shown, widthPx ?? (shown.width * drawnDpi) / 72);
  });
  return { pixels, widthPt: size.width, heightPt: size.height };
}

/**
 * How many pages an engine finds in a PDF that could not be parsed.
 * @throws ArchiveError `locked`; Error where no engine opens it
 */
export async function countPdfPages(path: string): Promise<number> {
  const { documentOf } = await engines.documents();
  const { PasswordNeeded } = await engines.opening();
  try {
    return (await documentOf(path, 'pdfium')).pageCount;
  } catch (error) {
    if (error instanceof PasswordNeeded) throw new ArchiveError('locked', {}, error);
    return (await documentOf(path, 'pdfjs')).pageCount;
  }
}

/** One page of a picture file, upright, unpacked by whichever library reads it; `page` from 0. */
export async function openPicture(path: string, type: string, page: number): Promise<Sharp> {
  const { openImage } = await engines.images();
  return openImage(path, type as Exclude<PageType, 'pdf'>, page + 1);
}

/**
 * Whether anything but white stands in a part of a page, given as shares of its width and height
 * from the top left. A small drawing tells; where none can be made the answer is yes.
 */
export async function isInked(
  path: string,
  page: number,
  share: { left: number; top: number; right: number; bottom: number },
): Promise<boolean> {
  const width = 320;
  const height = 452;
  try {
    const { documentOf } = await engines.documents();
    const document = await documentOf(path, 'pdfium');
    const { data, channels } = await document.drawPage(page, width, height);
    for (let y = Math.floor(share.top * height); y < share.bottom * height; y += 1) {
      for (let x = Math.floor(share.left * width); x < share.right * width; x += 1) {
        const at = (y * width + x) * channels;
        const darkest = Math.min(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
        if (darkest < 250) return true;
      }
    }
    return false;
  } catch {
    return true;
  }
}
