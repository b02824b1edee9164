import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  g4Pdf,
  jbig2Pdf,
  scanBilevel,
  signInPaper,
  unembeddedPdf,
} from '../support/scans/index.ts';
import { inkPermille, type Area } from './support/ink.ts';
import { mingce, writeFiles } from './support/made-archive.ts';
import { startProgram, tellWindowOnFailure, type RunningProgram } from './support/program.ts';
import { libraryOf, shellOf, shownPage } from './support/rooms.ts';

let folder: string;
let program: RunningProgram;

/** Where `unembeddedPdf` puts its first line of ten characters, and a stretch below its last. */
const firstLine: Area = { left: 0.13, top: 0.105, right: 0.4, bottom: 0.13 };
const below: Area = { left: 0.13, top: 0.3, right: 0.9, bottom: 0.9 };

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
  await mingce(folder, 'import', archive, join(folder, '2024年'), '--confirm');
  program = await startProgram({ folder, archive });
}, 300_000);

afterAll(async () => {
  await program?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(['宋体', '新宋'])(
  'text in a font that the file does not carry is drawn: %s',
  async (name) => {
    const { page } = program;
    tellWindowOnFailure(() => page);
    await shellOf(page).room('文件库').click();
    await libraryOf(page).row(name).click();
    await page.getByRole('region', { name: '文件信息' }).getByText(name).first().waitFor();
    const shown = shownPage(page, 1);
    await shown.waitFor();
    expect(await inkPermille(shown, firstLine)).toBeGreaterThan(60);
    expect(await inkPermille(shown, below)).toBe(0);
  },
);

test.each(['黑白传真', '黑白扫描'])('a black-and-white scan is drawn: %s', async (name) => {
  const { page } = program;
  tellWindowOnFailure(() => page);
  await shellOf(page).room('文件库').click();
  await libraryOf(page).row(name).click();
  await page.getByRole('region', { name: '文件信息' }).getByText(name).first().waitFor();
  const shown = shownPage(page, 1);
  await shown.waitFor();
  const ink = await inkPermille(shown);
  expect(ink).toBeGreaterThan(5);
  expect(ink).toBeLessThan(300);
});
