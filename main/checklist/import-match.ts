import type { DraftSlot } from '../contract/checklist.ts';

/** What items are told apart by. */
export interface Matchable {
  readonly depth: number;
  readonly code: string;
  readonly title: string;
}

/**
 * For each item of a sheet the index of the one of the checklist that it is; -1: it is new. By code and
 * text: both alike, the more of the path alike the better; then the code with the codes above it, then
 * the text below the same parent, then a code or a text that only one item on either side has. Each is
 * matched once.
 */
export function matchItems(before: readonly Matchable[], after: readonly Matchable[]): number[] {
  const matches = after.map(() => -1);
  const taken = new Set<number>();
  const old = withPaths(before);
  const wanted = withPaths(after);
  const pair = (
    oldKey: (at: number) => string | null,
    newKey: (at: number) => string | null,
    only: 'in-order' | 'alone',
  ): void => {
    const free = Map.groupBy(
      before.keys().filter((at) => !taken.has(at) && oldKey(at) !== null),
      oldKey,
    );
    const open = Map.groupBy(
      after.keys().filter((at) => matches[at] === -1 && newKey(at) !== null),
      newKey,
    );
    for (const [key, places] of open) {
      const candidates = free.get(key) ?? [];
      if (only === 'alone' && (candidates.length !== 1 || places.length !== 1)) continue;
      for (const [n, at] of places.entries()) {
        const found = candidates[n];
        if (found === undefined) break;
        matches[at] = found;
        taken.add(found);
      }
    }
  };
  const both = (
    key: (at: number, side: 'old' | 'new') => string | null,
    only: 'in-order' | 'alone',
  ): void =>
    pair(
      (at) => key(at, 'old'),
      (at) => key(at, 'new'),
      only,
    );
  const item = (at: number, side: 'old' | 'new'): Matchable =>
    (side === 'old' ? before[at] : after[at]) ?? { depth: 0, code: '', title: '' };
  const path = (at: number, side: 'old' | 'new') => (side === 'old' ? old[at] : wanted[at]);

  both((at, side) => path(at, side)?.full ?? null, 'in-order');
  both((at, side) => textKey(item(at, side)), 'alone');
  both(
    (at, side) => (item(at, side).code === '' ? null : (path(at, side)?.codes ?? null)),
    'alone',
  );
  // From the top down: a parent that is matched makes its children known.
  for (let depth = 0; depth <= Math.max(0, ...after.map((each) => each.depth)); depth += 1) {
    pair(
      (at) => below(old[at]?.parent ?? -1, before[at]),
      (at) => {
        const parent = wanted[at]?.parent ?? -1;
        const matched = parent < 0 ? -1 : (matches[parent] ?? -1);
        const isHere = after[at]?.depth === depth && (parent < 0 || matched >= 0);
        return isHere ? below(matched, after[at]) : null;
      },
      'in-order',
    );
  }
  both((at, side) => item(at, side).code || null, 'alone');
  both((at, side) => (item(at, side).title.length < 4 ? null : item(at, side).title), 'alone');
  return matches;
}

const textKey = ({ code, title }: Matchable): string => `${code}\n${title}`;

const below = (parent: number, item: Matchable | undefined): string | null =>
  item === undefined || item.title === '' ? null : `${parent}\n${item.title}`;

interface Path {
  readonly parent: number;
  readonly codes: string;
  readonly full: string;
}

function withPaths(items: readonly Matchable[]): Path[] {
  const open: number[] = [];
  const paths: Path[] = [];
  for (const [at, item] of items.entries()) {
    open.length = item.depth;
    const parent = open[item.depth - 1] ?? -1;
    const above = paths[parent];
    paths.push({
      parent,
      codes: `${above?.codes ?? ''}\t${item.code}`,
      full: `${above?.full ?? ''}\t${textKey(item)}`,
    });
    open[item.depth] = at;
  }
  return paths;
}

/** Parent of each item, by index; -1: a project. */
export const parentsOf = (items: readonly Matchable[]): number[] =>
  withPaths(items).map(({ parent }) => parent);

/** For each slot wanted the index of the one that is there; -1: new. Alike ones, then of one kind, then a lone rest of nearly its name. */
export function matchSlots(before: readonly DraftSlot[], after: readonly DraftSlot[]): number[] {
  const matches = after.map(() => -1);
  const taken = new Set<number>();
  const pass = (alike: (a: DraftSlot, b: DraftSlot) => boolean): void => {
    for (const [at, slot] of after.entries()) {
      if (matches[at] !== -1) continue;
      const found = before.findIndex((each, n) => !taken.has(n) && alike(each, slot));
      if (found < 0) continue;
      matches[at] = found;
      taken.add(found);
    }
  };
  pass((a, b) => sameSlot(a, b));
  pass((a, b) => a.kind === b.kind && a.hint === b.hint);
  pass((a, b) => a.kind === b.kind);
  const isLone = before.length - taken.size === 1 && matches.filter((at) => at < 0).length === 1;
  if (isLone) pass((a, b) => a.hint === b.hint && shareWords(a.kind, b.kind));
  return matches;
}

/** `图片` and `实景图片` may be one and the same; `图片` and `统计表格` are not. */
const shareWords = (a: string, b: string): boolean =>
  [...a].some((_, at) => at > 0 && b.includes(a.slice(at - 1, at + 1)));

export const sameSlot = (a: DraftSlot, b: DraftSlot): boolean =>
  a.kind === b.kind && a.need === b.need && a.hint === b.hint && a.wordLimit === b.wordLimit;
