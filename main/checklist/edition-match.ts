import type { MatchState } from '../contract/checklist-editions.ts';
import type { Likeness } from './edition-similarity.ts';

/** Alike enough to be taken as the same without asking. */
const sure = 78;
/** Alike enough to be proposed. */
const unclear = 50;
/** One that is nearly as like makes it unclear. */
const margin = 8;

export interface Match {
  /** Index among the later edition's items; null: none. */
  readonly match: number | null;
  readonly confidence: number | null;
  readonly state: Exclude<MatchState, 'added'>;
}

/**
 * Matches items of two editions one to one, the likest pairs first; what was settled stays as it was.
 * Every item of the earlier has one answer, every one of the later goes with one at most. `settled`: by
 * index of the earlier.
 */
export function matchEditions(
  options: readonly (readonly Likeness[])[],
  settled: ReadonlyMap<number, number | null>,
): Match[] {
  const taken = new Map<number, number>();
  const matches: (Match | undefined)[] = options.map((own, at) => {
    const match = settled.get(at);
    if (match === undefined) return undefined;
    if (match !== null) taken.set(match, 101);
    const confidence = own.find(([index]) => index === match)?.[1] ?? (match === null ? null : 0);
    return { match, confidence, state: 'settled' };
  });
  const pairs = options
    .flatMap((own, at) => own.map(([match, confidence]) => ({ at, match, confidence })))
    .filter(({ confidence }) => confidence >= unclear)
    .toSorted((a, b) => b.confidence - a.confidence || a.at - b.at || a.match - b.match);
  const bestOfLater = new Map<number, { at: number; confidence: number }[]>();
  for (const { at, match, confidence } of pairs) {
    const rivals = bestOfLater.get(match) ?? [];
    rivals.push({ at, confidence });
    bestOfLater.set(match, rivals);
  }
  const chosen: { at: number; match: number; confidence: number }[] = [];
  for (const pair of pairs) {
    if (matches[pair.at] !== undefined || taken.has(pair.match)) continue;
    taken.set(pair.match, pair.confidence);
    chosen.push(pair);
    matches[pair.at] = { match: pair.match, confidence: pair.confidence, state: 'unclear' };
  }
  const matchedAt = (at: number): number => matches[at]?.confidence ?? 0;
  for (const { at, match, confidence } of chosen) {
    // A rival that has found a better place is none.
    const others = (options[at] ?? []).some(
      ([index, other]) =>
        index !== match && other > confidence - margin && (taken.get(index) ?? 0) < other,
    );
    const claimed = (bestOfLater.get(match) ?? []).some(
      (rival) =>
        rival.at !== at &&
        rival.confidence > confidence - margin &&
        settled.get(rival.at) === undefined &&
        matchedAt(rival.at) < rival.confidence,
    );
    if (confidence >= sure && !others && !claimed) {
      matches[at] = { match, confidence, state: 'sure' };
    }
  }
  return matches.map((each) => each ?? { match: null, confidence: null, state: 'none' });
}
