import { gramsOf } from './grams.ts';
import type { CategoryExample } from './types.ts';
import { weighted, type Rarity, type Vector } from './vectors.ts';

/** Tried in turn; from "hardly better than guessing" to "as good as certain". */
const steps = [4, 6, 9, 13, 18, 25, 35, 50, 70];
const mostTried = 160;
const fewExamples = 20;

/**
 * How far apart the likeness of two categories has to be to be sure: so that what is proposed at 80 is
 * right four times of five. Found by leaving each example out and looking how it would have been proposed.
 */
export function fitSharpness(
  examples: readonly CategoryExample[],
  categoryIds: readonly number[],
  middles: readonly Vector[],
  rarity: Rarity,
): number {
  const squares = middles.map((middle) => [...middle.values()].reduce((sum, w) => sum + w * w, 0));
  const stride = Math.max(1, Math.ceil(examples.length / mostTried));
  const tried = examples
    .filter((_, at) => at % stride === 0)
    .map(({ categoryId, title, text }) => {
      const own = categoryIds.indexOf(categoryId);
      const vector = weighted(gramsOf(title, text), rarity, 0);
      const scores = middles.map((middle, k) => {
        const along = dot(vector, middle);
        const square = squares[k] ?? 0;
        // Without itself: the middle less this example.
        return k === own
          ? (along - 1) / Math.sqrt(Math.max(1e-9, square - 2 * along + 1))
          : along / Math.sqrt(Math.max(1e-9, square));
      });
      return { own, scores };
    });
  const likelihood = (sharpness: number): number =>
    tried.reduce((sum, { own, scores }) => sum + logShare(scores, own, sharpness), 0);
  const fitted = steps.toSorted((a, b) => likelihood(b) - likelihood(a)).at(0) ?? 9;
  // A few papers say little of what the next ones will be like.
  return (fitted * examples.length) / (examples.length + fewExamples);
}

function dot(one: Vector, other: Vector): number {
  let sum = 0;
  for (const [gram, weight] of one) sum += weight * (other.get(gram) ?? 0);
  return sum;
}

function logShare(scores: readonly number[], own: number, sharpness: number): number {
  const best = Math.max(...scores);
  const sum = scores.reduce((all, score) => all + Math.exp((score - best) * sharpness), 0);
  return ((scores[own] ?? 0) - best) * sharpness - Math.log(sum);
}
