import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  importPaths,
  keepAnyway,
  recoverIntake,
  runImport,
  startImport,
} from '../../main/intake/index.ts';
import { originalPath, unattended, type Archive } from '../../main/library/index.ts';
import { sql } from '../../main/db/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function put(folder: string, files: Readonly<Record<string, Uint8Array | string>>) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function pdf(text: string, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let n = 1; n <= pages; n += 1)
    document.addPage([595, 842]).drawText(`${text} ${n}`, { x: 50, y: 700, font });
  return document.save();
}

const picture = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 80, height: 120, channels: 3, background: { r: shade, g: 0, b: 0 } } })
    .jpeg()
    .toBuffer();

interface DocumentRow {
  readonly id: number;
  readonly state: string;
  readonly title: string | null;
  readonly year: number | null;
  readonly category: string | null;
  readonly reference_number: string | null;
  readonly date: string | null;
}

const documentsOf = ({ db }: Archive): Promise<DocumentRow[]> =>
  db.read.all<DocumentRow>(sql`
    SELECT document.id, state, title, year, category.name AS category, reference_number, date
    FROM document LEFT JOIN category ON category.id = category_id
    WHERE trashed_at IS NULL ORDER BY document.id`);

const run = (archive: Archive, paths: readonly string[], options = {}) =>
  importPaths(archive, paths, options, unattended());

test('files come in with pages, text and proposals, and wait in the inbox', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const bytes = await pdf('Hello', 3);
  const name = '清政发〔2024〕36号 关于成立领导小组的通知.pdf';
  await put(folder, {
    [`2024年/组织领导/${name}`]: bytes,
    '2024年/影像资料/IMG_0001.jpg': await picture(9),
    '2024年/台账.docx': 'not really a word file',
  });
  const report = await run(archive, [join(folder, '2024年')]);
  expect(report.failed).toEqual([]);
  expect(report.imported.map(({ path, pages }) => [path.slice(folder.length + 1), pages])).toEqual([
    ['2024年/影像资料/IMG_0001.jpg', 1],
    [`2024年/组织领导/${name}`, 3],
    ['2024年/台账.docx', 0],
  ]);
  expect(report.imported[1]).toMatchObject({ title: null, year: null, sha256: sha256(bytes) });

  const stored = await readFile(originalPath(archive, sha256(bytes), 'pdf'));
  expect(sha256(stored)).toBe(sha256(bytes));
  const pages = await archive.db.read.all<{
    number: number;
    text: string;
    text_source: string;
  }>(sql`
    SELECT number, text, text_source FROM page JOIN original ON original.id = original_id
    WHERE sha256 = ${sha256(bytes)} ORDER BY number`);
  expect(pages.map(({ text }) => text)).toEqual(['Hello 1', 'Hello 2', 'Hello 3']);
  const proposals = await archive.db.read.all<{ field: string; value: string }>(sql`
    SELECT field, value FROM proposal WHERE document_id = ${report.imported[1]?.id ?? 0} AND rank = 0`);
  expect(Object.fromEntries(proposals.map(({ field, value }) => [field, value]))).toMatchObject({
    year: '2024',
    referenceNumber: '清政发〔2024〕36号',
    title: '关于成立领导小组的通知',
    kind: '通知',
  });
  expect((await documentsOf(archive)).map(({ state }) => state)).toEqual([
    'inbox',
    'inbox',
    'inbox',
  ]);
  expect(await readdir(archive.paths.staging)).toEqual([]);
});

test('confirmed files are filed with the best proposals, under their name where nothing names them', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  await put(folder, {
    '2024年/组织领导/清政发〔2024〕36号 20240316 关于成立领导小组的通知.pdf': await pdf('one'),
    '2024年/扫描_0001.jpg': await picture(1),
  });
  await run(archive, [join(folder, '2024年')], { confirm: true });
  expect(await documentsOf(archive)).toMatchObject([
    {
      state: 'filed',
      title: '关于成立领导小组的通知',
      year: 2024,
      category: '组织领导',
      reference_number: '清政发〔2024〕36号',
      date: '2024-03-16',
    },
    { state: 'filed', title: '扫描_0001', year: 2024, category: null },
  ]);
});

test('year and category that the user sets go over every proposal', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  await put(folder, { '2024年/组织领导/甲.pdf': await pdf('a'), '2024年/乙.pdf': await pdf('b') });
  const category = await archive.db.read.get<{ id: number }>(
    sql`SELECT id FROM category WHERE name = '责任书'`,
  );
  const set = { year: 2020, categoryId: category?.id };
  await run(archive, [join(folder, '2024年/组织领导')], set);
  await run(archive, [join(folder, '2024年/乙.pdf')], { ...set, confirm: true });
  expect(await documentsOf(archive)).toMatchObject([
    { state: 'inbox', year: 2020, category: '责任书', title: null },
    { state: 'filed', year: 2020, category: '责任书' },
  ]);
  await expect(run(archive, [folder], { categoryId: 999 })).rejects.toMatchObject({
    code: 'no-such-category',
  });
});

test('of equal files the first comes in and the others name it', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const bytes = await pdf('same');
  await put(folder, {
    '甲/3.pdf': bytes,
    '乙.pdf': bytes,
    '丙.pdf': bytes,
    '丁.pdf': await pdf('other'),
  });
  const first = await run(archive, [folder]);
  expect(first.imported.map(({ path }) => path)).toEqual([
    join(folder, '甲/3.pdf'),
    join(folder, '丁.pdf'),
  ]);
  const [original] = first.imported;
  expect(first.duplicates).toEqual([
    { path: join(folder, '丙.pdf'), id: original?.id },
    { path: join(folder, '乙.pdf'), id: original?.id },
  ]);
  const second = await run(archive, [folder]);
  expect(second).toMatchObject({ imported: [], failed: [] });
  expect(second.duplicates).toHaveLength(4);
  expect(await documentsOf(archive)).toHaveLength(2);
  expect(await readdir(archive.paths.staging)).toEqual([]);
});

test('awkward files are refused by name and the rest goes on', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  await put(folder, {
    '一.pdf': await pdf('good'),
    '坏.pdf': '%PDF-1.7\nnothing of worth',
    '破.jpg': Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100)]),
    '空.pdf': '',
    '空.txt': '',
    '文.txt': 'text',
  });
  const report = await run(archive, [folder, join(folder, '无.pdf')]);
  const codes = Object.fromEntries(
    report.failed.map(({ path, code }) => [path.slice(folder.length + 1), code]),
  );
  expect(codes).toEqual({
    '坏.pdf': 'unreadable',
    '破.jpg': 'unreadable',
    '空.pdf': 'empty',
    '空.txt': 'empty',
    '无.pdf': 'source-missing',
  });
  expect(report.imported).toHaveLength(2);
  expect(await readdir(archive.paths.staging)).toEqual([]);
});

test('a refused file is kept on request as an original without pages, a duplicate as another document', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const good = await pdf('good', 2);
  const bad = '%PDF-1.7\nnothing of worth';
  await put(folder, { '一.pdf': good, '二.pdf': good, '坏.pdf': bad });
  await run(archive, [folder, join(folder, '无.pdf')]);
  const rows = await archive.db.read.all<{ id: number; outcome: string; code: string | null }>(
    sql`SELECT id, outcome, code FROM import_file WHERE outcome IN ('duplicate', 'refused') ORDER BY id`,
  );
  expect(rows.map(({ outcome, code }) => code ?? outcome)).toEqual([
    'duplicate',
    'unreadable',
    'source-missing',
  ]);
  const { kept, failed } = await keepAnyway(
    archive,
    rows.map(({ id }) => id),
  );
  expect(failed.map(({ error }) => error.code)).toEqual(['not-allowed']);
  expect(kept).toHaveLength(2);
  const facts = await archive.db.read.all<{ pages: number; page_state: string }>(
    sql`SELECT pages, page_state FROM document_facts ORDER BY document_id`,
  );
  expect(facts).toEqual([
    { pages: 2, page_state: 'ready' },
    { pages: 2, page_state: 'ready' },
    { pages: 0, page_state: 'none' },
  ]);
  expect(existsSync(originalPath(archive, sha256(Buffer.from(bad)), 'pdf'))).toBe(true);
  const originals = await archive.db.read.all(sql`SELECT id FROM original`);
  expect(originals).toHaveLength(2);
});

test('a folder of page images is one document, its pages in number order', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const shades = [10, 20, 30];
  const pages = await Promise.all(shades.map(picture));
  await put(folder, {
    '20240316 志愿服务签到表/第10页.jpg': pages[2] ?? '',
    '20240316 志愿服务签到表/第2页.jpg': pages[1] ?? '',
    '20240316 志愿服务签到表/第1页.jpg': pages[0] ?? '',
    '20240316 志愿服务签到表/Thumbs.db': 'junk',
  });
  const options = { folderAsDocument: true, confirm: true };
  const report = await run(archive, [folder], options);
  expect(report).toMatchObject({ duplicates: [], failed: [], imported: [{ pages: 3 }] });
  expect(await documentsOf(archive)).toMatchObject([
    { title: '志愿服务签到表', date: '2024-03-16', category: '志愿服务' },
  ]);
  const parts = await archive.db.read.all<{ source_name: string; sha256: string }>(sql`
    SELECT source_name, sha256 FROM part JOIN original ON original.id = original_id ORDER BY position`);
  expect(parts.map(({ source_name }) => source_name)).toEqual([
    '第1页.jpg',
    '第2页.jpg',
    '第10页.jpg',
  ]);
  expect(parts.map((part) => part.sha256)).toEqual(pages.map((page) => sha256(page)));
  const again = await run(archive, [folder], options);
  expect(again).toMatchObject({ imported: [], failed: [] });
  expect(again.duplicates).toHaveLength(3);
});

test('a broken page of a folder document is refused by name, the rest is the document', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const page = await picture(40);
  await put(folder, {
    '册/1.jpg': page,
    '册/2.jpg': 'no picture',
    '册/3.jpg': page,
    '单.jpg': page,
  });
  const report = await run(archive, [folder], { folderAsDocument: true });
  expect(report.failed).toMatchObject([{ path: join(folder, '册/2.jpg'), code: 'unreadable' }]);
  expect(report.imported).toMatchObject([{ path: join(folder, '册/1.jpg'), pages: 2 }]);
  expect(report.duplicates).toEqual([{ path: join(folder, '单.jpg'), id: report.imported[0]?.id }]);
});

test('names from outside stay as they are and never become places', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const names = [
    '=cmd|calc!A1.pdf',
    '..pdf',
    '...pdf',
    'CON.pdf',
    '😀👨‍👩‍👧.pdf',
    'a\nb.pdf',
    '" ; DROP TABLE document; --.pdf',
    '-rf.pdf',
    '+1.PdF',
    '文件 .pdf .exe',
    `${'长'.repeat(83)}.pdf`,
  ];
  for (const [index, name] of names.entries())
    await put(folder, { [name]: await pdf(`n${index}`) });
  const report = await run(archive, [folder]);
  expect(report.failed).toEqual([]);
  const parts = await archive.db.read.all<{ source_name: string }>(
    sql`SELECT source_name FROM part`,
  );
  expect(parts.map(({ source_name }) => source_name).toSorted()).toEqual(names.toSorted());
  const files = await readdir(archive.paths.originals, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile()))
    expect(file.name).toMatch(/^[0-9a-f]{64}(\.[a-z0-9]{1,10})?$/);
});

test('one import is one operation in the history, whatever its batches', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (let n = 0; n < 150; n += 1) await put(folder, { [`${n}.txt`]: `text ${n}` });
  await run(archive, [folder]);
  const operations = await archive.db.read.all<{ kind: string; changed: number; summary: string }>(
    sql`SELECT kind, changed, summary FROM operation WHERE kind = 'import' AND sealed IS NOT NULL`,
  );
  expect(operations).toEqual([{ kind: 'import', changed: 150, summary: '导入 150 个文件' }]);
  const rows = await archive.db.read.all<{ path: string }>(
    sql`SELECT source_path AS path FROM part ORDER BY document_id`,
  );
  expect(rows.map(({ path }) => path.split('/').at(-1))).toEqual(
    Array.from({ length: 150 }, (_, n) => `${n}.txt`).toSorted(),
  );
});

test('an import that changed nothing leaves no operation', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  await put(folder, { '空.pdf': '' });
  await run(archive, [folder]);
  const operations = await archive.db.read.all(sql`SELECT id FROM operation WHERE kind = 'import'`);
  expect(operations).toEqual([]);
});

test('cancelling keeps what is done, and going on does exactly the rest', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (let n = 0; n < 300; n += 1) await put(folder, { [`${n}.txt`]: `text ${n}` });
  const { id } = await startImport(archive, [{ kind: 'path', path: folder }], {});
  const abort = new AbortController();
  const control = unattended(abort.signal);
  const cancelling = {
    ...control,
    report: ({ done }: { done?: number }) => {
      if ((done ?? 0) > 100) abort.abort();
    },
  };
  await expect(runImport(archive, id, cancelling)).rejects.toMatchObject({ code: 'cancelled' });
  const done = (await documentsOf(archive)).length;
  expect(done).toBeGreaterThanOrEqual(64);
  expect(done).toBeLessThan(300);
  expect(await readdir(archive.paths.staging)).toEqual([]);

  const totals = await runImport(archive, id, unattended());
  expect(totals).toMatchObject({ imported: 300, duplicates: 0, refused: 0, pending: 0 });
  expect(await documentsOf(archive)).toHaveLength(300);
});

test('a pause holds the files back and enters what was ready', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (let n = 0; n < 40; n += 1) await put(folder, { [`${n}.txt`]: `text ${n}` });
  const { id } = await startImport(archive, [{ kind: 'path', path: folder }], {});
  const released = Promise.withResolvers<void>();
  let asked = 0;
  const importing = runImport(archive, id, {
    ...unattended(),
    paused: () => ((asked += 1) > 20 ? released.promise : Promise.resolve()),
  });
  await expect.poll(() => documentsOf(archive), { timeout: 20_000 }).toHaveLength(20);
  released.resolve();
  expect(await importing).toMatchObject({ imported: 40 });
});

test('progress counts files and bytes from the first listing to the last file', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (let n = 0; n < 30; n += 1) await put(folder, { [`${n}.txt`]: 'x'.repeat(n) });
  const seen: object[] = [];
  const { id } = await startImport(archive, [{ kind: 'path', path: folder }], {});
  await runImport(archive, id, { ...unattended(), report: (progress) => seen.push(progress) });
  expect(seen[0]).toMatchObject({ total: null, totalBytes: null });
  const last = seen.at(-1);
  expect(last).toMatchObject({ done: 30, total: 30, doneBytes: 435, totalBytes: 435, failures: 1 });
});

test("the archive's own folder is passed over when it lies in what is imported", async () => {
  const { archive, folder } = await testArchive();
  await put(dirname(folder), { '旁/甲.txt': 'a' });
  await run(archive, [dirname(folder)]);
  const again = await run(archive, [dirname(folder)]);
  expect(again.duplicates).toHaveLength(1);
  expect(await documentsOf(archive)).toHaveLength(1);
});

test('opening again stops what ran and clears staging, but for uploads still needed', async () => {
  const { archive } = await testArchive();
  const needed = join(archive.paths.staging, 'upload-needed');
  await mkdir(needed);
  await put(archive.paths.staging, { 'upload-old/1': 'x', 'in-1.part': 'half' });
  await put(needed, {
    'index.ndjson': `${JSON.stringify({ file: '1', path: '甲/乙.txt', bytes: 1, modifiedMs: 1 })}\n`,
    1: 'x',
  });
  const { id } = await startImport(archive, [{ kind: 'upload', folder: needed }], {}, '甲');
  expect(await recoverIntake(archive)).toBe(true);
  expect(await readdir(archive.paths.staging)).toEqual(['upload-needed']);
  const state = await archive.db.read.get<{ state: string }>(
    sql`SELECT state FROM import WHERE id = ${id}`,
  );
  expect(state).toEqual({ state: 'stopped' });
  expect(await runImport(archive, id, unattended())).toMatchObject({ imported: 1 });
  expect(await readdir(archive.paths.staging)).toEqual([]);
  const part = await archive.db.read.get(sql`SELECT source_name, source_path FROM part`);
  expect(part).toEqual({ source_name: '乙.txt', source_path: '甲/乙.txt' });
});
