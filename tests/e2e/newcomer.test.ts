import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  docx,
  encryptedPdf,
  garbage,
  plainPapers,
  redHeadScan,
  redHeadText,
  textPdf,
} from '../support/scans/index.ts';
import { eventually } from './support/eventually.ts';
import { inkPermille } from './support/ink.ts';
import { drawnInkPermille, readVolume } from './support/read-volume.ts';
import {
  downloadOf,
  startProgram,
  tellWindowOnFailure,
  type RunningProgram,
} from './support/program.ts';
import { inboxOf, libraryOf, shellOf, shownPage, welcomeOf } from './support/rooms.ts';

let program: RunningProgram;

/** A newcomer's folder: good files, a duplicate, and each awkward kind once. */
async function makeFolder(folder: string): Promise<void> {
  const notice = await redHeadText({
    referenceNumber: '清政发〔2024〕36号',
    title: '关于成立领导小组的通知',
  });
  const files: Readonly<Record<string, Uint8Array>> = {
    '2024年/组织领导/清政发〔2024〕36号 关于成立领导小组的通知.pdf': notice,
    '2024年/组织领导/清政办〔2024〕2号 关于印发责任分工的通知.pdf': await redHeadScan({
      referenceNumber: '清政办〔2024〕2号',
      dpi: 100,
    }),
    '2024年/组织领导/清政办〔2024〕10号 关于调整成员的通知.pdf': await textPdf([
      ...plainPapers('关于调整成员的通知', ['第一页说的是成员调整。']),
      ...plainPapers('附件', ['东边的旧苗圃由北街社区代管。']),
    ]),
    '2024年/问题整改/同一份通知.pdf': notice,
    '2024年/问题整改/损坏.pdf': garbage(),
    '2024年/问题整改/有密码.pdf': await encryptedPdf('secret', 'aes'),
    '2024年/问题整改/空文件.pdf': new Uint8Array(),
    '2024年/问题整改/整改方案.docx': docx(['整改方案', '各村逐项整改。']),
  };
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

beforeAll(async () => {
  program = await startProgram();
  await makeFolder(join(program.folder, '去年扫描'));
});

afterAll(() => program?.close());

test('a newcomer makes an archive and imports a folder; each awkward file says what became of it', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;
  const inbox = inboxOf(page);

  await welcomeOf(page).makeArchive('清河镇台账');
  await page.getByRole('heading', { name: '收件箱是空的' }).waitFor();
  await inbox.importFolder(join(program.folder, '去年扫描'));
  await shellOf(page).notice('已收入 5 件，3 个未收入').waitFor();
  await eventually(() => inbox.stack.getByRole('option').count()).toBe(5);

  await page.getByTitle('3 个未收入').click();
  await inbox.reportView('全部 8').click();
  const outcome = (path: string) => inbox.reportRow(path).innerText();
  await inbox.reportRow('空文件.pdf').waitFor();
  expect(await outcome('清政发〔2024〕36号')).toContain('已收入');
  expect(await outcome('空文件.pdf')).toMatch(/未收入：.*空/u);
  expect(await outcome('损坏.pdf')).toMatch(/未收入：.*打不开/u);
  expect(await outcome('同一份通知.pdf')).toContain('与“关于成立领导小组的通知”内容相同');
  expect(await outcome('有密码.pdf')).toMatch(/密码/u);
  expect(await outcome('整改方案.docx')).toContain('已收入');

  // The corrupt file is kept knowingly, as an original without pages; so is the duplicate.
  await inbox.reportRow('损坏.pdf').getByRole('button', { name: '仍然收入' }).click();
  await shellOf(page).notice('已收入“损坏.pdf”').waitFor();
  await inbox.reportRow('同一份通知.pdf').getByRole('button', { name: '仍然归档一件' }).click();
  await shellOf(page).notice('已收入“同一份通知.pdf”').waitFor();
  await page.keyboard.press('Escape');
  await inbox.row('与“关于成立领导小组的通知”内容相同').first().waitFor();
  await eventually(() => inbox.stack.getByRole('option').count()).toBe(7);
});

test('a locked file is asked about once and opened; a Word file says that it has no pages', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;
  const inbox = inboxOf(page);

  await inbox.row('打不开：文件有密码').click();
  await page.getByLabel('密码', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByText('密码不对，再核对一遍。').waitFor();
  await page.getByLabel('密码', { exact: true }).fill('secret');
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await shownPage(page, 1).waitFor();
  expect(await inkPermille(shownPage(page, 1))).toBeGreaterThan(2);

  await inbox.row('整改方案').click();
  await page.getByRole('heading', { name: '这种文件没有页面' }).waitFor();
});

test('one is confirmed with Enter, one corrected in place, the rest at once', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;
  const inbox = inboxOf(page);
  const left = async (): Promise<string> => inbox.form.getByText(/^第 \d+ 件，共/u).innerText();

  await inbox.row('关于成立领导小组的通知').first().click();
  expect(await inbox.form.getByLabel('文号').inputValue()).toBe('清政发〔2024〕36号');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await shellOf(page).notice('已归档“关于成立领导小组的通知”').waitFor();
  await eventually(left).toContain('共 6 件');

  await inbox.row('关于调整成员的通知').click();
  await eventually(() => inbox.form.getByLabel('题名').inputValue()).toBe('关于调整成员的通知');
  await inbox.form.getByLabel('题名').fill('关于调整领导小组成员的通知');
  await page.keyboard.press('Enter');
  await shellOf(page).notice('已归档“关于调整领导小组成员的通知”').waitFor();
  await eventually(left).toContain('共 5 件');

  await inbox.stack.focus();
  await page.keyboard.press('Control+A');
  await page.getByRole('button', { name: '确认这 5 件…' }).click();
  await page.getByRole('dialog').getByRole('row').nth(5).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '归档 5 件' }).click();
  await page.getByRole('heading', { name: '收件箱是空的' }).waitFor();
});

test('documents are tagged, and found by two characters that stand on a second page', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;
  const shell = shellOf(page);
  const library = libraryOf(page);

  await shell.room('文件库').click();
  await library.row('关于成立领导小组的通知').first().click();
  await page.keyboard.press('t');
  await shell.dialog.getByRole('combobox').fill('迎检必备');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await shell.notice('已加标签：迎检必备（1 件）').waitFor();
  await library.tags.getByText('迎检必备').waitFor();

  await page.keyboard.press('Control+F');
  await page.keyboard.insertText('苗圃');
  await library.row('第 2 页').waitFor();
  await eventually(() => library.list.getByRole('option').count()).toBe(1);
  await library.row('关于调整领导小组成员的通知').getByText('苗圃').waitFor();
  await shownPage(page, 2).waitFor();
  await shell.search.press('Escape');
  await eventually(() => library.list.getByRole('option').count()).toBe(7);
});

test('a year is bound: the volume has its pages, bookmarks, linked contents and page numbers', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;

  await shellOf(page).room('迎检册').click();
  await page.getByText('2024 年').first().waitFor();
  await page.getByRole('button', { name: /^导出/ }).click();
  const done = page.getByRole('region', { name: '装订设置' });
  await done.getByText(/已导出 \d+ 页/u).waitFor();
  const download = await downloadOf(page, () =>
    done.getByRole('button', { name: '打开' }).first().click(),
  );
  const path = join(program.folder, 'volume.pdf');
  await download.saveAs(path);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/u);

  const volume = await readVolume(path);
  const { pages, bookmarks } = volume;
  expect(pages.map(({ number }) => number?.figure ?? '')).toEqual(
    pages.map((_, index) => (index === 0 || index === 7 ? '' : String(index + 1))),
  );
  for (const { number } of pages) {
    if (number) expect(number.side).toBe(Number(number.figure) % 2 === 1 ? 'right' : 'left');
  }
  expect(pages.every(({ widthPt, heightPt }) => widthPt < 596 && heightPt < 842)).toBe(true);
  expect(bookmarks.map(({ depth, title, page: at }) => `${depth} ${title} ${at}`)).toEqual([
    '0 封面 1',
    '0 目录 2',
    '0 2024 年度 3',
    '1 组织领导 3',
    '2 关于成立领导小组的通知 4',
    '2 关于印发责任分工的通知 5',
    '2 关于调整领导小组成员的通知 6',
    '1 问题整改 9',
    '2 关于成立领导小组的通知 10',
    '2 整改方案 11',
    '2 有密码 12',
    '2 损坏 13',
    '0 备考表 14',
  ]);
  // Each document's line of the contents says its page and leads there.
  const isTwice = (title: string): boolean =>
    bookmarks.filter((each) => each.title === title).length > 1;
  for (const { title, page: at } of bookmarks.filter(({ depth }) => depth === 2)) {
    // Two papers of one title have a line each.
    const line = pages[1]?.links.find(
      ({ words, page: to }) => words.includes(title) && (to === at || !isTwice(title)),
    );
    expect(line).toEqual({ words: expect.stringMatching(new RegExp(`${at}$`, 'u')), page: at });
  }
  expect(pages[3]?.text).toContain('关于成立领导小组的通知');
  expect(pages[6]?.text).toContain('旧苗圃');
  expect(pages[11]?.text).toContain('此 页 占 位有密码');
  expect(pages[7]?.text).toBe('');
  expect(await drawnInkPermille(path, 1)).toBeGreaterThan(2);
  expect(await drawnInkPermille(path, 5)).toBeGreaterThan(2);
  expect(program.troubles).toEqual([]);
});
