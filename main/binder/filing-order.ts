import type { BoundRow, CategoryRow } from './queries.ts';

/** Where a category stands: names from the root down, and its place in a depth-first walk. */
export interface CategoryPlace {
  readonly path: readonly string[];
  readonly root: number;
  readonly order: number;
}

/** Walks the tree depth first, siblings by position. */
export function placesOfCategories(rows: readonly CategoryRow[]): Map<number, CategoryPlace> {
  const children = new Map<number | null, CategoryRow[]>();
  for (const row of rows) {
    const siblings = children.get(row.parent_id) ?? [];
    siblings.push(row);
    children.set(row.parent_id, siblings);
  }
  const places = new Map<number, CategoryPlace>();
  const walk = (parent: number | null, path: readonly string[], root: number | null) => {
    for (const { id, name } of children.get(parent) ?? []) {
      if (places.has(id)) continue;
      const place = { path: [...path, name], root: root ?? id, order: places.size };
      places.set(id, place);
      walk(id, place.path, place.root);
    }
  };
  walk(null, [], null);
  return places;
}

const numberForm = /^(.*?)[〔[（(【［]\s*(\d{4})\s*[〕\]）)】］]\s*(?:第\s*)?(\d+)\s*号?/u;

/** 文号 as agency, year and number, the number by value; by code unit, no locale in it. */
function referenceKey(text: string | null): readonly [string, number, number, string] {
  if (text === null || text.trim() === '') return ['\uFFFF', 0, 0, ''];
  const plain = text.normalize('NFKC').trim();
  const [, agency = '', year = '', number = ''] = numberForm.exec(text.normalize('NFC')) ?? [];
  if (number === '') return [plain, 0, 0, plain];
  return [agency.normalize('NFKC').trim(), Number(year), Number(number), plain];
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Filing order (design.md, The binder): year, category, date, 文号 (number by value), id. What is
 * not known comes last. The same on every machine: no collation.
 */
export function inFilingOrder(
  rows: readonly BoundRow[],
  places: ReadonlyMap<number, CategoryPlace>,
): BoundRow[] {
  const keyed = rows.map((row) => ({
    row,
    year: row.year ?? Number.POSITIVE_INFINITY,
    category:
      row.category_id === null
        ? Number.POSITIVE_INFINITY
        : (places.get(row.category_id)?.order ?? Number.POSITIVE_INFINITY),
    date: row.date ?? '\uFFFF',
    reference: referenceKey(row.reference_number),
  }));
  const difference = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  keyed.sort(
    (a, b) =>
      difference(a.year, b.year) ||
      difference(a.category, b.category) ||
      byCodeUnit(a.date, b.date) ||
      byCodeUnit(a.reference[0], b.reference[0]) ||
      difference(a.reference[1], b.reference[1]) ||
      difference(a.reference[2], b.reference[2]) ||
      byCodeUnit(a.reference[3], b.reference[3]) ||
      difference(a.row.id, b.row.id),
  );
  return keyed.map(({ row }) => row);
}
