import { readFile, writeFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/archives.ts';
import {
  activePdf,
  bmp,
  circularTreePdf,
  corrupted,
  encryptedPdf,
  g4Pdf,
  garbage,
  gif,
  jbig2Pdf,
  jpeg,
  misplacedXref,
  orientedJpeg,
  plainPdf,
  png,
  redHeadScan,
  scanBilevel,
  signInPaper,
  tiff,
  truncated,
  unembeddedPdf,
  webp,
} from '../support/scans/index.ts';
import { encodeG4 } from '../support/scans/g4.ts';
import { objectsOf } from './objects.ts';
import {
  bare,
  bind,
  drawn,
  inkBox,
  openVolume,
  original,
  paper,
  planOf,
  section,
  sizeOf,
  textsOf,
} from './support.ts';

type Made = readonly [name: string, bytes: Uint8Array, pages?: number];

/** One volume of bare papers, one a file. */
async function bound(files: readonly Made[], options: Parameters<typeof planOf>[1] = {}) {
  const folder = await temporaryFolder();
  const papers = [];
  for (const [name, bytes, pages = 1] of files) {
    papers.push(paper(name, [await original(folder, name, bytes, { pages })]));
  }
  const report = await bind(planOf([section(papers)], { ...bare, ...options }), folder);
  return { folder, papers, report, volume: await openVolume(report.path) };
}

/** A4 at 50 dpi with a black block in its upper left corner. */
function marked(width = 413, height = 585) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#101010';
  context.fillRect(20, 20, 80, 40);
  return canvas;
}

test('a JPEG is bound with its very bytes', async () => {
  const bytes = await jpeg(marked());
  const { report } = await bound([['照片.jpg', bytes]]);
  expect((await readFile(report.path)).includes(bytes)).toBe(true);
});

test('fax-coded TIFF pages are bound with their very bytes, all of them', async () => {
  const bilevel = await scanBilevel(signInPaper(), { dpi: 100 });
  const page = { kind: 'bilevel' as const, ...bilevel };
  const bytes = tiff([page, page], 100);
  const { report, volume } = await bound([['签到表.tif', bytes, 2]]);
  expect(volume.numPages).toBe(2);
  const file = (await readFile(report.path)).toString('latin1');
  // The pages are the same: their picture is written once.
  expect(file.match(/\/CCITTFaxDecode/g)).toHaveLength(1);
  expect(file).toContain(Buffer.from(encodeG4(bilevel.bits, bilevel.widthPx)).toString('latin1'));
  expect(inkBox(await drawn(report.path, 2, 300))?.pixels).toBeGreaterThan(500);
});

test.each([
  ['png', png],
  ['webp', webp],
  ['jpg', jpeg],
  ['bmp', async (canvas: ReturnType<typeof marked>) => bmp(canvas)],
  ['gif', async (canvas: ReturnType<typeof marked>) => gif([canvas, canvas])],
] as const)('a picture of type %s is bound upright and whole', async (extension, make) => {
  const { report, volume } = await bound([[`图.${extension}`, await make(marked())]]);
  expect(report.placeholders).toEqual([]);
  expect(report.rasterised).toEqual([]);
  expect(volume.numPages).toBe(1);
  const box = inkBox(await drawn(report.path, 1, 400), undefined, 120);
  expect(box?.left).toBeLessThan(box?.right ?? 0);
  // The block keeps to the upper left of its picture, which is centred on the sheet.
  expect((box?.left ?? 1) + (box?.right ?? 1)).toBeLessThan(1);
  expect((box?.top ?? 1) + (box?.bottom ?? 1)).toBeLessThan(1);
});

test('losslessly kept pictures come out of the volume with the same pixels', async () => {
  const noise = createCanvas(64, 64);
  const context = noise.getContext('2d');
  for (let at = 0; at < 64 * 64; at += 1) {
    context.fillStyle = `rgb(${(at * 7) % 256} ${(at * 13) % 256} ${(at * 29) % 256})`;
    context.fillRect(at % 64, Math.floor(at / 64), 1, 1);
  }
  const bytes = await sharp(noise.data(), { raw: { width: 64, height: 64, channels: 4 } })
    .removeAlpha()
    .webp({ lossless: true })
    .toBuffer();
  const { report, volume } = await bound([['图.webp', bytes]]);
  const page = await volume.getPage(1);
  const operators = await page.getOperatorList();
  const name = operators.argsArray
    .flat()
    .find((each) => typeof each === 'string' && each.startsWith('img_'));
  const image = (await new Promise((resolve) => page.objs.get(name as string, resolve))) as {
    data: Uint8Array;
  };
  const expected = await sharp(bytes).raw().toBuffer();
  expect(Buffer.from(image.data).equals(expected)).toBe(true);
  expect(report.rasterised).toEqual([]);
});

test.each([3, 6, 8] as const)('a photo held sideways (EXIF %i) stands upright', async (turn) => {
  const { report } = await bound([['照片.jpg', await orientedJpeg(marked(), turn)]]);
  const box = inkBox(await drawn(report.path, 1, 400), undefined, 120);
  expect((box?.left ?? 1) + (box?.right ?? 1)).toBeLessThan(1);
  expect((box?.top ?? 1) + (box?.bottom ?? 1)).toBeLessThan(1);
  const wide = (box?.right ?? 0) - (box?.left ?? 0);
  const high = ((box?.bottom ?? 0) - (box?.top ?? 0)) * Math.SQRT2;
  expect(wide).toBeGreaterThan(high);
});

test('scans of every coding are bound as they are and not blank', async () => {
  const bilevel = await scanBilevel(signInPaper(), { dpi: 100 });
  const { report } = await bound([
    ['扫描.pdf', await redHeadScan({ dpi: 72 }), 2],
    ['传真.pdf', g4Pdf([bilevel], 100)],
    ['黑白.pdf', jbig2Pdf([bilevel], 100)],
  ]);
  expect(report.placeholders).toEqual([]);
  expect(report.rasterised).toEqual([]);
  for (let page = 1; page <= report.pages; page += 1) {
    expect(inkBox(await drawn(report.path, page, 300))?.pixels, `page ${page}`).toBeGreaterThan(
      200,
    );
  }
});

test('a PDF that opens for everyone is bound though it is encrypted', async () => {
  for (const cipher of ['aes', 'rc4'] as const) {
    const { report } = await bound([['空密码.pdf', await encryptedPdf('', cipher)]]);
    expect(report.placeholders).toEqual([]);
    expect(inkBox(await drawn(report.path, 1, 300))?.pixels).toBeGreaterThan(200);
  }
});

test('fonts that sources do not embed are listed by name', async () => {
  const { report, papers } = await bound([
    ['宋体.pdf', unembeddedPdf('STSong-Light', [['关于开展环境整治的通知']])],
    ['新宋.pdf', unembeddedPdf('SimSun', [['关于开展环境整治的通知']])],
    ['整齐.pdf', await redHeadScan({ dpi: 72 }), 2],
  ]);
  expect(report.notEmbedded).toEqual([
    { id: papers[0]?.id, fonts: ['STSong-Light'] },
    { id: papers[1]?.id, fonts: ['SimSun'] },
  ]);
});

test('what cannot be bound becomes a placeholder that names it, and the rest goes on', async () => {
  const folder = await temporaryFolder();
  const good = plainPdf([{ text: 'GOOD' }]);
  const damaged = await original(folder, '后来坏了.pdf', plainPdf([{ text: 'WAS' }]));
  const missing = await original(folder, '不见了.pdf', plainPdf([{ text: 'GONE' }]), {
    path: '/nowhere/at/all',
  });
  const papers = [
    paper('坏文件', [await original(folder, '乱码.pdf', garbage())]),
    paper('绕圈', [await original(folder, '绕圈.pdf', circularTreePdf())]),
    paper('有密码', [
      await original(folder, '密.pdf', await encryptedPdf('qinghe'), { state: 'locked', pages: 0 }),
    ]),
    paper('忘了密码', [await original(folder, '密2.pdf', await encryptedPdf('beijie'))]),
    paper('一份方案', [
      await original(folder, '方案.docx', Buffer.from('PK'), { state: 'none', pages: 0 }),
    ]),
    paper('后来坏了', [damaged]),
    paper('不见了', [missing]),
    paper('坏照片', [
      await original(folder, '坏.jpg', corrupted(await jpeg(marked()), 'jpeg', 20)),
    ]),
    paper('没有原件', []),
    paper('好文件', [await original(folder, '好.pdf', good)]),
  ];
  await writeFile(damaged.path, Buffer.from('something else'));
  const report = await bind(planOf([section(papers)], { dividers: false }), folder);
  expect(report.placeholders.map(({ id, code }) => [id, code])).toEqual([
    [papers[0]?.id, 'unreadable'],
    [papers[1]?.id, 'unreadable'],
    [papers[2]?.id, 'locked'],
    [papers[3]?.id, 'locked'],
    [papers[4]?.id, 'no-such-page'],
    [papers[5]?.id, 'original-damaged'],
    [papers[6]?.id, 'original-missing'],
    [papers[7]?.id, 'unreadable'],
    [papers[8]?.id, 'no-such-page'],
  ]);
  const volume = await openVolume(report.path);
  for (const note of report.placeholders) {
    const said = (await textsOf(volume, note.page)).map((item) => item.text).join('');
    const title = papers.find((each) => each.id === note.id)?.title ?? '?';
    expect(said).toContain(title);
    expect(said).toContain('未能装入');
    expect(said).toContain(note.name);
  }
  const last = await textsOf(volume, report.pages - 1);
  expect(last.map((item) => item.text)).toContain('GOOD');
});

test('a PDF with a wrong cross-reference table is bound', async () => {
  const { report, volume } = await bound([
    ['错位.pdf', misplacedXref(plainPdf([{ text: 'XREF' }]))],
  ]);
  expect(report.placeholders).toEqual([]);
  expect((await textsOf(volume, 1)).map((item) => item.text)).toEqual(['XREF']);
});

test('a truncated scan is bound, drawn or a placeholder, never left out', async () => {
  const { report } = await bound([['截断.pdf', truncated(await redHeadScan({ dpi: 72 }), 0.6), 2]]);
  expect(report.pages).toBeGreaterThan(0);
});

test('a page that cannot be copied is drawn at 200 dpi and named', async () => {
  const broken = Buffer.from(
    plainPdf([{ text: 'FINE' }, { text: 'DRAWN' }])
      .toString('latin1')
      // The second page names a picture that is not in the file.
      .replace(
        /(\/Type \/Page\b(?:(?!\/Type \/Page\b)[\s\S])*?\/Resources\s*<<)(?![\s\S]*\/Type \/Page\b)/,
        '$1 /XObject << /Im1 999 0 R >>',
      ),
    'latin1',
  );
  const { report, volume, papers } = await bound([['缺图.pdf', misplacedXref(broken), 2]]);
  expect(report.rasterised).toEqual([
    { id: papers[0]?.id, page: 2, code: 'unreadable', name: '缺图.pdf · 2' },
  ]);
  expect((await textsOf(volume, 1)).map((item) => item.text)).toEqual(['FINE']);
  expect(await textsOf(volume, 2)).toEqual([]);
  const size = await sizeOf(volume, 2);
  expect(size.widthMm).toBeCloseTo(210, 0);
  expect(inkBox(await drawn(report.path, 2, 400))?.pixels).toBeGreaterThan(200);
});

test('scripts, actions and links of sources stay behind', async () => {
  const { report, volume } = await bound([['活动.pdf', activePdf(), 2]]);
  const said = (await objectsOf(report.path)).map(({ text }) => text).join('\n');
  for (const word of [
    '/JavaScript',
    '/JS',
    '/Launch',
    '/URI',
    '/OpenAction',
    '/AcroForm',
    'cmd.exe',
  ]) {
    expect(said).not.toContain(word);
  }
  expect(await volume.getJSActions()).toBeNull();
  for (const page of [1, 2]) {
    expect(await (await volume.getPage(page)).getAnnotations()).toEqual([]);
  }
});

test('a bound page number stands on white only where something is beneath it', async () => {
  const dark = createCanvas(413, 585);
  const context = dark.getContext('2d');
  context.fillStyle = '#c0c0c0';
  context.fillRect(0, 0, 413, 585);
  const { report, volume } = await bound(
    [
      ['深色.png', await png(dark)],
      ['白纸.pdf', plainPdf([{ text: 'WHITE' }])],
    ],
    { pageNumbers: true },
  );
  const pixels = await drawn(report.path, 1, 840);
  const corner = { left: 185 / 210, top: 11 / 297, right: 196 / 210, bottom: 17 / 297 };
  let white = 0;
  for (let y = Math.ceil(corner.top * pixels.height); y < corner.bottom * pixels.height; y += 1) {
    for (let x = Math.ceil(corner.left * pixels.width); x < corner.right * pixels.width; x += 1) {
      if ((pixels.data[(y * pixels.width + x) * pixels.channels] ?? 0) > 250) white += 1;
    }
  }
  expect(white).toBeGreaterThan(100);
  const fills = async (page: number) =>
    (await (await volume.getPage(page)).getOperatorList()).argsArray.flat();
  expect(await fills(1)).toContain('#ffffff');
  expect(await fills(2)).not.toContain('#ffffff');
});
