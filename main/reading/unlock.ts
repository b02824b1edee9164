import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId } from '../contract/ids.ts';
import { originalPath, type Archive } from '../library/index.ts';
import { inspectFile } from './files.ts';
import type { Inspection } from './inspect.ts';
import { rememberPassword } from './passwords.ts';
import * as q from './queries.ts';

/**
 * Opens the locked originals of a document with a password: enters their pages and text (an
 * operation, since the document grows by pages), and remembers the password for this session.
 * Gives the document's number of pages.
 * @throws ArchiveError `wrong-password` where it opens none, `no-such-document`,
 *   `original-missing`, `worker-died`, `worker-timeout`
 */
export async function unlock(
  archive: Archive,
  documentId: DocumentId,
  password: string,
): Promise<number> {
  const originals = await q.originalsOf(archive.db.read, documentId);
  if (originals.length === 0) throw new ArchiveError('no-such-document', { id: documentId });
  const locked = originals.filter(({ pageState }) => pageState === 'locked');
  const opened: { original: q.OriginalRecord; inspection: Inspection }[] = [];
  for (const original of locked) {
    const inspection = await tryPassword(archive, original, password);
    if (inspection !== null) opened.push({ original, inspection });
  }
  if (locked.length > 0 && opened.length === 0) throw new ArchiveError('wrong-password');
  const words = { kind: 'unlock', zh: '打开加密文件', en: 'Open a locked file' };
  await archive.operate(words, async (writer) => {
    for (const { original, inspection } of opened) {
      const pages = inspection.pages.map((page, index) => ({
        ...page,
        text: inspection.text[index] ?? '',
      }));
      await q.storePages(writer, original.id, pages);
    }
  });
  for (const { original } of opened) rememberPassword(archive, original.sha256, password);
  await archive.derive(['page', 'original'], async () => {});
  return await q.countPages(archive.db.read, documentId);
}

async function tryPassword(
  archive: Archive,
  { sha256, extension }: q.OriginalRecord,
  password: string,
): Promise<Inspection | null> {
  const path = originalPath(archive, sha256, extension);
  try {
    const args = { path, extension, password };
    return await inspectFile(archive.workers, args, { priority: 'urgent' });
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    if (error.code === 'wrong-password') return null;
    if (error.code === 'source-missing') throw new ArchiveError('original-missing', {}, error);
    throw error;
  }
}
