import { expect, test } from 'vitest';
import type { CatalogTree, CategoryId } from '../../main/contract/index.ts';
import { yearGrid } from '../../renderer/keeping/year-grid.ts';

const id = (value: number): CategoryId => value as CategoryId;
const tree: CatalogTree = {
  total: 8,
  inbox: 0,
  trash: 0,
  categories: [
    { id: id(1), parentId: null, name: '组织领导', position: 0 },
    { id: id(2), parentId: null, name: '责任书', position: 1 },
    { id: id(3), parentId: id(1), name: '会议', position: 0 },
  ],
  years: [
    {
      year: 2024,
      documents: 5,
      categories: [
        { categoryId: id(1), documents: 2 },
        { categoryId: id(3), documents: 3 },
      ],
    },
    { year: 2023, documents: 2, categories: [{ categoryId: null, documents: 2 }] },
    { year: null, documents: 1, categories: [{ categoryId: id(1), documents: 1 }] },
  ],
  tags: [],
};

test('years run from old to new, documents without a year last', () => {
  expect(yearGrid(tree, 5).years).toEqual([2023, 2024, null]);
});

test('sub-categories count for the category they stand under, empty ones stay in sight', () => {
  const { rows } = yearGrid(tree, 5);
  expect(rows.map(({ name, counts }) => [name, counts])).toEqual([
    ['组织领导', [0, 5, 1]],
    ['责任书', [0, 0, 0]],
    [null, [2, 0, 0]],
  ]);
});

test('where there are too many years the latest are shown', () => {
  expect(yearGrid(tree, 2).years).toEqual([2023, 2024]);
});
