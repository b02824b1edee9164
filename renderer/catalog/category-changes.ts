import type { Category, CategoryId, CatalogTree, TagId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { change } from './actions.ts';
import type { CategoryPlace } from './category-place.ts';
import { categoryForest, type CategoryNode } from './tree-model.ts';

/** Filed documents directly or further down in a category, over all years. */
export function documentsIn(tree: CatalogTree, id: CategoryId): number {
  const ids = new Set<number>();
  const collect = (node: CategoryNode): void => {
    ids.add(node.category.id);
    node.children.forEach(collect);
  };
  const find = (nodes: readonly CategoryNode[]): void => {
    for (const node of nodes) {
      if (node.category.id === id) collect(node);
      else find(node.children);
    }
  };
  find(categoryForest(tree.categories));
  return tree.years
    .flatMap((year) => year.categories)
    .filter((entry) => entry.categoryId !== null && ids.has(entry.categoryId))
    .reduce((sum, entry) => sum + entry.documents, 0);
}

export const addCategory = (name: string, parentId: CategoryId | null) =>
  change('category.add', { name, parentId }, () => t('catalog.categoryAdded', { name }));

export const renameCategory = (id: CategoryId, name: string) =>
  change('category.rename', { id, name }, () => t('catalog.categoryRenamed', { name }));

export const moveCategory = (category: Category, place: CategoryPlace) =>
  change('category.move', { id: category.id, ...place }, () =>
    t('catalog.categoryMoved', { name: category.name }),
  );

export const mergeCategory = (tree: CatalogTree, category: Category, into: Category) => {
  const count = documentsIn(tree, category.id);
  return change('category.merge', { id: category.id, into: into.id }, () =>
    t('catalog.categoryMerged', { name: category.name, into: into.name, count }),
  );
};

/** Removes a category; what it held goes one level up, which the notice says. */
export const removeCategory = (tree: CatalogTree, category: Category) => {
  const count = documentsIn(tree, category.id);
  const parent = tree.categories.find(({ id }) => id === category.parentId);
  return change('category.remove', { id: category.id }, () =>
    t('catalog.categoryRemoved', {
      name: category.name,
      count,
      into: parent?.name ?? t('catalog.noCategory'),
    }),
  );
};

type TagCount = CatalogTree['tags'][number];

export const addTag = (name: string) =>
  change('tag.add', { name }, () => t('catalog.tagAdded', { name }));

export const renameTag = (id: TagId, name: string) =>
  change('tag.change', { id, name }, () => t('catalog.tagRenamed', { name }));

export const mergeTag = (tag: TagCount, into: TagCount) =>
  change('tag.merge', { id: tag.id, into: into.id }, () =>
    t('catalog.tagMerged', { name: tag.name, into: into.name }),
  );

export const removeTag = (tag: TagCount) =>
  change('tag.remove', { id: tag.id }, () => t('catalog.tagRemoved', { name: tag.name }));
