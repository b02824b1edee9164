import { Bookmark, BookmarkX } from 'lucide-react';
import { useState } from 'react';
import type { DocumentFilter, SavedSearch } from '../../main/contract/index.ts';
import { NameInput } from '../catalog/name-input.tsx';
import { useTreeKeys } from '../catalog/use-tree-keys.ts';
import { t } from '../i18n/index.ts';
import { useContextMenu, type MenuItems } from '../ui/context-menu.tsx';
import { iconProps } from '../ui/marks.tsx';
import { TreeRow } from '../ui/rows.tsx';
import {
  applySearch,
  forgetSearch,
  renameSearch,
  sameFilter,
  unreadableWords,
} from './saved-changes.ts';
import { useSavedSearches } from './use-saved-searches.ts';

interface SavedTreeProps {
  /** What the list shows now. */
  readonly filter: DocumentFilter;
  readonly canChange: boolean;
}

const rowId = ({ id }: SavedSearch): string => `saved-search-${id}`;

/** The saved searches with what each finds now; used, renamed and deleted in place. */
export function SavedTree({ filter, canChange }: SavedTreeProps): React.ReactElement {
  const searches = useSavedSearches();
  const [renaming, setRenaming] = useState<number | null>(null);
  const contextMenu = useContextMenu();
  const rows = searches.map((search) => ({ key: String(search.id), level: 0, search }));

  const menuFor = (search: SavedSearch): MenuItems => [
    {
      key: 'use',
      label: t('search.savedUse'),
      extra: 'Enter',
      onClick: () => applySearch(search),
    },
    {
      key: 'rename',
      label: t('search.savedRename'),
      extra: 'F2',
      onClick: () => setRenaming(search.id),
    },
    { type: 'divider' },
    {
      key: 'forget',
      label: t('search.savedForget'),
      extra: 'Del',
      onClick: () => void forgetSearch(search),
    },
  ];
  const keys = useTreeKeys(rows, {
    toggle: () => undefined,
    choose: ({ search }) => applySearch(search),
    other: ({ search }, event) => {
      if (!canChange) return;
      if (event.key === 'F2') setRenaming(search.id);
      else if (event.key === 'Delete') void forgetSearch(search);
      else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
        contextMenu.openAt(document.getElementById(rowId(search)), menuFor(search));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  const active = searches[keys.active];

  if (searches.length === 0) return <p className="catalog-tree-note">{t('search.savedNone')}</p>;
  return (
    <>
      <div
        className="catalog-tree"
        role="tree"
        tabIndex={0}
        aria-label={t('search.saved')}
        aria-activedescendant={active ? rowId(active) : undefined}
        onKeyDown={keys.onKeyDown}
      >
        {searches.map((search, index) => (
          <TreeRow
            key={search.id}
            id={rowId(search)}
            level={0}
            icon={
              search.state === 'ready' ? <Bookmark {...iconProps} /> : <BookmarkX {...iconProps} />
            }
            name={
              renaming === search.id ? (
                <NameInput
                  start={search.name}
                  label={t('search.saveName')}
                  onDone={(name) => {
                    setRenaming(null);
                    if (name) void renameSearch(search, name);
                  }}
                />
              ) : (
                search.name
              )
            }
            count={
              search.state === 'ready' ? (
                search.documents.toLocaleString('en-US')
              ) : (
                <span className="search-unreadable" title={unreadableWords(search)}>
                  {t('search.savedUnreadable')}
                </span>
              )
            }
            selected={search.state === 'ready' && sameFilter(search.filter, filter)}
            active={index === keys.active}
            muted={search.state === 'unreadable' || search.documents === 0}
            onPress={() => {
              keys.setActive(index);
              applySearch(search);
            }}
            {...(canChange
              ? {
                  onContextMenu: (event: React.MouseEvent) => {
                    event.preventDefault();
                    keys.setActive(index);
                    contextMenu.open(event, menuFor(search));
                  },
                }
              : {})}
          />
        ))}
      </div>
      {contextMenu.menu}
    </>
  );
}
