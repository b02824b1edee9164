import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import sqlite3 from 'sqlite3';
import { afterAll, expect, test } from 'vitest';
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

const programs: RunningProgram[] = [];
const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  folders.push(folder);
  return folder;
}

async function started(options: StartOptions): Promise<RunningProgram> {
  const program = await startProgram(options);
  programs.push(program);
  return program;
}

afterAll(async () => {
  for (const program of programs) await program.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test('a second program on an archive is told who holds it, may look, and may not write', async () => {
  const folder = await temporaryFolder();
  const archive = await makeOfficeArchive(folder);
  const first = await started({ folder, archive });
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
  const files = 300;
  const folder = await temporaryFolder();
  const archive = join(folder, 'home', '清河镇台账');
  await importFolder(join(folder, '分批扫描'), { files, seed: 'power cut' });
  const first = await started({ folder });
  await welcomeOf(first.page).makeArchive('清河镇台账');
  await inboxOf(first.page).importFolder(join(folder, '分批扫描'));
  await eventually(() => documentsIn(archive)).toBeGreaterThan(0);
  await first.kill();
  const taken = await documentsIn(archive);

  const second = await started({ folder, archive });
  const { page } = second;
  tellWindowOnFailure(() => page);
  const inbox = inboxOf(page);
  await page.getByText(/^上次没有正常关闭。/u).waitFor();
  await shellOf(page).room('收件箱').click();
  const unfinished = await page.getByText(/^“分批扫描”没有导完，还剩 \d+ 个文件。$/u).innerText();
  const left = Number(/还剩 (\d+)/u.exec(unfinished)?.[1]);
  expect(left).toBeGreaterThan(0);
  expect(left).toBe(files - taken);
  await waiting(page, `收件箱 ${taken}`).waitFor();

  await page.getByRole('button', { name: '接着导入' }).click();
  await waiting(page, `收件箱 ${files}`).waitFor();
  await shellOf(page).notice('已收入').waitFor();
  expect(await page.getByText('没有导完').count()).toBe(0);
  await inbox.stack.getByText(`${files} 件`, { exact: true }).waitFor();
  expect(second.troubles).toEqual([]);
});

/** How many documents the catalogue holds, while it may be in use. */
async function documentsIn(archive: string): Promise<number> {
  const catalogue = new sqlite3.Database(join(archive, 'mingce.sqlite'), sqlite3.OPEN_READONLY);
  try {
    return await new Promise((resolve, reject) => {
      catalogue.get<{ count: number }>('SELECT count(*) AS count FROM document', (error, row) =>
        error ? reject(error) : resolve(row.count),
      );
    });
  } finally {
    catalogue.close();
  }
}

/** The tab of the inbox with its count. */
function waiting(page: Page, name: string | RegExp): Locator {
  return page.getByRole('navigation').getByRole('button', { name, exact: true });
}
