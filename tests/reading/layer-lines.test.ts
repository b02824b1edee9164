import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TextLine } from '../../main/contract/index.ts';
import { linesOf, type LayerLinesArgs } from '../../main/reading/layer-lines.ts';
import { cutOut } from '../../main/reading/marks.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { openWithPdfjs } from '../../main/reading/pdfjs.ts';
import { temporaryFolder } from '../support/archives.ts';
import { plainPdf, redHeadPapers, textPdf, unembeddedPdf } from '../support/scans/index.ts';

const workers = createWorkerPool(launchNode, { size: 1 });
afterAll(() => workers.close());

async function layersOf(pdf: Uint8Array, pages = [1]) {
  const path = join(await temporaryFolder(), 'page.pdf');
  await writeFile(path, pdf);
  const lines: TextLine[][] = [];
  for (const page of pages) {
    lines.push(await workers.run<LayerLinesArgs, TextLine[]>('reading.layerLines', { path, page }));
  }
  return { path, lines };
}

test('lines of a text layer stand where they are printed, each character at its place', async () => {
  const [paper] = redHeadPapers();
  const { lines } = await layersOf(await textPdf(redHeadPapers()));
  const found = lines[0] ?? [];
  const marks = paper!.marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
  const printed = marks.filter(
    ({ turnDegrees = 0, ink, text }) => turnDegrees === 0 && ink !== 'seal' && text.length > 3,
  );
  expect(printed.length).toBeGreaterThan(8);
  for (const mark of printed) {
    const same = found.filter(({ text }) => text.includes(mark.text));
    const away = ({ box }: TextLine): number => Math.abs(box.yUm / 1000 - mark.baselineMm);
    const [line] = same.toSorted((a, b) => away(a) - away(b));
    expect(line?.text ?? found.map(({ text }) => text)).toContain(mark.text);
    const at = line!.text.indexOf(mark.text);
    const box = cutOut(line!, [at, at + mark.text.length]);
    expect(Math.abs(box.xUm / 1000 - mark.xMm)).toBeLessThan(mark.sizePt * 0.15);
    expect(box.yUm / 1000).toBeLessThan(mark.baselineMm);
    expect((box.yUm + box.heightUm) / 1000).toBeGreaterThan(mark.baselineMm - 0.5);
    expect(box.heightUm / 1000).toBeLessThan(mark.sizePt * 0.3528 * 2);
    expect(line!.centres).toHaveLength([...line!.text].length);
    expect(line!.red).toBe(mark.ink === 'red');
  }
  expect(found.filter(({ paragraph }) => paragraph).length).toBeLessThan(found.length);
});

test.each([
  [0, { x: [18, 24], y: [20, 40], angle: 0 }],
  [90, { x: [255, 280], y: [18, 24], angle: 90 }],
  [180, { x: [180, 192], y: [255, 280], angle: 180 }],
  [270, { x: [20, 40], y: [180, 192], angle: -90 }],
])('the text of a page with /Rotate %i stands as the page is shown', async (rotate, wanted) => {
  const { lines } = await layersOf(plainPdf([{ text: 'Word', rotate }]));
  const [line] = lines[0] ?? [];
  expect(line?.text).toBe('Word');
  const { xUm, yUm, angle } = line!.box;
  expect(angle).toBe(wanted.angle);
  expect(xUm / 1000).toBeGreaterThan(wanted.x[0]!);
  expect(xUm / 1000).toBeLessThan(wanted.x[1]!);
  expect(yUm / 1000).toBeGreaterThan(wanted.y[0]!);
  expect(yUm / 1000).toBeLessThan(wanted.y[1]!);
});

test('what a crop box leaves out moves the lines', async () => {
  const { lines } = await layersOf(plainPdf([{ text: 'Word', cropBox: [40, 40, 500, 800] }]));
  const [line] = lines[0] ?? [];
  expect(line!.box.xUm / 1000).toBeGreaterThan(4);
  expect(line!.box.xUm / 1000).toBeLessThan(10);
});

test('fonts that the file does not hold have lines all the same', async () => {
  const words = ['关于开展环境整治工作的通知', '各村、各单位：'];
  const { lines } = await layersOf(unembeddedPdf('SimSun', [words]));
  expect(lines[0]?.map(({ text }) => text)).toEqual(words);
});

test('the second engine says much the same', async () => {
  const { path, lines } = await layersOf(await textPdf(redHeadPapers()));
  const document = await openWithPdfjs(path);
  const second = linesOf(await document.readGlyphs(1));
  await document.close();
  for (const line of (lines[0] ?? []).filter(({ text }) => text.length > 12)) {
    const same = second.find(({ text }) => text.includes(line.text.slice(2, 10)));
    expect(same?.text).toBeDefined();
    expect(Math.abs(same!.box.xUm - line.box.xUm)).toBeLessThan(3000);
    expect(Math.abs(same!.box.yUm - line.box.yUm)).toBeLessThan(3000);
  }
});
