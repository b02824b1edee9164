import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from './support/eventually.ts';
import { watchCalls } from './support/calls.ts';
import { keysOf } from './support/keys.ts';
import { makeNurseryArchive } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import { startProgram, type RunningProgram } from './support/program.ts';
import { libraryOf, paletteOf, shellOf, wordsOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;
let archive: string;

oneProgram(
  async (folder) => (archive = await makeNurseryArchive(folder)),
  (started) => {
    program = started;
    ({ page } = started);
  },
);

/** Puts a text into the box as pasting does: in one piece. */
async function paste(into: Page, text: string): Promise<void> {
  await keysOf(into).press('Control+F', 'Control+A');
  await into.keyboard.insertText(text);
}

/** Waits until the list has answered just what stands in the box, and tells what it says. */
async function answerTo(text: string): Promise<string> {
  const calls = watchCalls(page);
  await paste(page, text);
  await eventually(() => calls.seen.some(({ name }) => name === 'search.query')).toBe(true);
  await eventually(() => libraryOf(page).listed()).toMatch(/件$/u);
  return libraryOf(page).listed();
}

const uglyQueries = [
  '"',
  '""""',
  '(((((',
  '-',
  '- - -',
  '或',
  '苗圃 或',
  'OR OR OR',
  '标题:',
  '标题:标题:标题:',
  '年度:9999-0001',
  '年度:0',
  '日期:2024-99-99',
  '页:>99999999999999999999',
  '页:>-1',
  '有: 缺:',
  "'; DROP TABLE document; --",
  '%_%',
  '*',
  'NEAR(苗圃 树苗)',
  '\\u0000 \u202e 苗圃',
  '👨‍👩‍👧‍👦',
  '<img src=x onerror=alert(1)>',
  '-苗圃 -树苗',
  '苗'.repeat(200),
];

test('no query that can be typed ends in an error or leaves the list without an answer', async () => {
  await shellOf(page).room('文件库').click();
  for (const query of uglyQueries) {
    expect(await answerTo(query), query).toMatch(/^(前 )?\d+ 件$/u);
    expect(await shellOf(page).dialog.count(), query).toBe(0);
  }
  await keysOf(page).press('Control+F', 'Escape');
  await eventually(() => libraryOf(page).listed()).toBe('10 件');
});

test('a pasted page of text is asked as far as a query goes, and says where it was cut', async () => {
  const library = libraryOf(page);
  const long = '北街的旧苗圃已清理。'.repeat(1000);
  expect(await answerTo(long)).toBe('0 件');
  expect(await shellOf(page).search.inputValue()).toBe(long);
  await eventually(() => library.chips()).toContain('已略去 第 1,000 字以后');
  expect(await shellOf(page).dialog.count()).toBe(0);
  const heading = page.getByText(/^没有找到“北街/u);
  expect((await heading.innerText()).length).toBeLessThan(60);
  await page.getByRole('button', { name: '去掉条件已略去 第 1,000 字以后' }).click();
  await eventually(() =>
    shellOf(page)
      .search.inputValue()
      .then(({ length }) => length),
  ).toBe(1000);
  expect(await library.chips()).not.toContain('已略去 第 1,000 字以后');
});

test('hundreds of words leave room for the list, and few of them are offered to be dropped', async () => {
  expect(await answerTo('苗圃 已清理 北街 '.repeat(60))).toMatch(/^\d+ 件$/u);
  await answerTo(Array.from({ length: 200 }, (_, n) => `词${n}`).join(' '));
  await eventually(() =>
    libraryOf(page)
      .chips()
      .then(({ length }) => length),
  ).toBeGreaterThan(100);
  const chipRow = page.getByRole('group', { name: '检索条件' });
  expect((await chipRow.boundingBox())?.height).toBeLessThan(120);
  expect(await page.getByRole('button', { name: /^去掉“词/u }).count()).toBeLessThan(10);
});

test('keys that come faster than answers end at the answer to the last of them', async () => {
  const library = libraryOf(page);
  const words = ['树苗', '苗圃 -培训', '学习', '整改', '管护', '第3季度'];
  for (let round = 0; round < 5; round += 1) {
    for (const word of words) {
      await keysOf(page).press('Control+F', 'Control+A');
      await page.keyboard.type(word);
    }
  }
  await eventually(() => library.listed()).toBe('1 件');
  await eventually(() => library.titles()).toEqual(['关于第3季度绿化的通知']);
  await eventually(() => library.chips()).toEqual(['第3季度']);
  expect(await shellOf(page).dialog.count()).toBe(0);
});

test('two windows of one archive search apart and share what is saved', async () => {
  const other = await program.openWindow();
  onTestFinished(() => other.context().close());
  const mine = libraryOf(page);
  const theirs = libraryOf(other);
  await shellOf(other).room('文件库').click();
  await keysOf(page).search('树苗');
  await keysOf(other).search('整改');
  await eventually(() => mine.listed()).toBe('4 件');
  await eventually(() => theirs.listed()).toBe('1 件');
  await keysOf(page).press('Enter', 'Control+S');
  await eventually(() => keysOf(page).focusedName()).toBe('检索名称');
  await page.keyboard.type('领树苗');
  await keysOf(page).press('Enter');
  await eventually(() => wordsOf(theirs.saved)).toBe('领树苗 4');
  // While one window types its new name, the other deletes it.
  await theirs.saved.focus();
  await keysOf(other).press('F2');
  await eventually(() => keysOf(other).focusedName()).toBe('检索名称');
  await other.keyboard.type('取树苗');
  await mine.saved.focus();
  await keysOf(page).press('Delete');
  await shellOf(page).notice('已删除检索“领树苗”').waitFor();
  await keysOf(other).press('Enter');
  await eventually(() => theirs.saved.count()).toBe(0);
  await keysOf(page).press('Control+Z');
  await eventually(() => wordsOf(mine.saved)).toBe('领树苗 4');
  await eventually(() => wordsOf(theirs.saved)).toBe('领树苗 4');
});

test('a window that may only look searches and uses what is saved, and offers no change', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  const second = await startProgram({ folder, archive });
  onTestFinished(async () => {
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });
  const looking = second.page;
  const library = libraryOf(looking);
  const { press, search } = keysOf(looking);
  await looking.getByText('现在只能查看').waitFor();
  await shellOf(looking).room('文件库').click();
  await search('苗圃');
  await eventually(() => library.listed()).toBe('6 件');
  await press('Enter', 'Control+S');
  expect(await looking.getByRole('textbox', { name: '检索名称' }).count()).toBe(0);
  expect(await looking.getByRole('button', { name: '存为检索' }).count()).toBe(0);
  await library.saved.focus();
  await press('F2', 'Delete');
  expect(await wordsOf(library.saved)).toBe('领树苗 4');
  await press('Enter');
  await eventually(() => library.listed()).toBe('4 件');
  await press('Control+K');
  await looking.keyboard.insertText('第3季度');
  await eventually(() => paletteOf(looking).active()).toMatch(/^关于第3季度绿化的通知/u);
  await press('Enter');
  await eventually(() => library.form.getByRole('heading').first().innerText()).toBe(
    '关于第3季度绿化的通知',
  );
  expect(await shellOf(looking).dialog.count()).toBe(0);
  expect(second.troubles).toEqual([]);
});

test('all this leaves no error in the window', () => {
  expect(program.troubles).toEqual([]);
});
