import { expect, test } from 'vitest';
import type { TextLine } from '../../main/contract/index.ts';
import { evenCentres } from '../../main/reading/marks.ts';
import { decodeLines, encodeLines, paragraphsOf, turnBox } from '../../main/reading/page-lines.ts';

function line(text: string, n = 0, more: Partial<TextLine> = {}): TextLine {
  return {
    text,
    confidence: 96,
    box: { xUm: 28_340, yUm: 37_010 + n * 9_870, widthUm: 155_890, heightUm: 5_620, angle: 0.37 },
    centres: evenCentres(text),
    vertical: false,
    red: false,
    paragraph: n % 4 === 0,
    ...more,
  };
}

test('lines come back as they were kept', () => {
  const lines = [
    line('清河镇人民政府文件', 0, { red: true, confidence: 100 }),
    line('第12次 meeting', 1),
    line('竖排的字', 2, { vertical: true, centres: [100, 400, 400, 1000] }),
    line('没有字位', 3, { centres: [] }),
    line('倒着的一行', 4, {
      box: { xUm: 181_660, yUm: 260_000, widthUm: 100_000, heightUm: 5000, angle: -179.63 },
    }),
  ];
  const kept = encodeLines(lines);
  expect(kept.text).toBe(lines.map(({ text }) => text).join('\n'));
  expect(decodeLines(kept)).toEqual(lines);
});

test('the boxes of a page of 600 characters take less than 2.5 KB', () => {
  const lines = Array.from({ length: 24 }, (_, n) =>
    line('为推进各村环境整治工作现将有关事项通知如下请认真执', n),
  );
  const kept = encodeLines(lines);
  expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBeGreaterThanOrEqual(600);
  expect(kept.lines.length).toBeLessThanOrEqual(2500);
});

test('a line is one line whatever it holds, and empty ones are left out', () => {
  const kept = encodeLines([line('一行\n两行'), line('  '), line('三行')]);
  expect(kept.text).toBe('一行 两行\n三行');
  expect(decodeLines(kept)).toHaveLength(2);
  expect(decodeLines(encodeLines([]))).toEqual([]);
});

test('boxes that do not belong to a text are no boxes', () => {
  const { lines } = encodeLines([line('一行')]);
  expect(decodeLines({ text: '一行\n两行', lines })).toBeNull();
});

test('a box turns with its page, and four quarter turns bring it back', () => {
  const page = { widthUm: 210_000, heightUm: 297_000 };
  const box = { xUm: 20_000, yUm: 30_000, widthUm: 100_000, heightUm: 5000, angle: 0 };
  expect(turnBox(box, page, 90)).toEqual({ ...box, xUm: 267_000, yUm: 20_000, angle: 90 });
  expect(turnBox(box, page, 180)).toEqual({ ...box, xUm: 190_000, yUm: 267_000, angle: 180 });
  expect(turnBox(box, page, 270)).toEqual({ ...box, xUm: 30_000, yUm: 190_000, angle: -90 });
  const onItsSide = { widthUm: page.heightUm, heightUm: page.widthUm };
  const there = turnBox(turnBox(box, page, 90), onItsSide, 90);
  expect(turnBox(turnBox(there, page, 90), onItsSide, 90)).toEqual(box);
});

test('lines of a paragraph are joined, with a space where the words are not Chinese', () => {
  const text = (words: string, paragraph: boolean) => ({ text: words, paragraph });
  expect(
    paragraphsOf([
      text('关于开展', true),
      text('环境整治的通知', false),
      text('The plan of the', true),
      text('year 2024', false),
    ]),
  ).toBe('关于开展环境整治的通知\nThe plan of the year 2024');
  expect(paragraphsOf([text('甲', false), text('乙', false)])).toBe('甲\n乙');
});
