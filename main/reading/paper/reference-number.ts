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
/** Sloppy brackets, a superfluous 第 and leading zeros are what people really write. */
const pattern = new RegExp(
  `(\\p{Script=Han}{1,16})\\s*[${open}]\\s*((?:19|20)\\d{2})\\s*年?[${close}]\\s*(?:第\\s*)?0*([1-9]\\d{0,4})\\s*(号?)`,
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
