import { expect, test } from 'vitest';
import { here, mingce } from '../cli/support.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments } from '../support/documents.ts';

test('the command line says what is nearly found where little is found, and only there', async () => {
  const { archive, folder } = await testArchive();
  const titles = ['关于文明创造的通知', ...Array.from({ length: 5 }, () => '村规民约')];
  const [id] = await addDocuments(
    archive,
    titles.map((title) => ({ title })),
  );
  await archive.close();
  const near = await here('search', folder, 'wmcz');
  expect(near.value).toMatchObject({
    total: 0,
    alike: [{ id, title: '关于文明创造的通知', reason: 'pinyin' }],
  });
  expect((await here('search', folder, '没有这样的字')).value).toMatchObject({ alike: [] });
  expect((await here('search', folder, '村规')).value).not.toHaveProperty('alike');
  const { out } = await mingce('search', folder, 'wmcz');
  expect(out).toBe(`0 件\n也像这些：\n${id}  关于文明创造的通知  （拼音相同）\n`);
});
