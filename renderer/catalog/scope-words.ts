import type { CatalogTree, Category, DocumentFilter } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { ScopeChip } from './list-pane.tsx';
import { categoryPath, scopeWithout, type TreeScope } from './tree-model.ts';
import { yearName } from './words.ts';

/** What the tree holds; null: it has not been answered yet. */
interface Names {
  readonly categories: readonly Category[];
  readonly tags: CatalogTree['tags'];
}

/** What the list is narrowed to besides the query. */
interface Narrowing {
  readonly scope: TreeScope;
  /** What another room or a saved search asks for besides: an import, some documents, a place. */
  readonly special: DocumentFilter | null;
}

/** More of one kind are one chip. */
const mostChips = 6;

/** What was chosen may have been deleted since: the list is empty then, and says why. */
function categoryText(names: Names | null, id: Category['id'] | null): string {
  if (id === null) return t('catalog.noCategory');
  if (names === null) return '';
  return categoryPath(names.categories, id).join(' › ') || t('search.gone');
}

function tagText(names: Names | null, id: CatalogTree['tags'][number]['id']): string {
  if (names === null) return '';
  return names.tags.find((tag) => tag.id === id)?.name ?? t('search.gone');
}

/** What the list is narrowed to besides the query, one chip each; each is taken away by itself. */
export function scopeChips(
  { scope, special }: Narrowing,
  names: Names | null,
  onNarrow: (narrowing: Narrowing) => void,
): readonly ScopeChip[] {
  const withScope = (next: TreeScope): void => onNarrow({ scope: next, special });
  const kindChips = <Value extends number | null>(
    kind: keyof TreeScope,
    values: readonly Value[] | undefined,
    label: string,
    text: (value: Value) => string,
  ): readonly ScopeChip[] => {
    if (values === undefined) return [];
    if (values.length === 0 || values.length > mostChips) {
      const { [kind]: _all, ...rest } = scope;
      const value = t('search.severalOf', { count: values.length });
      return [{ key: kind, label, value, onRemove: () => withScope(rest) }];
    }
    return values.map((value) => ({
      key: `${kind} ${value}`,
      label,
      value: text(value),
      onRemove: () => withScope(scopeWithout(scope, kind, value)),
    }));
  };
  return [
    ...specialChips(special, (rest) => onNarrow({ scope, special: rest })),
    ...kindChips('years', scope.years, t('search.year'), yearName),
    ...kindChips('categories', scope.categories, t('search.category'), (id) =>
      categoryText(names, id),
    ),
    ...kindChips('tags', scope.tags, t('search.tag'), (id) => tagText(names, id)),
  ];
}

function specialChips(
  special: DocumentFilter | null,
  onRest: (rest: DocumentFilter | null) => void,
): readonly ScopeChip[] {
  const { place, importId, ids } = special ?? {};
  const chip = (key: 'place' | 'importId' | 'ids', label: string, value: string): ScopeChip => ({
    key,
    label,
    value,
    onRemove: () => {
      const { [key]: _dropped, ...rest } = special ?? {};
      onRest(Object.keys(rest).length === 0 ? null : rest);
    },
  });
  return [
    ...(place === undefined ? [] : [chip('place', t('search.place'), t(`search.place.${place}`))]),
    ...(importId === undefined
      ? []
      : [chip('importId', t('search.documents'), t('search.fromImport'))]),
    ...(ids === undefined
      ? []
      : [chip('ids', t('search.documents'), t('search.chosen', { count: ids.length }))]),
  ];
}

/** The narrowing in words; null where there is none. */
export function scopeName(narrowing: Narrowing, names: Names | null): string | null {
  const words = scopeChips(narrowing, names, () => undefined).map(({ value }) => value);
  return words.length === 0 ? null : words.join(' · ');
}
