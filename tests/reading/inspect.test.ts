import { afterAll, beforeEach, expect, test } from 'vitest';
import { ArchiveError } from '../../main/contract/errors.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import {
  bmp,
  circularTreePdf,
  corrupted,
  createRandom,
  docx,
  drawPaper,
  encryptedPdf,
  endlessPagePdf,
  garbage,
  giantPng,
  gif,
  hostileHtml,
  hostileSvg,
  jpeg,
  lyingCountPdf,
  misplacedXref,
  mp4,
  oddPagesPdf,
  ofd,
  oleFile,
  orientedJpeg,
  plainPapers,
  plainPdf,
  png,
  polyglotPdf,
  redHeadScan,
  redHeadText,
  scanBilevel,
  textPdf,
  tiff,
  truncated,
  unembeddedPdf,
  webp,
  xlsx,
} from '../support/scans/index.ts';
import { openDesk, paperOf, type Desk } from './support.ts';

const workers = createWorkerPool(launchNode, { size: 2 });
afterAll(() => workers.close());
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(workers);
});

const drawn = () => drawPaper(paperOf(), 50, createRandom(1));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof ArchiveError ? error.code : error),
  );
const a4Um = { widthUm: 210_000, heightUm: 297_000 };

test('the text layer of a PDF comes page by page, lines by line feeds', async () => {
  const found = await desk.inspect('通知.pdf', await redHeadText());
  expect(found).toMatchObject({ type: 'pdf', pageState: 'ready', textSource: 'layer' });
  expect(found.pages).toEqual([{ ...a4Um, rotation: 0 }]);
  expect(found.unembeddedFonts).toEqual([]);
  expect(found.text[0]).toContain('清政发〔2024〕36号\n关于开展夏季环境卫生集中整治的通知');
  expect(found.text[0]).not.toMatch(/\r/);
});

test('a scan has pages and no text', async () => {
  const found = await desk.inspect('扫描.pdf', await redHeadScan({ dpi: 50 }));
  expect(found).toMatchObject({ pageState: 'ready', textSource: 'none', text: [''] });
});

test('sizes are those shown: crop box, rotation and user unit applied', async () => {
  const odd = await desk.inspect('大小页.pdf', oddPagesPdf());
  expect(odd.pages.slice(0, 4)).toEqual([
    { ...a4Um, rotation: 0 },
    { widthUm: 297_000, heightUm: 210_000, rotation: 90 },
    { widthUm: 420_000, heightUm: 297_000, rotation: 0 },
    { widthUm: 148_000, heightUm: 210_000, rotation: 0 },
  ]);
  expect(odd.pages[4]).toEqual({ widthUm: 141_111, heightUm: 148_167, rotation: 0 });
  const poster = plainPdf([{ text: 'poster', entries: '/UserUnit 2' }]);
  const later = plainPdf([{ text: 'after it' }]);
  expect((await desk.inspect('海报.pdf', poster)).pages).toEqual([
    { widthUm: 420_000, heightUm: 594_000, rotation: 0 },
  ]);
  expect((await desk.inspect('之后.pdf', later)).pages).toEqual([{ ...a4Um, rotation: 0 }]);
});

test('fonts that the file names and does not hold are told, and its text is read', async () => {
  for (const font of ['STSong-Light', 'SimSun'] as const) {
    const found = await desk.inspect('无字体.pdf', unembeddedPdf(font, [['整改通知'], ['第二页']]));
    expect(found.unembeddedFonts).toEqual([font]);
    expect(found.text).toEqual(['整改通知', '第二页']);
  }
});

test('a long text layer comes whole, in several messages', async () => {
  const paragraph = '清河镇北街社区开展环境卫生集中整治活动。'.repeat(300);
  const pdf = await textPdf(plainPapers('台账', [paragraph]));
  const once = await desk.inspect('一份.pdf', pdf);
  expect(once.pages.length).toBeGreaterThan(5);
  const words = 'many words on a page '.repeat(4000);
  const many = plainPdf(Array.from({ length: 80 }, (_, n) => ({ text: `page ${n} ${words}` })));
  const found = await desk.inspect('多页.pdf', many);
  expect(found.text.length).toBe(80);
  expect(found.text[79]).toMatch(/^page 79 many words/);
  expect(found.text.join('').length).toBeGreaterThan(2_000_000);
});

test('a PDF with an empty password opens; one that needs a password is locked', async () => {
  for (const cipher of ['rc4', 'aes'] as const) {
    const empty = await desk.inspect('空密码.pdf', await encryptedPdf('', cipher));
    expect([empty.pageState, empty.pages.length]).toEqual(['ready', 1]);
    const locked = await encryptedPdf('qinghe', cipher);
    const found = await desk.inspect('加密.pdf', locked);
    expect([found.pageState, found.pages, found.problem]).toEqual(['locked', [], undefined]);
    expect((await desk.inspect('开.pdf', locked, 'qinghe')).pageState).toBe('ready');
    expect(await refusal(desk.inspect('错.pdf', locked, 'wrong'))).toBe('wrong-password');
  }
});

test('a PDF whose table points nowhere is repaired, junk before the header passed over', async () => {
  const text = await redHeadText();
  expect((await desk.inspect('错表.pdf', misplacedXref(text))).text[0]).toContain('清政发');
  expect((await desk.inspect('两可.pdf', polyglotPdf(text))).text[0]).toContain('清政发');
});

test('images become pages: all of a TIFF, one of the others', async () => {
  const canvas = await drawn();
  const bits = {
    kind: 'bilevel',
    ...(await scanBilevel(paperOf(), { dpi: 100 })),
  } as const;
  const files = {
    'a.jpg': await jpeg(canvas),
    'a.png': await png(canvas),
    'a.bmp': bmp(canvas),
    'a.webp': await webp(canvas),
    'a.gif': await gif([canvas, canvas]),
    'a.tif': tiff([bits, bits, bits], 100),
  };
  const found = await Promise.all(
    Object.entries(files).map(async ([name, bytes]) => {
      const { type, pageState, pages } = await desk.inspect(name, bytes);
      return `${name} ${type} ${pageState} ${pages.length}`;
    }),
  );
  expect(found).toEqual([
    'a.jpg jpeg ready 1',
    'a.png png ready 1',
    'a.bmp bmp ready 1',
    'a.webp webp ready 1',
    'a.gif gif ready 1',
    'a.tif tiff ready 3',
  ]);
});

test('resolution gives an image its size on paper, else it is taken for an A4 page', async () => {
  const bits = await scanBilevel(paperOf(), { dpi: 150 });
  const page = { kind: 'bilevel', ...bits } as const;
  const [stated] = (await desk.inspect('扫描.tif', tiff([page], 150))).pages;
  expect(Math.abs((stated?.widthUm ?? 0) - 210_000)).toBeLessThan(300);
  const [larger] = (await desk.inspect('扫描.tif', tiff([page], 300))).pages;
  expect(Math.abs((larger?.widthUm ?? 0) - 105_000)).toBeLessThan(300);
  const [photo] = (await desk.inspect('照片.jpg', await jpeg(await drawn()))).pages;
  expect(photo?.heightUm).toBe(297_000);
});

test('a photo taken sideways is a page upright', async () => {
  const [page] = (await desk.inspect('侧.jpg', await orientedJpeg(await drawn(), 6))).pages;
  expect(page?.rotation).toBe(90);
  expect(page?.heightUm).toBeGreaterThan(page?.widthUm ?? Infinity);
});

test('the bytes say the type, not the name', async () => {
  const named = await desk.inspect('其实是照片.pdf', await jpeg(await drawn()));
  expect([named.type, named.pageState]).toEqual(['jpeg', 'ready']);
  expect((await desk.inspect('其实是文字.jpg', await redHeadText())).type).toBe('pdf');
});

test('types without pages are named and not opened', async () => {
  const files = {
    'a.docx': docx(['环境整治方案']),
    'a.xlsx': xlsx([['序号']]),
    'a.ofd': ofd('清河镇'),
    'a.wps': oleFile('清河镇'),
    'a.mp4': mp4(),
    'a.html': hostileHtml(),
    'a.svg': hostileSvg(),
    'a.txt': Buffer.from('清单'),
    'a.清单': Buffer.from('清单'),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const found = await desk.inspect(name, bytes);
    const type = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? 'unknown';
    expect([found.type, found.pageState, found.problem]).toEqual([type, 'none', undefined]);
  }
});

test('empty files and files that nothing opens are named as such', async () => {
  const picture = await jpeg(await drawn());
  const problems = {
    '空.pdf': [Buffer.alloc(0), 'empty'],
    '乱码.pdf': [garbage(), 'unreadable'],
    '截断.pdf': [truncated(await redHeadScan({ dpi: 50 }), 0.4), 'unreadable'],
    '绕圈.pdf': [circularTreePdf(), 'unreadable'],
    '坏.jpg': [corrupted(picture, 1, 20), 'unreadable'],
    '半张.jpg': [truncated(picture, 0.7), 'unreadable'],
    '半张.png': [truncated(await png(await drawn()), 0.7), 'unreadable'],
    '半张.bmp': [truncated(bmp(await drawn()), 0.3), 'unreadable'],
  } as const;
  for (const [name, [bytes, problem]] of Object.entries(problems)) {
    const found = await desk.inspect(name, bytes);
    expect([name, found.pageState, found.pages, found.problem]).toEqual([
      name,
      'none',
      [],
      problem,
    ]);
  }
});

test('huge images and endless documents are refused before they are opened', async () => {
  expect(await refusal(desk.inspect('巨图.png', giantPng()))).toBe('too-large');
  expect(await refusal(desk.inspect('百万页.pdf', lyingCountPdf()))).toBe('too-large');
});

test('a file that eats memory takes its worker, and nothing else', async () => {
  const path = await desk.put('炸弹.pdf', endlessPagePdf());
  const limits = { maxRssBytes: 500e6, timeoutMs: 20_000 };
  const bomb = workers.run('reading.inspect', { path, extension: 'pdf' }, limits);
  expect(await refusal(bomb)).toMatch(/^worker-(died|timeout)$/);
  expect((await desk.inspect('之后.pdf', await redHeadText())).pageState).toBe('ready');
});

test('a file that is gone is the disk’s matter, not an unreadable file', async () => {
  const args = { path: '/nowhere/通知.pdf', extension: 'pdf' };
  expect(await refusal(workers.run('reading.inspect', args))).toBe('source-missing');
});
