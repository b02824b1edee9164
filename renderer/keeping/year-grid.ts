import type { CatalogTree, Category, CategoryId } from '../../main/contract/index.ts';

/** One line of the overview: a category (null: without) and its count for each year shown. */
export interface GridRow {
  readonly categoryId: CategoryId | null;
  readonly name: string | null;
  readonly counts: readonly number[];
  readonly total: number;
}

export interface YearGrid {
  /** Oldest first, null (no year) last. */
  readonly years: readonly (number | null)[];
  readonly rows: readonly GridRow[];
  readonly totals: readonly number[];
  readonly total: number;
}

/** The top-level category a category stands under. */
function topOf(categories: readonly Category[], id: CategoryId): Category | undefined {
  const byId = new Map(categories.map((category) => [category.id, category]));
  let at = byId.get(id);
  for (let depth = 0; at?.parentId && depth < 100; depth++) at = byId.get(at.parentId);
  return at;
}

/**
 * Filed documents by top-level category and year: every category a row, also the empty ones, so
 * that a hole shows. At most `most` years, the latest; a row without category only where needed.
 */
export function yearGrid(tree: CatalogTree, most: number): YearGrid {
  const shown = tree.years
    .toSorted((a, b) => (b.year ?? -1) - (a.year ?? -1))
    .slice(0, most)
    .toSorted((a, b) => (a.year ?? 9999) - (b.year ?? 9999));
  const tops = tree.categories
    .filter((category) => category.parentId === null)
    .toSorted((a, b) => a.position - b.position);
  const countIn = (year: (typeof shown)[number], id: CategoryId | null): number =>
    year.categories
      .filter((each) =>
        each.categoryId === null
          ? id === null
          : id !== null && topOf(tree.categories, each.categoryId)?.id === id,
      )
      .reduce((sum, each) => sum + each.documents, 0);
  const row = (id: CategoryId | null, name: string | null): GridRow => {
    const counts = shown.map((year) => countIn(year, id));
    return { categoryId: id, name, counts, total: counts.reduce((a, b) => a + b, 0) };
  };
  const none = row(null, null);
  const rows = [...tops.map((top) => row(top.id, top.name)), ...(none.total > 0 ? [none] : [])];
  return {
    years: shown.map((year) => year.year),
    rows,
    totals: shown.map((year) => year.documents),
    total: shown.reduce((sum, year) => sum + year.documents, 0),
  };
}
