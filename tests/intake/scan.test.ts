import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scan, type Found, type ImportSource } from '../../main/intake/scan.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-scan-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
}

async function scanned(
  sources: readonly string[],
  options: { folderAsDocument?: boolean; except?: readonly string[] } = {},
): Promise<Found[]> {
  const given: ImportSource[] = sources.map((path) => ({ kind: 'path', path: join(folder, path) }));
  return list(given, options);
}

async function list(
  sources: readonly ImportSource[],
  { folderAsDocument = false, except = [] as readonly string[] } = {},
): Promise<Found[]> {
  const found: Found[] = [];
  for await (const each of scan(sources, { folderAsDocument, except })) found.push(each);
  return found;
}

const pathsOf = (found: readonly Found[], kind: Found['kind'] = 'file'): string[] =>
  found.filter((each) => each.kind === kind).map(({ path }) => path);

test('sub-folders come first, then files, each by code unit', async () => {
  await put(
    '库/b.pdf',
    '库/A.pdf',
    '库/乙/1.pdf',
    '库/乙/丙/2.pdf',
    '库/10/x.pdf',
    '库/9/y.pdf',
    '库/😀.pdf',
  );
  const found = await scanned(['库']);
  expect(pathsOf(found)).toEqual([
    '库/10/x.pdf',
    '库/9/y.pdf',
    '库/乙/丙/2.pdf',
    '库/乙/1.pdf',
    '库/A.pdf',
    '库/b.pdf',
    '库/😀.pdf',
  ]);
});

test('sources keep the order they are given in, and what was named twice comes once', async () => {
  await put('b/1.pdf', 'a/2.pdf', '3.pdf');
  const found = await scanned(['3.pdf', 'b', 'a', 'b/1.pdf']);
  expect(pathsOf(found)).toEqual(['3.pdf', 'b/1.pdf', 'a/2.pdf']);
});

test('a file is found with its absolute place, size and time', async () => {
  await put('库/文件.pdf');
  const [found] = await scanned(['库']);
  expect(found).toMatchObject({
    source: join(folder, '库/文件.pdf'),
    bytes: Buffer.byteLength('库/文件.pdf'),
    group: null,
  });
});

test('what systems leave behind is passed over knowingly', async () => {
  const junk = [
    '.DS_Store',
    'Thumbs.db',
    'desktop.ini',
    '~$总结.docx',
    '.~lock.表.xlsx#',
    '._a.pdf',
  ];
  await put(...junk.map((name) => `库/${name}`), '库/__MACOSX/._b.pdf', '库/总结.docx');
  const found = await scanned(['库']);
  expect(pathsOf(found)).toEqual(['库/总结.docx']);
  expect(pathsOf(found, 'skipped').toSorted()).toEqual(
    [...junk, '__MACOSX'].map((name) => `库/${name}`).toSorted(),
  );
});

test('links are followed once and never in a circle', async () => {
  await put('库/甲/1.pdf', '别处/2.pdf');
  await symlink(join(folder, '库'), join(folder, '库/甲/回'));
  await symlink(join(folder, '别处'), join(folder, '库/别'));
  await symlink(join(folder, '别处/2.pdf'), join(folder, '库/链.pdf'));
  const found = await scanned(['库']);
  expect(pathsOf(found)).toEqual(['库/别/2.pdf', '库/甲/1.pdf', '库/链.pdf']);
  expect(pathsOf(found, 'skipped')).toEqual(['库/甲/回']);
});

test('what is missing, broken or no file is refused by name', async () => {
  await put('库/1.pdf');
  await symlink(join(folder, '无'), join(folder, '库/断.pdf'));
  const found = await scanned(['库', '没有.pdf']);
  expect(found.filter(({ kind }) => kind === 'refused')).toEqual([
    {
      kind: 'refused',
      source: join(folder, '库/断.pdf'),
      path: '库/断.pdf',
      code: 'source-missing',
    },
    { kind: 'refused', source: join(folder, '没有.pdf'), path: '没有.pdf', code: 'source-missing' },
  ]);
  expect(pathsOf(found)).toEqual(['库/1.pdf']);
});

test.skipIf(process.platform === 'win32')('a named pipe is no file', async () => {
  await put('库/1.pdf');
  execFileSync('mkfifo', [join(folder, '库/管')]);
  const found = await scanned(['库', '库/管']);
  expect(found.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'not-a-file' });
});

test("the archive's own folder is not taken in", async () => {
  await put('库/1.pdf', '库/档案/originals/ab/cd/x.pdf');
  const found = await scanned(['库'], { except: [join(folder, '库/档案')] });
  expect(pathsOf(found)).toEqual(['库/1.pdf']);
  expect(pathsOf(found, 'skipped')).toEqual(['库/档案']);
});

test('a folder that holds only page images is one document where that is wished, in number order', async () => {
  await put('库/册/第10页.jpg', '库/册/第2页.JPG', '库/册/第1页.png', '库/册/Thumbs.db');
  await put('库/混/1.jpg', '库/混/2.pdf', '库/层/1.jpg', '库/层/内/1.jpg');
  const found = (await scanned(['库'], { folderAsDocument: true })).filter(
    (f) => f.kind === 'file',
  );
  expect(found.map(({ path, group }) => [path, group])).toEqual([
    ['库/册/第1页.png', '库/册'],
    ['库/册/第2页.JPG', '库/册'],
    ['库/册/第10页.jpg', '库/册'],
    ['库/层/内/1.jpg', '库/层/内'],
    ['库/层/1.jpg', null],
    ['库/混/1.jpg', null],
    ['库/混/2.pdf', null],
  ]);
  const apart = (await scanned(['库/册'])).filter((each) => each.kind === 'file');
  expect(apart.map(({ group }) => group)).toEqual([null, null, null]);
});

test('an upload is read from its index, in the same order, its paths as text only', async () => {
  const entries = [
    { file: '1', path: '2024年/甲.pdf', bytes: 1, modifiedMs: 5.5 },
    { file: '2', path: '2024年/组织领导/乙.pdf', bytes: 1, modifiedMs: 5 },
    { file: '3', path: '../../etc/丙.pdf', bytes: 1, modifiedMs: 5 },
    { file: '4', path: '2024年/甲.pdf', bytes: 1, modifiedMs: 5 },
    { file: '../5', path: '丁.pdf', bytes: 1, modifiedMs: 5 },
    { file: '6', path: '戊.pdf', bytes: 1, modifiedMs: 5 },
    { file: '7', path: '2024年/.DS_Store', bytes: 1, modifiedMs: 5 },
  ];
  const text = entries.map((entry) => JSON.stringify(entry)).join('\n');
  await writeFile(join(folder, 'index.ndjson'), `${text}\n{"file":"8","pa`);
  const found = await list([{ kind: 'upload', folder }]);
  expect(found.map(({ kind, path, source }) => [kind, path, source])).toEqual([
    ['skipped', '2024年/.DS_Store', join(folder, '7')],
    ['file', '2024年/组织领导/乙.pdf', join(folder, '2')],
    ['file', '2024年/甲.pdf', join(folder, '1')],
    ['file', '2024年/甲.pdf', join(folder, '4')],
    ['file', 'etc/丙.pdf', join(folder, '3')],
    ['file', '戊.pdf', join(folder, '6')],
  ]);
});
