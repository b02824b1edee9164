import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HostEvent } from '../../main/contract/index.ts';
import { archiveHandle } from '../../main/contract/index.ts';
import { uploadPlace } from './support/fake-program.ts';
import { tokenInFile, type Window } from './support/requests.ts';
import { runHost, type RunningHost } from './support/running-host.ts';

let now = Date.now();
let running: RunningHost;

beforeEach(async () => {
  running = await runHost({ now: () => now });
});
afterEach(() => running.close());

const changed: HostEvent = {
  type: 'changed',
  archive: archiveHandle.parse('archive-1'),
  tables: ['document'],
};

/** Reads the event stream until `lines` events have come. */
function readEvents(window: Window, lines: number, onOpen: () => void): Promise<unknown[]> {
  const { hostname, port } = new URL(running.host.address);
  return new Promise((resolve, reject) => {
    const events: unknown[] = [];
    const stream = request(
      {
        host: '127.0.0.1',
        port,
        path: '/events',
        headers: { host: `${hostname}:${port}`, ...window.headers },
        agent: false,
      },
      (response) => {
        response.setEncoding('utf8');
        response.once('data', onOpen);
        response.on('data', (text: string) => {
          for (const line of text.split('\n').filter(Boolean)) events.push(JSON.parse(line));
          if (events.length < lines) return;
          stream.destroy();
          resolve(events);
        });
      },
    );
    stream.on('error', reject);
    stream.end();
  });
}

test.skipIf(process.platform === 'win32')('only the user can read the start file', () => {
  expect(statSync(running.host.startFile).mode & 0o777).toBe(0o600);
  expect(statSync(join(running.host.startFile, '..')).mode & 0o777).toBe(0o700);
});

test('the host has a random name and says nothing of its secrets in its address', () => {
  expect(running.host.address).toMatch(/^http:\/\/m-[0-9a-f]{32}\.localhost:\d+\/$/);
});

test('the start page and the files of the renderer are served with their policy', async () => {
  const start = await running.ask('/', {
    headers: {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    },
  });
  expect(start.status).toBe(200);
  expect(start.text).toContain('明册');
  expect(start.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
      "img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(start.headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  const script = await running.ask('/assets/main.js', {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test('the token in the start file leads in once; the file then holds another', async () => {
  const token = await tokenInFile(running.host.startFile);
  const answer = await running.ask('/start', {
    method: 'POST',
    headers: { origin: running.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^mingce=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  await expect.poll(() => tokenInFile(running.host.startFile)).not.toBe(token);
});

test('a second window of the same browser shares its cookie and has its own key and session', async () => {
  const first = await running.enter();
  const second = await running.enter(first.cookie);
  expect(second.cookie).toBe(first.cookie);
  expect(second.key).not.toBe(first.key);
  expect(second.session).not.toBe(first.session);
  expect((await running.call(first)).status).toBe(200);
  expect((await running.call(second)).status).toBe(200);
});

test('a call reaches the program as the session it came from', async () => {
  const window = await running.enter();
  await running.call(window, { body: '{"call":"jobs.list","archive":"archive-1","args":{}}' });
  expect(running.program.asked).toEqual([
    {
      session: window.session,
      request: { call: 'jobs.list', archive: 'archive-1', args: {} },
    },
  ]);
});

test('events come as they happen, a line each', async () => {
  const window = await running.enter();
  const events = await readEvents(window, 2, () => {
    running.program.send(changed);
    running.program.send({ ...changed, tables: ['tag'] });
  });
  expect(events).toEqual([changed, { ...changed, tables: ['tag'] }]);
});

test('an upload is stored under a number, its relative path noted as text', async () => {
  const window = await running.enter();
  const put = (path: string, body: string) =>
    running.ask(`/upload/${uploadPlace}?path=${encodeURIComponent(path)}&modified=1700000000000`, {
      method: 'PUT',
      headers: window.headers,
      body,
    });
  const names = [
    '2024年/组织领导/清政发〔2024〕36号 关于成立领导小组的通知.pdf',
    '=1+1.csv',
    'CON.pdf',
  ];
  const answers = await Promise.all(names.map((name) => put(name, `content of ${name}`)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);

  const folder = running.program.uploads;
  expect((await readdir(folder)).sort()).toEqual(['000001', '000002', '000003', 'index.ndjson']);
  const index = (await readFile(join(folder, 'index.ndjson'), 'utf8')).trim().split('\n');
  const noted = index.map(
    (line) => JSON.parse(line) as { file: string; path: string; bytes: number },
  );
  expect(noted.map(({ path }) => path).sort()).toEqual([...names].sort());
  for (const { file, path, bytes } of noted) {
    const content = await readFile(join(folder, file), 'utf8');
    expect(content).toBe(`content of ${path}`);
    expect(bytes).toBe(Buffer.byteLength(content));
  }
});

test('an upload that breaks off leaves nothing', async () => {
  const window = await running.enter();
  const { hostname, port } = new URL(running.host.address);
  await new Promise<void>((resolve) => {
    const upload = request({
      host: '127.0.0.1',
      port,
      method: 'PUT',
      path: `/upload/${uploadPlace}?path=a.pdf`,
      headers: { host: `${hostname}:${port}`, ...window.headers, 'content-length': '1000' },
      agent: false,
    });
    upload.on('error', () => undefined);
    upload.on('close', resolve);
    upload.write('x'.repeat(100), () => setTimeout(() => upload.destroy(), 50));
  });
  await expect.poll(() => readdir(running.program.uploads)).toEqual([]);
});

test('page images may be kept by the browser while their address lasts, and ranges are answered', async () => {
  const window = await running.enter();
  const get = (path: string, range?: string) =>
    running.ask(`/${running.sessions.address(window.session, path)}`, {
      headers: { cookie: window.cookie, ...(range === undefined ? {} : { range }) },
    });
  const page = await get('r/page/archive-1/1/1/800');
  expect(page.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=1200',
  });
  const part = await get('r/original/archive-1/3', 'bytes=0-3');
  expect(part.status).toBe(206);
  expect(part.text).toBe('%PDF');
  expect(part.headers['content-range']).toMatch(/^bytes 0-3\//);
  expect(part.headers['cache-control']).toBe('no-store');
  expect(running.sessions.address(window.session, 'r/thumb/archive-1/1')).toBe(
    running.sessions.address(window.session, 'r/thumb/archive-1/1'),
  );
});

test('a session nobody uses ends after ten minutes, one that listens does not', async () => {
  const idle = await running.enter();
  const listening = await running.enter();
  const stop = running.sessions.listening(listening.session);
  now += 10 * 60_000;
  expect(running.sessions.sweep()).toEqual([idle.session]);
  expect((await running.call(idle)).status).toBe(401);
  stop();
  expect(running.sessions.sweep()).toEqual([]);
});

test('a closed host leaves no start file', async () => {
  await running.host.close();
  expect(existsSync(running.host.startFile)).toBe(false);
});
