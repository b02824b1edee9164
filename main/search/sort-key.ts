/**
 * Keys that sort as people expect where SQLite compares bytes: Chinese by pinyin, numbers by value,
 * Latin without case. One table for the program's life, made from the collator of the runtime.
 */
let ranks: Map<number, string> | undefined;

function pinyinRanks(): Map<number, string> {
  if (ranks !== undefined) return ranks;
  const characters: string[] = [];
  for (let code = 0x4e00; code <= 0x9fff; code += 1) characters.push(String.fromCodePoint(code));
  characters.sort(new Intl.Collator('zh-Hans-u-co-pinyin').compare);
  ranks = new Map(
    // '~' sorts Chinese after digits and Latin.
    characters.map((character, rank) => [
      character.codePointAt(0) ?? 0,
      `~${rank.toString(36).padStart(4, '0')}`,
    ]),
  );
  return ranks;
}

/** Key of a title or name: punctuation left out, figures padded to ten digits. */
export function sortKey(text: string): string {
  const table = pinyinRanks();
  const plain = text.normalize('NFKC').toLowerCase();
  return plain
    .replace(/\d+/gu, (digits) => digits.replace(/^0+(?=\d)/u, '').padStart(10, '0'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/[\u4e00-\u9fff]/gu, (character) => table.get(character.codePointAt(0) ?? 0) ?? '~')
    .slice(0, 400);
}

const numberForm = /^(.*?)[〔[（(【［]\s*(\d{4})\s*[〕\]）)】］]\s*(?:第\s*)?(\d+)\s*号?/u;

/** Year and number by value: how every key of a 文号 ends, 16 characters (index `facts_number_tail`). */
const numberTail = (year: string, number: string): string =>
  ` ${year} ${number.replace(/^0+(?=\d)/u, '').padStart(10, '0')}`;

/** Key of a 文号: agency, year, then the number by value. Empty ones sort last. */
export function numberKey(referenceNumber: string | null): string {
  if (referenceNumber === null || referenceNumber.trim() === '') return '￿';
  const parts = numberForm.exec(referenceNumber.normalize('NFC'));
  if (parts === null) return sortKey(referenceNumber);
  const [, agency = '', year = '', number = ''] = parts;
  return `${sortKey(agency)}${numberTail(year, number)}`;
}

/** A whole 文号, in brackets of any kind or none: `2024 36号`, `清政发[2024]36号`. */
const typedNumber =
  /^(.*?)\s*(?:[〔[（(【［]\s*((?:19|2\d)\d\d)\s*[〕\]）)】］]\s*(?:第\s*)?0*(\d{1,5})\s*号?|(?<!\d)((?:19|2\d)\d\d)\s+(?:第\s*)?0*(\d{1,5})\s*号)$/u;

/**
 * Reads a text that is a 文号 and no more: the key, or without an agency how it ends. null for
 * other texts.
 */
export function numberKeyOf(
  text: string,
): { readonly key: string; readonly isWhole: boolean } | null {
  const found = typedNumber.exec(text.normalize('NFC').trim());
  if (found === null) return null;
  const [, agency = '', bracketed, numbered = '', bare = '', bareNumber = ''] = found;
  const tail =
    bracketed === undefined ? numberTail(bare, bareNumber) : numberTail(bracketed, numbered);
  const key = `${sortKey(agency)}${tail}`;
  return agency.trim() === '' ? { key: tail, isWhole: false } : { key, isWhole: true };
}
