import { deflateSync } from 'node:zlib';
import type { PdfFile } from './pdf-file.ts';
import type { PlainPng } from './png.ts';

/** What every picture of a volume says of itself first. */
export const picture = '/Type/XObject/Subtype/Image';

/** Writes a PNG's rows as they are; gives the object's number. */
export async function writePng(file: PdfFile, png: PlainPng): Promise<number> {
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

/** Writes pixels without loss; gives the object's number. */
export async function writePixels(
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
export function packBits(data: Uint8Array, width: number, height: number): Uint8Array {
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
