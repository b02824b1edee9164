/** A 发文字号 (GB/T 9704-2012, 7.2.4): agency code, year in brackets, serial number. */
export interface ReferenceNumber {
  readonly agency: string;
  readonly year: number;
  readonly serial: number;
  /** As the standard writes it: `清政发〔2024〕36号`. */
  readonly text: string;
}

export interface FoundReferenceNumber {
  readonly number: ReferenceNumber;
  /** Where it stands in the searched text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const open = '〔\\[［(（【﹝〖「';
const close = '〕\\]］)）】﹞〗」';
/** Sloppy or doubled brackets, a superfluous 第 and leading zeros are what people really write. */
const pattern = new RegExp(
  `(\\p{Script=Han}{1,16})\\s*[${open}]{1,2}\\s*((?:19|20)\\d{2})\\s*年?[${close}]{1,2}\\s*(?:第\\s*)?0*([1-9]\\d{0,4})\\s*(号?)`,
  'gu',
);

/** Words after which a number cites another paper. */
const citing = /(?:关于|转发|印发|根据|按照|贯彻|落实|依据|遵照|执行|参照|见|和|与|以及|《)$/u;
const citingInside = /^.*(?:关于|转发|印发|根据|按照|贯彻|落实|依据|遵照|执行|参照)/u;

/**
 * Reference numbers in a line of text or a file name, in order. Numbers that cite another paper
 * (根据…, 转发…) are left out. `needSign`: the number must end in 号, as it does on paper; in file
 * names people leave it off.
 */
export function findReferenceNumbers(
  text: string,
  { needSign }: { readonly needSign: boolean },
): readonly FoundReferenceNumber[] {
  const found: FoundReferenceNumber[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, before = '', year = '', serial = '', sign = ''] = match;
    if (needSign && sign === '') continue;
    if (citing.test(text.slice(0, match.index)) || citingInside.test(before)) continue;
    if (before.length > 12 || /[年月日号]$/u.test(before)) continue;
    found.push({
      number: referenceNumber(before, Number(year), Number(serial)),
      start: match.index,
      end: match.index + whole.length,
    });
  }
  return found;
}

export function referenceNumber(agency: string, year: number, serial: number): ReferenceNumber {
  return { agency, year, serial, text: `${agency}〔${year}〕${serial}号` };
}

/** A reference number as a machine reads it off paper. */
export interface PrintedReferenceNumber extends FoundReferenceNumber {
  /** It took characters for the brackets or digits they are mistaken for. */
  readonly repaired: boolean;
  /** 0–1: how certain the repair is. */
  readonly certainty: number;
}

const digitLike = '\\dOoQDlI|Z';
/** What 〔 and 〕 look like to a reading machine, besides other brackets. */
const openLike = 'L l I 1 i C c F f T t r E | ! / < 《 〈'.replaceAll(' ', '');
const closeLike = 'J j l I 1 i | ! / > 》 〉'.replaceAll(' ', '');
const anyOpen = `${open}{｛『`.replaceAll('\\', '');
const anyClose = `${close}}｝』`.replaceAll('\\', '');
const loosePattern = new RegExp(
  `^([\\p{Script=Han}（）()·]{1,16}?)\\s*([${escapeClass(anyOpen)}]{1,2}|[${escapeClass(openLike)}]?)\\s*((?:[1Il|]\\s?9|[2Z]\\s?[0OoQD])(?:\\s?[${digitLike}]){2})\\s*年?\\s*([${escapeClass(anyClose)}]{1,2}|[${escapeClass(closeLike)}]?)\\s*(第?)\\s*((?:[${digitLike}]\\s?){1,5})(号|$)`,
  'u',
);

function escapeClass(characters: string): string {
  return characters.replaceAll(/[\]^\-[]/gu, '\\$&');
}

/**
 * The reference number a line begins with, read in spite of what machines make of 〔〕 and of digits: 〔2O24〕, [2024],
 * 12024〕, 36 号. Repaired only where year, serial and 号 stand in their places; `certainty` sinks where a
 * bracket is missing, for then its misreading may be counted among the digits.
 */
export function readPrintedNumber(text: string): PrintedReferenceNumber | null {
  const [exact] = findReferenceNumbers(text, { needSign: true });
  if (exact !== undefined) return { ...exact, repaired: false, certainty: 1 };
  const match = loosePattern.exec(text);
  if (match === null) return null;
  const [
    whole,
    agency = '',
    opening = '',
    year = '',
    closing = '',
    ordinal = '',
    serial = '',
    sign = '',
  ] = match;
  const [years, serials] = [digitsOf(year), digitsOf(serial)];
  if (years === null || serials === null || serials === 0 || years > 2999) return null;
  if (citing.test(agency) || citingInside.test(agency) || agency.length > 12) return null;
  const closed = anyOf(closing, anyClose);
  const opened = anyOf(opening, anyOpen);
  const brackets = (opened ? 1 : 0) + (closed ? 1 : 0);
  if (brackets === 0 && (opening === '' || closing === '' || sign === '')) return null;
  const mayBeDigit = closing === '' || (!closed && /[lI1i|!/]/u.test(closing));
  const certainty =
    (mayBeDigit && ordinal === '' ? 0.6 : 1) *
    (opening === '' ? 0.95 : 1) *
    (sign === '' ? 0.85 : 1) *
    (brackets === 0 ? 0.85 : 0.98);
  const number = referenceNumber(agency, years, serials);
  return { number, start: 0, end: whole.length, repaired: true, certainty };
}

const anyOf = (text: string, characters: string): boolean =>
  [...text].some((character) => characters.includes(character));

const digitsMistaken: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  '|': '1',
  Z: '2',
};

function digitsOf(text: string): number | null {
  const digits = [...text.replaceAll(/\s/gu, '')].map((one) => digitsMistaken[one] ?? one).join('');
  return /^\d+$/u.test(digits) ? Number(digits) : null;
}
