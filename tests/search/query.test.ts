import { expect, test } from 'vitest';
import { parseQuery, printQuery } from '../../main/search/index.ts';
import { createRandom } from '../support/scans/random.ts';

const random = createRandom('queries');

/** What parts ask for, without where they were written. */
const meaning = (text: string) =>
  parseQuery(text)
    .parts.map(({ any }) => any)
    .filter((any) => any.length > 0);

const pieces = [
  ...'-－:："“”，；、 \t\n　或|<>=≥.…~至〔〕[]()年号页有缺0123456789abZ的文明，',
  '或',
  ' OR ',
  ' 或 ',
  '标题:',
  '文号：',
  '责任者:',
  '标签:',
  '分类:',
  '部门:',
  '文种:',
  '年度:',
  '日期:',
  '页:',
  '有:',
  '缺:',
  'title:',
  'YEAR:',
  '未识读',
  'is:unread',
  '2022-2024',
  '2024-03',
  '>5',
  '正文',
  '"整句 话"',
  '“整句，话”',
  '清政发〔2024〕36号',
  '\ud800',
  '\u0000',
  'e\u0301',
];

const anyText = (): string =>
  Array.from({ length: random.integer(0, 14) }, () => random.pick(pieces)).join('');

test('any text whatever is read, each part stands where it says, and nothing is lost', () => {
  for (let n = 0; n < 6000; n += 1) {
    const text = anyText();
    const { parts } = parseQuery(text);
    let end = 0;
    for (const { at, source } of parts) {
      expect(at).toBeGreaterThanOrEqual(end);
      expect(text.slice(at, at + source.length)).toBe(source);
      // Between the parts stands nothing but what separates.
      expect(text.slice(end, at)).toMatch(/^[\s，；]*$/u);
      end = at + source.length;
    }
    expect(text.slice(end)).toMatch(/^[\s，；]*$/u);
  }
});

test('what was understood, written out again, is understood the same', () => {
  for (let n = 0; n < 6000; n += 1) {
    const text = anyText();
    const again = printQuery(parseQuery(text).parts);
    expect({ text, again, any: meaning(again) }).toEqual({ text, again, any: meaning(text) });
  }
});

test('a part cut out of the text leaves the others as they were', () => {
  for (let n = 0; n < 2000; n += 1) {
    const text = anyText();
    const { parts } = parseQuery(text);
    const gone = parts[random.integer(0, Math.max(0, parts.length - 1))];
    if (gone === undefined) continue;
    const rest = `${text.slice(0, gone.at)} ${text.slice(gone.at + gone.source.length)}`;
    const kept = parts.filter((part) => part !== gone && part.any.length > 0);
    // A word between two that stood for itself may now stand between others.
    if (kept.some(({ any }) => any.some(({ text: word }) => word === '或' || word === 'OR')))
      continue;
    expect({ text, rest, any: meaning(rest) }).toEqual({
      text,
      rest,
      any: kept.map(({ any }) => any),
    });
  }
});

const one = (text: string) => meaning(text)[0]?.[0];

test('values of fields are read in the ways people write them', () => {
  const value = (text: string) => {
    const term = one(text);
    return term?.field === null ? null : `${term?.field} ${term?.text}`;
  };
  expect(value('年度:2022-2024')).toBe('year 2022..2024');
  expect(value('年度：2022至2024年')).toBe('year 2022..2024');
  expect(value('年度:>2022')).toBe('year 2023..');
  expect(value('年度:≤2022')).toBe('year ..2022');
  expect(value('年度:２０２４')).toBe('year 2024');
  expect(value('年度:24')).toBe(null);
  expect(value('日期:2024-03')).toBe('date 2024-03');
  expect(value('日期:2024年3月5日')).toBe('date 2024-03-05');
  expect(value('日期:2024.3.5至2024.4')).toBe('date 2024-03-05..2024-04');
  expect(value('日期:>2024-12')).toBe('date 2025-01..');
  expect(value('日期:<2024-03-01')).toBe('date ..2024-02-29');
  expect(value('日期:2024-2025')).toBe('date 2024..2025');
  expect(value('日期:2024-13')).toBe(null);
  expect(value('页:>5')).toBe('pages 6..');
  expect(value('页:2-5页')).toBe('pages 2..5');
  expect(value('页:五')).toBe(null);
  expect(value('缺:文号')).toBe('lacks number');
  expect(value('has:note')).toBe('has note');
  expect(value('缺:佐证')).toBe('lacks proof');
  expect(value('has:proof')).toBe('has proof');
  expect(value('有:佐料')).toBe(null);
  expect(value('-未识读')).toBe('unread ');
  expect(one('"未识读"')).toMatchObject({ field: null, phrase: true });
});

test('alternatives bind two words, and what stands alone is a word', () => {
  expect(meaning('台账 整改 或 巡查 OR 标题:通报').map((any) => any.length)).toEqual([1, 3]);
  expect(meaning('或 台账 或').map((any) => any[0]?.text)).toEqual(['或', '台账', '或']);
  expect(meaning('台账 or 巡查').map((any) => any[0]?.text)).toEqual(['台账', 'or', '巡查']);
});

test('a keyword without a value waits for it', () => {
  const { parts } = parseQuery('台账 标题: 年度：');
  expect(parts.map(({ any, source }) => [source, any.length])).toEqual([
    ['台账', 1],
    ['标题:', 0],
    ['年度：', 0],
  ]);
});
