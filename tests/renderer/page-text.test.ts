import { expect, test } from 'vitest';
import { flowText } from '../../renderer/reading/flow-text.ts';
import { splitHits } from '../../renderer/reading/hits.ts';
import { nextZoom, pageSizePx, pickImage, scaleOf } from '../../renderer/reading/zoom.ts';

test('lines that run to the edge flow together, paragraphs stay apart', () => {
  const text = [
    '关于开展夏季环境卫生集中整治的通知',
    '入夏以来气温升高、雨水增多，镇区和各村环境卫生管理',
    '压力加大。为营造整洁有序的生活环境，经镇政府同意，',
    '决定在全镇开展集中整治。',
    '一、整治时间',
  ].join('\n');
  expect(flowText(text).split('\n')).toEqual([
    '关于开展夏季环境卫生集中整治的通知',
    '入夏以来气温升高、雨水增多，镇区和各村环境卫生管理压力加大。为营造整洁有序的生活环境，经镇政府同意，决定在全镇开展集中整治。',
    '一、整治时间',
  ]);
});

test('hits are marked across punctuation and width, nothing else', () => {
  expect(splitHits('问题整、改情况ＰＤＦ', ['整改', 'pdf'])).toEqual([
    { text: '问题', hit: false },
    { text: '整、改', hit: true },
    { text: '情况', hit: false },
    { text: 'ＰＤＦ', hit: true },
  ]);
  expect(splitHits('没有', [''])).toEqual([{ text: '没有', hit: false }]);
});

test('a page fits its pane whole, or by width, turned as it is seen', () => {
  const a4 = { widthUm: 210_000, heightUm: 297_000 };
  const pane = { width: 424, height: 600 };
  expect(scaleOf('width', pageSizePx(a4, 0), pane, 12)).toBeCloseTo(0.504, 3);
  expect(scaleOf('page', pageSizePx(a4, 90), pane, 12)).toBeCloseTo(0.356, 3);
  expect(nextZoom(0.49, 1)).toBe(0.5);
  expect(nextZoom(0.49, -1)).toBe(0.33);
});

test('the smallest picture that is wide enough is taken, else the widest', () => {
  const images = [{ widthPx: 160 }, { widthPx: 480 }, { widthPx: 960 }];
  expect(pickImage(images, 387)).toEqual({ widthPx: 480 });
  expect(pickImage(images, 2000)).toEqual({ widthPx: 960 });
  expect(pickImage([], 10)).toBeUndefined();
});
