import type { DocumentFilter, DocumentId, Selection } from '../../main/contract/index.ts';

/**
 * What is selected in a list of any length: some documents by id, or the whole filter less some.
 * `lead` is the row the keyboard stands on, `anchor` where a range starts.
 */
export interface ListSelection {
  readonly mode: 'some' | 'all';
  /** Selected ids in `some`, left-out ids in `all`. */
  readonly ids: ReadonlySet<DocumentId>;
  readonly lead: number;
  readonly anchor: number;
}

export const noSelection: ListSelection = { mode: 'some', ids: new Set(), lead: -1, anchor: -1 };

export const selectOne = (id: DocumentId, index: number): ListSelection => ({
  mode: 'some',
  ids: new Set([id]),
  lead: index,
  anchor: index,
});

export const selectAll = (current: ListSelection): ListSelection => ({
  ...current,
  mode: 'all',
  ids: new Set(),
});

/** Ctrl+click: takes one row in or out. */
export const toggleOne = (current: ListSelection, id: DocumentId, index: number): ListSelection => {
  const ids = new Set(current.ids);
  if (!ids.delete(id)) ids.add(id);
  return { mode: current.mode, ids, lead: index, anchor: index };
};

/** Shift+click: from the anchor to `index`; `ids` are the documents between, both ends included. */
export const selectRange = (
  current: ListSelection,
  ids: readonly DocumentId[],
  index: number,
): ListSelection => ({ mode: 'some', ids: new Set(ids), lead: index, anchor: current.anchor });

export const isSelected = (selection: ListSelection, id: DocumentId): boolean =>
  selection.ids.has(id) === (selection.mode === 'some');

export const selectedCount = (selection: ListSelection, total: number): number =>
  selection.mode === 'some' ? selection.ids.size : Math.max(0, total - selection.ids.size);

/** The selection as calls take it. */
export const toSelection = (selection: ListSelection, filter: DocumentFilter): Selection =>
  selection.mode === 'some'
    ? {
        filter: {
          ...(filter.place === undefined ? {} : { place: filter.place }),
          ids: [...selection.ids],
        },
      }
    : { filter, ...(selection.ids.size === 0 ? {} : { except: [...selection.ids] }) };
