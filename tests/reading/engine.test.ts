import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { ArchiveError } from '../../main/contract/errors.ts';
import type { PageReading } from '../../main/reading/page-reading.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import {
  blankPaper,
  garbage,
  layOut,
  photo,
  redHeadPapers,
  scanBilevel,
  scannedPdf,
  scanPaper,
  g4Pdf,
  signInPaper,
  tablePaper,
  type Paper,
} from '../support/scans/index.ts';
import { errorRate, lyingTurned, printedOn, readBytes, textOf } from './engine-support.ts';

// As the program's readers are: models stay loaded between pages.
const workers = createWorkerPool(launchNode, { size: 1, restingLimitBytes: 1_100e6 });
afterAll(() => workers.close());

function first(papers: readonly Paper[]): Paper {
  const [paper] = papers;
  if (paper === undefined) throw new Error('nothing laid out');
  return paper;
}

const redHead = first(redHeadPapers());
const scanOf = async (paper: Paper, dpi = 200, skewDegrees = 0.3) =>
  (await scanPaper(paper, { dpi, seed: 'engine', quality: 80, skewDegrees })).jpeg;

describe('a clean scan of a red-head paper', () => {
  let reading: PageReading;
  beforeAll(async () => {
    reading = await readBytes(workers, await scanOf(redHead, 300));
  });
  const lineWith = (text: string) => reading.lines.find((line) => line.text.includes(text));

  test('is read to the letter, line by line, brackets and dashes included', () => {
    expect(textOf(reading).split('\n')).toEqual([
      '清河镇人民政府文件',
      '清政发〔2024〕36号',
      '关于开展夏季环境卫生集中整治的通知',
      '各村（社区），镇直各单位：',
      '为进一步提升镇域文明程度，营造整洁有序的生活环境，',
      '经镇政府同意，决定在全镇开展环境卫生集中整治。现将有关',
      '事项通知如下：',
      '各村（社区）要对照问题清单逐项整改，做到发现一处、',
      '整改一处、销号一处。',
      '镇文明办每周组织一次巡查，结果在全镇通报。',
      '清河镇人民政府',
      '2024年7月16日',
      '— 1 —',
    ]);
  });

  test('says how it lies and how good it is', () => {
    expect(reading).toMatchObject({ engine: 'paddle', turn: 0, dpi: 300, codes: [] });
    expect(reading).toMatchObject({ blank: false, photo: false });
    expect(reading.skewDegrees).toBeCloseTo(0.3, 0);
    expect(reading.sharpness).toBeGreaterThan(80);
  });

  test('has its masthead red and everything else black, also under the seal', () => {
    const red = reading.lines.filter((line) => line.red).map((line) => line.text);
    expect(red).toEqual(['清河镇人民政府文件']);
  });

  test('has paragraphs where they begin', () => {
    const starts = reading.lines.filter((line) => line.paragraph).map((line) => line.text);
    expect(starts).toContain('为进一步提升镇域文明程度，营造整洁有序的生活环境，');
    expect(starts).toContain('各村（社区）要对照问题清单逐项整改，做到发现一处、');
    expect(starts).toContain('2024年7月16日');
    expect(starts).not.toContain('经镇政府同意，决定在全镇开展环境卫生集中整治。现将有关');
    expect(starts).not.toContain('事项通知如下：');
    expect(starts).not.toContain('整改一处、销号一处。');
  });

  test('has boxes around its lines and the places of their characters', () => {
    const title = redHead.marks.find(
      (mark) => mark.kind === 'text' && mark.text.startsWith('关于'),
    );
    if (title?.kind !== 'text') throw new Error('no title');
    const line = lineWith('关于开展');
    const box = line?.box;
    const middleUm = (box?.yUm ?? 0) + (box?.heightUm ?? 0) / 2;
    expect(Math.abs(middleUm - (title.baselineMm * 1000 - title.sizePt * 130))).toBeLessThan(2000);
    expect(Math.abs((box?.xUm ?? 0) - title.xMm * 1000)).toBeLessThan(2500);
    expect(line?.centres).toHaveLength([...'关于开展夏季环境卫生集中整治的通知'].length);
    const steps = (line?.centres ?? []).slice(1).map((at, n) => at - (line?.centres[n] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(40);
    expect(Math.max(...steps)).toBeLessThan(75);
  });
});

describe('a page that lies turned', () => {
  let scan: Buffer;
  let upright: PageReading;
  beforeAll(async () => {
    scan = await scanOf(redHead, 150);
    upright = await readBytes(workers, scan);
  });

  test.each([90, 180, 270] as const)('is turned %i° and read as well', async (turn) => {
    const sideways = turn !== 180;
    const reading = await readBytes(workers, await lyingTurned(scan, turn), {
      widthUm: sideways ? 297_000 : 210_000,
      heightUm: sideways ? 210_000 : 297_000,
    });
    expect(reading.turn).toBe(turn);
    expect(errorRate(printedOn(redHead), textOf(reading))).toBeLessThan(0.02);
    const box = reading.lines[0]?.box;
    const straight = upright.lines[0]?.box;
    const angle = ((box?.angle ?? 0) + turn - (straight?.angle ?? 0) + 540) % 360;
    expect(Math.abs(angle - 180)).toBeLessThan(1);
    // The masthead's own top left corner, on the page as it lies.
    const [x, y] = [straight?.xUm ?? 0, straight?.yUm ?? 0];
    const lying = { 90: [y, 210_000 - x], 180: [210_000 - x, 297_000 - y], 270: [297_000 - y, x] };
    expect(Math.abs((box?.xUm ?? 0) - (lying[turn][0] ?? 0))).toBeLessThan(2500);
    expect(Math.abs((box?.yUm ?? 0) - (lying[turn][1] ?? 0))).toBeLessThan(2500);
  });

  test('is turned also where it says next to nothing', async () => {
    const note = first(layOut([{ kind: 'paragraph', text: '同意。' }]));
    const reading = await readBytes(workers, await lyingTurned(await scanOf(note, 150), 180));
    expect(reading.turn).toBe(180);
    expect(textOf(reading)).toContain('同意');
  });
});

describe('a page that is not simple', () => {
  test.each([-2.4, 2.4])('that leans by %d° is read all the same', async (skewDegrees) => {
    const reading = await readBytes(workers, await scanOf(redHead, 200, skewDegrees));
    expect(errorRate(printedOn(redHead), textOf(reading))).toBeLessThan(0.02);
    expect(reading.skewDegrees).toBeCloseTo(skewDegrees, 0);
  });

  test('as a table is read row by row, its cells from left to right', async () => {
    const reading = await readBytes(workers, await scanOf(tablePaper()));
    expect(textOf(reading).split('\n').slice(1, 12)).toEqual([
      '序号',
      '存在问题',
      '责任单位',
      '时限',
      '结果',
      '1',
      '背街小巷堆放杂物',
      '北街社区',
      '7月20日',
      '已整改',
      '2',
    ]);
  });

  test('as a sign-in sheet written by hand is read with its names', async () => {
    const reading = await readBytes(workers, await scanOf(signInPaper()));
    expect(errorRate(printedOn(signInPaper()), textOf(reading))).toBeLessThan(0.1);
  });

  test('in two columns is read one column after the other', async () => {
    const paper = await twoColumns();
    const reading = await readBytes(workers, paper.jpeg);
    expect(errorRate(paper.text, textOf(reading))).toBeLessThan(0.02);
  });

  test('with a line written downwards at its margin keeps that apart', async () => {
    const paper = first(redHeadPapers({ seal: false }));
    const column = [...'责任单位盖章处'].map((text, n): Paper['marks'][number] => ({
      kind: 'text',
      text,
      xMm: 12,
      baselineMm: 100 + n * 6,
      sizePt: 14,
      face: 'song',
      ink: 'black',
    }));
    const marked: Paper = { ...paper, marks: [...paper.marks, ...column] };
    const reading = await readBytes(workers, await scanOf(marked));
    expect(reading.lines.at(-1)).toMatchObject({ text: '责任单位盖章处', vertical: true });
    expect(
      errorRate(printedOn(paper), textOf({ ...reading, lines: reading.lines.slice(0, -1) })),
    ).toBeLessThan(0.02);
  });
});

describe('what a page is', () => {
  test('is blank where there is only paper', async () => {
    const reading = await readBytes(workers, await scanOf(blankPaper(), 150));
    expect(reading).toMatchObject({ blank: true, photo: false, lines: [] });
  });

  test('is blank where the front shows through and specks lie on it', async () => {
    const front = await scanOf(first(redHeadPapers({ seal: false })), 150);
    const back = await sharp(front).flop().linear(0.12, 217).jpeg({ quality: 80 }).toBuffer();
    expect(await readBytes(workers, back)).toMatchObject({ blank: true, lines: [] });
  });

  test('is a photo where it is one', async () => {
    const jpeg = await photo('river', { widthPx: 1200, heightPx: 800, seed: 1 });
    expect(await readBytes(workers, jpeg)).toMatchObject({ photo: true, blank: false });
  });

  test('is less sharp where it is blurred', async () => {
    const blurred = await sharp(await scanOf(redHead))
      .blur(4)
      .jpeg()
      .toBuffer();
    expect((await readBytes(workers, blurred)).sharpness).toBeLessThan(40);
  });

  test('is of the resolution of its scan, in pictures and in PDFs', async () => {
    expect((await readBytes(workers, await scanOf(blankPaper(), 150))).dpi).toBe(150);
    const pdf = scannedPdf([await scanPaper(blankPaper(), { dpi: 100 })]);
    expect((await readBytes(workers, pdf, { type: 'pdf' })).dpi).toBe(100);
    const fax = g4Pdf([await scanBilevel(redHead, { dpi: 200 })], 200);
    const reading = await readBytes(workers, fax, { type: 'pdf' });
    expect(reading.dpi).toBe(200);
    expect(errorRate(printedOn(redHead), textOf(reading))).toBeLessThan(0.05);
  });

  test('holds codes', async () => {
    const reading = await readBytes(workers, await withCode('MINGCE1|2024||'));
    expect(reading.codes).toEqual(['MINGCE1|2024||']);
    expect(reading.blank).toBe(false);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'jpeg'],
    ['no picture', garbage(), 'jpeg'],
    ['no PDF', garbage(), 'pdf'],
  ] as const)('is named: %s', async (_, bytes, type) => {
    await expect(readBytes(workers, bytes, { type })).rejects.toMatchObject({
      code: 'unreadable',
    } satisfies Partial<ArchiveError>);
  });

  test('is a page that the file does not have', async () => {
    const pdf = scannedPdf([await scanPaper(blankPaper(), { dpi: 72 })]);
    const reading = readBytes(workers, pdf, { type: 'pdf', page: 2 });
    await expect(reading).rejects.toMatchObject({ code: 'no-such-page' });
  });
});

/** Two columns of running text under a title across both. */
async function twoColumns(): Promise<{ jpeg: Buffer; text: string }> {
  const column = (leftMm: number, text: string): Paper =>
    first(
      layOut([{ kind: 'paragraph', text }], {
        marginLeftMm: leftMm,
        marginRightMm: 210 - leftMm - 78,
        marginTopMm: 60,
        bodyPt: 12,
        pageNumbers: false,
      }),
    );
  const title = first(layOut([{ kind: 'title', text: '文明创建简报' }], { pageNumbers: false }));
  const left = column(
    22,
    '本期简报刊发各社区环境整治进展。北街社区清运堆放杂物三十余处，修补破损路面，居民自发认领楼前花池；老城社区增设分类投放点，安排志愿者每日早晚值守引导，楼道小广告明显减少。',
  );
  const right = column(
    110,
    '下一步，镇文明办将按月开展交叉检查，对发现的问题逐项登记、限期销号，结果向全镇通报。各村要把整治与日常管理结合起来，防止反弹，年底前完成两轮全面自查并上报书面总结材料。',
  );
  const paper: Paper = { ...left, marks: [...title.marks, ...left.marks, ...right.marks] };
  return { jpeg: await scanOf(paper), text: printedOn(paper) };
}

/** A sheet with a QR code, as scanned at 150 dpi. */
async function withCode(payload: string): Promise<Buffer> {
  const { prepareZXingModule, writeBarcode } = await import('zxing-wasm/writer');
  const { readFileSync } = await import('node:fs');
  const { createRequire } = await import('node:module');
  const wasm = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'),
  );
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
  const { image } = await writeBarcode(payload, { format: 'QRCode', scale: 8 });
  const code = await loadImage(Buffer.from((await image?.arrayBuffer()) ?? new ArrayBuffer(0)));
  const canvas = createCanvas(1240, 1754);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#f8f6f0';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.rotate(0.05);
  pen.drawImage(code, 450, 500, 260, 260);
  return canvas.encode('jpeg', 75);
}
