import { describe, expect, test } from 'vitest';
import { readPaper } from '../../main/reading/paper/read-paper.ts';
import { bodyLines, printedPage, type Printed } from './paper-lines.ts';

const head: readonly Printed[] = [
  { text: '清河镇人民政府文件', y: 45, size: 13, align: 'centre', red: true },
  { text: '清政发〔2024〕36号', y: 65, align: 'centre' },
];
const title: readonly Printed[] = [
  { text: '关于成立清河镇文明创建工作', y: 85, size: 7.7, align: 'centre' },
  { text: '领导小组的通知', y: 97, size: 7.7, align: 'centre' },
];
const addressed: Printed = { text: '各村（社区），镇直各单位：', y: 112 };
const signature: readonly Printed[] = [
  { text: '清河镇人民政府', y: 200, x: 130 },
  { text: '2024年3月16日', y: 210, x: 131 },
];
const imprint: readonly Printed[] = [
  { text: '抄送：县文明办。', y: 255, size: 4.9 },
  { text: '清河镇党政办公室', y: 265, size: 4.9 },
  { text: '2024年3月18日印发', y: 265, size: 4.9, align: 'right' },
];
const whole = [...head, ...title, addressed, ...bodyLines(122, 6), ...signature, ...imprint];

function factsOf(lines: readonly Printed[], ...more: (readonly Printed[])[]) {
  const pages = [lines, ...more].map((each, at) => printedPage(at + 1, each));
  return plain(readPaper(pages));
}

function plain(facts: ReturnType<typeof readPaper>) {
  const { number, title: named, issuer, date, kind } = facts;
  return {
    number: number?.value.text ?? null,
    title: named?.value ?? null,
    issuer: issuer?.value ?? null,
    date: date?.value ?? null,
    kind: kind?.value ?? null,
  };
}

const expected = {
  number: '清政发〔2024〕36号',
  title: '关于成立清河镇文明创建工作领导小组的通知',
  issuer: '清河镇人民政府',
  date: '2024-03-16',
  kind: '通知',
};

const without = (lines: readonly Printed[], ...texts: readonly string[]): readonly Printed[] =>
  lines.filter(({ text }) => !texts.includes(text));

describe('a red-head document', () => {
  test('gives number, title, issuer and date, each with its lines', () => {
    const facts = readPaper([printedPage(1, whole)]);
    expect(plain(facts)).toEqual(expected);
    expect(facts.title).toMatchObject({ page: 1, lines: [2, 3] });
    expect(facts.number).toMatchObject({ page: 1, lines: [1] });
    expect(facts.date?.lines).toEqual([whole.findIndex(({ text }) => text === '2024年3月16日')]);
    for (const fact of [facts.title, facts.number, facts.date, facts.issuer])
      expect(fact?.confidence).toBeGreaterThanOrEqual(94);
  });

  test('is less sure of what was badly read', () => {
    const bad = whole.map((line) =>
      line.text === '清政发〔2024〕36号' ? { ...line, confidence: 70 } : line,
    );
    const { number } = readPaper([printedPage(1, bad)]);
    expect(number?.confidence).toBeLessThan(70);
  });

  test.each([
    ['leaning', { lean: 2 }],
    ['upside down', { turned: true }],
  ])('is read %s', (_, pose) => {
    expect(plain(readPaper([printedPage(1, whole, pose)]))).toEqual(expected);
  });

  test('has its number beside the signer, in one line or two', () => {
    const rest = without(whole, '清政发〔2024〕36号');
    const apart = [
      { text: '清政发〔2024〕36号', y: 65, x: 33 },
      { text: '签发人：何清源', y: 65.8, x: 140 },
    ];
    const together = [{ text: '清政发〔2024〕36号签发人：何清源', y: 65, x: 33 }];
    expect(factsOf([...apart, ...rest])).toEqual(expected);
    expect(factsOf([...together, ...rest])).toEqual(expected);
  });

  test.each([
    '清政发[2024]36号',
    '清政发（2024）36号',
    '清政发【2024】36号',
    '清政发［2024]36 号',
    '清政发{2024}36号',
    '清政发〔2O24〕36号',
    '清政发12024〕36号',
    '清政发〔2024J36号',
    '清政发〔〔2024〕3 6号',
    '清政发〔2024〕第036号',
  ])('keeps its number as machines read it: %s', (text) => {
    const lines = whole.map((line) =>
      line.text === '清政发〔2024〕36号' ? { ...line, text } : line,
    );
    expect(factsOf(lines).number).toBe('清政发〔2024〕36号');
  });

  test.each(['清政发〔2024136号', '清政发〔202436号'])(
    'with a bracket lost has a number that is hardly sure: %s',
    (text) => {
      const lines = whole.map((line) =>
        line.text === '清政发〔2024〕36号' ? { ...line, text } : line,
      );
      expect(readPaper([printedPage(1, lines)]).number?.confidence ?? 0).toBeLessThan(70);
    },
  );

  test('does not take the number it cites, at the head of a line or not', () => {
    const cited: readonly Printed[] = [
      { text: '根据县里文件（', y: 122, x: 39 },
      { text: '云文明办〔2023〕12号）精神，现将有关事项通知如下。', y: 132 },
      { text: '云文明办〔2023〕13号', y: 142 },
    ];
    const lines = [...without(whole, '清政发〔2024〕36号'), ...cited];
    expect(factsOf(lines).number).toBeNull();
  });

  test('names all issuers of a joint head, also where a seal covers one signature', () => {
    const joint: readonly Printed[] = [
      { text: '中共清河镇委员会', y: 40, x: 30, size: 10, red: true },
      { text: '文件', y: 47, x: 150, size: 12, red: true },
      { text: '清河镇人民政府', y: 54, x: 30, size: 11, red: true },
      { text: '清委发〔2024〕3号', y: 70, align: 'centre' },
    ];
    const signed = [{ text: '清河镇人民政府', y: 200, x: 130 }, ...signature.slice(1)];
    const rest = [...title, addressed, ...bodyLines(122, 6), ...signed, ...imprint];
    expect(factsOf([...joint, ...rest])).toMatchObject({
      number: '清委发〔2024〕3号',
      issuer: '中共清河镇委员会；清河镇人民政府',
      date: '2024-03-16',
    });
  });

  test('does not take the letters of a seal for the issuer', () => {
    const seal: readonly Printed[] = [
      { text: '云溪县民政局', y: 196, x: 128, size: 6, red: true },
      { text: '专用章委员会', y: 205, x: 128, size: 5, red: true, angle: 35 },
    ];
    expect(factsOf([...whole, ...seal])).toEqual(expected);
    const covered = without(whole, '清河镇人民政府');
    expect(factsOf([...covered, ...seal])).toEqual(expected);
  });

  test('keeps its date where the seal over it makes it look red', () => {
    const sealed = whole.map((line) =>
      line.text === '2024年3月16日' ? { ...line, text: '2024年3月16月', red: true } : line,
    );
    expect(factsOf(sealed)).toEqual(expected);
    const both = sealed.map((line) => (line.y === 200 ? { ...line, red: true } : line));
    expect(factsOf(both)).toEqual(expected);
  });

  test('takes the spelling of its head where the signature is damaged', () => {
    const damaged = whole.map((line) =>
      line.text === '清河镇人民政府' ? { ...line, text: '请河镇人民政府', confidence: 88 } : line,
    );
    expect(factsOf(damaged)).toEqual(expected);
    const left = damaged.map((line) => (line.y === 200 ? { ...line, text: '河人民政府' } : line));
    expect(factsOf(left)).toEqual(expected);
  });

  test.each([
    ['二〇二四年三月十六日', 'in words'],
    ['二○二四年三月十六日', 'with a circle'],
    ['二O二四年三月十六日', 'with a letter'],
    ['2024年3月l6曰', 'misread'],
    ['2024 年 3 月 1 6 日', 'spaced'],
    ['二四年三月十六日', 'half under a seal, the year in the number'],
    ['2624年3月160', 'spoilt, the year in the number'],
  ])('is dated %s (%s)', (text) => {
    const lines = whole.map((line) => (line.text === '2024年3月16日' ? { ...line, text } : line));
    expect(factsOf(lines).date).toBe('2024-03-16');
  });

  test('is never dated by printing, by a stamp of receipt or by its text', () => {
    const stamp: readonly Printed[] = [
      { text: '茶亭镇收文', y: 15, x: 120, size: 4, red: true },
      { text: '2024年3月20日', y: 21, x: 120, size: 4, red: true },
      { text: '第604号', y: 27, x: 122, size: 4, red: true },
    ];
    const grey = stamp.map((line) => ({ ...line, red: false }));
    const inText: Printed = { text: '2024年5月1日', y: 185 };
    const undated = without([...whole, inText], '2024年3月16日', '清河镇人民政府');
    expect(factsOf([...stamp, ...undated]).date).toBeNull();
    expect(factsOf([...grey, ...undated]).date).toBeNull();
    expect(factsOf([...stamp, ...whole]).date).toBe('2024-03-16');
  });

  test('is issued by who signs, where its date is not legible', () => {
    const spoilt = without(whole, '清政发〔2024〕36号', '清河镇人民政府文件').map((line) =>
      line.text === '2024年3月16日' ? { ...line, text: '2024年3月岁日' } : line,
    );
    expect(factsOf(spoilt)).toMatchObject({ issuer: '清河镇人民政府', date: null });
  });

  test('keeps its title whole with a seal between and beside the lines', () => {
    const seal: readonly Printed[] = [
      { text: '民政', y: 91, x: 150, size: 6, red: true },
      { text: '县', y: 97.5, x: 160, size: 6, red: true },
    ];
    expect(factsOf([...whole, ...seal])).toEqual(expected);
  });

  test('ends its title before whom it is addressed to and keeps （试行）', () => {
    const tried = whole.map((line) =>
      line.text === '领导小组的通知' ? { ...line, text: '考核办法' } : line,
    );
    const state: Printed = { text: '（试行）', y: 105, size: 5.6, align: 'centre' };
    expect(factsOf([...tried, state]).title).toBe('关于成立清河镇文明创建工作考核办法（试行）');
  });

  test('is read from its own pages, not from an attachment with a date', () => {
    const attachment: readonly Printed[] = [
      { text: '附件1', y: 30 },
      { text: '任务分解表', y: 45, size: 7.7, align: 'centre' },
      ...bodyLines(60, 4),
      { text: '北街社区居民委员会', y: 140, x: 120 },
      { text: '2023年1月2日', y: 150, x: 128 },
    ];
    expect(factsOf(whole, attachment)).toEqual(expected);
  });
});

describe('other papers', () => {
  test('a letter has its name bare on top and its number at the right', () => {
    const lines: readonly Printed[] = [
      { text: '清河镇人民政府', y: 35, size: 13, align: 'centre', red: true },
      { text: '清政函〔2024〕7号', y: 52, align: 'right' },
      { text: '关于商请支援清扫车辆的函', y: 72, size: 7.7, align: 'centre' },
      { text: '云溪县住建局：', y: 90 },
      ...bodyLines(100, 7),
      ...signature,
    ];
    expect(factsOf(lines)).toEqual({
      ...expected,
      number: '清政函〔2024〕7号',
      title: '关于商请支援清扫车辆的函',
      kind: '函',
    });
  });

  test('a newsletter has issuer and date in its head, and no number', () => {
    const lines: readonly Printed[] = [
      { text: '文明创建简报', y: 40, size: 15, align: 'centre', red: true },
      { text: '第12期', y: 58, align: 'centre' },
      { text: '清河镇文明办编', y: 72, x: 30 },
      { text: '2024年3月16日', y: 72, align: 'right' },
      { text: '北街社区楼道换新颜', y: 92, size: 7.7, align: 'centre' },
      ...bodyLines(110, 10),
    ];
    expect(factsOf(lines)).toEqual({
      number: null,
      title: '北街社区楼道换新颜',
      issuer: '清河镇文明办',
      date: '2024-03-16',
      kind: '简报',
    });
  });

  test('a headline may have a colon within', () => {
    const lines: readonly Printed[] = [
      { text: '文明创建简报', y: 40, size: 15, align: 'centre', red: true },
      { text: '第14期　清河镇文明办编　2024年3月16日', y: 60, align: 'centre' },
      { text: '北街社区：三条小巷换新颜', y: 92, size: 7.7, align: 'centre' },
      ...bodyLines(110, 5),
      { text: '问题清单', y: 200, x: 90, size: 4, red: true },
    ];
    expect(factsOf(lines)).toMatchObject({
      title: '北街社区：三条小巷换新颜',
      issuer: '清河镇文明办',
      date: '2024-03-16',
    });
  });

  test('minutes without a signature are of the day of the meeting', () => {
    const lines: readonly Printed[] = [
      { text: '文明创建工作推进会会议记录', y: 40, size: 7.7, align: 'centre' },
      { text: '时间：2024年3月16日上午9时', y: 60 },
      { text: '地点：镇政府二楼会议室', y: 70 },
      ...bodyLines(80, 10),
    ];
    expect(factsOf(lines)).toMatchObject({ date: '2024-03-16', kind: '会议记录', issuer: null });
    const notice = lines.map((line) =>
      line.y === 40 ? { ...line, text: '关于召开文明创建工作推进会的通知' } : line,
    );
    expect(factsOf(notice).date).toBeNull();
  });

  test('a table says who filled it in and when', () => {
    const lines: readonly Printed[] = [
      { text: '2024年环境问题整改台账', y: 35, size: 7.7, align: 'centre' },
      { text: '填报单位：北街社区居民委员会', y: 50, size: 4.2 },
      { text: '填报日期：2024.3.16', y: 50, size: 4.2, align: 'right' },
      ...Array.from({ length: 8 }, (_, at): readonly Printed[] => [
        { text: String(at + 1), y: 65 + at * 10, x: 30, size: 4.2 },
        { text: '垃圾未清', y: 65 + at * 10, x: 50, size: 4.2 },
        { text: '2024年4月1日', y: 65 + at * 10, x: 150, size: 4.2 },
      ]).flat(),
    ];
    expect(factsOf(lines)).toEqual({
      number: null,
      title: '2024年环境问题整改台账',
      issuer: '北街社区居民委员会',
      date: '2024-03-16',
      kind: '台账',
    });
  });

  test('a list of those present makes up neither issuer nor number nor date', () => {
    const lines: readonly Printed[] = [
      { text: '志愿服务培训签到表', y: 35, size: 7.7, align: 'centre' },
      ...Array.from({ length: 8 }, (_, at): readonly Printed[] => [
        { text: '北街社区', y: 55 + at * 12, x: 50, size: 4.2 },
        { text: '何清源', y: 55 + at * 12, x: 110, size: 4.2 },
        { text: '2024年3月16日', y: 55 + at * 12, x: 150, size: 4.2 },
      ]).flat(),
    ];
    expect(factsOf(lines)).toEqual({
      number: null,
      title: '志愿服务培训签到表',
      issuer: null,
      date: null,
      kind: '签到表',
    });
  });

  test('a letter of responsibility is issued by its first party', () => {
    const lines: readonly Printed[] = [
      { text: '2024年文明创建目标责任书', y: 40, size: 7.7, align: 'centre' },
      ...bodyLines(60, 8),
      { text: '甲方（盖章）：', y: 190 },
      { text: '乙方（盖章）：', y: 190, x: 115 },
      { text: '清河镇人民政府', y: 200 },
      { text: '北街社区居民委员会', y: 200, x: 115 },
      { text: '2024年1月5日', y: 220 },
      { text: '2024年1月5日', y: 220, x: 125 },
    ];
    const half = lines.map((line) => (line.x === 125 ? { ...line, text: '2024年1月岁' } : line));
    expect(factsOf(half).date).toBe('2024-01-05');
    expect(factsOf(lines)).toMatchObject({
      number: null,
      issuer: '清河镇人民政府',
      date: '2024-01-05',
      kind: '责任书',
    });
  });

  test('a summary carries body and date under its title', () => {
    const lines: readonly Printed[] = [
      { text: '2023年精神文明建设工作总结', y: 40, size: 7.7, align: 'centre' },
      { text: '北街社区居民委员会', y: 52, align: 'centre' },
      { text: '（2024年1月5日）', y: 62, align: 'centre' },
      ...bodyLines(75, 12),
    ];
    expect(factsOf(lines)).toMatchObject({
      title: '2023年精神文明建设工作总结',
      issuer: '北街社区居民委员会',
      date: '2024-01-05',
    });
  });

  test('rules carry the day they were passed, a speech who speaks and when', () => {
    const under = (...lines: readonly string[]) =>
      factsOf([
        { text: '清河镇公共卫生管理制度', y: 40, size: 7.7, align: 'centre' },
        ...lines.map((text, at): Printed => ({ text, y: 52 + at * 10, align: 'centre' })),
        ...bodyLines(80, 10),
      ]);
    expect(under('（2023年9月1日镇长办公会议通过）').date).toBe('2023-09-01');
    expect(under('何清源', '（2024年3月2日）')).toMatchObject({ date: '2024-03-02', issuer: null });
  });

  test('an announcement has its title under the name of the series', () => {
    const lines: readonly Printed[] = [
      { text: '云溪县人民政府公告', y: 40, size: 13, align: 'centre', red: true },
      { text: '2024年第3号', y: 60, align: 'centre' },
      { text: '关于县城禁止燃放烟花爆竹的公告', y: 80, size: 7.7, align: 'centre' },
      ...bodyLines(100, 8),
      { text: '云溪县人民政府', y: 200, x: 130 },
      { text: '2024年1月15日', y: 210, x: 131 },
    ];
    expect(factsOf(lines)).toEqual({
      number: null,
      title: '关于县城禁止燃放烟花爆竹的公告',
      issuer: '云溪县人民政府',
      date: '2024-01-15',
      kind: '公告',
    });
  });

  test('a title may end in a line that is spaced out', () => {
    const lines: readonly Printed[] = [
      { text: '清河镇文明创建推进会', y: 40, size: 7.4, align: 'centre' },
      { text: '会　议　议　程', y: 51, size: 7.4, align: 'centre' },
      { text: '时　间：2024年7月15日下午2：30', y: 64 },
      ...bodyLines(74, 8),
    ];
    expect(factsOf(lines)).toMatchObject({
      title: '清河镇文明创建推进会会议议程',
      date: '2024-07-15',
      kind: '议程',
    });
  });

  test('a page of nothing but text has no title, no issuer and no date', () => {
    expect(factsOf(bodyLines(40, 15))).toEqual({
      number: null,
      title: null,
      issuer: null,
      date: null,
      kind: null,
    });
  });

  test('pages without lines say nothing', () => {
    expect(readPaper([])).toMatchObject({ number: null, title: null, date: null });
    expect(readPaper([printedPage(1, [])])).toMatchObject({ number: null, title: null });
  });
});
