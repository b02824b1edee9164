/** What stands for 1 in a model's whole numbers. */
export const whole = 1000;

/** n-grams with their weights; of length 1 as a whole. */
export type Vector = ReadonlyMap<string, number>;

/** How rare each n-gram is among the examples: what all papers say, says nothing. */
export interface Rarity {
  readonly of: ReadonlyMap<string, number>;
  /** Of one that no example has. */
  readonly unseen: number;
}

/** A paper's n-grams weighted by rarity, as a whole of length 1; `unseen`: what an unknown one weighs, in parts of the rarest. */
export function weighted(grams: Vector, rarity: Rarity, unseen: number): Vector {
  const entries = [...grams].flatMap(([gram, worth]) => {
    const rare = rarity.of.get(gram) ?? rarity.unseen * unseen;
    return rare === 0 ? [] : [[gram, worth * rare] as const];
  });
  const length = Math.hypot(...entries.map(([, weight]) => weight)) || 1;
  return new Map(entries.map(([gram, weight]) => [gram, weight / length]));
}
