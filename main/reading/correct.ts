import { ArchiveError } from '../contract/errors.ts';
import type { ChangeResult } from '../contract/documents.ts';
import type { TextLine } from '../contract/reading.ts';
import type { Archive } from '../library/index.ts';
import { evenCentres } from './marks.ts';
import { encodeLines } from './page-lines.ts';
import { effectiveLines, shownLines } from './page-text.ts';
import * as q from './queries.ts';

/** What a line is to say; '' takes it away. Lines are numbered from 0 as `reading.lines` gives them. */
export interface Correction {
  readonly line: number;
  readonly text: string;
}

/**
 * Corrects lines of a page by hand. The corrected text stands over whatever the machine reads, also
 * when the page is read again.
 * @throws ArchiveError `no-such-page`; `invalid-value` where there is no such line
 */
export async function correct(
  archive: Archive,
  documentId: number,
  n: number,
  corrections: readonly Correction[],
): Promise<ChangeResult> {
  const page = await pageAt(archive, documentId, n);
  // A text whose place on the page nobody knows can be corrected, too.
  const lines = (await effectiveLines(archive, page)) ?? (await shownLines(archive, page)).lines;
  const byLine = new Map(corrections.map(({ line, text }) => [line, text]));
  for (const line of byLine.keys()) {
    if (line >= lines.length) throw new ArchiveError('invalid-value', { field: 'line', line });
  }
  const corrected = lines.map((line, index) => rewritten(line, byLine.get(index)));
  const words = {
    kind: 'correct',
    zh: `改正第 ${n} 页的文字`,
    en: `Correct the text of page ${n}`,
  };
  const { operation } = await archive.operate(words, (writer) =>
    q.setCorrected(writer, page.originalId, page.number, encodeLines(corrected)),
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** Back to what the machine read. @throws ArchiveError `no-such-page` */
export async function uncorrect(
  archive: Archive,
  documentId: number,
  n: number,
): Promise<ChangeResult> {
  const page = await pageAt(archive, documentId, n);
  const words = {
    kind: 'uncorrect',
    zh: `第 ${n} 页恢复为识读的文字`,
    en: `Back to the text read on page ${n}`,
  };
  const { operation } = await archive.operate(words, (writer) =>
    q.removeCorrected(writer, page.originalId, page.number),
  );
  return { changed: operation === null ? 0 : 1, operation };
}

export async function pageAt(
  archive: Archive,
  documentId: number,
  n: number,
): Promise<q.TextRecord> {
  const [page] = await q.textsOf(archive.db.read, documentId, n, 1);
  if (page === undefined) throw new ArchiveError('no-such-page', { page: n });
  return page;
}

function rewritten(line: TextLine, given: string | undefined): TextLine {
  if (given === undefined) return line;
  const text = given
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  if (text === line.text) return line;
  return { ...line, text, confidence: 100, centres: movedCentres(line, text) };
}

/** Characters that stay keep their place, those between are spread over what is left. */
function movedCentres(line: TextLine, text: string): number[] {
  const before = [...line.text];
  const after = [...text];
  if (line.centres.length !== before.length || after.length === 0) return [];
  if (before.length === after.length) return [...line.centres];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  // Where nothing was taken away, what is new stands between its neighbours' middles.
  const isAdded = head + tail === before.length;
  const from = isAdded ? (line.centres[head - 1] ?? 0) : edge(line.centres, head);
  const to = isAdded ? (line.centres[head] ?? 1000) : edge(line.centres, before.length - tail);
  const middle = after.slice(head, after.length - tail).join('');
  return [
    ...line.centres.slice(0, head),
    ...(middle === '' ? [] : evenCentres(middle)).map((each) =>
      Math.round(from + ((to - from) * each) / 1000),
    ),
    ...line.centres.slice(before.length - tail),
  ];
}

/** The place between a character and the one before it. */
function edge(centres: readonly number[], at: number): number {
  return ((centres[at - 1] ?? 0) + (centres[at] ?? 1000)) / 2;
}
