import { expect, test } from 'vitest';
import type { Category, CategoryId, DocumentId } from '../../main/contract/index.ts';
import { summarySections } from '../../main/contract/index.ts';
import { createCollector } from '../../main/checklist/summary-collect.ts';
import { composeSummary } from '../../main/checklist/summary-compose.ts';
import { figuresIn, figuresOf, type Figure } from '../../main/checklist/summary-figures.ts';
import { plainLine } from '../../main/checklist/summary-pieces.ts';
import type { SummaryRow } from '../../main/checklist/summary-queries.ts';
import { rowsToRead } from '../../main/checklist/summary-topics.ts';
import { statementsOf, type Summary } from '../../main/checklist/summary.ts';
import { createRandom, type Random } from '../support/scans/index.ts';

test.each([
  ['本次活动共有126人参加。', ['本次活动共有126人参加']],
  [
    '参加人员126人，发放资料3,000余份；投入资金1.2万元。',
    ['参加人员126人', '发放资料3,000余份', '投入资金1.2万元'],
  ],
  ['（一）清运垃圾48.5吨\n2. 拆除违建12处', ['清运垃圾48.5吨', '拆除违建12处']],
  ['共发现问题六十三处，已办结五十一处', ['共发现问题六十三处', '已办结五十一处']],
  ['整改完成率达到98.5％。', ['整改完成率达到98.5％']],
  // A line that is broken at the margin goes on; a short one is a line of its own.
  [
    '全镇各村和社区全年累计组织志愿者开展活动共\n计36场次，群众反映良好。',
    ['全镇各村和社区全年累计组织志愿者开展活动共计36场次'],
  ],
  ['序号 姓名\n合计发放\n300份', []],
])('%j gives the amounts %j', (text, amounts) => {
  expect(figuresIn(text)).toEqual(amounts);
});

test.each([
  '每季度开展活动不少于2次',
  '计划发放资料3000份',
  '2024年5月16日上午9时30分',
  '清政发〔2024〕36号',
  '第3次全体会议',
  '限期3个月完成整改',
  '联系电话：13800000000人',
  '要求参加人员达到100人',
  '分三步走，一批、两类、三个方面',
  '他说“来了126人”很好',
  `${'很'.repeat(60)}长的一句126人`,
])('%j is no account of what was done', (text) => {
  expect(figuresIn(text)).toEqual([]);
});

test('a figure is told with its page, once, and no more of them than asked for', () => {
  const pages = [
    { page: 1, text: '共有126人参加' },
    { page: 4, text: '共有126人参加，发放资料30份，出动车辆5台次' },
  ];
  expect(figuresOf(pages, 2)).toEqual([
    { text: '共有126人参加', page: 1 },
    { text: '发放资料30份', page: 4 },
  ]);
});

const names = [
  '组织领导',
  '宣传教育',
  '环境整治',
  '学习培训',
  '督查考核',
  '问题整改',
  '荣誉表彰',
  '影像资料',
];
const categories: Category[] = names.map((name, at) => ({
  id: (at + 1) as CategoryId,
  parentId: null,
  name,
  position: at,
}));

const subjects = [
  '全民阅读',
  '环境卫生整治',
  '交通劝导',
  '清明祭扫',
  '道德讲堂',
  '村规民约修订',
  '路灯维护',
];
const endings = [
  '活动方案',
  '的通知',
  '工作总结',
  '签到表',
  '现场照片',
  '情况通报',
  '',
  '2024年度台账',
];
const texts = [
  '参加人员126人，发放资料3000份',
  '共发现问题六十三处\n每月不少于2次',
  '整改完成12个，完成率98％',
  '没有数字',
];

const below = (random: Random, most: number): number => random.integer(0, most - 1);
const oneOf = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)] as T;

function randomRow(random: Random, id: number): SummaryRow {
  const n = below(random, 40);
  const date = `2024-${String(1 + below(random, 12)).padStart(2, '0')}-${String(1 + below(random, 28)).padStart(2, '0')}`;
  return {
    id: id as DocumentId,
    title: `清河镇第${n}${oneOf(random, ['村', '社区', '期'])}${oneOf(random, subjects)}${oneOf(random, endings)}`,
    kind: oneOf(random, [null, null, '通知', '总结', '照片']),
    date: oneOf(random, [null, date, date, date, '2023-12-30']),
    referenceNumber: oneOf(random, ['', '', `清政发〔2024〕${n}号`]),
    archivalCode: oneOf(random, ['', '', `Q012-WS·2024-Y-${String(id).padStart(4, '0')}`]),
    issuer: oneOf(random, ['', '清河镇人民政府']),
    categoryId: oneOf(random, [null, ...categories.map((each) => each.id)]),
    type: oneOf(random, ['pdf', 'jpeg', null]),
    key: '',
    isSecret: below(random, 30) === 0 ? 1 : 0,
  };
}

interface Made {
  readonly rows: readonly SummaryRow[];
  readonly pages: ReadonlyMap<DocumentId, string>;
  readonly summary: Summary;
}

function make(seed: number, count: number): Made {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, (_, at) => randomRow(random, at + 1));
  const pages = new Map(rows.map(({ id }) => [id, oneOf(random, texts)]));
  const collector = createCollector(categories);
  for (const row of rows) collector.add(row);
  const gathered = collector.gathered();
  const figures = new Map<DocumentId, readonly Figure[]>(
    rowsToRead(gathered, summarySections).map(({ id }) => [
      id,
      figuresOf([{ page: 1, text: pages.get(id) ?? '' }], 3),
    ]),
  );
  const summary = composeSummary({
    request: {
      year: 2024,
      language: seed % 2 === 0 ? 'zh-CN' : 'en',
      sections: summarySections.slice(),
    },
    drafted: '2025-01-06',
    archive: '清河镇台账',
    gathered,
    figures,
    coverage: null,
  });
  return { rows, pages, summary };
}

const sizes: readonly (readonly [seed: number, count: number])[] = [
  [1, 0],
  [2, 1],
  [3, 12],
  [4, 60],
  [5, 300],
  [6, 2500],
  [7, 40],
  [8, 40],
  [9, 7],
];

test.each(sizes)('nothing is said that no source says (seed %d, %d documents)', (seed, count) => {
  const { rows, pages, summary } = make(seed, count);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const { pieces, sources, isCounted } of statementsOf(summary)) {
    const hasBlank = pieces.some(({ kind }) => kind === 'blank');
    expect(sources.length > 0 || isCounted || hasBlank).toBe(true);
    for (const id of sources) expect(byId.get(id)?.isSecret).toBe(0);
    for (const piece of pieces) {
      if (piece.kind === 'words') expect(piece.text).not.toMatch(/\d/u);
      if (piece.kind === 'count') expect(piece.text).toMatch(/^\d+$/u);
      if (piece.kind === 'named') expect(['2024', ...kindsOf(rows)]).toContain(piece.text);
      if (piece.kind === 'said' || piece.kind === 'date') {
        const row = byId.get(piece.by);
        expect(sources).toContain(piece.by);
        const own = [row?.title, row?.referenceNumber, row?.issuer, pages.get(piece.by)];
        if (piece.kind === 'said')
          expect(own.some((text) => text?.includes(piece.text))).toBe(true);
        else {
          const given = (row?.date ?? '').split('-').map(Number);
          for (const figure of piece.text.match(/\d+/gu) ?? [])
            expect(given).toContain(Number(figure));
        }
      }
    }
  }
});

const kindsOf = (rows: readonly SummaryRow[]): string[] => [
  ...new Set(rows.flatMap(({ kind }) => kind ?? [])),
  '台账',
  '通报',
  '通知',
  '总结',
  '方案',
  '照片',
  '签到表',
];

test.each(sizes)(
  'the sources are documents, each once, each with a code of its own (seed %d, %d)',
  (seed, count) => {
    const { rows, summary } = make(seed, count);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const codes = summary.sources.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const named = new Set(statementsOf(summary).flatMap(({ sources }) => sources));
    expect(new Set(summary.sources.map(({ id }) => id))).toEqual(named);
    for (const { id, code, title } of summary.sources) {
      const row = byId.get(id);
      const own = row?.archivalCode || row?.referenceNumber || String(id);
      expect(code).toContain(own);
      expect(title).toBe(plainLine(row?.title ?? ''));
    }
  },
);

test('the same documents give the same draft, and 2,500 give one that is no longer than it may be', () => {
  const { summary } = make(6, 2500);
  expect(make(6, 2500).summary).toEqual(summary);
  expect(statementsOf(summary).length).toBeLessThan(200);
  for (const { id, statements, parts } of summary.sections) {
    for (const told of [statements, ...parts.map((part) => part.statements)]) {
      expect(told.length).toBeLessThanOrEqual(20);
    }
    if (id !== 'activities') continue;
    for (const part of parts) {
      const more = part.statements.map(({ pieces }) => pieces.at(-1));
      expect(
        more.some((piece) => piece?.kind === 'words' && piece.text.includes('没有逐一列出')),
      ).toBe(true);
    }
  }
});

test('what a section tells and what it says it leaves out is all that is filed there', () => {
  const { rows, summary } = make(5, 300);
  const filed = rows.filter(({ isSecret }) => isSecret === 0);
  const first = summary.opening[1]?.pieces.find(({ kind }) => kind === 'count');
  expect(first).toEqual({ kind: 'count', text: String(filed.length) });
});
