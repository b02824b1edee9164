import type { DocumentId } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { attempt, goTo } from '../app/shell-state.ts';

/** Shows a document where it is, in the inbox, the library or the trash, at a page of it. */
export async function showDocument(id: DocumentId, page?: number): Promise<void> {
  const detail = await attempt(client.call('catalog.get', { id }));
  if (!detail) return;
  const target = { documentId: id, ...(page === undefined ? {} : { page }) };
  if (detail.row.trashed) goTo('trash', target);
  else goTo(detail.row.state === 'inbox' ? 'inbox' : 'library', target);
}
