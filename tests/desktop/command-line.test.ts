import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDouble } from '../support/electron-double/launch.ts';
import { redHeadText } from '../support/scans/index.ts';

const entry = fileURLToPath(new URL('../../main/desktop/main.ts', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingce-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function mingce(...words: string[]) {
  // A user's first start: his folder is not there yet.
  const env = { MINGCE_USER_DATA: join(folder, 'user') };
  await using app = launchDouble({ entry, env, args: ['--cli', ...words] });
  const status = await app.ended();
  return { status, output: app.output, lockTaken: existsSync(join(folder, 'user', 'instance')) };
}

test('--cli is the command line: no window, no lock, workers as utility processes', async () => {
  const archive = join(folder, '清河镇台账');
  const scan = join(folder, '关于成立工作专班的通知.pdf');
  writeFileSync(scan, await redHeadText());
  expect(await mingce('new', archive)).toMatchObject({ status: 0 });
  const imported = await mingce('import', archive, scan, '--json');
  expect(imported.status, imported.output).toBe(0);
  const found = await mingce('search', archive, '专班', '--json');
  expect(found.status, found.output).toBe(0);
  expect(found.output).toContain('关于成立');
  expect(found.lockTaken).toBe(false);
});

test("the command line's status is the program's", async () => {
  expect(await mingce('frobnicate')).toMatchObject({ status: 2 });
  expect(await mingce('list', join(folder, 'nowhere'))).toMatchObject({ status: 3 });
});
