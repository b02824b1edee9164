import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { sql } from '../../main/db/index.ts';
import { separatorPath, writeSeparators, type SeparatorRequest } from '../../main/intake/index.ts';
import type { Archive } from '../../main/library/index.ts';
import type { DrawArgs, Drawing } from '../../main/reading/draw.ts';
import { readCodes } from '../../main/reading/engine/codes.ts';
import type { PagePicture } from '../../main/reading/engine/pixels.ts';
import { readSeparatorCode } from '../../main/reading/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';

const nothing = { categoryId: null, year: null, department: null, copies: 1 };

async function categoryOf({ db }: Archive, name: string): Promise<number> {
  const row = await db.read.get<{ id: number }>(sql`SELECT id FROM category WHERE name = ${name}`);
  return row?.id ?? 0;
}

/** A PDF with a sheet of each kind, and pictures of its pages at 150 dpi. */
async function sheets(archive: Archive, requests: readonly SeparatorRequest[]) {
  const folder = await temporaryFolder();
  const path = join(folder, '分隔页.pdf');
  const pages = await writeSeparators(archive, requests, path);
  const draw = async (page: number): Promise<Buffer> => {
    const outPath = join(folder, `${page}.webp`);
    const args: DrawArgs = {
      path,
      type: 'pdf',
      page,
      widthPx: 1240,
      rotation: 0,
      format: 'webp',
      outPath,
    };
    await archive.workers.run<DrawArgs, Drawing>('reading.draw', args);
    return readFile(outPath);
  };
  return { path, pages, draw };
}

/** As a cheap feeder scans it: skewed, soft, speckled, dark, in a poor JPEG at 150 dpi. */
async function scanned(sheet: Buffer, turn: number): Promise<Buffer> {
  const background = '#f4f2ec';
  const noise = { type: 'gaussian', mean: 128, sigma: 18 } as const;
  const { width, height } = await sharp(sheet).metadata();
  const speckle = await sharp({
    create: { width, height, channels: 3, background: '#808080', noise },
  })
    .png()
    .toBuffer();
  const flat = await sharp(sheet)
    .flatten({ background })
    .rotate(turn, { background })
    .resize(width, height, { fit: 'contain', background })
    .blur(0.8)
    .linear(0.85, 12)
    .png()
    .toBuffer();
  return sharp(flat)
    .composite([{ input: speckle, blend: 'soft-light' }])
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** What the engine looks for codes on: a page, and a small picture of it. */
async function pixels(scan: Sharp, sidePx: number): Promise<PagePicture> {
  const inside = { width: sidePx, height: sidePx, fit: 'inside' } as const;
  const { data, info } = await scan
    .clone()
    .resize(inside)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data, width, height, channels: 3, dpi: 150, pixelsPerInch: 150 };
}

test('a printed sheet tells its words again after a poor scan, whichever way it lay', async () => {
  const { archive } = await testArchive();
  const categoryId = await categoryOf(archive, '环境整治');
  const named = { categoryId, year: 2024, department: '云溪县综合行政执法队', copies: 1 };
  const { draw, pages } = await sheets(archive, [named, nothing]);
  expect(pages).toBe(2);
  const words = { year: 2024, category: ['环境整治'], department: '云溪县综合行政执法队' };
  const unsaid = { year: null, category: null, department: null };
  const [first, second] = [await draw(1), await draw(2)];
  for (const [page, turn, said] of [
    [first, 2, words],
    [first, 178, words],
    [second, 182, unsaid],
  ] as const) {
    const scan = sharp(await scanned(page, turn));
    const codes = await readCodes(await pixels(scan, 960), await pixels(scan, 1754), true);
    expect(codes.map(readSeparatorCode)).toContainEqual(said);
  }
});

test('the words stand on the sheet in type that is embedded, a page a copy', async () => {
  const { archive } = await testArchive();
  const categoryId = await categoryOf(archive, '督查考核');
  const { path, pages } = await sheets(archive, [
    { categoryId, year: 2023, department: null, copies: 3 },
    { ...nothing, department: '𠮷 Office №7 ☃' },
  ]);
  expect(pages).toBe(4);
  const bytes = await readFile(path);
  expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
  const run = promisify(execFile);
  const pdftotext = await run('pdftotext', ['-f', '3', '-l', '3', path, '-']).catch(() => null);
  // An independent reader, where there is one.
  if (pdftotext !== null) expect(pdftotext.stdout).toMatch(/督查考核[\s\S]*2023 年度/u);
});

test('sheets of a category that is not there are refused, and nothing is left behind', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const path = join(folder, 'x.pdf');
  const unknown = { ...nothing, categoryId: 999 };
  await expect(writeSeparators(archive, [unknown], path)).rejects.toMatchObject({
    code: 'no-such-category',
  });
  const away = join(folder, '没有这个文件夹', 'x.pdf');
  await expect(writeSeparators(archive, [nothing], away)).rejects.toMatchObject({
    code: 'target-not-writable',
  });
  expect(await readdir(folder)).toEqual([]);
});

test('sheets made on one day do not write over one another', async () => {
  const { archive } = await testArchive();
  await mkdir(archive.paths.exports, { recursive: true });
  const first = await separatorPath(archive);
  expect(first).toMatch(/分隔页 \d{4}-\d\d-\d\d\.pdf$/u);
  await writeFile(first, 'open in a viewer');
  expect(await separatorPath(archive)).toMatch(/分隔页 \d{4}-\d\d-\d\d \(2\)\.pdf$/u);
});
