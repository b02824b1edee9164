import type { Metadata } from 'sharp';
import { a4 } from './measures.ts';
import { openPicture } from './draw-source.ts';
import { plausible, readJpeg } from './jpeg.ts';
import type { PdfFile } from './pdf-file.ts';
import { asSource, paperSize } from './paper-of-picture.ts';
import type { Dpi } from './paper-of-picture.ts';
import { readPlainPng } from './png.ts';
import { smallerPicture } from './smaller-picture.ts';
import type { GivenPicture, ImageDpi } from './smaller-picture.ts';
import type { BoundSource } from './sources.ts';
import { readTiff } from './tiff.ts';
import type { TiffPage } from './tiff.ts';
import { packBits, picture, writePixels, writePng } from './write-picture.ts';

/** Pixels of a drawn page, rows top down. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** Where pictures are written, and with how many dots at most. */
export interface PictureTarget {
  readonly file: PdfFile;
  readonly dpi: ImageDpi;
}

export interface OpenImage {
  readonly pages: number;
  /** The file ends before its picture does: bound as far as it goes. */
  readonly cutOff: boolean;
  /** `page` from 0; `rotation` the user's quarter turns. */
  readonly bind: (page: number, rotation: number) => Promise<BoundSource>;
}

/**
 * Opens a picture file for binding. JPEG, plain PNG and Group 4 data pass through untouched;
 * everything else is kept without loss; for a smaller volume, drawn anew. Throws where the picture cannot be read.
 */
export async function openImage(
  bytes: Uint8Array,
  { type, path }: { readonly type: string; readonly path: string },
  target: PictureTarget,
): Promise<OpenImage> {
  let cutOff = false;
  if (type === 'jpeg') {
    const info = readJpeg(bytes);
    if (info?.ended) return onePage((rotation) => bindJpeg(target, bytes, info, rotation));
    cutOff = info !== null;
  }
  if (type === 'png') {
    const png = readPlainPng(bytes);
    if (png) {
      const dpi = png.dpi && plausible(png.dpi.x, png.dpi.y);
      return onePage(async (rotation) => {
        const { width, height, rows } = png;
        const plain = png.bits === 8 && png.palette === null;
        const given = { bytes, raw: null, width, height, packedBytes: sizeOf(rows) };
        const smaller = plain ? await writeSmaller(target, given, dpi, 1) : null;
        const number = smaller ?? (await writePng(target.file, png));
        return asSource(number, png.width, png.height, dpi, 1, rotation);
      });
    }
  }
  if (type === 'tiff') {
    const pages = readTiff(bytes);
    if (pages && pages.length > 0) {
      return {
        pages: pages.length,
        cutOff,
        bind: (page, rotation) => bindTiff(target, path, pages, page, rotation),
      };
    }
  }
  return {
    pages: 1,
    cutOff,
    bind: (page, rotation) => bindDecoded(target, path, type, page, rotation),
  };
}

function onePage(bind: (rotation: number) => Promise<BoundSource>): OpenImage {
  return {
    pages: 1,
    cutOff: false,
    bind: (page, rotation) => {
      if (page !== 0) throw new Error(`no page ${page + 1}`);
      return bind(rotation);
    },
  };
}

async function bindJpeg(
  target: PictureTarget,
  bytes: Uint8Array,
  info: NonNullable<ReturnType<typeof readJpeg>>,
  rotation: number,
): Promise<BoundSource> {
  const space = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[info.components];
  const decode = info.components === 4 && info.adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
  const { width, height } = info;
  const given = { bytes, raw: null, width, height, packedBytes: bytes.length };
  const smaller =
    info.components === 4 ? null : await writeSmaller(target, given, info.dpi, info.orientation);
  const number =
    smaller ??
    (await target.file.addShared(
      `${picture}/Width ${info.width}/Height ${info.height}/BitsPerComponent 8` +
        `/ColorSpace/${space}${decode}/Filter/DCTDecode`,
      bytes,
    ));
  return asSource(number, info.width, info.height, info.dpi, info.orientation, rotation);
}

async function bindTiff(
  target: PictureTarget,
  path: string,
  pages: readonly TiffPage[],
  index: number,
  rotation: number,
): Promise<BoundSource> {
  const page = pages[index];
  if (!page) throw new Error(`no page ${index + 1}`);
  if (!page.group4) return bindDecoded(target, path, 'tiff', index, rotation, page);
  const number = await target.file.addShared(
    `${picture}/Width ${page.width}/Height ${page.height}/BitsPerComponent 1/ColorSpace/DeviceGray` +
      `/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${page.width}/Rows ${page.height}` +
      `/BlackIs1 ${page.group4.blackIs1}>>`,
    page.group4.data,
  );
  return asSource(number, page.width, page.height, page.dpi, page.orientation, rotation);
}

const sizeOf = (chunks: readonly Uint8Array[]): number =>
  chunks.reduce((sum, { length }) => sum + length, 0);

/** Writes a picture with fewer dots where that is wanted and gains; null: it did not. */
async function writeSmaller(
  { file, dpi }: PictureTarget,
  given: Omit<GivenPicture, 'widthPt' | 'heightPt'>,
  claimed: Dpi,
  orientation: number,
): Promise<number | null> {
  if (dpi === null) return null;
  const { width, height } = given;
  const swapped = orientation >= 5;
  const turned = swapped && claimed ? { x: claimed.y, y: claimed.x } : claimed;
  const paper = paperSize(swapped ? height : width, swapped ? width : height, turned);
  // What is larger than a sheet and does not say its size is shrunk to one.
  const long = Math.max(paper.widthPt, paper.heightPt);
  const shown = paper.sizeKnown ? 1 : Math.min(1, a4.heightPt / long);
  const [w, h] = swapped ? [paper.heightPt, paper.widthPt] : [paper.widthPt, paper.heightPt];
  const size = { widthPt: w * shown, heightPt: h * shown };
  const smaller = await smallerPicture({ ...given, ...size }, dpi).catch(() => null);
  if (!smaller) return null;
  return file.addShared(
    `${picture}/Width ${smaller.width}/Height ${smaller.height}/BitsPerComponent 8` +
      `/ColorSpace/${smaller.channels === 3 ? 'DeviceRGB' : 'DeviceGray'}/Filter/DCTDecode`,
    smaller.bytes,
  );
}

/** Unpacks one page, upright and on white, and packs it again without loss. */
async function bindDecoded(
  target: PictureTarget,
  path: string,
  type: string,
  page: number,
  rotation: number,
  tiff?: TiffPage,
): Promise<BoundSource> {
  if (type !== 'tiff' && page !== 0) throw new Error(`no page ${page + 1}`);
  const image = await openPicture(path, type, page);
  const metadata = await image.metadata();
  const grey = metadata.space === 'b-w' || metadata.space === 'grey16';
  const { data, info } = await image
    .flatten({ background: '#FFFFFF' })
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels === 1 ? 1 : 3;
  if (info.channels !== channels) throw new Error(`${info.channels} channels`);
  const packed = tiff?.bilevel && channels === 1 ? packBits(data, info.width, info.height) : null;
  const bits = packed ? 1 : 8;
  const { width, height } = info;
  const dpi = densityOf(metadata, tiff);
  const given = {
    bytes: data,
    raw: { channels },
    width,
    height,
    packedBytes: data.length,
  } as const;
  const smaller = packed ? null : await writeSmaller(target, given, dpi, 1);
  const number =
    smaller ?? (await writePixels(target.file, packed ?? data, width, height, channels, bits));
  return asSource(number, width, height, dpi, 1, rotation);
}

/** Resolution of an upright picture: a page lying on its side swaps the two. */
function densityOf(
  { density, orientation }: Pick<Metadata, 'density' | 'orientation'>,
  tiff: TiffPage | undefined,
): Dpi {
  if (!tiff?.dpi) return plausible(density ?? 0, density ?? 0);
  const { x, y } = tiff.dpi;
  return (orientation ?? 1) >= 5 ? { x: y, y: x } : { x, y };
}

/** Binds a page that was drawn because it could not be copied; sizes in points. */
export async function bindPixels(
  file: PdfFile,
  pixels: Pixels,
  widthPt: number,
  heightPt: number,
  rotation: number,
): Promise<BoundSource> {
  const { width, height, channels } = pixels;
  const rgb = channels === 3 ? pixels.data : withoutAlpha(pixels.data, width * height);
  const number = await writePixels(file, rgb, width, height, 3, 8);
  const dpi = { x: (width * 72) / widthPt, y: (height * 72) / heightPt };
  return asSource(number, width, height, dpi, 1, rotation);
}

function withoutAlpha(data: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  for (let index = 0; index < pixels; index += 1) {
    const alpha = (data[index * 4 + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[index * 4 + channel] ?? 255;
      out[index * 3 + channel] = Math.round(value * alpha + 255 * (1 - alpha));
    }
  }
  return out;
}
