import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallArgs, CallName, CallResult } from '../../main/contract/index.ts';
import { createProgram, type Program } from '../../main/program/index.ts';
import { serve, type WebHost } from '../../main/web/serve.ts';
import { createWebSessions } from '../../main/web/sessions.ts';
import { launchNode } from '../../main/workers/index.ts';
import { hostileHtml, hostileSvg, polyglotPdf, redHeadText } from '../support/scans/index.ts';
import { browserTo, type Answer, type Window } from './support/requests.ts';
import { makeRenderer } from './support/running-host.ts';

let folder: string;
let program: Program;
let host: WebHost;
let browser: ReturnType<typeof browserTo>;
let us: Window;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-web-'));
  const sessions = createWebSessions();
  program = await createProgram({
    kind: 'web',
    version: '0.0.0',
    userDataFolder: join(folder, 'user'),
    homeFolder: join(folder, 'home'),
    demoFolder: null,
    startArchive: null,
    launchWorker: launchNode,
    address: sessions.address,
  });
  const rendererFolder = await makeRenderer(join(folder, 'renderer'));
  host = await serve(program, { sessions, rendererFolder, port: 0, open: false });
  browser = browserTo(host.address);
  us = await browser.enter(host.startAddress());
  archive = (await call('library.create', { name: '清河镇台账', fonds: null, place: null })).handle;
});

afterAll(async () => {
  await host?.close();
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

async function call<Name extends CallName>(
  name: Name,
  args: CallArgs<Name>,
): Promise<CallResult<Name>> {
  const body = JSON.stringify({ call: name, args, ...(archive ? { archive } : {}) });
  const { text } = await browser.ask('/call', { method: 'POST', headers: us.headers, body });
  const answer = JSON.parse(text) as { ok: boolean; value: CallResult<Name> };
  expect(answer).toMatchObject({ ok: true });
  return answer.value;
}

async function upload(files: Readonly<Record<string, Buffer>>): Promise<void> {
  const { place } = await call('intake.openUpload', { title: '清河镇' });
  for (const [path, body] of Object.entries(files)) {
    const target = `/upload/${place}?path=${encodeURIComponent(path)}`;
    const { status } = await browser.ask(target, { method: 'PUT', headers: us.headers, body });
    expect(status).toBe(201);
  }
  const { import: id } = await call('intake.start', {
    places: [place],
    options: { confirm: true },
  });
  await expect
    .poll(
      async () => {
        const { imports } = await call('intake.imports', { offset: 0, limit: 10 });
        return imports.find((each) => each.id === id)?.state;
      },
      { timeout: 30_000 },
    )
    .toBe('finished');
}

async function download(name: string): Promise<Answer> {
  const { rows } = await call('catalog.list', { filter: { place: 'all' }, offset: 0, limit: 50 });
  for (const { id } of rows) {
    const { originals } = await call('catalog.get', { id });
    const original = originals.find((each) => each.name === name);
    if (original) return browser.ask(`/${original.download}`, { headers: { cookie: us.cookie } });
  }
  throw new Error(`no original ${name}`);
}

test('files uploaded by a browser become documents, with their folders as text', async () => {
  await upload({
    '2024年/组织领导/清政发〔2024〕36号 关于成立领导小组的通知.pdf': await redHeadText({
      title: '关于成立领导小组的通知',
    }),
    '2024年/网页.html': hostileHtml(),
    '2024年/图.svg': hostileSvg(),
    '2024年/双面.pdf': polyglotPdf(await redHeadText({ title: '关于报送材料的通知' })),
  });
  const { rows } = await call('catalog.list', {
    filter: { place: 'all', text: '成立领导小组' },
    offset: 0,
    limit: 10,
  });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    title: '关于成立领导小组的通知',
    year: 2024,
    referenceNumber: '清政发〔2024〕36号',
    category: '组织领导',
  });
  const { originals } = await call('catalog.get', { id: rows[0]?.id as never });
  expect(originals[0]?.sourcePath).toContain('2024年/组织领导');
});

test('a thumbnail is a picture of ours, for this browser alone', async () => {
  const { rows } = await call('catalog.list', {
    filter: { place: 'all', text: '成立领导小组' },
    offset: 0,
    limit: 1,
  });
  const address = `/${rows[0]?.thumbnail}`;
  const seen = await browser.ask(address, { headers: { cookie: us.cookie } });
  expect(seen.status).toBe(200);
  expect(seen.headers['content-type']).toMatch(/^image\/(webp|jpeg|png)$/);
  const other = await browser.enter(host.startAddress());
  expect((await browser.ask(address, { headers: { cookie: other.cookie } })).status).toBe(403);
});

test.each(['网页.html', '图.svg', '双面.pdf'])(
  '%s leaves as a harmless attachment',
  async (name) => {
    const answer = await download(name);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  },
);

test('another window does not reach this window’s archive or upload places', async () => {
  const { place } = await call('intake.openUpload', { title: '清河镇' });
  const other = await browser.enter(host.startAddress());
  const put = await browser.ask(`/upload/${place}?path=a.pdf`, {
    method: 'PUT',
    headers: other.headers,
    body: 'x',
  });
  expect(put.status).toBe(404);
  const asked = await browser.ask('/call', {
    method: 'POST',
    headers: other.headers,
    body: JSON.stringify({ call: 'catalog.tree', archive, args: {} }),
  });
  expect(JSON.parse(asked.text)).toMatchObject({ ok: false, error: { code: 'archive-not-found' } });
});

test('a place that is a folder of this computer is no place to upload to', async () => {
  const { recents } = await call('program.state', {});
  const place = recents[0]?.place ?? 'unknown-place';
  const put = await browser.ask(`/upload/${place}?path=a.pdf`, {
    method: 'PUT',
    headers: us.headers,
    body: 'x',
  });
  expect(put.status).toBe(404);
});
