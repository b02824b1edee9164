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

/** What stands in every title of an office says little of what a paper is about, however few papers there are. */
const general = new Set(
  (
    '关于 开展 工作 活动 情况 进行 加强 做好 落实 组织 年度 季度 有关 相关 要求 建设 制定 印发 实施 推进 材料 资料 ' +
    '通知 方案 总结 报告 记录 制度 文件 照片'
  ).split(' '),
);
const generalWorth = 0.2;

const worthOf = (text: string, value: number): number =>
  general.has(text) ? value * generalWorth : value;

/** Pairs of neighbouring characters of an item's texts, each with the most it is worth. */
export function pairsOfItem(texts: ItemTexts): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const [text, value] of sources(texts)) {
    for (const pair of runsOf(text).flatMap(pairsOf)) {
      if (!pairs.has(pair) && pairs.size < mostPairs) pairs.set(pair, worthOf(pair, value));
    }
  }
  return pairs;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Words of an item that are long enough to be sought in running text: of three or four characters,
 * and neighbours of two characters joined (环境 卫生), which by themselves stand everywhere. Each with the
 * most it is worth.
 */
export function wordsOfItem(texts: ItemTexts): ReadonlyMap<string, number> {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words = new Map<string, number>();
  const add = (word: string, value: number): void => {
    if (!words.has(word) && words.size < mostWords) words.set(word, worthOf(word, value));
  };
  for (const [text, value] of sources(texts)) {
    for (const run of runsOf(text)) {
      const cut = [...segmenter.segment(run)].map(({ segment }) => segment);
      for (const [at, word] of cut.entries()) {
        const next = cut[at + 1] ?? '';
        if (word.length > 2) add(word, value);
        else if (word.length === 2 && next.length === 2) add(word + next, value);
      }
    }
  }
  return words;
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
