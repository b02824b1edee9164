export interface FoundDate {
  /** `YYYY-MM-DD`, a day that exists. */
  readonly date: string;
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

const digits = '〇○零０Ｏ一二三四五六七八九';
const han: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  零: 0,
  '０': 0,
  Ｏ: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 二〇二四 → 2024; null where a character is no digit. */
export function hanYear(text: string): number | null {
  const values = [...text].map((character) => han[character]);
  if (values.length !== 4 || values.includes(undefined)) return null;
  return Number(values.join(''));
}

/** 三, 十, 十六, 二十, 三十一 → a number up to 31; null for anything else. */
export function hanDayOrMonth(text: string): number | null {
  const [tens, units, ...rest] = text.includes('十') ? text.split('十') : ['0', text];
  if (rest.length > 0 || tens === undefined || units === undefined) return null;
  const ten = tens === '' ? 1 : tens === '0' ? 0 : han[tens];
  const unit = units === '' ? 0 : han[units];
  return ten === undefined || unit === undefined ? null : ten * 10 + unit;
}

/** `YYYY-MM-DD` of a day that exists between 1900 and 2999, else null. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2999) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

const written = new RegExp(
  `((?:19|20)\\d{2}|[${digits}]{4})\\s*年\\s*(\\d{1,2}|[${digits}十]{1,3})\\s*月\\s*(\\d{1,2}|[${digits}十]{1,3})\\s*日`,
  'gu',
);
/** 2024-3-16, 2024.03.16, 2024_3_16: the same mark twice, so that version numbers do not count. */
const marked = /(?<![\d.])((?:19|20)\d{2})([-_.·/])(\d{1,2})\2(\d{1,2})(?![\d]|\.\d)/gu;
/** 20240316, also at the head of a time stamp (14 digits), never inside another number. */
const packed = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?=\D|$|\d{6}(?!\d))/gu;

function spokenYear(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : hanYear(text);
}
function spokenPart(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : hanDayOrMonth(text);
}

/** Dates written out: 2024年3月16日, 二〇二四年三月十六日. */
export function findWrittenDates(text: string): readonly FoundDate[] {
  return [...text.matchAll(written)].flatMap((match) => {
    const [, year = '', month = '', day = ''] = match;
    return found(match, spokenYear(year), spokenPart(month), spokenPart(day));
  });
}

/** Dates as file names carry them: written out, 2024-3-16, 2024.03.16, 20240316. */
export function findNameDates(name: string): readonly FoundDate[] {
  const short = [
    ...[...name.matchAll(marked)].map((match) => ({
      match,
      parts: [match[1], match[3], match[4]],
    })),
    ...[...name.matchAll(packed)].map((match) => ({
      match,
      parts: [match[1], match[2], match[3]],
    })),
  ].flatMap(({ match, parts: [year, month, day] }) =>
    found(match, Number(year), Number(month), Number(day)),
  );
  return [...findWrittenDates(name), ...short].toSorted((a, b) => a.start - b.start);
}

function found(
  match: RegExpExecArray,
  year: number | null,
  month: number | null,
  day: number | null,
): readonly FoundDate[] {
  if (year === null || month === null || day === null) return [];
  const date = isoDay(year, month, day);
  if (date === null) return [];
  return [{ date, year, start: match.index, end: match.index + match[0].length }];
}

/** A date read off paper; `repaired`: it took characters for the digits they are mistaken for. */
export interface PrintedDate extends FoundDate {
  readonly repaired: boolean;
}

/** What figures look like to a reading machine; only ever believed between 年, 月 and 日. */
const mistaken: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Ｏ: '0',
  〇: '0',
  '○': '0',
  Q: '0',
  D: '0',
  '。': '0',
  l: '1',
  I: '1',
  '|': '1',
  i: '1',
  '!': '1',
  丨: '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
  g: '9',
  q: '9',
};
const arabicLike = `\\d${Object.keys(mistaken).join('')}`;
const zeroLike: Readonly<Record<string, string>> = {
  '0': '〇',
  O: '〇',
  o: '〇',
  Ｏ: '〇',
  〇: '〇',
  '○': '〇',
  零: '〇',
  '。': '〇',
  口: '〇',
  Q: '〇',
  '-': '一',
  '—': '一',
  '－': '一',
  '–': '一',
  ー: '一',
};
const hanLike = `一二三四五六七八九十${Object.keys(zeroLike).join('')}`.replaceAll('-', '\\-');
const printed = [
  new RegExp(
    `(?<![${arabicLike}])((?:[${arabicLike}]\\s*){4})年\\s*((?:[${arabicLike}]\\s*){1,2})月\\s*((?:[${arabicLike}]\\s*){1,2})[日曰目月]`,
    'gu',
  ),
  new RegExp(
    `((?:[${hanLike}]\\s*){4})年\\s*((?:[${hanLike}]\\s*){1,3})月\\s*((?:[${hanLike}]\\s*){1,3})[日曰目月]`,
    'gu',
  ),
];

/**
 * Dates written out on paper, in order, as a machine reads them: with 0 as O or 〇, 1 as l, 日 as 曰, and
 * gaps. Repaired only inside 年月日, and only to days that exist.
 */
export function findPrintedDates(text: string): readonly PrintedDate[] {
  const strict = findWrittenDates(text);
  const loose = printed.flatMap((pattern, kind) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [year, month, day] = match.slice(1, 4).map((part) => part.replaceAll(/\s/gu, ''));
      const value = kind === 0 ? arabicNumber : hanNumber;
      return found(match, value(year), value(month), value(day));
    }),
  );
  const added = loose.filter((one) =>
    strict.every(({ start, end }) => one.end <= start || one.start >= end),
  );
  return [
    ...strict.map((each) => ({ ...each, repaired: false })),
    ...added
      .filter((one, at) => added.findIndex(({ start }) => start === one.start) === at)
      .map((each) => ({
        ...each,
        repaired: /[^\d\s年月日一二三四五六七八九十〇○零Ｏ]/u.test(
          text.slice(each.start, each.end),
        ),
      })),
  ].toSorted((a, b) => a.start - b.start);
}

function arabicNumber(text = ''): number | null {
  const digits = [...text].map((character) => mistaken[character] ?? character).join('');
  return /^\d+$/u.test(digits) ? Number(digits) : null;
}

function hanNumber(text = ''): number | null {
  const plain = [...text].map((character) => zeroLike[character] ?? character).join('');
  return plain.length === 4 && !plain.includes('十') ? hanYear(plain) : hanDayOrMonth(plain);
}

/** 2024.3.16, 2024-03-16, 2024/3/16, as sloppier papers sign. */
export function findMarkedDates(text: string): readonly FoundDate[] {
  const pattern =
    /(?<![\d.])((?:19|20)\d{2})\s?([-.。·/－—–])\s?(\d{1,2})\s?[-.。·/－—–]\s?(\d{1,2})(?![\d]|\.\d)/gu;
  return [...text.matchAll(pattern)].flatMap((match) =>
    found(match, Number(match[1]), Number(match[3]), Number(match[4])),
  );
}

const covered =
  /^[^年月日]{0,4}?(\d{1,4}|[〇○零一二三四五六七八九]{1,4})年\s*(\d{1,2}|[一二三四五六七八九十]{1,3})月\s*(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日曰目月]|(\d{2})[0oOD口])$/u;

/**
 * A date whose year a seal covers but for its last figures, or spoils one of: 二四年二月七日, 2623年11月230.
 * `year`: what it is by the number of the paper; believed where the other figures agree.
 */
export function findCoveredDate(text: string, year: number): FoundDate | null {
  const match = covered.exec(text);
  const [, left = '', month = '', day = '', spoiltDay = ''] = match ?? [];
  const figures = /^\d+$/u.test(left) ? left : [...left].map((one) => han[one] ?? '').join('');
  if (match === null || figures === '' || !mayBe(figures, String(year))) return null;
  return (
    found(match, year, spokenPart(month), spokenPart(day === '' ? spoiltDay : day)).at(0) ?? null
  );
}

/** The end of it, or all but one figure. */
function mayBe(figures: string, year: string): boolean {
  if (figures.length < 4) return year.endsWith(figures);
  return [...figures].filter((figure, at) => figure !== year[at]).length <= 1;
}
