import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DoubleApp, DoubleWindow } from '../support/electron-double/launch.ts';
import { eventually, launchSample, probe } from './support.ts';

const foreign = 'http://elsewhere.test';
let app: DoubleApp;
let window: DoubleWindow;

beforeAll(async () => {
  app = await launchSample();
  window = await app.window();
  // Without these, "nothing arrived there" would hold of any page.
  for (const path of ['fetch', 'image.png', 'script.js', 'style.css', 'frame', 'form', 'page']) {
    await app.control('addFixture', `${foreign}/${path}`, { body: '' });
  }
});
afterAll(() => app.close());
beforeEach(async () => {
  await window.page.waitForFunction('typeof violations === "object"');
  await window.page.evaluate('violations.length = 0');
});

const violations = () => window.page.evaluate('violations') as Promise<string[]>;

test("the page's own script runs, scripts in its markup do not", async () => {
  expect((await probe(window.page, 'nothing of this name')).ran).toBe(false);
  await window.page.click('#handler');
  expect(await window.page.evaluate('[window.inlineRan, window.handlerRan]')).toEqual([
    undefined,
    undefined,
  ]);
});

test.each(['eval', 'function'])('text is not run as code by %s', async (name) => {
  expect(await probe(window.page, name)).toMatchObject({
    ran: false,
    value: expect.stringContaining('EvalError'),
  });
});

test.each([
  ['fetch', 'connect-src'],
  ['socket', 'connect-src'],
  ['image', 'img-src'],
  ['script', 'script-src-elem'],
  ['style', 'style-src-elem'],
  ['worker', 'worker-src'],
  ['base', 'base-uri'],
])('the policy stops a %s of elsewhere', async (name, directive) => {
  expect((await probe(window.page, name)).ran).toBe(false);
  expect(await violations()).toContain(directive);
});

test.each([
  ['frame', 'frame-src'],
  ['form', 'form-action'],
])('the policy stops a %s of elsewhere', async (name, directive) => {
  await probe(window.page, name);
  await eventually(violations).toContain(directive);
});

test('nothing of all this reached the foreign server, nor could our page be framed', async () => {
  expect(await app.control('foreignRequests')).toEqual([]);
  const headers = await window.page.evaluate(async () => {
    const { headers } = await fetch('./index.html');
    return Object.fromEntries(headers);
  });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
});
