import { afterEach, expect, test } from 'vitest';
import { channels } from '../../main/desktop/channels.ts';
import type { DoubleApp } from '../support/electron-double/launch.ts';
import { call, eventually, launchSample } from './support.ts';

const foreign = 'http://elsewhere.test/';
const echo = { call: 'echo', args: 'reached' };
let app: DoubleApp;

afterEach(() => app.close());

test('a foreign document that took our window, preload and all, is refused', async () => {
  app = await launchSample();
  const { id, page } = await app.window();
  await app.control('addFixture', foreign, { body: '<h1>foreign</h1>' });
  await app.control('liftGuards', id);
  await app.control('forceLoad', id, foreign);
  await eventually(() => page.evaluate(() => document.body.innerText)).toBe('foreign');
  expect(await call(page, 'echo')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});

test('a foreign frame in our page has no preload and is refused', async () => {
  app = await launchSample();
  const { id, page } = await app.window();
  await app.control('addFixture', foreign, { body: '<h1>foreign</h1>' });
  await app.control('liftGuards', id);
  await page.reload();
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src });
    document.body.append(frame);
    return new Promise((resolve) => (frame.onload = resolve));
  }, foreign);
  const frame = page.frames().find((one) => one.url() === foreign);
  expect(await frame?.evaluate(() => document.body.innerText)).toBe('foreign');
  expect(await frame?.evaluate(() => 'mingce' in globalThis)).toBe(false);
  const answer = await app.control('invokeFromFrame', id, foreign, channels.call, [echo]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});
