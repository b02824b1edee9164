import { expect, test } from 'vitest';
import { addCategory, tagSelection } from '../../main/catalog/index.ts';
import { catalogTree } from '../../main/catalog/tree.ts';
import type {
  CategoryId,
  DocumentFilter,
  DocumentId,
  Sort,
  SortKey,
  TagId,
} from '../../main/contract/index.ts';
import { sql, type Reader, type Sql } from '../../main/db/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import {
  countDocuments,
  listDocuments,
  listWindow,
  positionInList,
} from '../../main/search/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments, categoryNamed, only, type MadeDocument } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';
import { title } from '../support/vocabulary.ts';

const sorted = (key: SortKey, descending = false): Sort => ({ key, descending });

async function titles(
  archive: Archive,
  sort: Sort | undefined,
  filter: DocumentFilter = {},
): Promise<string[]> {
  const rows = await listDocuments(archive.db.read, filter, sort, 0, 200);
  return rows.map((row) => row.title);
}

test('titles sort by pinyin, figures by value, punctuation does not count', async () => {
  const { archive } = await testArchive();
  const inOrder = [
    '《2号》通知',
    '10号通知',
    'abc',
    'B 计划',
    '安全方案',
    '“北街”总结',
    '第2期简报',
    '第10期简报',
    '张家沟记录',
  ];
  await addDocuments(
    archive,
    inOrder.toReversed().map((each) => ({ title: each })),
  );
  expect(await titles(archive, sorted('title'))).toEqual(inOrder);
  expect(await titles(archive, sorted('title', true))).toEqual(inOrder.toReversed());
});

test('reference numbers sort by agency, year and number by value; those without come last', async () => {
  const { archive } = await testArchive();
  const numbers = [
    '北街办〔2024〕3号',
    '清政发〔2023〕110号',
    '清政发〔2024〕2号',
    '清政发[2024]10号',
    '清政发〔2024〕第36号',
    undefined,
  ];
  await addDocuments(
    archive,
    numbers.toReversed().map((referenceNumber) => ({
      title: referenceNumber ?? '无',
      ...(referenceNumber === undefined ? {} : { referenceNumber }),
    })),
  );
  expect(await titles(archive, sorted('referenceNumber'))).toEqual(
    numbers.map((each) => each ?? '无'),
  );
});

test('the default order is newest first, by date, then by year, then by when it came', async () => {
  const { archive } = await testArchive();
  await addDocuments(archive, [
    { title: '早', date: '2021-05-01', year: 2024 },
    { title: '只有年度', year: 2022 },
    { title: '晚', date: '2023-01-02' },
    { title: '同日先来', date: '2022-06-01' },
    { title: '同日后来', date: '2022-06-01' },
  ]);
  expect(await titles(archive, undefined)).toEqual([
    '晚',
    '同日后来',
    '同日先来',
    '只有年度',
    '早',
  ]);
});

test('categories sort in the order of the tree, depth first', async () => {
  const { archive } = await testArchive();
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const plans = (await categoryNamed(archive, '方案制度')) as CategoryId;
  const { id: second } = await addCategory(archive, '二', lead);
  const { id: first } = await addCategory(archive, '一', second);
  await addDocuments(archive, [
    { title: '方案', categoryId: plans },
    { title: '一', categoryId: first },
    { title: '领导', categoryId: lead },
    { title: '二', categoryId: second },
  ]);
  expect(await titles(archive, sorted('category'))).toEqual(['领导', '二', '一', '方案']);
});

async function thousands(archive: Archive, count: number): Promise<number[]> {
  const random = createRandom('list');
  const categories = await archive.db.read.all<{ id: number }>(sql`SELECT id FROM category`);
  const documents = Array.from({ length: count }, (): MadeDocument => {
    const year = random.integer(2018, 2025);
    return {
      title: random.chance(0.95) ? title(random) : null,
      state: random.chance(0.9) ? 'filed' : 'inbox',
      ...(random.chance(0.9) ? { year } : {}),
      ...(random.chance(0.8) ? { categoryId: random.pick(categories).id } : {}),
      ...(random.chance(0.5)
        ? { referenceNumber: `清政发〔${year}〕${random.integer(1, 50)}号` }
        : {}),
      ...(random.chance(0.5)
        ? { issuer: random.pick(['清河镇', '北街社区', '云溪县文明办']) }
        : {}),
      ...(random.chance(0.5)
        ? { date: `${year}-0${random.integer(1, 9)}-${random.integer(10, 28)}` }
        : {}),
      tags: ['急件', '已核', '照片'].filter(() => random.chance(0.2)),
    };
  });
  return addDocuments(archive, documents, 'without-files');
}

test('a windowed list shows each of 2,000 documents once, in every order, and knows its place', async () => {
  const { archive } = await testArchive();
  await thousands(archive, 2000);
  const { read } = archive.db;
  const total = await countDocuments(read, {});
  const keys: SortKey[] = [
    'default',
    'title',
    'date',
    'referenceNumber',
    'year',
    'category',
    'issuer',
    'pages',
    'imported',
    'filing',
  ];
  for (const key of keys) {
    for (const descending of [false, true]) {
      const sort = sorted(key, descending);
      const seen: number[] = [];
      for (let offset = 0; offset < total + 170; offset += 170) {
        const { rows } = await listWindow(archive, {}, sort, offset, 170);
        seen.push(...rows.map((row) => row.id));
      }
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
      for (const index of [0, 1, 777, total - 1]) {
        expect(await positionInList(archive, {}, sort, seen[index] ?? 0)).toBe(index);
      }
    }
  }
  const inbox = await listDocuments(read, { place: 'inbox' }, undefined, 0, 1);
  expect(await positionInList(archive, {}, undefined, inbox[0]?.id ?? 0)).toBeNull();
  expect(await positionInList(archive, {}, undefined, 999_999)).toBeNull();
});

test('filters combine, and the tree counts what they leave', async () => {
  const { archive } = await testArchive();
  const ids = await thousands(archive, 400);
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const { id: below } = await addCategory(archive, '会议', lead);
  await archive.operate({ kind: 'set', zh: '改', en: 'Set' }, (writer) =>
    writer.run(sql`UPDATE document SET category_id = ${below} WHERE id % 7 = 0`),
  );
  await moveToTrash(archive, only(...ids.filter((id) => id % 11 === 0)));
  const { read } = archive.db;
  const tags = await read.all<{ id: TagId; name: string }>(
    sql`SELECT id, name FROM tag ORDER BY name`,
  );
  const rows = await read.all<{
    id: DocumentId;
    state: string;
    year: number | null;
    category_id: number | null;
    trashed_at: string | null;
    title: string | null;
    tags: string;
  }>(sql`
    SELECT id, state, year, category_id, trashed_at, title,
      (SELECT json_group_array(tag_id) FROM document_tag WHERE document_id = document.id) AS tags
    FROM document`);
  const known = rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as number[] }));
  type Known = (typeof known)[number];
  const place = (row: Known): string => (row.trashed_at === null ? row.state : 'trash');
  const [urgent, done] = [tags[0]!.id, tags[1]!.id];
  const cases: readonly [DocumentFilter, (row: Known) => boolean][] = [
    [{}, (row) => place(row) === 'filed'],
    [{ place: 'inbox' }, (row) => place(row) === 'inbox'],
    [{ place: 'trash' }, (row) => place(row) === 'trash'],
    [{ place: 'all' }, (row) => place(row) !== 'trash'],
    [
      { years: [2020, null] },
      (row) => place(row) === 'filed' && (row.year === 2020 || row.year === null),
    ],
    [{ years: [] }, () => false],
    [
      { categories: [lead] },
      (row) => place(row) === 'filed' && [lead, below].includes(row.category_id as CategoryId),
    ],
    [
      { categories: [below, null] },
      (row) => place(row) === 'filed' && (row.category_id === below || row.category_id === null),
    ],
    [
      { tags: [urgent, done] },
      (row) => place(row) === 'filed' && row.tags.includes(urgent) && row.tags.includes(done),
    ],
    [{ ids: known.slice(0, 30).map((row) => row.id) }, (row) => row.id <= known[29]!.id],
    [
      { ids: known.slice(0, 30).map((row) => row.id), place: 'trash' },
      (row) => row.id <= known[29]!.id && place(row) === 'trash',
    ],
    [{ text: '通知' }, (row) => place(row) !== 'trash' && (row.title ?? '').includes('通知')],
    [
      {
        place: 'all',
        years: [2021, 2022, 2023],
        categories: [lead, null],
        tags: [urgent],
        text: '的 -简报',
      },
      (row) =>
        place(row) !== 'trash' &&
        [2021, 2022, 2023].includes(row.year ?? 0) &&
        (row.category_id === null || [lead, below].includes(row.category_id as CategoryId)) &&
        row.tags.includes(urgent) &&
        (row.title ?? '').includes('的') &&
        !(row.title ?? '').includes('简报'),
    ],
  ];
  for (const [filter, wanted] of cases) {
    const expected = known.filter(wanted).map((row) => row.id as number);
    const found = await listDocuments(read, filter, sorted('imported'), 0, 1000);
    expect(found.map((row) => row.id)).toEqual(expected);
    expect(await countDocuments(read, filter)).toBe(found.length);
    const tree = await catalogTree(archive, filter);
    const counted = tree.years.reduce((sum, year) => sum + year.documents, 0);
    expect(counted).toBe(found.length);
    for (const year of tree.years) {
      expect(year.documents).toBe(year.categories.reduce((sum, each) => sum + each.documents, 0));
      expect(year.documents).toBe(found.filter((row) => row.year === year.year).length);
    }
    for (const tag of tree.tags) {
      const withTag = found.filter((row) =>
        (JSON.parse(row.tags) as { id: number }[]).some((each) => each.id === tag.id),
      );
      expect(tag.documents).toBe(withTag.length);
    }
  }
  const tree = await catalogTree(archive, {});
  const years = tree.years.map((year) => year.year);
  expect(years.at(-1)).toBeNull();
  expect(years.slice(0, -1)).toEqual(years.slice(0, -1).toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  expect([tree.total, tree.inbox, tree.trash]).toEqual(
    ['filed', 'inbox', 'trash'].map((each) => known.filter((row) => place(row) === each).length),
  );
});

/** The plans of the statements that `work` would run. */
async function plansOf(
  archive: Archive,
  work: (reader: Reader) => Promise<unknown>,
): Promise<string[]> {
  const plans: string[] = [];
  const explain = async (query: Sql): Promise<void> => {
    const rows = await archive.db.read.all<{ id: number; parent: number; detail: string }>({
      text: `EXPLAIN QUERY PLAN ${query.text}`,
      values: query.values,
    });
    plans.push(...rows.map((row) => row.detail));
  };
  await work({
    all: async (query) => {
      await explain(query);
      return [];
    },
    get: async (query) => {
      await explain(query);
      return undefined;
    },
  });
  return plans;
}

test('the lists people look at come from an index of the facts: nothing is sorted, nothing scanned', async () => {
  const { archive } = await testArchive();
  const uses: readonly [Sort | undefined, string][] = [
    [undefined, 'facts_newest'],
    [sorted('date', true), 'facts_newest'],
    [sorted('title'), 'facts_title'],
    [sorted('title', true), 'facts_title'],
    [sorted('referenceNumber'), 'facts_number'],
  ];
  for (const [sort, index] of uses) {
    for (const place of ['filed', 'inbox', 'trash'] as const) {
      const plan = await plansOf(archive, (reader) =>
        listDocuments(reader, { place }, sort, 0, 100),
      );
      const inner = plan.slice(0, plan.indexOf('SCAN chosen'));
      expect(inner.join('\n')).toContain(`USING COVERING INDEX ${index} (place=?)`);
      expect(inner.join('\n')).not.toContain('USE TEMP B-TREE');
    }
  }
  const count = await plansOf(archive, (reader) => countDocuments(reader, {}));
  expect(count).toEqual([expect.stringMatching(/^SEARCH .* USING COVERING INDEX facts_/u)]);
});

test('tags of a row come in order of name, and a row shows its proposal where it has no title', async () => {
  const { archive } = await testArchive();
  const [id = 0] = await addDocuments(archive, [
    { title: null, state: 'inbox', name: '扫描件 (3).pdf' },
  ]);
  await tagSelection(archive, only(id), ['b', 'a'], []);
  const before = await listDocuments(archive.db.read, { place: 'inbox' }, undefined, 0, 1);
  expect(before).toMatchObject([{ title: '扫描件 (3)', title_is_proposed: 1 }]);
  expect(
    (JSON.parse(before[0]?.tags ?? '[]') as { name: string }[]).map((tag) => tag.name),
  ).toEqual(['a', 'b']);
  await archive.derive(['proposal'], (writer) =>
    writer.run(sql`INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence)
      VALUES (${id}, 'title', 0, '提出的题名', 90, 'text', '')`),
  );
  const after = await listDocuments(archive.db.read, { place: 'inbox' }, undefined, 0, 1);
  expect(after).toMatchObject([{ title: '提出的题名', title_is_proposed: 1 }]);
});
