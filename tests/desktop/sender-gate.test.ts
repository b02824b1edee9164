import { afterAll, beforeAll, expect, test } from 'vitest';
import { channels } from '../../main/desktop/channels.ts';
import type { DoubleApp, DoubleWindow, ForgedFrame } from '../support/electron-double/launch.ts';
import { call, launchSample } from './support.ts';

let app: DoubleApp;
let window: DoubleWindow;

beforeAll(async () => {
  app = await launchSample();
  window = await app.window();
});
afterAll(() => app.close());

const echo = { call: 'echo', args: 'reached' };
const ours: ForgedFrame = { url: 'app://bundle/index.html' };

async function forged(frame: ForgedFrame | null, args: unknown[] = [echo], id = window.id) {
  const { ok, value } = await app.control('invokeForged', id, frame, channels.call, args);
  expect(ok, String(value)).toBe(true);
  return value as { ok: boolean; value?: unknown; error?: { code: string } };
}

async function codeOf(answer: Promise<{ ok: boolean; error?: { code: string } }>) {
  const { ok, error } = await answer;
  return ok ? 'answered' : error?.code;
}

test('our own page in our own window is answered', async () => {
  expect(await call(window.page, 'echo', [1, { 二: '三' }])).toEqual({
    ok: true,
    value: { args: [1, { 二: '三' }], session: expect.stringMatching(/^w-[0-9a-f]{24}$/) },
  });
  // The forged event that all refusals below vary in one respect.
  expect(await codeOf(forged(ours))).toBe('answered');
});

const strangers: [string, ForgedFrame | null][] = [
  ['a frame that is gone', null],
  ['a detached frame', { ...ours, detached: true }],
  ['our own page in a frame', { ...ours, parentUrl: ours.url }],
  ['our own page framed by a foreign one', { ...ours, parentUrl: 'http://elsewhere.test/' }],
  ['another host of our scheme', { url: 'app://other/index.html' }],
  ['a host that begins as ours', { url: 'app://bundle.elsewhere.test/index.html' }],
  ['our host with a port', { url: 'app://bundle:80/index.html' }],
  ['our host as a user name', { url: 'app://bundle@elsewhere.test/index.html' }],
  ['our host with a user name', { url: 'app://user@bundle/index.html' }],
  ['our host under http', { url: 'http://bundle/index.html' }],
  ['a file on disk', { url: 'file:///bundle/index.html' }],
  ['a page without an address', { url: '' }],
  ['about:blank', { url: 'about:blank' }],
  ['a data: page', { url: 'data:text/html,app://bundle/index.html' }],
  ['a blob: page made by ours', { url: 'blob:app://bundle/5f0c' }],
  ['developer tools', { url: 'devtools://devtools/bundled/inspector.html' }],
];

test.each(strangers)('%s is refused', async (_name, frame) => {
  expect(await codeOf(forged(frame))).toBe('not-allowed');
});

test('contents that no window of ours shows are refused', async () => {
  const { value } = await app.control('invokeForged', null, ours, channels.call, [echo]);
  expect(value).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});

const cyclic: Record<string, unknown> = {};
const deep = JSON.parse('['.repeat(30) + ']'.repeat(30)) as unknown;
cyclic['self'] = { deep: cyclic };
const malformed: [string, unknown[]][] = [
  ['nothing', []],
  ['two values', [echo, echo]],
  ['a map', [new Map([['call', 'echo']])]],
  ['bytes', [{ ...echo, args: new Uint8Array(8) }]],
  ['a date', [{ ...echo, args: new Date(0) }]],
  ['a big integer', [{ ...echo, args: 1n }]],
  ['not a number', [{ ...echo, args: Number.NaN }]],
  ['a cycle', [{ ...echo, args: cyclic }]],
  ['30 levels', [{ ...echo, args: deep }]],
  ['20 million characters', [{ ...echo, args: 'x'.repeat(20_000_000) }]],
  ['a million values', [{ ...echo, args: Array.from({ length: 1_000_000 }, () => 0) }]],
  ['text', ['echo']],
  ['no name of a call', [{ args: 1 }]],
];

test.each(malformed)('a message of %s is a bad request', async (_name, args) => {
  expect(await codeOf(forged(ours, args))).toBe('bad-request');
});

test.each(['constructor', '__proto__', 'toString', 'echo ', 'nothing'])(
  'a call named %j does not exist',
  async (name) => {
    expect(await codeOf(forged(ours, [{ call: name, args: 1 }]))).toBe('unknown-call');
  },
);

test('a fault of the program crosses without its words', async () => {
  const answer = await call(window.page, 'fail');
  expect(answer.error?.code).toBe('internal');
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('a channel that was never opened has no handler', async () => {
  const reply = await app.control('invokeForged', window.id, ours, 'mingce:other', [echo]);
  expect(reply).toMatchObject({ ok: false, value: expect.stringContaining('No handler') });
});

test.each([['destroy'], [null], [['close']], [{ action: 'close' }]])(
  'the window control %j is a bad request',
  async (action) => {
    const reply = await app.control('invokeForged', window.id, ours, channels.windowControl, [
      action,
    ]);
    expect(reply.value).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  },
);

test.each([
  ['a relative path', ['../secret'], 'bad-request'],
  ['no paths', [], 'bad-request'],
  ['a path with a NUL', ['/tmp\0/x'], 'bad-request'],
  ['something else than text', [{}], 'bad-request'],
  ['more paths than a hand can drop', Array.from({ length: 1001 }, () => '/tmp'), 'bad-request'],
  ['a path that is not there', ['/nowhere/清单.pdf'], 'source-missing'],
])('a drop of %s is refused', async (_name, paths, code) => {
  const reply = await app.control('invokeForged', window.id, ours, channels.drop, [paths]);
  expect(reply.value).toMatchObject({ ok: false, error: { code } });
});

test('a frame inside our page has no preload, and is refused if it speaks all the same', async () => {
  await window.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<title>inner</title>';
    document.body.append(frame);
    return new Promise((resolve) => (frame.onload = resolve));
  });
  const frame = window.page.frames().find((one) => one.url() === 'about:srcdoc');
  expect(await frame?.evaluate(() => 'mingce' in globalThis)).toBe(false);
  const answer = await app.control('invokeFromFrame', window.id, 'about:srcdoc', channels.call, [
    echo,
  ]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});
