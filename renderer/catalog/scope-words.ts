import type { CatalogTree, Category, DocumentFilter } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { ScopeChip } from './list-pane.tsx';
import { library, setScope } from './library-state.ts';
import { categoryPath, type TreeScope } from './tree-model.ts';
import { yearName } from './words.ts';

interface Names {
  readonly categories: readonly Category[];
  readonly tags: CatalogTree['tags'];
}

const categoryText = (names: Names, id: Category['id'] | null): string =>
  id === null ? t('catalog.noCategory') : categoryPath(names.categories, id).join(' › ');

function specialText(special: DocumentFilter): string {
  if (special.importId !== undefined) return t('search.fromImport');
  return t('search.chosen', { count: special.ids?.length ?? 0 });
}

/** What the list is narrowed to besides the query, one chip each. */
export function scopeChips(
  scope: TreeScope,
  special: DocumentFilter | null,
  names: Names,
  onScope: (scope: TreeScope) => void,
): readonly ScopeChip[] {
  const { year, categoryId, tagId } = scope;
  const chips: ScopeChip[] = [];
  if (special) {
    chips.push({
      key: 'special',
      label: t('search.documents'),
      value: specialText(special),
      onRemove: () => {
        setScope(scope);
        library.set({ special: null });
      },
    });
  }
  if (year !== undefined) {
    chips.push({
      key: 'year',
      label: t('search.year'),
      value: yearName(year),
      onRemove: () => onScope(without(scope, 'year')),
    });
  }
  if (categoryId !== undefined) {
    chips.push({
      key: 'category',
      label: t('search.category'),
      value: categoryText(names, categoryId),
      onRemove: () => onScope(without(scope, 'categoryId')),
    });
  }
  if (tagId !== undefined) {
    chips.push({
      key: 'tag',
      label: t('search.tag'),
      value: names.tags.find(({ id }) => id === tagId)?.name ?? '',
      onRemove: () => onScope(without(scope, 'tagId')),
    });
  }
  return chips;
}

function without(scope: TreeScope, part: keyof TreeScope): TreeScope {
  const { [part]: _dropped, ...rest } = scope;
  return rest;
}

/** The narrowing in words; null where there is none. */
export function scopeName(
  scope: TreeScope,
  special: DocumentFilter | null,
  names: Names,
): string | null {
  const words = scopeChips(scope, special, names, () => undefined).map(({ value }) => value);
  return words.length === 0 ? null : words.join(' · ');
}
