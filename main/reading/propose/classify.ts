import { decidingWords } from './deciding-words.ts';
import { gramsOf } from './grams.ts';
import type { CategoryModel } from './types.ts';
import { whole } from './vectors.ts';

export interface LikelyCategory {
  readonly categoryId: number;
  /** 0–95. */
  readonly confidence: number;
  /** Up to three words of the title and text that speak for it most. */
  readonly words: readonly string[];
}

const mostProposed = 3;

/** How like each category's papers one is, likeliest first; none where no word of it was ever learned. */
export function classify(
  model: CategoryModel,
  title: string,
  text: string,
): readonly LikelyCategory[] {
  const grams = gramsOf(title, text);
  const scores = likenesses(model, grams);
  const best = Math.max(...scores);
  if (best <= 0) return [];
  const shares = scores.map((score) => Math.exp((score - best) * model.sharpness));
  const sum = shares.reduce((a, b) => a + b, 0);
  return model.categoryIds
    .map((categoryId, k) => ({ categoryId, k, share: (shares[k] ?? 0) / sum }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostProposed)
    .map(({ categoryId, k, share }) => ({
      categoryId,
      confidence: Math.min(95, Math.round(share * 100)),
      words: decidingWords(title, text, (gram) => speaksFor(model, gram, k)),
    }));
}

const indexes = new WeakMap<CategoryModel, ReadonlyMap<string, number>>();

function indexOf(model: CategoryModel): ReadonlyMap<string, number> {
  const known = indexes.get(model) ?? new Map(model.grams.map((gram, at) => [gram, at]));
  indexes.set(model, known);
  return known;
}

/** The cosine between the paper and the middle of each category's papers. */
function likenesses(model: CategoryModel, grams: ReadonlyMap<string, number>): readonly number[] {
  const index = indexOf(model);
  const sums = model.categoryIds.map(() => 0);
  let square = 0;
  for (const [gram, worth] of grams) {
    const at = index.get(gram);
    if (at === undefined) continue;
    const weight = (worth * (model.rarity[at] ?? 0)) / whole;
    square += weight * weight;
    for (const [k, own] of (model.weights[at] ?? []).entries())
      sums[k] = (sums[k] ?? 0) + (weight * own) / whole / whole;
  }
  const length = Math.sqrt(square) || 1;
  return sums.map((sum) => sum / length);
}

/** How much more an n-gram speaks for one category than for them all. */
function speaksFor(model: CategoryModel, gram: string, category: number): number {
  const at = indexOf(model).get(gram);
  const row = at === undefined ? undefined : model.weights[at];
  if (at === undefined || row === undefined) return 0;
  const mean = row.reduce((sum, weight) => sum + weight, 0) / row.length;
  return (((row[category] ?? 0) - mean) * (model.rarity[at] ?? 0)) / whole;
}
