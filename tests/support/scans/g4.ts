/**
 * CCITT T.6 (Group 4) encoding of bilevel images: the coding of fax TIFFs and of most
 * black-and-white scans in PDF.
 */

// T.4 tables 2 and 3: terminating codes 0..63, then make-up codes 64, 128, … 1728.
const whiteCodes =
  '00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011'.split(
    ' ',
  );
const blackCodes =
  '0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111 0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101'.split(
    ' ',
  );
// Common make-up codes 1792, 1856, … 2560.
const longCodes =
  '00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111'.split(
    ' ',
  );
const verticalCodes = ['0000010', '000010', '010', '1', '011', '000011', '0000011'];
const passCode = '0001';
const horizontalCode = '001';
const endOfBlock = '000000000001000000000001';

class BitWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #count = 0;

  write(code: string): void {
    for (const bit of code) {
      this.#pending = (this.#pending << 1) | (bit === '1' ? 1 : 0);
      this.#count += 1;
      if (this.#count === 8) {
        this.#bytes.push(this.#pending);
        this.#pending = 0;
        this.#count = 0;
      }
    }
  }

  finish(): Uint8Array {
    while (this.#count !== 0) this.write('0');
    return Uint8Array.from(this.#bytes);
  }
}

/** `bits`: one byte a pixel, 1 = black, `widthPx` a row. Ends with the end-of-block mark. */
export function encodeG4(bits: Uint8Array, widthPx: number): Uint8Array {
  const writer = new BitWriter();
  let reference: Uint8Array = new Uint8Array(widthPx);
  for (let start = 0; start < bits.length; start += widthPx) {
    const row = bits.subarray(start, start + widthPx);
    encodeRow(row, reference, writer);
    reference = row;
  }
  writer.write(endOfBlock);
  return writer.finish();
}

function encodeRow(row: Uint8Array, reference: Uint8Array, writer: BitWriter): void {
  let a0 = -1;
  let colour = 0;
  while (a0 < row.length) {
    const a1 = nextOf(row, Math.max(a0, 0), 1 - colour);
    const b1 = changingElement(reference, a0, colour);
    const b2 = nextOf(reference, b1, colour);
    const shift = a1 - b1;
    if (b2 < a1) {
      writer.write(passCode);
      a0 = b2;
    } else if (Math.abs(shift) <= 3) {
      writer.write(verticalCodes[shift + 3] ?? '');
      a0 = a1;
      colour = 1 - colour;
    } else {
      const a2 = nextOf(row, a1, colour);
      writer.write(horizontalCode);
      writeRun(a1 - Math.max(a0, 0), colour, writer);
      writeRun(a2 - a1, 1 - colour, writer);
      a0 = a2;
    }
  }
}

/** The first pixel of `colour` at or after `from`, or the end of the row. */
function nextOf(row: Uint8Array, from: number, colour: number): number {
  let index = from;
  while (index < row.length && row[index] !== colour) index += 1;
  return index;
}

/** b1: the first change on the reference row right of a0 to the opposite of `colour`. */
function changingElement(reference: Uint8Array, a0: number, colour: number): number {
  for (let index = a0 + 1; index < reference.length; index += 1) {
    const before = index === 0 ? 0 : (reference[index - 1] ?? 0);
    if (reference[index] !== before && reference[index] !== colour) return index;
  }
  return reference.length;
}

function writeRun(length: number, colour: number, writer: BitWriter): void {
  const codes = colour === 0 ? whiteCodes : blackCodes;
  let rest = length;
  while (rest >= 2560) {
    writer.write(longCodes[12] ?? '');
    rest -= 2560;
  }
  if (rest >= 1792) {
    writer.write(longCodes[(rest >> 6) - 28] ?? '');
    rest &= 63;
  } else if (rest >= 64) {
    writer.write(codes[63 + (rest >> 6)] ?? '');
    rest &= 63;
  }
  writer.write(codes[rest] ?? '');
}
