import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { importFolder } from '../support/scans/index.ts';
import { eventually } from './support/eventually.ts';
import { makeOfficeArchive } from './support/made-archive.ts';
import {
  startProgram,
  tellWindowOnFailure,
  type RunningProgram,
  type StartOptions,
} from './support/program.ts';
import { inboxOf, libraryOf, shellOf, welcomeOf } from './support/rooms.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function started(options: StartOptions): Promise<RunningProgram> {
  const program = await startProgram(options);
  onTestFinished(() => program.close());
  return program;
}

test('a second program on an archive is told who holds it, may look, and may not write', async () => {
  const folder = await temporaryFolder();
  const archive = await makeOfficeArchive(folder);
  const first = await startProgram({ folder, archive });
  const second = await started({ folder: await temporaryFolder(), archive });
  tellWindowOnFailure(() => second.page);
  const { page } = second;
  const shell = shellOf(page);
  const library = libraryOf(page);

  await page.getByText('另一个明册正在使用这个档案库，现在只能查看。').waitFor();
  expect(await page.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true);
  await shell.room('文件库').click();
  await library.row('关于第1次会议的通知').click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('t');
  expect(await shell.dialog.count()).toBe(0);
  expect(await library.list.getByRole('option').count()).toBeGreaterThan(5);
  await shell.room('收件箱').click();
  expect(await page.getByRole('button', { name: /^确认并看下一件/u }).isDisabled()).toBe(true);

  await first.close();
  await page.getByRole('button', { name: '再试一次' }).click();
  await eventually(() => page.getByRole('button', { name: '导入', exact: true }).isEnabled()).toBe(
    true,
  );
});

test('an import cut off by a power cut is offered again and completes exactly the rest', async () => {
  const files = 60;
  const folder = await temporaryFolder();
  await importFolder(join(folder, '分批扫描'), { files, seed: 'power cut' });
  const first = await startProgram({ folder });
  const before = first.page;
  await welcomeOf(before).makeArchive('清河镇台账');
  await inboxOf(before).importFolder(join(folder, '分批扫描'));
  await before
    .getByText(new RegExp(`^导入 ([5-9]|[1-4]\\d) / ${files}`, 'u'))
    .first()
    .waitFor();
  await first.kill();
  await first.close();

  const { page, troubles } = await started({ folder, archive: join(folder, 'home', '清河镇台账') });
  tellWindowOnFailure(() => page);
  const inbox = inboxOf(page);
  await shellOf(page).room('收件箱').click();
  await page.getByText(/“分批扫描”没有导完，还剩 \d+ 个文件。/u).waitFor();
  const stopped = await inbox.stack.getByText(/^\d+ 件$/u).innerText();
  expect(Number.parseInt(stopped, 10)).toBeLessThan(files);
  await page.getByRole('button', { name: '接着导入' }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: `收件箱 ${files}` })
    .waitFor();
  await eventually(() => page.getByText(/^导入 \d+ \//u).count()).toBe(0);
  await eventually(() => inbox.stack.getByText(/^\d+ 件$/u).innerText()).toBe(`${files} 件`);
  expect(await page.getByText('没有导完').count()).toBe(0);
  expect(troubles).toEqual([]);
});
