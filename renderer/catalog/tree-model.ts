import type {
  CatalogTree,
  Category,
  CategoryId,
  DocumentFilter,
} from '../../main/contract/index.ts';

/** A category with its children, in the archive's own order. */
export interface CategoryNode {
  readonly category: Category;
  readonly children: readonly CategoryNode[];
}

/**
 * What the list is narrowed to by the tree: any of the years, any of the categories, all of the tags.
 * A click narrows to one; saved searches and other rooms may ask for several.
 */
export type TreeScope = Readonly<Pick<DocumentFilter, 'years' | 'categories' | 'tags'>>;

/** One visible line of the tree. `count` includes sub-categories. */
export type TreeRow =
  | {
      readonly kind: 'year';
      readonly key: string;
      readonly year: number | null;
      readonly level: 0;
      readonly count: number;
      readonly open: boolean;
      readonly hasChildren: boolean;
    }
  | {
      readonly kind: 'category';
      readonly key: string;
      /** undefined in the view by category, where the years are taken together. */
      readonly year: number | null | undefined;
      /** null: documents without a category. */
      readonly category: Category | null;
      readonly level: number;
      readonly count: number;
      readonly open: boolean;
      readonly hasChildren: boolean;
    }
  | {
      readonly kind: 'rest';
      readonly key: string;
      readonly year: number | null;
      readonly level: 1;
      /** How many categories of this year hold nothing. */
      readonly hidden: number;
      readonly open: boolean;
    };

export const categoryForest = (categories: readonly Category[]): readonly CategoryNode[] => {
  const byParent = new Map<number | null, Category[]>();
  for (const category of categories) {
    const siblings = byParent.get(category.parentId) ?? [];
    siblings.push(category);
    byParent.set(category.parentId, siblings);
  }
  const below = (parent: number | null): readonly CategoryNode[] =>
    (byParent.get(parent) ?? [])
      .toSorted((a, b) => a.position - b.position || a.id - b.id)
      .map((category) => ({ category, children: below(category.id) }));
  return below(null);
};

/** Names from the top down to the category itself. */
export const categoryPath = (
  categories: readonly Category[],
  id: CategoryId | null,
): readonly string[] => {
  const byId = new Map<number, Category>(categories.map((category) => [category.id, category]));
  const names: string[] = [];
  for (let at = id === null ? undefined : byId.get(id); at && names.length < 50;) {
    names.unshift(at.name);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return names;
};

/** Categories in tree order with their depth, for pickers. */
export const flatCategories = (
  categories: readonly Category[],
): readonly { readonly category: Category; readonly level: number }[] => {
  const flat = (
    nodes: readonly CategoryNode[],
    level: number,
  ): { category: Category; level: number }[] =>
    nodes.flatMap(({ category, children }) => [{ category, level }, ...flat(children, level + 1)]);
  return flat(categoryForest(categories), 0);
};

/** A category and everything below it. */
export const categoryAndBelow = (
  categories: readonly Category[],
  id: CategoryId,
): ReadonlySet<number> => {
  const inside = new Set<number>([id]);
  for (let grew = true; grew;) {
    grew = false;
    for (const category of categories) {
      if (category.parentId === null || inside.has(category.id)) continue;
      if (!inside.has(category.parentId)) continue;
      inside.add(category.id);
      grew = true;
    }
  }
  return inside;
};

type Counts = ReadonlyMap<number | null, number>;

const sumBelow = (node: CategoryNode, counts: Counts): number =>
  (counts.get(node.category.id) ?? 0) +
  node.children.reduce((sum, child) => sum + sumBelow(child, counts), 0);

const categoryRows = (
  nodes: readonly CategoryNode[],
  counts: Counts,
  year: number | null | undefined,
  level: number,
  open: ReadonlySet<string>,
  keepEmpty: boolean,
): TreeRow[] =>
  nodes.flatMap((node) => {
    const count = sumBelow(node, counts);
    if (count === 0 && !keepEmpty) return [];
    const key = `${year === undefined ? 'all' : year}/${node.category.id}`;
    const hasChildren =
      node.children.length > 0 &&
      (keepEmpty || node.children.some((child) => sumBelow(child, counts) > 0));
    const row: TreeRow = {
      kind: 'category',
      key,
      year,
      category: node.category,
      level,
      count,
      open: open.has(key),
      hasChildren,
    };
    return open.has(key)
      ? [row, ...categoryRows(node.children, counts, year, level + 1, open, keepEmpty)]
      : [row];
  });

const countAll = (nodes: readonly CategoryNode[]): number =>
  nodes.reduce((sum, node) => sum + 1 + countAll(node.children), 0);

const countFilled = (nodes: readonly CategoryNode[], counts: Counts): number =>
  nodes.reduce(
    (sum, node) => sum + (sumBelow(node, counts) > 0 ? 1 : 0) + countFilled(node.children, counts),
    0,
  );

/**
 * The lines of "years and categories": a year opens to its categories; those without documents fold
 * into one line at the end, which opens too. `open` holds row keys.
 */
export const rowsByYear = (tree: CatalogTree, open: ReadonlySet<string>): readonly TreeRow[] => {
  const forest = categoryForest(tree.categories);
  const all = countAll(forest);
  return tree.years.flatMap((entry): TreeRow[] => {
    const key = `${entry.year}`;
    const isOpen = open.has(key);
    const row: TreeRow = {
      kind: 'year',
      key,
      year: entry.year,
      level: 0,
      count: entry.documents,
      open: isOpen,
      hasChildren: true,
    };
    if (!isOpen) return [row];
    const counts: Counts = new Map(entry.categories.map((c) => [c.categoryId, c.documents]));
    const restKey = `${key}/rest`;
    const restOpen = open.has(restKey);
    const hidden = all - countFilled(forest, counts);
    const without = counts.get(null) ?? 0;
    return [
      row,
      ...categoryRows(forest, counts, entry.year, 1, open, restOpen),
      ...(without > 0
        ? [
            {
              kind: 'category' as const,
              key: `${key}/none`,
              year: entry.year,
              category: null,
              level: 1,
              count: without,
              open: false,
              hasChildren: false,
            },
          ]
        : []),
      ...(hidden > 0
        ? [
            {
              kind: 'rest' as const,
              key: restKey,
              year: entry.year,
              level: 1 as const,
              hidden,
              open: restOpen,
            },
          ]
        : []),
    ];
  });
};

/** The lines of the filing tree itself, all years together, every category shown. */
export const rowsByCategory = (
  tree: CatalogTree,
  open: ReadonlySet<string>,
): readonly TreeRow[] => {
  const counts = new Map<number | null, number>();
  for (const { categories } of tree.years) {
    for (const { categoryId, documents } of categories) {
      counts.set(categoryId, (counts.get(categoryId) ?? 0) + documents);
    }
  }
  const without = counts.get(null) ?? 0;
  const rows = categoryRows(categoryForest(tree.categories), counts, undefined, 0, open, true);
  if (without === 0) return rows;
  return [
    ...rows,
    {
      kind: 'category',
      key: 'all/none',
      year: undefined,
      category: null,
      level: 0,
      count: without,
      open: false,
      hasChildren: false,
    },
  ];
};

/** The list's filter for a scope and a query. */
export const filterOf = (scope: TreeScope, text: string): DocumentFilter => ({
  ...scope,
  ...(text.trim() === '' ? {} : { text }),
});

export const isEmptyScope = ({ years, categories, tags }: TreeScope): boolean =>
  years === undefined && categories === undefined && tags === undefined;

/** A scope without one of its values; without the last of a kind it is not narrowed by that kind. */
export function scopeWithout(
  scope: TreeScope,
  kind: keyof TreeScope,
  value: number | null,
): TreeScope {
  const { [kind]: values, ...rest } = scope;
  const left =
    (values as readonly (number | null)[] | undefined)?.filter((each) => each !== value) ?? [];
  return left.length === 0 ? rest : { ...rest, [kind]: left };
}

/** Puts what a row of the tree stands for to what the list is narrowed to; a row in it is taken out. */
export function scopeToggled(scope: TreeScope, row: TreeScope): TreeScope {
  const { years = [], categories = [], tags = [] } = scope;
  if (holdsRow(scope, row)) {
    const [tag] = row.tags ?? [];
    const [category] = row.categories ?? [];
    const [year] = row.years ?? [];
    if (tag !== undefined) return scopeWithout(scope, 'tags', tag);
    if (category !== undefined) return scopeWithout(scope, 'categories', category);
    return year === undefined ? scope : scopeWithout(scope, 'years', year);
  }
  return {
    ...scope,
    ...(row.years ? { years: [...new Set([...years, ...row.years])] } : {}),
    ...(row.categories ? { categories: [...new Set([...categories, ...row.categories])] } : {}),
    ...(row.tags ? { tags: [...new Set([...tags, ...row.tags])] } : {}),
  };
}

/** Whether all that a row stands for is among what the list is narrowed to. */
const holdsRow = (scope: TreeScope, row: TreeScope): boolean =>
  (row.years ?? []).every((year) => scope.years?.includes(year)) &&
  (row.categories ?? []).every((id) => scope.categories?.includes(id)) &&
  (row.tags ?? []).every((id) => scope.tags?.includes(id));

/** Whether a year or category is chosen: with its year and its category, no more and no less. */
export const isChosen = (scope: TreeScope, row: TreeScope): boolean =>
  (scope.years === undefined) === (row.years === undefined) &&
  (scope.categories === undefined) === (row.categories === undefined) &&
  holdsRow(scope, row);
