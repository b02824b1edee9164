import type { DateWindow } from '../contract/checklist.ts';
import type { Reader } from '../db/index.ts';
import { countHolding, newestHolding } from '../search/index.ts';
import { activityWords } from './activity.ts';
import * as q from './candidate-queries.ts';
import { pairsOfItem, rarity, wordsOfItem, type ItemTexts } from './candidate-words.ts';

/** Bounds of the work: terms that the index is asked for, documents looked at for each, documents judged. */
const most = {
  counted: 1000,
  titleTerms: 24,
  forTitleTerm: 400,
  textTerms: 6,
  forTextTerm: 200,
  weighed: 1000,
  sharing: 200,
  activities: 12,
  forActivity: 30,
  categories: 3,
  inCategory: 40,
} as const;

/** From here on an archive has so much of everything that its commonest words are those of its items. */
const manyDocuments = 2000;

interface Sharing {
  /** Pairs of characters that are sought in titles, each with what it says. */
  readonly pairs: ReadonlyMap<string, number>;
  /** Words that are sought in texts, each with what it says. */
  readonly words: ReadonlyMap<string, number>;
  /** What is to be shared of either to share all there is. */
  readonly enough: { readonly title: number; readonly text: number };
  /** Documents that share some of them, those first that share the rarest. */
  readonly ids: readonly number[];
  /** The words that stand in a document's text, of those it was found by. */
  readonly held: ReadonlyMap<number, readonly string[]>;
}

/**
 * Documents that share words with an item: its rarest pairs of characters in titles and file names, its
 * rarest words in texts. What a term says is told by how few titles or texts have it.
 */
export async function documentsSharing(
  reader: Reader,
  texts: ItemTexts,
  window: DateWindow,
): Promise<Sharing> {
  const all = await q.lastDocument(reader);
  const worth = pairsOfItem(texts);
  const counts = await countHolding(reader, 'title', [...worth.keys()], most.counted);
  const inTitles = new Map([...worth.keys()].map((pair, at) => [pair, counts[at] ?? 0]));
  const pairs = new Map(
    [...worth].map(([pair, value]) => [
      pair,
      value * saying(inTitles.get(pair) ?? 0, most.counted, all),
    ]),
  );
  const wordWorth = wordsOfItem(texts);
  const sought = {
    title: heaviest(pairs, most.titleTerms),
    text: rarestWords([...wordWorth.keys()], inTitles),
  };
  const [byTitle, byText] = await Promise.all([
    newestHolding(reader, 'title', sought.title, most.forTitleTerm),
    newestHolding(reader, 'text', sought.text, most.forTextTerm),
  ]);
  const words = new Map(
    sought.text.map((word, at) => [
      word,
      (wordWorth.get(word) ?? 0) * saying(byText[at]?.length ?? 0, most.forTextTerm, all),
    ]),
  );
  const weights = new Map<number, number>();
  const held = new Map<number, string[]>();
  const add = (id: number, weight: number): unknown =>
    weights.set(id, (weights.get(id) ?? 0) + weight);
  for (const [at, pair] of sought.title.entries()) {
    for (const id of byTitle[at] ?? []) add(id, pairs.get(pair) ?? 0);
  }
  for (const [at, word] of sought.text.entries()) {
    for (const id of byText[at] ?? []) {
      add(id, (words.get(word) ?? 0) / 2);
      held.set(id, [...(held.get(id) ?? []), word]);
    }
  }
  const weighed = [...weights].toSorted((a, b) => b[1] - a[1]).slice(0, most.weighed);
  const ids = await q.nearestInTime(reader, weighed, window, most.sharing);
  return {
    pairs,
    words,
    enough: { title: enoughOf(pairs, 6, all), text: enoughOf(words, 4, all) },
    ids,
    held,
  };
}

/**
 * What documents must share to share as much as can be: the best `most` terms together. Where the
 * archive has few of an item's own words, that is still what half as many rare ones would say: a word
 * that stands everywhere does not make up for them.
 */
function enoughOf(terms: ReadonlyMap<string, number>, most: number, all: number): number {
  const best = [...terms.values()].toSorted((a, b) => b - a).slice(0, most);
  const sum = best.reduce((total, each) => total + each, 0);
  return Math.max(sum, (most / 2) * rarity(1, Math.min(all, manyDocuments)));
}

/** What a term says; one that was counted no further than `bound` is as good as everywhere. */
const saying = (count: number, bound: number, all: number): number =>
  rarity(count < bound ? count : Math.max(count, all / 5), all);

const heaviest = (terms: ReadonlyMap<string, number>, count: number): string[] =>
  [...terms]
    .filter(([, weight]) => weight > 0)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([term]) => term);

/** Words whose ends are rare in titles: what is rare there is mostly rare in texts, where counting is dear. */
function rarestWords(words: readonly string[], inTitles: ReadonlyMap<string, number>): string[] {
  const commonness = (word: string): number =>
    Math.max(inTitles.get(word.slice(0, 2)) ?? 0, inTitles.get(word.slice(-2)) ?? 0);
  return words.toSorted((a, b) => commonness(a) - commonness(b)).slice(0, most.textTerms);
}

/** Documents near those that prove an item, or proved it before: themselves, of their sets and categories. */
export async function documentsRelated(
  reader: Reader,
  proven: readonly q.ProvenDocument[],
  window: DateWindow,
): Promise<number[]> {
  const activities = [...new Set(proven.flatMap(({ title }) => activityWords(title) ?? []))];
  const alike = await newestHolding(
    reader,
    'title',
    activities.slice(0, most.activities),
    most.forActivity,
  );
  const near = await q.newestInCategories(reader, commonest(proven), window, most.inCategory);
  return [...proven.map(({ id }) => id), ...alike.flat(), ...near];
}

/** The categories, by their keys, that most of the documents are in. */
function commonest(documents: readonly q.ProvenDocument[]): string[] {
  const counts = new Map<string, number>();
  for (const { categoryId, categoryKey } of documents) {
    if (categoryId !== null) counts.set(categoryKey, (counts.get(categoryKey) ?? 0) + 1);
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, most.categories)
    .map(([key]) => key);
}
