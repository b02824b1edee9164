import { readFileSync } from 'node:fs';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { ArchiveError } from '../contract/errors.ts';
import type { PageType } from './file-type.ts';
import { MAX_PAGES, MAX_PIXELS, type PageGeometry, type Rotation } from './page.ts';

// One picture at a time, once: neither a cache nor many threads of libvips pay here.
sharp.cache(false);
sharp.concurrency(1);

export type ImageType = Exclude<PageType, 'pdf'>;

/** EXIF orientations 1–8 as the clockwise turn they ask for; mirrored ones count as their turn. */
const exifTurns: readonly Rotation[] = [0, 0, 0, 180, 180, 90, 90, 270, 270];

/**
 * The pages of an image file: each of a TIFF, the first frame of the others. Decodes each once,
 * so that a file accepted here can be drawn.
 * @throws ArchiveError `too-large` over 200 megapixels or 20,000 pages, before decoding
 * @throws Error when it is no image
 */
export async function readImage(path: string, type: ImageType): Promise<PageGeometry[]> {
  if (type === 'bmp') return [await readBmp(path)];
  const first = await metadataOf(path, 0);
  const count = type === 'tiff' ? (first.pages ?? 1) : 1;
  if (count > MAX_PAGES) throw new ArchiveError('too-large', { pages: count });
  const pages: PageGeometry[] = [];
  for (let n = 0; n < count; n++) {
    const metadata = n === 0 ? first : await metadataOf(path, n);
    await decode(path, n, metadata);
    pages.push(geometryOf(metadata));
  }
  return pages;
}

/** One page of an image, upright, ready to be resized. @throws Error when it does not decode */
export async function openImage(path: string, type: ImageType, number: number): Promise<Sharp> {
  if (type === 'bmp') return bmpPixels(readFileSync(path));
  // What has been accepted once is shown as far as it goes.
  return sharp(path, inputOptions(number - 1, 'none')).autoOrient();
}

function inputOptions(page: number, failOn: 'none' | 'error') {
  return { page, limitInputPixels: MAX_PIXELS, failOn } as const;
}

async function metadataOf(path: string, page: number): Promise<Metadata> {
  const options = { ...inputOptions(page, 'error'), limitInputPixels: false };
  const metadata = await sharp(path, options).metadata();
  refuseHuge(metadata.width, metadata.height);
  return metadata;
}

function refuseHuge(width: number, height: number): void {
  if (width * height > MAX_PIXELS) {
    throw new ArchiveError('too-large', { megapixels: Math.round((width * height) / 1e6) });
  }
}

/**
 * Reads the image's data into a small picture that is thrown away; by eighths, which is the
 * fastest way through a JPEG. A file that is cut off is refused: the archivist still has the
 * paper and can scan it again.
 */
async function decode(path: string, page: number, { width, height }: Metadata): Promise<void> {
  const eighth = (side: number): number => Math.ceil(side / 8);
  await sharp(path, inputOptions(page, 'error'))
    .resize(eighth(width), eighth(height), { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
}

function geometryOf(metadata: Metadata): PageGeometry {
  const rotation = exifTurns[metadata.orientation ?? 1] ?? 0;
  const sideways = (metadata.orientation ?? 1) >= 5;
  const size = physicalSize(metadata.width, metadata.height, metadata.density);
  return sideways
    ? { widthUm: size.heightUm, heightUm: size.widthUm, rotation }
    : { ...size, rotation };
}

const UM_PER_INCH = 25_400;
const A4_LONG_SIDE_UM = 297_000;
/** Writers that know nothing of the paper put 72 or 96; scanners start at 100. */
const LEAST_BELIEVED_DPI = 100;
/** A0's long side and a bit; smaller than a stamp is nothing either. */
const MAX_SIDE_UM = 1_200_000;
const MIN_SIDE_UM = 20_000;

/**
 * Size on paper. The file's resolution is believed from 100 dpi on and where it makes a paper of
 * 2 cm to 1.2 m; a photo or a picture without one is taken to fill an A4 page's long side.
 */
export function physicalSize(
  widthPx: number,
  heightPx: number,
  dpi: number | undefined,
): { widthUm: number; heightUm: number } {
  const longPx = Math.max(widthPx, heightPx);
  const stated = dpi !== undefined && dpi >= LEAST_BELIEVED_DPI ? UM_PER_INCH / dpi : undefined;
  const longUm = stated === undefined ? 0 : longPx * stated;
  const believed = longUm >= MIN_SIDE_UM && longUm <= MAX_SIDE_UM;
  const umPerPx = stated !== undefined && believed ? stated : A4_LONG_SIDE_UM / longPx;
  return { widthUm: Math.round(widthPx * umPerPx), heightUm: Math.round(heightPx * umPerPx) };
}

/** sharp's libraries do not read BMP; Skia does. The header says enough to refuse huge ones first. */
async function readBmp(path: string): Promise<PageGeometry> {
  const file = readFileSync(path);
  if (isCutOff(file)) throw new Error('the bitmap is cut off');
  await bmpPixels(file);
  const { width, height, dpi } = bmpHeader(file);
  return { ...physicalSize(width, height, dpi), rotation: 0 };
}

async function bmpPixels(file: Buffer): Promise<Sharp> {
  const { width, height } = bmpHeader(file);
  refuseHuge(width, height);
  const image = await loadImage(file);
  if (image.width !== width || image.height !== height) throw new Error('the bitmap is damaged');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return sharp(canvas.data(), { raw: { width, height, channels: 4 } }).removeAlpha();
}

/** Skia draws what there is of an uncompressed bitmap without saying that rows are missing. */
function isCutOff(file: Buffer): boolean {
  const { width, height } = bmpHeader(file);
  if (file.readUInt32LE(14) === 12) return false;
  const isCompressed = file.readUInt32LE(30) === 1 || file.readUInt32LE(30) === 2;
  const rowBytes = Math.ceil((width * file.readUInt16LE(28)) / 32) * 4;
  return !isCompressed && file.readUInt32LE(10) + rowBytes * height > file.length;
}

function bmpHeader(file: Buffer): { width: number; height: number; dpi: number | undefined } {
  if (file.length < 26) throw new Error('the bitmap has no header');
  if (file.readUInt32LE(14) === 12) {
    return { width: file.readUInt16LE(18), height: file.readUInt16LE(20), dpi: undefined };
  }
  if (file.length < 54) throw new Error('the bitmap has no header');
  const pixelsPerMetre = file.readInt32LE(38);
  return {
    width: file.readInt32LE(18),
    // Negative where the rows run top down.
    height: Math.abs(file.readInt32LE(22)),
    dpi: pixelsPerMetre > 0 ? pixelsPerMetre * 0.0254 : undefined,
  };
}
