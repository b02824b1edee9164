import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  addCategory,
  confirm,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
  setFields,
  tagSelection,
  unconfirm,
} from '../../main/catalog/index.ts';
import { addTag, changeTag, mergeTag, removeTag } from '../../main/catalog/tags.ts';
import type { CategoryId, OperationId, TagId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { moveToTrash, redo, restoreFromTrash, undo } from '../../main/keeping/index.ts';
import {
  createArchive,
  openArchive,
  starterCategories,
  type Archive,
} from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument, categoryNamed, everything, only } from '../support/documents.ts';
import { expectSound } from './support.ts';

interface World {
  readonly archive: Archive;
  /** Filed, filed, filed, inbox with proposals, trashed. */
  readonly documents: readonly [number, number, number, number, number];
  readonly lead: CategoryId;
  readonly plans: CategoryId;
  readonly urgent: TagId;
  readonly done: TagId;
}

async function propose(archive: Archive, id: number, values: Record<string, string>) {
  await archive.derive(['proposal'], async (writer) => {
    for (const [field, value] of Object.entries(values)) {
      await writer.run(sql`
        INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence)
        VALUES (${id}, ${field}, 0, ${value}, 80, 'text', ${value})`);
    }
  });
}

async function tagNamed(archive: Archive, name: string): Promise<TagId> {
  const row = await archive.db.read.get<{ id: TagId }>(
    sql`SELECT id FROM tag WHERE name = ${name}`,
  );
  if (row === undefined) throw new Error(`no tag ${name}`);
  return row.id;
}

/** The archive of every test, made once and copied: making it takes twenty operations. */
async function world(): Promise<World> {
  const folder = join(await temporaryFolder(), '清河镇台账');
  await cp(template.folder, folder, { recursive: true });
  const archive = await openArchive(folder, { workers, user: '陈立新', language: 'zh-CN' });
  onTestFinished(() => archive.close());
  return { ...template.world, archive };
}

let template: { readonly folder: string; readonly world: Omit<World, 'archive'> };
const workers = createWorkerPool(launchNode, { size: 1 });
beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'mingce-test-'));
  const folder = join(home, '样本');
  const about = { name: '清河镇台账', fonds: 'Q012', categories: starterCategories };
  const archive = await createArchive(folder, about, {
    workers,
    user: '陈立新',
    language: 'zh-CN',
  });
  template = { folder, world: await fill(archive) };
  await archive.close();
  return async () => {
    await workers.close();
    await rm(home, { recursive: true, force: true });
  };
});

/** An archive with documents in nested categories whose names repeat, and tags that overlap. */
async function fill(archive: Archive): Promise<Omit<World, 'archive'>> {
  const lead = (await categoryNamed(archive, '组织领导')) as CategoryId;
  const plans = (await categoryNamed(archive, '方案制度')) as CategoryId;
  const { id: meetings } = await addCategory(archive, '会议', lead);
  const { id: otherMeetings } = await addCategory(archive, '会议', plans);
  const { id: minutes } = await addCategory(archive, '纪要', meetings);
  await addCategory(archive, '纪要', otherMeetings);
  await addCategory(archive, '方案制度', plans);
  const first = await addDocument(archive, {
    title: '关于成立领导小组的通知',
    year: 2024,
    categoryId: minutes,
    referenceNumber: '清政发〔2024〕36号',
    issuer: '清河镇人民政府',
    date: '2024-03-05',
    note: '第一行\n第二行 “引号” \\ \u{20000}',
    tags: ['急件', '已核'],
    pages: ['领导小组成员名单', '任务分工'],
  });
  const second = await addDocument(archive, {
    title: '实施方案',
    categoryId: otherMeetings,
    tags: ['急件'],
  });
  const third = await addDocument(archive, { title: '总结', year: 2023, categoryId: lead });
  const inbox = await addDocument(archive, { title: null, state: 'inbox', name: '扫描件 (3).pdf' });
  await propose(archive, inbox, {
    title: '北街社区志愿服务简报',
    year: '2022',
    categoryId: String(lead),
    date: '2022-05-01',
    kind: '简报',
  });
  const trashed = await addDocument(archive, { title: '旧稿', year: 2021, tags: ['已核'] });
  await moveToTrash(archive, only(trashed));
  return {
    documents: [first, second, third, inbox, trashed],
    lead,
    plans,
    urgent: await tagNamed(archive, '急件'),
    done: await tagNamed(archive, '已核'),
  };
}

type Change = (world: World) => Promise<unknown>;

const insert = (name: string, recipe: string) => (archive: Archive) =>
  archive.operate({ kind: 'binder-save', zh: '保存迎检册', en: 'Save a binder' }, (writer) =>
    writer.run(sql`INSERT INTO binder (name, recipe) VALUES (${name}, ${recipe})`),
  );

const changes: Readonly<Record<string, Change>> = {
  'one field of one document': ({ archive, documents }) =>
    setFields(archive, only(documents[0]), { title: '另一个题名' }),
  'a field emptied': ({ archive, documents }) =>
    setFields(archive, only(documents[0]), { referenceNumber: null, note: null }),
  'many fields of many documents': ({ archive, plans }) =>
    setFields(
      archive,
      { filter: {} },
      {
        title: '统一题名',
        year: 2020,
        categoryId: plans,
        referenceNumber: '云文明办〔2020〕2号',
        issuer: '云溪县文明办',
        date: '2020-02-29',
        kind: '函',
        department: '综合办',
        retention: 'D30',
        secrecy: '内部',
        note: '一并改',
      },
    ),
  'confirming with proposals': ({ archive, documents }) =>
    confirm(archive, only(documents[3]), { issuer: '北街社区' }),
  unconfirming: ({ archive, documents }) => unconfirm(archive, only(documents[0], documents[2])),
  'adding known and new tags': ({ archive, documents }) =>
    tagSelection(
      archive,
      only(documents[0], documents[2], documents[3]),
      ['已核', '待补', '照片'],
      [],
    ),
  'adding and removing tags at once': ({ archive, documents }) =>
    tagSelection(archive, only(documents[0], documents[1]), ['新的'], ['急件']),
  'a new tag': ({ archive }) => addTag(archive, '没人用'),
  'renaming a tag': ({ archive, urgent }) => changeTag(archive, urgent, '特急', undefined),
  'recolouring a tag': ({ archive, urgent }) => changeTag(archive, urgent, undefined, 'rose'),
  'merging tags': ({ archive, urgent, done }) => mergeTag(archive, urgent, done),
  'removing a tag': ({ archive, done }) => removeTag(archive, done),
  'a new category': ({ archive, lead }) => addCategory(archive, '其他', lead),
  'renaming a category': ({ archive, lead }) => renameCategory(archive, lead, '领导机构'),
  'moving a category below another': ({ archive, lead, plans }) =>
    moveCategory(archive, lead, plans, 0),
  'reordering categories': ({ archive, plans }) => moveCategory(archive, plans, null, 9),
  'merging categories with like-named children': ({ archive, lead, plans }) =>
    mergeCategory(archive, lead, plans),
  'merging a category into its parent': async ({ archive, lead }) =>
    mergeCategory(archive, (await categoryNamed(archive, '会议')) as CategoryId, lead),
  'merging a category into a grandparent of the same name': async ({ archive, plans }) => {
    const inner = await archive.db.read.get<{ id: CategoryId }>(
      sql`SELECT id FROM category WHERE name = '方案制度' AND parent_id = ${plans}`,
    );
    return mergeCategory(archive, inner?.id ?? plans, plans);
  },
  'removing a category with children and documents': ({ archive, lead }) =>
    removeCategory(archive, lead),
  'removing a category whose child has its name': ({ archive, plans }) =>
    removeCategory(archive, plans),
  deleting: ({ archive }) => moveToTrash(archive, { filter: { years: [2024, null] } }),
  restoring: ({ archive, documents }) => restoreFromTrash(archive, only(documents[4])),
  'saving a binder': ({ archive }) => insert('2024 年度', '{"title":"迎检册 “甲”"}')(archive),
  'renaming the archive': ({ archive }) =>
    archive.operate({ kind: 'rename', zh: '改名', en: 'Rename' }, (writer) =>
      writer.run(sql`UPDATE archive_setting SET value = '清河镇新台账' WHERE key = 'name'`),
    ),
  'turning a page': ({ archive, documents }) =>
    archive.operate({ kind: 'turn', zh: '转页', en: 'Turn' }, (writer) =>
      writer.run(sql`UPDATE part SET rotation = 90 WHERE document_id = ${documents[0]}`),
    ),
};

for (const [name, change] of Object.entries(changes)) {
  test(`undo restores every row after ${name}, redo brings the change back`, async () => {
    const given = await world();
    const { archive } = given;
    const before = await everything(archive);
    await change(given);
    const after = await everything(archive);
    expect(after).not.toEqual(before);
    await undo(archive);
    expect(await everything(archive)).toEqual(before);
    await expectSound(archive);
    await redo(archive);
    expect(await everything(archive)).toEqual(after);
    await undo(archive);
    expect(await everything(archive)).toEqual(before);
    await redo(archive);
    expect(await everything(archive)).toEqual(after);
    await expectSound(archive);
  });
}

test('removing a binder is undone, too', async () => {
  const { archive } = await testArchive();
  await insert('甲', '{"a":[1,2]}')(archive);
  const before = await everything(archive);
  await archive.operate({ kind: 'binder-remove', zh: '删', en: 'Remove' }, (writer) =>
    writer.run(sql`DELETE FROM binder`),
  );
  await undo(archive);
  expect(await everything(archive)).toEqual(before);
});

test('a chain of everything is undone step by step to the beginning and redone to the end', async () => {
  const given = await world();
  const { archive } = given;
  const states = [await everything(archive)];
  const chain: Change[] = [
    changes['one field of one document']!,
    changes['adding and removing tags at once']!,
    changes['merging categories with like-named children']!,
    changes['confirming with proposals']!,
    changes['merging tags']!,
    ({ archive: at, plans }) => removeCategory(at, plans),
    changes['deleting']!,
    changes['restoring']!,
  ];
  for (const change of chain) {
    await change(given);
    states.push(await everything(archive));
  }
  for (const expected of states.slice(0, -1).toReversed()) {
    await undo(archive);
    expect(await everything(archive)).toEqual(expected);
  }
  for (const expected of states.slice(1)) {
    await redo(archive);
    expect(await everything(archive)).toEqual(expected);
  }
  await expect(redo(archive)).rejects.toMatchObject({ code: 'nothing-to-redo' });
  for (let round = 0; round < 3; round += 1) {
    await undo(archive);
    await undo(archive);
    await redo(archive);
    await redo(archive);
    expect(await everything(archive)).toEqual(states.at(-1));
  }
  await expectSound(archive);
});

test('two undos asked for at once take back two operations, the latest first', async () => {
  const { archive } = await testArchive();
  const before = await everything(archive);
  const id = (await categoryNamed(archive, '组织领导')) as CategoryId;
  await renameCategory(archive, id, '组织与领导');
  await renameCategory(archive, id, '领导');
  await Promise.all([undo(archive), undo(archive)]);
  expect(await everything(archive)).toEqual(before);
});

test('something new ends redo', async () => {
  const { archive, documents } = await world();
  await setFields(archive, only(documents[0]), { title: '甲' });
  await undo(archive);
  await setFields(archive, only(documents[1]), { title: '乙' });
  await expect(redo(archive)).rejects.toMatchObject({ code: 'nothing-to-redo' });
});

test('undoing an import sends its documents to the trash, redo brings them back', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, { title: '新来的', pages: ['全文'] });
  const before = await everything(archive);
  const undone = await undo(archive);
  expect(undone.changed).toBe(1);
  const after = await everything(archive);
  expect(after['document']).toMatchObject([{ id, trashed_at: expect.any(String) }]);
  expect(after['part']).toEqual(before['part']);
  expect(after['document_facts']).toMatchObject([{ place: 'trash' }]);
  await redo(archive);
  expect(await everything(archive)).toEqual(before);
  await expectSound(archive);
});

test('conflicts are judged a column at a time', async () => {
  const { archive, documents } = await world();
  const [first] = documents;
  const titled = await setFields(archive, only(first), { title: '改过的题名' });
  const years = await setFields(archive, only(first), { year: 2019 });
  const undone = await undo(archive, titled.operation ?? undefined);
  expect(undone.changed).toBe(1);
  expect(
    await archive.db.read.get(sql`SELECT title, year FROM document WHERE id = ${first}`),
  ).toEqual({
    title: '关于成立领导小组的通知',
    year: 2019,
  });

  await setFields(archive, only(first), { year: 2018 });
  const before = await everything(archive);
  await expect(undo(archive, years.operation ?? undefined)).rejects.toMatchObject({
    code: 'undo-conflict',
    details: { table: 'document', rows: [String(first)], count: 1 },
  });
  expect(await everything(archive)).toEqual(before);
});

test('a change of another document does not keep an older one from being undone', async () => {
  const { archive, documents } = await world();
  const [first, second] = documents;
  const untagged = await tagSelection(archive, only(first), [], ['急件']);
  await tagSelection(archive, only(documents[2]), ['已核'], []);
  await setFields(archive, only(second), { title: '别的' });
  await undo(archive, untagged.operation ?? undefined);
  const tags = await archive.db.read.all(sql`
    SELECT name FROM document_tag JOIN tag ON tag.id = tag_id WHERE document_id = ${first} ORDER BY name`);
  expect(tags).toEqual([{ name: '已核' }, { name: '急件' }]);
  await expectSound(archive);
});

test('undoing a new category that holds documents meanwhile is refused, the documents named', async () => {
  const { archive, documents } = await world();
  const { id } = await addCategory(archive, '临时', null);
  const added = await archive.db.read.get<{ id: OperationId }>(
    sql`SELECT max(id) AS id FROM operation`,
  );
  await setFields(archive, only(documents[0]), { categoryId: id });
  const before = await everything(archive);
  await expect(undo(archive, added?.id)).rejects.toMatchObject({
    code: 'undo-conflict',
    details: { table: 'document', rows: [String(documents[0])] },
  });
  expect(await everything(archive)).toEqual(before);
  await expectSound(archive);
});

test('undoing a new tag that others use meanwhile is refused and changes nothing', async () => {
  const { archive, documents } = await world();
  const tagged = await tagSelection(archive, only(documents[0]), ['新的'], []);
  await tagSelection(archive, only(documents[1]), ['新的'], []);
  const before = await everything(archive);
  await expect(undo(archive, tagged.operation ?? undefined)).rejects.toMatchObject({
    code: 'undo-conflict',
  });
  expect(await everything(archive)).toEqual(before);
});

test('a name given away meanwhile refuses the undo that needs it', async () => {
  const { archive, urgent } = await world();
  const renamed = await changeTag(archive, urgent, '特急', undefined);
  await addTag(archive, '急件');
  const before = await everything(archive);
  await expect(undo(archive, renamed.operation ?? undefined)).rejects.toMatchObject({
    code: 'undo-conflict',
  });
  expect(await everything(archive)).toEqual(before);
});

test('ids are never given twice, so undo never meets a stranger under its id', async () => {
  const { archive, documents } = await world();
  const { id: gone } = await addTag(archive, '一时');
  await removeTag(archive, gone);
  const { id: next } = await addTag(archive, '另一个');
  expect(next).toBeGreaterThan(gone);
  await tagSelection(archive, only(documents[2]), ['另一个'], []);
  await expectSound(archive);
});

test('what cannot be undone says so', async () => {
  const { archive } = await testArchive();
  await expect(undo(archive)).rejects.toMatchObject({ code: 'nothing-to-undo' });
  await expect(undo(archive, 999 as OperationId)).rejects.toMatchObject({
    code: 'no-such-operation',
  });
  await expect(undo(archive, 1 as OperationId)).rejects.toMatchObject({ code: 'nothing-to-undo' });
  const { id } = await addTag(archive, '甲');
  const renamed = await changeTag(archive, id, '乙', undefined);
  await undo(archive, renamed.operation ?? undefined);
  await expect(undo(archive, renamed.operation ?? undefined)).rejects.toMatchObject({
    code: 'nothing-to-undo',
  });
});

test('control characters never enter the catalogue, where JSON would lose them', async () => {
  const { archive, documents } = await world();
  await setFields(archive, only(documents[0]), { title: '题\u0000名\u0007', note: '一\n二\u0000' });
  expect(
    await archive.db.read.get(sql`SELECT title, note FROM document WHERE id = ${documents[0]}`),
  ).toEqual({ title: '题名', note: '一\n二' });
});
