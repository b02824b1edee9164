import type { DocumentId, PageInfo, PageState } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';

export interface DocumentPages {
  /** null until known. */
  readonly total: number | null;
  readonly state: PageState | null;
  readonly error: unknown;
  /** Page `n` from 1; undefined while not known. */
  readonly page: (n: number) => PageInfo | undefined;
  /** Says which pages are in view, both included. */
  readonly want: (first: number, last: number) => void;
  readonly refresh: () => void;
  /** The document these pages belong to: the one before, while a new one is asked for. */
  readonly documentId: DocumentId | null;
}

const pagesPerCall = 100;

/** The pages of a document, a hundred at a time as they come into view. */
export function usePages(documentId: DocumentId): DocumentPages {
  const { rows, want, refresh } = usePagedRows<PageInfo, { id: DocumentId; state: PageState }>(
    `${client.archive() ?? ''} ${documentId}`,
    async (offset, limit) => {
      const answer = await client.call('reading.pages', {
        id: documentId,
        from: offset + 1,
        limit,
      });
      return {
        total: answer.total,
        rows: answer.pages,
        extra: { id: documentId, state: answer.state },
      };
    },
    pagesPerCall,
  );
  useChanged(['part', 'page', 'original'], refresh);
  return {
    total: rows.total,
    state: rows.extra?.state ?? null,
    error: rows.error,
    page: (n) => rows.at(n - 1),
    want: (first, last) => want(first - 1, last),
    refresh,
    documentId: rows.extra?.id ?? null,
  };
}
