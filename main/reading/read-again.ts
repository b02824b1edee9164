import type { Selection } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';
import * as q from './queue-queries.ts';
import { pagesOf } from './queries.ts';
import { queueOf } from './queue.ts';

/**
 * Puts pages in the reading queue again: of the documents chosen all, or `pages` (from 1) of a
 * single document. What a person corrected stays over what is read. Gives how many pages.
 * @throws ArchiveError `invalid-value` where `pages` are named of more than one document
 */
export async function readAgain(
  archive: Archive,
  selection: Selection,
  pages: readonly number[] | null,
): Promise<number> {
  const documents = await q.selectedDocuments(archive.db.read, selection);
  const pageIds = pages === null ? null : await idsOf(archive, documents, pages);
  const count = await archive.derive(['page', 'document'], (writer) =>
    q.readAgain(writer, documents, pageIds),
  );
  queueOf(archive)?.want(documents);
  return count;
}

async function idsOf(
  archive: Archive,
  documents: readonly number[],
  pages: readonly number[],
): Promise<number[]> {
  const [document] = documents;
  if (documents.length > 1) throw new ArchiveError('invalid-value', { field: 'pages' });
  if (document === undefined) return [];
  const ids: number[] = [];
  for (const n of pages) {
    const [page] = await pagesOf(archive.db.read, document, n, 1);
    if (page !== undefined) ids.push(page.pageId);
  }
  return ids;
}
