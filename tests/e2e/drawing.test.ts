import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  g4Pdf,
  jbig2Pdf,
  scanBilevel,
  signInPaper,
  unembeddedPdf,
} from '../support/scans/index.ts';
import { eventually } from './support/eventually.ts';
import { inkPermille, type Area } from './support/ink.ts';
import { mingce, writeFiles } from './support/made-archive.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { libraryOf, shellOf, shownPage } from './support/rooms.ts';

let folder: string;
let program: RunningProgram;

/** Where `unembeddedPdf` puts its first line of ten characters, and a stretch below its last. */
const firstLine: Area = { left: 0.13, top: 0.105, right: 0.4, bottom: 0.13 };
const middle: Area = { left: 0.1, top: 0.3, right: 0.9, bottom: 0.9 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
  const archive = join(folder, 'home', '清河镇台账');
  const fax = await scanBilevel(signInPaper(), { dpi: 150 });
  await writeFiles(join(folder, '2024年', '组织领导'), {
    '关于印发宋体的通知.pdf': unembeddedPdf('STSong-Light', [['关于印发宋体样张的通知', '第一页']]),
    '关于印发新宋的通知.pdf': unembeddedPdf('SimSun', [['关于印发新宋样张的通知', '第一页']]),
    '黑白传真签到表.pdf': g4Pdf([fax], 150),
    '黑白扫描签到表.pdf': jbig2Pdf([fax], 150),
  });
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '2024年'), '--confirm', '--no-read');
  program = await startProgram({ folder, archive });
}, 300_000);

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Shows a document; the picture of the one before may stay for a moment. */
async function show(name: string): Promise<Locator> {
  const { page } = program;
  await shellOf(page).room('文件库').click();
  await libraryOf(page).row(name).click();
  await page.getByRole('region', { name: '文件信息' }).getByText(name).first().waitFor();
  return shownPage(page, 1);
}

// Each differs from the one before, so that no test is content with the picture of another.
test.each([
  { name: '印发宋体样张', kind: 'text in STSong-Light, which the file does not carry' },
  { name: '黑白传真', kind: 'a G4 scan' },
  { name: '印发新宋样张', kind: 'text in SimSun, which the file does not carry' },
  { name: '黑白扫描', kind: 'a JBIG2 scan' },
])('the page view draws $kind', async ({ name, kind }) => {
  tellWindowOnFailure(() => program.page);
  const shown = await show(name);
  if (kind.endsWith('scan')) {
    await eventually(() => inkPermille(shown, middle)).toBeGreaterThan(5);
    return;
  }
  await eventually(() => inkPermille(shown, middle)).toBe(0);
  expect(await inkPermille(shown, firstLine)).toBeGreaterThan(60);
});
