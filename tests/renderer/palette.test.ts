import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { createEngine } from '../../renderer/app/palette-engine.ts';
import { createMatcher, hitParts } from '../../renderer/app/palette-match.ts';
import { rank, type PaletteKind } from '../../renderer/app/palette-rank.ts';

const { matcher, nearest } = createEngine();

/** Tier and the parts of the name that were hit; null where the name does not answer. */
function hit(name: string, query: string): string | null {
  const match = matcher.match(name, query);
  if (!match) return null;
  const parts = hitParts(name, match.hits).filter((part) => part.hit);
  return `${match.tier} ${parts.map((part) => part.text).join('|')}`;
}

test.each([
  // As written, whatever the width, the case and the signs between.
  ['环境整治', '整治', 'text 整治'],
  ['清政发〔2024〕36号', '2024 36', 'text 2024〕36'],
  ['清政发〔2024〕36号', '发2024', 'text 发〔2024'],
  ['导出 PDF', 'pdf', 'text PDF'],
  ['Ⅱ类材料', 'ii类', 'text Ⅱ类'],
  // Initials, from any syllable on.
  ['文明创建', 'wmcj', 'initials 文明创建'],
  ['精神文明创建', 'wmc', 'initials 文明创'],
  ['2024年工作总结', '2024', 'text 2024'],
  ['2024年工作总结', 'gzzj', 'initials 工作总结'],
  ['Add a tag…', 'aat', 'initials Add a tag'],
  // Full pinyin, the last syllable as far as it was typed.
  ['文明创建', 'wenming', 'pinyin 文明'],
  ['文明创建', 'wenm', 'pinyin 文明'],
  ['文明创建', 'wenmingch', 'pinyin 文明创'],
  ['绿化', 'lvhua', 'pinyin 绿化'],
  ['导出PDF', 'daochupdf', 'pinyin 导出PDF'],
  // A reading belongs to its word.
  ['行业创建', 'hangye', 'pinyin 行业'],
  ['银行', 'yinhang', 'pinyin 银行'],
  ['推行', 'tuixing', 'pinyin 推行'],
  // Mixed as input methods take it: syllables, initials and characters.
  ['文明创建', 'wenmcj', 'pinyin 文明创建'],
  ['文明创建', 'wm创建', 'pinyin 文明创建'],
  ['责任书', 'zrsh', 'pinyin 责任书'],
  // Words that stand apart.
  ['关于开展环境整治宣传的通知', '通知 环境', 'text 环境|通知'],
  ['文明创建', 'wen ming', 'pinyin 文明'],
])('%s answers “%s”', (name, query, expected) => {
  expect(hit(name, query)).toBe(expected);
});

test.each([
  ['文明创建', 'enming'],
  ['文明创建', 'wmx'],
  ['文明创建', 'wenmingx'],
  ['文明创建', '明文'],
  ['文明创建', '〔〕'],
  ['环境整治', '通知 环境'],
])('%s does not answer “%s”', (name, query) => {
  expect(matcher.match(name, query)).toBeNull();
});

test('without pinyin at hand names are found as they are written', () => {
  const plain = createMatcher(null);
  expect(plain.match('文明创建', '创建')?.tier).toBe('text');
  expect(plain.match('文明创建', 'wm')).toBeNull();
});

test('a long name of like syllables is told apart at once', () => {
  const began = performance.now();
  expect(matcher.match('食'.repeat(100), `${'shi'.repeat(60)}x`)).toBeNull();
  expect(matcher.match('食'.repeat(100), `${'sh'.repeat(60)}s`)?.tier).toBe('pinyin');
  expect(performance.now() - began).toBeLessThan(1000);
});

const entry = (kind: PaletteKind, name: string) => ({ kind, name });
const ranked = (entries: readonly ReturnType<typeof entry>[], query: string, limit = 50) =>
  rank(entries, query, matcher, limit).map(({ entry: found }) => `${found.kind} ${found.name}`);

test('as written comes before initials, initials before full pinyin', () => {
  const entries = [
    entry('tag', '贝贝'),
    entry('category', '爸爸安'),
    entry('category', '班'),
    entry('tag', 'BA 登记'),
    entry('category', '本案'),
  ];
  expect(ranked(entries, 'ba')).toEqual([
    'tag BA 登记',
    'category 本案',
    'category 爸爸安',
    'category 班',
  ]);
});

test('a whole name comes before a beginning, a beginning before an inside', () => {
  const entries = [
    entry('room', '旧会议室'),
    entry('command', '会议纪要'),
    entry('tag', '会议'),
    entry('category', '会议'),
  ];
  expect(ranked(entries, '会议')).toEqual([
    'category 会议',
    'tag 会议',
    'command 会议纪要',
    'room 旧会议室',
  ]);
});

test('the equally good stand by kind, then by pinyin; years newest first, as they come', () => {
  const entries = [
    entry('tag', '文件四'),
    entry('category', '文件中'),
    entry('category', '文件甲'),
    entry('room', '文件库'),
    entry('year', '2024'),
    entry('year', '2023'),
  ];
  expect(ranked(entries, '文件')).toEqual([
    'room 文件库',
    'category 文件甲',
    'category 文件中',
    'tag 文件四',
  ]);
  expect(ranked(entries.toReversed(), '文件')).toEqual(ranked(entries, '文件'));
  expect(ranked(entries, '20')).toEqual(['year 2024', 'year 2023']);
  expect(ranked(entries, '文件', 2)).toEqual(['room 文件库', 'category 文件甲']);
});

test('the mistyped is found nearly, written or in pinyin', () => {
  const named = ['环境整治', '组织领导', '宣传教育', '督查考核'].map((name) => ({ name }));
  const near = (query: string) => nearest(named, query, matcher, 6).map(({ name }) => name);
  expect(near('环镜整治')).toEqual(['环境整治']);
  expect(near('huanjingzhenzhi')).toEqual(['环境整治']);
  expect(near('ducahkaohe')).toEqual(['督查考核']);
  // Two signs are too few to be mistyped.
  expect(near('环镜')).toEqual([]);
  expect(near('档案整理')).toEqual([]);
});

test('hit parts put together are the name', () => {
  const name = '关于开展环境整治宣传的通知';
  const hits = [
    { from: 4, to: 8 },
    { from: 6, to: 10 },
  ];
  const parts = hitParts(name, hits);
  expect(parts.map(({ text }) => text).join('')).toBe(name);
  expect(parts.filter((part) => part.hit).map(({ text }) => text)).toEqual(['环境整治', '宣传']);
});

test('every character of a run has a syllable, also where there is none', () => {
  const name = '〇㐂龘文';
  expect(pinyin('㐂龘文', { toneType: 'none', type: 'array' })).toHaveLength(3);
  expect(matcher.match(name, 'wen')?.hits).toEqual([{ from: 3, to: 4 }]);
});
