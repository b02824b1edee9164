/** What is known of the page besides its layer. */
export interface LayerPage {
  /** Nothing but one picture, or several, covers the page: a scan. */
  readonly isScan: boolean;
}

/** Characters that carry meaning: letters and figures of any script. */
const telling = /[\p{L}\p{N}]/gu;

/**
 * Whether the text layer of a page is the page's text, and reading the page anew is not needed.
 * It is not where its characters have no meaning (fonts without a character map, a wrong encoding),
 * where it runs backwards, where it is one character over and over, or where it is next to nothing
 * over a scan. Short texts of unscanned pages are believed: covers, tables of figures, names.
 */
export function makesSense(text: string, { isScan }: LayerPage): boolean {
  const dense = text.replaceAll(/\s+/gu, '');
  const kept = dense.match(telling) ?? [];
  if (kept.length === 0) return false;
  if (isScan && (isShort(text) || isSheet(text))) return false;
  return (
    !isMeaningless(dense) && !isOneCharacter(kept) && !isMojibake(dense, kept) && !isMirrored(text)
  );
}

/** A stamp's number, a page number or a scanner's mark over a scan is not its text. */
export function isShort(text: string): boolean {
  return (text.match(telling)?.length ?? 0) < 12;
}

/**
 * The words of a separator sheet (main/intake/separator-sheets.ts), as a scanner that reads by itself
 * writes them: what such a sheet says is in its code, which only reading the picture finds.
 */
export function isSheet(text: string): boolean {
  const dense = text.replaceAll(/\s+/gu, '');
  return dense.length < 800 && /分隔页|扫描时放在每件|后面的页收成单独/u.test(dense);
}

/** Characters that stand for none: private use, replacement, unassigned, control. */
const meaningless = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu;

function isMeaningless(dense: string): boolean {
  return (dense.match(meaningless)?.length ?? 0) * 5 > dense.length;
}

function isOneCharacter(kept: readonly string[]): boolean {
  if (kept.length < 24) return false;
  const counts = new Map<string, number>();
  for (const character of kept) counts.set(character, (counts.get(character) ?? 0) + 1);
  const most = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  // A table of zeros is one; a page of "的" is none.
  const share = /[\p{N}xX]/u.test(most[0]) ? 0.97 : 0.6;
  return most[1] > kept.length * share;
}

/** Latin letters beyond ASCII: what bytes of GBK, Big5 or UTF-8 turn into when taken for Latin-1. */
const beyond = /[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u20ac]/gu;
const han = /\p{Script=Han}/gu;
const ascii = /[A-Za-z]/gu;

/**
 * Chinese in a wrong encoding. Western languages have at most a fifth of their letters beyond
 * ASCII. UTF-8 taken for GBK gives rare characters that follow each other nowhere else (锟斤拷,
 * 鐨勬), GBK taken for UTF-16 characters of every script there is.
 */
function isMojibake(dense: string, kept: readonly string[]): boolean {
  const strange = dense.match(beyond)?.length ?? 0;
  const letters = dense.match(ascii)?.length ?? 0;
  const chinese = dense.match(han) ?? [];
  if (strange >= 6 && strange > (letters + chinese.length) * 0.6) return true;
  if (chinese.length >= 16 && isUtf8TakenForGbk(chinese)) return true;
  return isBabel(kept);
}

/**
 * Whether the characters are what UTF-8 looks like when read as GBK: turned back into GBK's bytes,
 * they are Chinese in UTF-8. Bytes of true Chinese in GBK are hardly ever.
 */
function isUtf8TakenForGbk(chinese: readonly string[]): boolean {
  const table = gbkBytes();
  const bytes = chinese.slice(0, 400).flatMap((character) => table.get(character) ?? []);
  const text = new TextDecoder('utf-8').decode(new Uint8Array(bytes));
  return (text.match(han)?.length ?? 0) * 3 > bytes.length * 0.4;
}

let gbkTable: ReadonlyMap<string, readonly [number, number]> | undefined;

/** The bytes of GBK's characters, by its decoder: there is no encoder. */
function gbkBytes(): ReadonlyMap<string, readonly [number, number]> {
  if (gbkTable !== undefined) return gbkTable;
  const pairs: [number, number][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) pairs.push([lead, trail]);
  }
  const bytes = new Uint8Array(pairs.flatMap(([lead, trail]) => [lead, trail, 0x0a]));
  const characters = new TextDecoder('gbk').decode(bytes).split('\n');
  const table = new Map<string, readonly [number, number]>();
  for (const [n, pair] of pairs.entries()) {
    const character = characters[n] ?? '';
    if (character.length === 1) table.set(character, pair);
  }
  gbkTable = table;
  return table;
}

const scripts = [
  /\p{Script=Han}/u,
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Hangul}/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Tibetan}/u,
  /\p{Script=Mongolian}/u,
  /\p{Script=Ethiopic}/u,
  /\p{Script=Yi}/u,
  /\p{Script=Canadian_Aboriginal}/u,
];

/** Five and more scripts on a page, or every other letter of one that nobody here writes. */
function isBabel(kept: readonly string[]): boolean {
  const usual = kept.filter((character) => /[\p{Script=Han}A-Za-z\p{N}]/u.test(character)).length;
  if (usual > kept.length * 0.85) return false;
  const letters = kept.filter((character) => /\p{L}/u.test(character)).slice(0, 500);
  if (letters.length < 12) return false;
  const counts = scripts.map((script) => letters.filter((letter) => script.test(letter)).length);
  const named = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count >= 2 && count > letters.length * 0.02).length;
  return present >= 5 || letters.length - named > letters.length * 0.5;
}

/**
 * Pairs of characters that stand so and hardly ever the other way round: words of papers, and what
 * ends or begins a clause.
 */
const forwards =
  /通知|关于|工作|会议|领导|小组|文明|单位|活动|开展|进行|负责|人民|政府|办公|建设|管理|要求|时间|我们|以及|进一步|实施|方案|总结|第[一二三四五六七八九十]|[0-9]年|年[0-9]|[0-9]月|月[0-9]|[0-9]日/gu;
const backwards =
  /知通|于关|作工|议会|导领|组小|明文|位单|动活|展开|行进|责负|民人|府政|公办|设建|理管|求要|间时|们我|及以|步一进|施实|案方|结总|[一二三四五六七八九十]第|年[0-9]{4}(?![0-9年月日])|日[0-9]{1,2}月[0-9]{1,2}年/gu;
const english = /\b(?:the|and|of|to|in|for|that|with|is|on|by|this|from|are)\b/giu;
const englishBackwards = /\b(?:eht|dna|fo|ot|ni|rof|taht|htiw|si|no|yb|siht|morf|era)\b/giu;

/** Lines whose characters stand in mirrored order: right-to-left exports, some OA systems. */
function isMirrored(text: string): boolean {
  const dense = text.replaceAll(/[ \t]+/gu, '');
  const [right, wrong] = [dense.match(forwards)?.length ?? 0, dense.match(backwards)?.length ?? 0];
  if (wrong >= 4 && wrong > right * 2) return true;
  const [so, other] = [text.match(english)?.length ?? 0, text.match(englishBackwards)?.length ?? 0];
  // "no", "on", "is" and "si" are words both ways: they tell little.
  return other >= 8 && other > so * 3;
}
