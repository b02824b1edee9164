import type { DateWindow } from '../contract/checklist.ts';
import { hanNumber } from './sheet-code.ts';

const dayMs = 86_400_000;
const two = (number: number): string => String(number).padStart(2, '0');
const iso = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;
const lastDay = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();
const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month);

/** The day of an Excel serial (days since 1899-12-30), as YYYY-MM-DD. */
export function dayOfSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs).toISOString().slice(0, 10);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[—–－~～─]+/gu, '-');

/**
 * A day: `2024年6月30日`, `2024.6.30`, `20240630`. Of a month that stands alone (`2024年6月底`) its last day, or its
 * first where a window begins. null: none.
 */
export function readDay(text: string, ofMonth: 'first' | 'last' = 'last'): string | null {
  const given = plain(text).replace(/(?:之?前|以前|截止)$/u, '');
  const found =
    /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:\d{1,2}:.*)?$/u.exec(given) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(given);
  if (found !== null) {
    const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
    return isDay(year, month, day) ? iso(year, month, day) : null;
  }
  const monthly = /^(\d{4})[年./-](\d{1,2})(?:月?底?|月末)$/u.exec(given);
  if (monthly === null) return null;
  const [year, month] = monthly.slice(1).map(Number) as [number, number];
  if (!isDay(year, month, 1)) return null;
  return iso(year, month, ofMonth === 'first' ? 1 : lastDay(year, month));
}

const dayPart = '(\\d{4})[年./](?:(\\d{1,2})[月./]?(?:(\\d{1,2})日?)?)?';
const lastPart = '(?:(\\d{4})[年./])?(?:(\\d{1,2})[月./]?(?:(\\d{1,2})日?)?)?';
const range = new RegExp(`${dayPart}(?:起)?(?:至|到|-)${lastPart}`, 'u');
const isoRange = /(\d{4})-(\d{1,2})-(\d{1,2})(?:至|到|-{1,2})(\d{4})-(\d{1,2})-(\d{1,2})/u;
const years = /(\d{4})年?(?:至|到|-)(\d{4})年/u;

/**
 * The window a text names: `2023年7月1日至2024年6月30日`, `2024年1月—7月`, `2022—2024年`, `2024年度`. Whole
 * months and years where no day is said. null: it names none; the year of an edition (2024年版) is none.
 */
export function readWindow(text: string): DateWindow | null {
  const given = plain(text);
  const exact = isoRange.exec(given);
  if (exact !== null) return windowOf(exact.slice(1).map(Number));
  const span = years.exec(given);
  if (span !== null) {
    const [from, to] = span.slice(1).map(Number) as [number, number];
    return from <= to && to - from < 20 ? windowOf([from, 1, 1, to, 12, 31]) : null;
  }
  const found = range.exec(given);
  if (found !== null && (found[5] !== undefined || found[4] !== undefined)) {
    const number = (at: number): number | undefined =>
      found[at] === undefined ? undefined : Number(found[at]);
    const fromYear = number(1) ?? 0;
    const toYear = number(4) ?? fromYear;
    const toMonth = number(5) ?? 12;
    const toDay = number(6) ?? (isDay(toYear, toMonth, 1) ? lastDay(toYear, toMonth) : 0);
    return windowOf([fromYear, number(2) ?? 1, number(3) ?? 1, toYear, toMonth, toDay]);
  }
  const year = /(\d{4})年(?!版|修订|制定|\d|第|初|底|末)/u.exec(given)?.[1];
  if (year === undefined) return null;
  return windowOf([Number(year), 1, 1, Number(year), 12, 31]);
}

function windowOf(numbers: readonly number[]): DateWindow | null {
  const [y1 = 0, m1 = 0, d1 = 0, y2 = 0, m2 = 0, d2 = 0] = numbers;
  if (!isDay(y1, m1, d1) || !isDay(y2, m2, d2)) return null;
  const window = { from: iso(y1, m1, d1), to: iso(y2, m2, d2) };
  return window.from <= window.to ? window : null;
}

/** Points in hundredths: `5分`, `0.5`, `(3分)`; null: no number. A range or a sum is none. */
export function readScore(text: string): number | null {
  const found = /^[(]?(?:满分|分值|计|[+-])?(\d{1,5}(?:\.\d{1,2})?)分?[)]?$/u.exec(
    text.normalize('NFKC').replace(/\s+/gu, ''),
  );
  return found === null ? null : Math.round(Number(found[1]) * 100);
}

/** Units as one cell lists them, so that `readDepartments` gives the same again. */
export function writeDepartments(names: readonly string[]): string {
  return names
    .map((name) => {
      const [again, more] = readDepartments(name);
      return again === name && more === undefined && !/[「」]/u.test(name)
        ? name
        : `「${name.replaceAll('」', '」」')}」`;
    })
    .join('、');
}

/** Units as a cell lists them, the one that leads first; each once. */
export function readDepartments(text: string): string[] {
  const leading: string[] = [];
  const others: string[] = [];
  let group = others;
  const parts = text.match(/「(?:[^」]|」」)*」|[^、，,；;\n\r/「]+|「/gu) ?? [];
  for (const part of parts) {
    const quoted = /^「(.*)」$/su.exec(part)?.[1];
    if (quoted !== undefined) {
      group.push(quoted.replaceAll('」」', '」'));
      continue;
    }
    const label = /^\s*(牵头|主办|责任|配合|协办|参与)(?:单位|部门|科室)?\s*[:：]/u.exec(part);
    if (label !== null) group = /牵头|主办/u.test(label[1] ?? '') ? leading : others;
    const isLead = /[（(](?:牵头|主办)(?:单位)?[）)]/u.test(part);
    const name = part
      .slice(label?.[0].length ?? 0)
      .replace(/[（(](?:牵头|主办|配合|协办)(?:单位)?[）)]/gu, '')
      .trim();
    if (name !== '') (isLead ? leading : group).push(name);
  }
  return [...new Set([...leading, ...others])];
}

/** `3`, `３`, `三`, `十二`; null: no whole number from 0 to 9999. */
export function readCount(text: string): number | null {
  const given = text.normalize('NFKC').trim();
  if (/^\d{1,4}$/u.test(given)) return Number(given);
  return hanNumber(given);
}

export function readYes(text: string): boolean {
  return /^(?:是|√|✓|✔|y|yes|1|负面|负面清单|true)$/iu.test(text.trim());
}
