import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { createChecklist } from '../../main/checklist/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { draftItem, draftSlot } from '../checklist/support.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { keysOf } from './support/keys.ts';
import { makeNurseryArchive } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import type { RunningProgram } from './support/program.ts';
import { checklistOf, libraryOf, shellOf, wordsOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

/** Three items: one of two slots, one of one slot, one with a person and a day. */
async function makeArchive(folder: string): Promise<string> {
  const path = await makeNurseryArchive(folder);
  const workers = createWorkerPool(launchNode, { size: 1 });
  const archive = await openArchive(path, { workers, user: '陈立新', language: 'zh-CN' });
  await createChecklist(archive, {
    name: '镇级测评细则 2024 版',
    window: { from: '2023-01-01', to: '2024-12-31' },
    items: [
      draftItem(0, 'Ⅰ', '环境面貌', { departments: ['综合行政执法队'] }),
      draftItem(1, 'Ⅰ-①', '苗圃管护常态化', {
        requirement: '苗圃每周巡查，问题整改有通报。',
        slots: [draftSlot('规范文件', 2), draftSlot('统计表格')],
      }),
      draftItem(1, 'Ⅰ-②', '绿化按季推进', { slots: [draftSlot('规范文件')], score: 300 }),
    ],
  });
  await archive.close();
  await workers.close();
  return path;
}

oneProgram(makeArchive, (started) => {
  program = started;
  ({ page } = started);
});

test('what is sought is linked by a key, the gap closes, and undo opens it again', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const { press, focusedName } = keysOf(page);
  await shell.room('测评体系').click();
  await room.item('苗圃管护常态化').waitFor();
  await eventually(() => room.title()).toBe('Ⅰ-① 苗圃管护常态化');
  await eventually(() => room.gap('规范文件')).toBe('还缺 2 份');
  await eventually(focusedName).toBe('测评项');

  await press('/');
  await eventually(focusedName).toBe('在文件库中另找');
  await page.keyboard.type('苗圃管护');
  await eventually(() => wordsOf(room.offers.first())).toContain('关于苗圃管护的通知');
  await press('ArrowDown', 'Enter');
  await shell.notice('已把“关于苗圃管护的通知”设为佐证').waitFor();
  await eventually(() => room.proofs('规范文件')).toEqual(['关于苗圃管护的通知']);
  await eventually(() => room.gap('规范文件')).toBe('还缺 1 份');

  await press('/', 'Control+A');
  await page.keyboard.type('整改情况');
  await eventually(() => wordsOf(room.offers.first())).toContain('关于问题整改情况的通报');
  await press('ArrowDown', '1');
  await eventually(() => room.proofs('规范文件')).toEqual([
    '关于苗圃管护的通知',
    '关于问题整改情况的通报',
  ]);
  await eventually(() => room.gap('规范文件')).toBeNull();
  expect(await seriousFindings(page)).toEqual([]);

  await press('Control+Z');
  await eventually(() => room.proofs('规范文件')).toEqual(['关于苗圃管护的通知']);
  await press('Control+Y');
  await eventually(() => room.gap('规范文件')).toBeNull();
});

test('proofs are reordered and unlinked with keys', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const { press } = keysOf(page);
  await room.proof('关于问题整改情况的通报').click();
  await press('Alt+ArrowUp');
  await eventually(() => room.proofs('规范文件')).toEqual([
    '关于问题整改情况的通报',
    '关于苗圃管护的通知',
  ]);
  await press('Delete');
  await shell.notice(/已去掉佐证/u).waitFor();
  await eventually(() => room.proofs('规范文件')).toEqual(['关于苗圃管护的通知']);
  await press('Control+Z');
  await eventually(() => room.proofs('规范文件')).toHaveLength(2);
});

test('lines of a page are marked with keys and with the mouse, shown in the library, and unmarked', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const { press } = keysOf(page);
  await room.proof('关于苗圃管护的通知').click();
  await press('Space');
  const preview = page.getByRole('complementary', { name: '预览' });
  await preview.getByRole('button', { name: /^划线/u }).waitFor();
  await preview.locator('.reading-stage[data-ready="true"]').focus();
  await press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown');
  await eventually(() => preview.locator('.reading-box-choice').count()).toBe(2);
  await press('u');
  await shell.notice('已在第 1 页划线 2 行').waitFor();
  await eventually(() => preview.locator('.reading-box-passage').count()).toBe(2);
  expect(await seriousFindings(page)).toEqual([]);

  await dragOver(preview.locator('.reading-box-passage').first());
  await eventually(() => preview.getByRole('button', { name: /^取消划线/u }).count()).toBe(1);
  await press('u');
  await shell.notice('已取消划线').waitFor();
  await eventually(() => preview.locator('.reading-box-passage').count()).toBe(0);
  await press('Control+Z');
  await eventually(() => preview.locator('.reading-box-passage').count()).toBe(2);
  await press('Escape');
  await eventually(() => preview.count()).toBe(0);
  await eventually(() => wordsOf(room.proof('关于苗圃管护的通知'))).toContain('第 1 页划线 2 行');

  await room.proof('关于苗圃管护的通知').click();
  await press('Enter');
  const library = libraryOf(page);
  await eventually(() => page.locator('.reading-box-passage').count()).toBe(2);
  await library.form.getByRole('button', { name: /苗圃管护常态化/u }).click();
  await eventually(() => room.title()).toBe('Ⅰ-① 苗圃管护常态化');
});

/** Presses on one end of a line and lets go at the other. */
async function dragOver(line: ReturnType<Page['locator']>): Promise<void> {
  const box = await line.boundingBox();
  if (!box) throw new Error('the line is not in sight');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, middle, { steps: 3 });
  await page.mouse.move(box.x + box.width - 2, middle, { steps: 3 });
  await page.mouse.up();
}

test('a document is dragged from the library over the tab to an item', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const library = libraryOf(page);
  await shell.room('文件库').click();
  await page.getByRole('button', { name: /^全部文件/u }).click();
  const row = library.row('关于第2季度绿化的通知');
  await row.hover();
  await page.mouse.down();
  await shell.room('测评体系').hover();
  await shell.room('测评体系').hover({ position: { x: 8, y: 8 } });
  await eventually(() => shell.shownRoom()).toBe('测评体系');
  await room.item('绿化按季推进').hover();
  await room.item('绿化按季推进').hover({ position: { x: 60, y: 10 } });
  await page.mouse.up();
  await shell.notice(/设为“规范文件”的佐证/u).waitFor();
  await eventually(() => room.title()).toBe('Ⅰ-② 绿化按季推进');
  await eventually(() => room.proofs('规范文件')).toEqual(['关于第2季度绿化的通知']);
  await eventually(() => room.gap('规范文件')).toBeNull();
});

test('a document is linked from the library with the keyboard alone', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const library = libraryOf(page);
  const { press, focusedName } = keysOf(page);
  await press('Control+3');
  await library.row('关于第3季度绿化的通知').click();
  await press('l');
  await eventually(focusedName).toBe('查找测评项：编号或题名');
  await page.keyboard.type('苗圃');
  await shell.dialog.getByRole('button', { name: /统计表格/u }).waitFor();
  await press('Enter');
  await press('2');
  await shell.notice('已把 1 件设为“统计表格”的佐证').waitFor();
  await press('Control+4');
  await room.item('苗圃管护常态化').click();
  await eventually(() => room.proofs('统计表格')).toEqual(['关于第3季度绿化的通知']);
});

test('who owes an item and by when is changed where it stands', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const { press } = keysOf(page);
  await room.item('绿化按季推进').click();
  await room.assignment.getByRole('button', { name: /^修改责任人/u }).click();
  await page.keyboard.type('周文娟');
  await press('Enter');
  await shell.notice('已改责任分工').waitFor();
  await eventually(() => wordsOf(room.assignment)).toContain('周文娟');
  await room.assignment.getByRole('button', { name: /^修改时限/u }).click();
  await page.keyboard.type('2031.9.20');
  await press('Enter');
  await eventually(() => wordsOf(room.assignment)).toMatch(/2031 年 9 月 20 日，还有 [\d,]+ 天/u);
  await room.conclusion.fill('全年按季推进绿化。');
  await room.assignment.getByRole('button', { name: /^修改牵头/u }).click();
  await shell.notice('已存结论性说明').waitFor();
  await press('Escape');
});

test('items and slots are added, renamed, moved and deleted, and undone', async () => {
  const shell = shellOf(page);
  const room = checklistOf(page);
  const { press } = keysOf(page);
  await room.item('绿化按季推进').click();
  await press('F2', 'Control+A');
  await page.keyboard.type('绿化按季检查');
  await press('Enter');
  await shell.notice('已改名为“绿化按季检查”').waitFor();
  await room.item('绿化按季检查').waitFor();
  await press('Alt+ArrowUp');
  await eventually(() => room.items()).toEqual(['环境面貌', '绿化按季检查', '苗圃管护常态化']);
  await press('Insert');
  await shell.dialog.getByLabel('题名').fill('公厕管理到位');
  await press('Enter');
  await eventually(() => room.items()).toContain('公厕管理到位');
  await eventually(() => room.title()).toBe('公厕管理到位');
  await page.getByRole('button', { name: '加材料要求…' }).click();
  await shell.dialog.getByLabel('材料种类').fill('实景图片');
  await shell.dialog.getByLabel('至少几份').fill('4');
  await press('Enter');
  await eventually(() => room.gap('实景图片')).toBe('还缺 4 张');
  await room.item('公厕管理到位').click();
  await press('Delete');
  await shell.notice('已删除“公厕管理到位”').waitFor();
  await eventually(() => room.items()).not.toContain('公厕管理到位');
  await press('Control+Z');
  await eventually(() => room.items()).toContain('公厕管理到位');
  expect(program.troubles).toEqual([]);
});
