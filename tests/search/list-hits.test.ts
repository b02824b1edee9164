import { expect, test } from 'vitest';
import { setFields } from '../../main/catalog/index.ts';
import type { DocumentFilter, Sort } from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { parseQuery } from '../../main/search/index.ts';
import { facetsOf } from '../../main/search/facets.ts';
import { listHits } from '../../main/search/list-hits.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments, only } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';
import { pageText, title } from '../support/vocabulary.ts';

async function filled(): Promise<Archive> {
  const { archive } = await testArchive();
  const random = createRandom('many hits');
  const ids = await addDocuments(
    archive,
    Array.from({ length: 240 }, (_, n) => ({
      title: title(random),
      state: n % 7 === 0 ? ('inbox' as const) : ('filed' as const),
      year: 2020 + (n % 4),
      date: `202${n % 4}-0${1 + (n % 9)}-1${n % 10}`,
      pages: [pageText(random, 200), pageText(random, 100)],
      ...(n % 3 === 0 ? { referenceNumber: `清政发〔202${n % 4}〕${n}号` } : {}),
      ...(n % 2 === 0 ? { issuer: '清河镇人民政府', department: '宣传办' } : {}),
    })),
    'without-files',
  );
  await moveToTrash(archive, only(...ids.slice(30, 40)));
  return archive;
}

const rest = { mostRanked: 5000, mostAsked: 3000 };

const idsOf = async (
  archive: Archive,
  filter: DocumentFilter,
  window: { readonly sort?: Sort; readonly offset: number; readonly limit: number },
  limits: typeof rest,
) => {
  const query = parseQuery(filter.text ?? '');
  const { sort, offset, limit } = window;
  const found = await listHits(archive, filter, query, sort, offset, limit, limits);
  return found.rows.map((row) => row.id);
};

test('very many hits are listed as few are, wherever in the list and however they are found', async () => {
  const archive = await filled();
  const texts = [
    '的',
    '工作',
    '工作 创建',
    '工作 -会议',
    '标题:通知',
    '责任者:清河 工作',
    '工作 或 会议',
  ];
  const filters: readonly DocumentFilter[] = [
    ...texts.map((text) => ({ text, place: 'all' as const })),
    { text: '工作' },
    { text: '工作', place: 'filed' },
    { text: '工作', place: 'trash' },
    { text: '工作 部门:宣传 -标题:会议', place: 'all' },
    { text: '2021 21号', place: 'all' },
    { text: '清政发[2021]21号 或 工作', place: 'all' },
    { text: '工作', years: [2021, 2022], place: 'all' },
  ];
  const windows = [
    { offset: 0, limit: 20 },
    { offset: 15, limit: 20 },
    { offset: 0, limit: 20, sort: { key: 'title', descending: false } },
    { offset: 5, limit: 20, sort: { key: 'relevance', descending: true } },
  ] as const satisfies readonly { offset: number; limit: number; sort?: Sort }[];
  for (const filter of filters) {
    for (const window of windows) {
      const known =
        'sort' in window && window.sort.key === 'relevance'
          ? { ...window, sort: { key: 'default', descending: true } as const }
          : window;
      const whole = await idsOf(archive, filter, known, rest);
      for (const few of [
        { mostRanked: 2, mostAsked: 3000 },
        { mostRanked: 2, mostAsked: 0 },
      ]) {
        expect({ filter, window, ids: await idsOf(archive, filter, window, few) }).toEqual({
          filter,
          window,
          ids: whole,
        });
      }
    }
  }
});

test('few hits are sorted by how well they fit, best first; many are not', async () => {
  const { archive } = await testArchive();
  const [body, heading, often] = await addDocuments(archive, [
    {
      title: '会议记录',
      date: '2024-03-01',
      pages: ['其间提到护栏更换。'.concat('另议其他事项。'.repeat(20))],
    },
    { title: '护栏更换通知', date: '2022-01-01', pages: ['各单位：按时完成。'] },
    { title: '季度台账', date: '2023-01-01', pages: ['护栏更换、护栏更换、护栏更换。'] },
  ]);
  const sort = { key: 'relevance', descending: true } as const;
  const window = { sort, offset: 0, limit: 10 };
  const filter = { text: '护栏更换', place: 'all' as const };
  expect(await idsOf(archive, filter, window, rest)).toEqual([heading, often, body]);
  const query = parseQuery('护栏更换');
  expect((await listHits(archive, filter, query, sort, 0, 10)).canRank).toBe(true);
  const fields = { text: '页:1', place: 'all' as const };
  expect((await listHits(archive, fields, parseQuery('页:1'), sort, 0, 10)).canRank).toBe(false);
  const many = await listHits(archive, filter, query, sort, 0, 10, { ...rest, mostRanked: 2 });
  expect(many).toMatchObject({ canRank: false, total: null });
  await setFields(archive, only(heading ?? 0), { title: '通知' });
  expect(await idsOf(archive, filter, window, rest)).toEqual([often, body]);
});

/** How SQLite means to answer the statements that a call makes. */
async function plansOf(
  archive: Archive,
  act: (archive: Archive) => Promise<unknown>,
): Promise<string[]> {
  const plans: string[] = [];
  const { read } = archive.db;
  const watched = {
    ...archive,
    db: {
      ...archive.db,
      read: {
        all: async <Row>(query: Parameters<typeof read.all>[0]) => {
          const rows = await read.all<{ detail: string }>({
            ...query,
            text: `EXPLAIN QUERY PLAN ${query.text}`,
          });
          plans.push(rows.map((row) => row.detail).join('\n'));
          return read.all<Row>(query);
        },
        get: read.get,
      },
    },
  };
  await act(watched);
  return plans;
}

test('the first of many hits are walked to in their order, nothing is sorted whole', async () => {
  const archive = await filled();
  await archive.db.maintain((connection) => connection.run(rawSql('ANALYZE')));
  const limits = { mostRanked: 2, mostAsked: 3000 };
  const plans = await plansOf(archive, (watched) =>
    idsOf(watched, { text: '工作 -会议', place: 'all' }, { offset: 0, limit: 200 }, limits),
  );
  const walks = plans.filter((plan) => plan.includes('facts_live'));
  expect(walks.length).toBe(2);
  for (const walk of walks) {
    expect(walk).toMatch(/SCAN facts USING INDEX facts_live/);
    expect(walk).not.toContain('TEMP B-TREE');
  }
});

test('facets count what is found, value by value', async () => {
  const archive = await filled();
  for (const filter of [
    { text: '工作', place: 'all' },
    { text: '工作 -会议 年度:2021-2022', place: 'all' },
    { text: '工作', place: 'trash' },
    { text: '无此一词', place: 'all' },
    {},
  ] as const satisfies readonly DocumentFilter[]) {
    const found = await archive.db.read.all<Record<string, string | number | null>>(
      rawSql(`SELECT document.*, facts.place FROM document
        JOIN document_facts AS facts ON facts.document_id = document.id`),
    );
    const query = parseQuery('text' in filter ? filter.text : '');
    const ids = new Set(
      (await listHits(archive, filter, query, undefined, 0, 1000)).rows.map(({ id }) => id),
    );
    const documents = found.filter((row) => ids.has(Number(row['id'])));
    const counted = (column: string): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const row of documents) {
        const value = String(row[column]);
        counts[value] = (counts[value] ?? 0) + 1;
      }
      return counts;
    };
    const facets = await facetsOf(archive, filter);
    const told = (values: readonly (readonly [unknown, number])[]) =>
      Object.fromEntries(values.map(([value, count]) => [String(value), count]));
    expect(facets.total).toBe(documents.length);
    expect(told(facets.years.map((each) => [each.year, each.documents]))).toEqual(counted('year'));
    const { null: none, ...departments } = counted('department');
    expect(told(facets.departments.map((each) => [each.name, each.documents]))).toEqual(
      departments,
    );
    expect(none ?? 0).toBe(
      documents.length - facets.departments.reduce((sum, each) => sum + each.documents, 0),
    );
  }
});

test('sorting by relevance asks the index once', async () => {
  const archive = await filled();
  await archive.db.maintain((connection) => connection.run(rawSql('ANALYZE')));
  const sort = { key: 'relevance', descending: true } as const;
  const plans = await plansOf(archive, (watched) =>
    idsOf(watched, { text: '工作', place: 'all' }, { offset: 0, limit: 20, sort }, rest),
  );
  const [ranking = ''] = plans.filter((plan) => plan.startsWith('SCAN document_index'));
  expect(ranking).toMatch(/^SCAN document_index VIRTUAL TABLE INDEX/u);
  expect(ranking).toMatch(/\nSEARCH facts USING INTEGER PRIMARY KEY/u);
});
