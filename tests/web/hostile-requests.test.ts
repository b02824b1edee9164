import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uploadPlace } from './support/fake-program.ts';
import { tokenIn, type Answer } from './support/requests.ts';
import { runHost, type KnownWindow, type RunningHost } from './support/running-host.ts';

let now = Date.now();
let running: RunningHost;
let us: KnownWindow;

beforeAll(async () => {
  running = await runHost({
    limits: { callBytes: 64 * 1024, uploadBytes: 1024 },
    now: () => now,
  });
  us = await running.enter();
});
afterAll(() => running.close());

/** Nothing of a refused request reached the program, and the answer tells nothing. */
async function refused(status: number, asking: Promise<Answer>): Promise<void> {
  const before = running.program.asked.length;
  const answer = await asking;
  expect(answer.status).toBe(status);
  expect(running.program.asked.length).toBe(before);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
}

const upload = (path: string, headers: Record<string, string> = {}, body = 'x'): Promise<Answer> =>
  running.ask(`/upload/${uploadPlace}?path=${encodeURIComponent(path)}`, {
    method: 'PUT',
    headers: { ...us.headers, 'content-type': 'application/octet-stream', ...headers },
    body,
  });

test('an honest call is answered', async () => {
  const answer = await running.call(us);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { call: 'program.state', args: {} } });
});

describe('pages of other origins', () => {
  test('a call from a page on another port is refused', () =>
    refused(403, running.call(us, { headers: { origin: 'http://127.0.0.1:8080' } })));

  test('a call from another port of our own name is refused', () =>
    refused(403, running.call(us, { headers: { origin: `${running.origin.slice(0, -1)}` } })));

  test('a call from a page without an origin (sandboxed frame, local file) is refused', () =>
    refused(403, running.call(us, { headers: { origin: 'null' } })));

  test('a call that carries no origin at all is refused', () =>
    refused(403, running.call(us, { headers: { origin: undefined } })));

  test('a page of a name that resolves here (DNS rebinding) is refused', () =>
    refused(421, running.call(us, { headers: { host: 'rebound.example:80' } })));

  test('the bare address is not our name', () =>
    refused(
      421,
      running.call(us, { headers: { host: running.name.replace(/^.*:/, '127.0.0.1:') } }),
    ));

  test('localhost is not our name', () =>
    refused(
      421,
      running.ask('/', { headers: { host: running.name.replace(/^.*:/, 'localhost:') } }),
    ));

  test('two Host headers are refused', async () => {
    const answer = await running.raw(
      `GET / HTTP/1.1\r\nHost: ${running.name}\r\nHost: other.example\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4(00|21) /);
  });

  test('a picture of ours in a page of another site is refused', () =>
    refused(
      403,
      running.ask(`/${running.sessions.address(us.session, 'r/page/archive-1/1/1/800')}`, {
        headers: { cookie: us.cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      }),
    ));

  test('a script of ours in a page of another site is refused', () =>
    refused(403, running.ask('/assets/main.js', { headers: { 'sec-fetch-site': 'same-site' } })));

  test('the start page in a frame of another site is refused', () =>
    refused(
      403,
      running.ask('/', {
        headers: {
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'iframe',
        },
      }),
    ));

  test('leave to send a foreign request (preflight) is not given', () =>
    refused(
      403,
      running.ask('/call', {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      }),
    ));
});

describe('secrets that are missing, stolen or old', () => {
  test('a call without any secret is refused', () =>
    refused(
      401,
      running.call({ headers: { origin: running.origin, 'content-type': 'application/json' } }),
    ));

  test('a stolen cookie alone is refused', () =>
    refused(401, running.call(us, { headers: { 'x-mingce-key': undefined } })));

  test('a stolen key alone is refused', () =>
    refused(401, running.call(us, { headers: { cookie: undefined } })));

  test("one browser's key with another browser's cookie is refused", async () => {
    const other = await running.enter();
    expect(other.cookie).not.toBe(us.cookie);
    await refused(401, running.call(us, { headers: { cookie: other.cookie } }));
  });

  test('a cookie beside ours, put there by another program, is refused', () =>
    refused(401, running.call(us, { headers: { cookie: `mingce=theirs; ${us.cookie}` } })));

  test('events without a key are refused', () =>
    refused(401, running.ask('/events', { headers: { cookie: us.cookie } })));

  test('an upload without a key is refused', async () => {
    await refused(
      401,
      running.ask(`/upload/${uploadPlace}?path=a.pdf`, {
        method: 'PUT',
        headers: { origin: running.origin, cookie: us.cookie },
        body: 'x',
      }),
    );
  });

  const start = (token: string): Promise<Answer> =>
    running.ask('/start', {
      method: 'POST',
      headers: { origin: running.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });

  test('a start token works once', async () => {
    const token = tokenIn(running.host.startAddress());
    expect((await start(token)).status).toBe(200);
    await refused(401, start(token));
  });

  test('a start token of a minute ago is refused', async () => {
    const token = tokenIn(running.host.startAddress());
    now += 60_000;
    await refused(401, start(token));
  });

  test('a guessed start token is refused', () => refused(401, start('A'.repeat(43))));
});

describe('addresses of bytes', () => {
  const page = 'r/page/archive-1/1/1/800';
  const get = (address: string, cookie = us.cookie): Promise<Answer> =>
    running.ask(`/${address}`, { headers: { cookie } });

  test('an address without a signature is refused', () => refused(403, get(page)));

  test('a signature of another page is refused', () =>
    refused(403, get(running.sessions.address(us.session, page).replace('/1/800', '/2/800'))));

  test('an address in another browser is refused', async () => {
    const other = await running.enter();
    await refused(403, get(running.sessions.address(us.session, page), other.cookie));
  });

  test('an address of twenty minutes ago is refused, one made later than allowed too', async () => {
    const address = running.sessions.address(us.session, page);
    expect((await get(address)).status).toBe(200);
    await refused(403, get(address.replace(/e=\d+/, `e=${now + 86_400_000}`)));
    now += 20 * 60_000;
    await refused(403, get(address));
  });
});

describe('paths that lead elsewhere', () => {
  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets//main.js',
    '/assets/main.js%00.html',
    '/r/volume/archive-1/..%2F..%2Fmingce.sqlite',
  ])('%s is refused', (path) =>
    refused(400, running.ask(path, { headers: { cookie: us.cookie } })),
  );

  test('the address of another host in the request line is refused', async () => {
    const answer = await running.raw(
      `GET http://other.example/ HTTP/1.1\r\nHost: ${running.name}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a file that is not in the list is not there', () =>
    refused(404, running.ask('/licenses.txt')));

  test.each([
    '../../mingce.sqlite',
    '/etc/hosts',
    'a/../../b.pdf',
    'a//b.pdf',
    '',
    'a\0b',
    '甲'.repeat(1366),
  ])('an upload named %.30s is refused and leaves nothing', async (path) => {
    const before = await readdir(running.program.uploads);
    await refused(400, upload(path));
    expect(await readdir(running.program.uploads)).toEqual(before);
  });

  test('an upload to a place that is none is refused', () =>
    refused(
      404,
      running.ask('/upload/another-place?path=a.pdf', {
        method: 'PUT',
        headers: us.headers,
        body: 'x',
      }),
    ));
});

describe('bodies', () => {
  test('a call as a form is refused', () =>
    refused(
      415,
      running.call(us, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ));

  test('a call as plain text is refused', () =>
    refused(415, running.call(us, { headers: { 'content-type': 'text/plain' } })));

  test('a call that is not JSON is refused', () =>
    refused(400, running.call(us, { body: '{"call":' })));

  test('a call by GET is refused', () =>
    refused(405, running.call(us, { method: 'GET', body: '' })));

  test('an oversized call is refused by its announced length', () =>
    refused(413, running.call(us, { body: 'x'.repeat(64 * 1024 + 1) })));

  test('an oversized call without a length is refused while it comes', async () => {
    const answer = await running.raw(
      [
        'POST /call HTTP/1.1',
        `Host: ${running.name}`,
        ...Object.entries(us.headers).map(([name, value]) => `${name}: ${value}`),
        'Transfer-Encoding: chunked',
        '',
        `${(70_000).toString(16)}`,
        'x'.repeat(70_000),
        '',
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('an oversized upload is refused and leaves nothing', async () => {
    const before = await readdir(running.program.uploads);
    await refused(413, upload('a.pdf', {}, 'x'.repeat(1025)));
    expect(await readdir(running.program.uploads)).toEqual(before);
  });

  test('a request with two lengths is refused', async () => {
    const answer = await running.raw(
      `POST /call HTTP/1.1\r\nHost: ${running.name}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('an endless address is refused', async () => {
    const answer = await running.ask(`/${'a'.repeat(17_000)}`);
    expect(answer.status).toBe(414);
  });
});

describe('originals that would like to be pages', () => {
  test.each([
    ['HTML', 'r/original/archive-1/1'],
    ['SVG', 'r/original/archive-1/2'],
    ['a PDF that is also HTML', 'r/original/archive-1/3'],
    ['a page image that is none', 'r/page/archive-1/1/2/800'],
  ])('%s leaves as a harmless attachment', async (_kind, path) => {
    const answer = await running.ask(`/${running.sessions.address(us.session, path)}`, {
      headers: { cookie: us.cookie },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
