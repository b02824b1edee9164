import type {
  CallResult,
  DocumentFilter,
  DocumentRow,
  QueryPart,
  SearchHit,
  Sort,
} from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { usePagedRows, type PagedRowsState } from '../ui/use-paged-rows.ts';

/** One document of the list; with a query, also where it was found. */
export interface ListEntry {
  readonly row: DocumentRow;
  readonly hit: SearchHit | null;
}

export interface ListExtra {
  readonly understood: readonly QueryPart[];
  /** Whether the hits can be sorted by relevance. */
  readonly canRank: boolean;
  /** The filter these rows answer, to tell them from those still shown of the one before. */
  readonly filter: DocumentFilter;
}

const listTables = ['document', 'document_tag', 'tag', 'category', 'part', 'original', 'page'];

/** The documents of a filter: a plain list, or search hits where it holds a text. */
export function useDocuments(
  filter: DocumentFilter,
  sort: Sort,
): PagedRowsState<ListEntry, ListExtra> {
  const key = `${client.archive() ?? ''} ${JSON.stringify([filter, sort])}`;
  const state = usePagedRows<ListEntry, ListExtra>(key, async (offset, limit) => {
    if (filter.text === undefined) {
      const answer = await client.call('catalog.list', { filter, sort, offset, limit });
      return {
        total: answer.total,
        rows: answer.rows.map((row) => ({ row, hit: null })),
        extra: { understood: [], canRank: false, filter },
      };
    }
    const answer: CallResult<'search.query'> = await client.call('search.query', {
      filter,
      sort,
      offset,
      limit,
    });
    return {
      total: answer.total ?? (await client.call('search.facets', { filter })).total,
      rows: answer.hits.map((hit) => ({ row: hit.row, hit })),
      extra: { understood: answer.understood, canRank: answer.canRank, filter },
    };
  });
  useChanged(listTables, state.refresh);
  return state;
}
