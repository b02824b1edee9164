import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { lookupMaybe } from './copy-objects.ts';
import type { CopiedPicture } from './copy-objects.ts';
import { readJpeg } from './jpeg.ts';
import { numberOr } from './page-boxes.ts';
import { asPng, smallerPicture } from './smaller-picture.ts';
import type { GivenPicture, ImageDpi } from './smaller-picture.ts';

type Size = { readonly widthPt: number; readonly heightPt: number };
type Given = Omit<GivenPicture, keyof Size>;

/**
 * Pictures that a page of a source paints, drawn anew with fewer dots where that gains; by the tag
 * of their reference. Grey and coloured scans and photos alone: what is black and white, masked or
 * indexed is small or delicate, and stays as it is.
 */
export async function smallerPictures(
  resources: PDFDict,
  sizes: ReadonlyMap<string, Size>,
  dpi: NonNullable<ImageDpi>,
): Promise<Map<string, CopiedPicture>> {
  const out = new Map<string, CopiedPicture>();
  const named = lookupMaybe(resources, 'XObject');
  if (!(named instanceof PDFDict)) return out;
  for (const [key, ref] of named.entries()) {
    const size = sizes.get(key.toString());
    const stream = named.lookup(key);
    if (!size || !(ref instanceof PDFRef) || !(stream instanceof PDFRawStream)) continue;
    const smaller = await smallerStream(stream, size, dpi).catch(() => null);
    if (smaller) out.set(ref.tag, smaller);
  }
  return out;
}

async function smallerStream(
  stream: PDFRawStream,
  size: Size,
  dpi: NonNullable<ImageDpi>,
): Promise<CopiedPicture | null> {
  const given = pictureOf(stream);
  if (given === null) return null;
  const smaller = await smallerPicture({ ...given, ...size }, dpi);
  if (smaller?.channels !== channelsOf(stream.dict)) return null;
  return {
    entries: `/Width ${smaller.width}/Height ${smaller.height}/BitsPerComponent 8/Filter/DCTDecode`,
    bytes: smaller.bytes,
  };
}

function pictureOf(stream: PDFRawStream): Given | null {
  const { dict } = stream;
  const has = (key: string) => lookupMaybe(dict, key) !== undefined;
  if (['Decode', 'Mask', 'SMask', 'ImageMask', 'F'].some(has)) return null;
  if (numberOr(lookupMaybe(dict, 'BitsPerComponent'), 0) !== 8) return null;
  const channels = channelsOf(dict);
  const width = numberOr(lookupMaybe(dict, 'Width'), 0);
  const height = numberOr(lookupMaybe(dict, 'Height'), 0);
  if (channels === null || width < 1 || height < 1) return null;
  const bytes = stream.getContents();
  const picture = { bytes, raw: null, width, height, packedBytes: bytes.length };
  const parms = single(lookupMaybe(dict, 'DecodeParms'));
  switch (single(lookupMaybe(dict, 'Filter'))?.toString()) {
    case '/DCTDecode':
      return parms === undefined && readJpeg(bytes)?.components === channels ? picture : null;
    case '/FlateDecode':
      if (parms === undefined) return { ...picture, ...pixelsOf(bytes, width, height, channels) };
      if (!(parms instanceof PDFDict) || !isPredicted(parms, width, channels)) return null;
      return { ...picture, bytes: asPng(bytes, width, height, channels) };
    default:
      return null;
  }
}

function single(object: PDFObject | undefined): PDFObject | undefined {
  return object instanceof PDFArray && object.size() === 1 ? object.lookup(0) : object;
}

function isPredicted(parms: PDFDict, width: number, channels: number): boolean {
  const at = (key: string, otherwise: number) => numberOr(lookupMaybe(parms, key), otherwise);
  return (
    at('Predictor', 1) >= 10 &&
    at('Columns', 1) === width &&
    at('Colors', 1) === channels &&
    at('BitsPerComponent', 8) === 8
  );
}

function pixelsOf(packed: Uint8Array, width: number, height: number, channels: 1 | 3) {
  const length = width * height * channels;
  const pixels = inflateSync(packed, { maxOutputLength: length + 4096 });
  if (pixels.length < length) throw new Error('a picture that ends early');
  return { bytes: pixels.subarray(0, length), raw: { channels } };
}

/** Components of a picture whose colours are plain red, green and blue, or greys. */
function channelsOf(dict: PDFDict): 1 | 3 | null {
  const space = lookupMaybe(dict, 'ColorSpace');
  if (space === PDFName.of('DeviceRGB')) return 3;
  if (space === PDFName.of('DeviceGray')) return 1;
  if (!(space instanceof PDFArray) || space.lookup(0) !== PDFName.of('ICCBased')) return null;
  const profile = space.lookup(1);
  const count = profile instanceof PDFStream ? numberOr(lookupMaybe(profile.dict, 'N'), 0) : 0;
  return count === 3 || count === 1 ? count : null;
}
