import { useMemo, useState, type DragEvent } from 'react';
import type { CatalogTree, Category, CategoryId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { useContextMenu, type MenuItems } from '../ui/context-menu.tsx';
import { TreeRow as Row } from '../ui/rows.tsx';
import { addCategory, moveCategory, removeCategory, renameCategory } from './category-changes.ts';
import { placeBeside, placeBy } from './category-place.ts';
import { NameInput } from './name-input.tsx';
import type { TreeQuestion } from './tree-dialogs.tsx';
import {
  categoryAndBelow,
  isChosen,
  rowsByCategory,
  rowsByYear,
  type TreeRow,
  type TreeScope,
} from './tree-model.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { yearName } from './words.ts';

interface CategoryTreeProps {
  readonly tree: CatalogTree;
  readonly grouping: 'year' | 'category';
  readonly searching: boolean;
  readonly scope: TreeScope;
  /** `adds`: besides what is chosen already. */
  readonly onScope: (scope: TreeScope, adds: boolean) => void;
  readonly open: ReadonlySet<string>;
  readonly onOpen: (open: ReadonlySet<string>) => void;
  readonly canChange: boolean;
  /** Where a name for a new category is being typed: below a category, or at the top. */
  readonly adding: { readonly parentId: CategoryId | null } | null;
  readonly onAdding: (adding: { readonly parentId: CategoryId | null } | null) => void;
  readonly onQuestion: (question: TreeQuestion) => void;
}

type DropAt = { readonly key: string; readonly where: 'before' | 'after' | 'inside' };

const categoryOf = (row: TreeRow): Category | null =>
  row.kind === 'category' ? row.category : null;

const rowId = (key: string): string => `catalog-tree-${key.replaceAll('/', '-')}`;

/** Years and categories with their counts; categories are renamed, moved and removed in place. */
export function CategoryTree(props: CategoryTreeProps): React.ReactElement {
  const { tree, open, onOpen, scope, canChange } = props;
  const [renaming, setRenaming] = useState<string | null>(null);
  const [dragged, setDragged] = useState<Category | null>(null);
  const [drop, setDrop] = useState<DropAt | null>(null);
  const contextMenu = useContextMenu();
  const rows = useMemo(
    () => (props.grouping === 'year' ? rowsByYear(tree, open) : rowsByCategory(tree, open)),
    [props.grouping, tree, open],
  );

  const toggle = (row: TreeRow): void => {
    const next = new Set(open);
    if (!next.delete(row.key)) next.add(row.key);
    onOpen(next);
  };
  const choose = (row: TreeRow, adds: boolean): void => {
    if (row.kind === 'rest') toggle(row);
    else props.onScope(scopeOf(row), adds);
  };
  const step = (category: Category, direction: 1 | -1): void => {
    const place = placeBy(tree.categories, category, direction);
    if (place) void moveCategory(category, place);
  };
  const menuFor = (row: TreeRow, category: Category): MenuItems => [
    { key: 'rename', label: t('catalog.rename'), extra: 'F2', onClick: () => setRenaming(row.key) },
    {
      key: 'add',
      label: t('catalog.addBelow'),
      onClick: () => {
        onOpen(new Set([...open, row.key]));
        props.onAdding({ parentId: category.id });
      },
    },
    { type: 'divider' },
    {
      key: 'up',
      label: t('catalog.moveUp'),
      extra: 'Alt ↑',
      disabled: !placeBy(tree.categories, category, -1),
      onClick: () => step(category, -1),
    },
    {
      key: 'down',
      label: t('catalog.moveDown'),
      extra: 'Alt ↓',
      disabled: !placeBy(tree.categories, category, 1),
      onClick: () => step(category, 1),
    },
    {
      key: 'move',
      label: t('catalog.moveInto'),
      onClick: () => props.onQuestion({ kind: 'move', category }),
    },
    {
      key: 'merge',
      label: t('catalog.mergeInto'),
      onClick: () => props.onQuestion({ kind: 'merge', category }),
    },
    { type: 'divider' },
    {
      key: 'remove',
      label: t('catalog.removeCategory'),
      extra: 'Del',
      onClick: () => void removeCategory(tree, category),
    },
  ];

  const keys = useTreeKeys(rows, {
    toggle,
    choose: (row, event) => choose(row, event.ctrlKey || event.metaKey),
    other: (row, event) => {
      const category = categoryOf(row);
      if (!category || !canChange) return;
      if (event.key === 'F2') setRenaming(row.key);
      else if (event.key === 'Delete') void removeCategory(tree, category);
      else if (event.altKey && event.key === 'ArrowUp') step(category, -1);
      else if (event.altKey && event.key === 'ArrowDown') step(category, 1);
      else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
        contextMenu.openAt(document.getElementById(rowId(row.key)), menuFor(row, category));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });

  const forbidden = useMemo(
    () => (dragged ? categoryAndBelow(tree.categories, dragged.id) : new Set<number>()),
    [dragged, tree.categories],
  );
  const over = (row: TreeRow, event: DragEvent<HTMLElement>): void => {
    const target = categoryOf(row);
    if (!dragged || !target || forbidden.has(target.id)) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    setDrop({ key: row.key, where: share < 0.28 ? 'before' : share > 0.72 ? 'after' : 'inside' });
  };
  const release = (row: TreeRow): void => {
    const target = categoryOf(row);
    if (dragged && target && drop) {
      void moveCategory(dragged, placeBeside(tree.categories, dragged.id, target, drop.where));
    }
    setDragged(null);
    setDrop(null);
  };

  const newName = props.adding && (
    <div className="catalog-tree-new" role="presentation">
      <NameInput
        start=""
        label={t('catalog.newCategoryName')}
        onDone={(name) => {
          const parentId = props.adding?.parentId ?? null;
          props.onAdding(null);
          if (name) void addCategory(name, parentId);
        }}
      />
    </div>
  );

  return (
    <>
      {props.adding?.parentId === null && newName}
      <div
        className="catalog-tree"
        role="tree"
        tabIndex={0}
        aria-label={t('catalog.yearsAndCategories')}
        aria-activedescendant={rows[keys.active] ? rowId(rows[keys.active]?.key ?? '') : undefined}
        onKeyDown={keys.onKeyDown}
        data-pane-focus
      >
        {rows.map((row, index) => {
          const category = categoryOf(row);
          const movable = canChange && category !== null;
          return (
            <div
              key={row.key}
              role="presentation"
              className="catalog-tree-line"
              data-drop={drop?.key === row.key ? drop.where : undefined}
              draggable={movable && renaming !== row.key}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', category?.name ?? '');
                setDragged(category);
              }}
              onDragOver={(event) => over(row, event)}
              onDragLeave={() => setDrop(null)}
              onDrop={(event) => {
                if (!dragged) return;
                event.preventDefault();
                release(row);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <Row
                id={rowId(row.key)}
                level={row.level}
                name={
                  renaming === row.key && category ? (
                    <NameInput
                      start={category.name}
                      label={t('catalog.newCategoryName')}
                      onDone={(name) => {
                        setRenaming(null);
                        if (name) void renameCategory(category.id, name);
                      }}
                    />
                  ) : (
                    rowName(row, props.searching)
                  )
                }
                {...(row.kind === 'rest' ? {} : { count: countText(row.count) })}
                open={row.kind === 'rest' || !row.hasChildren ? undefined : row.open}
                onToggle={() => toggle(row)}
                selected={row.kind !== 'rest' && isChosen(scope, scopeOf(row))}
                active={index === keys.active}
                muted={row.kind === 'rest' || (row.kind === 'category' && row.count === 0)}
                strong={isStrong(row, scope)}
                onPress={(event) => {
                  const adds = event.ctrlKey || event.metaKey;
                  keys.setActive(index);
                  choose(row, adds);
                  if (row.kind === 'year' && !row.open && !adds) toggle(row);
                }}
                onDoubleClick={() => row.kind !== 'rest' && row.hasChildren && toggle(row)}
                {...(category && canChange
                  ? {
                      onContextMenu: (event: React.MouseEvent) => {
                        event.preventDefault();
                        keys.setActive(index);
                        contextMenu.open(event, menuFor(row, category));
                      },
                    }
                  : {})}
              />
              {props.adding && category && props.adding.parentId === category.id && newName}
            </div>
          );
        })}
      </div>
      {contextMenu.menu}
    </>
  );
}

const countText = (count: number): string => count.toLocaleString('en-US');

function scopeOf(row: Exclude<TreeRow, { kind: 'rest' }>): TreeScope {
  if (row.kind === 'year') return { years: [row.year] };
  const categories = [row.category?.id ?? null];
  return row.year === undefined ? { categories } : { years: [row.year], categories };
}

/** The chosen year and what stands in it weigh more, so that its figures are found at once. */
const isStrong = (row: TreeRow, scope: TreeScope): boolean =>
  row.kind === 'year' && scope.years !== undefined && scope.years.includes(row.year);

function rowName(row: TreeRow, searching: boolean): string {
  switch (row.kind) {
    case 'year':
      return yearName(row.year);
    case 'category':
      return row.category?.name ?? t('catalog.noCategory');
    case 'rest':
      if (row.open) return t('catalog.restFold');
      return t(searching ? 'catalog.restNoHits' : 'catalog.restEmpty', { count: row.hidden });
  }
}
