/**
 * A TrueType font of one glyph without ink, a thousand units to the em: what text that is found and
 * copied but not seen is set in. Widths are the PDF's to say; the tables are the six a PDF needs of an
 * embedded font (ISO 32000-1, 9.9).
 */
export function glyphlessFont(): Uint8Array {
  const tables: readonly (readonly [tag: string, bytes: Buffer])[] = [
    ['glyf', glyf()],
    ['head', head()],
    ['hhea', hhea()],
    ['hmtx', words(1000, 0)],
    // In units of two bytes.
    ['loca', words(0, glyf().length / 2)],
    ['maxp', words(0x0001, 0x0000, 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
  ];
  const directory = 12 + 16 * tables.length;
  const offsets: number[] = [];
  let at = directory;
  for (const [, bytes] of tables) {
    offsets.push(at);
    at += padded(bytes).length;
  }
  const font = Buffer.concat([
    words(0x0001, 0x0000, tables.length, 64, 2, 16 * tables.length - 64),
    ...tables.map(([tag, bytes], index) =>
      Buffer.concat([
        Buffer.from(tag, 'latin1'),
        long(checksum(bytes)),
        long(offsets[index] ?? 0),
        long(bytes.length),
      ]),
    ),
    ...tables.map(([, bytes]) => padded(bytes)),
  ]);
  const adjustment = (0xb1b0afba - checksum(font)) >>> 0;
  font.writeUInt32BE(adjustment, (offsets[1] ?? 0) + 8);
  return font;
}

/** How far above and below the baseline the font reaches, in thousandths of the em. */
export const ascent = 850;
export const descent = -150;

/**
 * A line from one corner of the em to the other and back: it encloses nothing, but readers take its
 * box for the character's. PDFium leaves text out whose box has no height.
 */
function glyf(): Buffer {
  return Buffer.concat([
    // Contours, the box, the contour's last point, no instructions.
    words(1, 0, descent, 1000, ascent, 1, 0),
    // Two points on the curve: their flags, then x and y, each from the one before.
    Buffer.from([1, 1]),
    words(0, 1000, descent, ascent - descent),
  ]);
}

function head(): Buffer {
  return Buffer.concat([
    words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000),
    // Made and changed: no time, so that every machine makes the same bytes.
    Buffer.alloc(16),
    words(0, descent, 1000, ascent, 0, 8, 2, 0, 0),
  ]);
}

function hhea(): Buffer {
  return words(1, 0, ascent, descent, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 1);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, index * 2));
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function checksum(bytes: Buffer): number {
  const whole = padded(bytes);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}
