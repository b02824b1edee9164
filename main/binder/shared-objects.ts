import { createHash } from 'node:crypto';

/** So many are remembered; the ones longest there are forgotten first, and written again. */
const mostRemembered = 50_000;
const sampledBytes = 2048;

interface KnownStream {
  readonly number: number;
  readonly length: number;
  /** Until the bytes are written. */
  bytes: Uint8Array | null;
  offset: number;
}

/**
 * Objects of a file that are written already, by what they say, so that a font, a seal or a photo
 * that many sources bring is written once. Streams are found by their ends and compared byte by
 * byte with what stands in the file: nothing has to be hashed whole or kept.
 */
export class SharedObjects {
  readonly #readBack: (offset: number, length: number) => Uint8Array | null;
  readonly #objects = new Map<string, number>();
  readonly #streams = new Map<string, KnownStream>();

  constructor(readBack: (offset: number, length: number) => Uint8Array | null) {
    this.#readBack = readBack;
  }

  findObject(body: string): number | null {
    return this.#objects.get(keyOf(body)) ?? null;
  }

  noteObject(number: number, body: string): void {
    remember(this.#objects, keyOf(body), number);
  }

  findStream(entries: string, bytes: Uint8Array): number | null {
    const known = this.#streams.get(streamKey(entries, bytes));
    if (known === undefined || known.length !== bytes.length) return null;
    const written = known.bytes ?? this.#readBack(known.offset, known.length);
    return written !== null && Buffer.compare(written, bytes) === 0 ? known.number : null;
  }

  /** Call what it gives with the offset of the bytes once they are written. */
  noteStream(number: number, entries: string, bytes: Uint8Array): (offset: number) => void {
    const known: KnownStream = { number, length: bytes.length, bytes, offset: 0 };
    remember(this.#streams, streamKey(entries, bytes), known);
    return (offset) => {
      known.offset = offset;
      known.bytes = null;
    };
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  const [oldest] = map.size >= mostRemembered ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

function keyOf(body: string): string {
  return body.length <= 40 ? body : createHash('sha1').update(body).digest('base64');
}

function streamKey(entries: string, bytes: Uint8Array): string {
  return createHash('sha1')
    .update(`${entries}\n${bytes.length}\n`)
    .update(bytes.subarray(0, sampledBytes))
    .update(bytes.subarray(-sampledBytes))
    .digest('base64');
}
