import { expect, test } from 'vitest';
import { NotAnswered, PagedRows } from '../../renderer/ui/paged-rows.ts';

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

test('rows that are not counted show at once; their number follows', async () => {
  const answers = [Array.from({ length: 10 }, (_, n) => n), [10, 11, 12]];
  const asked: number[] = [];
  const rows = new PagedRows<number, null>(
    async (offset) => {
      asked.push(offset);
      return { total: null, rows: answers[offset / 10] ?? [], extra: null };
    },
    { pageSize: 10 },
  );
  rows.want(0, 5);
  await expect.poll(() => rows.total).toBe(10);
  expect(rows.counted).toBe(false);
  rows.count(500);
  expect([rows.total, rows.counted]).toEqual([500, true]);
  rows.want(10, 12);
  // A short page is the last: no count knows better.
  await expect.poll(() => rows.total).toBe(13);
  rows.count(500);
  expect(rows.total).toBe(13);
  expect(asked).toEqual([0, 10]);
});

test('a question given up for a newer one is no failure, and is asked again while it is of use', async () => {
  let givenUp = 0;
  const rows = new PagedRows<number, null>(async () => {
    givenUp += 1;
    if (givenUp === 1) throw new NotAnswered();
    return { total: 1, rows: [7], extra: null };
  });
  rows.want(0, 1);
  await expect.poll(() => rows.at(0)).toBe(7);
  expect(rows.error).toBeNull();
  expect(givenUp).toBe(2);
});
