import type { DocumentId, TextLine, TextSource } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';

/** What the text of a page is made from: a change to one of them may have changed it. */
export const textTables = ['page', 'page_reading', 'corrected_page', 'part'] as const;

const none: readonly TextLine[] = [];

/** The lines of a page with their boxes; empty until they are known and where there are none. */
export function useLines(
  documentId: DocumentId,
  n: number,
  enabled: boolean,
): { readonly lines: readonly TextLine[]; readonly source: TextSource | null } {
  const answer = useCall(
    'reading.lines',
    { id: documentId, n },
    { tables: textTables, enabled, keep: false },
  );
  return {
    lines: (enabled && answer.data?.lines) || none,
    source: (enabled && answer.data?.source) || null,
  };
}
