/** What a typed date came to: a calendar date, nothing, or why it is not one. */
export type LooseDate =
  | { readonly ok: true; readonly date: string | null }
  | { readonly ok: false; readonly reason: 'form' | 'incomplete' }
  | { readonly ok: false; readonly reason: 'month'; readonly month: number }
  | { readonly ok: false; readonly reason: 'day'; readonly month: number; readonly day: number };

const chineseDigits = '〇一二三四五六七八九';

/** 二〇二四 → 2024, 十二 → 12, 三十一 → 31; other text unchanged. */
const plainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[零○Ｏ]/g, '〇')
    .replace(/([一二三四五六七八九])?十([一二三四五六七八九])?/g, (_, tens, ones) => {
      const value = (tens ? chineseDigits.indexOf(tens) : 1) * 10;
      return String(value + (ones ? chineseDigits.indexOf(ones) : 0));
    })
    .replace(/[〇一二三四五六七八九]/g, (digit) => String(chineseDigits.indexOf(digit)));

const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Reads a date the way people type it: 2024.3.5, 2024/03/05, 20240305, 2024年3月5日, 二〇二四年三月五日.
 * Gives `YYYY-MM-DD`; null for an empty text.
 */
export const parseLooseDate = (text: string): LooseDate => {
  const plain = plainDigits(text).trim();
  if (plain === '') return { ok: true, date: null };
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})[\s年./、-]+(\d{1,2})[\s月./、-]+(\d{1,2})\s*[日号]?$/.exec(plain);
  if (!parts) {
    const incomplete = /^\d{4}[\s年./、-]*(\d{1,2}[\s月./、-]*)?$/.test(plain);
    return { ok: false, reason: incomplete ? 'incomplete' : 'form' };
  }
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12) return { ok: false, reason: 'month', month };
  if (day < 1 || day > daysInMonth(year, month)) return { ok: false, reason: 'day', month, day };
  const two = (value: number): string => String(value).padStart(2, '0');
  return { ok: true, date: `${year}-${two(month)}-${two(day)}` };
};

/** A filing year as typed: 2024, 2024年, ２０２４; null for empty, undefined where it is none. */
export const parseYear = (text: string): number | null | undefined => {
  const plain = plainDigits(text)
    .trim()
    .replace(/\s*年度?$/, '');
  if (plain === '') return null;
  const year = /^\d{4}$/.test(plain) ? Number(plain) : Number.NaN;
  return year >= 1900 && year <= 2999 ? year : undefined;
};
