import { spawn } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/archives.ts';
import { here } from './support.ts';

const main = fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url));
const patience = { timeout: 30_000 };

async function pdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  return document.save();
}

test('the watch command takes files in until it is interrupted, a line each', async () => {
  const home = await temporaryFolder();
  const [archive, folder] = [join(home, '清河镇台账'), join(home, '扫描件')];
  await here('new', archive);
  await mkdir(folder);
  const child = spawn(process.execPath, [main, 'watch', archive, folder, '--json']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  await expect.poll(() => err, patience).toContain('正在监看');
  await writeFile(join(folder, '甲.pdf.part'), await pdf());
  await rename(join(folder, '甲.pdf.part'), join(folder, '甲.pdf'));
  await expect.poll(() => out, patience).toContain('\n');
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([{ path: join(folder, '甲.pdf'), outcome: 'imported', id: 1 }]);
  const { value } = await here<{ total: number }>('list', archive, '--inbox');
  expect(value.total).toBe(1);
});

test('a folder of the archive itself is not watched', async () => {
  const archive = join(await temporaryFolder(), '清河镇台账');
  await here('new', archive);
  const { status, value } = await here('watch', archive, join(archive, 'exports'));
  expect(status).toBe(1);
  expect(value).toMatchObject({ error: { code: 'invalid-value' } });
});

test('separator sheets are written where they are asked for', async () => {
  const home = await temporaryFolder();
  const archive = join(home, '清河镇台账');
  await here('new', archive);
  const out = join(home, '分隔页.pdf');
  const words = ['--category', '环境整治', '--year', '2024', '--department', '党政办'];
  const made = await here('separators', archive, '--out', out, ...words, '--copies', '4');
  expect(made).toMatchObject({ status: 0, value: { path: out, pages: 4 } });
  const status = async (...more: readonly string[]) =>
    (await here('separators', archive, ...more)).status;
  expect(await status()).toBe(2);
  expect(await status('--out', out, '--copies', '101')).toBe(2);
  expect(await status('--out', out, '--year', '24')).toBe(2);
  expect(await status('--out', out, '--category', '没有这类')).toBe(2);
  expect(await status('--out', join(home, '没有', 'x.pdf'))).toBe(1);
});
