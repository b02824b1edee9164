import { expect, test } from 'vitest';
import { catalogTree, categoryId } from '../../main/contract/index.ts';
import { placeBeside, placeBy } from '../../renderer/catalog/category-place.ts';
import { categoryAndBelow, rowsByCategory, rowsByYear } from '../../renderer/catalog/tree-model.ts';

const tree = catalogTree.parse({
  total: 6,
  inbox: 0,
  trash: 0,
  categories: [
    { id: 1, parentId: null, name: '组织领导', position: 0 },
    { id: 2, parentId: null, name: '环境整治', position: 1 },
    { id: 3, parentId: 2, name: '背街小巷', position: 0 },
    { id: 4, parentId: null, name: '荣誉表彰', position: 2 },
  ],
  years: [
    {
      year: 2024,
      documents: 5,
      categories: [
        { categoryId: 1, documents: 1 },
        { categoryId: 3, documents: 3 },
        { categoryId: null, documents: 1 },
      ],
    },
    { year: 2023, documents: 1, categories: [{ categoryId: 4, documents: 1 }] },
  ],
  tags: [],
});
const id = (value: number) => categoryId.parse(value);
const category = (value: number) => {
  const found = tree.categories.find((each) => Number(each.id) === value);
  if (!found) throw new Error(`no category ${value}`);
  return found;
};
const words = (rows: ReturnType<typeof rowsByYear>) =>
  rows.map((row) =>
    row.kind === 'year'
      ? `${row.year} ${row.count}`
      : row.kind === 'rest'
        ? `+${row.hidden}`
        : `${'-'.repeat(row.level)}${row.category?.name ?? '未分类'} ${row.count}`,
  );

test('a year opens to its categories, sub-categories counted in, empty ones folded', () => {
  expect(words(rowsByYear(tree, new Set(['2024'])))).toEqual([
    '2024 5',
    '-组织领导 1',
    '-环境整治 3',
    '-未分类 1',
    '+1',
    '2023 1',
  ]);
});

test('the view by category shows every category with all years together', () => {
  expect(words(rowsByCategory(tree, new Set(['all/2'])))).toEqual([
    '组织领导 1',
    '环境整治 3',
    '-背街小巷 3',
    '荣誉表彰 1',
    '未分类 1',
  ]);
});

test('a category cannot be dropped into what is below it', () => {
  expect([...categoryAndBelow(tree.categories, id(2))]).toEqual([2, 3]);
});

test('a place is counted among the children without the one that moves', () => {
  expect(placeBeside(tree.categories, id(1), category(4), 'before')).toEqual({
    parentId: null,
    position: 1,
  });
  expect(placeBeside(tree.categories, id(4), category(2), 'inside')).toEqual({
    parentId: 2,
    position: 1,
  });
  expect(placeBy(tree.categories, category(1), -1)).toBeNull();
  expect(placeBy(tree.categories, category(1), 1)).toEqual({ parentId: null, position: 1 });
});
