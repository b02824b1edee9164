import { expect, test } from 'vitest';
import type { DocumentId } from '../../main/contract/index.ts';
import { confirm, setFields } from '../../main/catalog/index.ts';
import { rawSql, sql } from '../../main/db/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { readDocuments, readingHandlers } from '../../main/reading/index.ts';
import { rowsByIds } from '../../main/search/index.ts';
import { categoryNamed, only } from '../support/documents.ts';
import { addScans, readingDesk } from './queue-support.ts';

const readAll = (archive: Archive) => readDocuments(archive, null, unattended());
const context = (archive: Archive) => ({ archive, address: () => '' }) as never;

async function best(archive: Archive, id: number): Promise<Record<string, string>> {
  const rows = await archive.db.read.all<{ field: string; value: string; source: string }>(
    sql`SELECT field, value, source FROM proposal WHERE document_id = ${id} AND rank = 0`,
  );
  return Object.fromEntries(rows.map(({ field, value, source }) => [field, `${value} ${source}`]));
}

const notice = (number: number): string =>
  `清政发〔2024〕${number}号\n关于开展环境整治的通知\n各村、各单位：\n现将有关事项通知如下。`;

test('what pages say is proposed when they are read; what a person has set stays', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [{ pages: [notice(36), 'BLANK'], name: '扫描.tif' }]);
  await setFields(archive, only(id), { issuer: '清河镇人民政府' });
  await readAll(archive);
  expect(await best(archive, id)).toMatchObject({ referenceNumber: '清政发〔2024〕36号 text' });
  const proposal = await archive.db.read.get(
    rawSql(`SELECT page, lines FROM proposal WHERE field = 'referenceNumber'`),
  );
  expect(proposal).toEqual({ page: 1, lines: '[0]' });
  const notes = await archive.db.read.all(rawSql('SELECT code, details FROM document_note'));
  expect(notes).toContainEqual({ code: 'blank-pages', details: '{"pages":"2"}' });
  const issuer = await archive.db.read.get(rawSql('SELECT issuer FROM document'));
  expect(issuer).toEqual({ issuer: '清河镇人民政府' });
  expect(await archive.db.read.all(rawSql('SELECT * FROM proposal_due'))).toEqual([]);
});

test('a correction of the text proposes anew', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [{ pages: [notice(36)] }]);
  await readAll(archive);
  await readingHandlers['reading.correct'](
    { id: id as DocumentId, n: 1, lines: [{ line: 0, text: '清政发〔2024〕86号' }] },
    context(archive),
  );
  await readAll(archive);
  expect(await best(archive, id)).toMatchObject({ referenceNumber: '清政发〔2024〕86号 text' });
});

test('categories are learned from what is confirmed, and the inbox is proposed anew', async () => {
  const { archive } = await readingDesk();
  const lane = ['河道清理', '环境整治', '垃圾清运', '绿化养护', '街面保洁', '村庄清洁'];
  const class_ = ['党员学习', '理论宣讲', '读书交流', '培训讲座', '知识竞赛', '学习心得'];
  const pages = (topic: string): string[] => [
    `${topic}活动小结\n本月开展了${topic}，各村都参加了${topic}。`,
  ];
  const filed = await addScans(
    archive,
    [...lane, ...class_].map((topic) => ({ pages: pages(topic) })),
  );
  const [waiting = 0] = await addScans(archive, [{ pages: pages('河道清理和环境整治') }]);
  await readAll(archive);
  const categories = [
    await categoryNamed(archive, '环境整治'),
    await categoryNamed(archive, '学习培训'),
  ] as const;
  for (const [n, id] of filed.entries()) {
    const categoryId = categories[n < lane.length ? 0 : 1];
    await confirm(archive, only(id), { categoryId, title: '小结' } as never);
  }
  await readAll(archive);
  const { categoryId = '' } = await best(archive, waiting);
  expect(categoryId.split(' ')[0]).toBe(String(categories[0]));
  const sources = await archive.db.read.all<{ source: string }>(
    sql`SELECT source FROM proposal WHERE document_id = ${waiting} AND field = 'categoryId'`,
  );
  expect(sources.map(({ source }) => source)).toContain('learned');
});

test('a long document is proposed when its first pages are read, and again when all are', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [
    { pages: [notice(7), ...Array.from({ length: 19 }, (_, n) => `第${n}页`)] },
  ]);
  const proposed: number[] = [];
  const { run } = archive.workers;
  archive.workers.run = (task, args, options) => {
    if (task === 'reading.propose') proposed.push((args as { pages: unknown[] }).pages.length);
    return run(task, args, options);
  };
  await archive.derive([], (writer) =>
    writer.run(sql`UPDATE page SET reading = 'none' WHERE number > 12`),
  );
  await readAll(archive);
  expect(proposed).toEqual([12]);
  await archive.derive([], (writer) =>
    writer.run(sql`UPDATE page SET reading = 'waiting' WHERE number > 12`),
  );
  await readAll(archive);
  expect(proposed).toEqual([12, 20]);
  expect(await best(archive, id)).toMatchObject({ referenceNumber: '清政发〔2024〕7号 text' });
});

test('what comes back to the inbox is proposed anew, what is filed is not', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: [notice(1)], state: 'filed' }]);
  await readAll(archive);
  expect(await best(archive, 1)).toEqual({});
  const words = { kind: 'unconfirm', zh: '退回', en: 'Back' };
  await archive.operate(words, (writer) => writer.run(sql`UPDATE document SET state = 'inbox'`));
  await readAll(archive);
  expect(await best(archive, 1)).toHaveProperty('referenceNumber');
});

test('a scan that was filed before it was read is marked where it may not be kept', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [
    { pages: ['机密★10年\n关于某事的通知'], state: 'filed' },
    { pages: [notice(3)], state: 'filed' },
  ]);
  await readAll(archive);
  const rows = await rowsByIds(archive.db.read, [1, 2]);
  expect(rows.map(({ is_secret }) => is_secret)).toEqual([1, 0]);
  expect(await archive.db.read.all(rawSql('SELECT * FROM proposal'))).toEqual([]);
});
