import { deflateSync } from 'node:zlib';

/** Where each object of a file stands, by number from 1: few bytes an object, whatever it holds. */
export class Places {
  /** An offset, or the number of the object stream that holds it. */
  readonly #at: number[] = [];
  readonly #index: number[] = [];

  get count(): number {
    return this.#at.length;
  }

  reserve(): number {
    this.#index.push(unwritten);
    return this.#at.push(0);
  }

  standsAt(number: number, offset: number): void {
    this.#at[number - 1] = offset;
    this.#index[number - 1] = byItself;
  }

  standsWithin(number: number, stream: number, index: number): void {
    this.#at[number - 1] = stream;
    this.#index[number - 1] = index;
  }

  /** Type, and the two fields that go with it (ISO 32000-1, table 18). */
  entry(number: number): readonly [type: 0 | 1 | 2, field: number, index: number] {
    const index = this.#index[number - 1] ?? unwritten;
    const at = this.#at[number - 1] ?? 0;
    if (index === unwritten) return [0, 0, 0xffff];
    return index === byItself ? [1, at, 0] : [2, at, index];
  }
}

const unwritten = -2;
const byItself = -1;

/** pdf.js reads offsets of cross-reference streams as 32 bits with a sign. */
const largestInStream = 2 ** 31 - 1;
/** A cross-reference table has ten digits for an offset. */
const largestInTable = 9_999_999_999;

/**
 * The end of a file, from offset `start` on: its cross-reference stream. Between 2 GiB and the
 * ten digits of a table, a table for what stands by itself, and the stream for what stands within
 * object streams (ISO 32000-1, 7.5.8.4): more readers find their way there. `remark` is a comment
 * just before the last lines.
 */
export function crossReference(
  places: Places,
  start: number,
  trailer: string,
  remark?: string,
): Uint8Array {
  const number = places.reserve();
  places.standsAt(number, start);
  const size = places.count + 1;
  const entries = `${trailer}/Size ${size}`;
  if (start <= largestInStream || start > largestInTable) {
    const stream = referenceStream(places, number, entries, rowsOf(places, start, false));
    return Buffer.concat([stream, ending(start, remark)]);
  }
  const stream = referenceStream(places, number, entries, rowsOf(places, 0xffff_ffff, true));
  const table = `xref\n${tableSections(places)}trailer\n<<${entries}/XRefStm ${start}>>\n`;
  return Buffer.concat([
    stream,
    Buffer.from(table, 'latin1'),
    ending(start + stream.length, remark),
  ]);
}

function ending(start: number, remark: string | undefined): Uint8Array {
  const said = remark === undefined ? '' : `%${remark}\n`;
  return Buffer.from(`${said}startxref\n${start}\n%%EOF\n`, 'latin1');
}

interface Rows {
  readonly widths: readonly number[];
  readonly bytes: Uint8Array;
}

/** One row an object, 0 for the head of the free list; `withinOnly`: others are left to the table. */
function rowsOf(places: Places, largest: number, withinOnly: boolean): Rows {
  let width = 1;
  while (256 ** width <= largest) width += 1;
  const rowLength = 1 + width + 2;
  const bytes = new Uint8Array(rowLength * (places.count + 1));
  const view = Buffer.from(bytes.buffer);
  for (let number = 0; number <= places.count; number += 1) {
    const [type, field, index] = number === 0 ? ([0, 0, 0xffff] as const) : places.entry(number);
    const row = number * rowLength;
    if (withinOnly && type === 1) {
      view.writeUInt16BE(0xffff, row + 1 + width);
      continue;
    }
    view[row] = type;
    for (let at = width, rest = field; at > 0; at -= 1, rest = Math.floor(rest / 256)) {
      view[row + at] = rest % 256;
    }
    view.writeUInt16BE(index, row + 1 + width);
  }
  return { widths: [1, width, 2], bytes };
}

function referenceStream(
  places: Places,
  number: number,
  entries: string,
  { widths, bytes }: Rows,
): Uint8Array {
  const columns = widths.reduce((sum, width) => sum + width, 0);
  const packed = deflateSync(upRows(bytes, columns), { level: 6 });
  const head =
    `${number} 0 obj\n<</Type/XRef/W[${widths.join(' ')}]/Index[0 ${places.count + 1}]` +
    `/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${columns}>>` +
    `/Length ${packed.length}${entries}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\n')]);
}

/** PNG's "up" filter: rows of a table differ little from those above. */
function upRows(bytes: Uint8Array, columns: number): Uint8Array {
  const rows = bytes.length / columns;
  const out = new Uint8Array(bytes.length + rows);
  for (let row = 0; row < rows; row += 1) {
    const to = row * (columns + 1);
    out[to] = 2;
    for (let column = 0; column < columns; column += 1) {
      const from = row * columns + column;
      const above = row === 0 ? 0 : (bytes[from - columns] ?? 0);
      out[to + 1 + column] = (bytes[from] ?? 0) - above;
    }
  }
  return out;
}

/** Runs of what stands by itself. What is packed is left out: called free, it would be missing to most readers. */
function tableSections(places: Places): string {
  const sections: string[] = [`0 1\n0000000000 65535 f \n`];
  let rows: string[] = [];
  for (let number = 1; number <= places.count + 1; number += 1) {
    const [type, offset] = number > places.count ? ([0, 0] as const) : places.entry(number);
    if (type === 1) rows.push(`${String(offset).padStart(10, '0')} 00000 n \n`);
    else if (rows.length > 0) {
      sections.push(`${number - rows.length} ${rows.length}\n${rows.join('')}`);
      rows = [];
    }
  }
  return sections.join('');
}
