import { describe, expect, test, vi } from 'vitest';
import { inReadingOrder, type Placed } from '../../main/reading/engine/order.ts';
import { openTesseract } from '../../main/reading/engine/tesseract.ts';
import { cleanLine } from '../../main/reading/engine/text.ts';
import { nestTitleMarks } from '../../main/reading/engine/title-marks.ts';

const clean = (raw: string, certainties: readonly number[] = []): string =>
  cleanLine(raw, [], certainties).text;

describe('a line as it is kept', () => {
  test.each([
    ['各 村 （社区） ，镇直', '各村（社区），镇直'],
    ['现将有关事项通知如下:', '现将有关事项通知如下：'],
    ['北街社区(河东片)', '北街社区（河东片）'],
    ['Windows 10 专业版', 'Windows 10专业版'],
    ['电话：０８９０-６６９', '电话：0890-669'],
    ['— 3 —', '— 3 —'],
    ['一3一', '—3—'],
    ['下午14:30开会', '下午14:30开会'],
  ])('%s becomes %s', (raw, kept) => {
    expect(clean(raw)).toBe(kept);
  });

  test('has the hexagonal brackets of a reference number where others were read in doubt', () => {
    expect(clean('清政发〔2024]36号')).toBe('清政发〔2024〕36号');
    const doubtful = [1, 1, 1, 0.5, 1, 1, 1, 1, 0.6, 1, 1, 1];
    expect(clean('清政发[2024]36号', doubtful)).toBe('清政发〔2024〕36号');
    expect(clean('清政发[2024]36号', doubtful.fill(1))).toBe('清政发[2024]36号');
  });

  test('loses the places of the characters that it loses', () => {
    expect(cleanLine('通 知', [0.1, 0.5, 0.9], [])).toEqual({ text: '通知', centres: [0.1, 0.9] });
  });
});

test('titles within titles have the inner marks, also over the end of a line', () => {
  const lines = [
    '《关于印发<环境整治方案>的通知》',
    '见《关于印发《考核',
    '办法》的通知》和《简报》',
  ];
  expect(nestTitleMarks(lines)).toEqual([
    '《关于印发〈环境整治方案〉的通知》',
    '见《关于印发〈考核',
    '办法〉的通知》和《简报》',
  ]);
  expect(nestTitleMarks(['面积 <20 平方米'])).toEqual(['面积 <20 平方米']);
});

describe('reading order', () => {
  const line = (item: string, left: number, top: number, right: number): Placed<string> => ({
    item,
    left,
    top,
    right,
    bottom: top + 10,
  });
  const order = (
    lines: readonly Placed<string>[],
    rules: Parameters<typeof inReadingOrder>[1] = { across: [], down: [] },
  ) =>
    inReadingOrder(lines, rules)
      .flat()
      .map(({ item }) => item)
      .join('');

  test('takes columns of running text one after the other, what stands across them between', () => {
    const columns = [0, 1, 2, 3].flatMap((row) => [
      line(String(row), 0, 40 + row * 14, 100),
      line('abcd'.charAt(row), 120, 44 + row * 14, 220),
    ]);
    const across = [line('T', 0, 0, 220), line('E', 0, 140, 220)];
    expect(order([...columns, ...across])).toBe('T0123abcdE');
  });

  test('takes cells of several lines each as a whole, row by row', () => {
    const table = [
      line('1', 0, 6, 10),
      line('a', 20, 0, 90),
      line('b', 20, 12, 60),
      line('x', 100, 6, 120),
      line('2', 0, 30, 10),
      line('c', 20, 30, 90),
      line('y', 100, 30, 120),
    ];
    expect(order(table)).toBe('1abx2cy');
  });

  test('keeps to the rules of a table where lines stand close', () => {
    const rules = {
      across: [{ at: 21, from: 0, to: 120 }],
      down: [{ at: 50, from: 0, to: 42 }],
    };
    const table = [
      line('a', 0, 0, 45),
      line('b', 0, 10, 45),
      line('x', 55, 5, 100),
      line('c', 0, 24, 45),
      line('y', 55, 24, 100),
    ];
    expect(order(table, rules)).toBe('abxcy');
  });
});

test('Tesseract is missing by name where it is not installed', async () => {
  vi.stubEnv('PATH', '/nowhere');
  try {
    await expect(openTesseract()).rejects.toMatchObject({ code: 'reader-missing' });
  } finally {
    vi.unstubAllEnvs();
  }
});
