import { gramsOf } from './grams.ts';
import { fitSharpness } from './sharpness.ts';
import { weighted, whole, type Rarity, type Vector } from './vectors.ts';
import {
  examplesPerCategory,
  type CategoryExample,
  type CategoryModel,
  type NamedCategory,
} from './types.ts';

/** Cells of the table of weights that are kept: about half a megabyte as JSON. */
const mostCells = 120_000;
const mostGrams = 8000;
/** Examples in all: what is learned stays quick and small in an archive of 100,000 documents. */
const mostExamples = 2000;
/** From so many documents on, what only one of them says is not learned. */
const manyDocuments = 200;
/** How many papers the name of a category counts for. */
const worthOfName = 2;
/**
 * Learns which words the categories of confirmed documents go with: the middle of each category's papers as
 * weighted n-grams (Rocchio's method, tf·idf), the category's own name among them, so that one nothing is filed in
 * yet can be proposed. null where there are not two categories to tell apart.
 */
export function train(
  examples: readonly CategoryExample[],
  categories: readonly NamedCategory[] = [],
): CategoryModel | null {
  const ids = new Set([
    ...examples.map(({ categoryId }) => categoryId),
    ...categories.map(({ id }) => id),
  ]);
  if (examples.length === 0 || ids.size < 2) return null;
  const categoryIds = [...ids].toSorted((a, b) => a - b);
  const chosen = newestOfEach(examples, categoryIds.length);
  const rarity = rarities(chosen);
  const sums = new Map(categoryIds.map((id) => [id, new Map<string, number>()]));
  for (const { id, name } of categories)
    add(sums.get(id), weighted(gramsOf(name, ''), rarity, 1), worthOfName);
  for (const { categoryId, title, text } of chosen)
    add(sums.get(categoryId), weighted(gramsOf(title, text), rarity, 0), 1);
  const middles = categoryIds.map((id) => sums.get(id) ?? new Map<string, number>());
  return modelOf(categoryIds, middles, rarity, fitSharpness(chosen, categoryIds, middles, rarity));
}

function newestOfEach(
  examples: readonly CategoryExample[],
  categories: number,
): readonly CategoryExample[] {
  const most = Math.min(examplesPerCategory, Math.ceil(mostExamples / categories));
  const counts = new Map<number, number>();
  return examples.filter(({ categoryId }) => {
    const count = (counts.get(categoryId) ?? 0) + 1;
    counts.set(categoryId, count);
    return count <= most;
  });
}

function rarities(examples: readonly CategoryExample[]): Rarity {
  const counts = new Map<string, number>();
  for (const { title, text } of examples)
    for (const gram of gramsOf(title, text).keys()) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const least = examples.length >= manyDocuments ? 2 : 1;
  const value = (count: number): number => Math.log((examples.length + 1) / count) ** 1.5;
  return {
    of: new Map(
      [...counts]
        .filter(([, count]) => count >= least)
        .map(([gram, count]) => [gram, value(count)]),
    ),
    unseen: value(least),
  };
}

function add(sum: Map<string, number> | undefined, vector: Vector, times: number): void {
  for (const [gram, weight] of vector) sum?.set(gram, (sum.get(gram) ?? 0) + weight * times);
}

function modelOf(
  categoryIds: readonly number[],
  middles: readonly Vector[],
  rarity: Rarity,
  sharpness: number,
): CategoryModel {
  const lengths = middles.map((middle) => Math.hypot(...middle.values()) || 1);
  const heaviest = new Map<string, number>();
  for (const [k, middle] of middles.entries())
    for (const [gram, weight] of middle)
      heaviest.set(gram, Math.max(heaviest.get(gram) ?? 0, weight / (lengths[k] ?? 1)));
  const most = Math.min(mostGrams, Math.floor(mostCells / categoryIds.length));
  const grams = [...heaviest]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([gram]) => gram);
  const thousandths = (value: number): number => Math.round(value * whole);
  return {
    version: 1,
    categoryIds,
    sharpness,
    grams,
    rarity: grams.map((gram) => thousandths(rarity.of.get(gram) ?? rarity.unseen)),
    weights: grams.map((gram) =>
      middles.map((middle, k) =>
        Math.round(((middle.get(gram) ?? 0) / (lengths[k] ?? 1)) * whole * whole),
      ),
    ),
  };
}
