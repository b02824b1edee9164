import { ArchiveError } from '../contract/errors.ts';
import type { PageState } from '../contract/documents.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { PageInfo, readingCalls } from '../contract/reading.ts';
import type { Archive, CallContext, Handlers } from '../library/index.ts';
import { imageWidths, THUMBNAIL_WIDTH } from './page-images.ts';
import { passwordFor } from './passwords.ts';
import * as q from './queries.ts';
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
    const found = await q.textOfPage(archive.db.read, id, n);
    if (found === undefined) throw new ArchiveError('no-such-page', { page: n });
    return found;
  },
  'reading.unlock': async ({ id, password }, { archive }) => ({
    pages: await unlock(archive, id, password),
  }),
};

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
    address('page', `${documentId}/${n}/${widthPx}`);
  return {
    n,
    originalId,
    originalPage: number,
    widthUm: isSideways ? heightUm : widthUm,
    heightUm: isSideways ? widthUm : heightUm,
    thumbnail: imageAddress(THUMBNAIL_WIDTH),
    images: imageWidths
      .filter((widthPx) => widthPx > THUMBNAIL_WIDTH)
      .map((widthPx) => ({ widthPx, address: imageAddress(widthPx) })),
    textSource,
  };
}
