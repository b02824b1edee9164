import { queryThing, type QueryThing } from '../contract/search.ts';

/** A stretch of values, both ends included; null: open. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export interface ValueRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** How `rangeText` writes a stretch, and how it is read back. */
const between = '..';

export function rangeText(range: ValueRange | null): string | null {
  if (range === null) return null;
  const { from, to } = range;
  if (from === to) return from;
  return `${from ?? ''}${between}${to ?? ''}`;
}

export function rangeOf(text: string): ValueRange {
  const [from = '', to = from] = text.split(between);
  return { from: from || null, to: to || null };
}

const comparison = /^(>=|<=|[<>=≥≤＞＜])\s*(.+)$/u;

/**
 * `2022-2024`, `2022至2024`, `2022..2024`, `>2022`, `≤2024`, or one value. `read` gives the value,
 * null where it is none; `next` the one after (1) or before (-1) it.
 */
function readRange(
  text: string,
  read: (text: string) => string | null,
  next: (value: string, step: 1 | -1) => string | null,
  dashes: RegExp,
): ValueRange | null {
  const plain = text.normalize('NFKC').trim();
  const compared = comparison.exec(plain);
  if (compared !== null) {
    const value = read(compared[2] ?? '');
    if (value === null) return null;
    switch (compared[1]) {
      case '>':
        return open({ from: next(value, 1), to: null });
      case '<':
        return open({ from: null, to: next(value, -1) });
      case '>=':
      case '≥':
        return { from: value, to: null };
      case '<=':
      case '≤':
        return { from: null, to: value };
      default:
        return { from: value, to: value };
    }
  }
  const one = read(plain);
  if (one !== null) return { from: one, to: one };
  const ends = plain.split(dashes);
  if (ends.length !== 2) return null;
  const [left = '', right = ''] = ends;
  const from = left === '' ? null : read(left);
  const to = right === '' ? null : read(right);
  // An end that is written must be readable, and one of them must be.
  if ((left !== '' && from === null) || (right !== '' && to === null)) return null;
  return open({ from, to });
}

/** null where both ends are open: that narrows nothing. */
const open = (range: ValueRange): ValueRange | null =>
  range.from === null && range.to === null ? null : range;

const year = (text: string): string | null =>
  /^((?:19|2\d)\d\d)年?度?$/u.exec(text.trim())?.[1] ?? null;

export const readYears = (text: string): ValueRange | null =>
  readRange(text, year, (value, step) => String(Number(value) + step), /\.\.|[-–—~至到]/u);

export const readPages = (text: string): ValueRange | null =>
  readRange(
    text,
    (value) => /^(\d{1,6})页?$/u.exec(value.trim())?.[1]?.replace(/^0+(?=\d)/u, '') ?? null,
    (value, step) => (Number(value) + step < 0 ? null : String(Number(value) + step)),
    /\.\.|[-–—~至到]/u,
  );

/** `2024`, `2024-3`, `2024.03.05`, `2024年3月5日`: as much as is given, `YYYY[-MM[-DD]]`. */
function date(text: string): string | null {
  const found =
    /^((?:19|2\d)\d\d)(?:年|[-./](?=\d)|$)(?:(\d{1,2})(?:月|[-./](?=\d)|$)(?:(\d{1,2})日?)?)?$/u.exec(
      text.trim(),
    );
  if (found === null) return null;
  const [, years = '', month, day] = found;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return null;
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return null;
  return [years, month, day]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}

/** The day, month or year after or before. */
function nextDate(value: string, step: 1 | -1): string | null {
  const [years = 0, month, day] = value.split('-').map(Number);
  const at = new Date(Date.UTC(years, (month ?? 1) - 1, day ?? 1));
  if (day !== undefined) at.setUTCDate(day + step);
  else if (month !== undefined) at.setUTCMonth(month - 1 + step);
  else at.setUTCFullYear(years + step);
  return at.toISOString().slice(0, value.length);
}

export const readDates = (text: string): ValueRange | null =>
  readRange(text, date, nextDate, /\.\.|[–—~至到]|(?<=^\d{4})-(?=\d{4}$)/u);

const things: Readonly<Record<string, QueryThing>> = {
  题名: 'title',
  标题: 'title',
  文号: 'number',
  责任者: 'issuer',
  日期: 'date',
  年度: 'year',
  分类: 'category',
  标签: 'tag',
  部门: 'department',
  文种: 'kind',
  保管期限: 'retention',
  期限: 'retention',
  密级: 'secrecy',
  备注: 'note',
  档号: 'code',
  页: 'pages',
  页面: 'pages',
  正文: 'text',
  文字: 'text',
  佐证: 'proof',
};

/** What `有:` and `缺:` can ask for; null for other words. */
export function thingNamed(text: string): QueryThing | null {
  const plain = text.trim().toLowerCase();
  return things[plain] ?? queryThing.options.find((thing) => thing === plain) ?? null;
}
