import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isWatchedName } from '../../main/intake/watch-look.ts';
import { judgeWhole } from '../../main/intake/watch-whole.ts';
import { temporaryFolder } from '../support/archives.ts';
import { docx, ofd, plainPapers, scanBilevel, textPdf, tiff } from '../support/scans/index.ts';

const picture = () =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#dde0d0' } });

const files: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  'a.pdf': () => textPdf(plainPapers('通知', ['各村按要求落实。'])),
  'a.jpg': () => picture().jpeg().toBuffer(),
  'a.png': () => picture().png().toBuffer(),
  'a.tif': () => picture().tiff({ compression: 'lzw' }).toBuffer(),
  // Directories before the strips, two pages, as network scanners write it.
  'b.tif': async () => {
    const papers = plainPapers('通知', ['各村按要求落实。']);
    const scans = papers.map((paper) => scanBilevel(paper, { dpi: 100 }));
    const pages = (await Promise.all(scans)).map((scan) => ({ kind: 'bilevel', ...scan }) as const);
    return tiff([...pages, ...pages]);
  },
  'a.docx': () => docx(['整改方案']),
  'a.ofd': () => ofd('通知'),
};

async function judged(name: string, bytes: Uint8Array): Promise<unknown> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  const context = { progress: () => undefined, signal: new AbortController().signal };
  const { answers } = await judgeWhole({ paths: [path] }, context);
  return answers[0];
}

test.each(Object.keys(files))('%s is whole from its first byte to its last', async (name) => {
  const whole = new Uint8Array((await files[name]?.()) ?? []);
  expect(await judged(name, whole)).toBe('whole');
  const padded = new Uint8Array([...whole, ...new Uint8Array(20)]);
  expect(await judged(name, padded)).toBe('whole');
  for (const share of [0.1, 0.5, 0.9])
    expect(await judged(name, whole.subarray(0, whole.length * share))).toBe('half');
  const filling = new Uint8Array(whole.length + 70_000);
  filling.set(whole.subarray(0, whole.length / 2));
  expect(await judged(name, filling)).toBe('half');
  expect(await judged(name, new Uint8Array(whole.length))).toBe('half');
});

test('the end of a preview is not the end of its picture', async () => {
  const preview = await sharp({
    create: { width: 40, height: 50, channels: 3, background: '#888' },
  })
    .jpeg()
    .toBuffer();
  const whole = await picture().jpeg().toBuffer();
  const length = Buffer.from([0xff, 0xe1, (preview.length + 2) >> 8, (preview.length + 2) & 255]);
  const camera = Buffer.concat([whole.subarray(0, 2), length, preview, whole.subarray(2)]);
  expect(await judged('a.jpg', camera)).toBe('whole');
  expect(await judged('a.jpg', camera.subarray(0, camera.length - 30))).toBe('half');
  expect(await judged('a.jpg', camera.subarray(0, preview.length + 100))).toBe('half');
});

test('a file that is not there, or is kept by another, is not whole', async () => {
  const context = { progress: () => undefined, signal: new AbortController().signal };
  const paths = [join(await temporaryFolder(), '没有.pdf')];
  expect(await judgeWhole({ paths }, context)).toEqual({ answers: ['shut'] });
});

test('papers are known by their names, and what is on its way or no paper is not', () => {
  const taken = ['扫描_0001.PDF', 'IMG_1.JPG', '表.xlsx', '公文.ofd', 'a.b.tiff', '稿.wps'];
  expect(taken.filter(isWatchedName)).toEqual(taken);
  const left = ['~$表.xlsx', '.a.pdf', 'a.pdf.tmp', 'a.part', 'a.pdf~', 'Thumbs.db', '日志.txt'];
  expect([...left, '._a.pdf', 'a.pdf.crdownload', 'pdf'].filter(isWatchedName)).toEqual([]);
});
