import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { CallResult } from '../../main/contract/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { makeCampaignArchive } from '../support/campaign-archive.ts';
import { seriousFindings } from './support/axe.ts';
import { watchCalls, type SeenCall } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { oneProgram } from './support/one-program.ts';
import { downloadOf, startProgram, type RunningProgram } from './support/program.ts';
import { pick, shellOf, welcomeOf, wordsOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

oneProgram(
  async (folder) => {
    const archive = join(folder, 'home', '清河镇台账');
    const workers = createWorkerPool(launchNode, { size: 1 });
    await makeCampaignArchive(archive, 104, { workers, user: '陈立新', language: 'zh-CN' });
    await workers.close();
    return archive;
  },
  (started) => {
    program = started;
    ({ page } = started);
  },
);

/** The overview of a window: its grid, what the strip says, the bars. */
function overviewOf(shown: Page) {
  return {
    grid: shown.getByRole('grid', { name: '测评项完成情况' }),
    strip: shown.locator('.ov-strip'),
    state: (name: string) =>
      shown
        .getByRole('group', { name: '图例' })
        .getByRole('button', { name: new RegExp(`^${name}`) }),
    departments: shown.getByRole('list', { name: '按部门' }).getByRole('listitem'),
    view: (name: string) =>
      shown.getByRole('group', { name: '看什么' }).getByRole('button', { name }),
  };
}

/** The picture of the edition of a year, as the program last gave it. */
function pictureOf(seen: readonly SeenCall[], year: number): CallResult<'checklist.overview'> {
  const answers = seen
    .filter(({ name }) => name === 'checklist.overview')
    .map(({ answer }) => (answer as { value: CallResult<'checklist.overview'> }).value);
  const found = answers.findLast(({ checklist }) => checklist.year === year);
  if (found === undefined) throw new Error(`no picture of ${year} was asked for`);
  return found;
}

async function enter(shown: Page): Promise<ReturnType<typeof overviewOf>> {
  const overview = overviewOf(shown);
  await shellOf(shown).room('总览').waitFor();
  await shown.keyboard.press('Control+1');
  await overview.strip.getByRole('img').waitFor();
  return overview;
}

test('the grid shows three editions; arrows lead from cell to cell, the strip says which', async () => {
  const { seen } = watchCalls(page);
  const overview = await enter(page);
  await eventually(() => overview.grid.getByRole('columnheader').allInnerTexts()).toEqual([
    '测评项目',
    '2022 104 项，96 齐',
    '2023 104 项，100 齐',
    expect.stringMatching(/^2024 /u),
    expect.anything(),
  ]);
  const { projects, checklist } = pictureOf(seen, 2024);
  expect(await overview.grid.getByRole('row').count()).toBe(projects.length + 1);
  expect(await wordsOf(overview.state('已齐'))).toBe(`已齐 ${checklist.counts.complete}`);

  await overview.grid.focus();
  const before = await wordsOf(overview.strip);
  await page.keyboard.press('ArrowRight');
  await eventually(() => wordsOf(overview.strip)).not.toBe(before);
  await page.keyboard.press('ArrowLeft');
  await eventually(() => wordsOf(overview.strip)).toBe(before);
  // To the left of the first cell is the last one of the year before.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await eventually(() => overview.grid.getAttribute('aria-activedescendant')).toBe('ov-cell-0-1');
  await page.keyboard.press('ArrowRight');
  await eventually(() => overview.grid.getAttribute('aria-activedescendant')).toBe('ov-cell-0-2');
});

test('a digit shows one state alone, and the arrows then lead from one of them to the next', async () => {
  const overview = await enter(page);
  await overview.grid.focus();
  await page.keyboard.press('Home');
  await eventually(() => wordsOf(overview.strip)).toContain('-1-①');
  await page.keyboard.press('3');
  await eventually(() => overview.state('空缺').getAttribute('aria-pressed')).toBe('true');
  for (let n = 0; n < 3; n += 1) {
    const before = await wordsOf(overview.strip);
    await page.keyboard.press('ArrowRight');
    await eventually(() => wordsOf(overview.strip)).not.toBe(before);
    expect(await overview.strip.getByRole('img').getAttribute('aria-label')).toBe('空缺');
  }
  await page.keyboard.press('Escape');
  await eventually(() => overview.state('空缺').getAttribute('aria-pressed')).toBe('false');
});

test('Enter opens the item of the cell in the checklist room', async () => {
  const overview = await enter(page);
  await overview.grid.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await new Promise((rest) => setTimeout(rest, 1000));
  const code = (await overview.strip.locator('b').innerText()).trim();
  await page.keyboard.press('Enter');
  await eventually(() => shellOf(page).shownRoom()).toBe('测评体系');
  await page.getByRole('treeitem', { selected: true }).filter({ hasText: code }).waitFor();
});

test('a department is sent its gap list from its bar, and what is in the file is what is missing', async () => {
  const overview = await enter(page);
  const shell = shellOf(page);
  const row = overview.departments.filter({ hasText: '文化站' });
  await row.getByRole('button', { name: /^发缺口单/ }).click();
  await shell.dialog.getByText('文化站（缺口').waitFor();
  await shell.dialog.getByRole('button', { name: '生成' }).click();
  await shell.notice(/已生成 缺口单 文化站/u).waitFor();
  const { seen } = watchCalls(page);
  const download = await downloadOf(page, () =>
    page.getByRole('contentinfo').getByRole('button', { name: '下载' }).click(),
  );
  expect(download.suggestedFilename()).toMatch(/^缺口单 文化站 \d{4}-\d\d-\d\d\.xlsx$/u);
  const [sheet] = await readXlsxFile(await readFile(await download.path()));
  const rows = (sheet?.data ?? []).slice(4).filter((each) => typeof each[0] === 'number');
  const gaps = Number(/缺口 (\d+) 处/u.exec(String(sheet?.data[2]?.[0]))?.[1]);
  expect(rows).toHaveLength(gaps);
  expect(rows.every((each) => Number(each[5]) < Number(each[4]))).toBe(true);
  expect(seen.some((call) => call.name === 'checklistSheets.open')).toBe(true);
});

test('Ctrl+G asks for the department of the cell; all departments come as one zip, a PDF each', async () => {
  const overview = await enter(page);
  const shell = shellOf(page);
  await overview.grid.focus();
  await page.keyboard.press('Control+G');
  await shell.dialog.waitFor();
  await pick(page, shell.dialog.getByRole('combobox'), '全部部门');
  await shell.dialog.getByRole('radio', { name: /^PDF/ }).check();
  await shell.dialog.getByRole('button', { name: '生成' }).click();
  await shell.notice(/已生成 \d+ 份：缺口单/u).waitFor();
  const download = await downloadOf(page, () =>
    page.getByRole('contentinfo').getByRole('button', { name: '下载' }).click(),
  );
  expect(download.suggestedFilename()).toMatch(/\.zip$/u);
  const files = Object.entries(unzipSync(await readFile(await download.path())));
  expect(files.length).toBeGreaterThan(5);
  for (const [name, bytes] of files) {
    expect(name).toMatch(/^缺口单 .+\.pdf$/u);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  }
});

test('points that the office gives itself add up, and a change of them is undone', async () => {
  const overview = await enter(page);
  const shell = shellOf(page);
  await overview.view('自评').click();
  const total = page.locator('.ov-table-all');
  const before = await wordsOf(total);
  await overview.grid.focus();
  const field = overview.strip.getByRole('spinbutton');
  await field.fill('0.25');
  await page.keyboard.press('Enter');
  await shell.notice(/自评 0\.25 分/u).waitFor();
  await eventually(() => wordsOf(total)).not.toBe(before);
  await page.keyboard.press('Escape');
  await overview.grid.focus();
  await page.keyboard.press('Control+Z');
  await eventually(() => wordsOf(total)).toBe(before);
});

test('an edition gets grades; each item says what it lacks for the next', async () => {
  const overview = await enter(page);
  const shell = shellOf(page);
  await overview.view('等级').click();
  await page.getByRole('button', { name: '设等级办法…' }).click();
  const marked = page.locator('.ant-select-item-option-active');
  await shell.dialog.getByLabel('哪一层分等级').press('ArrowDown');
  await marked.filter({ hasText: '第 2 层' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await marked.filter({ hasText: '第 1 层' }).waitFor();
  await page.keyboard.press('Enter');
  await marked.waitFor({ state: 'hidden' });
  expect(await seriousFindings(page)).toEqual([]);
  await shell.dialog.getByRole('button', { name: '保存' }).click();
  const list = page.getByRole('region', { name: '等级' });
  await list
    .getByText(/可到 A。还缺/u)
    .first()
    .waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test.each([
  ['1366 × 768', {}],
  ['1920 × 1080', { width: 1920, height: 1080 }],
  ['200 %', { width: 683, height: 384, deviceScaleFactor: 2 }],
])('nothing stands in the way of a screen reader or a weak eye at %s', async (_, window) => {
  const shown = await program.openWindow(window);
  const overview = await enter(shown);
  expect(await seriousFindings(shown)).toEqual([]);
  await overview.view('自评').click();
  await shown.locator('.ov-table-all').waitFor();
  expect(await seriousFindings(shown)).toEqual([]);
  await shown.close();
});

test('without a checklist the room says what will stand here and leads to where one comes from', async () => {
  const fresh = await startProgram();
  try {
    await welcomeOf(fresh.page).makeArchive('空台账');
    const shell = shellOf(fresh.page);
    await shell.room('总览').waitFor();
    await fresh.page.keyboard.press('Control+1');
    await fresh.page.getByRole('heading', { name: '测评体系还没有装入' }).waitFor();
    expect(await seriousFindings(fresh.page)).toEqual([]);
    await fresh.page.getByRole('button', { name: '装入测评体系' }).click();
    await eventually(() => shell.shownRoom()).toBe('测评体系');
  } finally {
    await fresh.close();
  }
});
