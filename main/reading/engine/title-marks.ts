/** A title opened longer ago than this many lines is closed by nothing. */
const MOST_LINES = 3;

const openers = '《〈<＜';
const closers = '》〉>＞';

/**
 * Marks of titles as they nest: 《 outside, 〈 inside (GB/T 15834-2011, 4.15). The two, and the
 * signs < and >, look alike at the size of print. Lines are in reading order; a title may go on
 * in the next. The number of characters stays.
 */
export function nestTitleMarks(lines: readonly string[]): readonly string[] {
  const open: { mark: '《' | '〈'; line: number }[] = [];
  return lines.map((text, line) => {
    while (open[0] !== undefined && line - open[0].line > MOST_LINES) open.shift();
    const characters = [...text];
    return characters
      .map((character, n) => {
        if (isOpener(characters, n, open.at(-1)?.mark)) {
          const mark = open.at(-1)?.mark === '《' ? '〈' : character === '〈' ? '〈' : '《';
          open.push({ mark, line });
          return mark;
        }
        if (!closers.includes(character) || !isBesideHan(characters, n)) return character;
        return close(characters, n, open);
      })
      .join('');
  });
}

const han = /[\p{Script=Han}》〉（）“”]/u;

function isBesideHan(characters: readonly string[], n: number): boolean {
  return han.test(characters[n - 1] ?? '') || han.test(characters[n + 1] ?? '');
}

function isOpener(characters: readonly string[], n: number, within: string | undefined): boolean {
  const character = characters[n] ?? '';
  if (openers.includes(character)) return isBesideHan(characters, n);
  if (within !== '《' || !'(（'.includes(character)) return false;
  // A bracket inside a title that a title's mark closes.
  const closing = characters.slice(n).find((each) => `${closers})）`.includes(each));
  return closing === '〉' || closing === '>' || closing === '＞';
}

function close(
  characters: readonly string[],
  n: number,
  open: { mark: '《' | '〈'; line: number }[],
): string {
  // The inner title's opening mark was not read: two closings follow each other.
  const next = characters.slice(n + 1).find((each) => `${openers}${closers}`.includes(each));
  const isInner = next !== undefined && closers.includes(next);
  if (open.at(-1)?.mark === '《' && isInner) return '〉';
  const mark = open.pop()?.mark;
  if (mark === undefined) return isInner ? '〉' : '》';
  return mark === '《' ? '》' : '〉';
}
