import { deflateSync } from 'node:zlib';

/** Pieces of a file put down one after the other, for cross-references no writer would make. */
export class Pieces {
  readonly #parts: Buffer[] = [];
  readonly #offsets = new Map<number, number>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  put(piece: string | Uint8Array): void {
    const part = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece);
    this.#parts.push(part);
    this.#length += part.length;
  }

  object(number: number, body: string): void {
    this.#offsets.set(number, this.#length);
    this.put(`${number} 0 obj\n${body}\nendobj\n`);
  }

  stream(number: number, entries: string, bytes: string | Uint8Array): void {
    this.#offsets.set(number, this.#length);
    const plain = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    this.put(`${number} 0 obj\n<< ${entries} /Length ${plain.length} >>\nstream\n`);
    this.put(plain);
    this.put('\nendstream\nendobj\n');
  }

  offset(number: number): number {
    return this.#offsets.get(number) ?? 0;
  }

  /** A cross-reference table and trailer; where it starts. Numbers left out are free. */
  table(
    first: number,
    count: number,
    trailer: string,
    free: ReadonlySet<number> = new Set(),
  ): number {
    const at = this.#length;
    const rows = Array.from({ length: count }, (_, index) => {
      const number = first + index;
      if (number === 0 || free.has(number)) return '0000000000 65535 f \n';
      return `${String(this.offset(number)).padStart(10, '0')} 00000 n \n`;
    });
    this.put(`xref\n${first} ${count}\n${rows.join('')}trailer\n<< ${trailer} >>\n`);
    return at;
  }

  end(start: number): void {
    this.put(`startxref\n${start}\n%%EOF\n`);
  }

  /** Objects packed into a stream (ISO 32000-1, 7.5.7). */
  packed(number: number, bodies: readonly (readonly [number, string])[]): void {
    let [heads, texts] = ['', ''];
    for (const [each, body] of bodies) {
      heads += `${each} ${texts.length} `;
      texts += `${body}\n`;
    }
    const entries = `/Type /ObjStm /N ${bodies.length} /First ${heads.length} /Filter /FlateDecode`;
    this.stream(number, entries, deflateSync(Buffer.from(heads + texts, 'latin1')));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** Rows of a cross-reference stream, `[1 4 2]` bytes wide. */
export function referenceRows(rows: readonly (readonly [number, number, number])[]): Buffer {
  const bytes = Buffer.alloc(rows.length * 7);
  rows.forEach(([type, field, index], row) => {
    bytes.writeUInt8(type, row * 7);
    bytes.writeUInt32BE(field, row * 7 + 1);
    bytes.writeUInt16BE(index, row * 7 + 5);
  });
  return bytes;
}
