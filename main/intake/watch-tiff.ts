type Read = (position: number, length: number) => Promise<Buffer>;

export const isTiff = (begins: string): boolean =>
  begins.startsWith('II*\0') || begins.startsWith('MM\0*');

/** More pages, or strips of a page, are looked at no further. */
const most = 20_000;

const tags = { compression: 259, offsets: [273, 324], counts: [279, 325] } as const;
const uncompressed = 1;

/**
 * Whether a TIFF is written to its end: its chain of directories (TIFF 6.0, section 2) ends inside
 * the file, and the strips or tiles of each page lie inside it and are filled.
 */
export async function isWholeTiff(read: Read, size: number): Promise<boolean> {
  const order = (await read(0, 2)).toString('latin1') === 'II' ? little : big;
  let at = order.long(await read(4, 4), 0);
  for (let n = 0; n < most && at !== 0; n += 1) {
    if (at < 8 || at + 6 > size) return false;
    const entries = order.short(await read(at, 2), 0);
    const length = entries * 12;
    if (entries === 0 || at + 2 + length + 4 > size) return false;
    const directory = await read(at + 2, length + 4);
    if (!(await hasStrips(directory.subarray(0, length), order, read, size))) return false;
    at = order.long(directory, length);
    if (at === 0) return true;
  }
  // No page at all is a file not begun; more pages than are looked at are believed.
  return at !== 0;
}

interface ByteOrder {
  readonly short: (bytes: Buffer, at: number) => number;
  readonly long: (bytes: Buffer, at: number) => number;
}
const little: ByteOrder = {
  short: (bytes, at) => bytes.readUInt16LE(at),
  long: (bytes, at) => bytes.readUInt32LE(at),
};
const big: ByteOrder = {
  short: (bytes, at) => bytes.readUInt16BE(at),
  long: (bytes, at) => bytes.readUInt32BE(at),
};

async function hasStrips(
  directory: Buffer,
  order: ByteOrder,
  read: Read,
  size: number,
): Promise<boolean> {
  const values = (wanted: readonly number[]) => valuesOf(directory, wanted, order, read, size);
  const [offsets, counts] = [await values(tags.offsets), await values(tags.counts)];
  if (offsets === null || counts === null) return false;
  const ends = offsets.map((offset, n) => offset + (counts[n] ?? 0));
  const end = Math.max(0, ...ends);
  if (offsets.length === 0) return true;
  if (end > size) return false;
  const [compression = uncompressed] = (await values([tags.compression])) ?? [];
  // Room made before it is filled is zeros; compressed pictures do not end with a row of them.
  const tail = await read(Math.max(0, end - 16), Math.min(16, end));
  return compression === uncompressed || tail.some((byte) => byte !== 0);
}

/** The whole numbers of the first of these tags; none where it is not there, null outside the file. */
async function valuesOf(
  directory: Buffer,
  wanted: readonly number[],
  order: ByteOrder,
  read: Read,
  size: number,
): Promise<number[] | null> {
  for (let at = 0; at + 12 <= directory.length; at += 12) {
    if (!wanted.includes(order.short(directory, at))) continue;
    const width = order.short(directory, at + 2) === 3 ? 2 : 4;
    const count = Math.min(most, order.long(directory, at + 4));
    const where = order.long(directory, at + 8);
    const isInline = count * width <= 4;
    if (!isInline && where + count * width > size) return null;
    const bytes = isInline ? directory.subarray(at + 8, at + 12) : await read(where, count * width);
    const value = width === 2 ? order.short : order.long;
    return Array.from({ length: count }, (_, n) => value(bytes, n * width));
  }
  return [];
}
