import { expect, test } from 'vitest';
import { splitHits } from '../../renderer/reading/hits.ts';
import { nextZoom, pageSizePx, pickImage, scaleOf } from '../../renderer/reading/zoom.ts';

test('hits are marked across punctuation and width, nothing else', () => {
  expect(splitHits('问题整、改情况ＰＤＦ', ['整改', 'pdf'])).toEqual([
    { text: '问题', hit: false },
    { text: '整、改', hit: true },
    { text: '情况', hit: false },
    { text: 'ＰＤＦ', hit: true },
  ]);
  expect(splitHits('没有', [''])).toEqual([{ text: '没有', hit: false }]);
});

test('a page fits its pane whole, or by width', () => {
  const a4 = { widthUm: 210_000, heightUm: 297_000 };
  const across = { widthUm: 297_000, heightUm: 210_000 };
  const pane = { width: 424, height: 600 };
  expect(scaleOf('width', pageSizePx(a4), pane, 12)).toBeCloseTo(0.504, 3);
  expect(scaleOf('page', pageSizePx(across), pane, 12)).toBeCloseTo(0.356, 3);
  expect(nextZoom(0.49, 1)).toBe(0.5);
  expect(nextZoom(0.49, -1)).toBe(0.33);
});

test('the smallest picture that is wide enough is taken, else the widest', () => {
  const images = [{ widthPx: 160 }, { widthPx: 480 }, { widthPx: 960 }];
  expect(pickImage(images, 387)).toEqual({ widthPx: 480 });
  expect(pickImage(images, 2000)).toEqual({ widthPx: 960 });
  expect(pickImage([], 10)).toBeUndefined();
});
