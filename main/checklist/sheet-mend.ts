import type { Doubt } from '../contract/checklist-import.ts';
import { textOf, type SheetCell } from './sheet-cells.ts';
import { readCode, type Code } from './sheet-code.ts';

/** A code as it was meant. `from`: what the sheet shows, where that is something else. */
export interface MendedCode {
  readonly text: string;
  readonly from: string | null;
  readonly doubt: { readonly reason: Doubt; readonly proposal: string } | null;
}

/**
 * Reads the codes of a column from top to bottom and mends what Excel made of them: `1-1` became a
 * date, `1.10` the number 1.1, `(1)` became -1. Which of several readings was meant shows by the codes
 * before it; where that does not tell, it is doubtful.
 */
export function createMender(): { readonly mend: (cell: SheetCell) => MendedCode } {
  /** The last code of each length. */
  const last = new Map<number, Code>();
  const seen = new Set<string>();
  const remember = (text: string): void => {
    const code = readCode(text);
    if (code !== null) last.set(code.segments.length, code);
    seen.add(text);
  };
  const follows = (text: string): boolean => comesNext(readCode(text), last);
  return {
    mend: (cell) => {
      const mended =
        fromDate(cell, follows) ?? fromNumber(cell, follows, seen) ?? asItIs(textOf(cell));
      remember(mended.text);
      return mended;
    },
  };
}

const asItIs = (text: string): MendedCode => ({ text, from: null, doubt: null });

/** `1-2` after `1-1`; `2-1` after `1-3`; `1-1` below `1` or at the beginning. */
function comesNext(code: Code | null, last: ReadonlyMap<number, Code>): boolean {
  if (code === null) return false;
  const own = code.segments.map(({ value }) => value);
  const end = own.length - 1;
  const agree = (other: Code | undefined, upTo: number): boolean =>
    other !== undefined &&
    own.slice(0, upTo).every((value, at) => value === other.segments[at]?.value);
  const sibling = last.get(own.length);
  if (agree(sibling, end) && own[end] === (sibling?.segments[end]?.value ?? 0) + 1) return true;
  if (own[end] !== 1) return false;
  const isNextBranch =
    agree(sibling, end - 1) && own[end - 1] === (sibling?.segments[end - 1]?.value ?? 0) + 1;
  return last.size === 0 || isNextBranch || agree(last.get(end), end);
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** What a date in a column of codes can have been, the likeliest first. */
interface Candidates {
  readonly shown: string;
  readonly texts: readonly string[];
  /** Nothing but the first can have been meant. */
  readonly clear: boolean;
}

function fromDate(cell: SheetCell, follows: (text: string) => boolean): MendedCode | null {
  // What was typed into a cell of text is what was meant.
  const isTyped = cell.kind === 'text' && cell.format === '@';
  const found = cell.kind === 'date' ? ofDateCell(cell) : isTyped ? null : ofDateText(textOf(cell));
  if (found === null) return null;
  const { shown, texts, clear } = found;
  const fitting = texts.find(follows);
  const text = fitting ?? texts[0] ?? shown;
  const isClear = clear || fitting !== undefined;
  return {
    text,
    from: shown,
    doubt: isClear ? null : { reason: 'code-was-date', proposal: texts[1] ?? text },
  };
}

function ofDateCell(cell: SheetCell): Candidates | null {
  const [year = 0, month = 0, day = 0] = textOf(cell).split('-').map(Number);
  if (!Number.isInteger(month + day) || month === 0 || day === 0) return null;
  const format = (cell.format ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '').toLowerCase();
  return ofDate(year, month, day, {
    year: format.includes('y'),
    day: format === '' || format.includes('d'),
    dayFirst: /^d.*m/u.test(format),
  });
}

function ofDateText(text: string): Candidates | null {
  const plain = /^(\d{1,2})月(\d{1,2})日$/u.exec(text);
  if (plain !== null) return ofDate(0, Number(plain[1]), Number(plain[2]), noYear);
  const dayFirst = /^(\d{1,2})-([A-Za-z]{3})$/u.exec(text);
  const dayMonth = months.indexOf((dayFirst?.[2] ?? '').toLowerCase()) + 1;
  if (dayMonth > 0) {
    return ofDate(0, dayMonth, Number(dayFirst?.[1]), { ...noYear, dayFirst: true });
  }
  const monthYear = /^([A-Za-z]{3})-(\d{2})$/u.exec(text);
  const monthOfYear = months.indexOf((monthYear?.[1] ?? '').toLowerCase()) + 1;
  if (monthOfYear > 0) {
    return ofDate(Number(monthYear?.[2]), monthOfYear, 1, {
      year: true,
      day: false,
      dayFirst: true,
    });
  }
  const full = /^((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})$/u.exec(text);
  if (full === null) return null;
  const [year, month, day] = full.slice(1).map(Number) as [number, number, number];
  return ofDate(year, month, day, { year: true, day: true, dayFirst: false });
}

const noYear = { year: false, day: true, dayFirst: false } as const;

function ofDate(
  year: number,
  month: number,
  day: number,
  says: { readonly year: boolean; readonly day: boolean; readonly dayFirst: boolean },
): Candidates {
  const short = year % 100;
  if (says.year && says.day) {
    const texts = [`${short}-${month}-${day}`, `${month}-${day}-${short}`, `${month}-${day}`];
    return { shown: `${year}-${month}-${day}`, texts, clear: false };
  }
  if (says.year) {
    const texts = [`${month}-${short}`, `${short}-${month}`];
    return { shown: `${year}年${month}月`, texts, clear: false };
  }
  const texts =
    month === day || !says.dayFirst ? [`${month}-${day}`] : [`${month}-${day}`, `${day}-${month}`];
  return { shown: `${month}月${day}日`, texts, clear: texts.length === 1 };
}

function fromNumber(
  cell: SheetCell,
  follows: (text: string) => boolean,
  seen: ReadonlySet<string>,
): MendedCode | null {
  const isGeneral = cell.format === undefined || /^general$/iu.test(cell.format);
  if (cell.kind !== 'number' || !isGeneral) return null;
  const text = textOf(cell);
  if (/^-\d{1,3}$/u.test(text)) return { text: `(${text.slice(1)})`, from: text, doubt: null };
  const longer = `${text}0`;
  if (!/^\d{1,3}\.\d$/u.test(text) || follows(text)) return null;
  if (follows(longer)) return { text: longer, from: text, doubt: null };
  return seen.has(text)
    ? { text, from: null, doubt: { reason: 'code-lost-zero', proposal: longer } }
    : null;
}
