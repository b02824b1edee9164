import { describe, expect, test } from 'vitest';
import { findAttachments } from '../../main/reading/paper/attachments.ts';
import { findCopyMark, findCopyNumber } from '../../main/reading/paper/copy-marks.ts';
import { propose } from '../../main/reading/propose/propose.ts';
import type { TextPage } from '../../main/reading/propose/types.ts';
import { bodyLines, printedPage, type Printed } from './paper-lines.ts';

const head: readonly Printed[] = [
  { text: '清河镇人民政府文件', y: 55, size: 13, align: 'centre', red: true },
  { text: '清政发〔2024〕36号', y: 75, align: 'centre' },
  { text: '关于开展卫生大扫除的通知', y: 92, size: 7.7, align: 'centre' },
];
const signature: readonly Printed[] = [
  { text: '清河镇人民政府', y: 230, x: 130 },
  { text: '2024年3月16日', y: 240, x: 131 },
];
const paper: readonly Printed[] = [...head, ...bodyLines(110, 6), ...signature];
const asText = (...texts: readonly string[]): TextPage[] =>
  texts.map((text, at) => ({ number: at + 1, widthUm: 0, heightUm: 0, lines: null, text }));

describe('a copy number', () => {
  const numberOf = (mark: Partial<Printed> & { text: string }, rest = paper) =>
    findCopyNumber([printedPage(1, [{ y: 32, ...mark }, ...rest])]);

  test.each([
    ['000012', '000012'],
    ['№000012', '000012'],
    ['份号：000012', '000012'],
    ['份 号 12', '12'],
    ['0012', '0012'],
    ['35', '35'],
  ])('stands in the top left corner, above the masthead: %s', (text, value) => {
    expect(numberOf({ text })).toMatchObject({ value, page: 1, lines: [0] });
  });

  test('is surest with its six digits, and less so badly read', () => {
    const sure = (mark: Partial<Printed> & { text: string }): number =>
      numberOf(mark)?.confidence ?? 0;
    expect(sure({ text: '000012' })).toBeGreaterThan(sure({ text: '0012' }));
    expect(sure({ text: '0012' })).toBeGreaterThan(sure({ text: '35' }));
    expect(sure({ text: '000012', confidence: 70 })).toBeLessThan(70);
  });

  test('stands over a mark of secrecy, on a leaning page and beside the masthead', () => {
    const marked = [{ text: '秘密★1年', y: 41 }, ...paper];
    expect(numberOf({ text: '000012' }, marked)?.value).toBe('000012');
    const leaning = printedPage(1, [{ text: '000012', y: 32 }, ...paper], { lean: 2 });
    expect(findCopyNumber([leaning])?.value).toBe('000012');
    expect(numberOf({ text: '000012', y: 55, x: 24 })?.value).toBe('000012');
  });

  test.each<[string, Partial<Printed> & { text: string }]>([
    ['in the middle or at the right', { text: '000012', align: 'right' }],
    ['at the foot', { text: '000012', y: 280 }],
    ['in red', { text: '000012', red: true }],
    ['a figure alone', { text: '1' }],
    ['seven digits', { text: '0000123' }],
    ['a page number', { text: '— 1 —' }],
    ['a short one below the masthead', { text: '35', y: 84 }],
  ])('is not: %s', (_, mark) => {
    expect(numberOf(mark)).toBeNull();
  });

  test('is not a number in a table or in a stamp, on a later page or on a paper without a head', () => {
    const table: readonly Printed[] = [
      { text: '困难群众走访登记表', y: 25, size: 7.7, align: 'centre' },
      ...['邮编', '434200', '434201'].map((text, at) => ({ text, y: 45 + at * 10, x: 30 })),
    ];
    expect(findCopyNumber([printedPage(1, table)])).toBeNull();
    const stamp: readonly Printed[] = [
      { text: '清河镇收文', y: 14, x: 28, size: 4 },
      { text: '000724', y: 20, x: 28, size: 4 },
    ];
    expect(findCopyNumber([printedPage(1, [...stamp, ...paper])])).toBeNull();
    const later = printedPage(2, [{ text: '000012', y: 32 }, ...paper]);
    expect(findCopyNumber([later])).toBeNull();
    expect(findCopyNumber([printedPage(1, paper), later])).toBeNull();
    expect(findCopyNumber([])).toBeNull();
  });

  test('is found in text without boxes', () => {
    const text = '000012\n清河镇人民政府文件\n清政发〔2024〕36号\n关于开展卫生大扫除的通知';
    expect(findCopyNumber(asText(text))?.value).toBe('000012');
  });
});

describe('a mark of a copy', () => {
  const markOf = (mark: Partial<Printed> & { text: string }) =>
    findCopyMark([printedPage(1, [...paper, { y: 260, x: 40, ...mark }])]);

  test.each([
    '复印件',
    '抄件',
    '副本',
    '与原件核对无误',
    '此件与原件一致',
    '本复印件与原件核对一致',
    '经核对，本复印件与原件一致',
    '复印件与原件相符',
    '原件与复印件核对无误',
    '此件系复印件，与原件一致',
    '与原件一致，原件存镇档案室',
    '本件为复印件',
  ])('is a stamp, straight or aslant, in red or black: %s', (text) => {
    const line = paper.length;
    for (const pose of [{ red: true }, { red: true, angle: 20 }, {}])
      expect(markOf({ text, ...pose })).toMatchObject({ value: text, page: 1, lines: [line] });
  });

  test('is known in brackets and half inked', () => {
    expect(markOf({ text: '（副本）', red: true })?.value).toBe('副本');
    expect(markOf({ text: '与原件核对误', red: true, confidence: 77 })).not.toBeNull();
  });

  test('is no word of a sentence, of a table or of a list', () => {
    for (const text of [
      '报送的复印件须与原件一致，并加盖公章。',
      '复印件与原件不一致的，不予受理。',
      '各村上报材料一律使用复印件',
      '一式两份，正本一份，副本一份。',
      '原件与复印件各一份',
    ])
      expect(markOf({ text }), text).toBeNull();
    const row = ['营业执照', '副本', '1份'].map((text, at) => ({ text, y: 262, x: 30 + at * 50 }));
    expect(findCopyMark([printedPage(1, [...paper, ...row])])).toBeNull();
    const column = [262, 272].map((y) => ({ text: '复印件', y, x: 120 }));
    expect(findCopyMark([printedPage(1, [...paper, ...column])])).toBeNull();
    expect(markOf({ text: '复印件', y: 150, x: 120 })).toBeNull();
  });

  test('is no line that goes on from the one above', () => {
    const full = '各单位报送的身份证明和获奖证书要逐份核对，保证复印件';
    const wrapped: readonly Printed[] = [
      { text: full, y: 110 },
      { text: '与原件一致，并由经办人签名', y: 120 },
    ];
    expect(findCopyMark([printedPage(1, [...head, ...wrapped])])).toBeNull();
  });
});

describe('attachments', () => {
  const listed = (...texts: readonly string[]): readonly Printed[] => [
    ...head,
    ...bodyLines(110, 6),
    ...texts.map((text, at) => ({ text, y: 180 + at * 10, x: at === 0 ? 39 : 56 })),
    ...signature,
  ];
  const attachment = (title: string, heading: string | null, more: Partial<Printed> = {}) => [
    ...(heading === null ? [] : [{ text: heading, y: 32, ...more }]),
    { text: title, y: 45, size: 7.7, align: 'centre' as const },
    ...bodyLines(60, 8),
  ];
  const read = (pages: readonly (readonly Printed[])[], isWhole = true) => {
    const made = pages.map((lines, at) => printedPage(at + 1, lines));
    return findAttachments(made, isWhole);
  };
  const two = listed('附件：1.任务分解表', '2.联系人名单及回执');
  const named = ['任务分解表', '联系人名单及回执'];

  test('are named under the text, with the lines that name them', () => {
    const found = read([two]);
    expect(found?.value).toEqual({ names: named, seen: [], missing: [1, 2] });
    expect(found).toMatchObject({ page: 1, lines: [9, 10] });
    expect(found?.confidence).toBeGreaterThanOrEqual(94);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['one without a number', ['附件：任务分解表'], ['任务分解表']],
    ['in one line', ['附件：1.任务分解表 2.联系人名单及回执'], named],
    ['each with the word', ['附件1：任务分解表', '附件2：联系人名单及回执'], named],
    ['without a colon', ['附件1.任务分解表', '2.联系人名单及回执'], named],
    ['with full stops', ['附件：1．任务分解表；', '2．联系人名单及回执。'], named],
    ['under the word', ['附件：', '1.任务分解表', '2.联系人名单及回执'], named],
    ['as 附', ['附：1.任务分解表', '2.联系人名单及回执'], named],
  ])('are named in many ways: %s', (_, texts, names) => {
    expect(read([listed(...texts)])?.value.names).toEqual(names);
    const text = ['关于开展卫生大扫除的通知', '现通知如下。', ...texts, '2024年3月16日'].join('\n');
    expect(findAttachments(asText(text), true)?.value.names).toEqual(names);
  });

  test('have names that go on in the next line', () => {
    const long = '清河镇2024年人居环境整治和文明创建重点任务';
    const [lines] = [listed(`附件：1.${long}`, '责任分解表', '2.回执')];
    expect(read([lines])?.value.names).toEqual([`${long}责任分解表`, '回执']);
  });

  test('are not made longer by who signs below where specks reach the edge of the list', () => {
    const speck = { text: '2号', y: 180, x: 178 };
    const found = read([[...listed('附件：任务分解表及责任单位名单和联系方式'), speck]]);
    expect(found?.value.names[0]).not.toContain('清河镇人民政府');
  });

  test('are there where pages begin with 附件 and their number, or with their names', () => {
    const whole = [attachment(named[0] ?? '', '附件1'), attachment(named[1] ?? '', '附件 2')];
    expect(read([two, ...whole])?.value).toMatchObject({ seen: [1, 2], missing: [] });
    const bare = [attachment(named[0] ?? '', null), attachment('联系人名单及回热', null)];
    expect(read([two, ...bare])?.value).toMatchObject({ seen: [1, 2], missing: [] });
    const titled = [attachment('表一', '附件一：任务分解表'), attachment('表二', '附件二')];
    expect(read([two, ...titled])?.value).toMatchObject({ seen: [1, 2], missing: [] });
    const alone = listed('附件：任务分解表');
    expect(read([alone, attachment('分解表', '附件')])?.value.missing).toEqual([]);
  });

  test('that are listed and have no page are missing, not those after other pages of theirs', () => {
    const second = attachment('名单', '附件2');
    expect(read([two, second])?.value).toMatchObject({ seen: [2], missing: [1] });
    const first = [attachment('任务分解表', '附件1'), bodyLines(30, 9)];
    expect(read([two, ...first])?.value).toMatchObject({ seen: [1], missing: [2] });
  });

  test('are not said to be missing where pages are unread or may be any of them', () => {
    expect(read([two], false)?.value).toMatchObject({ seen: [], missing: [] });
    expect(read([two, bodyLines(30, 9)])?.value).toMatchObject({ seen: [], missing: [] });
  });

  test('count the page the signature stands on as the paper, not as an attachment', () => {
    const body = two.filter((line) => !signature.includes(line));
    const signed = signature.map((line, at) => ({ ...line, y: 40 + at * 10 }));
    expect(read([body, signed])?.value.missing).toEqual([1, 2]);
  });

  test('count the page of the imprint as the paper, too', () => {
    const imprint: readonly Printed[] = [
      { text: '抄送：县文明办。', y: 255, size: 4.9 },
      { text: '2024年3月18日印发', y: 265, size: 4.9, align: 'right' },
    ];
    expect(read([two, imprint])?.value.missing).toEqual([1, 2]);
  });

  test('may be listed on the page after the text', () => {
    const list = [{ text: '附件：任务分解表', y: 32, x: 39 }];
    const signed = signature.map((line, at) => ({ ...line, y: 60 + at * 10 }));
    const found = read([
      [...head, ...bodyLines(110, 6)],
      [...list, ...signed],
    ]);
    expect(found).toMatchObject({ page: 2, lines: [0], value: { missing: [1] } });
  });

  test('without a list are known by their first page, as those without a text are', () => {
    const later = read([paper, attachment('任务分解表', '附件1'), attachment('名单', '附件2')]);
    expect(later).toMatchObject({ page: 2, lines: [0], value: { names: [], seen: [1, 2] } });
    expect(read([attachment('任务分解表', '附件3')])).toMatchObject({
      page: 1,
      value: { names: [], seen: [3], missing: [] },
    });
  });

  test.each([
    ['附件材料请于3月20日前报送。', 39],
    ['（附件1：任务分解表）', 39],
    ['附件：无', 39],
    ['附件一并下发', 39],
  ])('are not what a sentence says: %s', (text, x) => {
    expect(read([[...head, ...bodyLines(110, 6), { text, y: 175, x }, ...signature]])).toBeNull();
  });

  test('are not listed in the middle of a sentence, nor headed in a table or down a page', () => {
    const full = '各单位要结合实际抓好落实并把进展情况按要求填入表格见';
    const wrapped: readonly Printed[] = [
      { text: full, y: 170 },
      { text: '附件1：任务分解表的第二栏', y: 180 },
    ];
    expect(read([[...head, ...bodyLines(110, 5), ...wrapped, ...signature]])).toBeNull();
    const cells = ['序号', '附件', '页数'].map((text, at) => ({ text, y: 40, x: 30 + at * 50 }));
    expect(read([[...cells, ...bodyLines(60, 5)]])).toBeNull();
    expect(read([[...bodyLines(40, 5), { text: '附件', y: 150 }]])).toBeNull();
    expect(read([attachment('任务分解表', '附件', { align: 'right' })])).toBeNull();
  });
});

describe('proposing', () => {
  const number: Printed = { text: '000012', y: 32 };
  const list: readonly Printed[] = [
    { text: '附件：1.任务分解表', y: 180, x: 39 },
    { text: '2.回执', y: 190, x: 56 },
  ];
  const stamp: Printed = { text: '与原件核对无误', y: 260, x: 40, red: true };
  const first = printedPage(1, [
    number,
    ...head,
    ...bodyLines(110, 6),
    ...list,
    ...signature,
    stamp,
  ]);
  const second = printedPage(2, [
    { text: '附件1', y: 32 },
    { text: '任务分解表', y: 45, size: 7.7, align: 'centre' },
    ...bodyLines(60, 8),
  ]);
  const notesOf = (pages: readonly TextPage[], pageCount = pages.length) =>
    propose({ name: '扫描1.pdf', folders: [], categories: [], pages, pageCount }).notes;

  test('notes attachments, copy number and mark, each with its lines and how sure it is', () => {
    expect(notesOf([first, second])).toEqual([
      {
        code: 'attachments',
        details: {
          names: '任务分解表\n回执',
          seen: '1',
          missing: '2',
          evidence: '附件：1.任务分解表 2.回执',
          page: '1',
          lines: '10,11',
          confidence: '95',
        },
      },
      {
        code: 'copy-number',
        details: { number: '000012', evidence: '000012', page: '1', lines: '0', confidence: '95' },
      },
      {
        code: 'copy-mark',
        details: {
          mark: '与原件核对无误',
          evidence: '与原件核对无误',
          page: '1',
          lines: '14',
          confidence: '94',
        },
      },
    ]);
  });

  test('leaves open what is missing while pages are not known', () => {
    const [attachments] = notesOf([first, second], 5);
    expect(attachments?.details).toMatchObject({ seen: '1', missing: '' });
  });

  test('takes blank pages for known, and the pages of the next paper in a stack for its own', () => {
    const blank = {
      number: 3,
      blank: true,
      dpi: 300,
      skewDegrees: 0,
      sharpness: null,
      photo: false,
      turned: false,
      failed: false,
    };
    const next = printedPage(4, [...paper]);
    const pages = [first, second, next];
    const input = { name: '扫描1.pdf', folders: [], categories: [], pages, pageCount: 4 };
    const { notes } = propose({ ...input, quality: [blank] });
    expect(notes.find(({ code }) => code === 'attachments')?.details['missing']).toBe('2');
  });

  test('has nothing to note of a plain paper', () => {
    expect(notesOf([printedPage(1, paper)])).toEqual([]);
  });
});
