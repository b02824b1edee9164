import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { crossReference, Places } from './cross-reference.ts';
import { SharedObjects } from './shared-objects.ts';

type Piece = string | Uint8Array;

const flushAt = 1 << 20;
/** Systems write less than 2 GiB at a time. */
const longestWrite = 1 << 30;
/** An object stream is closed at so many objects, or characters of them. */
const mostPacked = 200;
const longestPacked = 1 << 18;

/** The volume itself could not be written, whatever source was at hand. */
export class TargetError extends Error {
  constructor(cause: unknown) {
    super('the volume cannot be written', { cause });
  }
}

/**
 * A PDF written front to back, object by object: numbers are given out first and filled in any
 * order, so nothing but the table of places stays in memory. Small objects go into object streams.
 */
export class PdfFile {
  readonly #handle: FileHandle;
  readonly #largest: number;
  readonly #hash = createHash('sha256');
  readonly #places = new Places();
  #packed: { readonly number: number; readonly body: string }[] = [];
  #packedLength = 0;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #written = 0;
  /** What is written already and may be referred to again, by whichever source. */
  readonly shared = new SharedObjects((offset, length) => this.#readBack(offset, length));

  private constructor(handle: FileHandle, largest: number) {
    this.#handle = handle;
    this.#largest = largest;
  }

  /** Creates the file, which must not exist and may take `largest` bytes (then TargetError, EFBIG). */
  static async create(path: string, largest = Number.POSITIVE_INFINITY): Promise<PdfFile> {
    const file = new PdfFile(await open(path, 'wx+'), largest);
    file.#push('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
    return file;
  }

  get bytes(): number {
    return this.#written;
  }

  /** A new object's number. */
  reserve(): number {
    return this.#places.reserve();
  }

  /** Any object but a stream. */
  async object(number: number, body: string): Promise<void> {
    this.#packed.push({ number, body });
    this.#packedLength += body.length;
    if (this.#packed.length >= mostPacked || this.#packedLength >= longestPacked) {
      await this.#closePacked();
    }
  }

  /** Writes a new object; gives its number. */
  async add(body: string): Promise<number> {
    const number = this.reserve();
    await this.object(number, body);
    return number;
  }

  /** A stream whose bytes are already encoded as `entries` say (without `/Length`). Gives where its bytes start. */
  async stream(number: number, entries: string, bytes: Uint8Array): Promise<number> {
    this.#places.standsAt(number, this.#written);
    this.#push(`${number} 0 obj\n<<${entries}/Length ${bytes.length}>>\nstream\n`);
    const offset = this.#written;
    this.#push(bytes);
    this.#push('\nendstream\nendobj\n');
    if (this.#pendingBytes >= flushAt) await this.#flush();
    return offset;
  }

  /** A stream that is written once however often it is given; its number. */
  async addShared(entries: string, bytes: Uint8Array): Promise<number> {
    const known = this.shared.findStream(entries, bytes);
    if (known !== null) return known;
    const number = this.reserve();
    const noted = this.shared.noteStream(number, entries, bytes);
    noted(await this.stream(number, entries, bytes));
    return number;
  }

  /** A new stream, deflated here with fixed settings. */
  async addDeflated(entries: string, bytes: Uint8Array | string): Promise<number> {
    const number = this.reserve();
    const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    await this.stream(number, `${entries}/Filter/FlateDecode`, deflateSync(raw, { level: 6 }));
    return number;
  }

  /** Writes cross-reference and trailer, flushes to disk and closes. A remark is the file's last line but three. */
  async finish(trailer: string, remark?: string): Promise<{ bytes: number; sha256: string }> {
    await this.#closePacked();
    this.#push(crossReference(this.#places, this.#written, trailer, remark));
    await this.#flush();
    await this.#handle.sync();
    await this.#handle.close();
    return { bytes: this.#written, sha256: this.#hash.digest('hex') };
  }

  /** Closes without finishing; the caller removes what was written. */
  async abandon(): Promise<void> {
    this.#pending = [];
    await this.#handle.close().catch(() => undefined);
  }

  async #closePacked(): Promise<void> {
    const packed = this.#packed;
    if (packed.length === 0) return;
    this.#packed = [];
    this.#packedLength = 0;
    const number = this.reserve();
    let heads = '';
    let bodies = '';
    packed.forEach((each, index) => {
      this.#places.standsWithin(each.number, number, index);
      heads += `${each.number} ${bodies.length} `;
      bodies += `${each.body}\n`;
    });
    const entries = `/Type/ObjStm/N ${packed.length}/First ${heads.length}/Filter/FlateDecode`;
    const bytes = deflateSync(Buffer.from(heads + bodies, 'latin1'), { level: 6 });
    await this.stream(number, entries, bytes);
  }

  #push(piece: Piece): void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#written += bytes.length;
  }

  /** Bytes written before, from the disk or on their way there; null: the disk does not give them. */
  #readBack(offset: number, length: number): Uint8Array | null {
    const left = this.#written - this.#pendingBytes;
    if (offset >= left) return this.#pendingAt(offset - left);
    const bytes = new Uint8Array(length);
    const read = readSync(this.#handle.fd, bytes, 0, length, offset);
    return read === length ? bytes : null;
  }

  /** A stream's bytes are one piece, and leave as a whole. */
  #pendingAt(offset: number): Uint8Array | null {
    let at = 0;
    for (const piece of this.#pending) {
      if (at === offset) return piece;
      at += piece.length;
    }
    return null;
  }

  async #flush(): Promise<void> {
    const chunk = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    if (!chunk || chunk.length === 0) return;
    this.#hash.update(chunk);
    try {
      if (this.#written > this.#largest) throw tooLarge();
      let done = 0;
      while (done < chunk.length) {
        const { bytesWritten } = await this.#handle.write(
          chunk,
          done,
          Math.min(chunk.length - done, longestWrite),
        );
        done += bytesWritten;
      }
    } catch (error) {
      throw new TargetError(error);
    }
  }
}

function tooLarge(): Error {
  return Object.assign(new Error('the file would be too large'), { code: 'EFBIG' });
}
