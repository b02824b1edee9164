import type { Task } from '../workers/task.ts';

/** An item as far as it is told from others. */
export interface SimilarItem {
  readonly depth: number;
  /** Index of its parent among the items, before it; -1: a project. */
  readonly parent: number;
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
}

/** One that an item may go on as: its index, and how alike they are, 0–100. */
export type Likeness = readonly [index: number, confidence: number];

/** How much of what is alike each part says; what neither item has is left aside. */
const share = { title: 45, requirement: 25, path: 15, code: 15, otherCode: 8 } as const;
/** Items of another level are seldom the same. */
const otherDepth = 0.92;
const mostOptions = 6;
/** Less alike than this is not alike. */
const leastLikeness = 30;
/** Of the items that share rare pairs of characters, so many are compared. */
const mostCompared = 24;
/** A pair that more items have tells nothing apart. */
const mostHaving = 120;
const mostRequirement = 300;

interface Known extends SimilarItem {
  readonly titlePairs: ReadonlySet<string>;
  readonly requirementPairs: ReadonlySet<string>;
  readonly pathPairs: ReadonlySet<string>;
  readonly codePath: string;
}

/** Letters and figures alone, as the search compares texts: a worker need not load it for that. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Pairs of neighbouring characters; of a text of one character, that. */
function pairsOf(text: string): Set<string> {
  const characters = [...plain(text)];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
}

function known(items: readonly SimilarItem[]): Known[] {
  const out: Known[] = [];
  for (const item of items) {
    const above = out[item.parent];
    const pathPairs =
      above === undefined ? new Set<string>() : new Set([...above.pathPairs, ...above.titlePairs]);
    out.push({
      ...item,
      titlePairs: pairsOf(item.title),
      requirementPairs: pairsOf(item.requirement.slice(0, mostRequirement)),
      pathPairs,
      codePath: `${above?.codePath ?? ''}\n${plainCode(item.code)}`,
    });
  }
  return out;
}

/** Codes are written in many ways: Ⅱ-1-1)-① and II-1-1)-1 are one. */
const plainCode = (code: string): string =>
  code.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Twice what is shared of both together (Dice), 0–1. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function likenessOf(a: Known, b: Known): number {
  let possible = 0;
  let said = 0;
  const weigh = (weight: number, isSaid: boolean, value: () => number): void => {
    if (!isSaid) return;
    possible += weight;
    said += weight * value();
  };
  const either = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
    one.size + other.size > 0;
  weigh(share.title, either(a.titlePairs, b.titlePairs), () => alike(a.titlePairs, b.titlePairs));
  weigh(share.requirement, either(a.requirementPairs, b.requirementPairs), () =>
    alike(a.requirementPairs, b.requirementPairs),
  );
  weigh(share.path, either(a.pathPairs, b.pathPairs), () => alike(a.pathPairs, b.pathPairs));
  const isSameCode = plainCode(a.code) === plainCode(b.code);
  // A new edition is often numbered anew: another code says less than the same one.
  weigh(isSameCode ? share.code : share.otherCode, a.code !== '' || b.code !== '', () => {
    if (!isSameCode) return 0;
    return a.codePath === b.codePath ? 1 : 0.7;
  });
  if (possible === 0) return 0;
  const factor = a.depth === b.depth ? 1 : otherDepth;
  return Math.round((100 * factor * said) / possible);
}

/**
 * For each item of the earlier edition those of the later that are like it, the likest first. Compared
 * are those that share the rarest pairs of characters, have the same codes, or stand at the same place.
 */
export function likenesses(
  earlier: readonly SimilarItem[],
  later: readonly SimilarItem[],
): Likeness[][] {
  const [before, after] = [known(earlier), known(later)];
  const having = new Map<string, number[]>();
  const byCode = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, at: number): void => {
    const places = map.get(key);
    if (places === undefined) map.set(key, [at]);
    else if (places.at(-1) !== at) places.push(at);
  };
  for (const [at, item] of after.entries()) {
    for (const pair of item.titlePairs) add(having, pair, at);
    for (const pair of item.requirementPairs) add(having, pair, at);
    add(byCode, item.codePath, at);
    if (item.title !== '') add(byCode, plain(item.title), at);
  }
  return before.map((item) => {
    const weights = new Map<number, number>();
    for (const pair of new Set([...item.titlePairs, ...item.requirementPairs])) {
      const places = having.get(pair) ?? [];
      if (places.length > mostHaving) continue;
      for (const at of places) weights.set(at, (weights.get(at) ?? 0) + 1 / places.length);
    }
    const near = [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostCompared);
    const same = [item.codePath, plain(item.title)].flatMap((key) =>
      (byCode.get(key) ?? []).slice(0, mostCompared),
    );
    return [...new Set([...near.map(([at]) => at), ...same])]
      .flatMap((at): Likeness[] => {
        const other = after[at];
        return other === undefined ? [] : [[at, likenessOf(item, other)]];
      })
      .filter(([, confidence]) => confidence >= leastLikeness)
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostOptions);
  });
}

export interface EditionTexts {
  readonly earlier: readonly SimilarItem[];
  readonly later: readonly SimilarItem[];
}

/** `likenesses` in a worker: thousands of items take a while. */
export const compareEditions: Task<EditionTexts, Likeness[][]> = async ({ earlier, later }) =>
  likenesses(earlier, later);
