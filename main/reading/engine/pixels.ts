import { access } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { ArchiveError } from '../../contract/errors.ts';
import { drawPdfPage } from '../draw-pdf.ts';
import { openImage } from '../images.ts';
import { documentOf } from '../open-documents.ts';
import type { ReadPageArgs } from '../page-reading.ts';
import type { Rotation } from '../page.ts';
import { PdfiumDocument } from '../pdfium.ts';

/** Pixels of a page, rows top down, red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** A page as it is read: its pixels, and how many of them its scan has to an inch. */
export interface PagePicture extends Picture {
  /** Resolution of the scan; null where the page is not a picture. */
  readonly dpi: number | null;
  /** Pixels to an inch of this picture, which may be smaller than the scan. */
  readonly pixelsPerInch: number;
}

/** More is of no use: letters of 6 points have 26 pixels. A3 at 300 dpi has 17 megapixels. */
const MOST_PIXELS_PER_INCH = 320;
const MOST_PIXELS = 18e6;
/** Pages that are not pictures are drawn so. */
const DRAWN_PIXELS_PER_INCH = 250;

const UM_PER_INCH = 25_400;

/**
 * A page's pixels, at its scan's resolution where that is not needlessly high.
 * @throws ArchiveError `unreadable`, `no-such-page`, `locked`, `wrong-password`; the system's errors
 */
export async function openPicture(args: ReadPageArgs): Promise<PagePicture> {
  // A file that is not there is not an unreadable one.
  await access(args.path);
  return args.type === 'pdf' ? pdfPicture(args) : imagePicture(args, args.type);
}

async function imagePicture(
  args: ReadPageArgs,
  type: Exclude<ReadPageArgs['type'], 'pdf'>,
): Promise<PagePicture> {
  try {
    const image = await openImage(args.path, type, args.page);
    const { autoOrient } = await image.metadata();
    const dpi = pixelsPerInch(autoOrient.width, autoOrient.height, args);
    const scale = shrinking(autoOrient.width, autoOrient.height, dpi);
    const resized =
      scale === 1 ? image : image.resize({ width: Math.round(autoOrient.width * scale) });
    const picture = await pixelsOf(
      resized.flatten({ background: '#ffffff' }).toColourspace('srgb'),
    );
    return { ...picture, dpi: Math.round(dpi), pixelsPerInch: dpi * scale };
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('unreadable', { page: args.page }, error);
  }
}

/** A page whose size is not known is taken for one that fills an A4 page's long side. */
function pixelsPerInch(width: number, height: number, page: ReadPageArgs): number {
  const longUm = Math.max(page.widthUm, page.heightUm) || 297_000;
  return (Math.max(width, height) * UM_PER_INCH) / longUm;
}

function shrinking(width: number, height: number, dpi: number): number {
  return Math.min(1, MOST_PIXELS_PER_INCH / dpi, Math.sqrt(MOST_PIXELS / (width * height)));
}

async function pdfPicture(args: ReadPageArgs): Promise<PagePicture> {
  const { path, page, password } = args;
  const dpi = await scanResolution(path, page, password);
  let pixels = DRAWN_PIXELS_PER_INCH;
  const bitmap = await drawPdfPage(path, page, password, (size) => {
    const inches = { width: size.width / 72, height: size.height / 72 };
    const wanted = Math.min(dpi ?? DRAWN_PIXELS_PER_INCH, MOST_PIXELS_PER_INCH);
    pixels = Math.min(wanted, Math.sqrt(MOST_PIXELS / (inches.width * inches.height)));
    return {
      width: Math.max(1, Math.round(inches.width * pixels)),
      height: Math.max(1, Math.round(inches.height * pixels)),
    };
  });
  return { ...bitmap, dpi: dpi === null ? null : Math.round(dpi), pixelsPerInch: pixels };
}

/** Resolution of the picture that a PDF page mostly consists of; null: it consists of none. */
async function scanResolution(
  path: string,
  page: number,
  password: string | undefined,
): Promise<number | null> {
  try {
    const document = await documentOf(path, 'pdfium', password);
    return document instanceof PdfiumDocument ? document.scanResolution(page) : null;
  } catch {
    // Drawing it says what is wrong with it.
    return null;
  }
}

async function pixelsOf(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3, data };
}

export function asSharp({ data, width, height, channels }: Picture): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}

/** The picture turned clockwise. */
export async function turnPicture(picture: PagePicture, turn: Rotation): Promise<PagePicture> {
  if (turn === 0) return picture;
  const { dpi, pixelsPerInch: pixels } = picture;
  return { ...(await pixelsOf(asSharp(picture).rotate(turn))), dpi, pixelsPerInch: pixels };
}

/** The picture in another size, in three channels. */
export async function resizePicture(
  picture: Picture,
  width: number,
  height: number,
): Promise<Picture> {
  const image = asSharp(picture).removeAlpha();
  return pixelsOf(image.resize(width, height, { fit: 'fill', kernel: 'cubic' }));
}
