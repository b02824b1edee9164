import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ArchiveError } from '../../main/contract/errors.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import {
  bmp,
  createRandom,
  drawPaper,
  encryptedPdf,
  g4Pdf,
  garbage,
  giantPagePdf,
  jbig2Pdf,
  oddPagesPdf,
  orientedJpeg,
  plainPdf,
  redHeadScan,
  redHeadText,
  scanBilevel,
  signInPaper,
  tiff,
  unembeddedPdf,
} from '../support/scans/index.ts';
import { difference, inkIn, openDesk, paperOf, sizeOf, type Desk } from './support.ts';

const workers = createWorkerPool(launchNode, { size: 2 });
afterAll(() => workers.close());
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(workers);
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) =>
      error instanceof ArchiveError ? { code: error.code, ...error.details } : error,
  );
const upper = [0, 0, 100, 50] as const;
const lower = [0, 50, 100, 100] as const;

test('Chinese text whose font is not embedded is drawn, on every page', async () => {
  for (const font of ['STSong-Light', 'SimSun'] as const) {
    const lines = ['关于开展环境整治的通知', '各村各社区'];
    const path = await desk.put(`${font}.pdf`, unembeddedPdf(font, [lines, lines]));
    for (const page of [1, 2]) {
      const drawing = await desk.draw(path, { page });
      expect(await inkIn(drawing, upper)).toBeGreaterThan(0.0005);
      expect(await inkIn(drawing, lower)).toBe(0);
    }
  }
});

test('a large file is read by ranges', async () => {
  const small = unembeddedPdf('SimSun', [['封面'], ['关于开展环境整治的通知', '各村各社区']]);
  const start = /startxref\n\d+\n%%EOF/.exec(small.toString('latin1'))?.[0] ?? '';
  const filler = Buffer.alloc(40e6, '%');
  const path = await desk.put(
    '大.pdf',
    Buffer.concat([small, filler, Buffer.from(`\n${start}\n`)]),
  );
  expect(await inkIn(await desk.draw(path, { page: 2 }), upper)).toBeGreaterThan(0.0005);
});

test('Group 4 and JBIG2 scans are drawn', async () => {
  const bits = await scanBilevel(signInPaper(), { dpi: 150 });
  const inks = [];
  for (const [name, bytes] of [
    ['g4.pdf', g4Pdf([bits], 150)],
    ['jbig2.pdf', jbig2Pdf([bits], 150)],
    ['g4.tif', tiff([{ kind: 'bilevel', ...bits }], 150)],
  ] as const) {
    const path = await desk.put(name, bytes);
    const type = name.endsWith('tif') ? 'tiff' : 'pdf';
    inks.push(await inkIn(await desk.draw(path, { type, widthPx: 960 })));
  }
  for (const ink of inks) expect(ink).toBeGreaterThan(0.003);
  expect(Math.max(...inks) - Math.min(...inks)).toBeLessThan(0.01);
});

test('embedded text and colour scans are drawn', async () => {
  const text = await desk.put('文字.pdf', await redHeadText());
  expect(await inkIn(await desk.draw(text, {}))).toBeGreaterThan(0.01);
  const scan = await desk.put('扫描.pdf', await redHeadScan({ dpi: 72 }));
  expect(await inkIn(await desk.draw(scan, {}))).toBeGreaterThan(0.005);
});

test('a page that is one JPEG is drawn the short way just as the long way', async () => {
  const upright = await redHeadScan({ dpi: 100 });
  const text = upright.toString('latin1').replace('/MediaBox', '/Rotate 270 /MediaBox');
  const scans = { 正: upright, 侧: Buffer.from(text, 'latin1') };
  for (const [name, bytes] of Object.entries(scans)) {
    const short = await desk.put(`${name}短.pdf`, bytes);
    const masked = Buffer.concat([bytes, Buffer.from('\n% /SMask\n')]);
    const long = await desk.put(`${name}长.pdf`, masked);
    const drawings = [await desk.draw(short, {}), await desk.draw(long, {})] as const;
    expect(await sizeOf(drawings[0])).toEqual(await sizeOf(drawings[1]));
    expect(await difference(...drawings)).toBeLessThan(3);
    expect(await difference(drawings[0], drawings[0], 180)).toBeGreaterThan(10);
  }
});

test('a drawing is as wide as asked for and keeps the shape of the page', async () => {
  const path = await desk.put('大小页.pdf', oddPagesPdf());
  const sizes = [];
  for (const page of [1, 2, 3, 4, 5]) {
    sizes.push(await sizeOf(await desk.draw(path, { page, widthPx: 400 })));
  }
  expect(sizes).toEqual([
    [400, 566],
    [400, 283],
    [400, 283],
    [400, 568],
    [400, 420],
  ]);
});

test('a turn of the part comes on top of the page’s own', async () => {
  const path = await desk.put('页.pdf', plainPdf([{ text: 'TOP' }]));
  const top = [5, 5, 95, 25] as const;
  const right = [75, 5, 95, 95] as const;
  const bottom = [5, 75, 95, 95] as const;
  const upright = await desk.draw(path, {});
  const turned = await desk.draw(path, { rotation: 90 });
  const over = await desk.draw(path, { rotation: 180 });
  expect(await sizeOf(turned)).toEqual([480, 339]);
  expect(await inkIn(upright, top)).toBeGreaterThan(0.002);
  expect(await inkIn(upright, bottom)).toBe(0);
  expect(await inkIn(turned, right)).toBeGreaterThan(0.002);
  expect(await inkIn(over, bottom)).toBeGreaterThan(0.002);
  expect(await inkIn(over, top)).toBe(0);
});

test('photos are drawn upright, TIFFs by page, bitmaps too', async () => {
  const canvas = await drawPaper(paperOf(), 50, createRandom(1));
  const plain = await desk.put('正.bmp', bmp(canvas));
  const expected = await inkIn(await desk.draw(plain, { type: 'bmp' }), upper);
  expect(expected).toBeGreaterThan(0.01);
  for (const orientation of [3, 6, 8] as const) {
    const path = await desk.put(`${orientation}.jpg`, await orientedJpeg(canvas, orientation));
    const drawing = await desk.draw(path, { type: 'jpeg' });
    expect(await sizeOf(drawing)).toEqual([480, expect.closeTo(680, -1)]);
    expect(Math.abs((await inkIn(drawing, upper)) - expected)).toBeLessThan(0.02);
  }
  const full = await scanBilevel(signInPaper(), { dpi: 72 });
  const blank = { ...full, bits: new Uint8Array(full.bits.length) };
  const pages = [blank, full].map((bits) => ({ kind: 'bilevel', ...bits }) as const);
  const path = await desk.put('两页.tif', tiff(pages, 72));
  expect(await inkIn(await desk.draw(path, { type: 'tiff', page: 1 }))).toBe(0);
  expect(await inkIn(await desk.draw(path, { type: 'tiff', page: 2 }))).toBeGreaterThan(0.002);
});

test('a page with text whose drawing is blank is a failure with that name', async () => {
  const white = plainPdf([
    { text: 'white) Tj ET 1 g 0 0 595 842 re f 1 G BT /F1 9 Tf 9 9 Td (on white' },
  ]);
  const path = await desk.put('白字.pdf', white);
  expect(await refusal(desk.draw(path, {}))).toEqual({
    code: 'unreadable',
    page: 1,
    reason: 'blank',
  });
});

test('a blank page without text is just blank', async () => {
  const path = await desk.put('空白.pdf', plainPdf([{ text: ') Tj ET 1 1 1 RG BT (' }]));
  expect(await inkIn(await desk.draw(path, {}))).toBe(0);
});

test('drawings are bounded, however large the page', async () => {
  const path = await desk.put('一公里.pdf', giantPagePdf());
  expect(await sizeOf(await desk.draw(path, { widthPx: 100_000 }))).toEqual([4000, 4000]);
  const strip = await desk.put(
    '长条.pdf',
    plainPdf([{ text: 'strip', widthMm: 20, heightMm: 5000 }]),
  );
  const [width, height] = await sizeOf(await desk.draw(strip, { widthPx: 2160 }));
  expect(height).toBeLessThanOrEqual(8192);
  expect(width).toBeLessThan(40);
});

test('a locked PDF is drawn with its password, and only with it', async () => {
  const path = await desk.put('加密.pdf', await encryptedPdf('qinghe'));
  expect(await refusal(desk.draw(path, {}))).toEqual({ code: 'locked' });
  expect(await refusal(desk.draw(path, { password: 'x' }))).toEqual({ code: 'wrong-password' });
  expect(await inkIn(await desk.draw(path, { password: 'qinghe' }))).toBeGreaterThan(0.005);
  expect(await refusal(desk.draw(path, {}))).toEqual({ code: 'locked' });
});

test('what cannot be drawn leaves no file behind', async () => {
  const path = await desk.put('乱码.pdf', garbage());
  const good = await desk.put('好.pdf', plainPdf([{ text: 'good' }]));
  const drawing = await desk.draw(good, {});
  expect(await refusal(desk.draw(path, {}))).toMatchObject({ code: 'unreadable' });
  expect(await refusal(desk.draw(good, { page: 2 }))).toMatchObject({ code: 'no-such-page' });
  const image = await desk.put('坏.jpg', Buffer.from('\xff\xd8\xff nothing', 'latin1'));
  expect(await refusal(desk.draw(image, { type: 'jpeg' }))).toMatchObject({ code: 'unreadable' });
  expect(readdirSync(dirname(drawing))).toEqual([drawing.split(/[\\/]/).at(-1)]);
});

test('a drawing can be a JPEG, and replaces an older one whole', async () => {
  const path = await desk.put('好.pdf', plainPdf([{ text: 'good' }]));
  const drawing = await desk.draw(path, {});
  await desk.draw(path, { outPath: drawing, format: 'jpeg', widthPx: 160 });
  expect(existsSync(drawing)).toBe(true);
  expect(readFileSync(drawing).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(statSync(drawing).size).toBeGreaterThan(300);
});
