import { describe, expect, test } from 'vitest';
import { propose } from '../../main/reading/propose/propose.ts';
import type { PageQuality, TextPage } from '../../main/reading/propose/types.ts';
import { bodyLines, printedPage, type Printed } from './paper-lines.ts';

const redHead = (number: string, matter: string): readonly Printed[] => [
  { text: '清河镇人民政府文件', y: 45, size: 13, align: 'centre', red: true },
  { text: `清政发〔2024〕${number}号`, y: 65, align: 'centre' },
  { text: `关于${matter}的通知`, y: 85, size: 7.7, align: 'centre' },
  { text: '各村（社区）：', y: 100 },
  ...bodyLines(110, 7),
];
const plainHead: readonly Printed[] = [
  { text: '2024年文明创建工作总结', y: 40, size: 7.7, align: 'centre' },
  ...bodyLines(60, 10),
];
const ending: readonly Printed[] = [
  ...bodyLines(40, 4),
  { text: '清河镇人民政府', y: 120, x: 130 },
  { text: '2024年3月16日', y: 130, x: 131 },
];
const imprint: readonly Printed[] = [
  { text: '清河镇党政办公室', y: 265, size: 4.9 },
  { text: '2024年3月18日印发', y: 265, size: 4.9, align: 'right' },
];

const quality = (number: number, blank = false, separator = false): PageQuality => ({
  number,
  blank,
  dpi: 300,
  skewDegrees: 0,
  sharpness: 90,
  photo: false,
  turned: false,
  failed: false,
  separator,
});

/** Pages from what they say; `null` is a blank page. */
function read(sheets: readonly (readonly Printed[] | null)[]) {
  const pages = sheets.flatMap((lines, at): readonly TextPage[] =>
    lines === null ? [] : [printedPage(at + 1, lines)],
  );
  const known = sheets.map((lines, at) => quality(at + 1, lines === null));
  const input = { name: '扫描1.pdf', folders: [], categories: [], pages, quality: known };
  const { notes, proposals } = propose(input);
  return {
    splits: notes.flatMap(({ code, details }) => (code === 'split-suggested' ? [details] : [])),
    marks: notes.flatMap(({ code, details }) => (code === 'secret' ? [details] : [])),
    best: (field: string) => proposals.find((each) => each.field === field)?.value,
  };
}

describe('a stack of papers', () => {
  test('is suggested to be split at each red head', () => {
    const { splits } = read([redHead('36', '放假'), ending, redHead('37', '值班'), ending]);
    expect(splits).toEqual([{ before: '3', drop: '', reason: 'head' }]);
  });

  test('is suggested to be split after a blank page, which is left out', () => {
    const { splits } = read([
      [...redHead('36', '放假'), ...ending.slice(-2).map((line) => ({ ...line, y: line.y + 90 }))],
      null,
      redHead('37', '值班'),
      ending,
      plainHead,
    ]);
    expect(splits).toEqual([
      { before: '3', drop: '2', reason: 'blank' },
      { before: '5', drop: '', reason: 'head' },
    ]);
  });

  test('is suggested to be split at a bare title after a signature or the imprint', () => {
    expect(read([redHead('36', '放假'), ending, plainHead]).splits).toMatchObject([
      { before: '3' },
    ]);
    const closed = [...ending, ...imprint];
    expect(read([redHead('36', '放假'), closed, plainHead]).splits).toMatchObject([
      { before: '3' },
    ]);
  });

  test('is looked through to its end: a head and a mark of secrecy in its middle are found', () => {
    const secret = [
      { text: '机密★3年', y: 25, x: 28 },
      ...redHead('40', '值守'),
    ] satisfies readonly Printed[];
    const paper = [
      redHead('36', '放假'),
      ...Array.from({ length: 17 }, () => bodyLines(40, 12)),
      ending,
    ];
    const { splits, marks, best } = read([...paper, secret, ending, redHead('41', '通报'), ending]);
    expect(splits).toEqual([{ before: '20,22', drop: '', reason: 'head' }]);
    expect(marks).toMatchObject([{ marking: '机密★3年', page: '20' }]);
    expect(best('date')).toBe('2024-03-16');
  });

  test('gives the facts of its first paper', () => {
    const { best } = read([redHead('36', '放假').slice(0, 8), redHead('37', '值班'), ending]);
    expect(best('referenceNumber')).toBe('清政发〔2024〕36号');
    expect(best('date')).toBeUndefined();
  });
});

describe('one paper', () => {
  test('is not split at its blank backs', () => {
    expect(read([redHead('36', '放假'), null, ending, null]).splits).toEqual([]);
  });

  test('is not split at its attachments', () => {
    const attachment = [{ text: '附件1', y: 25 }, ...plainHead];
    expect(read([redHead('36', '放假'), ending, attachment]).splits).toEqual([]);
    const announced = [...bodyLines(30, 2), { text: '附件：工作总结', y: 60, x: 39 }, ...ending];
    expect(read([redHead('36', '放假'), announced, plainHead]).splits).toEqual([]);
  });

  test('is not split at the paper it hands on', () => {
    expect(read([redHead('36', '印发《工作总结》'), ending, plainHead]).splits).toEqual([]);
  });

  test('is not split at a title in the middle of its text', () => {
    expect(read([redHead('36', '放假'), bodyLines(40, 12), plainHead]).splits).toEqual([]);
  });
});
