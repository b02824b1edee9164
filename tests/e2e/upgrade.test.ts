import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { leftToUpgrade, makeOldArchive } from '../support/old-archive.ts';
import { eventually } from './support/eventually.ts';
import { startProgram, tellWindowOnFailure } from './support/program.ts';

test('an archive of an earlier version shows how far it is; stopped, it goes on when opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const archive = join(folder, 'home', '清河镇台账');
  await makeOldArchive(archive, 3_000);
  const program = await startProgram({ folder, archive });
  onTestFinished(() => program.close());
  const { page } = program;
  tellWindowOnFailure(() => page);

  const bar = page.getByRole('progressbar', { name: /正在为新版本整理目录：[\d,]+ \/ 3,000 件/u });
  await bar.waitFor();
  await page.getByText('中途停下不会丢失任何内容，下次打开时接着做。').waitFor();
  await page.getByRole('button', { name: '停下' }).click();
  await bar.waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog').count()).toBe(0);
  await eventually(() => readdir(archive)).not.toContain('lock');
  expect(await leftToUpgrade(archive)).toBeGreaterThan(0);

  await page.getByRole('option', { name: /清河镇台账/u }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('heading', { name: '文件库' }).waitFor();
  await page.getByText('第2999号通知').first().waitFor();
  expect(await leftToUpgrade(archive)).toBe(0);
  expect(program.troubles).toEqual([]);
});
