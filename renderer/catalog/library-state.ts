import type { DocumentFilter, DocumentId, Sort } from '../../main/contract/index.ts';
import { rememberScreen, rememberedScreen } from '../app/session.ts';
import { createStore } from '../app/store.ts';
import { noSelection, selectOne, type ListSelection } from './selection.ts';
import type { TreeScope } from './tree-model.ts';

export type ListView = 'list' | 'table';

/** What the library room shows; kept while the user is in other rooms. */
export interface LibraryState {
  readonly scope: TreeScope;
  /** What another room or a saved search asked for besides the scope: an import, some documents, a place. */
  readonly special: DocumentFilter | null;
  readonly sort: Sort;
  readonly selection: ListSelection;
  /** The document shown in page view and form, and its page. */
  readonly document: DocumentId | null;
  readonly page: number;
  /** That document is not in the list: one that a search nearly finds. */
  readonly aside: boolean;
  /** The page takes the room of the list. */
  readonly reading: boolean;
}

export const defaultSort: Sort = { key: 'default', descending: true };

const initial: LibraryState = {
  scope: {},
  special: null,
  sort: defaultSort,
  selection: noSelection,
  document: null,
  page: 1,
  aside: false,
  reading: false,
};

export const library = createStore<LibraryState>(initial);

let entered: string | null = null;

/** Another archive was opened: nothing of the last one is shown. */
export function enterLibrary(archive: string): void {
  if (entered === archive) return;
  entered = archive;
  library.set(initial);
}

/** Narrows the list; what was selected is let go. */
export const narrowTo = (narrowing: Pick<LibraryState, 'scope' | 'special'>): void =>
  library.set({ ...narrowing, selection: noSelection, aside: false, reading: false });

/** Shows a document that the list does not hold, and leaves the list as it is. */
export const showAside = (id: DocumentId): void =>
  library.set({ document: id, page: 1, aside: true, selection: selectOne(id, -1) });

/** The order that rows can have: without a search, or with too many hits, none is by relevance. */
export const shownSort = (sort: Sort, canRank: boolean): Sort =>
  sort.key === 'relevance' && !canRank ? defaultSort : sort;

export const rememberedView = (): ListView =>
  rememberedScreen('library.view') === 'table' ? 'table' : 'list';

export const rememberView = (view: ListView): void => rememberScreen('library.view', view);
