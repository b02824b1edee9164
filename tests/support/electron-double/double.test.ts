import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchDouble } from './launch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingce-double-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs an entry of this text to its end. */
async function run(entry: string, extension = 'mjs') {
  const path = join(folder, `main.${extension}`);
  writeFileSync(path, entry);
  await using app = launchDouble({ entry: path, env: { ELECTRON_DOUBLE_PATIENCE_MS: '1500' } });
  return { status: await app.ended(), output: app.output };
}

test.each([
  ['a module', "import { app } from 'electron'; app.exit(app.isReady() ? 1 : 5);", 'mjs'],
  ['another name', "import { app } from 'electron/main'; app.exit(5);", 'mjs'],
  ['a required module', "require('electron').app.exit(5);", 'cjs'],
])('electron is the double to %s', async (_name, entry, extension) => {
  expect(await run(entry, extension)).toEqual({ status: 5, output: '' });
});

test.each([
  ['a module without a model', "import { Tray } from 'electron'; new Tray('x');", 'Tray'],
  ['a member without one', "import { app } from 'electron'; app.dock;", 'app.dock'],
  ['an event it never fires', "import { app } from 'electron'; app.on('x', () => 0);", "event 'x'"],
  [
    'an unsandboxed window',
    `import { app, BrowserWindow } from 'electron';
     app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: false } }));`,
    'unsandboxed',
  ],
])('using %s is an error that names it', async (_name, entry, named) => {
  const { status, output } = await run(entry);
  expect(status).toBe(1);
  expect(output).toMatch(/not modelled by the Electron double/);
  expect(output).toContain(named);
});

test.each([
  ['a window', "import { BrowserWindow } from 'electron'; new BrowserWindow();"],
  ['a protocol', "import { protocol } from 'electron'; protocol.handle('app', () => 0);"],
  ['a utility process', "import { utilityProcess } from 'electron'; utilityProcess.fork('x');"],
])('%s before readiness is an error', async (_name, entry) => {
  const { status, output } = await run(entry);
  expect(status).toBe(1);
  expect(output).toMatch(/before app is ready|after ready/);
});

test('privileges of a scheme after readiness are an error', async () => {
  const { status, output } = await run(
    `import { app, protocol } from 'electron';
     app.whenReady().then(() => protocol.registerSchemesAsPrivileged([{ scheme: 'app' }]));`,
  );
  expect(status).toBe(1);
  expect(output).toContain('before ready');
});

test('an entry that waits for readiness at its top level never gets ready', async () => {
  const { status, output } = await run(
    "import { app } from 'electron'; await app.whenReady(); app.exit(0);",
  );
  expect(status).toBe(7);
  expect(output).toContain('await app.whenReady() at its top level');
});
