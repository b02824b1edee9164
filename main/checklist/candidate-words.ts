import { normalise } from '../search/index.ts';

/** Where words of an item stand, and what sharing them is worth beside those of its title. */
export interface ItemTexts {
  readonly title: string;
  /** What is said to belong into the slot. */
  readonly hint: string;
  readonly requirement: string;
  /** Titles of what is above the item, the nearest first. */
  readonly above: readonly string[];
}

const worth = { title: 1, hint: 1, requirement: 0.7, above: 0.4 } as const;

/** Of a requirement no more than its beginning is cut into terms: it bounds what the index is asked. */
const mostCharacters = 400;
const mostPairs = 96;
const mostWords = 14;

/**
 * Runs of Chinese characters: figures and punctuation say nothing of what a paper is about, and
 * neither do the particles that join its words.
 */
const runsOf = (text: string): readonly string[] =>
  text
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .match(/(?:(?![的及与或])\p{Script=Han}){2,}/gu) ?? [];

const pairsOf = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
};

function* sources({ title, hint, requirement, above }: ItemTexts): Generator<[string, number]> {
  yield [title, worth.title];
  yield [hint, worth.hint];
  yield [requirement, worth.requirement];
  for (const text of above) yield [text, worth.above];
}

/** Pairs of neighbouring characters of an item's texts, each with the most it is worth. */
export function pairsOfItem(texts: ItemTexts): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const [text, value] of sources(texts)) {
    for (const pair of runsOf(text).flatMap(pairsOf)) {
      if (!pairs.has(pair) && pairs.size < mostPairs) pairs.set(pair, value);
    }
  }
  return pairs;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Words of an item that are long enough to be sought in running text: of three or four characters,
 * and neighbours of two characters joined (环境 卫生), which by themselves stand everywhere.
 */
export function wordsOfItem(texts: ItemTexts): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words = new Set<string>();
  for (const [text] of sources(texts)) {
    for (const run of runsOf(text)) {
      const cut = [...segmenter.segment(run)].map(({ segment }) => segment);
      for (const [at, word] of cut.entries()) {
        const next = cut[at + 1] ?? '';
        if (word.length > 2) words.add(word);
        else if (word.length === 2 && next.length === 2) words.add(word + next);
      }
    }
  }
  return [...words].slice(0, mostWords);
}

/** What a term is worth that `holding` of `all` documents have: the rarer, the more it says. */
export function rarity(holding: number, all: number): number {
  return holding === 0 ? 0 : Math.log(1 + all / holding);
}

/** Pairs that stand in a text, and the words they make there: the longest stretches of such pairs. */
export function sharedWith(
  text: string,
  isWanted: (pair: string) => boolean,
): { readonly pairs: ReadonlySet<string>; readonly words: readonly string[] } {
  const characters = [...normalise(text)];
  const pairs = new Set<string>();
  const words = new Set<string>();
  let word = '';
  for (const [at, character] of characters.entries()) {
    const pair = `${characters[at - 1] ?? ''}${character}`;
    if (at > 0 && isWanted(pair)) {
      pairs.add(pair);
      word = word === '' ? pair : word + character;
    } else {
      if (word !== '') words.add(word);
      word = '';
    }
  }
  if (word !== '') words.add(word);
  return { pairs, words: [...words] };
}
