import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import type {
  ArchiveHandle,
  CallArgs,
  CallName,
  CallResult,
  PlaceId,
} from '../../main/contract/index.ts';
import { createProgram, type Program } from '../../main/program/index.ts';
import { launchNode } from '../../main/workers/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { makeWorkbook, serialOf } from '../support/made-sheets.ts';
import { smallDraft } from './support.ts';

const session = 'session';
const page = { offset: 0, limit: 500 };

class User {
  readonly program: Program;
  readonly archive: ArchiveHandle;
  readonly home: string;

  private constructor(program: Program, archive: ArchiveHandle, home: string) {
    this.program = program;
    this.archive = archive;
    this.home = home;
  }

  static async withNewArchive(): Promise<User> {
    const home = await temporaryFolder();
    const program = await createProgram({
      kind: 'web',
      version: '0.0.0',
      userDataFolder: join(home, 'user'),
      homeFolder: home,
      demoFolder: null,
      startArchive: null,
      launchWorker: launchNode,
      address: (_session, path) => path,
    });
    onTestFinished(() => program.close());
    const args = { name: '清河镇台账', fonds: null, place: null };
    const { value } = (await program.answer(session, { call: 'library.create', args })) as {
      value: { handle: ArchiveHandle };
    };
    return new User(program, value.handle, home);
  }

  async ask<Name extends CallName>(call: Name, args: CallArgs<Name>): Promise<CallResult<Name>> {
    const answer = await this.program.answer(session, { call, archive: this.archive, args });
    if (!answer.ok) throw new Error(`${call}: ${answer.error.code} ${answer.error.message}`);
    return answer.value as CallResult<Name>;
  }

  async code<Name extends CallName>(call: Name, args: CallArgs<Name>): Promise<string> {
    const answer = await this.program.answer(session, { call, archive: this.archive, args });
    return answer.ok ? 'ok' : answer.error.code;
  }

  /** A file that the user chose. */
  async place(name: string, bytes: Uint8Array | string): Promise<PlaceId> {
    const path = join(this.home, name);
    await writeFile(path, bytes);
    return this.program.placeForPath(session, path);
  }

  /** A file brought up by a browser. */
  async upload(name: string, bytes: Uint8Array | string): Promise<PlaceId> {
    const { place } = await this.ask('intake.openUpload', { title: name });
    const folder = this.program.uploadFolder(session, place);
    if (folder === null) throw new Error('no folder for the upload');
    await writeFile(join(folder, '000001'), bytes);
    const entry = { file: '000001', path: name, bytes: bytes.length, modifiedMs: 0 };
    await writeFile(join(folder, 'index.ndjson'), `${JSON.stringify(entry)}\n`);
    return place;
  }

  /** What a browser downloads from an address. */
  async download(address: string): Promise<Buffer> {
    const { status, headers, body } = await this.program.resource(session, address, undefined);
    expect(status).toBe(200);
    expect(headers['Content-Disposition']).toMatch(/^attachment/u);
    if (body === null || body instanceof Uint8Array) return Buffer.from(body ?? []);
    return Buffer.from(await text(body.setEncoding('latin1')), 'latin1');
  }
}

const rows = [
  ['云溪县文明村镇测评体系（2024年度）'],
  ['编号', '测评内容', '材料要求'],
  [{ number: serialOf('2024-01-01'), format: 58 }, '领导小组', '规范文件1份；实景图片3张'],
  ['1-2', '年度方案', '规范文件'],
  ['1-3', { formula: 'B9' }, '台账'],
  ['注：以上材料一式两份'],
];

test('a file is understood, changed by the user, and made a checklist', async () => {
  const user = await User.withNewArchive();
  const place = await user.upload('体系.xlsx', makeWorkbook({ sheets: [{ name: '体系', rows }] }));
  const first = await user.ask('checklistImport.preview', { place });
  expect(first).toMatchObject({
    file: '体系.xlsx',
    name: '云溪县文明村镇测评体系（2024年度）',
    window: { from: null, to: null },
    proposedWindow: { from: '2024-01-01', to: '2024-12-31' },
    items: 3,
    slots: 4,
    unplaced: 1,
    mended: 1,
    doubtful: 1,
  });
  const { preview } = first;
  expect(await user.ask('checklistImport.unplaced', { preview, ...page })).toEqual({
    total: 1,
    rows: [{ sheet: '体系', cell: 'A6', text: '注：以上材料一式两份', reason: 'note-row' }],
  });
  expect((await user.ask('checklistImport.mended', { preview, ...page })).cells).toEqual([
    { sheet: '体系', cell: 'A3', from: '1月1日', to: '1-1' },
  ]);
  const { cells } = await user.ask('checklistImport.doubtful', { preview, ...page });
  expect(cells.map(({ cell, reason }) => [cell, reason])).toContainEqual([
    'B5',
    'formula-without-value',
  ]);
  const corrections = [{ sheet: 0, cell: 'B5', text: '专题会议' }];
  const mapping = { ...first.mapping, corrections };
  const second = await user.ask('checklistImport.preview', { place, mapping });
  expect(second).toMatchObject({ items: 3, doubtful: 0 });
  const { total, items } = await user.ask('checklistImport.items', {
    preview: second.preview,
    offset: 1,
    limit: 2,
  });
  expect(total).toBe(3);
  expect(items.map(({ place: at, item }) => [at.cell, item.code, item.title])).toEqual([
    ['B4', '1-2', '年度方案'],
    ['B5', '1-3', '专题会议'],
  ]);
  const window = { from: '2024-01-01', to: '2024-12-31' };
  const made = await user.ask('checklistImport.create', {
    preview: second.preview,
    name: '文明村镇 2024',
    window,
  });
  expect(made).toMatchObject({ items: 3, slots: 4 });
  const { checklists } = await user.ask('checklist.list', {});
  expect(checklists).toMatchObject([{ id: made.id, name: '文明村镇 2024', window }]);
  await user.ask('checklistImport.close', { preview });
  expect(await user.code('checklistImport.items', { preview, ...page })).toBe('no-such-sheet');
});

test('what is no checklist is refused through the same call', async () => {
  const user = await User.withNewArchive();
  const code = async (name: string, bytes: Uint8Array | string): Promise<string> =>
    user.code('checklistImport.preview', { place: await user.place(name, bytes) });
  expect(await code('a.xls', Buffer.from('d0cf11e0a1b11ae1'.repeat(80), 'hex'))).toBe('sheet-old');
  expect(await code('b.xlsx', 'PK\u0003\u0004 cut off')).toBe('unreadable');
  expect(await code('c.csv', '')).toBe('empty');
});

/** What another reader sees in the first sheet of a workbook. */
const otherReader = async (bytes: Buffer) => (await readXlsxFile(bytes))[0]?.data ?? [];

test('a workbook that is written opens in another reader, and holds no formula', async () => {
  const user = await User.withNewArchive();
  const harmful = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "=cmd|'/c calc'!A1"];
  const draft = {
    ...smallDraft,
    items: harmful.map((code, at) => ({
      ...smallDraft.items[0]!,
      code,
      title: `${code}标题`,
      notes: code,
      departments: [`=${at}`],
    })),
  };
  const { id } = await user.ask('checklist.create', { draft });
  const { address, file } = await user.ask('checklistImport.export', {
    checklist: id,
    format: 'xlsx',
  });
  expect(file).toBe(`${smallDraft.name}.xlsx`);
  const bytes = await user.download(address);
  const seen = await otherReader(bytes);
  expect(seen[0]?.[0]).toBe(smallDraft.name);
  expect(seen[2]?.slice(0, 5)).toEqual(['层级', '编号', '测评内容', '测评要求', '材料要求']);
  expect(seen.slice(3).map((row) => row[1])).toEqual(harmful.map((code) => code.trim()));
  const parts = unzipSync(bytes);
  for (const [path, part] of Object.entries(parts)) {
    if (path.startsWith('xl/worksheets/')) expect(strFromU8(part), path).not.toMatch(/<f[ >]/u);
  }
  // A second export does not write over the first, which may be open.
  const again = await user.ask('checklistImport.export', { checklist: id, format: 'xlsx' });
  expect(again.file).toBe(`${smallDraft.name} (2).xlsx`);
});

test('a template is a sheet that can be filled in and imported', async () => {
  const user = await User.withNewArchive();
  const { address } = await user.ask('checklistImport.template', {});
  const bytes = await user.download(address);
  const seen = await otherReader(bytes);
  expect(seen).toHaveLength(5);
  const preview = await user.ask('checklistImport.preview', {
    place: await user.place('x.xlsx', bytes),
  });
  expect(preview).toMatchObject({ items: 2, slots: 3, unplaced: 0, mended: 0, doubtful: 0 });
});

test('our own format goes to another archive whole', async () => {
  const user = await User.withNewArchive();
  const { id } = await user.ask('checklist.create', { draft: smallDraft });
  const { address } = await user.ask('checklistImport.export', { checklist: id, format: 'json' });
  const bytes = await user.download(address);
  expect(JSON.parse(bytes.toString())).toEqual(smallDraft);
  const other = await User.withNewArchive();
  const preview = await other.ask('checklistImport.preview', {
    place: await other.place('体系.json', bytes),
  });
  expect(preview.window).toEqual(smallDraft.window);
  const made = await other.ask('checklistImport.create', {
    preview: preview.preview,
    name: preview.name,
    window: preview.window,
  });
  const exported = await other.ask('checklistImport.export', {
    checklist: made.id,
    format: 'json',
  });
  expect((await other.download(exported.address)).toString()).toBe(bytes.toString());
});

test('examples are listed, and added marked as such, more than once under free names', async () => {
  const user = await User.withNewArchive();
  const { starters } = await user.ask('checklistImport.starters', {});
  expect(starters.map(({ key }) => key)).toEqual(['town', 'unit', 'street']);
  for (const { key, items, slots } of starters) {
    expect(items).toBeGreaterThanOrEqual(25);
    expect(items).toBeLessThanOrEqual(60);
    expect(slots).toBeGreaterThan(items);
    const made = await user.ask('checklistImport.addStarter', { key });
    expect(made).toMatchObject({ items, slots });
    await user.ask('checklistImport.addStarter', { key });
  }
  const { checklists } = await user.ask('checklist.list', {});
  expect(checklists).toHaveLength(6);
  expect(checklists.every(({ isExample, counts }) => isExample && counts.items > 10)).toBe(true);
  expect(await user.code('checklistImport.addStarter', { key: 'none' })).toBe('bad-request');
});

test('the examples say nothing of departments, and each names its method', async () => {
  for (const key of ['town', 'unit', 'street']) {
    const path = join(import.meta.dirname, '../../resources/checklists', `${key}.json`);
    const draft = JSON.parse(await readFile(path, 'utf8')) as typeof smallDraft;
    for (const { departments, leader, person, due, slots, method } of draft.items) {
      expect([departments, leader, person, due]).toEqual([[], null, null, null]);
      if (slots.length > 0) expect(method).not.toBe('');
    }
  }
});

test('a sheet changes a checklist only as it was compared', async () => {
  const user = await User.withNewArchive();
  const { id } = await user.ask('checklist.create', { draft: smallDraft });
  const edited = { ...smallDraft, items: smallDraft.items.slice(0, -1) };
  const place = await user.place('改过.json', JSON.stringify(edited));
  const { preview } = await user.ask('checklistImport.preview', { place });
  const wanted = { preview, checklist: id };
  // Nobody has seen yet what would change.
  expect(await user.code('checklistImport.apply', wanted)).toBe('no-such-sheet');
  const compared = await user.ask('checklistImport.compare', { ...wanted, ...page });
  expect(compared).toMatchObject({ total: 1, removed: 1, added: 0, changed: 0, moved: 0 });
  expect(compared.changes).toMatchObject([{ kind: 'removed', code: 'Ⅱ', row: null }]);
  await user.ask('checklist.change', { id, patch: { name: '改了名' } });
  expect(await user.code('checklistImport.apply', wanted)).toBe('no-such-sheet');
  await user.ask('checklistImport.compare', { ...wanted, ...page });
  const applied = await user.ask('checklistImport.apply', wanted);
  expect(applied).toMatchObject({ removed: 1 });
  expect(applied.operation).not.toBeNull();
  const { checklists } = await user.ask('checklist.list', {});
  expect(checklists[0]).toMatchObject({ name: '改了名', rows: edited.items.length });
});
