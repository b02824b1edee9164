import type { ErrorCode } from '../contract/errors.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { learnCategories } from './learned.ts';
import { proposeDue } from './propose-due.ts';
import * as q from './queue-queries.ts';
import { readWaiting } from './read-pages.ts';

/** What reading documents to the end gave. */
export interface DocumentsRead {
  readonly pages: number;
  readonly characters: number;
  /** One entry a page that could not be read: of which document, and why. */
  readonly failed: readonly { readonly id: number; readonly code: ErrorCode }[];
}

/**
 * Reads what waits of these documents (null: of all), one after the other and to the end, then makes
 * their proposals anew.
 * @throws ArchiveError as `readWaiting`
 */
export async function readDocuments(
  archive: Archive,
  documents: readonly number[] | null,
  control: JobControl,
): Promise<DocumentsRead> {
  const totals = await readWaiting(archive, control, { documents });
  await learnCategories(archive, control.signal);
  await proposeDue(archive, { signal: control.signal, documents });
  const { pages, characters, failedPages } = totals;
  return { pages, characters, failed: await q.failedOf(archive.db.read, failedPages) };
}
