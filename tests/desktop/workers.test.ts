import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoubleApp, DoubleWindow } from '../support/electron-double/launch.ts';
import { call, eventually, launchSample } from './support.ts';

let app: DoubleApp;
let window: DoubleWindow;

beforeAll(async () => {
  app = await launchSample();
  window = await app.window();
});
afterAll(() => app.close());

test('a worker answers over its parent port and knows its parent', async () => {
  const { value } = await call(window.page, 'work', { 页: [1, 2] });
  expect(value).toMatchObject({
    heard: [{ answer: { 页: [1, 2] }, send: 'undefined', argv: [`--parent=${app.child.pid}`] }],
    code: 0,
  });
});

test('a worker that dies is reported with its last words', async () => {
  expect((await call(window.page, 'work', 'die')).value).toEqual({
    heard: [],
    code: 3,
    lastWords: 'last words\n',
  });
});

test('a worker that hangs and does not listen to signals is killed', async () => {
  const { value } = await call(window.page, 'work', 'hang');
  expect(value).toMatchObject({ heard: ['hanging'] });
  expect((value as { code: number }).code).not.toBe(0);
});

test('a worker that is not wanted any more before it runs does not stay', async () => {
  const { value } = await call(window.page, 'work', 'never');
  expect(value).toMatchObject({ heard: [] });
  await eventually(() => app.control('utilityPids')).toEqual([]);
});
