import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId, OriginalId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { pageParts, partsOf, storeParts, type Part } from '../reading/index.ts';
import * as q from './dropped-page-queries.ts';
import { documentRecord } from './queries.ts';

interface OriginalPage {
  readonly originalId: OriginalId;
  readonly originalPage: number;
}

/** Pages of the document's originals that no document shows, in the originals' order. */
export async function droppedPages(
  reader: Reader,
  id: DocumentId,
): Promise<(OriginalPage & Pick<Part, 'sourceName' | 'sourcePath'>)[]> {
  const originals = await q.shownRuns(reader, id);
  return originals.flatMap(({ originalId, pages, shown, sourceName, sourcePath }) =>
    gaps(JSON.parse(shown) as [number, number][], pages).map((originalPage) => ({
      originalId,
      originalPage,
      sourceName,
      sourcePath,
    })),
  );
}

/** Numbers from 1 to `last` that no run covers. */
function gaps(runs: readonly (readonly [first: number, last: number])[], last: number): number[] {
  const open: number[] = [];
  let next = 1;
  for (const [from, to] of runs.toSorted((a, b) => a[0] - b[0])) {
    for (; next < from; next += 1) open.push(next);
    next = Math.max(next, to + 1);
  }
  for (; next <= last; next += 1) open.push(next);
  return open;
}

/**
 * Takes dropped pages back, at the document's end.
 * @throws ArchiveError `no-such-document`; `no-such-page` where one is not a dropped page of it
 */
export async function takeBack(
  archive: Archive,
  id: DocumentId,
  pages: readonly OriginalPage[],
): Promise<ChangeResult> {
  const count = pages.length;
  const { operation } = await archive.operate(
    {
      kind: 'take-back',
      zh: `找回 ${count} 页`,
      en: `Take ${count} page${count === 1 ? '' : 's'} back`,
    },
    async (writer) => {
      const record = await documentRecord(writer, id);
      if (record === undefined || record.trashed_at !== null) {
        throw new ArchiveError('no-such-document', { id });
      }
      const key = (page: OriginalPage): string => `${page.originalId}/${page.originalPage}`;
      const dropped = new Map((await droppedPages(writer, id)).map((page) => [key(page), page]));
      const added = pages.map((page): Part => {
        const found = dropped.get(key(page));
        if (found === undefined)
          throw new ArchiveError('no-such-page', { page: page.originalPage });
        // Asked for twice, it comes once.
        dropped.delete(key(page));
        return {
          originalId: found.originalId,
          firstPage: found.originalPage,
          lastPage: found.originalPage,
          rotation: 0,
          sourceName: found.sourceName,
          sourcePath: found.sourcePath,
        };
      });
      const parts = await partsOf(writer, id);
      await storeParts(writer, id, parts, pageParts.normalise([...parts, ...added]));
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}
