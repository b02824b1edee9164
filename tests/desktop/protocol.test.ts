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

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  window.page.evaluate(
    async ({ path, init }) => {
      const answer = await fetch(path, init);
      const bytes = [...new Uint8Array(await answer.arrayBuffer())];
      return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
    },
    { path, init },
  );

test('the scheme is privileged from the first moment, and our own', async () => {
  const [scheme] = (await app.control('records')).filter(
    ({ what }) => what === 'protocol.registerSchemesAsPrivileged',
  );
  expect(scheme?.args).toEqual([
    'app',
    { standard: true, secure: true, supportFetchAPI: true, stream: true },
  ]);
});

test.each([
  'nothing.js',
  '../program.ts',
  '%2e%2e/program.ts',
  '..%2fprogram.ts',
  'r',
  '',
  'index.html/',
  'INDEX.HTML',
])('%j is not a file of the renderer', async (path) => {
  expect(await ask(`./${path}`)).toMatchObject({ status: 404, bytes: [] });
});

test.each(['POST', 'PUT', 'DELETE'])('%s is not answered', async (method) => {
  expect(await ask('./index.html', { method })).toMatchObject({ status: 405, bytes: [] });
});

test('a HEAD has headers and no body', async () => {
  const { status, headers, bytes } = await ask('./page.js', { method: 'HEAD' });
  expect({ status, bytes }).toEqual({ status: 200, bytes: [] });
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test('a range is answered with just its bytes', async () => {
  const { status, headers, bytes } = await ask('./s/w-1/r/range', {
    headers: { range: 'bytes=250-253' },
  });
  expect({ status, bytes }).toEqual({ status: 206, bytes: [250, 0, 1, 2] });
  expect(headers['content-range']).toBe('bytes 250-253/1000');
  expect((await ask('./s/w-1/r/range')).bytes).toHaveLength(1000);
});

test('a resource is sent as it is made, and left alone when the page stops listening', async () => {
  const first = await window.page.evaluate(async () => {
    const control = new AbortController();
    const answer = await fetch('./s/w-1/r/endless', { signal: control.signal });
    const { value } = (await answer.body?.getReader().read()) ?? {};
    control.abort();
    return value?.length ?? 0;
  });
  expect(first).toBeGreaterThan(0);
  const abandoned = async () =>
    ((await call(window.page, 'streamed')).value as { abandoned: number }).abandoned;
  await eventually(abandoned).toBe(1);
});

test('bytes from outside are never a page of ours', async () => {
  const { headers } = await ask('./s/w-1/r/original');
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringContaining('attachment'),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  expect((await ask('./s/w-1/r/page.html')).headers['content-security-policy']).toContain(
    'sandbox',
  );
});

test('another host of the scheme is not served', async () => {
  const { page } = window;
  await app.control('liftGuards', window.id);
  const session = await page.context().newCDPSession(page);
  const refused = page.waitForResponse((response) => response.url().includes('other.app'));
  await session.send('Page.navigate', { url: app.shown('app://other/index.html') });
  expect((await refused).status()).toBe(404);
  await app.control('forceLoad', window.id, 'app://bundle/index.html');
});
