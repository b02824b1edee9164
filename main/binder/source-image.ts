import { deflateSync } from 'node:zlib';
import type { Metadata } from 'sharp';
import { a4 } from './measures.ts';
import { openPicture } from './draw-source.ts';
import { plausible, readJpeg } from './jpeg.ts';
import type { PdfFile } from './pdf-file.ts';
import { multiply, turn } from './pdf-syntax.ts';
import type { Matrix } from './pdf-syntax.ts';
import { readPlainPng } from './png.ts';
import type { PlainPng } from './png.ts';
import type { BoundSource } from './sources.ts';
import { readTiff } from './tiff.ts';
import type { TiffPage } from './tiff.ts';

type Dpi = { readonly x: number; readonly y: number } | null;

/** Pixels of a drawn page, rows top down. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
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
 * everything else is kept without loss. Throws where the picture cannot be read.
 */
export async function openImage(
  bytes: Uint8Array,
  { type, path }: { readonly type: string; readonly path: string },
  file: PdfFile,
): Promise<OpenImage> {
  let cutOff = false;
  if (type === 'jpeg') {
    const info = readJpeg(bytes);
    if (info?.ended) return onePage((rotation) => bindJpeg(file, bytes, info, rotation));
    cutOff = info !== null;
  }
  if (type === 'png') {
    const png = readPlainPng(bytes);
    if (png) {
      const dpi = png.dpi && plausible(png.dpi.x, png.dpi.y);
      return onePage(async (rotation) => {
        const number = await writePng(file, png);
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
        bind: (page, rotation) => bindTiff(file, path, pages, page, rotation),
      };
    }
  }
  return {
    pages: 1,
    cutOff,
    bind: (page, rotation) => bindDecoded(file, path, type, page, rotation),
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

/** EXIF orientation as a matrix from the unit square to an upright box of this size. */
function orient(orientation: number, w: number, h: number): Matrix {
  switch (orientation) {
    case 2:
      return [-w, 0, 0, h, w, 0];
    case 3:
      return [-w, 0, 0, -h, w, h];
    case 4:
      return [w, 0, 0, -h, 0, h];
    case 5:
      return [0, -h, -w, 0, w, h];
    case 6:
      return [0, -h, w, 0, 0, h];
    case 7:
      return [0, h, w, 0, 0, 0];
    case 8:
      return [0, h, -w, 0, w, 0];
    default:
      return [w, 0, 0, h, 0, 0];
  }
}

/**
 * Paper size of a picture. Where the file does not say, a picture of A4's shape and a scan's
 * size is an A4 sheet; another is taken at 150 dots to the inch, its size called unknown.
 */
function paperSize(
  width: number,
  height: number,
  dpi: Dpi,
): { widthPt: number; heightPt: number; sizeKnown: boolean } {
  if (dpi) {
    return { widthPt: (width * 72) / dpi.x, heightPt: (height * 72) / dpi.y, sizeKnown: true };
  }
  const shape = Math.max(width, height) / Math.min(width, height);
  const scanLike = Math.abs(shape - Math.SQRT2) < 0.02 && Math.max(width, height) >= 800;
  if (scanLike) {
    const [short, long] = [a4.widthPt, a4.heightPt];
    return width < height
      ? { widthPt: short, heightPt: long, sizeKnown: true }
      : { widthPt: long, heightPt: short, sizeKnown: true };
  }
  return { widthPt: (width * 72) / 150, heightPt: (height * 72) / 150, sizeKnown: false };
}

function asSource(
  number: number,
  width: number,
  height: number,
  dpi: Dpi,
  orientation: number,
  rotation: number,
): BoundSource {
  const swapped = orientation >= 5;
  const shownDpi = dpi && swapped ? { x: dpi.y, y: dpi.x } : dpi;
  const paper = paperSize(swapped ? height : width, swapped ? width : height, shownDpi);
  const upright = orient(orientation, paper.widthPt, paper.heightPt);
  const matrix = multiply(upright, turn(rotation, paper.widthPt, paper.heightPt));
  const quarter = rotation % 180 !== 0;
  return {
    widthPt: quarter ? paper.heightPt : paper.widthPt,
    heightPt: quarter ? paper.widthPt : paper.heightPt,
    sizeKnown: paper.sizeKnown,
    objects: [{ number, matrix }],
    covers: () => true,
  };
}

const picture = '/Type/XObject/Subtype/Image';

async function bindJpeg(
  file: PdfFile,
  bytes: Uint8Array,
  info: NonNullable<ReturnType<typeof readJpeg>>,
  rotation: number,
): Promise<BoundSource> {
  const space = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[info.components];
  const decode = info.components === 4 && info.adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
  const number = await file.addShared(
    `${picture}/Width ${info.width}/Height ${info.height}/BitsPerComponent 8` +
      `/ColorSpace/${space}${decode}/Filter/DCTDecode`,
    bytes,
  );
  return asSource(number, info.width, info.height, info.dpi, info.orientation, rotation);
}

async function writePng(file: PdfFile, png: PlainPng): Promise<number> {
  const space = colorSpace(png);
  const number = await file.addShared(
    `${picture}/Width ${png.width}/Height ${png.height}/BitsPerComponent ${png.bits}` +
      `/ColorSpace ${space}/Filter/FlateDecode` +
      `/DecodeParms<</Predictor 15/Colors ${png.colors}/BitsPerComponent ${png.bits}/Columns ${png.width}>>`,
    Buffer.concat(png.rows),
  );
  return number;
}

function colorSpace(png: PlainPng): string {
  if (png.palette) {
    const entries = Math.min(256, Math.floor(png.palette.length / 3));
    const table = Buffer.from(png.palette.subarray(0, entries * 3)).toString('hex');
    return `[/Indexed/DeviceRGB ${entries - 1}<${table}>]`;
  }
  return png.colors === 3 ? '/DeviceRGB' : '/DeviceGray';
}

async function bindTiff(
  file: PdfFile,
  path: string,
  pages: readonly TiffPage[],
  index: number,
  rotation: number,
): Promise<BoundSource> {
  const page = pages[index];
  if (!page) throw new Error(`no page ${index + 1}`);
  if (!page.group4) return bindDecoded(file, path, 'tiff', index, rotation, page);
  const number = await file.addShared(
    `${picture}/Width ${page.width}/Height ${page.height}/BitsPerComponent 1/ColorSpace/DeviceGray` +
      `/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${page.width}/Rows ${page.height}` +
      `/BlackIs1 ${page.group4.blackIs1}>>`,
    page.group4.data,
  );
  return asSource(number, page.width, page.height, page.dpi, page.orientation, rotation);
}

/** Unpacks one page, upright and on white, and packs it again without loss. */
async function bindDecoded(
  file: PdfFile,
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
  const number = await writePixels(file, packed ?? data, info.width, info.height, channels, bits);
  return asSource(number, info.width, info.height, densityOf(metadata, tiff), 1, rotation);
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

async function writePixels(
  file: PdfFile,
  data: Uint8Array,
  width: number,
  height: number,
  channels: 1 | 3,
  bits: 1 | 8,
): Promise<number> {
  const stride = Math.ceil((width * channels * bits) / 8);
  const rows = predictUp(data, stride, height);
  const number = await file.addShared(
    `${picture}/Width ${width}/Height ${height}/BitsPerComponent ${bits}` +
      `/ColorSpace/${channels === 3 ? 'DeviceRGB' : 'DeviceGray'}/Filter/FlateDecode` +
      `/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${bits}/Columns ${width}>>`,
    deflateSync(rows, { level: 6 }),
  );
  return number;
}

/** PNG's "up" filter on every row: cheap, and scans shrink by half. */
function predictUp(data: Uint8Array, stride: number, height: number): Uint8Array {
  const out = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * stride;
    const to = y * (stride + 1);
    out[to] = 2;
    for (let x = 0; x < stride; x += 1) {
      const above = y === 0 ? 0 : (data[from - stride + x] ?? 0);
      out[to + 1 + x] = (data[from + x] ?? 0) - above;
    }
  }
  return out;
}

/** Eight pixels to the byte, 1 for white. */
function packBits(data: Uint8Array, width: number, height: number): Uint8Array {
  const stride = Math.ceil(width / 8);
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 0) >= 128) {
        const at = y * stride + (x >> 3);
        out[at] = (out[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return out;
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
