import { expect, test } from 'vitest';
import { readerCount } from '../../main/reading/index.ts';

const free = (gigabytes: number): number => gigabytes * 1e9;

test.each([
  [1, 8, 1],
  [2, 8, 2],
  [4, 8, 3],
  [8, 32, 4],
  [8, 2.5, 2],
  [8, 0.3, 1],
])('on %i cores with %d GB free, %i pages are read at a time', (cores, gigabytes, pages) => {
  expect(readerCount(cores, free(gigabytes))).toBe(pages);
});
