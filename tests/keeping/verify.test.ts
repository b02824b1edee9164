import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setFields } from '../../main/catalog/index.ts';
import { connect, rawSql, sql } from '../../main/db/index.ts';
import { verify } from '../../main/keeping/index.ts';
import { openArchive, originalName, unattended, type Archive } from '../../main/library/index.ts';
import { testArchive, testWorkers } from '../support/archives.ts';
import { addDocument, only } from '../support/documents.ts';

const check = (archive: Archive) => verify(archive, unattended());

async function originalOf(archive: Archive, document: number): Promise<string> {
  const row = await archive.db.read.get<{ sha256: string; extension: string }>(sql`
    SELECT sha256, extension FROM original JOIN part ON part.original_id = original.id
    WHERE document_id = ${document}`);
  if (row === undefined) throw new Error('no original');
  return `originals/${originalName(row.sha256, row.extension)}`;
}

async function filled() {
  const made = await testArchive();
  const first = await addDocument(made.archive, {
    title: '甲',
    pages: ['组织领导小组名单', '分工'],
    tags: ['急件'],
  });
  const second = await addDocument(made.archive, {
    title: '乙',
    pages: ['环境整治方案'],
    note: '备注',
  });
  return { ...made, first, second };
}

test('an archive in order is found in order, and the check is remembered', async () => {
  const { archive } = await filled();
  expect(await check(archive)).toEqual({
    ok: true,
    originals: 2,
    bad: [],
    missing: [],
    strays: [],
    catalogue: { ok: true, problems: [] },
    index: { ok: true, wrong: [] },
    chain: { ok: true, brokenAt: null },
  });
  expect(await archive.db.read.get(sql`SELECT ok FROM check_run`)).toEqual({ ok: 1 });
});

test('one changed byte of an original, and one that is gone, are named with their documents', async () => {
  const { archive, folder, first, second } = await filled();
  const [changed, lost] = [await originalOf(archive, first), await originalOf(archive, second)];
  const file = await open(join(folder, changed), 'r+');
  await file.write(Buffer.from('X'), 0, 1, 3);
  await file.close();
  await rm(join(folder, lost));
  const report = await check(archive);
  expect(report).toMatchObject({
    ok: false,
    bad: [{ path: changed, documents: [first] }],
    missing: [{ path: lost, documents: [second] }],
    strays: [],
  });
  expect(await archive.db.read.get(sql`SELECT ok FROM check_run`)).toEqual({ ok: 0 });
});

test('files that do not belong among the originals are strays, also under an original’s hash', async () => {
  const { archive, folder, first } = await filled();
  const known = await originalOf(archive, first);
  await writeFile(join(folder, 'originals', '说明.txt'), '别人的');
  await writeFile(join(folder, `${known}.part`), '半个');
  await mkdir(join(folder, 'originals', 'zz'), { recursive: true });
  await writeFile(join(folder, 'originals', 'zz', known.split('/').at(-1) ?? ''), '放错了');
  const report = await check(archive);
  expect(report.ok).toBe(false);
  expect(report.strays.map((stray) => stray.path).toSorted()).toEqual(
    [`${known}.part`, `originals/zz/${known.split('/').at(-1)}`, 'originals/说明.txt'].toSorted(),
  );
});

test('a folder of originals that is gone altogether is a finding, not a failure', async () => {
  const { archive, folder } = await filled();
  await rename(join(folder, 'originals'), join(folder, 'exports', 'moved'));
  const report = await check(archive);
  expect(report.ok).toBe(false);
  expect(report.missing).toHaveLength(2);
});

const columns = 'rowid, title, number, people, labels, body';
const wrongRows: Readonly<
  Record<string, (archive: Archive, first: number, second: number) => Promise<unknown>>
> = {
  'a row is missing': (archive, first) =>
    archive.db.write((writer) =>
      writer.run(sql`DELETE FROM document_index WHERE rowid = ${first}`),
    ),
  'a row has other text of the same length': (archive, first) =>
    archive.db.write(async (writer) => {
      await writer.run(sql`DELETE FROM document_index WHERE rowid = ${first}`);
      await writer.run(sql`INSERT INTO document_index (${rawSql(columns)})
        VALUES (${first}, ${`甲 · 扫 描`}, '', '', '急 件', '组 织 领 导 小 组 名 册 分 工')`);
    }),
  'a row has its text in another column': (archive, first) =>
    archive.db.write(async (writer) => {
      await writer.run(sql`DELETE FROM document_index WHERE rowid = ${first}`);
      await writer.run(sql`INSERT INTO document_index (${rawSql(columns)})
        VALUES (${first}, '', '甲', '', '急 件', '组 织 领 导 小 组 名 单 分 工')`);
    }),
  'the text changed behind the index': (archive, _first, second) =>
    archive.db.write(async (writer) => {
      await writer.run(sql`UPDATE page SET text = '环境整治万案' WHERE original_id =
        (SELECT original_id FROM part WHERE document_id = ${second})`);
      await writer.run(sql`DELETE FROM stale`);
    }),
};

for (const [what, tamper] of Object.entries(wrongRows)) {
  test(`an index that does not agree with the catalogue is found: ${what}`, async () => {
    const { archive, first, second } = await filled();
    await tamper(archive, first, second);
    const report = await check(archive);
    expect(report.ok).toBe(false);
    expect(report.index).toEqual({
      ok: false,
      wrong: [what.startsWith('the text') ? second : first],
    });
    await setFields(archive, only(first, second), { note: '动一下就重建' });
    expect((await check(archive)).index).toEqual({ ok: true, wrong: [] });
  });
}

test('a stray row of the index is found', async () => {
  const { archive } = await filled();
  await archive.db.write((writer) =>
    writer.run(sql`INSERT INTO document_index (rowid, title) VALUES (4711, '幽 灵')`),
  );
  expect((await check(archive)).index.wrong).toEqual([4711]);
});

test('rows that point nowhere are problems of the catalogue', async () => {
  const { archive, folder, first } = await filled();
  const other = await connect(join(folder, 'mingce.sqlite'), 'write');
  await other.script(`PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000;
    INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence)
    VALUES (999, 'kind', 0, '函', 1, 'text', '')`);
  await other.close();
  const report = await check(archive);
  expect(report.catalogue.ok).toBe(false);
  expect(report.catalogue.problems).toEqual([expect.stringContaining('proposal')]);
  expect(report.ok).toBe(false);
  expect(first).toBeGreaterThan(0);
});

test('a catalogue with overwritten pages is a finding, and is left as it is', async () => {
  const { archive, folder } = await filled();
  for (let n = 0; n < 30; n += 1)
    await addDocument(archive, { title: `件${n}`, pages: ['正文'.repeat(800)] });
  const root = await archive.db.read.get<{ rootpage: number }>(sql`
    SELECT rootpage FROM sqlite_schema WHERE name = 'page'`);
  await archive.close();
  const path = join(folder, 'mingce.sqlite');
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(600, 0xa5), 0, 600, ((root?.rootpage ?? 2) - 1) * 4096 + 8);
  await file.close();
  const damaged = await readFile(path);
  const again = await openArchive(folder, {
    workers: testWorkers(1),
    user: '陈立新',
    language: 'zh-CN',
    readOnly: 'always',
  });
  try {
    const report = await check(again);
    expect(report.ok).toBe(false);
    expect(report.catalogue.ok).toBe(false);
    expect(report.catalogue.problems.length).toBeGreaterThan(0);
  } finally {
    await again.close();
  }
  expect((await readFile(path)).equals(damaged)).toBe(true);
});

test('looking is enough: verify works in a read-only window beside the holder', async () => {
  const { folder } = await filled();
  const looking = await openArchive(folder, {
    workers: testWorkers(1),
    user: '赵文娟',
    language: 'zh-CN',
    readOnly: 'held',
  });
  expect(looking.readOnly).toBe(true);
  expect((await check(looking)).ok).toBe(true);
  await looking.close();
});

test('a check can be cancelled', async () => {
  const { archive } = await filled();
  const controller = new AbortController();
  controller.abort();
  await expect(verify(archive, unattended(controller.signal))).rejects.toThrow();
  expect(await archive.db.read.all(sql`SELECT * FROM check_run`)).toEqual([]);
});
