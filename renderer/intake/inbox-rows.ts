import { useState } from 'react';
import type { DocumentRow, ImportSummary } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { useWindowedRows, type WindowedRows } from '../app/windowed-rows.ts';

/** Imports that still have documents in the inbox, newest first. */
async function waitingImports(): Promise<readonly ImportSummary[]> {
  const found: ImportSummary[] = [];
  for (let offset = 0; ; offset += 200) {
    const { imports } = await client.call('intake.imports', { offset, limit: 200 });
    found.push(...imports.filter((each) => each.inbox > 0));
    if (imports.length < 200) return found;
  }
}

async function rowsOf(
  groups: readonly ImportSummary[],
  offset: number,
  limit: number,
): Promise<readonly DocumentRow[]> {
  const rows: DocumentRow[] = [];
  let start = 0;
  for (const group of groups) {
    const from = Math.max(0, offset - start);
    const want = Math.min(group.inbox - from, limit - rows.length);
    if (from < group.inbox && want > 0) {
      const answer = await client.call('catalog.list', {
        filter: { place: 'inbox', importId: group.id },
        sort: { key: 'imported', descending: false },
        offset: from,
        limit: want,
      });
      rows.push(...answer.rows);
    }
    start += group.inbox;
    if (rows.length >= limit) break;
  }
  return rows;
}

/** What the stack shows at an index: the heading of an import, or the document at `row`. */
export type StackItem =
  | { readonly kind: 'heading'; readonly group: ImportSummary }
  | { readonly kind: 'document'; readonly row: number };

export interface InboxRows {
  readonly rows: WindowedRows<DocumentRow>;
  readonly groups: readonly ImportSummary[];
}

/** The inbox, import by import; rows are loaded as they come in sight. */
export function useInboxRows(): InboxRows {
  const [groups, setGroups] = useState<readonly ImportSummary[]>([]);
  const rows = useWindowedRows(
    'inbox',
    async (offset, limit) => {
      const waiting = await waitingImports();
      const found = await rowsOf(waiting, offset, limit);
      setGroups(waiting);
      return { total: waiting.reduce((sum, group) => sum + group.inbox, 0), rows: found };
    },
    ['document', 'import', 'import_file', 'document_tag', 'proposal', 'original', 'part', 'page'],
  );
  return { rows, groups };
}

/** Index in the stack of the document at `row`, counting headings. */
export function stackIndex(groups: readonly ImportSummary[], row: number): number {
  let start = 0;
  for (const [index, group] of groups.entries()) {
    start += group.inbox;
    if (row < start) return row + index + 1;
  }
  return row + groups.length;
}

export function stackItem(groups: readonly ImportSummary[], index: number): StackItem {
  let start = 0;
  for (const [n, group] of groups.entries()) {
    const heading = start + n;
    if (index === heading) return { kind: 'heading', group };
    start += group.inbox;
    if (index <= start + n) return { kind: 'document', row: index - n - 1 };
  }
  return { kind: 'document', row: index - groups.length };
}

/** The import the document at `row` came with. */
export function groupOf(groups: readonly ImportSummary[], row: number): ImportSummary | undefined {
  let start = 0;
  return groups.find((group) => {
    start += group.inbox;
    return row < start;
  });
}
