import { expect, test } from 'vitest';
import { isOversize, placePage, sheetsFor } from '../../main/binder/place.ts';
import type { PlacedSource } from '../../main/binder/place.ts';
import { temporaryFolder } from '../support/archives.ts';
import { plainPdf } from '../support/scans/index.ts';
import type { PlainPage } from '../support/scans/odd-pdfs.ts';
import {
  bare,
  bind,
  drawn,
  inkBox,
  mm,
  openVolume,
  original,
  paper,
  planOf,
  section,
  sizeOf,
  textsOf,
} from './support.ts';

const page = (widthMm: number, heightMm: number, sizeKnown = true): PlacedSource => ({
  widthPt: widthMm * mm,
  heightPt: heightMm * mm,
  sizeKnown,
});

/** Where a source page stands on its sheet, in millimetres from the lower left. */
function placed(source: PlacedSource, side: 'recto' | 'verso' = 'recto', a3 = 'fold' as const) {
  const { page: sheet, matrix } = placePage(source, a3, side, 0);
  const [scale, , , , x, y] = matrix;
  return {
    scale,
    left: x / mm,
    right: (x + scale * source.widthPt) / mm,
    bottom: y / mm,
    top: (y + scale * source.heightPt) / mm,
    widthMm: sheet.widthPt / mm,
    heightMm: sheet.heightPt / mm,
  };
}

test.each([
  [210, 297],
  [205.2, 292.2],
  [214.9, 301.9],
  [297, 210],
])('a page of %f × %f mm is A4: 1:1 and unmoved', (width, height) => {
  const result = placePage(page(width, height), 'fold', 'verso', 0);
  expect(result.unmoved).toBe(true);
  expect(result.matrix).toEqual([1, 0, 0, 1, 0, 0]);
  expect(result.page.widthPt).toBeCloseTo(width * mm, 6);
});

test.each([
  [148, 210],
  [60, 40],
  [204, 290],
])('a smaller page of %f × %f mm is centred beside the binding edge', (width, height) => {
  for (const side of ['recto', 'verso'] as const) {
    const result = placed(page(width, height), side);
    const [from, to] = side === 'recto' ? [25, 210] : [0, 185];
    expect((result.left + result.right) / 2).toBeCloseTo((from + to) / 2, 3);
    expect((result.bottom + result.top) / 2).toBeCloseTo(148.5, 3);
    expect(result.left).toBeGreaterThanOrEqual(from - 0.01);
    expect(result.right).toBeLessThanOrEqual(to + 0.01);
    expect(result.scale).toBeLessThanOrEqual(1);
    expect([result.widthMm, result.heightMm]).toEqual([
      expect.closeTo(210, 3),
      expect.closeTo(297, 3),
    ]);
  }
});

test('a photo that does not say its size is enlarged to the sheet, never over 150 %', () => {
  expect(placed(page(20, 15, false)).scale).toBe(1.5);
  const large = placed(page(677, 508, false));
  expect(large.scale).toBeLessThan(1);
  expect(large.right - large.left).toBeLessThan(185);
});

test('a large page keeps its size, is halved with 10 mm twice, or fitted', () => {
  const a3 = page(420, 297);
  expect(isOversize(a3)).toBe(true);
  expect(sheetsFor(a3, 'fold')).toBe(1);
  expect(placePage(a3, 'fold', 'recto', 0)).toMatchObject({ unmoved: true, page: a3WithoutFlag() });
  expect(sheetsFor(a3, 'halves')).toBe(2);
  const halves = [0, 1].map((part) => placePage(a3, 'halves', 'recto', part));
  const [left, right] = halves.map(({ page: sheet, matrix: [scale, , , , x] }) => ({
    width: sheet.widthPt / mm,
    /** What of the source the sheet shows, in millimetres on the sheet. */
    from: -x / mm,
    to: (sheet.widthPt - x) / mm,
    shown: (scale * a3.widthPt) / mm,
  }));
  expect(left?.width).toBeCloseTo(210, 3);
  expect(left?.from).toBeCloseTo(0, 3);
  expect(right?.to).toBeCloseTo(right?.shown ?? 0, 3);
  expect((left?.to ?? 0) - (right?.from ?? 0)).toBeCloseTo(10, 3);
  const fitted = placePage(a3, 'fit', 'recto', 0);
  expect(fitted.page.widthPt).toBeCloseTo(297 * mm, 3);
  expect(fitted.matrix[0]).toBeCloseTo(Math.SQRT1_2, 2);
});

function a3WithoutFlag() {
  return { widthPt: 420 * mm, heightPt: 297 * mm };
}

test('a page too large for any viewer is shrunk to the largest sheet they show', () => {
  const vast = { widthPt: 40_000, heightPt: 60_000, sizeKnown: true };
  for (const a3 of ['fold', 'own'] as const) {
    const { page: sheet, matrix, unmoved } = placePage(vast, a3, 'recto', 0);
    expect(sheet).toEqual({ widthPt: 9600, heightPt: 14_400 });
    expect(matrix).toEqual([0.24, 0, 0, 0.24, 0, 0]);
    expect(unmoved).toBe(false);
  }
});

test('an upright large page is halved top first', () => {
  const [top, bottom] = [0, 1].map((part) => placePage(page(297, 420), 'halves', 'recto', part));
  expect(top?.page.widthPt).toBeCloseTo(297 * mm, 3);
  expect(top?.matrix[5]).toBeLessThan(bottom?.matrix[5] ?? 0);
});

async function boundPages(pages: readonly PlainPage[], options: Parameters<typeof planOf>[1] = {}) {
  const folder = await temporaryFolder();
  const part = await original(folder, '页.pdf', plainPdf(pages), { pages: pages.length });
  const plan = planOf([section([paper('各种页', [part])])], { ...bare, ...options });
  const report = await bind(plan, folder);
  return { report, volume: await openVolume(report.path) };
}

test('an A4 page stands in the volume exactly where it stood in its source', async () => {
  const { volume } = await boundPages(
    [{ text: 'A4' }, { text: 'A4B', widthMm: 212, heightMm: 295 }],
    {
      pageNumbers: true,
      duplex: true,
    },
  );
  const [first] = await textsOf(volume, 1);
  expect(first?.x).toBeCloseTo(60, 2);
  expect(first?.y).toBeCloseTo(297 * mm - 100, 2);
  const [second] = await textsOf(volume, 2);
  expect(second?.x).toBeCloseTo(60, 2);
  expect(second?.y).toBeCloseTo(295 * mm - 100, 2);
});

test('an A5 page stands 1:1 in the middle right of the binding edge, left on backs', async () => {
  const a5 = { text: 'A5', widthMm: 148, heightMm: 210 };
  const { volume } = await boundPages([a5, a5], { duplex: true });
  const left = (185 - 148) / 2;
  const [front] = await textsOf(volume, 1);
  const [back] = await textsOf(volume, 2);
  expect((front?.x ?? 0) / mm).toBeCloseTo(25 + left + 60 / mm, 1);
  expect((back?.x ?? 0) / mm).toBeCloseTo(left + 60 / mm, 1);
  expect(front?.sizePt).toBeCloseTo(36, 1);
  expect(await sizeOf(volume, 1)).toEqual({
    widthMm: expect.closeTo(210, 2),
    heightMm: expect.closeTo(297, 2),
  });
});

test.each([90, 180, 270])('a page turned by /Rotate %i is bound as it is shown', async (rotate) => {
  const { volume } = await boundPages([{ text: 'TURNED', rotate }]);
  const [text] = await textsOf(volume, 1);
  expect(((text?.angle ?? 0) + 360) % 360).toBe(360 - rotate);
  const size = await sizeOf(volume, 1);
  expect(size.widthMm).toBeCloseTo(rotate === 180 ? 210 : 297, 2);
});

test('a cropped page shows its crop box and nothing beyond', async () => {
  const { report, volume } = await boundPages([{ text: 'CROPPED', cropBox: [50, 380, 450, 800] }]);
  const [text] = await textsOf(volume, 1);
  const left = 25 + (185 - 400 / mm) / 2;
  expect((text?.x ?? 0) / mm).toBeCloseTo(left + 10 / mm, 1);
  // The frame that runs around the whole page lies outside the crop box.
  const box = inkBox(await drawn(report.path, 1, 600));
  expect(box?.left).toBeGreaterThan((left - 1) / 210);
  expect(box?.right).toBeLessThan((left + 400 / mm + 1) / 210);
});

test('UserUnit counts: half the numbers at two points each are an A4 page', async () => {
  const { volume } = await boundPages([
    { text: 'UNIT', widthMm: 105, heightMm: 148.5, entries: '/UserUnit 2' },
  ]);
  const [text] = await textsOf(volume, 1);
  expect(text?.sizePt).toBeCloseTo(72, 1);
  expect(text?.x).toBeCloseTo(120, 1);
  expect((await sizeOf(volume, 1)).widthMm).toBeCloseTo(210, 2);
});

test('A3 pages are folded in, halved or fitted as asked', async () => {
  const a3 = { text: 'A3 page', widthMm: 420, heightMm: 297 };
  const fold = await boundPages([a3]);
  expect((await sizeOf(fold.volume, 1)).widthMm).toBeCloseTo(420, 2);
  const halves = await boundPages([a3], { a3: 'halves' });
  expect(halves.volume.numPages).toBe(2);
  expect((await sizeOf(halves.volume, 2)).widthMm).toBeCloseTo(210, 2);
  const fit = await boundPages([a3], { a3: 'fit' });
  expect((await sizeOf(fit.volume, 1)).widthMm).toBeCloseTo(297, 2);
});
