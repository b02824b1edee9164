import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { inputMethodOf } from './support/input-method.ts';
import { keysOf } from './support/keys.ts';
import { makeNurseryArchive } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import type { RunningProgram } from './support/program.ts';
import { libraryOf, shellOf, shownPage, wordsOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

oneProgram(makeNurseryArchive, (started) => {
  program = started;
  ({ page } = started);
});

const press = (...keys: readonly string[]): Promise<void> => keysOf(page).press(...keys);
const search = (query: string): Promise<void> => keysOf(page).search(query);
const listed = (): Promise<string> => libraryOf(page).listed();
const chips = (): Promise<readonly string[]> => libraryOf(page).chips();
const focusedName = (): Promise<string | null> => keysOf(page).focusedName();

test('hits come while typing, open at their best page, and F3 goes through every hit', async () => {
  const library = libraryOf(page);
  await shellOf(page).room('文件库').waitFor();
  await search('苗圃 -培训');
  await eventually(listed).toBe('6 件');
  expect(await chips()).toEqual(['苗圃', '不含 培训']);
  // What stands in the title comes first.
  expect((await library.titles())[0]).toBe('关于苗圃管护的通知');
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
  const sortMenu = async (): Promise<void> => {
    await libraryOf(page).list.focus();
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await focusedName()).toMatch(/^排序/u);
    await press('Enter');
    await page.getByRole('menuitem', { name: '按相关度' }).waitFor();
    await keysOf(page).atMenuItem(/./u);
  };
  await sortMenu();
  await press('ArrowDown');
  await keysOf(page).atMenuItem(/按相关度/u);
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
  await keysOf(page).atMenuItem(/通知/u);
  await press('Enter');
  await eventually(listed).toBe('5 件');
  expect(await shellOf(page).search.inputValue()).toBe('苗圃 文种:通知');
  await page.getByRole('button', { name: '去掉条件文种 通知' }).focus();
  await press('Enter');
  await eventually(listed).toBe('6 件');
  // The tree counts the hits, and a click in it adds a condition.
  const { node } = libraryOf(page);
  await eventually(() => wordsOf(node('2023'))).toBe('2023 4');
  expect(await node('2022').count()).toBe(0);
});

test('a search is saved, counts what it finds, is used, renamed and deleted, and undone', async () => {
  const shell = shellOf(page);
  const { saved } = libraryOf(page);
  const counted = () => wordsOf(saved);
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
  await eventually(() => wordsOf(library.tags)).toBe('已核对 6');
  await press('Control+Z');
  await eventually(() => library.list.getByText('已核对').count()).toBe(0);
});

test('what a mistyped query nearly finds is shown with the reason, and opened by keyboard', async () => {
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
  const shell = shellOf(page);
  await press('Control+F', 'Escape', 'Control+1');
  await eventually(() => shell.shownRoom()).toBe('总览');
  const calls = watchCalls(page);
  await press('Control+F');
  const inputMethod = await inputMethodOf(page);
  await inputMethod.compose('m', 'mi', 'miao', "miao'p", "miao'pu");
  await inputMethod.press('Enter');
  await new Promise((rest) => setTimeout(rest, 500));
  // An answer to what was asked before may still come.
  const halfTyped = calls.seen.filter(({ args }) => JSON.stringify(args).includes('"m'));
  expect(halfTyped).toEqual([]);
  expect(await shell.shownRoom()).toBe('总览');
  await inputMethod.choose('苗圃');
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
