import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { createChecklist, link } from '../../main/checklist/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import {
  draftItem,
  draftSlot,
  newLink,
  placesOf,
  slotOf,
  window2024,
} from '../checklist/support.ts';
import { plainPapers, textPdf } from '../support/scans/index.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { keysOf } from './support/keys.ts';
import { mingce, writeFiles } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import { shellOf, wordsOf } from './support/rooms.ts';

let page: Page;

const paper = (title: string): Promise<Uint8Array> => textPdf(plainPapers(title, ['照此执行。']));

const before = {
  name: '镇级测评细则 2024 版',
  window: window2024,
  items: [
    draftItem(0, 'Ⅰ', '环境面貌', { departments: ['综合行政执法队'], due: '2024-09-20' }),
    draftItem(1, 'Ⅰ-1', '环境卫生常态整治', {
      slots: [draftSlot('规范文件', 2), draftSlot('统计表格')],
    }),
    draftItem(1, 'Ⅰ-2', '背街小巷保洁', { slots: [draftSlot('规范文件')] }),
  ],
};

const city = {
  name: '市级新版细则',
  window: { from: '2025-01-01', to: '2025-12-31' },
  items: [
    draftItem(0, '一', '环境面貌'),
    draftItem(1, '1', '垃圾分类', { slots: [draftSlot('说明报告')] }),
    draftItem(1, '2', '环境卫生常态整治', { slots: [draftSlot('规范文件')] }),
    draftItem(1, '3', '背街小巷日常保洁管理', { slots: [draftSlot('规范文件')] }),
  ],
};

/** An archive with last year's checklist and its proofs: one rule that stands, and papers of the year. */
async function makeArchive(folder: string): Promise<string> {
  const archive = join(folder, 'home', '清河镇台账');
  await writeFiles(join(folder, '已整理'), {
    '2024年/方案制度/卫生保洁管理制度.pdf': await paper('卫生保洁管理制度'),
    '2024年/方案制度/2024年环境卫生整治方案.pdf': await paper('2024年环境卫生整治方案'),
    '2024年/方案制度/背街小巷保洁责任书.pdf': await paper('背街小巷保洁责任书'),
  });
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '已整理'), '--confirm', '--no-read');
  const workers = createWorkerPool(launchNode, { size: 1 });
  const opened = await openArchive(archive, { workers, user: '陈立新', language: 'zh-CN' });
  await createChecklist(opened, city);
  const { id } = await createChecklist(opened, before);
  const at = await placesOf(opened.db.read, id);
  const documents = await opened.db.read.all<{ id: number; title: string }>({
    text: 'SELECT document_id AS id, title FROM document_facts',
    values: [],
  });
  const titled = (words: string): number =>
    documents.find(({ title }) => title.includes(words))?.id ?? 0;
  await link(opened, [
    newLink(slotOf(at('Ⅰ-1')), titled('管理制度')),
    newLink(slotOf(at('Ⅰ-1')), titled('整治方案')),
    newLink(slotOf(at('Ⅰ-2')), titled('责任书')),
  ]);
  await opened.close();
  await workers.close();
  return archive;
}

oneProgram(makeArchive, (started) => {
  ({ page } = started);
});

const editions = () => page.getByRole('button', { name: /^测评体系 / });
const tree = () => page.getByRole('tree', { name: '测评项' });

async function openMenu(words: string): Promise<void> {
  await page.getByRole('button', { name: '更多' }).first().click();
  await page.getByRole('menuitem', { name: words }).click();
}

test('a new year is made of the old one: what stands goes along, what must be renewed is listed', async () => {
  const shell = shellOf(page);
  await shell.room('测评体系').click();
  await eventually(() => wordsOf(editions())).toContain('2024 版');
  await openMenu('新一年…');
  const dialog = page.getByRole('dialog');
  await eventually(() => dialog.getByLabel('新一年的名称').inputValue()).toBe(
    '镇级测评细则 2025 版',
  );
  expect(await dialog.getByLabel('时间窗自').inputValue()).toBe('2025-01-01');
  expect(await dialog.getByLabel('到', { exact: true }).inputValue()).toBe('2025-12-31');
  const proofs = dialog.getByRole('list', { name: '上一版的佐证，勾上的沿用' });
  await eventually(() => proofs.getByRole('listitem').count()).toBe(3);
  const box = (title: string) => proofs.getByRole('checkbox', { name: `沿用“${title}”` });
  expect(await box('卫生保洁管理制度').isChecked()).toBe(true);
  expect(await box('2024年环境卫生整治方案').isChecked()).toBe(false);
  expect(await box('背街小巷保洁责任书').isChecked()).toBe(true);
  expect(await wordsOf(proofs)).toContain('标题写明 2024，已过');
  expect(await seriousFindings(page)).toEqual([]);
  await box('背街小巷保洁责任书').focus();
  await page.keyboard.press('Space');
  await eventually(() => wordsOf(dialog)).toContain('佐证 沿用 1/3');
  await dialog.getByText(/^要更新/u).click();
  const refresh = dialog.getByRole('list', { name: '新一年要重新收集的材料' });
  await eventually(() => refresh.getByRole('listitem').count()).toBe(3);
  await eventually(() => wordsOf(refresh)).toContain(
    'Ⅰ-1 环境卫生常态整治 · 规范文件 上一版：2024年环境卫生整治方案 要 2，沿用 1',
  );
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '生成新一年' }).click();
  await eventually(() => shell.notice('已生成“镇级测评细则 2025 版”，沿用佐证 1 件').count()).toBe(
    1,
  );
  await eventually(() => wordsOf(editions())).toContain('2025 版');
  await eventually(() => tree().getByRole('treeitem').count()).toBe(3);
  await keysOf(page).press('Control+Z');
  await eventually(() => wordsOf(editions())).not.toContain('2025 版');
});

test('the city’s new edition is matched with ours: the unclear is settled, then it carries on', async () => {
  const shell = shellOf(page);
  await shell.room('测评体系').click();
  await editions().click();
  await page.getByRole('menuitem', { name: /市级新版细则/u }).click();
  await eventually(() => wordsOf(editions())).toContain('市级新版细则');
  await openMenu('与上一版对应…');
  const dialog = page.getByRole('dialog');
  const list = dialog.getByRole('list', { name: '两版测评项的对应' });
  await eventually(() => wordsOf(dialog)).toContain('待定 1');
  await eventually(() => list.getByRole('listitem').count()).toBe(1);
  expect(await wordsOf(list)).toContain('Ⅰ-2 背街小巷保洁');
  expect(await wordsOf(dialog)).toContain('还有 1 项待定，不会接上');
  expect(await seriousFindings(page)).toEqual([]);
  await list.getByRole('button', { name: '就是它：3 背街小巷日常保洁管理' }).click();
  await eventually(() => wordsOf(dialog)).toContain('待定 0 没有对应 0 一致 2 已定 1');
  await dialog.getByText(/^已定/u).click();
  const { press } = keysOf(page);
  const goesOnAs = list.getByRole('combobox', { name: '“Ⅰ-2 背街小巷保洁”在新版是' });
  await goesOnAs.focus();
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await eventually(() => wordsOf(list)).toContain(
    'Ⅰ-2 背街小巷保洁 环境面貌 · 佐证 1 件 没有对应的',
  );
  await goesOnAs.focus();
  await page.keyboard.type('日常');
  const found = page.getByRole('option', { name: '3 背街小巷日常保洁管理' });
  await eventually(() => found.count()).toBe(1);
  await press('Enter');
  await eventually(() => wordsOf(list)).toContain('3 背街小巷日常保洁管理');
  await eventually(() => wordsOf(dialog)).toContain('佐证 沿用 2/3');
  await dialog.getByRole('button', { name: '接到新版' }).click();
  await eventually(() => shell.notice('已接上 3 项，沿用佐证 2 件').count()).toBe(1);
  await eventually(() => wordsOf(tree())).toContain('背街小巷日常保洁管理 1/1');
});
