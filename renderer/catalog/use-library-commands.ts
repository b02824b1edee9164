import type { DocumentField, DocumentId } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import type { KeyHint } from '../app/shell-state.ts';
import { exportDocument } from '../binder/export-document.ts';
import { t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import type { PagedRowsState } from '../ui/use-paged-rows.ts';
import { change } from './actions.ts';
import { library } from './library-state.ts';
import type { ListEntry, ListExtra } from './use-documents.ts';
import type { ListSelecting } from './use-list-selection.ts';

interface LibraryCommandsOptions {
  readonly selecting: ListSelecting;
  readonly list: PagedRowsState<ListEntry, ListExtra>;
  readonly searching: boolean;
  readonly canChange: boolean;
  readonly document: DocumentId | null;
  readonly reading: boolean;
  readonly onOpen: () => void;
  readonly onTag: () => void;
  readonly onBinder: () => void;
  /** Makes the selected documents proof of a checklist's item. */
  readonly onLink: () => void;
  readonly onEdit: (field: DocumentField) => void;
  readonly onPreview: () => void;
  readonly onBulk: (field: DocumentField) => void;
}

/** Keys, menu and status-bar hints of the library. */
export function useLibraryCommands(options: LibraryCommandsOptions): {
  readonly trash: () => void;
  readonly menu: MenuItems;
  readonly hints: readonly KeyHint[];
} {
  const { selecting, canChange, document, list } = options;
  const some = selecting.selection !== null;
  const trash = (): void => {
    const { selection } = selecting;
    if (!selection || !canChange) return;
    void change('keeping.delete', { selection }, (count) => t('catalog.trashed', { count })).then(
      (done) => {
        if (done && selecting.count > 1)
          library.set(({ selection: at }) => ({
            selection: { ...at, mode: 'some', ids: new Set() },
          }));
      },
    );
  };
  const step = (by: 1 | -1): void => {
    const to = Math.min((list.rows.total ?? 1) - 1, Math.max(0, selecting.active + by));
    selecting.onSelect(to, 'only');
  };

  const exportOne = (): void => {
    const title = list.rows.at(selecting.active)?.row.title ?? '';
    if (document !== null) void exportDocument(document, title);
  };
  const back = (): void => {
    library.set({ reading: false });
    requestAnimationFrame(focusWhereItStood);
  };

  useCommand('library.back', 'Escape', back, {
    label: t('catalog.backToList'),
    when: options.reading,
  });
  useCommand('library.tag', 'T', options.onTag, {
    label: t('catalog.keyTag'),
    when: some && canChange,
  });
  useCommand('library.binder', 'B', options.onBinder, {
    label: t('catalog.keyBinder'),
    when: some && canChange,
  });
  useCommand('library.link', 'L', options.onLink, {
    label: t('checklist.linkTo'),
    when: some && canChange,
  });
  useCommand('library.trash', 'Delete', trash, {
    label: t('catalog.keyTrash'),
    when: some && canChange,
  });
  useCommand('library.edit', 'F2', () => options.onEdit('title'), {
    label: t('catalog.keyEdit'),
    when: some && canChange,
  });
  useCommand('library.preview', 'Space', options.onPreview, {
    label: t('catalog.keyPreview'),
    when: some,
  });
  useCommand('library.export', null, exportOne, {
    label: t('binder.exportOne'),
    when: document !== null && selecting.count === 1,
  });
  useCommand('library.all', 'Ctrl+A', selecting.all, { label: t('catalog.selectAll') });
  useCommand('library.next', 'Ctrl+Down', () => step(1), { label: t('ui.next'), when: some });
  useCommand('library.previous', 'Ctrl+Up', () => step(-1), {
    label: t('ui.previous'),
    when: some,
  });

  const menu: MenuItems = [
    { key: 'open', label: t('catalog.keyOpen'), extra: 'Enter', onClick: options.onOpen },
    { key: 'preview', label: t('catalog.keyPreview'), extra: 'Space', onClick: options.onPreview },
    ...(selecting.count === 1
      ? [{ key: 'export', label: t('binder.exportOne'), onClick: exportOne }]
      : []),
    ...(canChange
      ? [
          { type: 'divider' as const },
          {
            key: 'edit',
            label: t('catalog.edit2'),
            extra: 'F2',
            onClick: () => options.onEdit('title'),
          },
          { key: 'tag', label: t('catalog.keyTag'), extra: 'T', onClick: options.onTag },
          {
            key: 'category',
            label: t('catalog.bulkCategory'),
            onClick: () => options.onBulk('categoryId'),
          },
          { key: 'year', label: t('catalog.bulkYear'), onClick: () => options.onBulk('year') },
          { key: 'link', label: t('checklist.linkTo'), extra: 'L', onClick: options.onLink },
          { key: 'binder', label: t('catalog.keyBinder'), extra: 'B', onClick: options.onBinder },
          { type: 'divider' as const },
          { key: 'trash', label: t('catalog.keyTrash'), extra: 'Del', onClick: trash },
        ]
      : []),
  ];
  const hints: readonly KeyHint[] = some
    ? [
        { keys: '↑ ↓', label: t('catalog.keyMove') },
        { keys: 'Enter', label: t('catalog.keyOpen') },
        ...(options.searching ? [{ keys: 'F3', label: t('catalog.keyHit') }] : []),
        ...(canChange
          ? [
              ...(options.searching
                ? [{ keys: 'Ctrl+A', label: t('catalog.keyAll') }]
                : [{ keys: 'F2', label: t('catalog.keyEdit') }]),
              { keys: 'T', label: t('catalog.keyTag') },
              { keys: 'L', label: t('checklist.link') },
              { keys: 'B', label: t('catalog.keyBinder') },
            ]
          : []),
      ]
    : [];
  return { trash, menu, hints };
}

/** The list a document was opened from: of the hits, or of what is only nearly found. */
function focusWhereItStood(): void {
  const { aside } = library.get();
  const element =
    window.document.querySelector<HTMLElement>(aside ? '[data-alike]' : '.m-list') ??
    window.document.querySelector<HTMLElement>('[data-results]');
  element?.focus();
}
