import type { PageRange } from '../contract/checklist.ts';
import { pageParts, type Part } from '../reading/index.ts';

/*
 * A link to pages means pages of originals: it stays with them whatever documents do with their
 * pages. Screens and scripts speak of pages by their numbers in the document, as it shows them now.
 */

/** Pages of one original, one after the other; null: an original without pages. */
export interface PageRun {
  readonly originalId: number;
  readonly firstPage: number | null;
  readonly lastPage: number | null;
}

type Shown = Pick<Part, 'originalId' | 'firstPage' | 'lastPage'>;

/** What pages of a document are in its originals. @throws ArchiveError `no-such-page` */
export function runsOf(parts: readonly Part[], pages: readonly PageRange[]): PageRun[] {
  const numbers = new Set<number>();
  const count = pageParts.countPages(parts);
  for (const { from, to } of pages) {
    // One page over the end is enough to be refused for.
    for (let n = from; n <= Math.min(to, Math.max(from, count + 1)); n += 1) numbers.add(n);
  }
  const out: PageRun[] = [];
  for (const { originalId, firstPage, lastPage } of pageParts.takePages(parts, numbers)) {
    const last = out.at(-1);
    // Pages turned apart are parts apart, but one run.
    const goesOn = last?.originalId === originalId && last.lastPage === (firstPage ?? 0) - 1;
    if (goesOn) out.splice(-1, 1, { ...last, lastPage });
    else out.push({ originalId, firstPage, lastPage });
  }
  return out;
}

/** Where a document shows pages of originals: by its own numbers, in its order, neighbours joined. */
export function rangesShown(parts: readonly Shown[], runs: readonly PageRun[]): PageRange[] {
  const found: PageRange[] = [];
  let before = 0;
  for (const { originalId, firstPage, lastPage } of parts) {
    if (firstPage === null || lastPage === null) continue;
    const pieces = runs
      .filter((run) => run.originalId === originalId)
      .map((run) => ({
        from: Math.max(firstPage, run.firstPage ?? 1),
        to: Math.min(lastPage, run.lastPage ?? 0),
      }))
      .filter(({ from, to }) => from <= to)
      .toSorted((a, b) => a.from - b.from);
    for (const { from, to } of pieces) {
      found.push({ from: before + from - firstPage + 1, to: before + to - firstPage + 1 });
    }
    before += lastPage - firstPage + 1;
  }
  return joined(found);
}

function joined(ranges: readonly PageRange[]): PageRange[] {
  const out: PageRange[] = [];
  for (const next of ranges) {
    const last = out.at(-1);
    if (last !== undefined && next.from <= last.to + 1) {
      out.splice(-1, 1, { from: last.from, to: Math.max(last.to, next.to) });
    } else out.push(next);
  }
  return out;
}

/** The number of an original's page in a document; null: it is not shown. The first, where it is shown twice. */
export function pageShown(
  parts: readonly Shown[],
  originalId: number,
  number: number,
): number | null {
  const run = { originalId, firstPage: number, lastPage: number };
  return rangesShown(parts, [run])[0]?.from ?? null;
}
