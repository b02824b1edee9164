import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoubleApp, DoubleWindow } from '../support/electron-double/launch.ts';
import { eventually, launchSample, probe } from './support.ts';

const foreign = 'http://elsewhere.test';
const ours = 'app://bundle/index.html';
let app: DoubleApp;
let window: DoubleWindow;

beforeAll(async () => {
  app = await launchSample();
  window = await app.window();
  await app.control('addFixture', `${foreign}/page`, { body: 'foreign' });
  await app.control('addFixture', `${foreign}/popup`, { body: 'foreign' });
});
afterAll(() => app.close());

const recorded = async (what: string) =>
  (await app.control('records')).filter((one) => one.what === what).map(({ args }) => args);

test('windows are sandboxed, isolated and without Node', async () => {
  const [options] = await app.control('windowOptions');
  expect(options).toMatchObject({
    show: false,
    minWidth: 1024,
    minHeight: 600,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  expect(await recorded('app.enableSandbox')).toHaveLength(1);
});

test('the page sees neither Node nor Electron, and cannot replace its bridge', async () => {
  const seen = await window.page.evaluate(() => {
    const names = ['require', 'process', 'module', 'electron', 'doubleIpc'];
    const present = names.filter((name) => name in globalThis);
    Object.assign(globalThis, { probeTarget: 1 });
    let replaced = true;
    try {
      Object.defineProperty(globalThis, 'mingce', { value: null });
    } catch {
      replaced = false;
    }
    return { present, replaced, bridge: Object.keys((globalThis as never)['mingce']) };
  });
  expect(seen).toEqual({
    present: [],
    replaced: false,
    bridge: ['call', 'subscribe', 'drop', 'windowControl'],
  });
});

test('neither a script nor a link takes the window elsewhere', async () => {
  await probe(window.page, 'navigate');
  await window.page.evaluate("document.querySelector('#link').click()");
  // The next answer comes from the same document, after both attempts.
  expect(await probe(window.page, 'eval')).toMatchObject({ ran: false });
  expect(window.page.url()).toBe(app.shown(ours));
  expect(await app.control('foreignRequests')).toEqual([]);
});

test.each([
  ['another page of ours', 'app://bundle/other.html', true, true],
  ['a frame with our page', ours, false, true],
  ['a foreign page', `${foreign}/page`, true, true],
  ['our page again', `${ours}#hash`, true, false],
])('navigation to %s is %s', async (_name, url, isMainFrame, refused) => {
  const details = { url, isMainFrame, isSameDocument: false };
  const prevented = await app.control('askContents', window.id, 'will-frame-navigate', details);
  expect(prevented).toBe(refused);
});

test('redirects are refused', async () => {
  expect(await app.control('askContents', window.id, 'will-redirect', { url: ours })).toBe(true);
});

test('the page may reload itself', async () => {
  await window.page.evaluate('window.before = true');
  await window.page.reload();
  expect(await window.page.evaluate('[window.before, typeof mingce]')).toEqual([
    undefined,
    'object',
  ]);
});

test('no window is opened by a script or a link', async () => {
  expect(await probe(window.page, 'open')).toMatchObject({ ran: true });
  await window.page.evaluate("document.querySelector('#popup').click()");
  await eventually(() => recorded('window.open')).toEqual([
    [`${foreign}/popup`, 'deny'],
    [`${foreign}/popup`, 'deny'],
  ]);
  expect(await app.control('foreignRequests')).toEqual([]);
  expect(await app.control('windows')).toHaveLength(1);
});

test('a webview is not attached', async () => {
  expect(await app.control('askContents', window.id, 'will-attach-webview', {})).toBe(true);
});

test('even the main side cannot load a foreign page into a window', async () => {
  await expect(app.control('forceLoad', window.id, `${foreign}/page`)).rejects.toThrow(
    'ERR_BLOCKED_BY_CLIENT',
  );
  expect(await app.control('foreignRequests')).toEqual([]);
  await app.control('forceLoad', window.id, ours);
  expect(await recorded('session.setProxy')).toEqual([[{ mode: 'direct' }]]);
});

test.each([
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'openExternal',
  'hid',
  'usb',
])('the permission %s is denied, asked or checked', async (permission) => {
  expect(await app.control('askPermission', permission, 'app://bundle')).toEqual({
    check: false,
    request: false,
  });
});

test('copying is allowed to our page, and to no other', async () => {
  const copying = 'clipboard-sanitized-write';
  expect(await app.control('askPermission', copying, 'app://bundle')).toEqual({
    check: true,
    request: true,
  });
  expect(await app.control('askPermission', copying, foreign)).toEqual({
    check: false,
    request: false,
  });
});

test('devices and certificates are refused', async () => {
  expect(await app.control('askDevice', { deviceType: 'usb' })).toBe(false);
  expect(await app.control('verifyCertificate', 'elsewhere.test')).toBe(-2);
});

test('an original is saved where the user says; a download of anything else is cancelled', async () => {
  await app.control('watchDownloads');
  const savePath = join(app.userData, '原件.html');
  await app.control('answerDialog', 'download', savePath);
  const save = (href: string) =>
    window.page.evaluate((href) => {
      Object.assign(document.createElement('a'), { href, download: 'x' }).click();
    }, href);
  await save('./s/w-1/r/original');
  await eventually(() => recorded('download done')).toEqual([['completed', savePath]]);
  expect(existsSync(savePath)).toBe(true);
  await save('data:text/plain,made by a script');
  await save('./page.js');
  await eventually(async () => (await recorded('download')).map(([, state]) => state)).toEqual([
    'begun',
    'refused',
    'refused',
  ]);
});
