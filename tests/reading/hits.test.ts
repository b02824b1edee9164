import { expect, test } from 'vitest';
import type { DocumentId } from '../../main/contract/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { readingHandlers } from '../../main/reading/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';

const context = (archive: Archive) => ({ archive }) as never;

test('a long document is counted in pieces that lose no hit, also where a phrase runs from one into the next', async () => {
  const { archive } = await testArchive();
  const texts = Array.from({ length: 125 }, (_, n) => `第${n + 1}页`);
  texts[0] = '整治。整治';
  texts[59] = '末尾是环境整';
  texts[60] = '治工作';
  texts[124] = '整治';
  const id = (await addDocument(archive, { title: '长', pages: texts })) as DocumentId;
  const hits = (from: number, limit: number) =>
    readingHandlers['reading.hits']({ id, query: '整治', from, limit }, context(archive));
  const whole = [
    { n: 1, hits: 2 },
    { n: 60, hits: 1 },
    { n: 125, hits: 1 },
  ];
  expect(await hits(1, 1000)).toEqual({ pages: whole, next: null });
  expect(await hits(1, 60)).toEqual({ pages: whole.slice(0, 2), next: 61 });
  expect(await hits(61, 60)).toEqual({ pages: [], next: 121 });
  expect(await hits(121, 5)).toEqual({ pages: whole.slice(2), next: null });
  expect(await hits(126, 5)).toEqual({ pages: [], next: null });
});
