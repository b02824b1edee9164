import { expect, test } from 'vitest';
import { parseLooseDate, parseYear } from '../../renderer/catalog/loose-date.ts';

test.each([
  ['2024.3.5', '2024-03-05'],
  ['2024-03-05', '2024-03-05'],
  ['2024/3/5', '2024-03-05'],
  ['20240305', '2024-03-05'],
  ['2024年3月5日', '2024-03-05'],
  ['２０２４．３．５', '2024-03-05'],
  ['二〇二四年十二月三十一日', '2024-12-31'],
  ['2024 2 29', '2024-02-29'],
])('a date typed as %s is understood', (typed, date) => {
  expect(parseLooseDate(typed)).toEqual({ ok: true, date });
});

test('an empty date clears the field', () => {
  expect(parseLooseDate('  ')).toEqual({ ok: true, date: null });
});

test('what is wrong with a date is told apart', () => {
  expect(parseLooseDate('2024-13-02')).toEqual({ ok: false, reason: 'month', month: 13 });
  expect(parseLooseDate('2023.2.29')).toEqual({ ok: false, reason: 'day', month: 2, day: 29 });
  expect(parseLooseDate('2024年3月')).toEqual({ ok: false, reason: 'incomplete' });
  expect(parseLooseDate('去年春天')).toEqual({ ok: false, reason: 'form' });
});

test('a year may carry its word, and must be one', () => {
  expect(parseYear('2024年度')).toBe(2024);
  expect(parseYear('２０２４')).toBe(2024);
  expect(parseYear('')).toBeNull();
  expect(parseYear('24')).toBeUndefined();
  expect(parseYear('9999')).toBeUndefined();
});
