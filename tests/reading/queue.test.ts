import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unattended } from '../../main/library/index.ts';
import { readWaiting } from '../../main/reading/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { addScans, pagesOf, readingDesk, watchReading } from './queue-support.ts';

test('pages that wait are read by themselves, and the documents are found by their text', async () => {
  const { archive } = await readingDesk();
  const watched = watchReading(archive);
  await addScans(archive, [
    { pages: ['关于成立领导小组的通知', '第二页的文字'] },
    { pages: ['环境整治工作小结'] },
  ]);
  const job = await watched.ends();
  expect(job).toMatchObject({ kind: 'read', state: 'done', title: '2 件', done: 3, total: 3 });
  expect(job.result).toMatchObject({ pages: 3, failed: 0, characters: 25 });
  expect(await pagesOf(archive)).toEqual([
    '关于成立领导小组的通知',
    '第二页的文字',
    '环境整治工作小结',
  ]);
});

test('a page that kills its worker is tried once more alone, then marked; the others are read', async () => {
  const { archive } = await readingDesk();
  const once = join(await temporaryFolder(), 'once');
  await addScans(archive, [
    { pages: ['DEADLY', '甲', 'BROKEN', '乙'] },
    { pages: [`ONCE ${once}`, '丙'] },
  ]);
  const totals = await readWaiting(archive, unattended(), { size: 2 });
  expect(totals).toMatchObject({ pages: 4, failed: 2 });
  expect(await pagesOf(archive)).toEqual([
    'failed worker-died',
    '甲',
    'failed unreadable',
    '乙',
    `ONCE ${once}`,
    '丙',
  ]);
});
