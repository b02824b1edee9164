import { ArchiveError } from '../contract/errors.ts';
import type { PageState } from '../contract/documents.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { PageInfo, readingCalls } from '../contract/reading.ts';
import type { Archive, CallContext, Handlers } from '../library/index.ts';
import { correct, pageAt, uncorrect } from './correct.ts';
import { hitsBeginning, marksOn, termsOf } from './marks.ts';
import { paragraphsOf } from './page-lines.ts';
import { imageWidths, THUMBNAIL_WIDTH } from './page-images.ts';
import { shownLines } from './page-text.ts';
import { passwordFor, unlockedIn } from './passwords.ts';
import * as q from './queries.ts';
import { countWaiting, countFailed, failedPages } from './queue-queries.ts';
import { queueOf } from './queue.ts';
import { readAgain } from './read-again.ts';
import { unlock } from './unlock.ts';

export const readingHandlers: Handlers<typeof readingCalls> = {
  'reading.pages': async ({ id, from, limit }, { archive, address }) => {
    const { read } = archive.db;
    const originals = await q.originalsOf(read, id);
    if (originals.length === 0) throw new ArchiveError('no-such-document', { id });
    const state = stateOf(archive, originals);
    if (state === 'none' || state === 'locked') return { total: 0, state, pages: [] };
    const [total, records] = await Promise.all([
      q.countPages(read, id),
      q.pagesOf(read, id, from, limit),
    ]);
    const pages = records.map((record, index) => pageInfo(record, id, from + index, address));
    return { total, state, pages };
  },
  'reading.text': async ({ id, n }, { archive }) => {
    const { lines, source } = await shownLines(archive, await pageAt(archive, id, n));
    return { text: paragraphsOf(lines), source };
  },
  'reading.lines': async ({ id, n }, { archive }) => {
    const { lines, source } = await shownLines(archive, await pageAt(archive, id, n));
    return { lines: [...lines], source };
  },
  'reading.marks': async ({ id, n, query }, { archive }) => {
    const terms = termsOf(query);
    if (terms.length === 0) return { boxes: [] };
    const { read } = archive.db;
    const [{ lines }, before, after] = await Promise.all([
      pageAt(archive, id, n).then((page) => shownLines(archive, page)),
      n === 1 ? [] : q.effectiveTexts(read, id, n - 1, 1),
      q.effectiveTexts(read, id, n + 1, 1),
    ]);
    const around = { before: before[0] ?? '', after: after[0] ?? '' };
    const boxes = marksOn(lines, terms, around);
    return { boxes: boxes.filter(({ widthUm, heightUm }) => widthUm > 0 && heightUm > 0) };
  },
  'reading.hits': ({ id, query, from, limit }, { archive }) =>
    hitsOf(archive, id, termsOf(query), from, from + limit),
  'reading.correct': ({ id, n, lines }, { archive }) => correct(archive, id, n, lines),
  'reading.uncorrect': ({ id, n }, { archive }) => uncorrect(archive, id, n),
  'reading.again': async ({ selection, pages }, { archive }) => ({
    pages: await readAgain(archive, selection, pages ?? null),
  }),
  'reading.look': async ({ id, n }, { archive }) => {
    queueOf(archive)?.look(id, n);
    return {};
  },
  'reading.status': async (_args, { archive }) => {
    const { read } = archive.db;
    const [waiting, failed] = await Promise.all([
      countWaiting(read, unlockedIn(archive)),
      countFailed(read),
    ]);
    const automatic = queueOf(archive)?.isAutomatic() ?? false;
    return { waiting: waiting.pages, failed, automatic };
  },
  'reading.failed': async ({ offset, limit }, { archive }) => {
    const { read } = archive.db;
    const [total, pages] = await Promise.all([countFailed(read), failedPages(read, offset, limit)]);
    return { total, pages };
  },
  'reading.unlock': async ({ id, password }, { archive }) => ({
    pages: await unlock(archive, id, password),
  }),
};

/** Texts looked at together: phrases over the ends of pages are found in them, and hardly any is cut. */
const STRETCH = 50;

/** Hits on the pages from `from` to before `end`. */
async function hitsOf(
  archive: Archive,
  id: DocumentId,
  terms: readonly string[],
  from: number,
  end: number,
) {
  const pages: { n: number; hits: number }[] = [];
  if (terms.length === 0) return { pages, next: null };
  for (let first = from; first < end; first += STRETCH) {
    const length = Math.min(STRETCH, end - first);
    // One more page, for what begins on the last of these and ends on it.
    const texts = await q.effectiveTexts(archive.db.read, id, first, length + 1);
    const counts = hitsBeginning(texts, terms).slice(0, length);
    for (const [index, hits] of counts.entries()) {
      if (hits > 0) pages.push({ n: first + index, hits });
    }
    if (texts.length <= length) return { pages, next: null };
  }
  return { pages, next: end };
}

/** What a document's pages are like in this session, which may have been told a password. */
function stateOf(archive: Archive, originals: readonly q.OriginalRecord[]): PageState {
  const states = originals.map(({ pageState, sha256 }) =>
    pageState === 'locked' && passwordFor(archive, sha256) !== undefined ? 'ready' : pageState,
  );
  const order: readonly PageState[] = ['damaged', 'locked', 'ready'];
  return order.find((state) => states.includes(state)) ?? 'none';
}

function pageInfo(
  record: q.PageRecord,
  documentId: DocumentId,
  n: number,
  address: CallContext['address'],
): PageInfo {
  const { originalId, number, widthUm, heightUm, partRotation, textSource } = record;
  const isSideways = partRotation === 90 || partRotation === 270;
  const imageAddress = (widthPx: number): string =>
    // Browsers keep pictures: another page in this place, or a turned one, is another address.
    address('page', `${documentId}/${n}/${widthPx}/${originalId}-${number}-${partRotation}`);
  return {
    n,
    originalId,
    originalPage: number,
    widthUm: isSideways ? heightUm : widthUm,
    heightUm: isSideways ? widthUm : heightUm,
    turn: partRotation,
    thumbnail: imageAddress(THUMBNAIL_WIDTH),
    images: imageWidths
      .filter((widthPx) => widthPx > THUMBNAIL_WIDTH)
      .map((widthPx) => ({ widthPx, address: imageAddress(widthPx) })),
    textSource,
    reading: record.reading,
    problem: record.problem,
    blank: record.blank === 1,
    dpi: record.dpi,
  };
}
