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

/** Stands between values of one column, so that no phrase reaches from one into the next. */
const barrier = ' · ';

/** Each kept character a token of its own: what the index stores. */
export function tokens(text: string): string {
  return [...normalise(text)].join(' ');
}

/** Several values of one index column. */
export function columnTokens(values: readonly (string | null)[]): string {
  return values
    .map((value) => tokens(value ?? ''))
    .filter((value) => value !== '')
    .join(barrier);
}

/** A term as an FTS5 phrase; null where nothing of it is searched. */
export function phrase(term: string): string | null {
  const text = tokens(term);
  return text === '' ? null : `"${text}"`;
}
