import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checklistDraft } from '../../main/contract/checklist.ts';
import type { ChecklistMapping, Understanding } from '../../main/contract/checklist-import.ts';
import { understandFile } from '../../main/checklist/sheet-file.ts';
import { temporaryFolder } from '../support/archives.ts';
import { makeWorkbook, serialOf, type MadeCell, type MadeSheet } from '../support/made-sheets.ts';

const quiet = { progress: () => undefined, signal: new AbortController().signal };

async function understandBytes(
  bytes: Uint8Array | string,
  name = '测评体系.xlsx',
  mapping?: ChecklistMapping,
): Promise<Understanding> {
  const path = join(await temporaryFolder(), '1');
  await writeFile(path, bytes);
  const understood = await understandFile({ path, name, mapping }, quiet);
  // Whatever a sheet says, what is made of it is a checklist.
  if (understood.draft.name !== '') checklistDraft.parse(understood.draft);
  expect(understood.places).toHaveLength(understood.draft.items.length);
  return understood;
}

const understand = (
  sheet: Partial<MadeSheet> & Pick<MadeSheet, 'rows'>,
  mapping?: ChecklistMapping,
) => understandBytes(makeWorkbook({ sheets: [{ name: '体系', ...sheet }] }), undefined, mapping);

/** The tree as indented lines: code and title. */
const outline = ({ draft }: Understanding): string[] =>
  draft.items.map(({ depth, code, title: text }) =>
    [...Array.from({ length: depth }, () => '·'), code, text]
      .filter((part) => part !== '')
      .join(' '),
  );

const title = '云溪县文明村镇测评体系（2024年度）';

test('levels in columns merged over their rows, codes before the texts, one slot column', async () => {
  const understood = await understand({
    merges: ['A1:G1', 'A3:A6', 'B3:B5', 'F3:F5'],
    rows: [
      [title],
      ['测评项目', '测评内容', '测评标准', '材料要求', '测评方法', '责任单位', '分值'],
      [
        'Ⅰ组织领导',
        'Ⅰ-1 机制建设',
        '①成立领导小组',
        '规范文件1份；实景图片3张',
        '材料审核',
        '党政办、宣传办',
        '2分',
      ],
      [null, null, '②制定工作方案', '规范文件', '材料审核', null, 1.5],
      [null, null, '③召开专题会议', '会议记录2份、签到表', '材料审核', null, 1],
      [null, 'Ⅰ-2 经费保障', '①列入预算', '说明报告1篇（不超过500字）', '材料审核', '财政所', 3],
      [
        'Ⅱ环境整治',
        'Ⅱ-1 村容村貌',
        '①主次干道整洁',
        '照片不少于5张：能看清路名',
        '实地考察',
        '城建办',
        5,
      ],
    ],
  });
  expect(outline(understood)).toEqual([
    'Ⅰ 组织领导',
    '· Ⅰ-1 机制建设',
    '· · ① 成立领导小组',
    '· · ② 制定工作方案',
    '· · ③ 召开专题会议',
    '· Ⅰ-2 经费保障',
    '· · ① 列入预算',
    'Ⅱ 环境整治',
    '· Ⅱ-1 村容村貌',
    '· · ① 主次干道整洁',
  ]);
  const { draft, places, doubtful, unplaced, mended, proposedWindow } = understood;
  expect([doubtful, unplaced, mended]).toEqual([[], [], []]);
  expect(draft.name).toBe(title);
  expect(draft.window).toEqual({ from: null, to: null });
  expect(proposedWindow).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(draft.items[2]).toMatchObject({
    method: '材料审核',
    score: 200,
    departments: ['党政办', '宣传办'],
    slots: [
      { kind: '规范文件', need: 1, hint: '', wordLimit: null },
      { kind: '实景图片', need: 3 },
    ],
  });
  // Said once for several rows, in one merged cell.
  expect(draft.items[4]?.departments).toEqual(['党政办', '宣传办']);
  expect(draft.items[4]?.slots.map(({ kind, need }) => [kind, need])).toEqual([
    ['会议记录', 2],
    ['签到表', 1],
  ]);
  expect(draft.items[6]?.slots).toEqual([{ kind: '说明报告', need: 1, hint: '', wordLimit: 500 }]);
  expect(draft.items[9]?.slots).toEqual([
    { kind: '实景图片', need: 5, hint: '能看清路名', wordLimit: null },
  ]);
  expect(places[4]).toEqual({ sheet: '体系', cell: 'C5' });
});

test('a header of two rows, a group over its columns', async () => {
  const understood = await understand({
    merges: ['A1:H1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:H2'],
    rows: [
      ['文明单位测评细则'],
      ['编号', '测评内容', '测评标准', '责任分工', null, '完成情况'],
      [null, null, null, '牵头单位', '配合单位', '责任人', '完成时限', '备注'],
      [
        '1-1',
        '理论学习',
        '中心组学习制度健全',
        '党办',
        '宣传科；工会',
        '张某',
        '2024年6月30日',
        '每季度一次',
      ],
      [
        '1-2',
        null,
        '有学习计划',
        '党办',
        null,
        null,
        { number: serialOf('2024-05-31'), format: 14 },
      ],
    ],
  });
  expect(understood.mapping.sheets[0]).toMatchObject({ headerRow: 1, headerRows: 2 });
  expect(outline(understood)).toEqual(['理论学习', '· 1-1 中心组学习制度健全', '· 1-2 有学习计划']);
  expect(understood.draft.items[1]).toMatchObject({
    departments: ['党办', '宣传科', '工会'],
    person: '张某',
    due: '2024-06-30',
    notes: '每季度一次',
  });
  expect(understood.draft.items[2]?.due).toBe('2024-05-31');
});

test('codes like Ⅱ-1-1)-① make the tree where no column does', async () => {
  const codes = ['Ⅱ', 'Ⅱ-1', 'Ⅱ-1-1)', 'Ⅱ-1-1)-①', 'Ⅱ-1-1)-②', 'Ⅱ-1-2)', 'Ⅱ-2', 'Ⅲ', 'Ⅲ-1-①'];
  const understood = await understand({
    rows: [['编号', '测评标准', '具体要求'], ...codes.map((code, at) => [code, `标准${at}`, null])],
  });
  expect(understood.mapping.sheets[0]?.levels).toBe('codes');
  expect(understood.draft.items.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 3, 2, 1, 0, 1]);
  expect(understood.draft.items.map(({ code }) => code)).toEqual(codes);
});

test('codes that Excel ruined are mended, and what was mended is said with its cell', async () => {
  const day = (date: string, format: string | number) => ({ number: serialOf(date), format });
  const rows: MadeCell[][] = [
    ['编号', '测评内容', '要求'],
    [day('2024-01-01', 58), '甲'],
    [day('2024-01-02', 'm"月"d"日"'), '乙'],
    [day('2024-01-03', 16), '丙'],
    ['2-1', '丁'],
    [{ number: -1, format: 0 }, '戊'],
  ];
  const { draft, mended, doubtful } = await understand({ rows });
  expect(draft.items.map(({ code }) => code)).toEqual(['1-1', '1-2', '1-3', '2-1', '(1)']);
  expect(mended).toEqual([
    { sheet: '体系', cell: 'A2', from: '1月1日', to: '1-1' },
    { sheet: '体系', cell: 'A3', from: '1月2日', to: '1-2' },
    { sheet: '体系', cell: 'A4', from: '1月3日', to: '1-3' },
    { sheet: '体系', cell: 'A6', from: '-1', to: '(1)' },
  ]);
  expect(doubtful).toEqual([]);
});

test('1.10 is kept where its format tells, mended where the codes before it tell, else asked about', async () => {
  const numbers = (list: readonly (number | { number: number; format: string })[]) =>
    understand({
      rows: [['编号', '测评内容', '要求'], ...list.map((code, at) => [code, `内容${at}`])],
    });
  const formatted = await numbers([1.1, { number: 1.1, format: '0.00' }]);
  expect(formatted.draft.items.map(({ code }) => code)).toEqual(['1.1', '1.10']);
  expect(formatted.mended).toEqual([]);
  const counted = await numbers([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11]);
  expect(counted.draft.items[9]?.code).toBe('1.10');
  expect(counted.mended).toEqual([{ sheet: '体系', cell: 'A11', from: '1.1', to: '1.10' }]);
  const twice = await numbers([1.1, 1.2, 2.3, 1.1]);
  expect(twice.draft.items[3]?.code).toBe('1.1');
  expect(twice.doubtful).toContainEqual({
    sheet: '体系',
    cell: 'A5',
    text: '1.1',
    reason: 'code-lost-zero',
    proposal: '1.10',
  });
  // The answer is taken, and nothing is asked again.
  const corrections = [{ sheet: 0, cell: 'A5', text: '1.10' }];
  const answered = await understand(
    {
      rows: [
        ['编号', '测评内容', '要求'],
        ...[1.1, 1.2, 2.3, 1.1].map((code, at) => [code, `内容${at}`]),
      ],
    },
    { ...twice.mapping, corrections },
  );
  expect(answered.draft.items[3]?.code).toBe('1.10');
  expect(answered.doubtful).toEqual([]);
});

test('a date that several codes can have become is asked about', async () => {
  const rows: MadeCell[][] = [
    ['编号', '测评内容', '要求'],
    ['5-1', '甲'],
    [{ number: serialOf('2001-02-03'), format: 'yyyy/m/d' }, '乙'],
  ];
  const { draft, doubtful, mended } = await understand({ rows });
  expect(draft.items[1]?.code).toBe('1-2-3');
  expect(mended).toHaveLength(1);
  expect(doubtful[0]).toMatchObject({ cell: 'A3', reason: 'code-was-date' });
});

test('blank rows, a header printed again, totals and notes are no items; each is named', async () => {
  const { draft, unplaced } = await understand({
    merges: ['A1:C1', 'A9:C9'],
    rows: [
      ['村规民约测评表'],
      ['编号', '测评内容', '分值'],
      [],
      ['1', '村规民约上墙', 2],
      [null, null, null],
      ['编号', '测评内容', '分值'],
      ['2', '红白理事会', 3],
      ['合计', null, 5],
      ['注：材料时间为2024年全年'],
      [null, null, null, '打印：2024-05-01'],
    ],
  });
  expect(draft.items.map(({ title: text }) => text)).toEqual(['村规民约上墙', '红白理事会']);
  expect(unplaced.map(({ cell, reason }) => [cell, reason])).toEqual([
    ['A6', 'header-again'],
    ['A8', 'total-row'],
    ['A9', 'note-row'],
    ['D10', 'no-columns'],
  ]);
});

test('several rows of one standard go on with it', async () => {
  const { draft } = await understand({
    merges: ['A2:A4', 'B2:B4'],
    rows: [
      ['编号', '测评标准', '材料要求', '分值'],
      ['1', '志愿服务常态化', '活动方案1份', 1],
      [null, null, '活动照片3张', 2],
      [null, null, '统计表格', null],
      ['2', '好人推荐', '推荐表'],
    ],
  });
  expect(draft.items).toHaveLength(2);
  expect(draft.items[0]?.slots.map(({ kind, need }) => `${kind}${need}`)).toEqual([
    '活动方案1',
    '活动照片3',
    '统计表格1',
  ]);
  expect(draft.items[0]?.score).toBe(300);
});

test('bands across the table are a level of their own', async () => {
  const understood = await understand({
    merges: ['A2:D2', 'A5:D5'],
    rows: [
      ['测评内容', '测评标准', '材料要求', '备注'],
      ['一、组织领导'],
      ['机制', '领导小组', '文件'],
      [null, '联席会议', '纪要2份'],
      ['二、负面清单'],
      ['安全', '发生重大事故', '说明'],
    ],
  });
  expect(outline(understood)).toEqual([
    '一 组织领导',
    '· 机制',
    '· · 领导小组',
    '· · 联席会议',
    '二 负面清单',
    '· 安全',
    '· · 发生重大事故',
  ]);
  expect(understood.draft.items.map(({ isNegative }) => isNegative)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('formulas: a value once computed is taken, one never computed is asked for by its cell', async () => {
  const { draft, doubtful } = await understand({
    rows: [
      ['编号', '测评内容', '分值'],
      [{ formula: 'ROW()-1', computed: 1 }, { formula: 'B9&"制度"', computed: '学习制度' }, 2],
      ['2', { formula: 'B9&"活动"' }, { formula: 'C2*2' }],
      ['3', '台账', { error: '#REF!' }],
    ],
  });
  expect(draft.items[0]).toMatchObject({ code: '1', title: '学习制度' });
  expect(doubtful.map(({ cell, reason }) => [cell, reason])).toEqual(
    expect.arrayContaining([
      ['B3', 'formula-without-value'],
      ['C3', 'formula-without-value'],
      ['C4', 'cell-error'],
    ]),
  );
  expect(doubtful.find(({ cell }) => cell === 'B3')?.text).toBe('=B9&"活动"');
});

test('hidden rows and columns are read and named; hidden sheets are left and named', async () => {
  const rows = [
    ['编号', '测评内容', '备注'],
    ['1', '甲', '看得见'],
    ['2', '乙', '藏起来'],
  ];
  const book = makeWorkbook({
    sheets: [
      { name: '体系', rows, hiddenRows: [3], hiddenColumns: [3] },
      { name: '旧版', rows, hidden: true },
    ],
  });
  const { draft, doubtful } = await understandBytes(book);
  expect(draft.items.map(({ notes }) => notes)).toEqual(['看得见', '藏起来']);
  expect(doubtful.map(({ sheet, cell, reason }) => [sheet, cell, reason])).toEqual([
    ['体系', 'C1', 'hidden-column'],
    ['体系', 'A3', 'hidden-row'],
    ['旧版', 'A1', 'sheet-left'],
  ]);
});

test('rich text is read whole, its phonetic guides are not; dates of 1904 fall on their days', async () => {
  const book = makeWorkbook({
    date1904: true,
    sheets: [
      {
        name: '体系',
        rows: [
          ['编号', '测评内容', '截止日期'],
          ['1', { runs: ['移风', '易俗'], phonetic: 'yifeng' }, { number: 43_920, format: 14 }],
          ['2', { inline: '家风家训' }, '2024年4月底前'],
        ],
      },
    ],
  });
  const { draft } = await understandBytes(book);
  expect(draft.items.map(({ title: text, due }) => [text, due])).toEqual([
    ['移风易俗', '2024-03-31'],
    ['家风家训', '2024-04-30'],
  ]);
});

test('sheets of one shape are projects; a 负面清单 has items of its own kind', async () => {
  const header = ['编号', '测评内容', '材料要求'];
  const book = makeWorkbook({
    sheets: [
      { name: '填表说明', rows: [['请按要求填写']] },
      { name: '一、组织领导', rows: [header, ['1', '领导小组', '文件']] },
      { name: '二、环境整治', rows: [header, ['1', '主次干道', '照片3张']] },
      {
        name: '负面清单',
        rows: [
          ['编号', '测评内容', '否决说明'],
          ['1', '重大责任事故'],
        ],
      },
    ],
  });
  const understood = await understandBytes(book, '文明村镇测评.xlsx');
  expect(outline(understood)).toEqual([
    '一 组织领导',
    '· 1 领导小组',
    '二 环境整治',
    '· 1 主次干道',
    '负面清单',
    '· 1 重大责任事故',
  ]);
  expect(understood.draft.name).toBe('文明村镇测评');
  expect(understood.draft.items.at(-1)?.isNegative).toBe(true);
  expect(understood.doubtful).toEqual([
    { sheet: '填表说明', cell: 'A1', text: '填表说明', reason: 'sheet-left', proposal: null },
  ]);
});

test('values that are none are asked for by their cells', async () => {
  const { draft, doubtful } = await understand({
    rows: [
      ['编号', '测评内容', '分值', '完成时限', '时间范围'],
      ['1', '甲', '酌情', '每月', '近两年'],
      ['2', '乙', '2.5分', '2024.6.30', '2023年1月-2024年6月'],
    ],
  });
  expect(doubtful.map(({ cell, reason }) => [cell, reason])).toEqual([
    ['C2', 'bad-score'],
    ['D2', 'bad-date'],
    ['E2', 'bad-window'],
  ]);
  expect(draft.items[1]).toMatchObject({
    score: 250,
    due: '2024-06-30',
    window: { from: '2023-01-01', to: '2024-06-30' },
  });
});

test('without a header it says so, and the user’s mapping is followed', async () => {
  const rows = [
    ['甲类', '1-1', '有制度'],
    ['', '1-2', '有台账'],
  ];
  const guessed = await understand({ rows });
  expect(guessed.doubtful).toContainEqual(expect.objectContaining({ reason: 'no-header' }));
  const [sheet] = guessed.mapping.sheets;
  const mapping: ChecklistMapping = {
    sheets: [{ ...sheet!, roles: ['level', 'code', 'level'], levels: 'columns' }],
    corrections: [],
    leftOut: [{ sheet: 0, row: 1 }],
  };
  const mapped = await understand({ rows }, mapping);
  expect(outline(mapped)).toEqual(['甲类', '· 1-1 有制度']);
  expect(mapped.unplaced).toEqual([
    { sheet: '体系', cell: 'B2', text: '1-2 有台账', reason: 'left-out' },
  ]);
});

test('5,000 rows are understood in seconds', async () => {
  const rows: MadeCell[][] = [['编号', '测评项目', '测评内容', '测评标准', '材料要求', '分值']];
  const merges: string[] = [];
  for (let n = 0; n < 5000; n += 1) {
    const isFirst = n % 50 === 0;
    const code = `${Math.floor(n / 50) + 1}-${(n % 50) + 1}`;
    rows.push([
      code,
      isFirst ? `项目${n / 50}` : null,
      n % 10 === 0 ? `内容${n / 10}` : null,
      `标准${n}`,
      '文件1份；照片3张',
      1,
    ]);
    if (isFirst) merges.push(`B${n + 2}:B${n + 51}`);
    if (n % 10 === 0) merges.push(`C${n + 2}:C${n + 11}`);
  }
  const started = performance.now();
  const { draft, doubtful, unplaced } = await understand({ rows, merges });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(draft.items).toHaveLength(5000 + 500 + 100);
  expect(draft.items.filter(({ depth }) => depth === 2)).toHaveLength(5000);
  expect([doubtful, unplaced]).toEqual([[], []]);
});

const csv = '编号,测评内容,材料要求\n1-1,组织领导,"文件1份；\n照片2张"\n1月2日,环境整治,照片\n';

test('separated values: UTF-8 with and without a mark, UTF-16, and GB18030', async () => {
  const gb = Buffer.from(
    'b1e0bac52cb2e2c6c0c4dac8dd2cb2c4c1cfd2aac7f30a312d312cd7e9d6afc1ecb5bc2cb9e6b7b6cec4bcfe31b7dd0a',
    'hex',
  );
  const understood = await understandBytes(gb, '体系.csv');
  expect(outline(understood)).toEqual(['1-1 组织领导']);
  expect(understood.draft.items[0]?.slots).toMatchObject([{ kind: '规范文件', need: 1 }]);
  const utf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(csv.replaceAll(',', '\t'), 'utf16le'),
  ]);
  for (const bytes of [csv, `\uFEFF${csv}`, utf16]) {
    const { draft, mended } = await understandBytes(bytes, '体系.csv');
    expect(draft.items.map(({ code }) => code)).toEqual(['1-1', '1-2']);
    expect(draft.items[0]?.slots).toHaveLength(2);
    expect(mended).toEqual([{ sheet: 'CSV', cell: 'A3', from: '1月2日', to: '1-2' }]);
  }
});

const bookBytes = (): Uint8Array =>
  makeWorkbook({
    sheets: [
      {
        name: '体系',
        rows: [
          ['编号', '测评内容'],
          ['1', '甲'],
        ],
      },
    ],
  });

test('what a file is its bytes tell, whatever its name says', async () => {
  expect(outline(await understandBytes(bookBytes(), '体系.csv'))).toEqual(['1 甲']);
  expect(outline(await understandBytes(csv, '体系.xlsx'))).toHaveLength(2);
  const draft = { name: '体系', window: { from: null, to: '2024-12-31' }, items: [] };
  expect((await understandBytes(JSON.stringify(draft), 'x.json')).draft).toEqual(draft);
});

/** An old .xls, and what an encrypted .xlsx looks like from outside. */
const compound = (words: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(words, 'utf16le'),
  ]);

/** A zip whose list of contents declares more than fits. */
function bomb(): Uint8Array {
  const bytes = makeWorkbook({ sheets: [{ name: 'x', rows: [['a']] }] });
  const at = Buffer.from(bytes).indexOf(Buffer.from('504b0102', 'hex'));
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 24, 900_000_000, true);
  return bytes;
}

test('files that are no checklist are refused by name, never half read', async () => {
  const book = bookBytes();
  const code = (bytes: Uint8Array | string, name?: string): Promise<string> =>
    understandBytes(bytes, name).then(
      () => 'read',
      (error: { code?: string }) => error.code ?? String(error),
    );
  expect(await code(compound('Workbook'), '体系.xls')).toBe('sheet-old');
  expect(await code(compound('EncryptedPackage'), '体系.xlsx')).toBe('sheet-locked');
  expect(await code(bomb())).toBe('too-large');
  expect(await code(book.subarray(0, book.length >> 1))).toBe('unreadable');
  expect(await code(book.subarray(20))).toBe('unreadable');
  expect(await code('')).toBe('empty');
  expect(await code('%PDF-1.7', '体系.pdf')).toBe('not-a-sheet');
  expect(await code(Buffer.from([0, 1, 2, 3]), '体系.csv')).toBe('not-a-sheet');
  expect(await code('<html><table></table></html>', '体系.xls')).toBe('not-a-sheet');
  expect(await code('{"name":', 'x.json')).toBe('unreadable');
  expect(await code('{"name":1}', 'x.json')).toBe('not-a-sheet');
  const other = makeWorkbook({ sheets: [], parts: { 'xl/workbook.xml': '<a/>' } });
  expect(await code(other)).toBe('unreadable');
});

test('a part that unpacks to more than it declares is not unpacked', async () => {
  const rows = Array.from({ length: 20_000 }, () => ['0'.repeat(60)]);
  const bytes = makeWorkbook({ sheets: [{ name: 'x', rows }] });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let at = buffer.indexOf('PK\u0001\u0002');
    at >= 0;
    at = buffer.indexOf('PK\u0001\u0002', at + 4)
  ) {
    buffer.writeUInt32LE(100, at + 24);
  }
  await expect(understandBytes(buffer)).rejects.toMatchObject({ code: 'unreadable' });
});
