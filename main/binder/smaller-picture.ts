import { crc32 } from 'node:zlib';
import type { Sharp } from 'sharp';

/** Dots to the inch that pictures of a smaller volume keep; null: they are bound as they are. */
export type ImageDpi = 200 | 150 | null;

/** Small print stays sharp and seals keep their red; below it scans show blocks around strokes. */
const quality = 80;
/** Where less than this is gained, in dots or in bytes, a picture is left as it is. */
const worthIt = 0.85;

export interface SmallerPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** A JPEG. */
  readonly bytes: Uint8Array;
}

/** A picture in colours or greys: a file as sharp opens it, or pixels of 8 bits, rows top down. */
export interface GivenPicture {
  readonly bytes: Uint8Array;
  readonly raw: { readonly channels: 1 | 3 } | null;
  readonly width: number;
  readonly height: number;
  /** Size on paper, along the picture's own width and height. */
  readonly widthPt: number;
  readonly heightPt: number;
  /** What it takes in the volume now. */
  readonly packedBytes: number;
}

/** Draws a picture anew with fewer dots; null where that would gain little, or it has other than 1 or 3 channels. */
export async function smallerPicture(
  given: GivenPicture,
  dpi: NonNullable<ImageDpi>,
): Promise<SmallerPicture | null> {
  const { width, height } = given;
  const share = Math.max((given.widthPt * dpi) / 72 / width, (given.heightPt * dpi) / 72 / height);
  if (!(share < worthIt)) return null;
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: 200_000_000, failOn: 'error' } as const;
  const opened: Sharp = given.raw
    ? sharp(given.bytes, { ...options, raw: { width, height, channels: given.raw.channels } })
    : sharp(withoutProfile(given.bytes), options);
  const found = await opened.metadata();
  if (found.width !== width || found.height !== height) return null;
  if (found.channels !== 1 && found.channels !== 3) return null;
  const { data, info } = await opened
    .resize(Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share)), {
      fit: 'fill',
      kernel: 'lanczos3',
    })
    .toColourspace(found.channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true });
  if (data.length >= given.packedBytes * worthIt) return null;
  return { width: info.width, height: info.height, channels: found.channels, bytes: data };
}

/** A JPEG without its colour profile: PDF does not apply it, so nobody must. */
function withoutProfile(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at] === 0xff && at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const length = 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (marker !== 0xe2) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

/** Deflated rows with PNG's predictors, as a PNG file: what PDF keeps of one (ISO 32000-1, 7.4.4.4). */
export function asPng(
  rows: Uint8Array,
  width: number,
  height: number,
  channels: 1 | 3,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = channels === 3 ? 2 : 0;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
