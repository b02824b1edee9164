import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { sql } from '../../main/db/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { seriousFindings } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { keysOf } from './support/keys.ts';
import { makeNurseryArchive, mingce } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import type { RunningProgram } from './support/program.ts';
import { libraryOf, paletteOf, shellOf, wordsOf } from './support/rooms.ts';

let program: RunningProgram;
let page: Page;

/** Keeps a search that only a later version can read. */
async function keepForeignSearch(archive: string): Promise<void> {
  const workers = createWorkerPool(launchNode, { size: 1 });
  const opened = await openArchive(archive, { workers, user: '陈立新', language: 'zh-CN' });
  const filter = '{"years":[2023],"stamped":true}';
  await opened.operate({ kind: 'search-save', zh: '保存检索', en: 'Save search' }, (writer) =>
    writer.run(sql`INSERT INTO saved_search (name, filter) VALUES ('盖过章的', ${filter})`),
  );
  await opened.close();
  await workers.close();
}

async function makeArchive(folder: string): Promise<string> {
  const archive = await makeNurseryArchive(folder);
  await mingce(folder, 'tag', archive, '1-8', '+迎检必备');
  await mingce(folder, 'tag', archive, '3-10', '+待补盖章');
  await keepForeignSearch(archive);
  return archive;
}

oneProgram(makeArchive, (started) => {
  program = started;
  ({ page } = started);
});

test('several years and tags are chosen with Ctrl, saved, and used again without loss', async () => {
  const library = libraryOf(page);
  const { press, search, focusedName } = keysOf(page);
  await shellOf(page).room('文件库').click();
  await library.node('2023').click();
  await library.node('2022').click({ modifiers: ['Control'] });
  await eventually(() => library.chips()).toEqual(['年度 2023', '年度 2022']);
  await eventually(() => library.listed()).toBe('8 件');
  const chosen = library.tree.getByRole('treeitem', { selected: true });
  await eventually(() => chosen.allInnerTexts()).toEqual([
    expect.stringContaining('2023'),
    expect.stringContaining('2022'),
  ]);
  const tag = (name: string) => library.tags.getByRole('treeitem').filter({ hasText: name });
  await tag('迎检必备').click({ modifiers: ['Control'] });
  await library.tags.focus();
  await press('ArrowUp', 'Control+Enter');
  const all = ['年度 2023', '年度 2022', '标签 迎检必备', '标签 待补盖章'];
  await eventually(async () => [...(await library.chips())].toSorted()).toEqual(all.toSorted());
  await search('季度');
  await eventually(() => library.chips()).toContain('季度');
  const found = await eventuallyCounted();
  await press('Enter', 'Control+S');
  await eventually(focusedName).toBe('检索名称');
  await page.keyboard.type('两年两签');
  await press('Enter');
  await eventually(() => wordsOf(library.saved)).toContain(
    `两年两签 ${Number.parseInt(found, 10)}`,
  );

  await press('Control+F', 'Escape');
  await page.getByRole('button', { name: /^全部文件/u }).click();
  await eventually(() => library.listed()).toBe('10 件');
  const saved = library.saved.getByRole('treeitem').filter({ hasText: '两年两签' });
  await saved.click();
  await eventually(async () => [...(await library.chips())].toSorted()).toEqual(
    ['季度', ...all].toSorted(),
  );
  await eventually(() => library.listed()).toBe(found);
  await eventually(() => saved.getAttribute('aria-selected')).toBe('true');

  await page.getByRole('button', { name: '去掉条件年度 2022' }).click();
  await eventually(() => library.chips()).not.toContain('年度 2022');
  expect(await library.chips()).toContain('年度 2023');
  await library.node('2022').or(library.node('2023')).first().waitFor();
});

/** What the list says once it has counted. */
async function eventuallyCounted(): Promise<string> {
  let words = '';
  await eventually(async () => (words = await libraryOf(page).listed())).toMatch(/^\d+ 件$/u);
  return words;
}

test('a saved search that cannot be read says so, works no harm, and is renamed and deleted', async () => {
  const library = libraryOf(page);
  const shell = shellOf(page);
  const { press, focusedName } = keysOf(page);
  const foreign = library.saved.getByRole('treeitem').filter({ hasText: '盖过章的' });
  expect(await wordsOf(foreign)).toBe('盖过章的 读不出');
  expect(await seriousFindings(page)).toEqual([]);
  const before = await library.chips();
  await foreign.click();
  await shell.dialog.getByText('保存的检索读不出：不认识条件“stamped”').waitFor();
  await press('Escape');
  await eventually(() => shell.dialog.count()).toBe(0);
  expect(await library.chips()).toEqual(before);

  await press('Control+K');
  await page.keyboard.insertText('盖过章');
  await eventually(() => paletteOf(page).active()).toMatch(/^盖过章的 读不出/u);
  await press('Enter');
  await shell.dialog.getByText('保存的检索读不出：不认识条件“stamped”').waitFor();
  await press('Escape');

  await library.saved.focus();
  await press('End');
  while (!(await activeSaved()).includes('盖过章的')) await press('ArrowUp');
  await press('F2');
  await eventually(focusedName).toBe('检索名称');
  await page.keyboard.type('等新版本');
  await press('Enter');
  await shell.notice('已改名为“等新版本”').waitFor();
  await library.saved.focus();
  while (!(await activeSaved()).includes('等新版本')) await press('ArrowUp');
  await press('Delete');
  await shell.notice('已删除检索“等新版本”').waitFor();
  await eventually(() => library.saved.getByText('等新版本').count()).toBe(0);
  expect(await wordsOf(library.saved)).toContain('两年两签');
});

/** The row of the saved searches that has the keys. */
const activeSaved = (): Promise<string> =>
  libraryOf(page).saved.evaluate(
    (tree) =>
      document.getElementById(tree.getAttribute('aria-activedescendant') ?? '')?.innerText ?? '',
  );

test('all this leaves no error in the window', () => {
  expect(program.troubles).toEqual([]);
});
