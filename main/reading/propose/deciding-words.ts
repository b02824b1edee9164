import { runsOf, mostText } from './grams.ts';

const most = 3;
const longest = 6;
/** What stands in the title convinces more. */
const inTitle = 1.5;

/**
 * Whole words of a title and text that speak most for a category: 环境卫生, 集中整治. `weightOf` says how much
 * an n-gram speaks for it.
 */
export function decidingWords(
  title: string,
  text: string,
  weightOf: (gram: string) => number,
): readonly string[] {
  const weights = new Map<string, number>();
  for (const phrase of phrasesOf(text.slice(0, mostText)))
    weights.set(phrase, speaks(phrase, weightOf));
  for (const phrase of phrasesOf(title)) weights.set(phrase, speaks(phrase, weightOf) * inTitle);
  const chosen: string[] = [];
  for (const [phrase, weight] of [...weights].toSorted((a, b) => b[1] - a[1])) {
    if (weight <= 0 || chosen.length === most) break;
    if (chosen.every((other) => !other.includes(phrase) && !phrase.includes(other)))
      chosen.push(phrase);
  }
  return chosen;
}

let segmenter: Intl.Segmenter | undefined;

/** Words of two letters and more, and pairs of neighbours where both are short: 环境 卫生 is one. */
function phrasesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const phrases: string[] = [];
  for (const run of runsOf(text)) {
    const words = [...segmenter.segment(run)].map(({ segment }) => segment);
    for (const [at, word] of words.entries()) {
      const next = words[at + 1] ?? '';
      if (word.length >= 2) phrases.push(word);
      if (word.length >= 2 && next.length >= 2 && word.length + next.length <= longest)
        phrases.push(word + next);
    }
  }
  return phrases;
}

/** The mean of its n-grams' weights, so that longer is not better as such; two letters joined to a word weigh a little more. */
function speaks(phrase: string, weightOf: (gram: string) => number): number {
  let sum = 0;
  let grams = 0;
  for (let size = 2; size <= 3; size += 1)
    for (let at = 0; at + size <= phrase.length; at += 1) {
      sum += weightOf(phrase.slice(at, at + size));
      grams += 1;
    }
  return grams === 0 ? 0 : (sum / grams) * Math.log(1 + phrase.length);
}
