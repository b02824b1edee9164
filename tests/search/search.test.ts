import { expect, test } from 'vitest';
import {
  addCategory,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
  setFields,
  tagSelection,
} from '../../main/catalog/index.ts';
import { changeTag, mergeTag, removeTag } from '../../main/catalog/tags.ts';
import type { CategoryId, TagId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { moveToTrash, purge, restoreFromTrash, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { parseQuery, searchDocuments } from '../../main/search/index.ts';
import { snippetOf } from '../../main/search/snippet.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, addDocuments, categoryNamed, only } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';
import { expectSound } from '../keeping/support.ts';

const search = (archive: Archive, text: string) =>
  searchDocuments(archive, { text, place: 'all' }, undefined, 0, 50);

async function idsOf(archive: Archive, text: string): Promise<number[]> {
  return (await search(archive, text)).hits.map((hit) => hit.row.id).toSorted((a, b) => a - b);
}

async function tagId(archive: Archive, name: string): Promise<TagId> {
  const row = await archive.db.read.get<{ id: TagId }>(
    sql`SELECT id FROM tag WHERE name = ${name}`,
  );
  return row?.id ?? (0 as TagId);
}

test('what was typed is read as terms, phrases, exclusions and titles', () => {
  const read = (text: string) =>
    parseQuery(text).parts.map(({ any: [term], source }) => [
      term === undefined
        ? 'ignored'
        : `${term.not ? 'not ' : ''}${term.field ?? (term.phrase ? 'phrase' : 'term')}`,
      term?.text ?? source,
    ]);
  expect(read('清河 "领导 小组" -草稿 title:通知 题名：方案')).toEqual([
    ['term', '清河'],
    ['phrase', '领导 小组'],
    ['not term', '草稿'],
    ['title', '通知'],
    ['title', '方案'],
  ]);
  expect(read('“成立，领导” -"旧 稿" ！！ 〔2024〕36号')).toEqual([
    ['phrase', '成立，领导'],
    ['not phrase', '旧 稿'],
    ['ignored', '！！'],
    ['term', '〔2024〕36号'],
  ]);
  expect(read('"没有收尾')).toEqual([['phrase', '没有收尾']]);
  expect(read('  　 ')).toEqual([]);
  const text = 'a -b "c d" title:e';
  for (const { source } of parseQuery(text).parts) expect(text).toContain(source);
});

test('no query whatever makes the program fail', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, { title: '关于创建的通知', pages: ['正文 and or not near'] });
  const random = createRandom('hostile');
  const alphabet = [...'"“”-:：*^(){}+~\\\'%_?!,.;<>&|[]# \t\n　aA0的文〔〕①ß𠮷\u0000\ud800\u0301'];
  const words = [
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'NEAR(',
    'title:',
    'title',
    '题名：',
    'body:',
    'rowid:1',
    '{title}:',
    '""',
    '-"',
    "'; DROP TABLE document; --",
    '%',
    'null',
  ];
  for (let n = 0; n < 400; n += 1) {
    const length = random.integer(0, 14);
    const text = Array.from({ length }, () =>
      random.chance(0.25) ? ` ${random.pick(words)} ` : random.pick(alphabet),
    ).join('');
    const found = await search(archive, text);
    expect(found.total).toBe(found.hits.length);
  }
  expect(await idsOf(archive, 'AND OR NOT NEAR')).toEqual([1]);
});

test('a query of signs alone is shown as ignored', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, { title: '甲' });
  const { understood } = await search(archive, '！ 甲 -—');
  expect(understood.map(({ any }) => any.length)).toEqual([0, 1, 0]);
});

test('the index follows categories, tags, fields, the trash, undo and destroying', async () => {
  const { archive } = await testArchive();
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const plans = (await categoryNamed(archive, '方案制度')) as CategoryId;
  const { id: meetings } = await addCategory(archive, '碰头会', lead);
  const [a = 0, b = 0] = await addDocuments(archive, [
    { title: '甲', categoryId: meetings, tags: ['急件'] },
    { title: '乙', categoryId: plans, tags: ['急件', '照片'], pages: ['志愿服务'] },
  ]);
  const steps: readonly [work: () => Promise<unknown>, finds: Record<string, number[]>][] = [
    [async () => undefined, { 碰头会: [a], 组织领导: [a], 方案制度: [b], 急件: [a, b] }],
    [() => renameCategory(archive, lead, '领导机构'), { 领导机构: [a], 组织领导: [] }],
    [() => renameCategory(archive, meetings, '例会'), { 例会: [a], 碰头会: [] }],
    [() => moveCategory(archive, meetings, plans, 0), { 方案制度: [a, b], 领导机构: [] }],
    [() => changeTag(archive, 1 as TagId, '特急', undefined), { 特急: [a, b], 急件: [] }],
    [
      async () => mergeTag(archive, await tagId(archive, '照片'), await tagId(archive, '特急')),
      { 照片: [], 特急: [a, b] },
    ],
    [async () => removeTag(archive, await tagId(archive, '特急')), { 特急: [] }],
    [() => undo(archive), { 特急: [a, b] }],
    [() => mergeCategory(archive, plans, lead), { 方案制度: [], 领导机构: [a, b], 例会: [a] }],
    [() => removeCategory(archive, meetings), { 例会: [], 领导机构: [a, b] }],
    [() => undo(archive), { 例会: [a] }],
    [
      () => setFields(archive, only(a), { title: '丙', note: '备考' }),
      { 甲: [], 丙: [a], 备考: [a] },
    ],
    [
      () =>
        setFields(archive, only(b), { referenceNumber: '清政发〔2024〕36号', issuer: '镇政府' }),
      { 清政发202436: [b], 镇政府: [b] },
    ],
    [() => tagSelection(archive, only(a), ['待办'], ['特急']), { 待办: [a], 特急: [b] }],
    [() => moveToTrash(archive, only(b)), { 志愿服务: [], 镇政府: [] }],
    [() => restoreFromTrash(archive, only(b)), { 志愿服务: [b] }],
    // What reading a page later finds.
    [
      () =>
        archive.derive(['page'], (writer) =>
          writer.run(sql`UPDATE page SET text = '环境整治' WHERE original_id =
            (SELECT original_id FROM part WHERE document_id = ${b})`),
        ),
      { 环境整治: [b], 志愿服务: [] },
    ],
    [() => moveToTrash(archive, only(b)), {}],
    [() => purge(archive, only(b), '试'), { 环境整治: [], 镇政府: [], 丙: [a] }],
  ];
  for (const [work, finds] of steps) {
    await work();
    for (const [text, ids] of Object.entries(finds))
      expect([text, await idsOf(archive, text)]).toEqual([text, ids]);
  }
  await expectSound(archive);
});

test('a locked original that opens later is found by its text', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, { title: '加密的' });
  await archive.operate(
    { kind: 'unlock', zh: '打开加密文件', en: 'Open a locked file' },
    async (writer) => {
      const part = await writer.get<{ original_id: number }>(
        sql`SELECT original_id FROM part WHERE document_id = ${id}`,
      );
      await writer.run(sql`INSERT INTO page (original_id, number, width_um, height_um, text_source, text)
      VALUES (${part?.original_id ?? 0}, 1, 1, 1, 'layer', '解开的正文')`);
      await writer.run(
        sql`UPDATE original SET page_count = 1, page_state = 'ready' WHERE id = ${part?.original_id ?? 0}`,
      );
      await writer.run(
        sql`UPDATE part SET first_page = 1, last_page = 1 WHERE document_id = ${id}`,
      );
    },
  );
  expect(await idsOf(archive, '解开的正文')).toEqual([id]);
  await expectSound(archive);
});

const shown = (parts: readonly { text: string; hit: boolean }[]): string =>
  parts.map((part) => (part.hit ? `[${part.text}]` : part.text)).join('');

test('hits come with their best page and a snippet in which they are marked', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, {
    title: '年度总结',
    pages: ['前言\n- 1 -', '讲到文明创建工作的部署\n- 2 -', '既讲创建\n也讲整治的一页\n- 3 -'],
  });
  const [hit] = (await search(archive, '创建 整治')).hits;
  expect(hit).toMatchObject({ page: 3, field: 'body' });
  expect(shown(hit?.snippet ?? [])).toBe('既讲[创建]也讲[整治]的一页');
  const [first] = (await search(archive, '创建')).hits;
  expect(first?.page).toBe(2);
  expect(shown(first?.snippet ?? [])).toBe('讲到文明[创建]工作的部署');
});

test('a phrase that runs over the ends of pages stands on the page where it begins', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, {
    title: '方案',
    pages: ['无关', '由镇党委书记任领导小\n— 2 —', '  ', '- 4 -', '第 5 页\n组组长，镇长任副组长'],
  });
  const [hit] = (await search(archive, '领导小组组长')).hits;
  expect(hit).toMatchObject({ page: 2, field: 'body', row: { id } });
  expect(shown(hit?.snippet ?? [])).toBe('由镇党委书记任[领导小组组长]，镇长任副组长');
  const long = '由镇党委书记任领导小组组长镇长任副组长';
  expect((await search(archive, long)).hits[0]?.page).toBe(2);
});

test('a figure that has a line of a table to itself is found; a page number is not', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, {
    title: '经费表',
    pages: ['— 61 —\n项目\n8472\n宣传栏\n- 3905 -\n合计\n第 62 页\n ——\n', '63'],
  });
  expect(await idsOf(archive, '8472')).toEqual([id]);
  expect(await idsOf(archive, '宣传栏3905合计')).toEqual([id]);
  for (const number of ['61', '62', '63']) expect(await idsOf(archive, number)).toEqual([]);
});

test('a hit far into a thick document is found on its page', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, {
    title: '厚册',
    pages: Array.from({ length: 450 }, (_, n) =>
      n === 441 ? '这里才写到窨井盖' : `第 ${n + 1} 段`,
    ),
  });
  expect((await search(archive, '窨井盖')).hits[0]).toMatchObject({ page: 442, field: 'body' });
});

test('where the hit is not in the pages, the snippet shows the field that holds it', async () => {
  const { archive } = await testArchive();
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const { id: meetings } = await addCategory(archive, '碰头会', lead);
  await addDocument(archive, {
    title: '题名在此',
    categoryId: meetings,
    referenceNumber: '清政发〔2024〕36号',
    issuer: '北街社区',
    note: '原件存镇档案室',
    tags: ['急件'],
    name: '扫描件0007.pdf',
    pages: ['正文'],
  });
  const of = async (text: string) => {
    const [hit] = (await search(archive, text)).hits;
    return [hit?.field, hit?.page, shown(hit?.snippet ?? [])];
  };
  expect(await of('题名')).toEqual(['title', null, '']);
  expect(await of('2024 36号')).toEqual(['number', null, '清政发〔[2024]〕[36号]']);
  expect(await of('北街')).toEqual(['people', null, '[北街]社区']);
  expect(await of('急')).toEqual(['labels', null, '[急]件']);
  expect(await of('碰头')).toEqual(['labels', null, '组织领导/[碰头]会']);
  expect(await of('组织领导')).toEqual(['labels', null, '[组织领导]/碰头会']);
  expect(await of('档案室')).toEqual(['labels', null, '原件存镇[档案室]']);
  expect(await of('0007')).toEqual(['title', null, '扫描件[0007].pdf']);
  expect(await of('title:题名 正文')).toEqual(['title', 1, '[正文]']);
  expect(await of('-没有')).toEqual(['title', null, '']);
});

test('snippets never cut a character or a hit in two', () => {
  const random = createRandom('snippets');
  for (let n = 0; n < 500; n += 1) {
    const characters = Array.from({ length: random.integer(20, 200) }, () =>
      random.pick([...'𠮷𡈽台账文明👍a \n，']),
    );
    const at = random.integer(0, characters.length - 3);
    const term = [...'𠮷文明'].slice(0, random.integer(1, 3)).join('');
    const text = [...characters.slice(0, at), term, ...characters.slice(at)].join('');
    const parts = snippetOf(text, [term]);
    expect(
      parts.some((part) => part.hit && part.text.replace(/[\s，👍]/gu, '').includes(term)),
    ).toBe(true);
    for (const part of parts) expect(part.text.isWellFormed()).toBe(true);
  }
});

test('a hit longer than the snippet is shown whole, and marks survive widths and accents', () => {
  const long = '文明创建工作领导小组'.repeat(12);
  expect(snippetOf(`前文${long}后文`, [long])).toContainEqual({ text: long, hit: true });
  expect(shown(snippetOf('ＡＢＣ公司e\u0301tude', ['abc公司étude']))).toBe(
    '[ＡＢＣ公司e\u0301tude]',
  );
  expect(shown(snippetOf('ｶﾞｲﾄﾞと①号', ['ガイドと1号']))).toBe('[ｶﾞｲﾄﾞと①号]');
});

test('matches in title or number come first, then the newest', async () => {
  const { archive } = await testArchive();
  const ids = await addDocuments(archive, [
    { title: '旧通知', date: '2020-01-01', pages: ['讲创建'] },
    { title: '创建方案', date: '2019-01-01' },
    { title: '新通知', date: '2024-01-01', pages: ['讲创建'] },
    { title: '创建总结', date: '2023-01-01' },
  ]);
  const { hits } = await search(archive, '创建');
  expect(hits.map((hit) => hit.row.id)).toEqual([ids[3], ids[1], ids[2], ids[0]]);
});
