import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { inputMethodOf } from './support/input-method.ts';
import { keysOf } from './support/keys.ts';
import { makeOfficeArchive, mingce } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import type { RunningProgram } from './support/program.ts';
import { inboxOf, libraryOf, paletteOf, shellOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

/** Two documents of the archive carry a tag. */
async function makeArchive(folder: string): Promise<string> {
  const archive = await makeOfficeArchive(folder);
  await mingce(folder, 'tag', archive, '1-2', '+迎检必备');
  return archive;
}

oneProgram(makeArchive, async (started) => {
  program = started;
  ({ page } = started);
  await shellOf(page).room('总览').waitFor();
});

test('a command is found by the initials of its pinyin, and then is the first one offered', async () => {
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
  const palette = paletteOf(page);
  await page.keyboard.press('Control+K');
  await eventually(() => palette.active()).toMatch(/^快捷键与命令/u);
  const calls = watchCalls(page);
  const asked = () =>
    calls.seen.flatMap(({ name, args }) => (name === 'search.titles' ? [args['text']] : []));
  const inputMethod = await inputMethodOf(page);
  await inputMethod.compose('h', 'hu', 'hui', 'hui y');
  await inputMethod.press('Enter');
  await new Promise((rest) => setTimeout(rest, 500));
  expect(asked()).toEqual([]);
  expect(await palette.active()).toMatch(/^快捷键与命令/u);

  await inputMethod.choose('会议');
  await eventually(() => palette.active()).toContain('会议');
  await eventually(asked).toEqual(['会议']);
  await page.keyboard.press('Escape');
});

test('a tag, a year and a saved search are found by pinyin or figures, and the library shows them', async () => {
  const palette = paletteOf(page);
  const library = libraryOf(page);
  const { press } = keysOf(page);
  const choose = async (typed: string, offered: string): Promise<void> => {
    await press('Control+K');
    await page.keyboard.type(typed);
    await eventually(() => palette.active()).toBe(offered);
    await press('Enter');
    await eventually(() => palette.box.count()).toBe(0);
    await eventually(() => shellOf(page).shownRoom()).toBe('文件库');
  };
  await press('Control+1');
  await choose('yjbb', '迎检必备 2 件 标签');
  await eventually(() => library.chips()).toEqual(['标签 迎检必备']);
  await eventually(() => library.listed()).toBe('2 件');
  await choose('2023', '2023 3 件 年度');
  await eventually(() => library.chips()).toEqual(['年度 2023']);
  await eventually(() => library.listed()).toBe('3 件');

  await keysOf(page).search('会议');
  await eventually(() => library.chips()).toEqual(['会议', '年度 2023']);
  await press('Enter', 'Control+S');
  await eventually(() => keysOf(page).focusedName()).toBe('检索名称');
  await page.keyboard.type('历次会议');
  await press('Enter');
  await shellOf(page).notice('已保存检索“历次会议”').waitFor();
  await press('Control+1');
  await eventually(() => shellOf(page).shownRoom()).toBe('总览');
  await choose('licihuiyi', '历次会议 3 件 保存的检索');
  await eventually(() => library.chips()).toEqual(['会议', '年度 2023']);
  expect(await shellOf(page).search.inputValue()).toBe('会议');
  await press('Control+F', 'Escape');
});

test('what had the keys has them again when the palette is left, and the list when it led there', async () => {
  const palette = paletteOf(page);
  const { press, focusedName } = keysOf(page);
  const library = libraryOf(page);
  await press('Control+3');
  await page.getByRole('button', { name: /^全部文件/u }).click();
  await library.list.focus();
  await press('Control+K');
  await eventually(() => palette.box.count()).toBe(1);
  await page.keyboard.type('会议');
  await press('Escape');
  await eventually(focusedName).toBe('文件列表');

  await press('Control+F');
  await eventually(focusedName).toBe('搜索');
  await press('Control+K');
  await eventually(() => palette.box.count()).toBe(1);
  await press('Escape');
  await eventually(focusedName).toBe('搜索');

  await press('Control+K');
  await page.keyboard.type('yjbb');
  await eventually(() => palette.active()).toMatch(/^迎检必备/u);
  await press('Enter');
  await eventually(focusedName).toBe('文件列表');
});

test('all this leaves no error in the window', () => {
  expect(program.troubles).toEqual([]);
});
