import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallResult } from '../../main/contract/index.ts';
import { makeWorkbook } from '../support/made-sheets.ts';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import {
  downloadOf,
  startProgram,
  tellWindowOnFailure,
  type RunningProgram,
} from './support/program.ts';
import { checklistOf, shellOf, welcomeOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  program = await startProgram();
  ({ page } = program);
  await welcomeOf(page).makeArchive('清河镇台账');
  await shellOf(page).room('测评体系').waitFor();
  await page.keyboard.press('Control+4');
}, 180_000);
beforeEach(() => tellWindowOnFailure(() => page));
afterAll(async () => {
  await program.close();
  await rm(folder, { recursive: true, force: true });
});

const excelDate = 45_658;

/** As such sheets come: a title above, merged cells, two header rows, a code that became a date, a note. */
const awkward = makeWorkbook({
  sheets: [
    {
      name: '细则',
      rows: [
        ['清河镇文明创建测评细则（2023年11月1日至2024年10月31日）'],
        ['测评项目', '测评内容', null, '测评要求', '分值', '责任部门'],
        [null, '编号', '内容', null, null, null],
        ['组织领导', '1-1', '领导机制健全', '规范文件2份；说明报告1份', 3, '党政办'],
        [null, { number: excelDate, format: 14 }, '年度有部署', '规范文件1份', 2, '党政办'],
        [null, '1-3', '会议成套留存', '实景图片4张', 2, '宣传办、文化站'],
        ['环境面貌', '2-1', '街巷整洁', '实景图片2张；统计表格', 4, '综合行政执法队'],
        ['合计', null, null, null, 11, null],
        ['说明：以上材料均需加盖公章，逾期不计分。'],
      ],
      merges: ['A1:F1', 'A2:A3', 'B2:C2', 'D2:D3', 'E2:E3', 'F2:F3', 'A4:A6'],
    },
  ],
});

/** Chooses a file where the press of a button asks for one. */
async function choose(path: string, press: () => Promise<void>): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await press();
  await (await choosing).setFiles(path);
}

const dialog = (): Locator => page.getByRole('dialog');
const views = (): Locator => dialog().getByRole('radiogroup', { name: '看什么' });
const view = (name: RegExp): Locator => views().getByText(name);

async function menuOfEdition(item: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: '更多' }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a sheet is understood, what is doubtful settled, and a checklist made of it, undone and redone', async () => {
  const path = join(folder, '测评细则.xlsx');
  await writeFile(path, awkward);
  const { seen } = watchCalls(page);
  await choose(path, () => page.getByRole('button', { name: '从表格导入…' }).press('Enter'));
  await dialog().getByRole('heading', { name: '导入测评体系：测评细则.xlsx' }).waitFor();
  await view(/^读出 6 项$/u).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  // Nothing is taken from the title unless the user says so.
  const from = dialog().getByLabel('时间窗自');
  expect(await from.inputValue()).toBe('');
  await dialog()
    .getByRole('button', { name: '用题名里的 2023-11-01 至 2024-10-31' })
    .press('Enter');
  expect(await from.inputValue()).toBe('2023-11-01');
  await dialog().getByText('编号被 Excel 变成了日期').waitFor();
  await dialog().getByLabel('B5 应为').fill('1-2');
  await dialog().getByLabel('B5 应为').press('Enter');
  await view(/^要确认 0$/u).waitFor();
  const previewed = (): CallResult<'checklistImport.preview'> => {
    const last = seen.findLast(({ name }) => name === 'checklistImport.preview');
    if (last === undefined) throw new Error('nothing was understood yet');
    return (last.answer as { value: CallResult<'checklistImport.preview'> }).value;
  };
  expect(previewed().unplaced).toBe(2);
  await view(/^没放进去 2$/u).click();
  await dialog().getByText('像是合计行').waitFor();
  await dialog().getByText('像是说明文字').waitFor();
  await view(/^读出/u).click();
  await dialog().getByText('规范文件 2、说明报告 1 · 3 分').waitFor();
  await dialog().getByRole('button', { name: '建立' }).press('Enter');
  await dialog().waitFor({ state: 'hidden' });
  await shellOf(page)
    .notice(/^已建立“.+”，6 项/u)
    .waitFor();
  await eventually(() => checklistOf(page).items()).toContain('组织领导');
  await page.keyboard.press('Control+Z');
  await page.getByRole('button', { name: '从表格导入…' }).waitFor();
  await page.keyboard.press('Control+Y');
  await checklistOf(page).item('组织领导').waitFor();
});

test('exported, changed and imported again: the changes are shown first, applied as one, undone as one', async () => {
  const download = await downloadOf(page, async () => {
    await menuOfEdition('导出为 Excel 表格');
    await page.getByRole('contentinfo').getByRole('button', { name: '下载' }).click();
  });
  const path = join(folder, '改过的.xlsx');
  await writeFile(path, edited(await readFile(await download.path()), '街巷整洁', '街巷整洁有序'));
  await choose(path, () => menuOfEdition('从表格导入…'));
  await view(/^读出 6 项$/u).waitFor();
  await dialog().getByLabel('导入为').press('ArrowDown');
  const marked = page.locator('.ant-select-item-option-active');
  await marked.waitFor();
  await page.keyboard.press('ArrowDown');
  await marked.filter({ hasText: '更新“' }).waitFor();
  await page.keyboard.press('Enter');
  await view(/^改动 1$/u).waitFor();
  const changes = dialog().getByRole('list', { name: '改动 1' });
  await changes.getByText('街巷整洁 →').waitFor();
  expect(await changes.innerText()).toContain('街巷整洁有序');
  await dialog().getByRole('button', { name: '更新', exact: true }).press('Enter');
  await shellOf(page).notice('已更新：新增 0 项，修改 1 项，移动 0 项，删去 0 项').waitFor();
  await page.keyboard.press('Control+Z');
  await shellOf(page).notice(/撤销/u).waitFor();
});

test('a file that is no sheet is refused by name; leaving a changed mapping is asked about', async () => {
  const path = join(folder, '旧表.xls');
  await writeFile(path, Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'));
  await choose(path, () => menuOfEdition('从表格导入…'));
  await dialog()
    .getByRole('alert')
    .getByText(/旧版 \.xls/u)
    .waitFor();
  expect(await dialog().getByRole('button', { name: '建立' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await choose(join(folder, '测评细则.xlsx'), () => menuOfEdition('从表格导入…'));
  await view(/^读出 6 项$/u).waitFor();
  await dialog().getByLabel('内容', { exact: true }).press('ArrowDown');
  const marked = page.locator('.ant-select-item-option-active');
  await marked.filter({ hasText: '测评项' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await marked.filter({ hasText: '不用' }).waitFor();
  await page.keyboard.press('Enter');
  await view(/^读出 0 项$/u).waitFor();
  await page.keyboard.press('Escape');
  await dialog().getByText('不导入这张表格？').waitFor();
  await dialog().getByRole('button', { name: '不导入' }).press('Enter');
  await dialog().waitFor({ state: 'hidden' });
});

/** The bytes of an .xlsx with a text changed wherever it stands. */
function edited(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [
    name,
    name.endsWith('.xml') ? strToU8(strFromU8(part).replaceAll(from, to)) : part,
  ]);
  return zipSync(Object.fromEntries(parts) as Record<string, Uint8Array>);
}
