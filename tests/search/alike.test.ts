import { expect, test } from 'vitest';
import { addCategory } from '../../main/catalog/index.ts';
import type { CategoryId, DocumentFilter, TagId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { searchDocuments } from '../../main/search/index.ts';
import { documentsAlike } from '../../main/search/alike.ts';
import { titlesLike } from '../../main/search/titles.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, addDocuments, type MadeDocument } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';
import { title } from '../support/vocabulary.ts';

/** What is nearly found: `reason id`. */
async function alike(
  archive: Archive,
  text: string,
  filter: DocumentFilter = {},
  limit = 20,
): Promise<string[]> {
  const found = await documentsAlike(archive, { ...filter, text }, limit, { budgetMs: Infinity });
  return found.map(({ row, reason }) => `${reason} ${row.id}`);
}

async function archiveWith(documents: readonly MadeDocument[]) {
  const { archive } = await testArchive();
  return { archive, ids: await addDocuments(archive, documents) };
}

test('letters find titles, tags, categories, file names and issuers by initials and syllables', async () => {
  const { archive } = await testArchive();
  const { id: meetings } = await addCategory(archive, '碰头会', null);
  const [town, tagged, filed, named, issued, other] = await addDocuments(archive, [
    { title: '关于文明创造的通知' },
    { title: '甲', tags: ['志愿服务'] },
    { title: '乙', categoryId: meetings },
    { title: '丙', name: '西安女子名册.pdf' },
    { title: '丁', issuer: '绿化办公室' },
    { title: '戊' },
  ]);
  const finds: readonly [string, readonly unknown[]][] = [
    ['wmcz', [town]],
    ['WMCZ', [town]],
    ['ｗｍｃｚ', [town]],
    ['w m c z', [town]],
    ['wenming', [town]],
    ['wenmin', [town]],
    ['wen ming', [town]],
    ['wénmíng', [town]],
    ['wenmingchuangzao', [town]],
    ['zyfw', [tagged]],
    ['zhiyuan', [tagged]],
    ['pth', [filed]],
    ['pengtou', [filed]],
    ["xi'an", [named]],
    ['xian', [named]],
    ['nüzi', [named]],
    ['nvzi', [named]],
    ['lvhua', [issued]],
    ['lüh', [issued]],
    // From the middle of a syllable, over two names, in another order, one letter.
    ['enming', []],
    ['angzao', []],
    ['mcw', []],
    ['wuxi', []],
    ["x'ian", []],
    ['w', []],
    ['标题:wmcz', [town]],
    ['标题:zyfw', []],
  ];
  for (const [text, ids] of finds) {
    const found = (await alike(archive, text)).filter((each) => each.startsWith('pinyin'));
    expect([text, ...found]).toEqual([text, ...ids.map((id) => `pinyin ${String(id)}`)]);
  }
  expect(other).toBeDefined();
});

test('letters and what else is asked for hold together; titles come first', async () => {
  const { archive, ids } = await archiveWith([
    { title: '甲', tags: ['文明创造'], year: 2024, date: '2024-09-01' },
    { title: '文明创造方案', year: 2024, date: '2024-01-01' },
    { title: '文明创造方案', year: 2023, date: '2023-01-01', pages: ['名单'] },
  ]);
  const [tagged, plan, older] = ids;
  expect(await alike(archive, 'wmcz')).toEqual([
    `pinyin ${plan}`,
    `pinyin ${older}`,
    `pinyin ${tagged}`,
  ]);
  expect(await alike(archive, 'wmcz fangan')).toEqual([`pinyin ${plan}`, `pinyin ${older}`]);
  expect(await alike(archive, 'wmcz 名单')).toEqual([`pinyin ${older}`]);
  expect(await alike(archive, 'wmcz -名单 年度:2024')).toEqual([
    `pinyin ${plan}`,
    `pinyin ${tagged}`,
  ]);
});

test('simplified finds traditional and the reverse, in names and in page text', async () => {
  const { archive, ids } = await archiveWith([
    { title: '關於創建文明村鎮的通知' },
    { title: '甲', pages: ['召開幹部會議，佈置後續工作'] },
    { title: '乙', pages: ['环境里面的头发'], tags: ['环境'] },
    { title: '丙', pages: ['環境裡面'] },
    { title: '丁', pages: ['無關'] },
  ]);
  const [notice, meeting, simplified, taiwan] = ids;
  expect(await alike(archive, '创建文明村镇')).toEqual([`variant ${notice}`]);
  expect(await alike(archive, '创建 村镇')).toEqual([`variant ${notice}`]);
  expect(await alike(archive, '标题:创建')).toEqual([`variant ${notice}`]);
  expect(await alike(archive, '干部会议')).toEqual([`variant ${meeting}`]);
  expect(await alike(archive, '后续工作')).toEqual([`variant ${meeting}`]);
  expect(await alike(archive, '頭髮')).toEqual([`variant ${simplified}`]);
  expect(await alike(archive, '标签:環境')).toEqual([`variant ${simplified}`]);
  expect(await alike(archive, '里面')).toEqual([`variant ${taiwan}`]);
  expect(await alike(archive, '發展')).toEqual([]);
});

test('characters that recognition confuses stand for one another, one or two in a term', async () => {
  const { archive, ids } = await archiveWith([
    { title: '甲', pages: ['自已动手，年未总结'] },
    { title: '乙', referenceNumber: '清政发〔2O24〕36号' },
    { title: '丙', pages: ['二零二四年八月三十曰'] },
    { title: '丁', pages: ['人力资源'] },
  ]);
  const [first, numbered, dated] = ids;
  expect(await alike(archive, '自己动手')).toEqual([`confusable ${first}`]);
  expect(await alike(archive, '年末总结')).toEqual([`confusable ${first}`]);
  expect(await alike(archive, '自己动手 年末')).toEqual([]);
  expect(await alike(archive, '自己动手年末总结')).toEqual([`confusable ${first}`]);
  expect(await alike(archive, '清政发202436号')).toEqual([`confusable ${numbered}`]);
  expect(await alike(archive, '三十日')).toEqual([`confusable ${dated}`]);
  expect(await alike(archive, '二〇二四年')).toEqual([`confusable ${dated}`]);
  const other = await alike(archive, '又力资源');
  expect(other.filter((each) => each.startsWith('confusable'))).toEqual([]);
});

test('one character wrong, missing, too many, or two swapped: in names and in page text', async () => {
  const { archive, ids } = await archiveWith([
    { title: '志愿服务活动方案', pages: ['正文'] },
    { title: '甲', pages: ['窨井盖排查整治\n台账'] },
    { title: '乙', referenceNumber: '清政发〔2024〕36号' },
    { title: '丙', tags: ['网格化管理'] },
  ]);
  const [plan, covers, numbered, tagged] = ids;
  const finds: readonly [string, number | undefined][] = [
    ['志源服务活动', plan],
    ['志愿服务活动方按', plan],
    ['志服务活动', plan],
    ['志愿愿服务活动', plan],
    ['志服愿务活动', plan],
    ['窨井盖排察整治', covers],
    ['窨井排查整治', covers],
    ['窨井盖盖排查', covers],
    ['窨井盖查排整治', covers],
    ['整治抬账', covers],
    ['清政办〔2024〕36号', numbered],
    ['清政发〔2024〕37号', numbered],
    ['网格话管理', tagged],
    ['标签:网格话管理', tagged],
  ];
  for (const [text, id] of finds) {
    expect([text, (await alike(archive, text))[0]]).toEqual([text, `edit ${id}`]);
  }
  // Two slips, or a term of two characters, is no longer this.
  for (const text of ['窨景盖排察整治', '窨坑', '排盖']) {
    const found = await alike(archive, text);
    expect([text, ...found.filter((each) => each.startsWith('edit'))]).toEqual([text]);
  }
});

test('one term is mistyped, the others stand as typed', async () => {
  const { archive, ids } = await archiveWith([
    { title: '志愿服务活动方案', pages: ['包联单位'], year: 2024 },
    { title: '志愿服务活动方案', pages: ['其他'], year: 2024 },
    { title: '志愿服务活动方案', pages: ['包联单位'], year: 2023 },
  ]);
  expect(await alike(archive, '志源服务活动 包联 年度:2024')).toEqual([`edit ${ids[0]}`]);
});

test('titles, numbers and tags that are further off are near', async () => {
  const { archive, ids } = await archiveWith([
    { title: '农村人居环境整治提升行动方案' },
    { title: '甲', tags: ['疫情防控专班'] },
    { title: '会议纪要' },
  ]);
  expect(await alike(archive, '人居坏竟整治提升')).toEqual([`near ${ids[0]}`]);
  expect(await alike(archive, '疫请防空专班')).toEqual([`near ${ids[1]}`]);
});

test('each document stands once, by its nearest reason, and never one that is found', async () => {
  const { archive, ids } = await archiveWith([
    { title: '自己动手方案' },
    { title: '自已动手方案', pages: ['自巳动手方案'] },
    { title: '自由动手方案' },
  ]);
  expect(await alike(archive, '自己动手方案')).toEqual([`confusable ${ids[1]}`, `edit ${ids[2]}`]);
  expect(await alike(archive, '自己动手方案', {}, 1)).toEqual([`confusable ${ids[1]}`]);
  expect(await alike(archive, '-自己动手方案')).toEqual([]);
  expect(await alike(archive, '年度:2024')).toEqual([]);
  expect(await alike(archive, '')).toEqual([]);
});

test('the filter holds: place, year, category, tag, ids', async () => {
  const { archive } = await testArchive();
  const { id: plans } = await addCategory(archive, '方案册', null);
  const [filed = 0, inbox = 0] = await addDocuments(archive, [
    { title: '关於創建的通知', year: 2024, categoryId: plans, tags: ['急件'] },
    { title: '關於創建的方案', year: 2023, state: 'inbox' },
  ]);
  const tag = await archive.db.read.get<{ id: TagId }>(sql`SELECT id FROM tag`);
  const cases: readonly [DocumentFilter, readonly number[]][] = [
    [{}, [filed, inbox]],
    [{ place: 'all' }, [filed, inbox]],
    [{ place: 'filed' }, [filed]],
    [{ place: 'inbox' }, [inbox]],
    [{ place: 'trash' }, []],
    [{ years: [2023] }, [inbox]],
    [{ categories: [plans as CategoryId] }, [filed]],
    [{ tags: [tag?.id ?? (0 as TagId)] }, [filed]],
    [{ ids: [inbox] } as unknown as DocumentFilter, [inbox]],
  ];
  for (const [filter, ids] of cases) {
    expect(await alike(archive, '创建', filter)).toEqual(ids.map((id) => `variant ${id}`));
  }
});

test('nothing stands beside a query that finds plenty', async () => {
  const { archive } = await testArchive();
  await addDocuments(
    archive,
    Array.from({ length: 250 }, () => ({ title: '创建通知' })),
    'without-files',
  );
  await addDocument(archive, { title: '創建通知' });
  expect(await alike(archive, '创建')).toEqual([]);
});

test('no query whatever makes it fail, and what is found exactly is never among it', async () => {
  const { archive } = await testArchive();
  const random = createRandom('alike');
  await addDocuments(
    archive,
    Array.from({ length: 60 }, () => ({
      title: title(random),
      pages: [`${title(random)}正文 and or not near wen ming 2O24 自已`],
      tags: random.chance(0.3) ? ['创建', '志愿服务'] : [],
      state: random.chance(0.5) ? ('inbox' as const) : ('filed' as const),
    })),
    'without-files',
  );
  const alphabet = [
    ...'"“”-:：*^(){}+~\\\'’%_?!,.;<>&|[]# \t\n　aAwmü0的文明创〔〕①ß𠮷\u0000\ud800\u0301',
  ];
  const words = [
    'AND',
    'NEAR(',
    '标题:',
    '标签:',
    'wmcz',
    '志愿服务',
    '自己',
    '文明创建',
    '年度:2024',
    '或',
    '[a-z]',
    '*',
  ];
  for (let n = 0; n < 100; n += 1) {
    const text = Array.from({ length: random.integer(0, 12) }, () =>
      random.chance(0.4) ? ` ${random.pick(words)} ` : random.pick(alphabet),
    ).join('');
    const filter = { text, place: 'all' } as const;
    const exact = await searchDocuments(archive, filter, undefined, 0, 100);
    const found = await documentsAlike(archive, filter, 10);
    const ids = found.map(({ row }) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(10);
    const hits = new Set(exact.hits.map(({ row }) => row.id));
    expect([text, ...ids.filter((id) => hits.has(id))]).toEqual([text]);
  }
  for (const text of [
    '己'.repeat(1000),
    'wm'.repeat(500),
    '日 '.repeat(500),
    '创建 '.repeat(200),
  ]) {
    await documentsAlike(archive, { text }, 10);
  }
});

test('what is asked for next ends it', async () => {
  const { archive } = await archiveWith([{ title: '创建' }]);
  const controller = new AbortController();
  controller.abort(new Error('another question'));
  await expect(documentsAlike(archive, { text: '创见' }, 5, controller)).rejects.toThrow(
    'another question',
  );
});

test('a document to jump to: by title, file name or number, then by pinyin of its title', async () => {
  const { archive, ids } = await archiveWith([
    { title: '关于文明创造的通知', date: '2024-01-01' },
    { title: '文明创造方案', date: '2020-01-01' },
    { title: '甲', name: 'wmcz.pdf', referenceNumber: '清政发〔2024〕36号' },
    { title: '乙', tags: ['文明创造'] },
    { title: '文明创造收件', state: 'inbox', date: '2019-01-01' },
  ]);
  const [notice, plan, named, , inbox] = ids;
  const of = async (text: string, limit = 10): Promise<number[]> =>
    (await titlesLike(archive, text, limit)).map(({ id }) => id);
  expect(await of('文明创造')).toEqual([plan, inbox, notice]);
  expect(await of('wmcz')).toEqual([named, notice, plan, inbox]);
  expect(await of('wmcz', 2)).toEqual([named, notice]);
  expect(await of('wenming fang')).toEqual([]);
  expect(await of('清政发 36号')).toEqual([named]);
  expect(await of('清政发[2024]36')).toEqual([named]);
  for (const text of ['', '  ', '"', '！', '标题:', '\u0000', '"标题" 或']) await of(text);
});
