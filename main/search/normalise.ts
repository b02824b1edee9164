/**
 * N(s) of design.md, Text search: NFKC, lower case, letters and numbers (Unicode L and N) only.
 * Two texts match where the N of one is a substring of the N of the other.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A line that may be a page number: `3`, `- 3 -`, `第 3 页`, `第3页 共8页`, `3/8`. */
const pageNumberLine =
  /^[\s\-–—―－·•.]*(?:第\s*)?\d{1,5}(?:\s*页)?(?:\s*[/,，、]?\s*共?\s*\d{1,5}(?:\s*页)?)?[\s\-–—―－·•.]*$/u;

/** A page number is the first or last line that says anything; within, it is a figure of a table. */
function pageNumbersIn(lines: readonly string[]): (line: string, at: number) => boolean {
  const says = (line: string): boolean => normalise(line) !== '';
  const ends = [lines.findIndex(says), lines.findLastIndex(says)];
  return (line, at) => ends.includes(at) && pageNumberLine.test(line);
}

function withoutPageNumber(page: string): string {
  const lines = page.split('\n');
  const isNumber = pageNumbersIn(lines);
  return lines.filter((line, at) => !isNumber(line, at)).join('\n');
}

/** The same with spaces in place of the page numbers: what is left stands where it stood. */
export function blankPageNumber(page: string): string {
  const lines = page.split('\n');
  const isNumber = pageNumbersIn(lines);
  return lines.map((line, at) => (isNumber(line, at) ? ' '.repeat(line.length) : line)).join('\n');
}

/** The text of pages joined in order, without the page number at the head or foot of each. */
export function joinPages(pages: readonly string[]): string {
  return pages.map(withoutPageNumber).join('\n');
}

/** Ends each value of an index column, so that no phrase reaches from one into the next. */
const end = '·';

/** `甲乙丙` as `甲乙 乙丙`. */
const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`);

/**
 * What an index column holds of its values, as N() made them: a pair of characters for each that
 * begins one, in order, then each character once. A text of several characters is a phrase of
 * pairs, far rarer than its characters, so that few positions are compared; a single one is a token.
 */
export function columnTokens(values: readonly string[]): string {
  const singles = new Set<string>();
  let pairs = '';
  for (const value of values) {
    let before = '';
    for (const character of value) {
      if (before !== '') pairs += `${before}${character} `;
      singles.add(character);
      before = character;
    }
    if (before !== '') pairs += `${before}${end} `;
  }
  return pairs + [...singles].join(' ');
}

/** A term as an FTS5 phrase; null where nothing of it is searched. */
export function phrase(term: string): string | null {
  const characters = [...normalise(term)];
  if (characters.length === 0) return null;
  return `"${characters.length === 1 ? characters[0] : pairsOf(characters).join(' ')}"`;
}

/** The FTS5 expression for two parts of a text with one unknown character between, or none. */
export function phraseWithGap(left: string, right: string): string {
  const [before, after] = [[...normalise(left)], [...normalise(right)]];
  // A single character is told by the pairs that it begins.
  const part = (characters: readonly string[]): string =>
    characters.length === 1 ? `"${characters[0]}" *` : `"${pairsOf(characters).join(' ')}"`;
  return `NEAR(${part(before)} ${part(after)}, ${before.length === 1 ? 1 : 2})`;
}
