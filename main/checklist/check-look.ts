import { access } from 'node:fs/promises';
import sharp from 'sharp';
import { ArchiveError } from '../contract/errors.ts';
import { engines, type PageType } from '../reading/index.ts';
import type { Task } from '../workers/task.ts';
import { sketchHeight, sketchPicture, sketchWidth } from './check-picture.ts';
import type { SealPicture } from './check-red.ts';
import { findSeal, sealPixelsPerMm, type SealSight } from './check-seal.ts';

export interface LookArgs {
  readonly path: string;
  readonly type: PageType;
  /** Page within the file, from 1. */
  readonly page: number;
  /** 0 where unknown. */
  readonly widthUm: number;
  readonly heightUm: number;
}

/** What is kept of a page's picture. */
export interface PageLook {
  readonly seal: SealSight;
  /** Empty: nothing on it to tell pictures by. */
  readonly picture: string;
}

/** Larger papers are looked at in less detail. */
const mostSide = 3000;

/**
 * Task `checklist.look`. Looks at a page for a seal, and at what picture it is.
 * @throws ArchiveError `unreadable`, `no-such-page`, `locked`; the system's errors
 */
export const lookAtPage: Task<LookArgs, PageLook> = async (args) => {
  // A file that is not there is not an unreadable one.
  await access(args.path);
  const picture =
    args.type === 'pdf' ? await pdfPicture(args) : await imagePicture(args, args.type);
  const { width, height, channels, data } = picture;
  const grey = await sharp(data, { raw: { width, height, channels } })
    .removeAlpha()
    .greyscale()
    .resize(sketchWidth, sketchHeight, { fit: 'fill' })
    .raw()
    .toBuffer();
  const isScan = args.type !== 'pdf' || (await isScanned(args));
  return { seal: findSeal(picture, isScan), picture: sketchPicture(grey) };
};

/** Pixels that a page is drawn in; one of unknown size fills an A4 page's long side. */
function sizeFor(
  { widthUm, heightUm }: LookArgs,
  shape: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number; readonly pixelsPerMm: number } {
  const longMm = (Math.max(widthUm, heightUm) || 297_000) / 1000;
  const long = Math.min(mostSide, longMm * sealPixelsPerMm);
  const scale = long / Math.max(shape.width, shape.height);
  const pixels = (side: number): number => Math.max(1, Math.round(side * scale));
  return {
    width: pixels(shape.width),
    height: pixels(shape.height),
    pixelsPerMm: long / longMm,
  };
}

async function pdfPicture(args: LookArgs): Promise<SealPicture> {
  const { drawPdfPage } = await engines.drawing();
  let pixelsPerMm = sealPixelsPerMm;
  const bitmap = await drawPdfPage(args.path, args.page, undefined, (shape) => {
    const size = sizeFor(args, shape);
    pixelsPerMm = size.pixelsPerMm;
    return size;
  });
  return { ...bitmap, pixelsPerMm };
}

async function imagePicture(args: LookArgs, type: Exclude<PageType, 'pdf'>): Promise<SealPicture> {
  const { openImage } = await engines.images();
  try {
    const image = await openImage(args.path, type, args.page);
    const { autoOrient } = await image.metadata();
    const { width, height, pixelsPerMm } = sizeFor(args, autoOrient);
    const { data, info } = await image
      .resize(width, height, { fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const channels = info.channels === 4 ? 4 : 3;
    return { width: info.width, height: info.height, channels, data, pixelsPerMm };
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('unreadable', { page: args.page }, error);
  }
}

/** Whether a page of a PDF mostly is one picture. */
async function isScanned({ path, page }: LookArgs): Promise<boolean> {
  const [{ documentOf }, { PdfiumDocument }] = await Promise.all([
    engines.documents(),
    engines.pdfium(),
  ]);
  try {
    const document = await documentOf(path, 'pdfium');
    return document instanceof PdfiumDocument && document.scanResolution(page) !== null;
  } catch {
    // What cannot be told is not told.
    return true;
  }
}
