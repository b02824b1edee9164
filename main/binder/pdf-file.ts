import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';

export type Piece = string | Uint8Array;

const flushAt = 1 << 20;

/** The volume itself could not be written, whatever source was at hand. */
export class TargetError extends Error {
  constructor(cause: unknown) {
    super('the volume cannot be written', { cause });
  }
}

/**
 * A PDF written front to back, object by object: numbers are given out first and filled in any
 * order, so nothing but the table of offsets stays in memory.
 */
export class PdfFile {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #offsets: number[] = [];
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #written = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Creates the file, which must not exist. */
  static async create(path: string): Promise<PdfFile> {
    const file = new PdfFile(await open(path, 'wx'));
    file.#push('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
    return file;
  }

  get bytes(): number {
    return this.#written;
  }

  /** A new object's number. */
  reserve(): number {
    this.#offsets.push(-1);
    return this.#offsets.length;
  }

  async object(number: number, ...body: readonly Piece[]): Promise<void> {
    this.#offsets[number - 1] = this.#written;
    this.#push(`${number} 0 obj\n`);
    for (const piece of body) this.#push(piece);
    this.#push('\nendobj\n');
    if (this.#pendingBytes >= flushAt) await this.#flush();
  }

  /** Writes a new object; gives its number. */
  async add(...body: readonly Piece[]): Promise<number> {
    const number = this.reserve();
    await this.object(number, ...body);
    return number;
  }

  /** A stream whose bytes are already encoded as `entries` say (without `/Length`). */
  stream(number: number, entries: string, bytes: Uint8Array): Promise<void> {
    const head = `<<${entries}/Length ${bytes.length}>>\nstream\n`;
    return this.object(number, head, bytes, '\nendstream');
  }

  /** A new stream, deflated here with fixed settings. */
  async addDeflated(entries: string, bytes: Uint8Array | string): Promise<number> {
    const number = this.reserve();
    const raw = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    await this.stream(number, `${entries}/Filter/FlateDecode`, deflateSync(raw, { level: 6 }));
    return number;
  }

  /** Writes the cross-reference table and trailer, flushes to disk and closes. */
  async finish(trailer: string): Promise<{ bytes: number; sha256: string }> {
    const start = this.#written;
    const rows = this.#offsets.map((offset) =>
      offset < 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
    );
    this.#push(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n`);
    for (let at = 0; at < rows.length; at += 4096) this.#push(rows.slice(at, at + 4096).join(''));
    this.#push(`trailer\n<<${trailer}/Size ${rows.length + 1}>>\nstartxref\n${start}\n%%EOF\n`);
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

  #push(piece: Piece): void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#written += bytes.length;
  }

  async #flush(): Promise<void> {
    const chunk = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    if (!chunk || chunk.length === 0) return;
    this.#hash.update(chunk);
    try {
      let done = 0;
      while (done < chunk.length) {
        const { bytesWritten } = await this.#handle.write(chunk, done);
        done += bytesWritten;
      }
    } catch (error) {
      throw new TargetError(error);
    }
  }
}
