import { randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/task.ts';
import { drawPdfPage } from './draw-pdf.ts';
import type { PageType } from './file-type.ts';
import { openImage } from './images.ts';
import { drawingSize, type Rotation } from './page.ts';

export interface DrawArgs {
  readonly path: string;
  readonly type: PageType;
  /** Page within the file, from 1. */
  readonly page: number;
  /** Width of the drawing after `rotation`; less where the page would be over 16 megapixels. */
  readonly widthPx: number;
  /** A clockwise turn on top of the page's own. */
  readonly rotation: Rotation;
  readonly format: 'webp' | 'jpeg';
  /** Written whole or not at all; its folder is made. */
  readonly outPath: string;
  /** Where it is while it is not whole, on the same disk; beside `outPath` where not given. */
  readonly unfinishedFolder?: string;
  readonly password?: string;
}

export interface Drawing {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
}

/**
 * Task `reading.draw`. Draws one page into a file.
 * @throws ArchiveError `unreadable` when no engine draws it, or only a blank where the page has
 *   text; `no-such-page`; `locked`; `wrong-password`; the system's errors
 */
export const draw: Task<DrawArgs, Drawing> = async (args) => {
  // A file that is not there is not an unreadable one.
  await access(args.path);
  const upright = args.type === 'pdf' ? await pdfPage(args) : await imagePage(args, args.type);
  const turned = args.rotation === 0 ? upright : (await settled(upright)).rotate(args.rotation);
  const encoded =
    args.format === 'webp' ? turned.webp({ quality: 80, effort: 2 }) : turned.jpeg({ quality: 82 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  await writeWhole(args.outPath, data, args.unfinishedFolder ?? dirname(args.outPath));
  return { widthPx: info.width, heightPx: info.height, bytes: data.length };
};

/** On its side, the page's height becomes the drawing's width. */
const isSideways = (rotation: Rotation): boolean => rotation === 90 || rotation === 270;

function sizeFor(
  args: DrawArgs,
  page: { readonly width: number; readonly height: number },
): { width: number; height: number } {
  if (!isSideways(args.rotation)) return drawingSize(page, args.widthPx);
  const turned = drawingSize({ width: page.height, height: page.width }, args.widthPx);
  return { width: turned.height, height: turned.width };
}

async function pdfPage(args: DrawArgs): Promise<Sharp> {
  const { path, page, password } = args;
  const bitmap = await drawPdfPage(path, page, password, (size) => sizeFor(args, size));
  const { width, height, channels } = bitmap;
  return sharp(bitmap.data, { raw: { width, height, channels } }).removeAlpha();
}

async function imagePage(args: DrawArgs, type: Exclude<PageType, 'pdf'>): Promise<Sharp> {
  try {
    const image = await openImage(args.path, type, args.page);
    const { autoOrient } = await image.metadata();
    const { width, height } = sizeFor(args, autoOrient);
    const resized = image.resize(width, height, { fit: 'fill' });
    // Reading it here makes a broken file this file's failure and not the encoder's.
    return await settled(resized.flatten({ background: '#ffffff' }).toColourspace('srgb'));
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('unreadable', { page: args.page }, error);
  }
}

/** A pipeline's pixels as the beginning of another: one pipeline turns only once. */
async function settled(image: Sharp): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } });
}

async function writeWhole(path: string, data: Uint8Array, folder: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
