const HAN = String.raw`\p{Script=Han}`;
/** Characters that are set without spaces between them. */
const WIDE = String.raw`[${HAN}，。、；：？！（）《》〈〉“”‘’【】〔〕「」『』—…·〇○]`;

const spaceBeforeWide = new RegExp(String.raw`\s+(?=${WIDE})`, 'gu');
const spaceAfterWide = new RegExp(String.raw`(?<=${WIDE})\s+`, 'gu');

/** Characters that the dictionary has in several shapes. */
const sameCharacters: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '﹑': '、',
  '∶': '：',
  '─': '—',
  '‧': '·',
  ㆍ: '·',
  '•': '·',
  '∣': '|',
  の: '的',
  О: 'O',
  Ο: 'O',
};

const fullWidthMarks: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
};

/** Every replacement keeps the number of characters, so that the characters' places stay true. */
type Replacement = (text: string) => string;

const replacements: readonly Replacement[] = [
  (text) => [...text].map((each) => sameCharacters[each] ?? narrowLetter(each)).join(''),
  // 发文字号 have hexagonal brackets around the year (GB/T 9704-2012, 7.2.5).
  (text) =>
    text.replaceAll(/[[［〔【(（﹝{]((?:19|20)\d\d)[\]］〕】)）﹞}](?=第?\d{1,5}号)/gu, '〔$1〕'),
  (text) => text.replaceAll(/〔([^〔〕[\]]{1,12})[\]］】)）}]/gu, '〔$1〕'),
  (text) => text.replaceAll(/[[［【(（{]([^〔〕[\]]{1,12})〕/gu, '〔$1〕'),
  (text) => text.replaceAll(marksAfterHan, (mark) => fullWidthMarks[mark] ?? mark),
  fullWidthBrackets,
  // Two dashes are one mark, as are six dots.
  (text) =>
    text.replaceAll(/(?<=[\p{Script=Han}）”》])[-－一]{2}(?=[\p{Script=Han}“《（])/gu, '——'),
  (text) => text.replaceAll(/^一(?=\s?\d{1,4}\s?[一—-]$)/gu, '—'),
  (text) => text.replaceAll(/(?<=^[—-]\s?\d{1,4}\s?)[一-]$/gu, '—'),
  (text) => text.replaceAll(/^-(?=\s?\d{1,4}\s?—$)/gu, '—'),
];

const marksAfterHan = new RegExp(String.raw`(?<=[${HAN}）》”])[,:;?!]`, 'gu');

/** Full-width Latin letters, digits and signs as they are typed; marks of punctuation stay. */
function narrowLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isLetter =
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    (code >= 0xff41 && code <= 0xff5a) ||
    '％＋－／＝＜＞＆＃＊．'.includes(character);
  return isLetter ? String.fromCodePoint(code - 0xfee0) : character;
}

const innerBrackets = /[(（]([^()（）]*)[)）]/gu;
const hasHan = new RegExp(`[${HAN}]`, 'u');

/** Brackets around or beside Chinese characters are full-width, both of them. */
function fullWidthBrackets(text: string): string {
  return text
    .replaceAll(innerBrackets, (whole, inside: string, at: number) => {
      const beside = `${text.charAt(at - 1)}${text.charAt(at + whole.length)}`;
      const isWide = hasHan.test(inside) || hasHan.test(beside);
      return isWide ? `（${inside}）` : `(${inside})`;
    })
    .replaceAll(/(?<=\p{Script=Han})\(|\((?=\p{Script=Han})/gu, '（')
    .replaceAll(/(?<=\p{Script=Han})\)/gu, '）');
}

export interface CleanText {
  readonly text: string;
  readonly centres: readonly number[];
}

/**
 * A line's text as it is kept: no spaces between Chinese characters, full-width punctuation after
 * them, letters and digits narrow. `centres` loses what the text loses.
 */
export function cleanLine(raw: string, centres: readonly number[]): CleanText {
  const marked = replacements.reduce((text, replace) => replace(text), raw);
  const characters = [...marked];
  const dropped = new Set<number>();
  const drop = (match: RegExpMatchArray): void => {
    const start = Array.from(marked.slice(0, match.index)).length;
    for (let n = 0; n < match[0].length; n++) dropped.add(start + n);
  };
  for (const pattern of [spaceBeforeWide, spaceAfterWide, /^\s+/gu, /\s+$/gu, /(?<=\s)\s+/gu]) {
    for (const match of marked.matchAll(pattern)) drop(match);
  }
  const kept = (_: unknown, n: number): boolean => !dropped.has(n);
  return { text: characters.filter(kept).join(''), centres: centres.filter(kept) };
}
