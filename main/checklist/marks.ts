import type { Mark, MarkLine } from '../contract/checklist.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId, LinkId, MarkId, OperationId, OriginalId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { pageParts, partsOf, turnBox, type Part } from '../reading/index.ts';
import * as q from './link-queries.ts';
import { pageShown } from './page-runs.ts';
import { pageSize } from './page-queries.ts';
import { several } from './words.ts';

/*
 * Passages are kept as lines of a page of an original, in micrometres of the page as the original
 * shows it: they stay where they are when documents are split, joined, or turned. Screens get and
 * give them on the page as the document shows it.
 */

type Entry = readonly [
  x: number,
  y: number,
  width: number,
  height: number,
  hundredthsOfDegree: number,
  vertical: 0 | 1,
];

interface Size {
  readonly widthUm: number;
  readonly heightUm: number;
}

const around = (turn: Part['rotation']): Part['rotation'] =>
  (({ 0: 0, 90: 270, 180: 180, 270: 90 }) as const)[turn];

/** A page's size after a turn. */
const turned = ({ widthUm, heightUm }: Size, turn: Part['rotation']): Size =>
  turn === 90 || turn === 270 ? { widthUm: heightUm, heightUm: widthUm } : { widthUm, heightUm };

/** Lines on the page as shown, as they are kept. */
export function encodeMark(lines: readonly MarkLine[], page: Size, turn: Part['rotation']): string {
  const shown = turned(page, turn);
  return JSON.stringify(
    lines.map(({ vertical, ...box }): Entry => {
      const { xUm, yUm, widthUm, heightUm, angle } = turnBox(box, shown, around(turn));
      return [xUm, yUm, widthUm, heightUm, Math.round(angle * 100), vertical ? 1 : 0];
    }),
  );
}

/** What `encodeMark` kept, on the page turned. */
export function decodeMark(kept: string, page: Size, turn: Part['rotation']): MarkLine[] {
  return (JSON.parse(kept) as readonly Entry[]).map(
    ([xUm, yUm, widthUm, heightUm, hundredths, vertical]) => ({
      ...turnBox({ xUm, yUm, widthUm, heightUm, angle: hundredths / 100 }, page, turn),
      vertical: vertical === 1,
    }),
  );
}

/** The part that shows the page of a mark, where one does. */
const partWith = ({ originalId, number }: q.MarkRecord, parts: readonly Part[]) =>
  parts.find(
    ({ originalId: original, firstPage, lastPage }) =>
      original === originalId && number >= (firstPage ?? 1) && number <= (lastPage ?? 0),
  );

/** Width of a mark's page as its document shows it; null where nobody knows it. */
export function shownWidth(record: q.MarkRecord, parts: readonly Part[]): number | null {
  const { widthUm, heightUm } = record;
  if (widthUm === null || heightUm === null) return null;
  return turned({ widthUm, heightUm }, partWith(record, parts)?.rotation ?? 0).widthUm;
}

/** A mark on the page as its document shows it. */
export function shownMark(record: q.MarkRecord, parts: readonly Part[]): Mark {
  const { id, linkId, originalId, number, widthUm, heightUm } = record;
  const part = partWith(record, parts);
  const size = { widthUm: widthUm ?? 0, heightUm: heightUm ?? 0 };
  return {
    id,
    linkId,
    n: pageShown(parts, originalId, number),
    originalId: originalId as OriginalId,
    originalPage: number,
    lines: decodeMark(record.lines, size, part?.rotation ?? 0),
  };
}

/** The marks on pages `from` … of a document, for all that it proves. */
export async function marksOn(
  reader: Reader,
  document: DocumentId,
  from: number,
  limit: number,
): Promise<Mark[]> {
  const [records, parts] = await Promise.all([
    q.marksOfDocument(reader, document),
    partsOf(reader, document),
  ]);
  return records
    .map((record) => shownMark(record, parts))
    .filter(({ n }) => n !== null && n >= from && n < from + limit);
}

/**
 * Marks lines on page `n` of a link's document, as the document shows it.
 * @throws ArchiveError `no-such-link`, `no-such-page`
 */
export async function mark(
  archive: Archive,
  linkId: LinkId,
  n: number,
  lines: readonly MarkLine[],
): Promise<{ id: MarkId; operation: OperationId }> {
  const { result, operation } = await archive.operate(
    {
      kind: 'mark',
      zh: `在第 ${n} 页划线 ${lines.length} 行`,
      en: `Mark ${several(lines.length, 'line')} on page ${n}`,
    },
    async (writer) => {
      const [record] = await q.linksByIds(writer, [linkId]);
      if (record === undefined) throw new ArchiveError('no-such-link', { id: linkId });
      const parts = await partsOf(writer, record.documentId);
      const [page] = pageParts.takePages(parts, [n]);
      if (page?.firstPage === null || page?.firstPage === undefined) {
        throw new ArchiveError('no-such-page', { page: n });
      }
      const { originalId, firstPage: number, rotation } = page;
      const size = await pageSize(writer, originalId, number);
      return q.insertMark(writer, {
        linkId,
        originalId,
        number,
        lines: encodeMark(lines, size, rotation),
      });
    },
  );
  if (operation === null) throw new Error('a new mark changed nothing');
  return { id: result, operation };
}

/** @throws ArchiveError `no-such-mark` */
export async function unmark(archive: Archive, ids: readonly MarkId[]): Promise<ChangeResult> {
  const going = [...new Set(ids)];
  const { operation } = await archive.operate(
    {
      kind: 'unmark',
      zh: `去掉划线 ${going.length} 处`,
      en: `Remove ${several(going.length, 'marked passage')}`,
    },
    async (writer) => {
      if ((await q.countMarks(writer, going)) < going.length) {
        throw new ArchiveError('no-such-mark');
      }
      await q.deleteMarks(writer, going);
    },
  );
  return { changed: going.length, operation };
}
