import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { makeLargeArchive } from '../support/large-archive.ts';
import { watchCalls } from './support/calls.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { libraryOf, shellOf } from './support/rooms.ts';

const documents = 20_000;
let folder: string;
let program: RunningProgram;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  archive = join(folder, '大型台账');
  const workers = createWorkerPool(launchNode, { size: 1 });
  await makeLargeArchive(
    archive,
    { documents, pagesEach: 1, charactersAPage: 30, seed: 20 },
    { workers, user: '陈立新', language: 'zh-CN' },
  );
  await workers.close();
  program = await startProgram({ folder, archive });
}, 300_000);

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The dates of all documents in order, asked of the catalogue itself. */
async function datesInOrder(): Promise<readonly string[]> {
  const catalogue = new sqlite3.Database(join(archive, 'mingce.sqlite'), sqlite3.OPEN_READONLY);
  try {
    return await new Promise((resolve, reject) => {
      catalogue.all<{ date: string }>('SELECT date FROM document ORDER BY date', (error, rows) =>
        error ? reject(error) : resolve(rows.map(({ date }) => date)),
      );
    });
  } finally {
    catalogue.close();
  }
}

/** The longest list anywhere in an answer. */
function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Math.max(own, ...Object.values(value).map(longestList));
}

test('a list of 20,000 documents shows the right rows wherever it is scrolled, and never asks for many', async () => {
  tellWindowOnFailure(() => program.page);
  const { page } = program;
  const library = libraryOf(page);
  const calls = watchCalls(page);
  const dates = await datesInOrder();
  expect(dates.length).toBe(documents);

  await shellOf(page).room('文件库').click();
  await page.getByText('20,000 件', { exact: true }).waitFor();
  await page.getByRole('button', { name: '新的在前' }).click();
  await page.getByRole('menuitem', { name: '按日期' }).click();
  await page.getByRole('button', { name: '按日期' }).click();
  await page.getByRole('menuitem', { name: '升序' }).click();

  const rowAt = (position: number) => library.list.locator(`[aria-posinset="${position}"]`);
  const shows = async (position: number): Promise<void> => {
    await rowAt(position)
      .getByText(dates[position - 1] ?? '')
      .waitFor();
  };
  // The document that was looked at, the newest, stays in sight: it is the last one now.
  await shows(documents);
  await library.list.getByRole('option', { selected: true }).waitFor();

  await library.list.hover();
  await page.mouse.wheel(0, -10_000 * 56);
  for (const position of [9_990, 9_993, 9_997]) await shows(position);
  for (let step = 0; step < 20; step += 1) await page.mouse.wheel(0, -3000 - 997 * step);
  await library.list.focus();
  await page.keyboard.press('Home');
  await shows(1);
  await page.keyboard.press('End');
  await shows(documents);
  expect(await rowAt(documents).getAttribute('aria-selected')).toBe('true');

  expect(calls.seen.some(({ name }) => name === 'catalog.list')).toBe(true);
  for (const call of calls.seen) {
    expect(longestList(call.answer), `rows in one answer of ${call.name}`).toBeLessThanOrEqual(200);
  }
});
