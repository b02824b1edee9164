import type { Category, CategoryId } from '../../main/contract/index.ts';

/** Where a category can go: under which parent, at which place among its children. */
export interface CategoryPlace {
  readonly parentId: CategoryId | null;
  readonly position: number;
}

const childrenOf = (
  categories: readonly Category[],
  parentId: CategoryId | null,
): readonly Category[] =>
  categories
    .filter((category) => category.parentId === parentId)
    .toSorted((a, b) => a.position - b.position || a.id - b.id);

/** The place before, after or inside another category; null where that is where it stands. */
export function placeBeside(
  categories: readonly Category[],
  moving: CategoryId,
  target: Category,
  where: 'before' | 'after' | 'inside',
): CategoryPlace {
  if (where === 'inside') {
    const inside = childrenOf(categories, target.id).filter(({ id }) => id !== moving);
    return { parentId: target.id, position: inside.length };
  }
  const siblings = childrenOf(categories, target.parentId).filter(({ id }) => id !== moving);
  const at = siblings.findIndex(({ id }) => id === target.id);
  return { parentId: target.parentId, position: where === 'before' ? at : at + 1 };
}

/** One step up or down among its siblings; null at the end. */
export function placeBy(
  categories: readonly Category[],
  category: Category,
  step: 1 | -1,
): CategoryPlace | null {
  const siblings = childrenOf(categories, category.parentId);
  const at = siblings.findIndex(({ id }) => id === category.id) + step;
  if (at < 0 || at >= siblings.length) return null;
  return { parentId: category.parentId, position: at };
}
