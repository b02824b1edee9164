import { useEffect } from 'react';
import type {
  CallResult,
  DocumentFilter,
  DocumentRow,
  Facets,
  QueryPart,
  SearchHit,
  Sort,
} from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { useCall, useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { NotAnswered } from '../ui/paged-rows.ts';
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

export interface DocumentList extends PagedRowsState<ListEntry, ListExtra> {
  /** What the hits of a search can be narrowed by; null without one, or while it is not known. */
  readonly facets: Facets | null;
}

const listTables = [
  'document',
  'document_tag',
  'tag',
  'category',
  'part',
  'original',
  'page',
  'link',
];
/** A search shows so many first; a list whose rows cost less takes more at once. */
const pageSizes = { search: 50, list: 100 } as const;

/** The documents of a filter: a plain list, or search hits where it holds a text. */
export function useDocuments(filter: DocumentFilter, sort: Sort): DocumentList {
  const searching = filter.text !== undefined;
  const key = `${client.archive() ?? ''} ${JSON.stringify([filter, sort])}`;
  const state = usePagedRows<ListEntry, ListExtra>(
    key,
    async (offset, limit) => {
      if (!searching) {
        const answer = await client.call('catalog.list', { filter, sort, offset, limit });
        return {
          total: answer.total,
          rows: answer.rows.map((row) => ({ row, hit: null })),
          extra: { understood: [], canRank: false, filter },
        };
      }
      const answer = await hitsOf(filter, sort, offset, limit);
      return {
        total: answer.total,
        rows: answer.hits.map((hit) => ({ row: hit.row, hit })),
        extra: { understood: answer.understood, canRank: answer.canRank, filter },
      };
    },
    searching ? pageSizes.search : pageSizes.list,
  );
  useChanged(listTables, state.refresh);
  const facets = useFacets(filter, state);
  return { ...state, facets };
}

async function hitsOf(
  filter: DocumentFilter,
  sort: Sort,
  offset: number,
  limit: number,
): Promise<CallResult<'search.query'>> {
  try {
    return await client.call('search.query', { filter, sort, offset, limit });
  } catch (error) {
    if (error instanceof CallError && error.code === 'cancelled') throw new NotAnswered();
    throw error;
  }
}

/** Counts what a search finds, once its first hits are there; its total is told to the list. */
function useFacets(
  filter: DocumentFilter,
  { rows, pending }: PagedRowsState<ListEntry, ListExtra>,
): Facets | null {
  const searching = filter.text !== undefined;
  const some = (rows.total ?? 0) > 0;
  const enabled = searching && !pending && some;
  const { data, loading } = useCall('search.facets', { filter }, { tables: listTables, enabled });
  const total = enabled && !loading ? data?.total : undefined;
  useEffect(() => {
    if (total !== undefined) rows.count(total);
  }, [rows, total, rows.version]);
  return searching && some ? (data ?? null) : null;
}
