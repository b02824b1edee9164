import { execFileSync } from 'node:child_process';
import {
  PDFDocument,
  StandardFonts,
  TextRenderingMode,
  degrees,
  popGraphicsState,
  pushGraphicsState,
  setTextRenderingMode,
} from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withoutHiddenText } from '../../main/binder/hidden-text.ts';
import { cellsOf, runsOf } from '../../main/binder/text-cells.ts';
import type { TextLine } from '../../main/contract/index.ts';
import { temporaryFolder } from '../support/archives.ts';
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
  textsOf,
} from './support.ts';
import { a4Um, bindWithTexts, expectInPlace, glyphsOn, line, turnedLine } from './text-support.ts';

const white = (widthPx: number, heightPx: number, dpi: number): Promise<Buffer> =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#ffffff' } })
    .jpeg()
    .withMetadata({ density: dpi })
    .toBuffer();
/** An A4 sheet scanned at 100 dpi. */
const scan = (): Promise<Buffer> => white(827, 1169, 100);

const letter: readonly TextLine[] = [
  line('关于印发文明创建工作方案的通知', [30, 30, 150, 10]),
  line('清政发〔2024〕36号', [70, 50, 70, 6]),
  line('各村、社区，镇直各单位：', [30, 64, 70, 6]),
  line('联系电话：0873-5648254，邮箱：wmb@example.cn', [30, 76, 130, 6]),
  line('二〇二四年三月五日', [120, 250, 60, 6]),
];

test('the text of a scan stands where the picture shows it, in order, and is not seen', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.jpg', await scan());
  const { path } = await bindWithTexts(folder, [[part, [letter]]], bare);
  expectInPlace(await glyphsOn(path, 1), letter);
  const said = await textsOf(await openVolume(path), 1);
  expect(said.map(({ text }) => text)).toEqual(letter.map(({ text }) => text));
  expect(inkBox(await drawn(path, 1, 400))).toBeNull();
});

test.each([90, 180, 270] as const)(
  'on a page that the document turns by %d° the text turns along',
  async (rotation) => {
    const folder = await temporaryFolder();
    // As it was read: the page lies so that the turn rights it.
    const size = rotation === 180 ? a4Um : { widthUm: 297_000, heightUm: 210_000 };
    const back = ((360 - rotation) % 360) as 90 | 180 | 270;
    const asScanned = letter.map((each) => turnedLine(each, a4Um, back));
    const picture = rotation === 180 ? await scan() : await white(1169, 827, 100);
    const turned = await original(folder, 'a.jpg', picture, { rotation });
    const { path } = await bindWithTexts(folder, [[turned, [asScanned], size]], bare);
    expectInPlace(await glyphsOn(path, 1), letter);
  },
);

test('skewed, upright and upside-down lines, and those that run down the margin, keep their angle', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.jpg', await scan());
  const lines = [
    line('各村社区要把文明创建作为重点工作来抓', [30, 100, 150, 6], { angle: 2 }),
    line('歪向另一边的一行文字', [30, 130, 150, 6], { angle: -2 }),
    line('倒着的一行文字在这里', [180, 160, 100, 6], { angle: 180 }),
    line('转了九十度的一行', [200, 170, 80, 6], { angle: 90 }),
    line('竖排的批注写在边上', [10, 100, 7, 70], { vertical: true }),
    line('斜着的竖排', [160, 200, 7, 50], { vertical: true, angle: 1.5 }),
  ];
  const { path } = await bindWithTexts(folder, [[part, [lines]]], bare);
  expectInPlace(await glyphsOn(path, 1), lines);
});

test('characters stand where their middles are said to be, set wide or mixed, without spaces between them', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.jpg', await scan());
  const lines = [
    line('会议纪要', [50, 30, 110, 10], { centres: [60, 353, 646, 940] }),
    line('第3期2024年', [30, 60, 100, 8], {
      centres: [40, 105, 170, 300, 345, 390, 435, 520],
    }),
    line('单位：北街', [30, 80, 60, 6], { centres: [50, 150, 260, 620, 950] }),
  ];
  const { path } = await bindWithTexts(folder, [[part, [lines]]], bare);
  expectInPlace(await glyphsOn(path, 1), lines);
  const said = await textsOf(await openVolume(path), 1);
  expect(said.map(({ text }) => text).join('')).toMatch(/^会议纪要第3期2024年单位：/u);
});

test('rare characters beyond the first plane are copied as they are', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.jpg', await scan());
  const lines = [line('𠮷野村𡈽地台账', [30, 30, 80, 8]), line('𠮷日', [30, 60, 20, 8])];
  const { path } = await bindWithTexts(folder, [[part, [lines]]], bare);
  expectInPlace(await glyphsOn(path, 1), lines);
  expect((await textsOf(await openVolume(path), 1)).map(({ text }) => text)).toEqual([
    '𠮷野村𡈽地台账',
    '𠮷日',
  ]);
});

test('where a page is moved or scaled on its sheet, its text goes with it', async () => {
  const folder = await temporaryFolder();
  const mm = 1000;
  const small = { widthUm: 148 * mm, heightUm: 210 * mm };
  const large = { widthUm: 420 * mm, heightUm: 297 * mm };
  const note = [line('小纸上的一行字', [20, 40, 60, 6])];
  const wide = [line('大纸左边的字', [30, 60, 60, 8]), line('大纸右边的字', [330, 60, 60, 8])];
  const a5 = await original(folder, 'a5.jpg', await white(583, 827, 100));
  const a3 = await original(folder, 'a3.jpg', await white(1654, 1169, 100), { oversizePages: 1 });
  const given = [
    [a5, [note], small],
    [a3, [wide], large],
  ] as const;

  const folded = await bindWithTexts(folder, given, bare, 'fold.pdf');
  // 25 mm of binding edge on the left, in the middle of the rest.
  const moved = (x: number, y: number) =>
    [x + 25 * mm + (185 * mm - small.widthUm) / 2, y + (297 * mm - small.heightUm) / 2] as const;
  expectInPlace(await glyphsOn(folded.path, 1), note, moved);
  expectInPlace(await glyphsOn(folded.path, 2), wide);

  const fitted = await bindWithTexts(folder, given, { ...bare, a3: 'fit' }, 'fit.pdf');
  const scale = 297 / 420;
  expectInPlace(await glyphsOn(fitted.path, 2), wide, (x, y) => [x * scale, y * scale], scale);

  const halves = await bindWithTexts(folder, given, { ...bare, a3: 'halves' }, 'halves.pdf');
  expect(halves.pages).toBe(3);
  const left = await glyphsOn(halves.path, 2);
  expect(left.map(({ character }) => character).join('')).toContain('大纸左边的字');
});

test('a page whose size nobody knows is taken as it was read', async () => {
  const folder = await temporaryFolder();
  const photo = await original(
    folder,
    'p.jpg',
    await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#ffffff' } })
      .jpeg()
      .toBuffer(),
  );
  // 297 mm wide, as reading takes it; the sheet shows it at its own scale.
  const lines = [line('照片上的横幅', [99, 90, 99, 18])];
  const { path } = await bindWithTexts(folder, [[photo, [lines], { widthUm: 0, heightUm: 0 }]], {
    ...bare,
    a3: 'own',
  });
  const widthUm = (1200 / 150) * 25_400;
  const scale = widthUm / 297_000;
  expectInPlace(await glyphsOn(path, 1), lines, (x, y) => [x * scale, y * scale], scale);
});

/** A PDF page whose visible text is not what it says, cropped and lying on its side. */
async function nonsensePdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([842 + 100, 595 + 60]);
  page.setCropBox(60, 40, 842, 595);
  page.setRotation(degrees(90));
  page.drawText('Nonsense layer', { x: 300, y: 300, font });
  return document.save();
}

test('a page of a PDF gets its text over what it shows, whatever its boxes and its own turn', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'n.pdf', await nonsensePdf());
  const { path } = await bindWithTexts(folder, [[part, [letter]]], bare);
  const glyphs = await glyphsOn(path, 1);
  expectInPlace(glyphs, letter);
  // Nothing of the page itself was touched: readers that know of replaced text are told so.
  expect(inkBox(await drawn(path, 1, 400))).not.toBeNull();
  const popplerSays = pdftotext(path);
  if (popplerSays !== null) {
    expect(popplerSays).not.toContain('Nonsense');
    expect(popplerSays).toContain('清政发〔2024〕36号');
  }
});

/** A scan as a machine read it badly: its picture, invisible nonsense over it, and a visible number. */
async function badlyReadPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  page.drawImage(await document.embedJpg(await scan()), { x: 0, y: 0, width: 595, height: 842 });
  page.pushOperators(pushGraphicsState(), setTextRenderingMode(TextRenderingMode.Invisible));
  page.drawText('Misread (words)', { x: 100, y: 700, font });
  page.pushOperators(popGraphicsState());
  page.drawText('Stamp 12', { x: 400, y: 800, font });
  return document.save();
}

test('what another machine misread is no longer in a page that was read better', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 's.pdf', await badlyReadPdf());
  const { path } = await bindWithTexts(folder, [[part, [letter]]], bare);
  const said = (await textsOf(await openVolume(path), 1)).map(({ text }) => text);
  expect(said).toEqual(['Stamp 12', ...letter.map(({ text }) => text)]);
  expectInPlace(await glyphsOn(path, 1), letter);
  const before = await bind(planOf([section([paper('甲', [part])])], bare), folder);
  expect((await drawn(path, 1, 400)).data).toEqual((await drawn(before.path, 1, 400)).data);
});

test('only invisible text leaves a content, whatever stands around it', () => {
  const around = (shown: string) =>
    `q 1 0 0 1 0 0 cm /X1 Do Q % 3 Tr (no)\nBT 3 Tr /F1 9 Tf ${shown} ET\n` +
    'BI /W 2 /H 1 /BPC 8 /CS /G ID (3 Tr\u0001 EI\nBT (3 Tr \\) seen) Tj ET';
  const inside = around('(a \\(b\\) (c)) Tj 0 -12 Td [<0041> -20 (d)] TJ');
  // Invisible still: the mode is not the text object's.
  expect(withoutHiddenText(inside)).toBe(around(' 0 -12 Td ').replace('(3 Tr \\) seen) Tj', ''));
  expect(withoutHiddenText('q 3 Tr BT (a) Tj ET Q BT (b) Tj ET')).toBe(
    'q 3 Tr BT  ET Q BT (b) Tj ET',
  );
  expect(withoutHiddenText('BT (seen) Tj ET')).toBeNull();
  expect(withoutHiddenText("BT 3 Tr (a) ' ET")).toBeNull();
  expect(withoutHiddenText('BT 3 Tr (a')).toBeNull();
  expect(withoutHiddenText('3 Tr (a) Tj BI /W 1 ID never ends')).toBeNull();
});

/** What poppler reads; null where it is not installed. */
function pdftotext(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return null;
  }
}

test('pages without a text of ours are bound as they always were', async () => {
  const folder = await temporaryFolder();
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of ['Own layer', 'Second page'])
    document.addPage([595, 842]).drawText(text, { x: 50, y: 700, font });
  const part = await original(folder, 'o.pdf', await document.save(), { pages: 2 });
  const { path } = await bindWithTexts(folder, [[part, [null, letter]]], bare);
  const volume = await openVolume(path);
  expect((await textsOf(volume, 1)).map(({ text }) => text)).toEqual(['Own layer']);
  expectInPlace(await glyphsOn(path, 2), letter);
  const naming = async (volumePath: string) =>
    (await objectsOf(volumePath)).filter(({ text }) => text.includes('MingceText'));
  expect(await naming(path)).toHaveLength(3);
  const plain = await bind(planOf([section([paper('甲', [part])])], bare), folder);
  expect(await naming(plain.path)).toEqual([]);
});

test('the same texts give the same bytes, others another volume, and the font is small', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.jpg', await scan());
  const bound = (lines: readonly TextLine[], name: string) =>
    bindWithTexts(folder, [[part, [lines]]], bare, name);
  const one = await bound(letter, '1.pdf');
  const two = await bound(letter, '2.pdf');
  expect(two.sha256).toBe(one.sha256);
  const other = await bound([line('别的文字', [30, 30, 40, 8])], '3.pdf');
  expect(other.sha256).not.toBe(one.sha256);
  const none = await bind(planOf([section([paper('甲', [part])])], bare), folder);
  expect(other.bytes - none.bytes).toBeLessThan(2600);
});

test('cells follow the middles, share small gaps and leave wide ones open', () => {
  const advance = () => 1;
  const cells = cellsOf('甲乙丙', [100, 220, 800], 100, 10, advance);
  expect(cells.map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual([
    [4, 16],
    [16, 28],
    [51, 109],
  ]);
  const runs = runsOf(cells, 10, advance);
  expect(runs.map((run) => run.cells.length)).toEqual([2, 1]);
  expect(runs[1]?.gapPt).toBeCloseTo(23, 6);
  expect(
    cellsOf('ab甲', [], 40, 10, (code) => (code < 128 ? 0.5 : 1)).map(({ end }) => end),
  ).toEqual([10, 20, 40]);
});
