import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveHandle } from '../../main/contract/index.ts';
import { serve, type WebHost } from '../../main/web/serve.ts';
import { createWebSessions } from '../../main/web/sessions.ts';
import { chromiumArguments, findChromium } from '../support/find-chromium.ts';
import { fakeProgram, uploadPlace, type FakeProgram } from './support/fake-program.ts';

let folder: string;
let program: FakeProgram;
let host: WebHost;
let browser: Browser;

/** A page that is nothing but the renderer's own transport, and tells what it hears. */
const pageSource = `
import { createWebTransport } from ${JSON.stringify(join(import.meta.dirname, '../../renderer/app/web-transport.ts'))};
const transport = createWebTransport();
window.heard = [];
transport.subscribe((event) => window.heard.push(event));
window.ask = (request) => transport.call(request);
window.upload = (place, path, text) =>
  transport.upload(place, path, new File([text], 'x', { lastModified: 1700000000000 }));
document.title = 'ready';
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-page-'));
  await writeFile(join(folder, 'page.ts'), pageSource);
  const build = await rolldown({ input: join(folder, 'page.ts'), logLevel: 'silent' });
  await build.write({ dir: join(folder, 'renderer'), entryFileNames: 'page.js' });
  await build.close();
  await writeFile(
    join(folder, 'renderer/index.html'),
    '<!doctype html><script type="module" src="./page.js"></script><script>window.inlineRan = true</script>',
  );
  program = await fakeProgram();
  host = await serve(program, {
    sessions: createWebSessions(),
    rendererFolder: join(folder, 'renderer'),
    port: 0,
    open: false,
  });
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArguments],
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await host?.close();
  await program?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function openStartFile(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(host.startFile).href);
  await page.waitForURL(`${host.address}*`);
  await page.waitForFunction('document.title === "ready"');
  return page;
}

const state = '{ call: "program.state", args: {} }';

test('the start file leads into the program, the token stays in no address, a reload stays in', async () => {
  const page = await openStartFile();
  expect(await page.evaluate(`ask(${state})`)).toMatchObject({ ok: true });
  expect(page.url()).toBe(host.address);
  await page.reload();
  await page.waitForFunction('document.title === "ready"');
  expect(await page.evaluate(`ask(${state})`)).toMatchObject({ ok: true });
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('window.inlineRan')).toBeUndefined();
  await page.close();
});

test('a window opened without the start file is in no session', async () => {
  const page = await browser.newPage();
  await page.goto(host.address);
  expect(await page.evaluate(`ask(${state})`)).toMatchObject({
    ok: false,
    error: { code: 'not-allowed', details: { reason: 'no-session' } },
  });
  await page.close();
});

test('events and uploads pass through the browser', async () => {
  const page = await openStartFile();
  await page.evaluate('upload("upload-place-1", "2024年/甲 #1?.pdf", "text")');
  expect(existsSync(join(program.uploads, '000001'))).toBe(true);
  expect(uploadPlace).toBe('upload-place-1');
  await expect
    .poll(async () => {
      program.send({ type: 'changed', archive: archiveHandle.parse('archive-1'), tables: ['tag'] });
      return page.evaluate('heard.length > 0');
    })
    .toBe(true);
  await expect(page.evaluate('upload("no-such-place", "a.pdf", "text")')).rejects.toThrow(
    'nothing here',
  );
  await page.close();
});

test('when the host has ended, the window hears that its archive is closed', async () => {
  const page = await openStartFile();
  await page.evaluate('ask({ call: "jobs.list", archive: "archive-1", args: {} })');
  await host.close();
  await expect
    .poll(() => page.evaluate('heard.find((event) => event.type === "closed")'), {
      timeout: 20_000,
    })
    .toMatchObject({ archive: 'archive-1', error: { details: { reason: 'host-gone' } } });
  expect(await page.evaluate(`ask(${state})`)).toMatchObject({ error: { code: 'internal' } });
  await page.close();
});
