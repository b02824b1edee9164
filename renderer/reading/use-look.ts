import { useEffect } from 'react';
import type { DocumentId, PageInfo } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';

/** A page turned over quickly is not looked at. */
const lookAfterMs = 200;

/** Tells that a page that waits to be read is on screen: it is read next. */
export function useLook(id: DocumentId, page: PageInfo | undefined): void {
  const n = page?.reading === 'waiting' ? page.n : null;
  useEffect(() => {
    if (n === null) return;
    const timer = setTimeout(() => {
      // Only a wish: what becomes of it shows on the page.
      client.call('reading.look', { id, n }).catch(() => undefined);
    }, lookAfterMs);
    return () => clearTimeout(timer);
  }, [id, n]);
}
