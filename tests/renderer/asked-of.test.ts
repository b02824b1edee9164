import { expect, test } from 'vitest';
import { documentFilter, longestQuery } from '../../main/contract/index.ts';
import { askedOf } from '../../renderer/search/asked-of.ts';

test('a text of any length is asked, as far as a query may be long, and no character is cut in two', () => {
  expect(askedOf('  整改 台账 ')).toBe('整改 台账');
  const whole = '文'.repeat(longestQuery);
  expect(askedOf(whole)).toBe(whole);
  expect(askedOf(`${whole}明`.repeat(10))).toBe(whole);
  const pairs = askedOf(`a${'𠮷'.repeat(5000)}`);
  expect(pairs).toBe(`a${'𠮷'.repeat((longestQuery - 2) / 2)}`);
  for (const text of [whole, pairs, askedOf('a b '.repeat(2500))]) {
    expect(documentFilter.safeParse({ text }).success).toBe(true);
  }
});
