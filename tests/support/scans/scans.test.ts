import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import {
  activePdf,
  createRandom,
  encryptedPdf,
  flateBombPdf,
  importFolder,
  layeredPdf,
  oneOfEach,
  redHeadPapers,
  redHeadText,
  scanPaper,
} from './index.ts';

// Drawing all of them takes a second or two: once is enough for the tests that only look.
const made = oneOfEach();

async function open(bytes: Uint8Array, password?: string) {
  const data = Uint8Array.from(bytes);
  return getDocument({ data, verbosity: 0, ...(password === undefined ? {} : { password }) })
    .promise;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('the same seed makes the same files', async () => {
  const [first, second] = [await made, await oneOfEach()];
  for (const [name, bytes] of Object.entries(first)) {
    expect(digest(second[name] ?? Buffer.alloc(0)), name).toBe(digest(bytes));
  }
  expect(createRandom('清河').next()).toBe(createRandom('清河').next());
});

test('made PDFs have the pages their makers promise', async () => {
  const tree = await made;
  const promised = {
    '好/扫描.pdf': 1,
    '好/文字.pdf': 1,
    '好/未嵌字体宋体.pdf': 2,
    '好/未嵌字体新宋.pdf': 2,
    '好/黑白传真.pdf': 1,
    '好/黑白扫描.pdf': 1,
    '好/大小页.pdf': 5,
    '加密/空密码.pdf': 1,
    '险/两可.pdf': 1,
  };
  for (const [name, pages] of Object.entries(promised)) {
    const document = await open(tree[name] ?? Buffer.alloc(0));
    expect(document.numPages, name).toBe(pages);
    await document.loadingTask.destroy();
  }
});

test('broken files do not open', async () => {
  const tree = await made;
  for (const name of ['坏/空.pdf', '坏/乱码.pdf', '坏/截断.pdf']) {
    await expect(open(tree[name] ?? Buffer.alloc(0)), name).rejects.toThrow();
  }
  await expect(sharp(tree['坏/照片.jpg']).stats()).rejects.toThrow();
});

test.each(['rc4', 'aes'] as const)(
  'an encrypted PDF (%s) opens with its password alone',
  async (cipher) => {
    const bytes = await encryptedPdf('qinghe', cipher);
    await expect(open(bytes)).rejects.toThrow(/password/i);
    const document = await open(bytes, 'qinghe');
    expect(document.numPages).toBe(1);
    await document.loadingTask.destroy();
  },
);

test('a text PDF carries its words and keeps its seal out of them', async () => {
  const document = await open(await redHeadText({ title: '关于环境整治问题整改的通报' }));
  const content = await (await document.getPage(1)).getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join('');
  expect(text).toContain('关于环境整治问题整改的通报');
  expect(text).toContain('清政发〔2024〕36号');
  expect(text.replaceAll(' ', '').match(/清河镇人民政府/gu)).toHaveLength(2);
  await document.loadingTask.destroy();
});

test('a double-layer PDF is a picture over words that can be found', async () => {
  const papers = redHeadPapers({ title: '关于开展巡查的通知' });
  const scans = await Promise.all(papers.map((paper) => scanPaper(paper, { dpi: 60 })));
  const document = await open(await layeredPdf(papers, scans));
  const page = await document.getPage(1);
  const content = await page.getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join('');
  expect(text).toContain('关于开展巡查的通知');
  const { fnArray } = await page.getOperatorList();
  expect(fnArray.filter((operator) => operator === OPS.paintImageXObject)).toHaveLength(1);
  await document.loadingTask.destroy();
});

test('every page of a TIFF is there, and a sideways photo says so', async () => {
  const tree = await made;
  const fax = await sharp(tree['好/两页.tif']).metadata();
  expect(fax).toMatchObject({ pages: 2, bitsPerSample: 1 });
  expect((await sharp(tree['好/侧放照片.jpg']).metadata()).orientation).toBe(6);
  expect((await sharp(tree['好/动图.gif'], { animated: true }).metadata()).pages).toBe(2);
});

test('the active PDF holds bookmarks, annotations and a script', async () => {
  const document = await open(activePdf());
  const [chapter] = await document.getOutline();
  expect(chapter?.items).toHaveLength(1);
  expect(await (await document.getPage(1)).getAnnotations()).toHaveLength(4);
  await document.loadingTask.destroy();
});

test('the bomb is small on disk', () => {
  expect(flateBombPdf().length).toBeLessThan(20_000);
});

test('an import folder holds as many different files as asked', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mingce-scans-'));
  try {
    const files = await importFolder(folder, { files: 60, seed: 7 });
    const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    );
    expect(found).toHaveLength(60);
    const hashes = await Promise.all(
      files.map(async (file) => digest(await readFile(path.join(folder, file.path)))),
    );
    expect(new Set(hashes).size).toBe(60);
    expect(files.map((file) => file.extension)).toEqual(
      expect.arrayContaining(['pdf', 'jpg', 'tif']),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
