import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoubleApp, DoubleWindow } from '../support/electron-double/launch.ts';
import { call, launchSample } from './support.ts';

let app: DoubleApp;
let window: DoubleWindow;

beforeAll(async () => {
  app = await launchSample();
  window = await app.window();
});
afterAll(() => app.close());

const recorded = async (what: string) =>
  (await app.control('records')).filter((one) => one.what === what).map(({ args }) => args[0]);

const inUserData = (name: string) => join(app.userData, name);

test('a folder is asked for in a dialog that says what for', async () => {
  await app.control('answerDialog', 'showOpenDialog', { canceled: false, filePaths: ['/甲'] });
  expect(await call(window.page, 'chooseFolder', 'import')).toEqual({ ok: true, value: '/甲' });
  expect((await recorded('dialog.showOpenDialog')).at(-1)).toEqual({
    title: '导入文件夹',
    properties: ['openDirectory', 'createDirectory'],
  });
});

test('several files may be chosen; a closed dialog chooses none', async () => {
  const filePaths = ['/甲.pdf', '/乙.pdf'];
  await app.control('answerDialog', 'showOpenDialog', { canceled: false, filePaths });
  expect((await call(window.page, 'chooseFiles')).value).toEqual(filePaths);
  await app.control('answerDialog', 'showOpenDialog', { canceled: true, filePaths: [] });
  expect((await call(window.page, 'chooseFiles')).value).toBeNull();
});

test.each(['迎检册.pdf', '扫描.TIFF'])('%s is opened in the viewer of the system', async (name) => {
  writeFileSync(inUserData(name), '');
  await call(window.page, 'open', inUserData(name));
  expect((await recorded('shell.openPath')).at(-1)).toBe(inUserData(name));
});

test('a folder is opened', async () => {
  mkdirSync(inUserData('exports'));
  await call(window.page, 'open', inUserData('exports'));
  expect((await recorded('shell.openPath')).at(-1)).toBe(inUserData('exports'));
});

test.each(['通知.exe', '通知.pdf.bat', '通知.lnk', '通知.html', '通知.docm', '通知'])(
  '%s is shown in its folder, never run',
  async (name) => {
    const before = await recorded('shell.openPath');
    await call(window.page, 'open', inUserData(name));
    expect((await recorded('shell.showItemInFolder')).at(-1)).toBe(inUserData(name));
    expect(await recorded('shell.openPath')).toEqual(before);
  },
);

test('a program that cannot start says so and ends', async () => {
  await using broken = await launchSample({ env: { SAMPLE_BROKEN: '1' } });
  expect(await broken.ended()).toBe(1);
  expect(broken.output).toContain('no such catalogue');
});
