import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DoubleApp } from '../support/electron-double/launch.ts';
import { call, eventually, launchSample } from './support.ts';

let app: DoubleApp;

beforeEach(async () => {
  app = await launchSample();
});
afterEach(() => app.close());

const sessionOf = async (page: Page) =>
  ((await call(page, 'echo')).value as { session: string }).session;

/** The page may be gone before it has answered. */
const closeByButton = (page: Page) =>
  page.evaluate("mingce.windowControl('close')").catch(() => undefined);

const startAgain = async (args: string[] = []) => {
  const second = await launchSample({ second: true, userData: app.userData, args });
  expect(await second.ended(), second.output).toBe(0);
  await second.close();
};

test('two windows each speak and hear for themselves', async () => {
  const one = await app.window();
  await startAgain(['--new-window']);
  const two = await app.window(1);
  for (const { page } of [one, two]) {
    await page.evaluate(() => {
      const heard: unknown[] = [];
      const bridge = (globalThis as never)['mingce'] as {
        subscribe(l: (e: unknown) => void): () => void;
      };
      const stop = bridge.subscribe((event) => heard.push(event));
      Object.assign(globalThis, { heard, stop });
    });
  }
  const second = await sessionOf(two.page);
  expect(await sessionOf(one.page)).not.toBe(second);
  await call(two.page, 'tell');
  const heard = (page: typeof one.page) => page.evaluate('heard');
  await eventually(() => heard(two.page)).toEqual([{ type: 'command', command: `for ${second}` }]);
  expect(await heard(one.page)).toEqual([]);
  await two.page.evaluate('stop()');
  await call(two.page, 'tell');
  await call(two.page, 'echo');
  expect(await heard(two.page)).toHaveLength(1);
});

test('a second start shows the window that is there', async () => {
  const { page } = await app.window();
  await page.evaluate("mingce.windowControl('minimise')");
  const focused = async () =>
    (await app.control('records')).filter(({ what }) => what === 'window.focus').length;
  const before = await focused();
  await startAgain();
  await eventually(focused).toBeGreaterThan(before);
  expect(await app.control('windows')).toHaveLength(1);
});

test('a closed window ends its session, the last one the program, which closes in order', async () => {
  const one = await app.window();
  await startAgain(['--new-window']);
  const two = await app.window(1);
  const session = await sessionOf(two.page);
  await closeByButton(two.page);
  await eventually(async () => (await call(one.page, 'seen')).value).toContain(`ended ${session}`);
  expect((await call(one.page, 'listeners')).value).toBe(1);
  expect(app.child.exitCode).toBeNull();
  await closeByButton(one.page);
  expect(await app.ended()).toBe(0);
  expect(app.output).toBe('program closed\n');
});

test('a page that crashes comes back', async () => {
  const { page } = await app.window();
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await eventually(async () =>
    (await app.control('records')).some(({ what }) => what === 'reload'),
  ).toBe(true);
});

test('a right click in a text field offers the usual commands in the user’s language', async () => {
  const { id } = await app.window();
  const editFlags = {
    canUndo: false,
    canCut: true,
    canCopy: true,
    canPaste: true,
    canSelectAll: true,
  };
  const params = { isEditable: true, editFlags, selectionText: '清河镇' };
  await app.control('askContents', id, 'context-menu', {}, params);
  const shown = async () =>
    (await app.control('records'))
      .filter(({ what }) => what === 'menu.popup')
      .map((r) => r.args[0]);
  const labels = (items: unknown) =>
    (items as { label?: string }[]).flatMap(({ label }) => label ?? []);
  expect((await shown()).map(labels)).toEqual([['撤销', '剪切', '复制', '粘贴', '全选']]);
  const plain = { ...params, isEditable: false, selectionText: '' };
  await app.control('askContents', id, 'context-menu', {}, plain);
  expect(await shown()).toHaveLength(1);
});
