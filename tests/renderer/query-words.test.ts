import { afterEach, expect, test, vi } from 'vitest';
import { parseQuery } from '../../main/search/query.ts';
import { setLanguage, type Language } from '../../renderer/i18n/index.ts';
import { partWords } from '../../renderer/search/query-words.ts';
import { condition, queryTips } from '../../renderer/search/query-writing.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
afterEach(() => setLanguage('zh-CN'));

/** The chips of a query, as they read. */
const chips = (query: string): readonly string[] =>
  parseQuery(query).parts.map((part) => {
    const { label, value } = partWords(part);
    return [label, value].filter((words) => words !== undefined).join(' ');
  });

test.each([
  ['整改', ['整改']],
  ['"整改 台账" -会议', ['“整改 台账”', '不含 会议']],
  ['通知 或 通报', ['通知 或 通报']],
  ['标题:整改 或 文号:36', ['题名 整改 或 文号 36']],
  ['标题:整改 -标签:待补 -责任者:清河镇', ['题名 整改', '标签不含 待补', '责任者不含 清河镇']],
  ['年度:2022-2024 -年度:2023', ['年度 2022 至 2024', '年度不是 2023']],
  ['日期:>=2024-03 日期:2024-03', ['日期 2024-03 及以后', '日期 2024-03']],
  ['页:>5 页:<=3 页:4', ['页数 6 页及以上', '页数 3 页及以下', '页数 4 页']],
  ['缺:文号 -有:标签 -缺:日期', ['缺 文号', '缺 标签', '有 日期']],
  ['未识读', ['未识读']],
  ['-未识读', ['已识读完']],
  ['整改 ……', ['整改', '已略去 ……']],
  ['年度:', ['还没写完 年度:']],
])('%s is understood in words', (query, words) => {
  expect(chips(query)).toEqual(words);
});

test('in English too', () => {
  setLanguage('en');
  expect(chips('整改 -会议 year:2022-2024 pages:>5 lacks:number -is:unread …')).toEqual([
    '整改',
    'Without 会议',
    'Year 2022 to 2024',
    'Pages 6 or more',
    'Lacks a number',
    'All pages read',
    'Ignored …',
  ]);
});

test.each(['zh-CN', 'en'] as const)(
  'every example of the help is understood (%s)',
  (language: Language) => {
    setLanguage(language);
    const fields = queryTips().map(({ example }) =>
      parseQuery(example).parts.flatMap(({ any }) =>
        any.map(({ field, not }) => (not ? 'not' : field)),
      ),
    );
    expect(fields).toEqual([
      [null, null],
      [null],
      ['not'],
      [null, null],
      ['title'],
      ['number'],
      ['kind'],
      ['year'],
      ['date'],
      ['pages'],
      ['lacks'],
      ['unread'],
    ]);
  },
);

test.each(['宣传办', '宣传 办公室', '党政办、综治办', '“两新”办'])(
  'a condition on the department %s stays one condition',
  (name) => {
    const { parts } = parseQuery(`整改 ${condition('department', name)}`);
    expect(parts).toHaveLength(2);
    expect(parts[1]?.any[0]?.field).toBe('department');
  },
);
