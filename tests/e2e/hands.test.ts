import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { eventually } from './support/eventually.ts';
import { seriousFindings } from './support/axe.ts';
import { watchCalls } from './support/calls.ts';
import { inputMethodOf } from './support/input-method.ts';
import { keysOf } from './support/keys.ts';
import { makeOfficeArchive } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import { tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { libraryOf, pick, shellOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

oneProgram(makeOfficeArchive, (started) => {
  program = started;
  ({ page } = started);
});

test('rooms are entered with Ctrl+1 to Ctrl+5 and the search box with Ctrl+F', async () => {
  const shell = shellOf(page);
  await shell.room('总览').waitFor();
  for (const [index, room] of ['总览', '收件箱', '文件库', '测评体系', '迎检册'].entries()) {
    await page.keyboard.press(`Control+${index + 1}`);
    await eventually(() => shell.shownRoom()).toBe(room);
  }
  await page.keyboard.press('Control+F');
  expect(await shell.search.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a document is tagged with T and thrown away with Delete; Ctrl+Z and Ctrl+Y go back and forth', async () => {
  const shell = shellOf(page);
  const library = libraryOf(page);
  await page.keyboard.press('Control+3');
  await library.row('关于第1次会议的通知').click();
  await page.keyboard.press('t');
  await shell.dialog.getByRole('combobox').fill('已核对');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await shell.notice('已加标签：已核对（1 件）').waitFor();
  await library.row('关于第1次会议的通知').getByText('已核对').waitFor();

  await page.keyboard.press('Delete');
  await shell.notice('已移入回收站 1 件').waitFor();
  await eventually(() => libraryOf(page).listed()).toBe('11 件');
  await page.keyboard.press('Control+Z');
  await eventually(() => libraryOf(page).listed()).toBe('12 件');
  await page.keyboard.press('Control+Z');
  await eventually(() => library.row('已核对').count()).toBe(0);
  await page.keyboard.press('Control+Y');
  await eventually(() => library.row('已核对').count()).toBe(1);
  await page.keyboard.press('Control+Y');
  await eventually(() => libraryOf(page).listed()).toBe('11 件');
  await page.keyboard.press('Control+Z');
  await eventually(() => libraryOf(page).listed()).toBe('12 件');
});

test('many are changed at once after a list of what each becomes, and all put back by one Ctrl+Z', async () => {
  const shell = shellOf(page);
  const library = libraryOf(page);
  await library.node('2023').click();
  await eventually(() => libraryOf(page).listed()).toBe('3 件');
  await library.list.focus();
  await page.keyboard.press('Control+A');
  await page.getByRole('button', { name: '改年度…' }).click();
  await page.keyboard.type('2022');
  const rows = shell.dialog.getByRole('row');
  await rows.nth(2).waitFor();
  expect((await rows.first().innerText()).replaceAll(/\s+/gu, ' ')).toMatch(/通知 ?2023 ?2022$/u);
  await shell.dialog.getByText('3 件中有 3 件会变').waitFor();
  await shell.dialog.getByRole('button', { name: '改 3 件' }).click();
  await library.node('2022').waitFor();
  await page.keyboard.press('Control+Z');
  await library.node('2023').waitFor();
  await eventually(() => library.node('2022').count()).toBe(0);
});

test('a category is renamed and merged in the tree, and no document is lost', async () => {
  const shell = shellOf(page);
  const library = libraryOf(page);
  await page.getByRole('button', { name: /^全部文件/u }).click();
  await eventually(() => libraryOf(page).listed()).toBe('12 件');
  if ((await library.node('宣传教育').count()) === 0) await library.node('2024').click();

  await library.node('宣传教育').click();
  await eventually(() => libraryOf(page).listed()).toBe('4 件');
  await library.tree.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('宣传与教育');
  await page.keyboard.press('Enter');
  await shell.notice('已改名为“宣传与教育”').waitFor();
  await library.node('宣传与教育').click({ button: 'right' });
  await page.getByRole('menuitem', { name: '并入…' }).click();
  await pick(page, shell.dialog.getByRole('combobox', { name: '目标' }), '组织领导');
  await shell.dialog.getByRole('button', { name: '合并' }).click();
  await shell.notice(/已把“宣传与教育”并入“组织领导”，4 件/u).waitFor();
  await eventually(() => library.node('宣传与教育').count()).toBe(0);
  await page.getByRole('button', { name: /^全部文件/u }).click();
  await eventually(() => libraryOf(page).listed()).toBe('12 件');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await library.node('宣传教育').waitFor();
});

test('while an input method composes nothing is searched, and Enter only ends the composition', async () => {
  const shell = shellOf(page);
  const library = libraryOf(page);
  const calls = watchCalls(page);
  const queries = () =>
    calls.seen.flatMap(({ name, args }) =>
      name === 'search.query' ? [(args['filter'] as { readonly text: string }).text] : [],
    );
  const inputMethod = await inputMethodOf(page);
  await page.getByRole('button', { name: /^全部文件/u }).click();
  await page.keyboard.press('Control+F');
  await inputMethod.compose('h', 'hu', 'hua', 'huan', 'huan j');
  await inputMethod.press('Enter');
  await new Promise((rest) => setTimeout(rest, 600));
  expect(queries()).toEqual([]);
  expect(await shell.search.evaluate((element) => element === document.activeElement)).toBe(true);

  await inputMethod.choose('环境');
  await eventually(() => libraryOf(page).listed()).toBe('1 件');
  await library.row('关于开展环境整治宣传的通知').waitFor();
  expect(new Set(queries())).toEqual(new Set(['环境']));
  expect(await shell.search.inputValue()).toBe('环境');
  await shell.search.press('Escape');
  await eventually(() => libraryOf(page).listed()).toBe('12 件');
});

test('no screen has serious accessibility violations', async () => {
  const shell = shellOf(page);
  const screens: readonly (readonly [string, () => Promise<void>])[] = [
    ['总览', () => page.keyboard.press('Control+1')],
    ['收件箱', () => page.keyboard.press('Control+2')],
    ['文件库', () => page.keyboard.press('Control+3')],
    ['测评体系', () => page.keyboard.press('Control+4')],
    ['迎检册', () => page.keyboard.press('Control+5')],
    ['记录', () => page.getByRole('button', { name: '记录' }).click()],
    ['回收站', () => page.getByRole('button', { name: '回收站' }).first().click()],
  ];
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    await new Promise((rest) => setTimeout(rest, 500));
    // A colour may be fading in while the screen's data come.
    if ((await seriousFindings(page)).length > 0)
      await new Promise((rest) => setTimeout(rest, 1500));
    for (const each of await seriousFindings(page)) found.push(`${screen}: ${each}`);
  };
  for (const [screen, enter] of screens) {
    await enter();
    await eventually(() => shell.shownRoom()).toBe(screen);
    await look(screen);
  }
  await page.getByRole('button', { name: '设置' }).click();
  await shell.dialog.getByRole('heading', { name: '设置' }).waitFor();
  await look('设置');
  await page.keyboard.press('Escape');
  await page
    .getByTitle('档案库菜单')
    .or(page.getByRole('button', { name: '清河镇台账' }))
    .first()
    .click();
  await page.getByRole('menuitem', { name: '关闭档案库' }).click();
  await page.getByRole('heading', { name: '最近打开' }).waitFor();
  await look('欢迎');
  expect(found).toEqual([]);
});

/** Whether a control is wholly in the window and nothing lies over its middle. */
async function reachable(zoomed: Page, name: string | RegExp): Promise<boolean> {
  const button = zoomed.getByRole('button', { name }).first();
  await button.waitFor();
  await button.scrollIntoViewIfNeeded();
  return button.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const met = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return inside && met !== null && element.contains(met);
  });
}

test('at 200 % zoom every main button is in reach', async () => {
  const zoomed = await program.openWindow({ width: 683, height: 384, deviceScaleFactor: 2 });
  tellWindowOnFailure(() => zoomed);
  const clipped: string[] = [];
  const look = async (...names: readonly (string | RegExp)[]): Promise<void> => {
    for (const name of names) if (!(await reachable(zoomed, name))) clipped.push(String(name));
  };
  const drawer = async (name: string): Promise<void> => {
    const handle = zoomed.getByRole('button', { name, exact: true });
    const pane = zoomed.getByRole('region', { name, exact: true });
    await handle.or(pane).first().waitFor();
    if (await handle.isVisible()) await handle.click();
    await pane.waitFor();
  };
  await zoomed.getByRole('navigation', { name: '主导航' }).waitFor();
  await look('总览', /^收件箱/u, '文件库', '测评体系', '迎检册', '导入', '记录', '设置');
  await zoomed.keyboard.press('Control+2');
  await drawer('归档建议');
  await look(/^确认并看下一件/u, /^跳过/u, '更多操作');
  await drawer('收件');
  await look(/^(确认可靠的|没有可直接确认的)/u);
  await zoomed.keyboard.press('Control+3');
  await look('列表', '表格');
  await keysOf(zoomed).search('告示');
  await look(/^上一处/u, /^下一处/u, '存为检索', /^排序/u);
  await keysOf(zoomed).press('Escape');
  await drawer('文件信息');
  await look(/^修改年度/u);
  await zoomed.keyboard.press('Control+5');
  await look('改范围…', '保存迎检册');
  await drawer('装订设置');
  await look(/^导出/u);
  expect(clipped).toEqual([]);
});

test('all this leaves no error in any window', () => {
  expect(program.troubles).toEqual([]);
});
