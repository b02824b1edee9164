import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { makeWorkbook, serialOf, type MadeCell } from '../support/made-sheets.ts';
import { here } from './support.ts';

let home: string;
let archive: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingce-cli-'));
  archive = join(home, '清河镇台账');
  await here('new', archive, '--name', '清河镇台账');
  return () => rm(home, { recursive: true, force: true });
});

async function sheet(name: string, rows: readonly (readonly MadeCell[])[]): Promise<string> {
  const path = join(home, name);
  await writeFile(path, makeWorkbook({ sheets: [{ name: '体系', rows }] }));
  return path;
}

const header = ['编号', '测评内容', '材料要求', '责任单位'];

test('a sheet becomes a checklist; what was mended is told; the title’s window is not taken', async () => {
  const path = await sheet('体系.xlsx', [
    ['文明村镇测评体系（2024年度）'],
    header,
    [
      { number: serialOf('2024-01-01'), format: 58 },
      '领导小组',
      '规范文件1份；实景图片3张',
      '党政办',
    ],
    ['1-2', '年度方案', '规范文件'],
    ['注：一式两份'],
  ]);
  const { status, value, err } = await here('checklist', 'import', archive, path);
  expect(status).toBe(0);
  expect(value).toMatchObject({
    checklist: '文明村镇测评体系（2024年度）',
    items: 2,
    slots: 3,
    window: { from: null, to: null },
    proposedWindow: { from: '2024-01-01', to: '2024-12-31' },
    mended: [{ sheet: '体系', cell: 'A3', from: '1月1日', to: '1-1' }],
    unplaced: [{ sheet: '体系', cell: 'A5', reason: 'note-row' }],
  });
  expect(err).toContain('--from');
  expect(await here('coverage', archive)).toMatchObject({
    status: 0,
    value: {
      checklist: '文明村镇测评体系（2024年度）',
      window: { from: null, to: null },
      items: 2,
      gaps: [
        { code: '1-1', slot: '规范文件', need: 1, department: '党政办' },
        { code: '1-1', slot: '实景图片', need: 3 },
        { code: '1-2', slot: '规范文件', need: 1 },
      ],
    },
  });
  // The same name again is refused; another one and a window can be said.
  expect(await here('checklist', 'import', archive, path)).toMatchObject({
    status: 1,
    value: { error: { code: 'name-taken' } },
  });
  const words = ['--name', '又一版', '--from', '2023-07-01', '--to', '2024-06-30'];
  expect(await here('checklist', 'import', archive, path, ...words)).toMatchObject({
    status: 0,
    value: { checklist: '又一版', window: { from: '2023-07-01', to: '2024-06-30' } },
  });
  expect(await here('checklist', 'import', archive, path, '--from', '去年')).toMatchObject({
    status: 2,
  });
});

test('what is unclear is named by its cell, and nothing is imported', async () => {
  const path = await sheet('不清楚.xlsx', [
    header,
    [1.1, '甲', '文件'],
    [2.3, '乙', '文件'],
    [1.1, '丙', '文件'],
    ['3', { formula: 'X1' }, null],
  ]);
  const { status, value } = await here('checklist', 'import', archive, path);
  expect(status).toBe(1);
  expect(value).toMatchObject({
    error: { code: 'sheet-unclear', message: expect.stringContaining('体系!A4') as string },
    doubtful: [
      { cell: 'A4', reason: 'code-lost-zero', proposal: '1.10' },
      { cell: 'B5', reason: 'formula-without-value' },
      { cell: 'B5', reason: 'no-title' },
    ],
  });
  const empty = await sheet('空.xlsx', [['通知'], ['请各单位按时报送。']]);
  expect(await here('checklist', 'import', archive, empty)).toMatchObject({ status: 1 });
  expect(await here('checklist', 'import', archive, join(home, '没有.xlsx'))).toMatchObject({
    status: 1,
    value: { error: { code: 'source-missing' } },
  });
});

test('a checklist written out is taken in again the same', async () => {
  const path = join(home, '体系.json');
  const given = {
    name: '手写的体系',
    window: { from: '2024-01-01', to: null },
    items: [
      {
        title: '组织',
        code: 'Ⅰ',
        children: [{ title: '方案', code: '1', slots: [{ kind: '规范文件' }] }],
      },
    ],
  };
  await writeFile(path, JSON.stringify(given));
  expect(await here('checklist', 'import', archive, path)).toMatchObject({
    status: 0,
    value: { checklist: '手写的体系', items: 2, slots: 1, window: given.window },
  });
  for (const format of ['json', 'xlsx']) {
    const out = join(home, `out.${format}`);
    const words = [out, '--checklist', '手写的体系'];
    expect(await here('checklist', 'export', archive, ...words)).toMatchObject({
      status: 0,
      value: { checklist: '手写的体系', path: out },
    });
    // Nothing is written over.
    expect(await here('checklist', 'export', archive, ...words)).toMatchObject({ status: 1 });
    expect(
      await here('checklist', 'import', archive, out, '--name', `再来 ${format}`),
    ).toMatchObject({ status: 0, value: { items: 2, slots: 1, mended: [], doubtful: [] } });
  }
  const whole = JSON.parse(await readFile(join(home, 'out.json'), 'utf8')) as { items: unknown[] };
  expect(whole.items).toMatchObject([
    { depth: 0, code: 'Ⅰ', slots: [] },
    { depth: 1, code: '1', slots: [{ kind: '规范文件', need: 1, hint: '', wordLimit: null }] },
  ]);
  await writeFile(path, JSON.stringify({ ...given, items: [{ code: 1 }] }));
  expect(await here('checklist', 'import', archive, path, '--name', 'x')).toMatchObject({
    status: 1,
    value: {
      error: { code: 'not-a-sheet', message: expect.stringContaining('items.0') as string },
    },
  });
});
