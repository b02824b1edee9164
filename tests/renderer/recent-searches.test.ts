import { expect, test } from 'vitest';
import { keptSearches, withArchive, withSearch } from '../../renderer/search/recent-list.ts';

test('the latest search stands first, each once, ten at most', () => {
  const ten = Array.from({ length: 10 }, (_, n) => `词${n}`);
  expect(withSearch(ten, '词3', null)).toEqual(['词3', ...ten.filter((text) => text !== '词3')]);
  expect(withSearch(ten, '新', null)).toEqual(['新', ...ten.slice(0, 9)]);
});

test('what a search was typed on from gives way to it', () => {
  expect(withSearch(['整改', '通知'], '整改 年度:2024', '整改')).toEqual([
    '整改 年度:2024',
    '通知',
  ]);
});

test('archives not searched for long are forgotten', () => {
  let kept = keptSearches({});
  for (let n = 0; n < 25; n += 1) kept = withArchive(kept, `库${n}`, ['词']);
  kept = withArchive(kept, '库10', ['再查']);
  expect(Object.keys(kept)).toHaveLength(20);
  expect(Object.keys(kept).at(-1)).toBe('库10');
  expect(kept['库4']).toBeUndefined();
});

test('what is not a list of texts is left out', () => {
  expect(keptSearches({ a: ['x', 3], b: 'y' })).toEqual({ a: ['x'], b: [] });
  expect(keptSearches(undefined)).toEqual({});
});
