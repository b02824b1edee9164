import { FolderTree, LibraryBig, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CatalogTree, CategoryId, DocumentFilter, Facets } from '../../main/contract/index.ts';
import { rememberScreen, rememberedScreen } from '../app/session.ts';
import { goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { SavedTree } from '../search/saved-tree.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { CategoryTree } from './category-tree.tsx';
import { TagTree } from './tag-tree.tsx';
import { TreeQuestionDialog, type TreeQuestion } from './tree-dialogs.tsx';
import { isEmptyScope, scopeToggled, type TreeScope } from './tree-model.ts';

interface TreePaneProps {
  readonly tree: CatalogTree;
  /** Hits by tag, where a search is narrowed further than the tree's own counts. */
  readonly tagCounts: Facets['tags'] | null;
  /** What the list shows. */
  readonly filter: DocumentFilter;
  readonly searching: boolean;
  readonly scope: TreeScope;
  readonly onScope: (scope: TreeScope) => void;
  readonly canChange: boolean;
}

const openKey = 'library.open';
const groupingKey = 'library.grouping';

function rememberedOpen(tree: CatalogTree): ReadonlySet<string> {
  const value = rememberedScreen(openKey);
  if (Array.isArray(value)) return new Set(value.filter((key) => typeof key === 'string'));
  const newest = tree.years[0];
  return new Set(newest ? [`${newest.year}`] : []);
}

/** Left pane of the library: everything, years and categories, tags, and the way to the trash. */
export function TreePane(props: TreePaneProps): React.ReactElement {
  const { tree, scope, onScope, canChange } = props;
  const [open, setOpen] = useState(
    () => new Set([...rememberedOpen(tree), ...(scope.years ?? []).map((year) => `${year}`)]),
  );
  const [grouping, setGrouping] = useState<'year' | 'category'>(() =>
    rememberedScreen(groupingKey) === 'category' ? 'category' : 'year',
  );
  const [adding, setAdding] = useState<{ readonly parentId: CategoryId | null } | null>(null);
  const [addingTag, setAddingTag] = useState(false);
  const [question, setQuestion] = useState<TreeQuestion | null>(null);
  // Before anything is filed there are no years, but the categories are there to be seen and changed.
  const shownGrouping = tree.years.length === 0 && !props.searching ? 'category' : grouping;
  const filed = tree.years.reduce((sum, year) => sum + year.documents, 0);

  // In a search a click adds a condition; otherwise it goes there. With Ctrl one more is chosen.
  const choose = (next: TreeScope, kept: TreeScope, adds: boolean): void => {
    if (adds) onScope(scopeToggled(scope, next));
    else onScope(props.searching ? { ...kept, ...next } : next);
  };
  const { tags, ...withoutTags } = scope;

  const keepOpen = (next: ReadonlySet<string>): void => {
    setOpen(new Set(next));
    rememberScreen(openKey, [...next].slice(0, 200));
  };
  const regroup = (): void => {
    const next = grouping === 'year' ? 'category' : 'year';
    setGrouping(next);
    rememberScreen(groupingKey, next);
  };

  return (
    <div className="catalog-side">
      <div className="catalog-side-scroll">
        <button
          type="button"
          className="catalog-side-row"
          aria-pressed={isEmptyScope(scope)}
          onClick={() => onScope({})}
        >
          <LibraryBig {...iconProps} />
          <span>{t('catalog.allDocuments')}</span>
          <b>{filed.toLocaleString('en-US')}</b>
        </button>
        <header className="catalog-side-head">
          <h2>
            {shownGrouping === 'year'
              ? t('catalog.yearsAndCategories')
              : t('catalog.categoriesOnly')}
          </h2>
          {tree.years.length > 0 && (
            <IconButton
              icon={<FolderTree {...iconProps} />}
              label={grouping === 'year' ? t('catalog.byCategory') : t('catalog.byYear')}
              pressed={grouping === 'category'}
              onClick={regroup}
            />
          )}
          {canChange && (
            <IconButton
              icon={<Plus {...iconProps} />}
              label={t('catalog.addCategory')}
              onClick={() => setAdding({ parentId: null })}
            />
          )}
        </header>
        <CategoryTree
          tree={tree}
          grouping={shownGrouping}
          searching={props.searching}
          scope={scope}
          onScope={(next, adds) => choose(next, tags ? { tags } : {}, adds)}
          open={open}
          onOpen={keepOpen}
          canChange={canChange}
          adding={adding}
          onAdding={setAdding}
          onQuestion={setQuestion}
        />
        <header className="catalog-side-head">
          <h2>{t('catalog.tags')}</h2>
          {canChange && (
            <IconButton
              icon={<Plus {...iconProps} />}
              label={t('catalog.addTag')}
              onClick={() => setAddingTag(true)}
            />
          )}
        </header>
        <TagTree
          tags={tagsWith(tree.tags, props.tagCounts)}
          scope={scope}
          onScope={(next, adds) => choose(next, withoutTags, adds)}
          canChange={canChange}
          adding={addingTag}
          onAdding={setAddingTag}
          onQuestion={setQuestion}
        />
        <header className="catalog-side-head">
          <h2>{t('search.saved')}</h2>
        </header>
        <SavedTree filter={props.filter} canChange={canChange} />
      </div>
      <button
        type="button"
        className="catalog-side-row catalog-side-trash"
        onClick={() => goTo('trash')}
      >
        <Trash2 {...iconProps} />
        <span>{t('catalog.trash')}</span>
        <b>{tree.trash.toLocaleString('en-US')}</b>
      </button>
      {question && (
        <TreeQuestionDialog question={question} tree={tree} onClose={() => setQuestion(null)} />
      )}
    </div>
  );
}

function tagsWith(tags: CatalogTree['tags'], counts: Facets['tags'] | null): CatalogTree['tags'] {
  if (counts === null) return tags;
  const found = new Map<number, number>(counts.map(({ tagId, documents }) => [tagId, documents]));
  return tags.map((tag) => ({ ...tag, documents: found.get(tag.id) ?? 0 }));
}
