import type { Task } from '../workers/task.ts';

/*
 * Sketches of texts (MinHash: Broder, On the resemblance and containment of documents, 1997): how
 * many of a sketch's numbers two texts share tells how alike they are. The sketch of several pages
 * is made of those of each.
 */

const size = 16;
/** Numbers are of 24 bits: four characters of base64 each. */
const most = 0xffffff;
/** Less text than that says nothing: a stamp, a page number. */
const leastLetters = 40;

const factors = Array.from({ length: size }, (_, at) => {
  // Odd, and far apart; any such numbers do, as long as they stay the same.
  const factor = Math.imul(at + 1, 0x9e3779b1) | 1;
  return [factor, Math.imul(factor ^ 0x5bd1e995, 0x85ebca6b)] as const;
});

export interface TextSketch {
  /** Characters without white space: what a word limit counts. */
  readonly letters: number;
  /** Empty: too little text. */
  readonly sketch: string;
}

/** What is kept of a page's text. */
export function sketchText(text: string): TextSketch {
  const letters = [...text.replaceAll(/\s/gu, '')].length;
  // Scans differ in their signs first.
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (words.length < leastLetters) return { letters, sketch: '' };
  const least = new Uint32Array(size).fill(most);
  for (let at = 0; at + 2 < words.length; at += 1) {
    let hash = 0x811c9dc5;
    for (let n = 0; n < 3; n += 1) hash = Math.imul(hash ^ words.charCodeAt(at + n), 0x01000193);
    hash ^= hash >>> 15;
    for (let n = 0; n < size; n += 1) {
      const [factor, offset] = factors[n] as (typeof factors)[number];
      const value = (Math.imul(hash, factor) + offset) >>> 8;
      if (value < (least[n] as number)) least[n] = value;
    }
  }
  const bytes = Buffer.alloc(size * 3);
  least.forEach((value, at) => bytes.writeUIntBE(value, at * 3, 3));
  return { letters, sketch: bytes.toString('base64') };
}

/** Task `checklist.sketch`. Sketches of texts, in their order. */
export const sketchTexts: Task<{ readonly texts: readonly string[] }, TextSketch[]> = async ({
  texts,
}) => texts.map(sketchText);

/** The numbers of a whole document, from the sketches of its pages; null: too little text. */
export function joinedSketch(pages: readonly string[]): Uint32Array | null {
  const known = pages.filter((page) => page !== '');
  if (known.length === 0) return null;
  const least = new Uint32Array(size).fill(most);
  for (const page of known) {
    const bytes = Buffer.from(page, 'base64');
    for (let at = 0; at < size && at * 3 + 3 <= bytes.length; at += 1) {
      const value = bytes.readUIntBE(at * 3, 3);
      if (value < (least[at] as number)) least[at] = value;
    }
  }
  return least;
}

/** How many numbers two sketches share, of 16. */
export function sharedNumbers(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let at = 0; at < size; at += 1) if (a[at] === b[at]) shared += 1;
  return shared;
}

/** Numbers shared by texts that are the same but for a few misread characters. */
export const leastShared = 13;
