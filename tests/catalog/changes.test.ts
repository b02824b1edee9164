import { expect, test } from 'vitest';
import {
  addCategory,
  confirm,
  documentDetail,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
  setFields,
  tagSelection,
  unconfirm,
} from '../../main/catalog/index.ts';
import { previewFields } from '../../main/catalog/documents.ts';
import { addTag, changeTag, mergeTag, removeTag } from '../../main/catalog/tags.ts';
import {
  ArchiveError,
  documentDetail as detailSchema,
  type CategoryId,
  type DocumentPatch,
  type Selection,
  type TagId,
} from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { listDocuments } from '../../main/search/index.ts';
import { expectSound } from '../keeping/support.ts';
import { testArchive } from '../support/archives.ts';
import {
  addDocument,
  addDocuments,
  categoryNamed,
  everything,
  only,
} from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';

async function propose(archive: Archive, id: number, field: string, values: readonly string[]) {
  await archive.derive(['proposal'], async (writer) => {
    for (const [rank, value] of values.entries()) {
      await writer.run(sql`
        INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence)
        VALUES (${id}, ${field}, ${rank}, ${value}, 80, 'text', ${value})`);
    }
  });
}

const address = (kind: string, rest: string): string => `r/${kind}/${rest}`;

test('the preview of a bulk change says exactly what the change then does', async () => {
  const { archive } = await testArchive();
  const plans = (await categoryNamed(archive, '方案制度')) as CategoryId;
  const ids = await addDocuments(
    archive,
    Array.from({ length: 40 }, (_, n) => ({
      title: n % 3 === 0 ? '统一' : `件${n}`,
      year: 2020 + (n % 4),
      ...(n % 2 === 0 ? { categoryId: plans } : {}),
      ...(n % 5 === 0 ? { issuer: '清河镇' } : {}),
    })),
  );
  const patches: DocumentPatch[] = [
    { title: '统一' },
    { title: '  统一 \n 题名 ', note: ' 一\r\n二 ' },
    { year: 2021, issuer: '清河镇', categoryId: plans },
    { issuer: '' },
    { year: null, categoryId: null, retention: 'Y', date: '2024-02-29' },
    {},
  ];
  const selections: Selection[] = [
    { filter: {} },
    { filter: { years: [2021] as never }, except: [ids[1]] as never },
    only(...ids.slice(0, 7)),
  ];
  for (const patch of patches) {
    for (const selection of selections) {
      const preview = await previewFields(archive, selection, patch, 200);
      const before = await everything(archive);
      const done = await setFields(archive, selection, patch);
      expect(done.changed).toBe(preview.changing);
      expect(done.operation === null).toBe(preview.changing === 0);
      const after = await everything(archive);
      type Row = Record<string, unknown> & { id: number };
      const changed = (after['document'] as Row[]).filter(
        (row, n) => JSON.stringify(row) !== JSON.stringify(before['document']?.[n]),
      );
      expect(preview.rows.map((row) => row.id)).toEqual(changed.map((row) => row.id));
      const names: Record<string, string> = { categoryId: 'category_id' };
      for (const row of preview.rows) {
        const now = changed.find((each) => each.id === row.id);
        for (const change of row.changes) {
          const value = now?.[names[change.field] ?? change.field];
          const shown =
            change.field === 'categoryId' && value === plans ? '方案制度' : String(value ?? '');
          expect([change.field, change.after]).toEqual([change.field, shown]);
        }
      }
    }
  }
  await expectSound(archive);
});

test('a preview is limited in rows, never in counts, and writes nothing', async () => {
  const { archive } = await testArchive();
  await addDocuments(
    archive,
    Array.from({ length: 30 }, (_, n) => ({ title: `件${n}` })),
  );
  const before = await everything(archive);
  const preview = await previewFields(archive, { filter: {} }, { year: 2024 }, 5);
  expect(preview).toMatchObject({ total: 30, changing: 30 });
  expect(preview.rows).toHaveLength(5);
  expect(await everything(archive)).toEqual(before);
});

test('an unknown category is refused before anything is written', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, { title: '甲' });
  const patch = { categoryId: 4711 as CategoryId };
  for (const work of [setFields, confirm]) {
    await expect(work(archive, only(id), patch)).rejects.toMatchObject({
      code: 'no-such-category',
    });
  }
  await expect(previewFields(archive, only(id), patch, 5)).rejects.toMatchObject({
    code: 'no-such-category',
  });
});

test('confirming takes the best proposals over where nothing was set, and files only the inbox', async () => {
  const { archive } = await testArchive();
  const lead = await categoryNamed(archive, '组织领导');
  const [open = 0, set = 0, bare = 0, filed = 0] = await addDocuments(archive, [
    { title: null, state: 'inbox' },
    { title: '自己写的', year: 2020, state: 'inbox' },
    { title: null, state: 'inbox', name: '签到表(扫描).pdf' },
    { title: '早已归档', state: 'filed' },
  ]);
  for (const id of [open, set]) {
    await propose(archive, id, 'title', ['提出的', '第二种']);
    await propose(archive, id, 'year', ['2022', '2023']);
    await propose(archive, id, 'categoryId', ['4711', String(lead)]);
    await propose(archive, id, 'date', ['2022-03-01']);
  }
  const done = await confirm(archive, only(open, set, bare, filed), { issuer: '北街社区' });
  expect(done.changed).toBe(3);
  const rows = await archive.db.read.all(sql`
    SELECT title, year, category_id, date, issuer, state, confirmed_at IS NULL AS waits FROM document ORDER BY id`);
  const common = { issuer: '北街社区', state: 'filed', waits: 0, category_id: lead };
  expect(rows).toEqual([
    { ...common, title: '提出的', year: 2022, date: '2022-03-01' },
    { ...common, title: '自己写的', year: 2020, date: '2022-03-01' },
    { ...common, title: '签到表(扫描)', year: null, date: null, category_id: null },
    {
      title: '早已归档',
      year: null,
      date: null,
      issuer: null,
      state: 'filed',
      waits: 1,
      category_id: null,
    },
  ]);
  const back = await unconfirm(archive, only(open, filed, bare));
  expect(back.changed).toBe(3);
  await moveToTrash(archive, only(set));
  expect((await unconfirm(archive, only(set))).changed).toBe(0);
  await expectSound(archive);
});

test('what the detail offers first is what confirming takes', async () => {
  const { archive } = await testArchive();
  const lead = await categoryNamed(archive, '组织领导');
  const id = await addDocument(archive, { title: null, state: 'inbox' });
  await propose(archive, id, 'categoryId', ['4711', String(lead)]);
  const detail = await documentDetail(archive, id, address);
  const offered = detail.proposals.find((proposal) => proposal.field === 'categoryId');
  expect(offered).toMatchObject({ value: String(lead), label: '组织领导' });
  await confirm(archive, only(id));
  expect((await documentDetail(archive, id, address)).fields.categoryId).toBe(lead);
});

test('a document shows itself whole, and its detail keeps to the contract', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, {
    title: '甲',
    pages: ['正文', '第二页'],
    tags: ['急件'],
    name: '扫描.pdf',
  });
  await setFields(archive, only(id), { year: 2024 });
  await tagSelection(archive, only(id), [], ['急件']);
  const detail = await documentDetail(archive, id, address);
  expect(() => detailSchema.parse(detail)).not.toThrow();
  expect(detail.originals).toMatchObject([
    { name: '扫描.pdf', pages: 2, pageState: 'ready', alsoIn: [] },
  ]);
  expect(detail.operations.map((operation) => operation.summary)).toEqual([
    '标签：−急件',
    '修改 1 件：年度',
    '导入 1 件',
  ]);
  await expect(documentDetail(archive, 99, address)).rejects.toMatchObject({
    code: 'no-such-document',
  });
});

test('the words of an operation count what it changed, not what was chosen', async () => {
  const { archive } = await testArchive();
  const ids = await addDocuments(archive, [
    { title: '甲' },
    { title: '乙' },
    { title: '丙', state: 'inbox' },
  ]);
  await unconfirm(archive, only(...ids));
  await moveToTrash(archive, only(ids[0]!));
  await moveToTrash(archive, only(...ids));
  const rows = await archive.db.read.all<{ summary: string; changed: number }>(
    sql`SELECT summary, changed FROM operation WHERE kind IN ('delete', 'unconfirm') ORDER BY id`,
  );
  expect(rows).toEqual([
    { summary: '退回收件箱 2 件', changed: 2 },
    { summary: '移入回收站 1 件', changed: 1 },
    { summary: '移入回收站 2 件', changed: 2 },
  ]);
});

test('tags are found by name, made when new, and only what changes is changed', async () => {
  const { archive } = await testArchive();
  const [a = 0, b = 0] = await addDocuments(archive, [
    { title: '甲', tags: ['急件'] },
    { title: '乙' },
  ]);
  const done = await tagSelection(archive, only(a, b), ['急件', '急件', '新的'], ['没有这个']);
  expect(done.changed).toBe(2);
  expect((await tagSelection(archive, only(a, b), ['急件'], [])).operation).toBeNull();
  expect(await archive.db.read.all(sql`SELECT name FROM tag ORDER BY id`)).toEqual([
    { name: '急件' },
    { name: '新的' },
  ]);
});

test('names that are taken are refused, and so are tags and categories that do not exist', async () => {
  const { archive } = await testArchive();
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const plans = (await categoryNamed(archive, '方案制度')) as CategoryId;
  const { id: inner } = await addCategory(archive, '方案制度', lead);
  const { id: urgent } = await addTag(archive, '急件');
  const { id: done } = await addTag(archive, '已核');
  const before = await everything(archive);
  const nobody = 4711 as CategoryId;
  const refusals: readonly [() => Promise<unknown>, string][] = [
    [() => addCategory(archive, '组织领导', null), 'name-taken'],
    [() => addCategory(archive, '方案制度', lead), 'name-taken'],
    [() => addCategory(archive, '甲', nobody), 'no-such-category'],
    [() => renameCategory(archive, lead, '方案制度'), 'name-taken'],
    [() => renameCategory(archive, nobody, '甲'), 'no-such-category'],
    [() => moveCategory(archive, inner, null, 0), 'name-taken'],
    [() => moveCategory(archive, lead, inner, 0), 'category-cycle'],
    [() => moveCategory(archive, lead, lead, 0), 'category-cycle'],
    [() => moveCategory(archive, lead, nobody, 0), 'no-such-category'],
    [() => mergeCategory(archive, lead, inner), 'category-cycle'],
    [() => mergeCategory(archive, lead, lead), 'category-cycle'],
    [() => mergeCategory(archive, nobody, plans), 'no-such-category'],
    [() => removeCategory(archive, nobody), 'no-such-category'],
    [() => addTag(archive, '急件'), 'name-taken'],
    [() => changeTag(archive, urgent, '已核', undefined), 'name-taken'],
    [() => changeTag(archive, 4711 as TagId, '甲', undefined), 'no-such-tag'],
    [() => mergeTag(archive, urgent, 4711 as TagId), 'no-such-tag'],
    [() => removeTag(archive, 4711 as TagId), 'no-such-tag'],
  ];
  for (const [work, code] of refusals) await expect(work()).rejects.toMatchObject({ code });
  expect(await mergeTag(archive, done, done)).toEqual({ changed: 0, operation: null });
  expect(await everything(archive)).toEqual(before);
});

test('the same name asked for twice at once is taken once, the other refused in words', async () => {
  const { archive } = await testArchive();
  const results = await Promise.allSettled([
    addTag(archive, '急件'),
    addTag(archive, '急件'),
    addCategory(archive, '新', null),
    addCategory(archive, '新', null),
  ]);
  const failed = results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as ArchiveError).code] : [],
  );
  expect(failed).toEqual(['name-taken', 'name-taken']);
});

test('moving puts a category where it was dropped, and numbers its neighbours', async () => {
  const { archive } = await testArchive();
  const order = async (parent: CategoryId | null): Promise<string[]> => {
    const rows = await archive.db.read.all<{ name: string }>(
      sql`SELECT name FROM category WHERE parent_id IS ${parent} ORDER BY position, id`,
    );
    return rows.map((row) => row.name);
  };
  const before = await order(null);
  const last = (await categoryNamed(archive, before.at(-1)!)) as CategoryId;
  await moveCategory(archive, last, null, 1);
  expect(await order(null)).toEqual([before[0], before.at(-1), ...before.slice(1, -1)]);
  const lead = (await categoryNamed(archive, before[0]!)) as CategoryId;
  await moveCategory(archive, last, lead, 99);
  expect(await order(lead)).toEqual([before.at(-1)]);
  expect(await order(null)).toEqual(before.slice(0, -1));
});

test('whatever is done to categories, no document is lost and none points nowhere', async () => {
  const { archive } = await testArchive();
  const random = createRandom('categories');
  const categories = () =>
    archive.db.read.all<{ id: CategoryId; parent_id: CategoryId | null; name: string }>(
      sql`SELECT id, parent_id, name FROM category`,
    );
  const starters = await categories();
  await addDocuments(
    archive,
    Array.from({ length: 60 }, (_, n) => ({
      title: `件${n}`,
      ...(n % 6 === 0 ? {} : { categoryId: random.pick(starters).id }),
    })),
    'without-files',
  );
  const counts: Record<string, number> = {};
  for (let n = 0; n < 200; n += 1) {
    const all = await categories();
    // Mostly one branch, so that categories meet above and below themselves.
    const some = (): CategoryId => (random.chance(0.6) ? all[n % 3]! : random.pick(all)).id;
    const name = random.pick(['会议', '纪要', '方案制度', '组织领导', '照片']);
    const work = random.pick([
      () => addCategory(archive, name, random.chance(0.2) ? null : some()),
      () => addCategory(archive, name, random.chance(0.2) ? null : some()),
      () => renameCategory(archive, some(), name),
      () => moveCategory(archive, some(), random.chance(0.2) ? null : some(), random.integer(0, 5)),
      () => mergeCategory(archive, some(), some()),
      () => removeCategory(archive, some()),
      () => setFields(archive, { filter: { categories: [some()] } }, { categoryId: some() }),
    ]);
    try {
      await work();
      counts['done'] = (counts['done'] ?? 0) + 1;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      counts[error.code] = (counts[error.code] ?? 0) + 1;
    }
    const there = new Map((await categories()).map((category) => [category.id, category]));
    for (const { parent_id } of there.values())
      expect(parent_id === null || there.has(parent_id)).toBe(true);
    for (const start of there.keys()) {
      let at: CategoryId | null | undefined = start;
      for (let depth = 0; at !== null && at !== undefined; depth += 1) {
        expect(depth).toBeLessThan(200);
        at = there.get(at)?.parent_id;
      }
    }
    expect(
      await archive.db.read.get(sql`SELECT count(*) AS n,
      sum(category_id IS NOT NULL AND category_id NOT IN (SELECT id FROM category)) AS lost FROM document`),
    ).toEqual({ n: 60, lost: 0 });
  }
  expect(counts['done']).toBeGreaterThan(60);
  expect(counts['name-taken']).toBeGreaterThan(3);
  expect(counts['category-cycle']).toBeGreaterThan(3);
  await expectSound(archive);
  const byCategory = await listDocuments(
    archive.db.read,
    {},
    { key: 'category', descending: false },
    0,
    200,
  );
  expect(byCategory).toHaveLength(60);
});
