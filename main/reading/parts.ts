import { ArchiveError } from '../contract/errors.ts';
import { toRotation, type Rotation } from './page.ts';

/**
 * A run of pages of one original as a document shows them, turned clockwise by `rotation`. A file
 * whose pages are not known (locked, or of a type without pages) is one part with null pages: it
 * moves as a whole or not at all.
 */
export interface Part {
  readonly originalId: number;
  /** Within the original, from 1; both null or neither. */
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  readonly rotation: Rotation;
  /** The original's name, and its path below the imported folder, as they came. */
  readonly sourceName: string;
  readonly sourcePath: string;
}

/** One page of a document, `n` from 1 through the whole of it, or a file without pages (`n` null). */
export type Leaf = Part & { readonly n: number | null };

export function countPages(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + pagesOf(part), 0);
}

function pagesOf({ firstPage, lastPage }: Part): number {
  return firstPage === null || lastPage === null ? 0 : lastPage - firstPage + 1;
}

/** Every page by itself, in order. `normalise` is the way back. */
export function expand(parts: readonly Part[]): Leaf[] {
  const leaves: Leaf[] = [];
  let n = 0;
  for (const part of parts) {
    if (part.firstPage === null || part.lastPage === null) leaves.push({ ...part, n: null });
    else {
      for (let page = part.firstPage; page <= part.lastPage; page += 1) {
        leaves.push({ ...part, firstPage: page, lastPage: page, n: (n += 1) });
      }
    }
  }
  return leaves;
}

/** The fewest parts that show the same: neighbours that go on in one original, turned alike, are one. */
export function normalise(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const next of parts) {
    const last = out.at(-1);
    if (last !== undefined && goesOn(last, next)) out.splice(-1, 1, joined(last, next));
    else out.push(plain(next));
  }
  return out;
}

function goesOn(last: Part, next: Part): boolean {
  return (
    last.lastPage !== null &&
    next.firstPage === last.lastPage + 1 &&
    next.originalId === last.originalId &&
    next.rotation === last.rotation &&
    next.sourceName === last.sourceName &&
    next.sourcePath === last.sourcePath
  );
}

const joined = (last: Part, next: Part): Part => ({ ...last, lastPage: next.lastPage });

function plain({ originalId, firstPage, lastPage, rotation, sourceName, sourcePath }: Part): Part {
  return { originalId, firstPage, lastPage, rotation, sourceName, sourcePath };
}

/** @throws ArchiveError `no-such-page` where a number is not a page of the parts. */
function assertPages(parts: readonly Part[], pages: Iterable<number>): void {
  const count = countPages(parts);
  for (const page of pages) {
    if (!Number.isInteger(page) || page < 1 || page > count) {
      throw new ArchiveError('no-such-page', { page, pages: count });
    }
  }
}

/** Only the pages of `pages`, in the document's own order, without its files that have none. @throws ArchiveError `no-such-page` */
export function takePages(parts: readonly Part[], pages: Iterable<number>): Part[] {
  const wanted = new Set(pages);
  assertPages(parts, wanted);
  return normalise(expand(parts).filter((leaf) => leaf.n !== null && wanted.has(leaf.n)));
}

/** Without the pages of `pages`; may leave nothing. @throws ArchiveError `no-such-page` */
export function dropPages(parts: readonly Part[], pages: Iterable<number>): Part[] {
  const unwanted = new Set(pages);
  assertPages(parts, unwanted);
  return normalise(expand(parts).filter((leaf) => leaf.n === null || !unwanted.has(leaf.n)));
}

/** The pages of `pages` turned `by` degrees clockwise on top of how they stand. @throws ArchiveError `no-such-page` */
export function turnPages(parts: readonly Part[], pages: Iterable<number>, by: Rotation): Part[] {
  const turned = new Set(pages);
  assertPages(parts, turned);
  return normalise(
    expand(parts).map((leaf) =>
      leaf.n !== null && turned.has(leaf.n)
        ? { ...leaf, rotation: toRotation(leaf.rotation + by) }
        : leaf,
    ),
  );
}

/**
 * The pages in the order given, each with the turn given; others are left out. A file without pages
 * stays behind the page it stood behind, or behind the nearest one before that is kept.
 * @throws ArchiveError `no-such-page`; `invalid-value` where a page is named twice
 */
export function arrange(
  parts: readonly Part[],
  pages: readonly { readonly n: number; readonly turn: Rotation }[],
): Part[] {
  assertPages(
    parts,
    pages.map(({ n }) => n),
  );
  const kept = new Set(pages.map(({ n }) => n));
  if (kept.size < pages.length) throw new ArchiveError('invalid-value', { field: 'pages' });
  const byNumber = new Map<number, Leaf>();
  const behind = new Map<number, Leaf[]>();
  let last = 0;
  for (const leaf of expand(parts)) {
    if (leaf.n === null) behind.set(last, [...(behind.get(last) ?? []), leaf]);
    else {
      byNumber.set(leaf.n, leaf);
      if (kept.has(leaf.n)) last = leaf.n;
    }
  }
  return normalise([
    ...(behind.get(0) ?? []),
    ...pages.flatMap(({ n, turn }) => {
      const leaf = byNumber.get(n);
      return leaf === undefined ? [] : [{ ...leaf, rotation: turn }, ...(behind.get(n) ?? [])];
    }),
  ]);
}

/**
 * The parts cut before each page of `before`, without the pages of `drop`. Pieces of which nothing
 * is left are no pieces; a file without pages stays with the page before it.
 * @throws ArchiveError `no-such-page`
 */
export function split(
  parts: readonly Part[],
  before: Iterable<number>,
  drop: Iterable<number> = [],
): Part[][] {
  const cuts = new Set(before);
  const unwanted = new Set(drop);
  assertPages(parts, cuts);
  assertPages(parts, unwanted);
  const pieces: Leaf[][] = [[]];
  for (const leaf of expand(parts)) {
    if (leaf.n !== null && cuts.has(leaf.n)) pieces.push([]);
    if (leaf.n === null || !unwanted.has(leaf.n)) pieces.at(-1)?.push(leaf);
  }
  return pieces.filter((piece) => piece.length > 0).map(normalise);
}

/**
 * Moves pages of one document, in its order, before page `at` of another (its page count + 1: behind
 * everything it holds).
 * @throws ArchiveError `no-such-page`
 */
export function movePages(
  from: readonly Part[],
  pages: Iterable<number>,
  to: readonly Part[],
  at: number,
): { readonly from: Part[]; readonly to: Part[] } {
  const moving = [...pages];
  return { from: dropPages(from, moving), to: insertAt(to, takePages(from, moving), at) };
}

function insertAt(parts: readonly Part[], added: readonly Part[], at: number): Part[] {
  const leaves = expand(parts);
  if (at === countPages(parts) + 1) return normalise([...leaves, ...added]);
  assertPages(parts, [at]);
  const index = leaves.findIndex((leaf) => leaf.n === at);
  return normalise([...leaves.slice(0, index), ...added, ...leaves.slice(index)]);
}
