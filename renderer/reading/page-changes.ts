import type { DocumentId, OperationId, OriginalId } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { isSame, pageRuns, type PlacedPage } from './arrangement.ts';

/** 1、3–5, in the current language. */
export const pagesWords = (numbers: Iterable<number>): string => pageRuns(numbers, t('app.list'));

/** All pages of a document with the turns it gives them. */
async function placedPages(id: DocumentId): Promise<readonly PlacedPage[]> {
  const placed: PlacedPage[] = [];
  for (;;) {
    const { total, pages } = await client.call('reading.pages', {
      id,
      from: placed.length + 1,
      limit: 100,
    });
    placed.push(...pages.map(({ n, turn }) => ({ n, turn })));
    if (pages.length === 0 || placed.length >= total) return placed;
  }
}

/**
 * Arranges the pages of a document anew and says so. Gives the new order, by the numbers the
 * pages had; undefined where nothing changed or it failed.
 */
export async function arrange(
  id: DocumentId,
  change: (pages: readonly PlacedPage[]) => readonly PlacedPage[],
  words: string,
): Promise<readonly PlacedPage[] | undefined> {
  const before = await attempt(placedPages(id));
  if (!before) return undefined;
  const after = change(before);
  if (isSame(before, after)) return undefined;
  const result = await attempt(client.call('catalog.arrange', { id, pages: [...after] }));
  if (!result) return undefined;
  announce(words, result.operation);
  return after;
}

/** Cuts a document before each page of `before`; pages of `drop` are left out. Gives the new documents. */
export async function split(
  id: DocumentId,
  before: readonly number[],
  drop: readonly number[] = [],
): Promise<readonly DocumentId[] | undefined> {
  const result = await attempt(
    client.call('catalog.split', { id, before: [...before], drop: [...drop] }),
  );
  if (!result) return undefined;
  announce(t('reading.splitDone', { count: result.documents.length }), result.operation);
  return result.documents;
}

/** Makes the second document the end of the first. */
export async function joinTo(
  first: { readonly id: DocumentId; readonly title: string },
  second: DocumentId,
): Promise<boolean> {
  const result = await attempt(client.call('catalog.join', { ids: [first.id, second] }));
  if (!result) return false;
  announce(t('reading.joinDone', { title: first.title }), result.operation);
  return true;
}

/** Moves pages to the end of another document. */
export async function movePages(
  id: DocumentId,
  pages: Iterable<number>,
  to: { readonly id: DocumentId; readonly title: string; readonly pages: number },
): Promise<boolean> {
  const numbers = [...pages].toSorted((a, b) => a - b);
  const result = await attempt(
    client.call('catalog.movePages', { id, pages: numbers, to: to.id, at: to.pages + 1 }),
  );
  if (!result) return false;
  announce(
    t('reading.moveDone', { pages: pagesWords(numbers), title: to.title }),
    result.operation,
  );
  return true;
}

/** Takes dropped pages back to the end of the document. */
export async function takeBack(
  id: DocumentId,
  pages: readonly { readonly originalId: OriginalId; readonly originalPage: number }[],
): Promise<void> {
  const result = await attempt(client.call('catalog.takeBack', { id, pages: [...pages] }));
  if (result) announce(t('reading.takenBack', { count: pages.length }), result.operation);
}

/** Puts pages into the reading queue again; without `pages`, all of the document. */
export async function readAgain(id: DocumentId, pages?: readonly number[]): Promise<void> {
  const result = await attempt(
    client.call('reading.again', {
      selection: { filter: { place: 'all', ids: [id] } },
      ...(pages ? { pages: [...pages] } : {}),
    }),
  );
  if (result) announce(t('reading.againDone', { count: result.pages }));
}

/** Stores corrected lines of a page as one change. */
export async function correct(
  id: DocumentId,
  n: number,
  lines: readonly { readonly line: number; readonly text: string }[],
): Promise<OperationId | null | undefined> {
  const result = await attempt(client.call('reading.correct', { id, n, lines: [...lines] }));
  if (!result) return undefined;
  announce(t('reading.corrected', { n, count: lines.length }), result.operation);
  return result.operation;
}

/** Back to what the machine read. */
export async function uncorrect(id: DocumentId, n: number): Promise<void> {
  const result = await attempt(client.call('reading.uncorrect', { id, n }));
  if (result) announce(t('reading.uncorrected', { n }), result.operation);
}
