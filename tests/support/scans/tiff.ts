import { deflateSync } from 'node:zlib';
import { encodeG4 } from './g4.ts';

/** One page of a TIFF: bilevel (1 = black, coded in G4) or 8-bit grey (deflated). */
export type TiffPage =
  | {
      readonly kind: 'bilevel';
      readonly bits: Uint8Array;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      readonly kind: 'grey';
      readonly grey: Uint8Array;
      readonly widthPx: number;
      readonly heightPx: number;
    };

const short = 3;
const long = 4;
const rational = 5;

/** A little-endian TIFF of one or more pages, a strip a page, as network scanners write it. */
export function tiff(pages: readonly TiffPage[], dpi = 200): Buffer {
  const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  const parts: Buffer[] = [header];
  let offset = header.length;
  pages.forEach((page, index) => {
    const strip = Buffer.from(
      page.kind === 'bilevel' ? encodeG4(page.bits, page.widthPx) : deflateSync(page.grey),
    );
    const directory = pageDirectory(page, strip.length, offset, dpi, index === pages.length - 1);
    const padding = Buffer.alloc(strip.length % 2);
    parts.push(directory, strip, padding);
    offset += directory.length + strip.length + padding.length;
  });
  return Buffer.concat(parts);
}

function pageDirectory(
  page: TiffPage,
  stripLength: number,
  offset: number,
  dpi: number,
  last: boolean,
): Buffer {
  const bilevel = page.kind === 'bilevel';
  const entryCount = 13;
  const resolutionAt = offset + 2 + entryCount * 12 + 4;
  const stripAt = resolutionAt + 8;
  const next = last ? 0 : stripAt + stripLength + (stripLength % 2);
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [254, long, 2],
    [256, long, page.widthPx],
    [257, long, page.heightPx],
    [258, short, bilevel ? 1 : 8],
    [259, short, bilevel ? 4 : 8],
    [262, short, bilevel ? 0 : 1],
    [273, long, stripAt],
    [277, short, 1],
    [278, long, page.heightPx],
    [279, long, stripLength],
    [282, rational, resolutionAt],
    [283, rational, resolutionAt],
    [296, short, 2],
  ];
  const bytes = Buffer.alloc(stripAt - offset);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, value], index) => {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  bytes.writeUInt32LE(next, 2 + entryCount * 12);
  bytes.writeUInt32LE(dpi, resolutionAt - offset);
  bytes.writeUInt32LE(1, resolutionAt - offset + 4);
  return bytes;
}
