import './catalog.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type {
  DocumentField,
  DocumentFilter,
  DocumentId,
  OpenArchive,
} from '../../main/contract/index.ts';
import { runCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { Panes, type Pane } from '../app/panes.tsx';
import { shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { t } from '../i18n/index.ts';
import { searchFor, useQueryText } from '../search/query-text.ts';
import { noteSearch } from '../search/recent-searches.ts';
import { useContextMenu } from '../ui/context-menu.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { DocumentPane } from './document-pane.tsx';
import { FormPane } from './form-pane.tsx';
import { LibraryDialogs, type LibraryDialog } from './library-dialogs.tsx';
import { LibraryEmpty } from './library-empty.tsx';
import {
  enterLibrary,
  library,
  narrowTo,
  rememberView,
  rememberedView,
  showAside,
  shownSort,
  type ListView,
} from './library-state.ts';
import { dragDocuments } from './drag-documents.ts';
import { ListPane } from './list-pane.tsx';
import { PreviewOverlay } from './preview-overlay.tsx';
import { scopeChips, scopeName } from './scope-words.ts';
import { noSelection, selectOne } from './selection.ts';
import { filterOf, isEmptyScope, type TreeScope } from './tree-model.ts';
import { TreePane } from './tree-pane.tsx';
import { useDocuments } from './use-documents.ts';
import { useLibraryCommands } from './use-library-commands.ts';
import { useListSelection } from './use-list-selection.ts';

const treeTables = ['document', 'category', 'tag', 'document_tag', 'page', 'original'];

/** What another room asked this one to show, taken over once. */
function useTarget(): void {
  const target = useStore(shell, (state) => state.target);
  useEffect(() => {
    if (!target) return;
    const { filter, documentId, page = 1 } = target;
    if (filter) {
      const { text, years, categories, tags, ...special } = filter;
      searchFor(text ?? '');
      library.set({
        scope: {
          ...(years === undefined ? {} : { years }),
          ...(categories === undefined ? {} : { categories }),
          ...(tags === undefined ? {} : { tags }),
        },
        special: Object.keys(special).length > 0 ? special : null,
        aside: false,
        reading: false,
      });
    }
    if (documentId !== undefined) showDocument(documentId, filter === undefined, page);
    shell.set({ target: null });
  }, [target]);
}

/** Shows one document; with `everywhere`, whatever narrowed the list is dropped first. */
function showDocument(id: DocumentId, everywhere: boolean, page = 1): void {
  if (everywhere) {
    searchFor('');
    library.set({ scope: {}, special: null });
  }
  library.set({ document: id, page, aside: false, selection: selectOne(id, 0) });
}

/** A new query starts at its first hit; clearing it leaves the document in hand where it was. */
function useFirstHit(text: string): void {
  const before = useRef(text);
  useEffect(() => {
    if (text !== before.current) {
      library.set(text === '' ? { aside: false } : { aside: false, selection: noSelection });
    }
    before.current = text;
  }, [text]);
}

/** The library: years, categories and tags, the documents in them, their pages and their fields. */
export function LibraryRoom({ archive }: { readonly archive: OpenArchive }): React.ReactElement {
  enterLibrary(archive.handle);
  useTarget();
  const { scope, special, sort, document, page, reading } = useStore(library, (state) => state);
  const text = useQueryText();
  const searching = text !== '';
  useFirstHit(text);
  const filter: DocumentFilter = useMemo(
    () => ({ ...special, ...filterOf(scope, text) }),
    [special, scope, text],
  );
  const [view, setView] = useState<ListView>(rememberedView);
  const [dialog, setDialog] = useState<LibraryDialog | null>(null);
  const [preview, setPreview] = useState(false);
  const [editor, setEditor] = useState<{ of: DocumentId; field: DocumentField } | null>(null);
  const editing = editor?.of === document ? editor.field : null;
  const editedFrom = useRef<Element | null>(null);
  const setEditing = (field: DocumentField | null): void => {
    if (field && document !== null) {
      if (!editing) editedFrom.current = window.document.activeElement;
      setEditor({ of: document, field });
      return;
    }
    setEditor(null);
    requestAnimationFrame(() => returnFocus(editedFrom.current, editing));
  };
  const contextMenu = useContextMenu();
  const list = useDocuments(filter, shownSort(sort, searching));
  const tree = useCall('catalog.tree', treeQuestion(text, scope), {
    tables: treeTables,
    // The first hits come first; a query typed on meanwhile is not counted.
    enabled: !searching || !list.pending,
  });
  const categories = tree.data?.categories ?? [];
  const selecting = useListSelection(list, filter, sort);
  const several = selecting.count > 1;
  const canChange = !archive.readOnly;

  const edit = (field: DocumentField): void => {
    if (document === null || !canChange) return;
    if (several) {
      setDialog({ kind: 'bulk', field });
      return;
    }
    if (!window.document.querySelector('.catalog-form')) runCommand('pane.form');
    setEditing(field);
  };
  const open = (): void => {
    if (document === null) return;
    if (searching) noteSearch(text);
    library.set({ reading: true });
    requestAnimationFrame(() => window.document.querySelector<HTMLElement>('.reading')?.focus());
  };
  const commands = useLibraryCommands({
    selecting,
    list,
    searching,
    canChange,
    document,
    reading,
    onOpen: open,
    onTag: () => setDialog({ kind: 'tag' }),
    onBinder: () => setDialog({ kind: 'binder' }),
    onLink: () => setDialog({ kind: 'link' }),
    onEdit: edit,
    onPreview: () => setPreview(!preview),
    onBulk: (field) => setDialog({ kind: 'bulk', field }),
  });
  useStatus(
    t('catalog.selectedOf', { total: list.rows.total ?? 0, count: selecting.count }),
    commands.hints,
  );

  const narrow = (next: Parameters<typeof narrowTo>[0]): void => {
    narrowTo(next);
    setPreview(false);
  };
  const changeScope = (next: TreeScope): void =>
    narrow({ scope: next, special: searching && !isEmptyScope(next) ? special : null });
  const narrowing = { scope, special };
  const names = tree.data ?? null;
  const widen = (): void => changeScope({});
  const filed = (tree.data?.years ?? []).reduce((sum, year) => sum + year.documents, 0);
  const nothing = !searching && tree.data !== undefined && filed === 0;
  const terms = (list.rows.extra?.understood ?? [])
    .flatMap(({ any }) => any)
    .filter(({ field, not }) => field === null && !not)
    .map(({ text: term }) => term);

  const empty = (
    <LibraryEmpty
      text={text}
      understood={list.rows.extra?.understood ?? []}
      filter={filter}
      scopeName={scopeName(narrowing, names)}
      filed={filed}
      document={document}
      inbox={tree.data?.inbox ?? 0}
      canChange={canChange}
      error={list.rows.error}
      onWiden={widen}
      onRetry={list.refresh}
      onAside={showAside}
      onOpen={open}
    />
  );
  const listPane = (
    <ListPane
      list={list}
      filter={filter}
      selecting={selecting}
      searching={searching}
      canChange={canChange}
      document={document}
      onAside={showAside}
      chips={scopeChips(narrowing, names, narrow)}
      sort={sort}
      onSort={(next) => library.set({ sort: next })}
      view={view}
      onView={(next) => {
        setView(next);
        rememberView(next);
      }}
      onOpen={open}
      onContextMenu={(index, event) => {
        event.preventDefault();
        if (!selecting.isSelected(index)) selecting.onSelect(index, 'only');
        contextMenu.open(event, commands.menu);
      }}
      onDragRow={(index, event) => dragDocuments(index, event, list, selecting)}
      empty={empty}
      foot={
        several && canChange ? (
          <BulkBar
            count={selecting.count}
            onTag={() => setDialog({ kind: 'tag' })}
            onCategory={() => setDialog({ kind: 'bulk', field: 'categoryId' })}
            onYear={() => setDialog({ kind: 'bulk', field: 'year' })}
            onMore={() => setDialog({ kind: 'bulk', field: 'issuer' })}
            onBinder={() => setDialog({ kind: 'binder' })}
            onTrash={commands.trash}
            onClear={selecting.clear}
          />
        ) : null
      }
    />
  );

  const emptyPane = <div className="catalog-empty">{empty}</div>;
  const treePane: Pane = {
    id: 'tree',
    label: t('catalog.tree'),
    width: [220, 256],
    min: 180,
    max: 320,
    drawer: 'left',
    content: tree.data && (
      <TreePane
        key={archive.handle}
        tree={tree.data}
        tagCounts={scope.tags === undefined ? (list.facets?.tags ?? null) : null}
        filter={filter}
        searching={searching}
        scope={scope}
        onScope={changeScope}
        canChange={canChange}
      />
    ),
  };
  const pagePane: Pane = {
    id: 'page',
    label: t('catalog.page'),
    min: 340,
    content: (
      <DocumentPane
        document={document}
        page={page}
        reading={reading}
        query={text}
        canChange={canChange}
        onPage={(next) => library.set({ page: next })}
        onReading={(next) => library.set({ reading: next })}
      />
    ),
  };
  const formPane: Pane = {
    id: 'form',
    label: t('catalog.form'),
    width: [288, 348],
    min: 260,
    max: 420,
    drawer: 'right',
    content: (
      <FormPane
        document={document}
        selection={several ? selecting.selection : null}
        count={selecting.count}
        categories={categories}
        page={page}
        terms={terms}
        canChange={canChange}
        editing={editing}
        onEdit={setEditing}
        onTag={() => setDialog({ kind: 'tag' })}
        onShow={(id) => showDocument(id, true)}
      />
    ),
  };

  return (
    <>
      <Panes
        key={nothing ? 'nothing' : reading ? 'reading' : view}
        screen={reading ? 'reading' : view === 'table' ? 'library-table' : 'library'}
        panes={panesFor(view, reading, nothing, {
          treePane,
          pagePane,
          formPane,
          list: nothing ? emptyPane : listPane,
        })}
      />
      {contextMenu.menu}
      {preview && document !== null && (
        <PreviewOverlay
          document={document}
          page={page}
          query={text}
          onPage={(next) => library.set({ page: next })}
          onClose={() => setPreview(false)}
        />
      )}
      {dialog && tree.data && selecting.selection && (
        <LibraryDialogs
          dialog={dialog}
          selection={selecting.selection}
          count={selecting.count}
          tree={tree.data}
          title={dialogTitle(list.rows.at(selecting.active)?.row.title, selecting.count)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

/** After a field is settled the keys go on where they were: in the list, or at the field's value. */
function returnFocus(from: Element | null, field: DocumentField | null): void {
  const { activeElement, body } = window.document;
  if (activeElement !== null && activeElement !== body) return;
  const back = from !== body && from?.isConnected ? from : null;
  const value = window.document.querySelector(`[data-field="${field}"]`);
  const target = back ?? value;
  if (target instanceof HTMLElement) target.focus();
}

/** Under a search, what each year and category would hold of its hits if it were chosen. */
function treeQuestion(text: string, { tags }: TreeScope): { readonly filter?: DocumentFilter } {
  if (text === '') return {};
  return { filter: tags === undefined ? { text } : { text, tags } };
}

const dialogTitle = (title: string | undefined, count: number): string | null =>
  count === 1 ? (title ?? null) : null;

function panesFor(
  view: ListView,
  reading: boolean,
  nothing: boolean,
  parts: {
    readonly treePane: Pane;
    readonly pagePane: Pane;
    readonly formPane: Pane;
    readonly list: React.ReactNode;
  },
): readonly Pane[] {
  const { treePane, pagePane, formPane, list } = parts;
  if (nothing) return [treePane, { id: 'list', label: t('catalog.list'), min: 340, content: list }];
  if (reading) return [pagePane, formPane];
  const listPane: Pane = {
    id: 'list',
    label: t('catalog.list'),
    min: 340,
    content: list,
    ...(view === 'table' ? {} : { width: [424, 560] as const, max: 720 }),
  };
  return view === 'table'
    ? [treePane, listPane, formPane]
    : [treePane, listPane, pagePane, formPane];
}
