import { describe, expect, test } from 'vitest';
import { propose } from '../../main/reading/propose/propose.ts';
import type { TextPage } from '../../main/reading/propose/types.ts';
import { bodyLines, printedPage, type Printed } from './paper-lines.ts';

const paper: readonly Printed[] = [
  { text: '清河镇人民政府文件', y: 50, size: 13, align: 'centre', red: true },
  { text: '清政发〔2024〕36号', y: 70, align: 'centre' },
  { text: '关于保密工作自查的通知', y: 90, size: 7.7, align: 'centre' },
  ...bodyLines(110, 8),
];

function read(name: string, pages: readonly TextPage[]) {
  const { notes, proposals } = propose({ name, folders: [], categories: [], pages });
  const marked = notes.filter(({ code }) => code === 'secret' || code === 'work-secret');
  const secrecy = proposals.find(({ field }) => field === 'secrecy');
  return { marked, secrecy };
}

const withMark = (mark: Partial<Printed> & { text: string }) =>
  read('扫描1.pdf', [printedPage(1, [{ y: 25, ...mark }, ...paper])]);
const asText = (text: string): TextPage => ({
  number: 1,
  widthUm: 0,
  heightUm: 0,
  lines: null,
  text,
});

describe('a mark of secrecy', () => {
  test.each([
    ['机密★1年', '机密★1年'],
    ['秘密★长期', '秘密★长期'],
    ['绝密 ★ 5年', '绝密★5年'],
    ['机密大1年', '机密★1年'],
    ['机密＊3年', '机密★3年'],
    ['机密女10年', '机密★10年'],
    ['秘密5年', '秘密★5年'],
    ['秘密★六个月', '秘密★六个月'],
    ['机密★', '机密'],
    ['【秘密】', '秘密'],
    ['秘密', '秘密'],
    ['密级：机密', '机密'],
    ['绝密★启用前', '绝密★启用前'],
  ])('stops a paper, top left or right: %s', (text, marking) => {
    for (const align of ['left', 'right'] as const) {
      const { marked, secrecy } = withMark({ text, align });
      expect(marked).toEqual([{ code: 'secret', details: { marking, evidence: text, page: '1' } }]);
      expect(secrecy).toMatchObject({ value: marking.slice(0, 2), page: 1, lines: [0] });
    }
  });

  test('stops a paper in spaced letters', () => {
    expect(withMark({ text: '绝 密 ★ 5 年' }).marked).toMatchObject([
      { code: 'secret', details: { marking: '绝密★5年' } },
    ]);
  });

  test('stops it as a stamp set aslant, and in text without boxes', () => {
    expect(withMark({ text: '机密', y: 150, angle: 20, red: true }).marked).toHaveLength(1);
    expect(read('a.pdf', [asText('000123\n机密★1年\n清河镇人民政府文件')]).marked).toHaveLength(1);
  });

  test('stops a stack where a later paper bears it with its period', () => {
    const later = printedPage(2, [{ text: '秘密★1年', y: 25 }, ...paper]);
    expect(read('a.pdf', [printedPage(1, paper), later]).marked).toMatchObject([
      { code: 'secret', details: { page: '2' } },
    ]);
  });

  test.each([
    '保密工作',
    '商业秘密',
    '秘密投票',
    '保守国家秘密，人人有责',
    '不得泄露机密',
    '工作秘密和国家秘密的区别',
    '机密文件传阅单如何填写',
  ])('is not found in words that only speak of secrets: %s', (text) => {
    expect(withMark({ text }).marked).toEqual([]);
    expect(read(`${text}.pdf`, []).marked).toEqual([]);
  });

  test('alone in the middle of a page, in black, is a cell of a table', () => {
    expect(withMark({ text: '秘密', y: 180 }).marked).toEqual([]);
  });

  test.each([
    '【机密】关于干部考察的报告.pdf',
    '机密★1年 会议纪要.pdf',
    '(秘密)会议纪要.pdf',
    '（绝密）名单.docx',
    '会议纪要[机密].pdf',
    '秘密_会议纪要.pdf',
    '会议纪要-机密.pdf',
  ])('is found in the name of a file: %s', (name) => {
    const { marked, secrecy } = read(name, []);
    expect(marked).toMatchObject([{ code: 'secret', details: { page: '' } }]);
    expect(secrecy).toMatchObject({ source: 'file-name', page: null });
  });
});

describe('a mark of inner use', () => {
  test.each([
    ['内部资料', '内部'],
    ['内部资料 注意保存', '内部'],
    ['内部文件', '内部'],
    ['工作秘密', '工作秘密'],
    ['注意保存', '内部'],
    ['★内部★', '内部'],
  ])('marks a paper and does not stop it: %s', (text, value) => {
    const { marked, secrecy } = withMark({ text });
    expect(marked).toMatchObject([{ code: 'work-secret' }]);
    expect(secrecy).toMatchObject({ value });
  });

  test('is found in the name of a file', () => {
    expect(read('【内部资料】通讯录.pdf', []).marked).toMatchObject([{ code: 'work-secret' }]);
  });

  test.each(['内部装修方案', '内部控制制度', '单位内部'])('is not any 内部: %s', (text) => {
    expect(withMark({ text }).marked).toEqual([]);
  });
});
