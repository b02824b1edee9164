import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainPapers, textPdf } from '../support/scans/index.ts';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { mingce, writeFiles } from './support/made-archive.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { libraryOf, shellOf, shownPage } from './support/rooms.ts';

let folder: string;
let program: RunningProgram;
let page: Page;

const paper = (title: string, ...pages: readonly string[]): Promise<Uint8Array> =>
  textPdf(pages.flatMap((text) => plainPapers(title, [text])));

/** Six documents that name the nursery, one of them a circular and five notices; four more do not. */
async function makeArchive(): Promise<string> {
  const archive = join(folder, 'home', '清河镇台账');
  const files: Record<string, Uint8Array> = {
    '2024年/问题整改/清创组〔2024〕7号 关于问题整改情况的通报.pdf': await paper(
      '关于问题整改情况的通报',
      '各村（社区）逐项整改。',
      '北街的旧苗圃已清理，苗圃围栏已修复。',
      '苗圃由社区代管。',
    ),
    '2024年/环境整治/清政办〔2024〕12号 关于苗圃管护的通知.pdf': await paper(
      '关于苗圃管护的通知',
      '苗圃每周巡查一次。',
    ),
  };
  for (let n = 1; n <= 4; n += 1) {
    files[`2023年/环境整治/清政发〔2023〕${n}号 关于第${n}季度绿化的通知.pdf`] = await paper(
      `关于第${n}季度绿化的通知`,
      `第${n}季度在苗圃领取树苗。`,
    );
    files[`2022年/学习培训/清政发〔2022〕${n}号 关于第${n}期培训的通知.pdf`] = await paper(
      `关于第${n}期培训的通知`,
      '在镇文化站集中学习。',
    );
  }
  await writeFiles(join(folder, '已整理'), files);
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '已整理'), '--confirm', '--no-read');
  return archive;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  program = await startProgram({ folder, archive: await makeArchive() });
  ({ page } = program);
}, 300_000);

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

/** How many documents the library's list says it has. */
const listed = (): Promise<string> =>
  page.getByRole('region', { name: '文件列表' }).getByRole('status').innerText();

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Types into the emptied search box. */
async function search(query: string): Promise<void> {
  await press('Control+F', 'Control+A');
  await page.keyboard.type(query);
}

/** The understood parts of the query, as their chips read. */
const chips = (): Promise<string[]> =>
  page
    .getByRole('group', { name: '检索条件' })
    .getByRole('button', { name: /^去掉条件/u })
    .evaluateAll((buttons) => buttons.map((each) => each.ariaLabel?.slice(4) ?? ''));

const titles = async (): Promise<string[]> =>
  (await libraryOf(page).list.getByRole('option').allInnerTexts()).map(
    (text) => text.split('\n')[0] ?? '',
  );

/** Waits until an item of an open menu has the keys: they move there when it has been drawn. */
const menuAt = (name: RegExp) =>
  eventually(() =>
    page.evaluate(() => document.activeElement?.closest('.ant-dropdown li')?.textContent ?? ''),
  ).toMatch(name);

const focusedName = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? null);

test('hits come while typing, open at their best page, and F3 goes through every hit', async () => {
  tellWindowOnFailure(() => page);
  const library = libraryOf(page);
  await shellOf(page).room('文件库').waitFor();
  await search('苗圃 -培训');
  await eventually(listed).toBe('6 件');
  expect(await chips()).toEqual(['苗圃', '不含 培训']);
  // What stands in the title comes first.
  expect((await titles())[0]).toBe('关于苗圃管护的通知');
  await library.row('问题整改').getByText('第 2 页').waitFor();
  await press('Enter');
  expect(await focusedName()).toBe('文件列表');
  while ((await library.row('问题整改').getAttribute('aria-selected')) !== 'true') {
    await press('ArrowDown');
    await new Promise((rest) => setTimeout(rest, 60));
  }
  await shownPage(page, 2).waitFor();
  const counter = page.getByText(/^\d \/ 3 处$/u);
  await eventually(() => counter.last().innerText()).toBe('1 / 3 处');
  await eventually(() => page.locator('.reading-box-hit, .reading-box-hit-current').count()).toBe(
    2,
  );
  await press('F3');
  await eventually(() => counter.last().innerText()).toBe('2 / 3 处');
  await press('F3');
  await shownPage(page, 3).waitFor();
  await press('Shift+F3');
  await shownPage(page, 2).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

test('hits are sorted by relevance, and by it only where there are words to compare', async () => {
  tellWindowOnFailure(() => page);
  const sortMenu = async (): Promise<void> => {
    await libraryOf(page).list.focus();
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await focusedName()).toMatch(/^排序/u);
    await press('Enter');
    await page.getByRole('menuitem', { name: '按相关度' }).waitFor();
    await menuAt(/./u);
  };
  await sortMenu();
  await press('ArrowDown');
  await menuAt(/按相关度/u);
  await press('Enter');
  await page.getByRole('button', { name: '排序 按相关度' }).waitFor();
  await eventually(listed).toBe('6 件');
  await search('年度:2023');
  await eventually(listed).toBe('4 件');
  await page.getByRole('button', { name: '排序 题名命中在前' }).waitFor();
  await sortMenu();
  const item = page.getByRole('menuitem', { name: /^按相关度/u });
  expect(await item.getAttribute('aria-disabled')).toBe('true');
  expect(await item.innerText()).toContain('没有可比的词');
  await press('Escape');
});

test('the hits are narrowed by kind with its count, and the chip takes it back', async () => {
  tellWindowOnFailure(() => page);
  await search('苗圃');
  await eventually(listed).toBe('6 件');
  const narrow = page.getByRole('button', { name: '缩小范围' });
  await narrow.focus();
  await press('Enter');
  const kinds = page.getByRole('menuitem');
  await kinds.first().waitFor();
  expect((await kinds.allInnerTexts()).map((text) => text.replaceAll(/\s+/gu, ' '))).toEqual([
    '通知 5',
    '通报 1',
  ]);
  await menuAt(/通知/u);
  await press('Enter');
  await eventually(listed).toBe('5 件');
  expect(await shellOf(page).search.inputValue()).toBe('苗圃 文种:通知');
  await page.getByRole('button', { name: '去掉条件文种 通知' }).focus();
  await press('Enter');
  await eventually(listed).toBe('6 件');
  // The tree counts the hits, and a click in it adds a condition.
  const { node } = libraryOf(page);
  await eventually(async () => (await node('2023').innerText()).replaceAll(/\s+/gu, ' ')).toBe(
    '2023 4',
  );
  expect(await node('2022').count()).toBe(0);
});

test('a search is saved, counts what it finds, is used, renamed and deleted, and undone', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const saved = page.getByRole('tree', { name: '保存的检索' });
  const counted = async () => (await saved.innerText()).replaceAll(/\s+/gu, ' ');
  await search('苗圃 年度:2023');
  await eventually(listed).toBe('4 件');
  await press('Enter', 'Control+S');
  await eventually(focusedName).toBe('检索名称');
  await page.keyboard.type('绿化取苗');
  await press('Enter');
  await shell.notice('已保存检索“绿化取苗”').waitFor();
  await eventually(counted).toBe('绿化取苗 4');
  expect(await focusedName()).toBe('文件列表');
  await press('Delete');
  await eventually(counted).toBe('绿化取苗 3');
  await press('Control+Z');
  await eventually(counted).toBe('绿化取苗 4');

  await press('Control+F', 'Escape');
  await eventually(listed).toBe('10 件');
  await saved.focus();
  await press('Enter');
  await eventually(listed).toBe('4 件');
  expect(await chips()).toEqual(['苗圃', '年度 2023']);
  await press('F2');
  await page.keyboard.type('取苗');
  await press('Enter');
  await eventually(counted).toBe('取苗 4');
  await saved.focus();
  await press('Delete');
  await shell.notice('已删除检索“取苗”').waitFor();
  await eventually(() => saved.count()).toBe(0);
  await press('Control+Z');
  await eventually(counted).toBe('取苗 4');
});

test('an empty box shows what was looked for last, and how to ask', async () => {
  tellWindowOnFailure(() => page);
  await search('树苗');
  await press('Enter');
  await eventually(listed).toBe('4 件');
  await press('Control+F', 'Escape', 'F6', 'Control+F');
  const options = page.getByRole('search').getByRole('option');
  await eventually(() => options.first().innerText()).toBe('树苗');
  expect(await options.nth(1).innerText()).toBe('苗圃 年度:2023');
  expect(await seriousFindings(page)).toEqual([]);
  await press('ArrowDown', 'Delete');
  await eventually(() => options.first().innerText()).toBe('苗圃 年度:2023');
  await press('Enter');
  expect(await shellOf(page).search.inputValue()).toBe('苗圃 年度:2023');
  await eventually(listed).toBe('4 件');

  await page.getByRole('button', { name: '检索写法' }).click();
  await options.filter({ hasText: '缺:文号' }).click();
  expect(await shellOf(page).search.inputValue()).toBe('苗圃 年度:2023 缺:文号');
  await eventually(listed).toBe('0 件');
  await press('Escape');
  await eventually(listed).toBe('10 件');
});

test('all hits are tagged at once, after their number was told, and one Ctrl+Z takes it back', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const library = libraryOf(page);
  await search('苗圃');
  await eventually(listed).toBe('6 件');
  await page.getByRole('button', { name: '全选 6 件' }).waitFor();
  await press('Enter', 'Control+A');
  await page.getByRole('toolbar', { name: '已选 6 件' }).waitFor();
  await press('t');
  await shell.dialog.getByRole('combobox').waitFor();
  await page.keyboard.type('已核对');
  await press('Enter');
  await shell.dialog.getByText('“已核对”加到 6 件').waitFor();
  await press('Enter');
  await shell.notice('已加标签：已核对（6 件）').waitFor();
  await eventually(async () => (await library.tags.innerText()).replaceAll(/\s+/gu, ' ')).toBe(
    '已核对 6',
  );
  await press('Control+Z');
  await eventually(() => library.list.getByText('已核对').count()).toBe(0);
});

test('what a mistyped query nearly finds is shown with the reason, and opened by keyboard', async () => {
  tellWindowOnFailure(() => page);
  const library = libraryOf(page);
  await search('苗圃菅护的通知');
  await eventually(listed).toBe('0 件');
  const alike = page.getByRole('listbox', { name: '也像这些' });
  await alike.waitFor();
  expect((await alike.getByRole('option').first().innerText()).split('\n')).toContain(
    '关于苗圃管护的通知',
  );
  expect(await seriousFindings(page)).toEqual([]);
  await press('Enter');
  await library.form.getByRole('heading', { name: '关于苗圃管护的通知' }).waitFor();
  // It is shown beside the search, which stays.
  expect(await shellOf(page).search.inputValue()).toBe('苗圃菅护的通知');
  await press('Enter');
  await page.getByRole('button', { name: '返回列表' }).waitFor();
  await press('Escape');
  await eventually(listed).toBe('0 件');
});

test('few hits are followed by what is nearly found; the arrows go there and back', async () => {
  tellWindowOnFailure(() => page);
  const library = libraryOf(page);
  await search('标题:第2期培训');
  await eventually(listed).toBe('1 件');
  const alike = page.getByRole('listbox', { name: '也像这些' });
  await alike.waitFor();
  await press('Enter', 'ArrowDown');
  await eventually(() => alike.evaluate((list) => list === document.activeElement)).toBe(true);
  const shown = library.form.getByRole('heading').first();
  await eventually(() => shown.innerText()).not.toBe('关于第2期培训的通知');
  await press('ArrowUp');
  await eventually(() => shown.innerText()).toBe('关于第2期培训的通知');
  expect(await focusedName()).toBe('文件列表');
});

test('while an input method composes nothing is asked and no room is left', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  await press('Control+F', 'Escape', 'Control+1');
  await eventually(() => shell.shownRoom()).toBe('总览');
  const calls = watchCalls(page);
  await press('Control+F');
  const debug = await page.context().newCDPSession(page);
  for (const text of ['m', 'mi', 'miao', "miao'p", "miao'pu"]) {
    await debug.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await shell.search.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await new Promise((rest) => setTimeout(rest, 500));
  expect(calls.seen.filter(({ name }) => name.startsWith('search.'))).toEqual([]);
  expect(await shell.shownRoom()).toBe('总览');
  await debug.send('Input.insertText', { text: '苗圃' });
  await eventually(() => shell.shownRoom()).toBe('文件库');
  await eventually(listed).toBe('6 件');
  const asked = (): readonly string[] =>
    calls.seen.flatMap(({ name, args }) =>
      name === 'search.query' ? [JSON.stringify(args['filter'])] : [],
    );
  await eventually(() => [...new Set(asked())]).toEqual(['{"text":"苗圃"}']);
});

test('all this leaves no error in the window', () => {
  expect(program.troubles).toEqual([]);
});
