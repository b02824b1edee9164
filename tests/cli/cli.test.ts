import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { here, json, mingce } from './support.ts';

// One archive lives through the commands in the order people give them: each takes a second to start.
let home: string;
let archive: string;
let source: string;

async function pdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const n of [1, 2])
    document.addPage([595, 842]).drawText(`${text} ${n}`, { x: 50, y: 700, font });
  return document.save();
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingce-cli-'));
  archive = join(home, '清河镇台账');
  source = join(home, '来件');
  await mkdir(join(source, '2024年', '组织领导'), { recursive: true });
  const plan = await pdf('Plan of the year');
  await writeFile(
    join(source, '2024年', '组织领导', '清政发〔2024〕36号 关于成立领导小组的通知.pdf'),
    plan,
  );
  await writeFile(join(source, '2024年', '组织领导', '重复的一份.pdf'), plan);
  await writeFile(join(source, '2024年', '总结.pdf'), await pdf('Summary'));
  await writeFile(join(source, '签到表.docx'), 'PK\u0003\u0004 not really');
  await writeFile(join(source, '空.pdf'), '');
  await writeFile(join(source, '坏.pdf'), 'no pdf at all');
  return () => rm(home, { recursive: true, force: true });
});

interface Listed {
  total: number;
  documents: { id: number; title: string | null; inbox: boolean; tags: string[] }[];
}

test('new makes an archive; made twice it is refused with status 3', async () => {
  const made = await json<Record<string, string>>(
    'new',
    archive,
    '--name',
    '清河镇台账',
    '--fonds',
    'Q012',
  );
  expect(made).toMatchObject({
    status: 0,
    value: { path: archive, name: '清河镇台账', id: expect.stringMatching(/^[0-9a-f-]{36}$/u) },
    err: '',
  });
  const again = await here('new', archive);
  expect(again).toMatchObject({ status: 3, value: { error: { code: 'archive-exists' } } });
  expect(again.err).toContain('已经有一个档案库');
});

test('import takes files in, names duplicates and failures, and ends with 1 for the failures', async () => {
  const { status, value, err } = await json<{
    imported: { id: number; path: string; title: string | null; pages: number; sha256: string }[];
    duplicates: { path: string; id: number }[];
    failed: { path: string; code: string; message: string }[];
    ms: number;
  }>('import', archive, source, join(home, '没有'), '--no-read');
  expect(status).toBe(1);
  expect(err).toBe('');
  expect(Object.keys(value).toSorted()).toEqual(['duplicates', 'failed', 'imported', 'ms']);
  const folder = join(source, '2024年', '组织领导');
  expect(value.imported.map((each) => each.path)).toEqual([
    join(folder, '清政发〔2024〕36号 关于成立领导小组的通知.pdf'),
    join(source, '2024年', '总结.pdf'),
    join(source, '签到表.docx'),
  ]);
  for (const each of value.imported) {
    expect(Object.keys(each).toSorted()).toEqual([
      'category',
      'id',
      'pages',
      'path',
      'sha256',
      'title',
      'year',
    ]);
    expect(each).toMatchObject({ title: null, year: null, category: null });
    expect(each.sha256).toMatch(/^[0-9a-f]{64}$/u);
  }
  expect(value.imported.map((each) => each.pages)).toEqual([2, 2, 0]);
  expect(value.duplicates).toEqual([
    { path: join(folder, '重复的一份.pdf'), id: value.imported[0]?.id },
  ]);
  expect(value.failed).toEqual([
    { path: join(source, '坏.pdf'), code: 'unreadable', message: expect.stringMatching(/\S/u) },
    { path: join(source, '空.pdf'), code: 'empty', message: expect.stringMatching(/\S/u) },
    { path: join(home, '没有'), code: 'source-missing', message: expect.stringMatching(/\S/u) },
  ]);
});

test('duplicates alone end with 0', async () => {
  const { status, value } = await json<{ imported: unknown[]; duplicates: unknown[] }>(
    'import',
    archive,
    join(source, '2024年'),
  );
  expect(status).toBe(0);
  expect(value).toMatchObject({ imported: [], failed: [] });
  expect(value.duplicates).toHaveLength(3);
});

test('list, show and search say what they say in the contract of the command line', async () => {
  const [inbox, shown, found] = await Promise.all([
    json<Listed>('list', archive, '--inbox'),
    json<Record<string, unknown>>('show', archive, '1', '--text'),
    json<{ total: number; ms: number; hits: Record<string, unknown>[] }>(
      'search',
      archive,
      'plan year',
    ),
  ]);
  const filed = await here<Listed>('list', archive);
  const none = await here<{ total: number }>('search', archive, '没有这样的字', '--year', '2024');
  const unknown = await here('show', archive, '99');
  expect(inbox.status).toBe(0);
  expect(inbox.value.total).toBe(3);
  expect(Object.keys(inbox.value.documents[0] ?? {}).toSorted()).toEqual(
    [
      'id',
      'title',
      'year',
      'category',
      'referenceNumber',
      'issuer',
      'date',
      'pages',
      'tags',
      'archivalCode',
      'inbox',
    ].toSorted(),
  );
  expect(filed.value).toEqual({ total: 0, documents: [] });
  expect(shown.value).toMatchObject({
    id: 1,
    title: null,
    inbox: true,
    pageCount: 2,
    links: [],
    originals: [{ name: '清政发〔2024〕36号 关于成立领导小组的通知.pdf' }],
    operations: [{ id: 2, summary: expect.any(String) }],
    proposals: {
      year: {
        value: '2024',
        confidence: expect.any(Number),
        line: expect.stringContaining('2024'),
      },
      category: { value: '组织领导' },
      referenceNumber: { value: '清政发〔2024〕36号' },
    },
    pages: [
      { n: 1, text: expect.stringContaining('Plan of the year 1'), source: 'layer' },
      { n: 2, text: expect.stringContaining('Plan of the year 2'), source: 'layer' },
    ],
  });
  expect(found.value).toMatchObject({ total: 1, ms: expect.any(Number) });
  expect(found.value.hits).toEqual([
    {
      id: 1,
      title: expect.any(String),
      year: null,
      category: null,
      page: 1,
      snippet: expect.stringContaining('Plan of the year'),
      field: expect.any(String),
    },
  ]);
  expect(none).toMatchObject({ status: 0, value: { total: 0, hits: [] } });
  expect(unknown).toMatchObject({ status: 1, value: { error: { code: 'no-such-document' } } });
  expect(unknown.err).toContain('99');
});

test('set and tag change what is named by ids and ranges, and report ids nobody has', async () => {
  const set = await json(
    'set',
    archive,
    '1,2-3',
    'confirm=true',
    'issuer=清河镇=政府',
    'date=2024-03-05',
  );
  expect(set).toMatchObject({ status: 0, value: { changed: 3, operation: expect.any(Number) } });
  const partly = await here(
    'set',
    archive,
    '2,77-78',
    'title=一个 有空格的 题名',
    'category=方案制度',
    'note=',
  );
  expect(partly).toMatchObject({
    status: 1,
    value: {
      changed: 1,
      failed: [
        { id: 77, code: 'no-such-document', message: expect.stringContaining('77') },
        { id: 78, code: 'no-such-document', message: expect.stringContaining('78') },
      ],
    },
  });
  const tagged = await json('tag', archive, '1-2', '+急件', '+待 补', '-没有');
  expect(tagged).toMatchObject({ status: 0, value: { changed: 2 } });
  const { value } = await here<Listed>(
    'list',
    archive,
    '--tag',
    '急件',
    '--tag',
    '待 补',
    '--ids',
    '1-9',
    '--year',
    '2024',
    '--limit',
    '1',
  );
  expect(value.total).toBe(2);
  expect(value.documents).toHaveLength(1);
  expect(value.documents[0]).toMatchObject({
    inbox: false,
    tags: expect.arrayContaining(['急件', '待 补']),
  });
});

test('only words that begin with -- are options; what is wrong on the line ends with 2', async () => {
  const wrong: readonly (readonly string[])[] = [
    ['list'],
    ['list', archive, '--nonsense'],
    ['list', archive, '--limit'],
    ['list', archive, '--limit', 'ten'],
    ['list', archive, '--year', '24'],
    ['list', archive, '--category', '没有这类'],
    ['list', archive, '--tag', '没有'],
    ['list', archive, 'zu', 'viel'],
    ['show', archive, 'abc'],
    ['set', archive, '1'],
    ['set', archive, '1', 'nonsense=1'],
    ['set', archive, '1', 'year=neunzehn'],
    ['set', archive, '1', 'date=2024-02-30'],
    ['set', archive, '5-1', 'title=x'],
    ['tag', archive, '1', '急件'],
    ['purge', archive, '1'],
    ['purge', archive, '1', '--reason', '  '],
    ['undo', archive, 'x'],
    ['nonsense', archive],
    ['read', archive, '--ids', 'x'],
    ['checklist', 'nonsense', archive],
    ['checklist'],
    ['coverage', archive],
    ['package', 'verify', archive],
  ];
  for (const words of wrong) {
    const { status, value, err } = await here(...words);
    expect([words, status]).toEqual([words, 2]);
    expect(value).toEqual({
      error: { code: 'bad-request', message: expect.stringMatching(/\S/u) },
    });
    expect(err.trim()).not.toBe('');
    expect(err).not.toContain('    at ');
  }
  const spawned = await mingce('package', 'verify', archive);
  expect(spawned).toMatchObject({ status: 2, out: '', err: expect.stringContaining('还没有做好') });
  const dashed = await here<{ total: number }>('search', archive, '-没有这样的字');
  expect(dashed).toMatchObject({ status: 0, value: { total: 3 } });
});

test('delete, restore-deleted, undo, redo and history go round', async () => {
  expect(await json('delete', archive, '3')).toMatchObject({
    status: 0,
    value: { changed: 1, operation: expect.any(Number) },
  });
  expect((await here<Listed>('list', archive, '--trash')).value).toMatchObject({
    total: 1,
    documents: [{ id: 3 }],
  });
  expect(await json('restore-deleted', archive, '3')).toMatchObject({
    status: 0,
    value: { changed: 1 },
  });
  const undone = await json<{ operation: number }>('undo', archive);
  expect(undone).toMatchObject({ status: 0, value: { changed: 1 } });
  expect(await json('redo', archive)).toMatchObject({ status: 0, value: { changed: 1 } });
  expect(await here('redo', archive)).toMatchObject({
    status: 1,
    value: { error: { code: 'nothing-to-redo' } },
  });
  expect(await here('undo', archive, '4711')).toMatchObject({
    status: 1,
    value: { error: { code: 'no-such-operation' } },
  });
  const { value } = await json<{ operations: { id: number; kind: string }[]; chain: string }>(
    'history',
    archive,
    '--limit',
    '3',
  );
  expect(value).toMatchObject({
    chain: 'intact',
    operations: [
      { kind: 'redo' },
      { kind: 'undo', id: undone.value.operation },
      { kind: 'restore' },
    ],
  });
});

test('while somebody holds the archive, reading works and changes end with 3, naming the holder', async () => {
  const workers = createWorkerPool(launchNode, { size: 1 });
  const holder = await openArchive(archive, { workers, user: '赵文娟', language: 'zh-CN' });
  try {
    const reading = await Promise.all([
      json<Listed>('list', archive),
      json('show', archive, '1'),
      json('search', archive, 'plan'),
      json('verify', archive),
      json('history', archive),
      json('backup', archive, join(home, '持有时备份')),
    ]);
    expect(reading.map((answer) => answer.status)).toEqual([0, 0, 0, 0, 0, 0]);
    const changing = [await json('set', archive, '1', 'title=x')];
    for (const words of [
      ['tag', archive, '1', '+x'],
      ['delete', archive, '1'],
      ['restore-deleted', archive, '1'],
      ['purge', archive, '1', '--reason', 'x'],
      ['import', archive, source],
      ['undo', archive],
      ['redo', archive],
    ]) {
      changing.push(await here(...words));
    }
    for (const answer of changing) {
      expect(answer).toMatchObject({ status: 3, value: { error: { code: 'archive-held' } } });
      expect(answer.err).toContain('赵文娟');
      expect(answer.err).toContain(String(process.pid));
    }
  } finally {
    await holder.close();
    await workers.close();
  }
});

test('what is no archive ends with 3', async () => {
  const [missing, plain] = [await json('list', join(home, '没有')), await here('verify', source)];
  expect(missing).toMatchObject({ status: 3, value: { error: { code: 'archive-not-found' } } });
  expect(plain).toMatchObject({ status: 3, value: { error: { code: 'archive-not-found' } } });
});

test('purge destroys only what is in the trash, and names backups that still hold it', async () => {
  expect(await here('purge', archive, '3', '--reason', '重复')).toMatchObject({
    status: 1,
    value: { error: { code: 'not-in-trash' } },
  });
  await here('delete', archive, '3');
  const purged = await json<{ backups: string[] }>(
    'purge',
    archive,
    '3',
    '--reason',
    '重复',
    '--reason',
    '超过期限',
  );
  expect(purged).toMatchObject({ status: 0, value: { changed: 1, operation: expect.any(Number) } });
  expect(purged.value.backups.toSorted()).toEqual(
    (await readdir(join(archive, 'backups'))).toSorted(),
  );
  expect(await here('show', archive, '3')).toMatchObject({ status: 1 });
});

test('backup and restore give a whole copy; verify ends with 1 where something is wrong', async () => {
  const target = join(home, '副本');
  const made = await json<{ path: string; sha256: string }>('backup', archive, target);
  expect(made).toMatchObject({
    status: 0,
    value: {
      path: target,
      originals: 2,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    },
  });
  const restored = join(home, '恢复');
  expect(await json('restore', target, restored)).toMatchObject({
    status: 0,
    value: { path: restored, originals: 2, sha256: made.value.sha256 },
  });
  expect(await here('restore', target, archive)).toMatchObject({
    status: 3,
    value: { error: { code: 'folder-not-empty' } },
  });

  const sound = await here<Record<string, unknown>>('verify', restored);
  expect(sound).toMatchObject({
    status: 0,
    value: {
      ok: true,
      originals: 2,
      bad: [],
      missing: [],
      strays: [],
      catalogue: { ok: true },
      index: { ok: true },
    },
  });
  await writeFile(join(restored, 'originals', '多出来的.txt'), 'x');
  const stray = await mingce('verify', restored);
  expect(stray.status).toBe(1);
  expect(stray.out).toContain('多出来的.txt');
});

test('without --json people read text, and nothing is left open or locked', async () => {
  // One after the other: of two that close at the same moment, each may leave the log to the other.
  const list = await mingce('list', archive);
  const help = await mingce('help');
  const shown = await mingce('show', archive, '2', '--text');
  expect(list).toMatchObject({ status: 0, err: '' });
  expect(list.out).toContain('共 2 件');
  expect(help.out).toContain('restore-deleted ARCHIVE IDS');
  expect(shown.out).toContain('Summary 1');
  await expect(stat(join(archive, 'lock'))).rejects.toThrow();
  await expect(readFile(join(archive, 'mingce.sqlite-wal'))).rejects.toThrow();
  expect(await readdir(join(archive, 'staging'))).toEqual([]);
});

test('binder writes one PDF and says what is in it', async () => {
  const out = join(home, '迎检册.pdf');
  const bound = await json<{ volumes: { path: string; bytes: number; sha256: string }[] }>(
    'binder',
    archive,
    '--out',
    out,
    '--year',
    '2024',
    '--date',
    '2026-11-23',
  );
  expect(bound).toMatchObject({
    status: 0,
    err: '',
    value: {
      volumes: [{ path: out, pages: expect.any(Number), documents: expect.any(Number) }],
      documents: expect.any(Number),
      pages: expect.any(Number),
      placeholders: [],
      failed: [],
      ms: expect.any(Number),
      checkMs: expect.any(Number),
    },
  });
  for (const list of ['rasterised', 'notEmbedded', 'signed']) {
    expect(bound.value).toHaveProperty(list, expect.any(Array));
  }
  const bytes = await readFile(out);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(bound.value.volumes[0]?.sha256);
  expect(bytes.length).toBe(bound.value.volumes[0]?.bytes);

  expect(await here('binder', archive)).toMatchObject({ status: 2 });
  expect(await here('binder', archive, '--out', out, '--checklist', 'x')).toMatchObject({
    status: 2,
  });
  expect(await here('binder', archive, '--out', out, '--date', '2024-02-30')).toMatchObject({
    status: 2,
  });
  expect(await here('binder', archive, '--out', out, '--year', '1999')).toMatchObject({
    status: 1,
    value: { error: { code: 'nothing-to-bind' } },
  });
  const catalogue = await readFile(join(archive, 'mingce.sqlite'));
  for (const bad of [join(home, '没有', '册.pdf'), join(archive, 'mingce.sqlite')]) {
    expect(await here('binder', archive, '--out', bad)).toMatchObject({
      status: 1,
      value: { error: { code: 'target-not-writable' } },
    });
  }
  expect((await readFile(join(archive, 'mingce.sqlite'))).length).toBe(catalogue.length);
});
