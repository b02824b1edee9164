import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { corrupted, truncated } from '../scans/broken.ts';
import { bmp } from '../scans/images.ts';
import { tiff } from '../scans/tiff.ts';
import type { AwkwardFile } from './awkward-file.ts';
import { plainSheets } from './sheet.ts';

/** Three differing corners on white. */
export function corners(width = 413, height = 585): Canvas {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const block = (color: string, x: number, y: number, w: number, h: number) => {
    pen.fillStyle = color;
    pen.fillRect(x * width, y * height, Math.max(1, w * width), Math.max(1, h * height));
  };
  block('#ffffff', 0, 0, 1, 1);
  block('#b01020', 0.05, 0.05, 0.3, 0.1);
  block('#104080', 0.7, 0.1, 0.2, 0.2);
  block('#202020', 0.1, 0.8, 0.5, 0.1);
  return canvas;
}

function pixels(canvas: Canvas): Sharp {
  const { width, height } = canvas;
  return sharp(canvas.data(), { raw: { width, height, channels: 4 } }).removeAlpha();
}

/** Corners with holes through which the paper shows. */
function pierced(): Sharp {
  const canvas = corners();
  canvas.getContext('2d').clearRect(40, 300, 200, 100);
  return sharp(canvas.data(), { raw: { width: 413, height: 585, channels: 4 } });
}

/** Frames or pages, one below the other, as sharp takes them. */
function several(canvases: readonly Canvas[]): Sharp {
  const [{ width, height } = { width: 1, height: 1 }] = canvases;
  const data = Buffer.concat(canvases.map((canvas) => canvas.data()));
  const raw = { width, height: height * canvases.length, channels: 4, pageHeight: height } as const;
  return sharp(data, { raw }).removeAlpha();
}

/** A black-and-white Windows bitmap of one bit a pixel. */
function oneBitBmp(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const data = canvas.data();
  const rowLength = Math.ceil(width / 32) * 4;
  const bytes = Buffer.alloc(62 + rowLength * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(62, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(1, 28);
  bytes.writeUInt32LE(rowLength * height, 34);
  bytes.writeUInt32LE(0xffffff, 58);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[(y * width + x) * 4 + 1] ?? 0) < 128) continue;
      const at = 62 + (height - 1 - y) * rowLength + (x >> 3);
      bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bytes;
}

function blackOnly(canvas: Canvas): Canvas {
  const pen = canvas.getContext('2d');
  const image = pen.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < image.data.length; at += 4) {
    const value = (image.data[at + 1] ?? 0) < 128 ? 0 : 255;
    image.data.set([value, value, value], at);
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

function bilevel(canvas: Canvas) {
  const data = canvas.data();
  const bits = new Uint8Array(canvas.width * canvas.height).map((_, at) =>
    (data[at * 4 + 1] ?? 0) < 128 ? 1 : 0,
  );
  return { kind: 'bilevel', bits, widthPx: canvas.width, heightPx: canvas.height } as const;
}

async function pngs(): Promise<AwkwardFile[]> {
  const like = [corners()];
  const picture = pixels(corners());
  const bound = (what: string, bytes: Uint8Array, canvases = like): AwkwardFile => ({
    name: `${what}.png`,
    bytes,
    pages: 1,
    becomes: 'bound',
    like: canvases,
  });
  return [
    bound('sixteen bits', await picture.clone().toColourspace('rgb16').png().toBuffer()),
    bound('interlaced', await picture.clone().png({ progressive: true }).toBuffer()),
    bound('of a palette', await picture.clone().png({ palette: true, colours: 8 }).toBuffer()),
    bound(
      'grey of one bit',
      await pixels(blackOnly(corners()))
        .greyscale()
        .toColourspace('b-w')
        .png({ palette: true, colours: 2 })
        .toBuffer(),
      [blackOnly(corners())],
    ),
    {
      name: 'palette with holes.png',
      bytes: await pierced().png({ palette: true, colours: 16 }).toBuffer(),
      pages: 1,
      becomes: 'bound',
    },
    {
      name: 'with holes.png',
      bytes: await pierced().png().toBuffer(),
      pages: 1,
      becomes: 'bound',
    },
    bound('one pixel', await pixels(corners(1, 1)).png().toBuffer(), [corners(1, 1)]),
    bound('very wide', await pixels(corners(20_000, 90)).png().toBuffer(), [corners(20_000, 90)]),
  ];
}

async function jpegs(): Promise<AwkwardFile[]> {
  const like = [corners()];
  const picture = pixels(corners());
  const photo = await picture.clone().jpeg({ quality: 90 }).toBuffer();
  const bound = (
    what: string,
    bytes: Uint8Array,
    more: Partial<AwkwardFile> = {},
  ): AwkwardFile => ({
    name: `${what}.jpg`,
    bytes,
    pages: 1,
    becomes: 'bound',
    like,
    ...more,
  });
  const turned = await Promise.all(
    [2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
      const bytes = await sharp(photo).withMetadata({ orientation }).jpeg().toBuffer();
      const { name, pages, becomes } = bound(`held as ${orientation}`, bytes);
      return { name, bytes, pages, becomes };
    }),
  );
  return [
    bound('progressive', await picture.clone().jpeg({ progressive: true }).toBuffer()),
    bound('in four inks', await picture.clone().toColourspace('cmyk').jpeg().toBuffer(), {
      tolerance: 3,
    }),
    bound('grey', await pixels(blackOnly(corners())).greyscale().jpeg().toBuffer(), {
      like: [blackOnly(corners())],
    }),
    bound('with more behind it', Buffer.concat([photo, Buffer.alloc(5000, 7)])),
    ...turned,
    { name: 'broken off.jpg', bytes: truncated(photo, 0.8), pages: 1, becomes: 'drawn' },
    { name: 'noise.jpg', bytes: corrupted(photo, 'noise', 20), pages: 1, becomes: 'unreadable' },
    { name: 'empty.jpg', bytes: new Uint8Array(0), pages: 1, becomes: 'unreadable' },
    bound('really a PNG', await picture.clone().png().toBuffer()),
    { name: 'really a PDF.jpg', bytes: plainSheets('pdf'), pages: 1, becomes: 'unreadable' },
  ];
}

async function others(): Promise<AwkwardFile[]> {
  const two = [corners(), blackOnly(corners())];
  const pages = async (compression: 'lzw' | 'jpeg' | 'deflate' | 'none') =>
    several(two).tiff({ compression, quality: 90 }).toBuffer();
  const black = blackOnly(corners());
  const bound = (name: string, bytes: Uint8Array, like: readonly Canvas[]): AwkwardFile => ({
    name,
    bytes,
    pages: like.length,
    becomes: 'bound',
    like,
  });
  return [
    bound('pages in G4.tif', tiff([bilevel(black), bilevel(black)], 50), [black, black]),
    bound('pages in LZW.tif', await pages('lzw'), two),
    bound('pages in JPEG.tif', await pages('jpeg'), two),
    bound('pages as they are.tif', await pages('none'), two),
    bound(
      'tiles.tif',
      await pixels(corners()).tiff({ tile: true, compression: 'deflate' }).toBuffer(),
      [corners()],
    ),
    bound('big.tif', await pixels(corners()).tiff({ bigtiff: true }).toBuffer(), [corners()]),
    bound('one bit.bmp', oneBitBmp(black), [black]),
    bound('plain.bmp', bmp(corners()), [corners()]),
    bound(
      'moving.gif',
      await several(two)
        .gif({ delay: [200, 200] })
        .toBuffer(),
      [corners()],
    ),
    bound(
      'moving.webp',
      await several(two)
        .webp({ lossless: true, delay: [200, 200] })
        .toBuffer(),
      [corners()],
    ),
    { name: 'empty.tif', bytes: new Uint8Array(0), pages: 1, becomes: 'unreadable' },
  ];
}

/** Pictures of every make, each of three corners. */
export async function picturedFiles(): Promise<AwkwardFile[]> {
  return [...(await pngs()), ...(await jpegs()), ...(await others())];
}
