import { plausible } from './jpeg.ts';

/** One page of a TIFF, as far as it is needed to pass fax-coded pages through. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly dpi: { readonly x: number; readonly y: number } | null;
  /** Group 4 data in a single strip, ready for a PDF; null for pages of any other make. */
  readonly group4: { readonly data: Uint8Array; readonly blackIs1: boolean } | null;
  readonly bilevel: boolean;
}

const most = 20_000;

/** Reads the directories of a classic TIFF; null where it is none, or broken. */
export function readTiff(bytes: Uint8Array): TiffPage[] | null {
  try {
    return directories(bytes).map((entries) => pageOf(bytes, entries));
  } catch {
    return null;
  }
}

type Entries = ReadonlyMap<number, readonly number[]>;

function directories(bytes: Uint8Array): Entries[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) throw new Error('not a TIFF');
  if (view.getUint16(2, little) !== 42) throw new Error('not a classic TIFF');
  const out: Entries[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, little); at !== 0;) {
    if (seen.has(at) || out.length >= most) throw new Error('directories in a ring');
    seen.add(at);
    const count = view.getUint16(at, little);
    const entries = new Map<number, number[]>();
    for (let index = 0; index < count; index += 1) {
      readEntry(view, at + 2 + index * 12, little, entries);
    }
    out.push(entries);
    at = view.getUint32(at + 2 + count * 12, little);
  }
  return out;
}

const sizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8 };

function readEntry(
  view: DataView,
  at: number,
  little: boolean,
  entries: Map<number, number[]>,
): void {
  const type = view.getUint16(at + 2, little);
  const count = view.getUint32(at + 4, little);
  const size = sizes[type];
  if (!size || count > 1_000_000) return;
  const start = size * count <= 4 ? at + 8 : view.getUint32(at + 8, little);
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = start + index * size;
    if (type === 1) values.push(view.getUint8(from));
    else if (type === 3) values.push(view.getUint16(from, little));
    else if (type === 4) values.push(view.getUint32(from, little));
    else {
      const below = view.getUint32(from + 4, little);
      values.push(view.getUint32(from, little) / Math.max(1, below));
    }
  }
  entries.set(view.getUint16(at, little), values);
}

const tag = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripBytes: 279,
  xResolution: 282,
  yResolution: 283,
  group4Options: 293,
  resolutionUnit: 296,
  tileWidth: 322,
} as const;

function pageOf(bytes: Uint8Array, entries: Entries): TiffPage {
  const first = (key: number, otherwise: number) => entries.get(key)?.[0] ?? otherwise;
  const perUnit = first(tag.resolutionUnit, 2) === 3 ? 2.54 : 1;
  const orientation = first(tag.orientation, 1);
  const bilevel = first(tag.bits, 1) === 1 && first(tag.samples, 1) === 1;
  return {
    width: first(tag.width, 0),
    height: first(tag.height, 0),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    dpi: plausible(first(tag.xResolution, 0) * perUnit, first(tag.yResolution, 0) * perUnit),
    bilevel,
    group4: bilevel ? group4Of(bytes, entries) : null,
  };
}

function group4Of(bytes: Uint8Array, entries: Entries): TiffPage['group4'] {
  const first = (key: number, otherwise: number) => entries.get(key)?.[0] ?? otherwise;
  const offsets = entries.get(tag.stripOffsets) ?? [];
  const lengths = entries.get(tag.stripBytes) ?? [];
  const photometric = first(tag.photometric, 0);
  const [offset] = offsets;
  const [length] = lengths;
  const plain =
    first(tag.compression, 1) === 4 &&
    entries.get(tag.tileWidth) === undefined &&
    (first(tag.group4Options, 0) & 2) === 0 &&
    offsets.length === 1 &&
    photometric <= 1;
  if (!plain || offset === undefined || length === undefined) return null;
  if (offset + length > bytes.length) return null;
  const strip = bytes.subarray(offset, offset + length);
  const data = first(tag.fillOrder, 1) === 2 ? strip.map(reversed) : strip;
  // Coded white is 0 where the file says white is zero: the PDF default paints 0 runs white.
  return { data, blackIs1: photometric === 1 };
}

function reversed(byte: number): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit += 1) out |= ((byte >> bit) & 1) << (7 - bit);
  return out;
}
