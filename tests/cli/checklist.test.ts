import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { createChecklist } from '../../main/checklist/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { draftItem, draftSlot, smallDraft } from '../checklist/support.ts';
import { here, json } from './support.ts';

// One archive lives through the commands in the order people give them.
let home: string;
let archive: string;

async function pdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const n of [1, 2, 3])
    document.addPage([595, 842]).drawText(`${text} ${n}`, { x: 50, y: 700, font });
  return document.save();
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingce-cli-'));
  archive = join(home, '清河镇台账');
  const source = join(home, '来件');
  await mkdir(source);
  for (const name of ['一', '二', '三', '四']) {
    await writeFile(join(source, `${name}.pdf`), await pdf(`Paper ${name.charCodeAt(0)}`));
  }
  await here('new', archive, '--name', '清河镇台账');
  expect(await here('coverage', archive)).toMatchObject({ status: 2 });
  await here('import', archive, source, '--no-read', '--confirm');
  await here('set', archive, '1', 'date=2024-03-01');
  await here('set', archive, '2', 'date=2023-12-11');
  const workers = createWorkerPool(launchNode, { size: 1 });
  const open = await openArchive(archive, { workers, user: '陈立新', language: 'zh-CN' });
  await createChecklist(open, {
    name: '去年的一版',
    window: { from: null, to: null },
    items: [draftItem(0, 'Ⅰ', '组织', { slots: [draftSlot('规范文件')] })],
  });
  await createChecklist(open, {
    ...smallDraft,
    items: [
      ...smallDraft.items,
      draftItem(0, 'Ⅲ', '宣传'),
      draftItem(1, '①', '广告', { slots: [draftSlot('实景图片')] }),
      draftItem(0, 'Ⅳ', '服务'),
      draftItem(1, '①', '队伍', { slots: [draftSlot('统计表格')] }),
    ],
  });
  await open.close();
  await workers.close();
  return () => rm(home, { recursive: true, force: true });
});

interface Coverage {
  readonly checklist: string;
  readonly items: number;
  readonly complete: number;
  readonly gaps: readonly Record<string, unknown>[];
}

const changed = (count: number) => ({ changed: count, operation: expect.any(Number) });

test('a checklist nobody has proven anything of: one gap a slot, as a command of its own', async () => {
  const { status, value, err } = await json<Coverage>('coverage', archive);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(value).toMatchObject({
    checklist: '镇级测评细则 2024 版',
    window: { from: '2024-01-01', to: '2024-12-31' },
    items: 6,
    complete: 0,
  });
  expect(value.gaps).toHaveLength(7);
  expect(value.gaps[0]).toEqual({
    code: 'Ⅰ-1-1)-①',
    title: '环境卫生常态整治',
    slot: '规范文件',
    need: 2,
    have: 0,
    outOfWindow: 0,
    department: '综合行政执法队',
    due: '2024-09-20',
  });
  // Its own window, that of the item above it, is said.
  expect(value.gaps[3]).toMatchObject({
    code: 'Ⅰ-2-①',
    window: { from: '2023-01-01', to: '2023-12-31' },
  });
});

test('link proves, outside the window it counts and is said, unlink takes it back', async () => {
  const slot = ['--slot', '1'];
  expect(await here('checklist', 'link', archive, 'Ⅰ-1-1)-①', '1-2', ...slot)).toMatchObject({
    status: 0,
    value: changed(2),
  });
  expect(
    await here('checklist', 'link', archive, 'Ⅰ-1-1)-①', '3', '--slot', '2', '--pages', '2-3'),
  ).toMatchObject({ status: 0, value: changed(1) });
  const { value } = await here<Coverage>('coverage', archive);
  expect(value.gaps.filter(({ code }) => code === 'Ⅰ-1-1)-①')).toMatchObject([
    { slot: '实景图片', need: 3, have: 1, outOfWindow: 1 },
  ]);
  const shown = await here<{ links: unknown[] }>('show', archive, '3');
  expect(shown.value.links).toEqual([
    {
      checklist: '镇级测评细则 2024 版',
      code: 'Ⅰ-1-1)-①',
      title: '环境卫生常态整治',
      slot: '实景图片',
      slotNumber: 2,
      pages: [{ from: 2, to: 3 }],
      note: null,
    },
  ]);
  expect(await here('checklist', 'unlink', archive, 'Ⅰ-1-1)-①', '2,4', ...slot)).toMatchObject({
    status: 1,
    value: { ...changed(1), failed: [{ id: 4, code: 'no-such-link' }] },
  });
  expect(await here('undo', archive)).toMatchObject({ status: 0 });
  const again = await here<Coverage>('coverage', archive);
  expect(again.value.gaps).toEqual(value.gaps);
});

test('an item that is complete is counted so; an older checklist is asked for by name', async () => {
  expect(await here('checklist', 'link', archive, 'Ⅱ', '4')).toMatchObject({ status: 0 });
  const { value } = await here<Coverage>('coverage', archive);
  expect(value).toMatchObject({ items: 6, complete: 1 });
  const older = ['--checklist', '去年的一版'];
  expect(await here('checklist', 'link', archive, 'Ⅰ', '1', ...older)).toMatchObject({ status: 0 });
  expect(await here('coverage', archive, ...older)).toMatchObject({
    status: 0,
    value: { checklist: '去年的一版', items: 1, complete: 1, gaps: [] },
  });
});

test('a code that several items have is asked for with the codes above it; look-alike figures do', async () => {
  expect(await here('checklist', 'link', archive, '①', '1')).toMatchObject({ status: 2 });
  expect(await here('checklist', 'link', archive, 'Ⅲ-①', '1')).toMatchObject({ status: 0 });
  expect(await here('checklist', 'link', archive, 'IV-1', '1')).toMatchObject({ status: 0 });
});

test.each([
  ['no such item', ['没有这一项', '1']],
  ['several slots and none named', ['Ⅰ-1-1)-①', '1']],
  ['a slot that is not there', ['Ⅰ-1-1)-①', '1', '--slot', '9']],
  ['an item that asks for nothing', ['Ⅰ-1', '1']],
  ['pages written wrong', ['Ⅱ', '1', '--pages', '3-2']],
  ['no such checklist', ['Ⅱ', '1', '--checklist', '没有这一版']],
])('%s: the command line is wrong', async (_, words) => {
  expect(await here('checklist', 'link', archive, ...words)).toMatchObject({
    status: 2,
    value: { error: { code: 'bad-request' } },
  });
});

test('what cannot be linked is named, the rest is linked', async () => {
  await here('delete', archive, '3');
  expect(
    await here('checklist', 'link', archive, 'Ⅰ-1-1)-②', '1,3,77', '--pages', '1'),
  ).toMatchObject({
    status: 1,
    value: {
      ...changed(1),
      failed: [
        { id: 3, code: 'no-such-document' },
        { id: 77, code: 'no-such-document' },
      ],
    },
  });
  expect(await here('checklist', 'link', archive, 'Ⅰ-1-1)-②', '4', '--pages', '9')).toMatchObject({
    status: 1,
    value: { changed: 0, failed: [{ id: 4, code: 'no-such-page' }] },
  });
  expect(await here('verify', archive)).toMatchObject({ status: 0 });
});
