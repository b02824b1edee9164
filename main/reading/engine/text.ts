const HAN = String.raw`\p{Script=Han}`;
/** Characters that are set without spaces between them. */
const WIDE = String.raw`[${HAN}，。、；：？！（）《》〈〉“”‘’【】〔〕「」『』〇○]`;

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
  (text) => text.replaceAll(marksAfterHan, (mark) => fullWidthMarks[mark] ?? mark),
  fullWidthBrackets,
  // Two dashes are one mark, as are six dots.
  (text) =>
    text.replaceAll(/(?<=[\p{Script=Han}）”》])[-－一]{2}(?=[\p{Script=Han}“《（])/gu, '——'),
  (text) => (pageNumber.test(text) ? text.replaceAll(/[-–一]/gu, '—') : text),
];

/** A page number between dashes. */
const pageNumber = /^[-–—一]\s?\d{1,4}\s?[-–—一]$/u;

const yearBrackets = /([[［〔【(（﹝{])((?:19|20)\d\d)([\]］〕】)）﹞}])(?=第?\d{1,5}号)/gu;
const brackets = ['[［', '〔﹝', '【', '(（', '{', ']］', '〕﹞', '】', ')）', '}'] as const;

const CERTAIN = 0.8;

/**
 * The year of a 发文字号 stands between two brackets of one kind. Read as two kinds, or not for
 * certain, they are the hexagonal ones (GB/T 9704-2012, 7.2.5), which look like all others.
 */
function evenYearBrackets(text: string, certainties: readonly number[]): string {
  const kind = (bracket: string): number =>
    brackets.findIndex((same) => same.includes(bracket)) % 5;
  return text.replaceAll(
    yearBrackets,
    (whole, open: string, year: string, close: string, at: number) => {
      const isCertain = [at, at + 5].every((n) => (certainties[n] ?? 1) >= CERTAIN);
      return kind(open) === kind(close) && isCertain ? whole : `〔${year}〕`;
    },
  );
}

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
 * @param certainties of each character, 0 to 1; empty where not known
 */
export function cleanLine(
  raw: string,
  centres: readonly number[],
  certainties: readonly number[],
): CleanText {
  const even = evenYearBrackets(raw, certainties);
  const marked = replacements.reduce((text, replace) => replace(text), even);
  const characters = [...marked];
  const dropped = new Set<number>();
  for (const pattern of [spaceBeforeWide, spaceAfterWide, /^\s+/gu, /\s+$/gu, /(?<=\s)\s+/gu]) {
    for (const match of marked.matchAll(pattern)) {
      const start = Array.from(marked.slice(0, match.index)).length;
      for (let n = 0; n < match[0].length; n++) dropped.add(start + n);
    }
  }
  const kept = (_: unknown, n: number): boolean => !dropped.has(n);
  return { text: characters.filter(kept).join(''), centres: centres.filter(kept) };
}
