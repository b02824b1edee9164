import type { PageInfo } from '../../main/contract/index.ts';

export type Turn = PageInfo['turn'];

/** One page of a document as `catalog.arrange` takes it: its number now, and the turn the document gives it. */
export interface PlacedPage {
  readonly n: number;
  readonly turn: Turn;
}

export type Pages = ReadonlySet<number>;

/** The chosen pages turned clockwise by `by` more. */
export const turned = (
  pages: readonly PlacedPage[],
  chosen: Pages,
  by: Turn,
): readonly PlacedPage[] =>
  pages.map((page) =>
    chosen.has(page.n) ? { n: page.n, turn: ((page.turn + by) % 360) as Turn } : page,
  );

/** Without the chosen pages. */
export const without = (pages: readonly PlacedPage[], chosen: Pages): readonly PlacedPage[] =>
  pages.filter(({ n }) => !chosen.has(n));

/** The chosen pages, in their order, put together before page `before` (count + 1: at the end). */
export function moved(
  pages: readonly PlacedPage[],
  chosen: Pages,
  before: number,
): readonly PlacedPage[] {
  const rest = pages.filter(({ n }) => !chosen.has(n));
  const taken = pages.filter(({ n }) => chosen.has(n));
  const at = rest.filter(({ n }) => n < before).length;
  return [...rest.slice(0, at), ...taken, ...rest.slice(at)];
}

/** Before which page the chosen ones go when they move one place up or down; null: they cannot. */
export function stepPlace(total: number, chosen: Pages, step: 1 | -1): number | null {
  const numbers = [...chosen].toSorted((a, b) => a - b);
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined || chosen.size >= total) return null;
  if (step === -1) return first > 1 ? first - 1 : isApart(numbers) ? first : null;
  return last < total ? last + 2 : isApart(numbers) ? last + 1 : null;
}

const isApart = (numbers: readonly number[]): boolean =>
  numbers.some((n, index) => index > 0 && n !== (numbers[index - 1] ?? 0) + 1);

/** Whether two arrangements of the same pages are the same. */
export const isSame = (a: readonly PlacedPage[], b: readonly PlacedPage[]): boolean =>
  a.length === b.length &&
  a.every((page, index) => page.n === b[index]?.n && page.turn === b[index]?.turn);

/** 1,3-5 as numbers; what is no page list is left out. */
export function pageList(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map((each) => Number.parseInt(each, 10));
    if (from === undefined || !Number.isInteger(from) || from < 1) return [];
    const last = to !== undefined && Number.isInteger(to) ? Math.min(to, from + 20_000) : from;
    return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index);
  });
}

/** Numbers as people write them: 1、3–5. `list` stands between runs. */
export function pageRuns(numbers: Iterable<number>, list: string): string {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const n of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(list);
}
