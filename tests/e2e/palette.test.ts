import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { makeOfficeArchive } from './support/made-archive.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { inboxOf, libraryOf, paletteOf, shellOf } from './support/rooms.ts';

let folder: string;
let program: RunningProgram;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  program = await startProgram({ folder, archive: await makeOfficeArchive(folder) });
  ({ page } = program);
  await shellOf(page).room('总览').waitFor();
}, 300_000);

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a command is found by the initials of its pinyin, and then is the first one offered', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await eventually(() => palette.active()).toMatch(/^总览/u);
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.type('kjjy');
  await eventually(() => palette.active()).toMatch(/^快捷键与命令/u);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await eventually(() => palette.active()).toMatch(/^快捷键与命令/u);
  await page.keyboard.press('Control+K');
  await eventually(() => palette.box.count()).toBe(0);
});

test('a category is found by its full pinyin and shown in the library', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('xuanchuan');
  await eventually(() => palette.active()).toBe('宣传教育 4 件 分类');
  await page.keyboard.press('Enter');
  await eventually(() => shellOf(page).shownRoom()).toBe('文件库');
  const chips = page.getByRole('region', { name: '文件列表' });
  await chips.getByRole('button', { name: '去掉条件分类 宣传教育' }).waitFor();
  await eventually(() => libraryOf(page).list.getByRole('option').count()).toBe(4);
});

test('a document is found by two characters of its title and shown, whatever narrowed the list', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  // Faster than it can be found: the first that comes is meant.
  await page.keyboard.insertText('开展');
  await page.keyboard.press('Enter');
  await eventually(() => palette.box.count()).toBe(0);
  const chosen = libraryOf(page).list.getByRole('option', { selected: true });
  await eventually(() => chosen.allInnerTexts()).toEqual([
    expect.stringContaining('关于开展环境整治宣传的通知'),
  ]);
  await eventually(() => libraryOf(page).list.getByRole('option').count()).toBeGreaterThan(4);
});

test('a document is found by its number; one of the inbox is shown there', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.insertText('清政发〔2024〕3号');
  await eventually(() => palette.active()).toMatch(
    /^关于第3次会议的通知\s*清政发〔2024〕3号.*文件$/u,
  );
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('扫描0032');
  await eventually(() => palette.active()).toMatch(/^扫描0032.*收件箱$/u);
  await page.keyboard.press('Enter');
  await eventually(() => shellOf(page).shownRoom()).toBe('收件箱');
  const chosen = inboxOf(page).stack.getByRole('option', { selected: true });
  await eventually(() => chosen.allInnerTexts()).toEqual([expect.stringContaining('扫描0032')]);
});

test('the arrows go round, page keys go far, Home and End stay in the text', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.insertText('会议');
  await eventually(() => palette.options.count()).toBeGreaterThan(7);
  const [first, second] = await palette.words();
  await page.keyboard.press('ArrowDown');
  expect(await palette.active()).toBe(second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await palette.active()).toBe('在全文中查找“会议”');
  await page.keyboard.press('ArrowDown');
  expect(await palette.active()).toBe(first);
  await page.keyboard.press('PageDown');
  expect(await palette.active()).not.toBe(first);
  await page.keyboard.press('PageUp');
  expect(await palette.active()).toBe(first);
  await page.keyboard.press('Home');
  await page.keyboard.type('1');
  expect(await palette.box.inputValue()).toBe('1会议');
  await page.keyboard.press('Escape');
  await eventually(() => palette.box.count()).toBe(0);
});

test('what nothing is called is offered to be looked for in the full text', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.insertText('张贴');
  await page.getByText('没有叫“张贴”的文件、分类、标签或命令').waitFor();
  expect(await palette.active()).toBe('在全文中查找“张贴”');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await eventually(() => shellOf(page).shownRoom()).toBe('文件库');
  expect(await shellOf(page).search.inputValue()).toBe('张贴');
});

test('while an input method composes nothing is looked for and nothing chosen', async () => {
  tellWindowOnFailure(() => page);
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await eventually(() => palette.active()).toMatch(/^快捷键与命令/u);
  const calls = watchCalls(page);
  const asked = () =>
    calls.seen.flatMap(({ name, args }) => (name === 'search.titles' ? [args['text']] : []));
  const debug = await page.context().newCDPSession(page);
  for (const text of ['h', 'hu', 'hui', 'hui y']) {
    await debug.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await debug.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
    key: 'Process',
    code: 'Enter',
  });
  await palette.box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await new Promise((rest) => setTimeout(rest, 500));
  expect(asked()).toEqual([]);
  expect(await palette.active()).toMatch(/^快捷键与命令/u);

  await debug.send('Input.insertText', { text: '会议' });
  await eventually(() => palette.active()).toContain('会议');
  await eventually(asked).toEqual(['会议']);
  await page.keyboard.press('Escape');
});

test('all this leaves no error in the window', () => {
  expect(program.troubles).toEqual([]);
});
