import { expect, test } from 'vitest';
import type { TextLine } from '../../main/contract/index.ts';
import { cutOut, evenCentres, hitsBeginning, marksOn, termsOf } from '../../main/reading/marks.ts';

function line(text: string, n: number, more: Partial<TextLine> = {}): TextLine {
  return {
    text,
    confidence: 100,
    box: {
      xUm: 20_000,
      yUm: 30_000 + n * 10_000,
      widthUm: 5000 * text.length,
      heightUm: 5000,
      angle: 0,
    },
    centres: evenCentres(text),
    vertical: false,
    red: false,
    paragraph: false,
    ...more,
  };
}

const alone = { before: '', after: '' };

test('a hit is marked at its characters', () => {
  const [box, ...others] = marksOn([line('开展环境整治工作', 0)], termsOf('整治'), alone);
  expect(others).toEqual([]);
  expect(box?.xUm).toBeCloseTo(20_000 + 4 * 5000, -2);
  expect(box?.widthUm).toBeCloseTo(2 * 5000, -2);
});

test('a phrase over the end of a line is marked on both', () => {
  const lines = [line('关于开展环境', 0), line('整治工作的通知', 1)];
  const boxes = marksOn(lines, termsOf('环境整治'), alone);
  expect(boxes.map(({ yUm }) => yUm)).toEqual([30_000, 40_000]);
  expect(boxes[0]?.xUm).toBeCloseTo(20_000 + 4 * 5000, -2);
  expect(boxes[1]?.xUm).toBe(20_000);
  expect(boxes[1]?.widthUm).toBeCloseTo(10_000, -2);
});

test('a phrase over the end of a page is marked on each page where it stands', () => {
  const first = [line('关于开展环境', 0), line('- 1 -', 1)];
  const second = [line('整治工作的通知', 0)];
  const terms = termsOf('环境整治');
  expect(marksOn(first, terms, { before: '', after: '整治工作的通知' })).toHaveLength(1);
  expect(marksOn(second, terms, { before: '关于开展环境\n- 1 -', after: '' })).toHaveLength(1);
  expect(marksOn(second, terms, alone)).toEqual([]);
});

test('several terms, phrases and what the search takes for equal are marked; what must not be there is not', () => {
  const lines = [line('ＡＢＣ 2024 年 工作', 0)];
  expect(marksOn(lines, termsOf('abc "2024年" -工作 title:工作'), alone)).toHaveLength(2);
});

test('marks follow lines that lean, stand on their head or run downwards', () => {
  const text = '一二三四';
  const upsideDown = line(text, 0, {
    box: { xUm: 100_000, yUm: 50_000, widthUm: 20_000, heightUm: 5000, angle: 180 },
  });
  const turned = cutOut(upsideDown, [1, 2]);
  expect(turned).toMatchObject({ xUm: 95_000, yUm: 50_000, widthUm: 5000, heightUm: 5000 });
  const down = line(text, 0, {
    box: { xUm: 100_000, yUm: 50_000, widthUm: 5000, heightUm: 20_000, angle: 0 },
    vertical: true,
  });
  expect(cutOut(down, [1, 3])).toMatchObject({ xUm: 100_000, yUm: 55_000, heightUm: 10_000 });
  const leaning = line(text, 0, {
    box: { xUm: 100_000, yUm: 50_000, widthUm: 20_000, heightUm: 5000, angle: 30 },
  });
  const cut = cutOut(leaning, [2, 4]);
  expect([cut.xUm, cut.yUm]).toEqual([108_660, 55_000]);
});

test('a line whose characters have no known places is cut by their widths', () => {
  const cut = cutOut(
    line('ab工作', 0, {
      centres: [],
      box: { xUm: 0, yUm: 0, widthUm: 6000, heightUm: 1, angle: 0 },
    }),
    [2, 4],
  );
  expect(cut).toMatchObject({ xUm: 2000, widthUm: 4000 });
});

test('hits are counted on the page where they begin', () => {
  const pages = ['环境整治，环境', '整治方案', '无'];
  expect(hitsBeginning(pages, termsOf('环境整治'))).toEqual([2, 0, 0]);
  expect(hitsBeginning(pages, [])).toEqual([0, 0, 0]);
});
