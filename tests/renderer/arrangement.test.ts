import { expect, test } from 'vitest';
import {
  isSame,
  moved,
  pageList,
  pageRuns,
  stepPlace,
  turned,
  without,
  type PlacedPage,
} from '../../renderer/reading/arrangement.ts';
import { pageRange } from '../../renderer/reading/page-selection.ts';

const pages: readonly PlacedPage[] = [1, 2, 3, 4, 5].map((n) => ({ n, turn: n === 2 ? 270 : 0 }));
const order = (placed: readonly PlacedPage[]): readonly number[] => placed.map(({ n }) => n);

test('turning adds to the turn a page has, and leaves the others', () => {
  const after = turned(pages, new Set([2, 3]), 90);
  expect(after.map(({ turn }) => turn)).toEqual([0, 0, 90, 0, 0]);
});

test('chosen pages move together, in their order, before a page or to the end', () => {
  expect(order(moved(pages, new Set([1, 3]), 5))).toEqual([2, 4, 1, 3, 5]);
  expect(order(moved(pages, new Set([4]), 1))).toEqual([4, 1, 2, 3, 5]);
  expect(order(moved(pages, new Set([2]), 6))).toEqual([1, 3, 4, 5, 2]);
  expect(isSame(moved(pages, new Set([2]), 3), pages)).toBe(true);
});

test('a step moves by one place and stops at the ends', () => {
  const step = (chosen: readonly number[], by: 1 | -1): readonly number[] | null => {
    const before = stepPlace(5, new Set(chosen), by);
    return before === null ? null : order(moved(pages, new Set(chosen), before));
  };
  expect(step([2], 1)).toEqual([1, 3, 2, 4, 5]);
  expect(step([2], -1)).toEqual([2, 1, 3, 4, 5]);
  expect(step([2, 3], 1)).toEqual([1, 4, 2, 3, 5]);
  expect(step([1], -1)).toBeNull();
  expect(step([5], 1)).toBeNull();
  expect(step([1, 3], -1)).toEqual([1, 3, 2, 4, 5]);
});

test('dropped pages are left out of the order', () => {
  expect(order(without(pages, new Set([1, 4])))).toEqual([2, 3, 5]);
});

test('page lists of notes are read and written as people do', () => {
  expect(pageList('1,3-5')).toEqual([1, 3, 4, 5]);
  expect(pageList('')).toEqual([]);
  expect(pageList('x,2-')).toEqual([2]);
  expect(pageRuns([5, 1, 4, 3, 3], '、')).toBe('1、3–5');
});

test('a range of pages is the same from either end', () => {
  expect([...pageRange(4, 2)]).toEqual([2, 3, 4]);
});
