import type { Face } from './fonts.ts';
import { textWidthPt } from './fonts.ts';

const neverFirst = new Set('，。、；：？！）》〉」』】〕”’％…'.split(''));
const neverLast = new Set('（《〈「『【〔“‘'.split(''));

/**
 * Text in lines of at most `widthPt`, Chinese rules at line ends: closing marks do not begin a
 * line, opening ones do not end it, and a number or Latin word stays whole.
 */
export function wrapText(
  text: string,
  face: Face,
  sizePt: number,
  widthPt: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[0-9A-Za-z.\-%]+|./gsu) ?? []) {
    if (textWidthPt(face, line + piece, sizePt) <= widthPt || line === '') {
      line += piece;
      continue;
    }
    const carried = carriedOver(line, piece);
    lines.push(line.slice(0, line.length - carried.length));
    line = carried + piece;
  }
  if (line !== '') lines.push(line);
  return lines;
}

function carriedOver(line: string, piece: string): string {
  let count = neverFirst.has(piece) ? 1 : 0;
  while (count < line.length - 1 && neverLast.has(line[line.length - 1 - count] ?? '')) count += 1;
  while (count < line.length - 1 && count > 0 && neverFirst.has(line[line.length - count] ?? '')) {
    count += 1;
  }
  return count === 0 ? '' : line.slice(-count);
}
