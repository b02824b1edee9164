interface Bilevel {
  readonly bits: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * A JBIG2 (T.88) stream as PDF embeds it: a page information segment and one immediate generic
 * region, arithmetic coding, template 0 with its nominal adaptive pixels.
 */
export function encodeJbig2(image: Bilevel): Uint8Array {
  const { widthPx, heightPx } = image;
  const page = Buffer.alloc(19);
  page.writeUInt32BE(widthPx, 0);
  page.writeUInt32BE(heightPx, 4);
  const region = Buffer.alloc(18);
  region.writeUInt32BE(widthPx, 0);
  region.writeUInt32BE(heightPx, 4);
  const adaptivePixels = Buffer.from([3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe]);
  const body = [region, adaptivePixels, encodeGeneric(image)];
  return Buffer.concat([segment(0, 48, page), segment(1, 38, Buffer.concat(body))]);
}

function segment(number: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(11);
  head.writeUInt32BE(number, 0);
  head.writeUInt8(type, 4);
  head.writeUInt8(1, 6);
  head.writeUInt32BE(data.length, 7);
  return Buffer.concat([head, data]);
}

/** Table E.1: Qe, next on more probable, next on less probable, switch. */
const states =
  '5601 1 1 1|3401 2 6 0|1801 3 9 0|0ac1 4 12 0|0521 5 29 0|0221 38 33 0|5601 7 6 1|5401 8 14 0|4801 9 14 0|3801 10 14 0|3001 11 17 0|2401 12 18 0|1c01 13 20 0|1601 29 21 0|5601 15 14 1|5401 16 14 0|5101 17 15 0|4801 18 16 0|3801 19 17 0|3401 20 18 0|3001 21 19 0|2801 22 19 0|2401 23 20 0|2201 24 21 0|1c01 25 22 0|1801 26 23 0|1601 27 24 0|1401 28 25 0|1201 29 26 0|1101 30 27 0|0ac1 31 28 0|09c1 32 29 0|08a1 33 30 0|0521 34 31 0|0441 35 32 0|02a1 36 33 0|0221 37 34 0|0141 38 35 0|0111 39 36 0|0085 40 37 0|0049 41 38 0|0025 42 39 0|0015 43 40 0|0009 44 41 0|0005 45 42 0|0001 45 43 0|5601 46 46 0'
    .split('|')
    .map((row) => {
      const [qe = '', more = '', less = '', flip = ''] = row.split(' ');
      return {
        qe: Number.parseInt(qe, 16),
        more: Number(more),
        less: Number(less),
        flip: flip === '1',
      };
    });

/** The MQ coder of T.88 annex E. */
class ArithmeticEncoder {
  readonly #index: Uint8Array;
  readonly #probable: Uint8Array;
  readonly #bytes: number[] = [0];
  #a = 0x8000;
  #c = 0;
  #count = 12;

  constructor(contexts: number) {
    this.#index = new Uint8Array(contexts);
    this.#probable = new Uint8Array(contexts);
  }

  encode(context: number, bit: number): void {
    const state = states[this.#index[context] ?? 0];
    if (state === undefined) throw new RangeError('no such coder state');
    const probable = this.#probable[context] ?? 0;
    this.#a -= state.qe;
    if (bit === probable) {
      if (this.#a >= 0x8000) {
        this.#c += state.qe;
        return;
      }
      if (this.#a < state.qe) this.#a = state.qe;
      else this.#c += state.qe;
      this.#index[context] = state.more;
    } else {
      if (this.#a < state.qe) this.#c += state.qe;
      else this.#a = state.qe;
      if (state.flip) this.#probable[context] = 1 - probable;
      this.#index[context] = state.less;
    }
    this.#renormalise();
  }

  finish(): Uint8Array {
    const limit = this.#c + this.#a;
    this.#c = (this.#c | 0xffff) >>> 0;
    if (this.#c >= limit) this.#c -= 0x8000;
    this.#c = (this.#c << this.#count) >>> 0;
    this.#byteOut();
    this.#c = (this.#c << this.#count) >>> 0;
    this.#byteOut();
    return Uint8Array.from([...this.#bytes.slice(1), 0xff, 0xac]);
  }

  #renormalise(): void {
    do {
      this.#a = (this.#a << 1) & 0xffff;
      this.#c = (this.#c << 1) >>> 0;
      this.#count -= 1;
      if (this.#count === 0) this.#byteOut();
    } while ((this.#a & 0x8000) === 0);
  }

  #byteOut(): void {
    const last = this.#bytes.length - 1;
    if (this.#bytes[last] !== 0xff && this.#c >= 0x8000000) {
      this.#bytes[last] = (this.#bytes[last] ?? 0) + 1;
      this.#c &= 0x7ffffff;
    }
    if (this.#bytes[last] === 0xff) {
      this.#bytes.push((this.#c >>> 20) & 0xff);
      this.#c &= 0xfffff;
      this.#count = 7;
    } else {
      this.#bytes.push((this.#c >>> 19) & 0xff);
      this.#c &= 0x7ffff;
      this.#count = 8;
    }
  }
}

/** Template 0: four pixels left, seven above, five two rows above, in the order of figure 3. */
const neighbours = [
  [-1, 0],
  [-2, 0],
  [-3, 0],
  [-4, 0],
  [3, -1],
  [2, -1],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-2, -1],
  [-3, -1],
  [2, -2],
  [1, -2],
  [0, -2],
  [-1, -2],
  [-2, -2],
] as const;

function encodeGeneric({ bits, widthPx, heightPx }: Bilevel): Uint8Array {
  const encoder = new ArithmeticEncoder(1 << 16);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let context = 0;
      for (let index = 0; index < 16; index += 1) {
        const [dx, dy] = neighbours[index] ?? [0, 0];
        const [nx, ny] = [x + dx, y + dy];
        const inside = nx >= 0 && nx < widthPx && ny >= 0;
        if (inside && bits[ny * widthPx + nx] === 1) context |= 1 << index;
      }
      encoder.encode(context, bits[y * widthPx + x] ?? 0);
    }
  }
  return encoder.finish();
}
