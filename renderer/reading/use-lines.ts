import { useEffect, useRef } from 'react';
import type { DocumentId, PageInfo, TextLine, TextSource } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';

/** What the text of a page is made from: a change to one of them may have changed it. */
export const textTables = ['page', 'page_reading', 'corrected_page', 'part'] as const;

/** What people change of it. Reading changes pages all the time, mostly others than the one shown. */
export const decidedTables = ['corrected_page', 'part'] as const;

/** Asks again when the page that is shown was read; another page is asked for anyway. */
export function useReadAnew(page: PageInfo | undefined, refetch: () => void): void {
  const which = page && `${page.originalId} ${page.originalPage}`;
  const state = page && `${page.reading} ${page.textSource}`;
  const known = useRef({ which, state });
  useEffect(() => {
    const before = known.current;
    known.current = { which, state };
    if (which !== undefined && before.which === which && before.state !== state) refetch();
  }, [which, state, refetch]);
}

const none: readonly TextLine[] = [];

/** The lines of a page with their boxes; empty until they are known and where there are none. */
export function useLines(
  documentId: DocumentId,
  page: PageInfo | undefined,
  wanted: boolean,
): { readonly lines: readonly TextLine[]; readonly source: TextSource | null } {
  const enabled = wanted && page !== undefined && page.textSource !== 'none';
  const answer = useCall(
    'reading.lines',
    { id: documentId, n: page?.n ?? 1 },
    { tables: decidedTables, enabled, keep: false },
  );
  useReadAnew(page, answer.refetch);
  return {
    lines: (enabled && answer.data?.lines) || none,
    source: (enabled && answer.data?.source) || null,
  };
}
