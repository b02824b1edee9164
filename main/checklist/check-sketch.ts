import type { Task } from '../workers/task.ts';

/*
 * Sketches of texts (MinHash: Broder, On the resemblance and containment of documents, 1997): how
 * many of a sketch's numbers two texts share tells how alike they are.
 */

const size = 16;
/** Numbers are of 24 bits: four characters each, which sort as the numbers do. */
const most = 0xffffff;
const width = 4;
const digits = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
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
  return { letters, sketch: [...least].map(written).join('') };
}

/** Task `checklist.sketch`. Sketches of texts, in their order. */
export const sketchTexts: Task<{ readonly texts: readonly string[] }, TextSketch[]> = async ({
  texts,
}) => texts.map(sketchText);

const written = (value: number): string =>
  [18, 12, 6, 0].map((bits) => digits.charAt((value >>> bits) & 63)).join('');

const numberAt = (sketch: string, at: number): string =>
  sketch.slice(at * width, at * width + width);

/**
 * Four parts of a sketch, four numbers each: of two sketches that share `leastShared` numbers, one
 * at least is the same.
 */
export const partsOfSketch = (sketch: string): readonly string[] =>
  [0, 1, 2, 3].map((part) => `${part}${sketch.slice(part * 4 * width, (part + 1) * 4 * width)}`);

/** How many numbers two sketches share, of 16. */
export function sharedNumbers(a: string, b: string): number {
  let shared = 0;
  for (let at = 0; at < size; at += 1) if (numberAt(a, at) === numberAt(b, at)) shared += 1;
  return shared;
}

/** Numbers shared by texts that are the same but for a few misread characters. */
export const leastShared = 13;
