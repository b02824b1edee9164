import { useCallback, useEffect, useRef } from 'react';
import type { DocumentFilter, DocumentId, Selection, Sort } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import type { PagedRowsState } from '../ui/use-paged-rows.ts';
import type { SelectMode } from '../ui/virtual-list.tsx';
import { library } from './library-state.ts';
import {
  isSelected,
  noSelection,
  selectAll,
  selectedCount,
  selectOne,
  selectRange,
  toggleOne,
  toSelection,
} from './selection.ts';
import type { ListEntry, ListExtra } from './use-documents.ts';

/** Longest stretch that Shift selects row by row; beyond it Ctrl+A is meant. */
const longestRange = 10_000;

export interface ListSelecting {
  readonly active: number;
  readonly count: number;
  readonly isSelected: (index: number) => boolean;
  readonly onActive: (index: number) => void;
  readonly onSelect: (index: number, mode: SelectMode) => void;
  readonly all: () => void;
  readonly clear: () => void;
  /** The selection as calls take it; null: nothing selected. */
  readonly selection: Selection | null;
}

/**
 * What is selected in the list and which document is shown, kept true while rows come and go: the
 * first row of a new list is shown at once; when the shown one leaves, the row in its place is.
 */
export function useListSelection(
  list: PagedRowsState<ListEntry, ListExtra>,
  filter: DocumentFilter,
  sort: Sort,
): ListSelecting {
  const selection = useStore(library, (state) => state.selection);
  const total = list.rows.total ?? 0;
  const latest = useRef({ list, filter, sort });
  latest.current = { list, filter, sort };

  const show = useCallback((entry: ListEntry, index: number) => {
    library.set(({ document, page }) => ({
      selection: selectOne(entry.row.id, index),
      document: entry.row.id,
      page: document === entry.row.id ? page : (entry.hit?.page ?? 1),
      aside: false,
    }));
  }, []);

  const goTo = useCallback(
    async (index: number): Promise<void> => {
      const { list: current } = latest.current;
      const entry =
        current.rows.at(index) ?? (await current.rows.range(index, index + 1))[0] ?? null;
      if (entry && latest.current.list.rows === current.rows) show(entry, index);
    },
    [show],
  );

  useKeptSelection(latest, list, goTo);

  const onSelect = (index: number, mode: SelectMode): void => {
    const entry = list.rows.at(index);
    const at = library.get().selection;
    if (mode === 'all') library.set({ selection: selectAll(at), aside: false });
    else if (mode === 'only' || !entry) void goTo(index);
    else if (mode === 'toggle') {
      library.set({
        selection: toggleOne(at, entry.row.id, index),
        document: entry.row.id,
        page: entry.hit?.page ?? 1,
        aside: false,
      });
    } else void extend(index, entry);
  };

  const extend = async (index: number, entry: ListEntry): Promise<void> => {
    const at = library.get().selection;
    const anchor = at.anchor < 0 ? index : at.anchor;
    const from = Math.max(Math.min(anchor, index), index - longestRange);
    const to = Math.min(Math.max(anchor, index), index + longestRange);
    const between = await list.rows.range(from, to + 1);
    const ids = between.map(({ row }) => row.id);
    library.set({
      selection: { ...selectRange(at, ids, index), anchor },
      document: entry.row.id,
      page: entry.hit?.page ?? 1,
      aside: false,
    });
  };

  const count = selectedCount(selection, total);
  return {
    active: Math.min(selection.lead, total - 1),
    count,
    isSelected: (index) => {
      const entry = list.rows.at(index);
      return entry ? isSelected(selection, entry.row.id) : index === selection.lead;
    },
    onActive: (index) => {
      // The row itself is shown once `onSelect` has it; the mark moves at once.
      library.set(({ selection: at }) => ({ selection: { ...at, lead: index } }));
    },
    onSelect,
    all: () => library.set(({ selection: at }) => ({ selection: selectAll(at), aside: false })),
    clear: () => void goTo(Math.max(0, selection.lead)),
    selection: count === 0 ? null : toSelection(selection, filter),
  };
}

function useKeptSelection(
  latest: React.RefObject<{
    readonly list: PagedRowsState<ListEntry, ListExtra>;
    readonly filter: DocumentFilter;
    readonly sort: Sort;
  }>,
  list: PagedRowsState<ListEntry, ListExtra>,
  goTo: (index: number) => Promise<void>,
): void {
  const { rows, pending } = list;
  const version = rows.version;
  useEffect(() => {
    if (pending || rows.total === null) return;
    const { selection, document, aside } = library.get();
    if (aside) return;
    if (rows.total === 0) {
      if (document !== null) library.set({ selection: noSelection, document: null });
      return;
    }
    if (selection.mode === 'all' || selection.ids.size > 1) return;
    const lead = selection.lead < 0 ? undefined : rows.at(selection.lead);
    const chosen = document;
    if (chosen !== null && selection.ids.size > 0 && lead?.row.id === chosen) return;
    if (chosen === null || selection.ids.size === 0) {
      void goTo(0);
      return;
    }
    void follow(chosen, latest, goTo);
  }, [rows, pending, version, latest, goTo]);
}

/** Rows moved under the selection: finds its document again, else takes the row in its place. */
async function follow(
  id: DocumentId,
  latest: React.RefObject<{
    readonly list: PagedRowsState<ListEntry, ListExtra>;
    readonly filter: DocumentFilter;
    readonly sort: Sort;
  }>,
  goTo: (index: number) => Promise<void>,
): Promise<void> {
  const { list, filter, sort } = latest.current;
  const near = nearIndex(list, id, library.get().selection.lead);
  const index =
    near ??
    (await client.call('catalog.position', { filter, sort, id }).then(
      (answer) => answer.index,
      () => null,
    ));
  const state = library.get();
  if (state.document !== id || latest.current.list.rows !== list.rows) return;
  if (index === null)
    await goTo(Math.min(Math.max(0, state.selection.lead), (list.rows.total ?? 1) - 1));
  else library.set({ selection: selectOne(id, index) });
}

function nearIndex(
  list: PagedRowsState<ListEntry, ListExtra>,
  id: DocumentId,
  around: number,
): number | null {
  for (let step = 0; step < 50; step++) {
    for (const index of [around - step, around + step]) {
      if (index >= 0 && list.rows.at(index)?.row.id === id) return index;
    }
  }
  return null;
}
