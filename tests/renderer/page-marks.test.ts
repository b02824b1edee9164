import { expect, test } from 'vitest';
import type { TextLine } from '../../main/contract/index.ts';
import { boundsOf, contains, lineAt, spanBox } from '../../renderer/reading/box-geometry.ts';
import { linesWith, sourceBoxes } from '../../renderer/reading/source-marks.ts';
import { nextPage } from '../../renderer/reading/hits.ts';
import { placeOf } from '../../renderer/intake/line-place.ts';

function line(
  text: string,
  box: Partial<TextLine['box']> = {},
  more: Partial<TextLine> = {},
): TextLine {
  return {
    text,
    confidence: 99,
    box: { xUm: 30_000, yUm: 40_000, widthUm: 100_000, heightUm: 6_000, angle: 0, ...box },
    centres: [],
    vertical: false,
    red: false,
    paragraph: true,
    ...more,
  };
}

test('a turned box is found where it is drawn: turned about its own corner', () => {
  const box = { xUm: 100_000, yUm: 50_000, widthUm: 40_000, heightUm: 10_000, angle: 180 };
  expect(boundsOf(box)).toEqual({ left: 60_000, top: 40_000, right: 100_000, bottom: 50_000 });
  expect(contains(box, { xUm: 80_000, yUm: 45_000 })).toBe(true);
  expect(contains(box, { xUm: 120_000, yUm: 55_000 })).toBe(false);
  const upright = { ...box, angle: 90 };
  expect(contains(upright, { xUm: 95_000, yUm: 80_000 })).toBe(true);
});

test('the part of a line that some characters stand in follows their centres, else their count', () => {
  const plain = line('环境卫生集中整治通知', { widthUm: 100_000 });
  expect(spanBox(plain, 4, 7)).toMatchObject({ xUm: 70_000, widthUm: 40_000 });
  const known = { ...plain, centres: [50, 150, 250, 350, 500, 650, 750, 850, 900, 950] };
  expect(spanBox(known, 4, 4)).toMatchObject({ xUm: 72_500, widthUm: 15_000 });
  const upsideDown = line('集中整治', { angle: 180, xUm: 100_000, widthUm: 40_000 });
  expect(spanBox(upsideDown, 0, 1)).toMatchObject({ xUm: 100_000, widthUm: 20_000, angle: 180 });
  expect(spanBox(upsideDown, 2, 3)).toMatchObject({ xUm: 80_000, widthUm: 20_000 });
});

test('of lines over each other a click means the smaller', () => {
  const lines = [
    line('印章', { widthUm: 100_000, heightUm: 60_000 }),
    line('2024年7月16日', { xUm: 60_000, yUm: 60_000, widthUm: 40_000 }),
  ];
  expect(lineAt(lines, { xUm: 70_000, yUm: 62_000 })).toBe(1);
  expect(lineAt(lines, { xUm: 40_000, yUm: 50_000 })).toBe(0);
  expect(lineAt(lines, { xUm: 5_000, yUm: 5_000 })).toBeNull();
});

test('the focused field has its lines boxed with its name once, the others are underlined', () => {
  const lines = [line('清政办〔2024〕42号'), line('关于开展夏季环境卫生'), line('集中整治的通知')];
  const title = { key: 'title', label: '题名', page: 1, lines: [1, 2] };
  const number = { key: 'number', label: '文号', page: 1, lines: [0] };
  const boxes = sourceBoxes(
    [
      { ...title, focused: true },
      { ...number, focused: false },
    ],
    1,
    lines,
  );
  expect(boxes.map(({ key, kind, label }) => [key, kind, label])).toEqual([
    ['number 0', 'underline', undefined],
    ['title 0', 'source', '题名'],
    ['title 1', 'source', undefined],
  ]);
  expect(sourceBoxes([{ ...title, focused: true }], 2, lines)).toEqual([]);
});

test('words that decided a category are marked wherever they stand on the page', () => {
  const lines = [line('环境卫生和环境卫生'), line('没有')];
  const words = ['环境卫生'];
  const source = { key: 'c', label: '分类', page: 1, lines: [], words, focused: false };
  expect(sourceBoxes([source], 1, lines).map(({ kind }) => kind)).toEqual(['words', 'words']);
});

test('evidence without line numbers is looked for in the lines', () => {
  expect(linesWith([line('甲'), line('清政办〔2024〕42号 签发人')], '清政办〔2024〕42号')).toEqual([
    1,
  ]);
  expect(linesWith([line('甲')], ' ')).toEqual([]);
});

test('F3 goes to the next page with hits and round the end', () => {
  expect(nextPage([2, 5, 9], 2, 1)).toBe(5);
  expect(nextPage([2, 5, 9], 9, 1)).toBe(2);
  expect(nextPage([2, 5, 9], 2, -1)).toBe(9);
  expect(nextPage([], 1, 1)).toBeNull();
});

test('a line is told by its place: masthead, under it, centred, signature', () => {
  const lines = [
    line('清河镇人民政府文件', { xUm: 30_000, yUm: 40_000, widthUm: 150_000 }, { red: true }),
    line('清政发〔2024〕7号', { xUm: 80_000, yUm: 60_000, widthUm: 50_000 }),
    line('入夏以来气温升高', { xUm: 30_000, yUm: 120_000, widthUm: 150_000 }),
    line('关于整治的通知', { xUm: 75_000, yUm: 140_000, widthUm: 60_000 }),
    line('清河镇人民政府', { xUm: 120_000, yUm: 200_000, widthUm: 50_000 }),
  ];
  expect(lines.map((_, index) => placeOf(lines, index))).toEqual([
    'masthead',
    'under-masthead',
    null,
    'centred',
    'signature',
  ]);
  const last = [
    line('清河镇人民政府', { xUm: 120_000, yUm: 40_000, widthUm: 50_000 }),
    line('（此件公开发布）', { xUm: 30_000, yUm: 60_000, widthUm: 40_000 }),
  ];
  expect(placeOf(last, 0, 3)).toBe('signature');
});
