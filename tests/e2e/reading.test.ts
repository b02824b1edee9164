import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  blankPaper,
  photo,
  plainPapers,
  redHeadPapers,
  scanPaper,
  scannedPdf,
} from '../support/scans/index.ts';
import type { Paper } from '../support/scans/index.ts';
import { seriousFindings } from './support/axe.ts';
import { holdCalls, watchCalls } from './support/calls.ts';
import { eventually } from './support/eventually.ts';
import { inkPermille } from './support/ink.ts';
import { inputMethodOf } from './support/input-method.ts';
import { mingce } from './support/made-archive.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { inboxOf, libraryOf, shellOf } from './support/rooms.ts';

vi.setConfig({ testTimeout: 300_000 });

let folder: string;
let scanner: string;
let program: RunningProgram;
let page: Page;

const phrase = '苗圃由北街社区代管';
const titles = [
  '关于开展宣传教育活动的通知',
  '关于加强志愿服务工作的通知',
  '关于做好环境整治的通知',
  '关于组织学习培训的通知',
  '关于督查考核安排的通知',
  '关于问题整改情况的通报',
  '关于开展主题活动的通知',
  '关于报送总结汇报的通知',
  '关于签订责任书的通知',
  '关于完善方案制度的通知',
];

/** Scans are small here: what the engine makes of poor ones is measured elsewhere. */
const scanned = async (papers: readonly Paper[], seed: string): Promise<Uint8Array> =>
  scannedPdf(
    await Promise.all(
      papers.map((paper, n) => scanPaper(paper, { dpi: 120, seed: `${seed} ${n}` })),
    ),
  );

const notice = (title: string, n: number): readonly Paper[] =>
  redHeadPapers({
    title,
    referenceNumber: `清政发〔2024〕${n}号`,
    body: ['各村（社区）按要求落实，每月报告一次。'],
    seal: false,
  }).slice(0, 1);

/** As a scanner writes: under another name until it is whole. */
async function leave(name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(scanner, `${name}.part`), bytes);
  await rename(join(scanner, `${name}.part`), join(scanner, name));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  scanner = join(folder, '扫描件');
  await mkdir(scanner);
  const archive = join(folder, 'home', '清河镇台账');
  await mingce(folder, 'new', archive);
  program = await startProgram({ folder, archive, watch: scanner, reads: true });
  ({ page } = program);
});

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Waits until nothing in the stack waits to be read or proposed any more. Reading gives way to
 * whatever else the machine does.
 */
async function allRead(count: number): Promise<void> {
  const { stack } = inboxOf(page);
  const unread = async () => (await stack.innerText()).match(/识读|排队/gu)?.length ?? 0;
  await eventually(() => stack.getByRole('option').count()).toBe(count);
  await eventually(unread, 200_000).toBe(0);
}

/** What has the focus, by its label. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const own = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    return (own ? element.labels?.[0]?.textContent : null) ?? element?.ariaLabel ?? '';
  });

/** Where a box on the page lies, in shares of the page's picture. */
async function placeOnPage(box: Locator) {
  const picture = page.getByRole('group', { name: '页面' }).getByRole('img').first();
  const [at, whole] = await Promise.all([box.boundingBox(), picture.boundingBox()]);
  if (!at || !whole) throw new Error('no box on a page');
  return {
    picture,
    area: {
      left: (at.x - whole.x) / whole.width,
      top: (at.y - whole.y) / whole.height,
      right: (at.x + at.width - whole.x) / whole.width,
      bottom: (at.y + at.height - whole.y) / whole.height,
    },
  };
}

test('ten scans arrive in the watched folder and are read; each tells its title and number', async () => {
  tellWindowOnFailure(() => page);
  const inbox = inboxOf(page);
  for (const [index, title] of titles.entries()) {
    const second = index === 3 ? plainPapers('附件', [`东边的旧${phrase}，每季度报告一次。`]) : [];
    const papers = [...notice(title, index + 21), ...second.slice(0, 1)];
    await leave(`扫描_${1001 + index}.pdf`, await scanned(papers, title));
  }
  await page
    .getByText(/^识读 \d+ \/ \d+ 页$/u)
    .first()
    .waitFor();
  await allRead(10);
  for (const title of titles) await inbox.row(title).waitFor();
});

test('a field shows its line on the page, and all ten are confirmed by keyboard alone', async () => {
  tellWindowOnFailure(() => page);
  const { stack, form } = inboxOf(page);
  const shell = shellOf(page);
  await page.keyboard.press('Control+2');
  await stack.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('F4');
  const box = page.locator('.reading-box-source').first();
  await box.waitFor();
  const { picture, area } = await placeOnPage(box);
  expect(area.top).toBeGreaterThan(0.05);
  expect(area.bottom).toBeLessThan(0.4);
  expect(await inkPermille(picture, area)).toBeGreaterThan(20);
  await page.getByText('文号', { exact: true }).nth(1).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  await page.keyboard.press('Enter');
  await eventually(focused).not.toBe('收件');
  for (let left = 10; left > 0; left -= 1) {
    const title = await form.getByLabel('题名', { exact: true }).inputValue();
    await page.keyboard.down('Enter');
    await shell.notice(`已归档“${title}”`).waitFor();
    if (left > 1) {
      await form.getByText(`第 1 件，共 ${left - 1} 件`).waitFor();
      await eventually(focused).not.toBe('收件');
    }
    // Held down, it does not file the next one, too.
    if (left === 10) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
  }
  await page.getByRole('heading', { name: '收件箱是空的' }).waitFor();
});

test('a phrase of the second page finds its document, marked on the picture of that page', async () => {
  tellWindowOnFailure(() => page);
  const library = libraryOf(page);
  await page.keyboard.press('Control+F');
  await page.keyboard.type(phrase);
  await library.row(titles[3] ?? '').waitFor();
  await library.list.focus();
  await page.keyboard.press('F3');
  const hit = page.locator('.reading-box-hit-current');
  await hit.waitFor();
  await page.getByRole('img', { name: '第 2 页', exact: true }).waitFor();
  // While the words are typed, shorter ones are found and marked.
  await eventually(async () => {
    const { area } = await placeOnPage(hit);
    return area.right - area.left;
  }).toBeGreaterThan(0.2);
  const { picture, area } = await placeOnPage(hit);
  expect(area.bottom - area.top).toBeLessThan(0.05);
  expect(await inkPermille(picture, area)).toBeGreaterThan(60);
  expect(await inkPermille(picture, { ...area, top: 0.6, bottom: 0.7 })).toBeLessThan(20);
  await page.getByRole('status', { name: '第 1 处，共 1 处' }).waitFor();
  await page.keyboard.press('Control+F');
  await page.keyboard.press('Escape');
});

test('a stack is cut, joined, turned and put in order by keyboard, and all of it undone', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const { stack, row, form } = inboxOf(page);
  const strip = page.getByRole('listbox', { name: '页面缩略图' });
  const pages = () => strip.getByRole('option').count();
  const first = notice('关于报送台账的通知', 41);
  const second = notice('关于核对照片的通知', 42);
  await leave('一叠.pdf', await scanned([...first, blankPaper(), ...second], 'stack'));
  await page.keyboard.press('Control+2');
  await allRead(1);
  await page.getByText('第 2 页空白，第 3 页像另一件文件。').waitFor();
  await eventually(pages).toBe(3);

  await page.getByRole('button', { name: '拆成两件' }).focus();
  await page.keyboard.press('Enter');
  await shell.notice('已拆成 2 件').waitFor();
  await row('关于核对照片的通知').waitFor();
  await stack.focus();
  await page.keyboard.press('End');
  await form.getByText('第 2 件，共 2 件').waitFor();
  await page.keyboard.press('Control+J');
  await shell.notice('已并入“关于报送台账的通知”').waitFor();
  await eventually(() => stack.getByRole('option').count()).toBe(1);
  await eventually(pages).toBe(2);

  await strip.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('r');
  await shell.notice('已向右转第 1 页').waitFor();
  const across = async (): Promise<boolean> => {
    const size = await page.getByRole('img', { name: '第 1 页', exact: true }).boundingBox();
    return size !== null && size.width > size.height;
  };
  await eventually(across).toBe(true);
  await page.keyboard.press('Alt+ArrowDown');
  await shell.notice('已移动第 1 页').waitFor();
  await page.keyboard.press('Delete');
  await shell.notice('已去掉第 2 页，原件未动').waitFor();
  await eventually(pages).toBe(1);

  for (const undone of ['去掉 1 页', '调整页序', '旋转 1 页', '合并 2 件', '拆分文件']) {
    await page.keyboard.press('Control+Z');
    await shell.notice(`已撤销：${undone}`).waitFor();
  }
  await eventually(pages).toBe(3);
  await eventually(() => stack.getByRole('option').count()).toBe(1);
});

test('keys that come before the pages or the form are here act, or say that they did nothing', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const { stack, form } = inboxOf(page);
  const calls = watchCalls(page);
  await page.getByText('第 2 页空白，第 3 页像另一件文件。').waitFor();
  await page.getByRole('button', { name: '拆成两件' }).click();
  await shell.notice('已拆成 2 件').waitFor();
  await eventually(() => stack.getByRole('option').count()).toBe(2);

  await page.keyboard.press('Control+3');
  await eventually(() => shell.shownRoom()).toBe('文件库');
  const forms = await holdCalls(page, 'catalog.get');
  await page.keyboard.press('Control+2');
  await stack.focus();
  await form.getByText('第 1 件，共 2 件').waitFor();
  await eventually(forms.held).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await stack.blur();
  await page.keyboard.press('Enter');
  await shell.notice('文件还在载入，没有归档').waitFor();
  await forms.release();
  await eventually(focused).not.toBe('');
  expect(await focused()).not.toBe('收件');
  await form.getByRole('button', { name: /^确认/u }).waitFor();
  expect(await stack.getByRole('option').count()).toBe(2);

  const goTo = async (key: 'Home' | 'End', n: number): Promise<void> => {
    await stack.focus();
    await page.keyboard.press(key);
    await form.getByText(`第 ${n} 件，共 2 件`).waitFor();
  };
  let pages = await holdCalls(page, 'reading.pages');
  await goTo('End', 2);
  await eventually(pages.held).toBeGreaterThan(0);
  await page.keyboard.press('Control+B');
  await shell.notice('第 1 页前不能拆').waitFor();
  await page.keyboard.press('r');
  await page.keyboard.press('r');
  await pages.release();
  const turns = (): unknown[] =>
    calls.seen.flatMap(({ name, args }) =>
      name === 'catalog.arrange' ? [(args['pages'] as { readonly turn: number }[])[0]?.turn] : [],
    );
  await eventually(turns).toEqual([90, 180]);
  await shell.notice('已向右转第 1 页').waitFor();

  await goTo('Home', 1);
  pages = await holdCalls(page, 'reading.pages');
  await goTo('End', 2);
  await eventually(pages.held).toBeGreaterThan(0);
  await page.keyboard.press('Control+J');
  await shell.notice('已并入“关于报送台账的通知”').waitFor();
  await pages.release();
  await eventually(() => stack.getByRole('option').count()).toBe(1);
});

test('a paper marked secret is not filed; one press destroys it and names the file that is left', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const { stack, row, form } = inboxOf(page);
  const name = '机密★1年 关于报送情况的通知.pdf';
  await leave(name, await scanned(notice('关于报送情况的通知', 51), 'secret'));
  await allRead(2);
  await row('标有密级，不能归档').click();
  const stop = form.getByRole('alert', { name: '涉密文件' });
  await stop.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await form.getByRole('button', { name: /^确认/u }).isDisabled()).toBe(true);
  await stack.focus();
  await page.keyboard.press('Enter');
  await eventually(focused).not.toBe('收件');
  await page.keyboard.press('Enter');
  await shell.notice('标有密级的文件不能归档').waitFor();
  expect(await stack.getByRole('option').count()).toBe(2);

  await stop.getByRole('button', { name: '彻底销毁' }).click();
  await shell.dialog.getByText(name).waitFor();
  await page.keyboard.press('Enter');
  await eventually(() => stack.getByRole('option').count()).toBe(1);
});

test('while an input method composes a photo’s caption no key files it, and the words are stored', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const { stack, row, form } = inboxOf(page);
  const calls = watchCalls(page);
  const inputMethod = await inputMethodOf(page);
  await leave('IMG_0031.jpg', await photo('laneAfter', { widthPx: 600, heightPx: 400 }));
  await allRead(2);
  await row('IMG_0031').click();
  const event = form.getByLabel('事由', { exact: true });
  await event.focus();
  await inputMethod.compose('q', 'qing', 'qing sao');
  for (const key of ['Enter', 'Escape', 'R', 'Delete'] as const) await inputMethod.press(key);
  expect(await focused()).toBe('事由');
  await inputMethod.choose('清扫北街');
  expect(await event.inputValue()).toBe('清扫北街');
  await page.keyboard.press('Tab');
  await shell.notice('已保存照片说明').waitFor();
  const changing = /^catalog\.(set|confirm|arrange|split|join|tag)|^keeping\.delete/u;
  const changes = calls.seen.filter(({ name }) => changing.test(name));
  expect(changes.map(({ name, args }) => [name, args['caption']])).toEqual([
    ['catalog.setCaption', expect.objectContaining({ event: '清扫北街' })],
  ]);
  expect(await stack.getByRole('option').count()).toBe(2);
  await stack.focus();
  await page.keyboard.press('Delete');
  await eventually(() => stack.getByRole('option').count()).toBe(1);
});

test('a line of the text is corrected beside the page and found by its new words', async () => {
  tellWindowOnFailure(() => page);
  const shell = shellOf(page);
  const library = libraryOf(page);
  await page.getByRole('button', { name: '显示本页文字' }).click();
  await page.getByRole('button', { name: '校改本页文字' }).click();
  await page.getByRole('textbox', { name: /^第 1 行/u }).waitFor();
  await eventually(focused).toMatch(/^第 \d+ 行/u);
  await page.getByRole('textbox', { name: /^第 3 行/u }).focus();
  await page.locator('.reading-box-line').waitFor();
  await page.keyboard.press('End');
  const inputMethod = await inputMethodOf(page);
  await inputMethod.compose('cha', 'cha yuan', 'cha yuan lu');
  for (const key of ['Enter', 'Escape', 'R', 'Delete'] as const) await inputMethod.press(key);
  expect(await focused()).toMatch(/^第 3 行/u);
  await inputMethod.choose('茶园路');
  await page.keyboard.press('Escape');
  await shell.notice('已校改第 1 页 1 行').waitFor();
  await page.getByText('校改过').waitFor();
  await page.keyboard.press('Control+F');
  await page.keyboard.type('茶园路');
  await library.list.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
});

test('all this leaves no error in any window', () => {
  // A page may be turned, moved or destroyed while its picture is asked for: of its old address.
  const isOldPicture = (trouble: string): boolean => /status of 404 .*\/r\/page\//u.test(trouble);
  expect(program.troubles.filter((trouble) => !isOldPicture(trouble))).toEqual([]);
});
