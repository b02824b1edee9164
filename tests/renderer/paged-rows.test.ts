import { expect, test } from 'vitest';
import { PagedRows } from '../../renderer/ui/paged-rows.ts';

interface Asked {
  readonly offset: number;
  readonly answer: (total?: number) => Promise<void>;
}

/** A list whose answers come when the test says so. */
function heldList(prefix = '') {
  const asked: Asked[] = [];
  const state = { prefix };
  const rows = new PagedRows<string, null>(
    (offset, limit) => {
      const { promise, resolve } = Promise.withResolvers<{
        total: number;
        rows: string[];
        extra: null;
      }>();
      const words = state.prefix;
      asked.push({
        offset,
        answer: async (total = 1000) => {
          const count = Math.max(0, Math.min(limit, total - offset));
          const found = Array.from({ length: count }, (_, i) => `${words}${offset + i}`);
          resolve({ total, rows: found, extra: null });
          await promise;
          await Promise.resolve();
        },
      });
      return promise;
    },
    { pageSize: 10 },
  );
  return { rows, asked, state };
}

test('a flung scroll bar asks for two pages at most, then for where it came to rest', async () => {
  const { rows, asked } = heldList();
  rows.want(0, 5);
  await asked[0]?.answer();
  for (let from = 100; from <= 900; from += 10) rows.want(from, from + 10);
  expect(asked.map(({ offset }) => offset)).toEqual([0, 100, 110]);
  await asked[1]?.answer();
  expect(asked.at(-1)?.offset).toBe(900);
});

test('old rows stay readable until newer ones come', async () => {
  const { rows, asked, state } = heldList('old ');
  rows.want(0, 5);
  await asked[0]?.answer();
  state.prefix = 'new ';
  rows.refresh();
  expect(rows.at(3)).toBe('old 3');
  await asked[1]?.answer();
  expect(rows.at(3)).toBe('new 3');
});

test('a range is fetched where it is not known, each page once', async () => {
  const { rows, asked } = heldList();
  rows.want(0, 5);
  await asked[0]?.answer();
  const range = rows.range(8, 12);
  const again = rows.range(10, 11);
  await asked[1]?.answer();
  expect(await range).toEqual(['8', '9', '10', '11']);
  expect(await again).toEqual(['10']);
  expect(asked.map(({ offset }) => offset)).toEqual([0, 10]);
});
