import { expect, test } from 'vitest';
import { documentId } from '../../main/contract/index.ts';
import {
  isSelected,
  selectAll,
  selectedCount,
  selectOne,
  selectRange,
  toggleOne,
  toSelection,
} from '../../renderer/catalog/selection.ts';

const id = (value: number) => documentId.parse(value);
const filter = { years: [2024] };

test('some documents are named by id, whatever the filter', () => {
  const two = toggleOne(selectOne(id(7), 0), id(9), 2);
  expect(toSelection(two, filter)).toEqual({ filter: { ids: [7, 9] } });
  expect(selectedCount(two, 100_000)).toBe(2);
});

test('everything is the filter itself, less what was taken out', () => {
  const all = selectAll(selectOne(id(7), 0));
  const less = toggleOne(all, id(9), 2);
  expect(toSelection(all, filter)).toEqual({ filter });
  expect(toSelection(less, filter)).toEqual({ filter, except: [9] });
  expect(selectedCount(less, 100_000)).toBe(99_999);
  expect(isSelected(less, id(9))).toBe(false);
  expect(isSelected(less, id(8))).toBe(true);
});

test('a range keeps the row it started from', () => {
  const range = selectRange(selectOne(id(3), 3), [id(3), id(4), id(5)], 5);
  expect(range.anchor).toBe(3);
  expect(range.lead).toBe(5);
  expect(selectedCount(range, 10)).toBe(3);
});
