import type { Locator, Page } from 'playwright';

/** What every room has: the tabs, the search box, the notice at the bottom, the dialog on top. */
export function shellOf(page: Page) {
  return {
    room: (name: string) =>
      page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name }),
    /** The room that is shown, by its heading. */
    shownRoom: () => page.getByRole('main').getByRole('heading', { level: 1 }).innerText(),
    search: page.getByRole('textbox', { name: '搜索', exact: true }),
    /** What was just done. */
    notice: (words: string | RegExp) =>
      page.getByRole('contentinfo').getByRole('status').filter({ hasText: words }),
    dialog: page.getByRole('dialog'),
  };
}

/** The welcome screen. */
export function welcomeOf(page: Page) {
  return {
    makeArchive: async (name: string): Promise<void> => {
      await page.getByRole('button', { name: /^新建档案库/ }).click();
      const dialog = page.getByRole('dialog', { name: '新建档案库' });
      await dialog.getByLabel('名称').fill(name);
      await dialog.getByRole('button', { name: '新建档案库' }).click();
    },
  };
}

export function inboxOf(page: Page) {
  const stack = page.getByRole('listbox', { name: '收件' });
  return {
    stack,
    row: (name: string | RegExp) => stack.getByRole('option').filter({ hasText: name }),
    form: page.getByRole('region', { name: '归档建议' }),
    /** Chooses a folder in the empty inbox and starts to import it. */
    importFolder: async (folder: string): Promise<void> => {
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /^选择文件夹/ }).click();
      await (await choosing).setFiles(folder);
      await page.getByRole('button', { name: '开始导入' }).click();
    },
    /** Each file of the import that `openReport` has opened, with what became of it. */
    reportRow: (path: string) =>
      page.getByRole('dialog').getByRole('listitem').filter({ hasText: path }),
    reportView: (name: string) =>
      page.getByRole('dialog').locator('label').filter({ hasText: name }),
  };
}

export function libraryOf(page: Page) {
  const list = page.getByRole('listbox', { name: '文件列表' });
  const tree = page.getByRole('tree', { name: '年度与分类' });
  return {
    list,
    row: (words: string | RegExp) => list.getByRole('option').filter({ hasText: words }),
    tree,
    /** A year or category of the tree, by its exact name. */
    node: (name: string) =>
      tree.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) }),
    tags: page.getByRole('tree', { name: '标签' }),
    form: page.getByRole('region', { name: '文件信息' }),
    /** How many documents the list says it has: `12 件`. */
    listed: (): Promise<string> =>
      page.getByRole('region', { name: '文件列表' }).getByRole('status').innerText(),
    /** The titles of the rows in sight. */
    titles: async (): Promise<readonly string[]> =>
      (await list.getByRole('option').allInnerTexts()).map((text) => text.split('\n')[0] ?? ''),
    /** What narrows the list, as its chips read: `年度 2023`. */
    chips: (): Promise<readonly string[]> =>
      page
        .getByRole('group', { name: '检索条件' })
        .getByRole('button', { name: /^去掉条件/u })
        .evaluateAll((buttons) => buttons.map((each) => each.ariaLabel?.slice(4) ?? '')),
    saved: page.getByRole('tree', { name: '保存的检索' }),
  };
}

/** What a part of the screen says, on one line. */
export const wordsOf = async (part: Locator): Promise<string> =>
  (await part.innerText()).replaceAll(/\s+/gu, ' ');

/** The box of Ctrl+K and what it offers. */
export function paletteOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: '跳转与命令' });
  const oneLine = (words: string): string => words.replaceAll(/\s+/gu, ' ');
  const linesOf = async (options: Locator): Promise<string[]> =>
    (await options.allInnerTexts()).map(oneLine);
  return {
    box: dialog.getByRole('combobox'),
    options: dialog.getByRole('option'),
    /** What is offered, a line each. */
    words: () => linesOf(dialog.getByRole('option')),
    /** What Enter would choose. */
    active: async () => (await linesOf(dialog.getByRole('option', { selected: true })))[0],
  };
}

/** The page that is shown, once it is drawn. */
export function shownPage(page: Page, n: number): Locator {
  return page
    .getByRole('group', { name: '页面' })
    .getByRole('img', { name: `第 ${n} 页`, exact: true });
}

/** Chooses one entry of an open or closed drop-down that finds by typing. */
export async function pick(page: Page, box: Locator, words: string): Promise<void> {
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await box.click();
  await box.fill(words);
  // The list finds a moment after the typing, and marks after that: Enter takes what is marked.
  await options.filter({ hasNotText: words }).first().waitFor({ state: 'hidden' });
  await page.locator('.ant-select-item-option-active').filter({ hasText: words }).waitFor();
  await page.keyboard.press('Enter');
  const chosen = box.locator('xpath=ancestor::*[contains(@class, "ant-select")][last()]');
  await chosen.filter({ hasText: words }).waitFor();
}

/** The checklist room. */
export function checklistOf(page: Page) {
  const tree = page.getByRole('tree', { name: '测评项' });
  const slots = page.getByRole('tree', { name: '材料要求' });
  const card = (kind: string) =>
    slots.locator('.slot-card').filter({ has: page.locator('.slot-head', { hasText: kind }) });
  return {
    tree,
    item: (title: string) => tree.getByRole('treeitem').filter({ hasText: title }),
    /** The titles in sight, without their codes. */
    items: async (): Promise<readonly string[]> =>
      (await tree.locator('.m-treerow-name').allInnerTexts()).map(
        (name) => name.split(' ').at(-1) ?? '',
      ),
    title: () =>
      page.getByRole('region', { name: '测评项' }).getByRole('heading', { level: 2 }).innerText(),
    proof: (title: string) => slots.getByRole('treeitem').filter({ hasText: title }),
    /** The titles of the proofs in a slot, in order. */
    proofs: (kind: string): Promise<readonly string[]> =>
      card(kind).locator('.proof-title').allInnerTexts(),
    /** What is missing in a slot; null: nothing. */
    gap: async (kind: string): Promise<string | null> => {
      const gap = card(kind).locator('.slot-gap span').first();
      return (await gap.count()) === 0 ? null : gap.innerText();
    },
    offers: page.getByRole('region', { name: '候选' }).getByRole('option'),
    assignment: page.getByRole('group', { name: '责任分工' }),
    conclusion: page.getByRole('textbox', { name: '结论性说明' }),
  };
}
