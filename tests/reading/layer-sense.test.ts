import { expect, test } from 'vitest';
import { makesSense } from '../../main/reading/layer-sense.ts';

const drawn = { isScan: false };
const scan = { isScan: true };

const notice = `清河镇人民政府办公室
关于开展春季环境整治工作的通知
各村（社区）、镇直各单位：
为改善人居环境，经镇政府研究，决定从2024年3月1日起开展春季环境整治。现将有关事项通知如下：
一、清理范围：主次干道、背街小巷、河道沟渠。
二、工作要求：各单位要明确责任人，于3月底前完成，并把总结报镇党政办。
清河镇人民政府办公室
2024年2月26日`;

const separatorSheet = `明册
分 隔 页
环境整治
2024 年度
扫描时放在每件文件前面
每件文件前放一张，一起扫描；正放、倒放都可以，印字的一面要扫到。`;

const english = `Minutes of the second meeting of the working group
Present: the head of the office, the clerk, and representatives of the villages.
It was agreed that the plan for the year is to be handed in by the end of March.`;

const latin1 = (text: string, encoding: string): string =>
  new TextDecoder('latin1').decode(bytesOf(text, encoding));

/** Bytes of a text in an encoding that only reading of is built in. */
function bytesOf(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf8') return Buffer.from(text, 'utf8');
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(new Uint8Array([high, low]));
      if (character.length === 1) table.set(character, [high, low]);
    }
  }
  return new Uint8Array([...text].flatMap((c) => table.get(c) ?? [c.charCodeAt(0) & 0x7f]));
}

const mirrored = (text: string): string =>
  text
    .split('\n')
    .map((line) => Array.from(line).toReversed().join(''))
    .join('\n');

test.each([
  ['a notice', notice, drawn],
  ['a notice under a scan', notice, scan],
  ['English', english, drawn],
  [
    'French',
    'Procès-verbal de la réunion du 3 février: les élèves ont été informés à l’école.',
    drawn,
  ],
  ['a short cover', '工作总结', drawn],
  ['a year alone', '2024', drawn],
  ['one character', '目', drawn],
  [
    'a table of figures',
    '序号 村名 户数\n1 128 0 0 0\n2 96 0 0 0\n3 0 0 0 0\n合计 224 0 0 0',
    drawn,
  ],
  ['a table of zeros', Array(30).fill('0.00').join(' ') + '\n1 2 3 4 5 6 7 8 9', drawn],
  ['a sign-in list', '签到表\n陈立新 赵文娟 周永明 何秀兰 马建国\n孙丽 王磊 李芳', drawn],
  ['numbers of telephones', '0571-8812 3456\n0571-8812 3457\n139 0000 0000', drawn],
  ['dots of a contents', '一、组织领导………………………………………………1\n二、工作方案………………………………………………5', drawn],
  ['Mongolian names in Cyrillic', 'Улаанбаатар хотын захирагчийн ажлын алба', drawn],
  ['Japanese', '会議の議事録について、次のとおりお知らせします。', drawn],
  ['a few signs without meaning', `${notice}\n\ue004\ue005`, drawn],
  ['a separator sheet as it was printed', separatorSheet, drawn],
  ['a notice over a scan', notice, scan],
  ['minutes with dates in rows', '日期 2024年3月1日 2024年3月2日\n时间 上午 下午', drawn],
])('%s makes sense', (_name, text, page) => {
  expect(makesSense(text, page)).toBe(true);
});

test.each([
  ['nothing', '', drawn],
  ['only signs', '—— · · · ——\n（ ）', drawn],
  ['characters of private use', '\ue001\ue002\ue003\ue004\ue005\ue006 \ue007\ue008', drawn],
  ['private use among some text', `第页\n${'\ue0a1\ue0b2\ue0c3'.repeat(10)}\n1 2 3`, drawn],
  ['replacement characters', `${'\ufffd'.repeat(40)} 2024 ${'\ufffd'.repeat(40)}`, drawn],
  ['GBK taken for Latin', latin1(notice, 'gbk'), drawn],
  ['UTF-8 taken for Latin', latin1(notice, 'utf8'), drawn],
  ['Big5 taken for Latin', latin1('關於開展環境整治工作的通知請各單位遵照辦理', 'big5'), drawn],
  ['UTF-8 taken for GBK', new TextDecoder('gbk').decode(Buffer.from(notice)), drawn],
  ['one character over and over', '的'.repeat(300), drawn],
  ['mirrored lines', mirrored(notice), drawn],
  ['mirrored English', mirrored(`${english}\n${english}`), drawn],
  [
    'glyph numbers taken for characters of every script',
    'ĀꀀאБΩ한ᎠกԱაअעДΨ글ᏣขԲბआבЖΣ말ᏯคԳგइגЗΞ文',
    drawn,
  ],
  ['a page number over a scan', '- 3 -', scan],
  ['a scanner’s mark over a scan', '扫描全能王 创建', scan],
  ['a separator sheet that a scanner read', separatorSheet, scan],
])('%s makes no sense', (_name, text, page) => {
  expect(makesSense(text, page)).toBe(false);
});
