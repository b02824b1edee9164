import { factOf, type Fact } from './facts.ts';
import { findMarkedDates, findPrintedDates } from './dates.ts';
import { dateAtEnd } from './head.ts';
import type { PaperLine, Row } from './lines.ts';
import { signerOf } from './organisations.ts';

const filler = '(?:填报|填表|制表|报送|上报|编制|统计|汇总|填写|登记|申报|制作|整理)';
const dateLabel = new RegExp(`(?:${filler}(?:日期|时间)|^日期|成文日期|印制日期)[:：]\\s*`, 'u');
const issuerLabel = new RegExp(
  `(?:${filler}(?:单位|部门|机构)|主办单位|组织单位|承办单位|举办单位|制发单位|^单位名?称?|^部门|^承诺单位|^发起单位|^倡议单位)\\s*(?:[(（](?:盖章|公章|章)[)）])?\\s*[:：]\\s*`,
  'u',
);
const meetingDate =
  /^(?:会议|活动|培训|签到|学习|召开|检查|巡查|宣讲|服务|开会)?(?:时间|日期)[:：]\s*/u;

/** 填报日期：2024年3月5日 in the rows above or under a table. */
export function labelledDate(rows: readonly Row[]): Fact<string> | null {
  return firstOf(rows, (line) => dateAfter(line, dateLabel, 93));
}

/** 时间：2024年3月5日上午9时: when the meeting was whose minutes or list of those present this is. */
export function dateOfMeeting(rows: readonly Row[]): Fact<string> | null {
  return firstOf(rows, (line) => dateAfter(line, meetingDate, 90));
}

/** 填报单位：北街社区居民委员会 (…). */
export function labelledIssuer(rows: readonly Row[]): Fact<string> | null {
  return firstOf(rows, (line) => {
    const match = issuerLabel.exec(line.text);
    if (match === null) return null;
    const rest = line.text.slice(match.index + match[0].length);
    const name = signerOf(
      rest.split(/[\s　]|(?:填报|填表|制表|报送|统计)?(?:日期|时间|人)[:：]/u)[0] ?? '',
    );
    return name === null ? null : factOf(name, [line], 92);
  });
}

const party = /^甲\s*方\s*(?:[(（][^)）]{0,10}[)）]\s*[:：]?|[:：])\s*([^:：]*?)(?:乙\s*方.*)?$/u;

/** 甲方：清河镇人民政府, the name beside it or below: who has the letter of responsibility or contract drawn up. */
export function firstParty(rows: readonly Row[]): Fact<string> | null {
  for (const [at, row] of rows.entries())
    for (const line of row.lines) {
      const value = party.exec(line.text)?.[1];
      if (value === undefined) continue;
      const name = signerOf(value.replace(/[(（](?:盖章|公章|章|签章|以下简称.*)[)）]?.*$/u, ''));
      if (name !== null) return factOf(name, [line], 93);
      const below = value === '' ? nameBelow(line, rows[at + 1]) : null;
      if (below !== null) return below;
    }
  return null;
}

/** The first date below the parties that sign, on whichever side it is legible. */
export function dateOfParties(rows: readonly Row[]): Fact<string> | null {
  const from = rows.findLastIndex(({ lines }) => lines.some(({ text }) => party.test(text)));
  if (from < 0) return null;
  for (const line of rows.slice(from + 1).flatMap(({ lines }) => lines)) {
    const date = line.red ? null : dateAtEnd(line);
    if (date !== null && date.before.length <= 5) return factOf(date.value, [line], 88);
  }
  return null;
}

function nameBelow({ place: label }: PaperLine, row: Row | undefined): Fact<string> | null {
  const below = row?.lines.find(
    ({ place }) => place === null || label === null || place.left < label.right,
  );
  const name = below === undefined ? null : signerOf(below.text);
  return below === undefined || name === null ? null : factOf(name, [below], 90);
}

function dateAfter(line: PaperLine, label: RegExp, sureness: number): Fact<string> | null {
  const match = label.exec(line.text);
  if (match === null) return null;
  const at = match.index + match[0].length;
  const date =
    findPrintedDates(line.text).find(({ start }) => start >= at) ??
    findMarkedDates(line.text).find(({ start }) => start >= at);
  return date === undefined || date.start > at + 4 ? null : factOf(date.date, [line], sureness);
}

/** The first line that says it; a label and its value may be two boxes of one row. */
function firstOf<Value>(
  rows: readonly Row[],
  read: (line: PaperLine) => Fact<Value> | null,
): Fact<Value> | null {
  for (const row of rows) {
    for (const [index, line] of row.lines.entries()) {
      const found = read(line) ?? withNext(line, row.lines[index + 1], read);
      if (found !== null) return found;
    }
  }
  return null;
}

function withNext<Value>(
  line: PaperLine,
  next: PaperLine | undefined,
  read: (line: PaperLine) => Fact<Value> | null,
): Fact<Value> | null {
  if (next === undefined || line.text.length > 14) return null;
  const mark = /[:：]$/u.test(line.text) ? '' : '：';
  const joined = { ...line, text: `${line.text}${mark}${next.text}` };
  const fact = read({ ...joined, confidence: Math.min(line.confidence, next.confidence) });
  if (fact === null) return null;
  return { ...fact, evidence: `${line.text} ${next.text}`, lines: [line.index, next.index] };
}
