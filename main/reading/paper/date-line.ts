import { findCoveredDate } from './dates.ts';
import { dateAtEnd, isStamp } from './head.ts';
import { centreX, type PageLayout, type PaperLine, type Row } from './lines.ts';
import { signerOf } from './organisations.ts';

/** A row and the page it stands on. */
export interface PlacedRow {
  readonly row: Row;
  readonly layout: PageLayout;
  /** Its index on its page. */
  readonly index: number;
}

/** Not a cell of a table: nothing stands beside it but dates of others who sign, and specks. */
export function isAlone(date: PaperLine, row: Row): boolean {
  return row.lines.every(
    (other) => other === date || other.red || other.confidence < 75 || dateAtEnd(other) !== null,
  );
}

/** A line that dates a paper. */
export interface DateLine {
  readonly line: PaperLine;
  /** `YYYY-MM-DD`; null where it is a date, and not legible. */
  readonly value: string | null;
  /** A body's name before the date on the same line. */
  readonly signer: string | null;
  readonly repaired: boolean;
}

/** `year`: of the paper's number, for a date half covered. */
export function dateLineOf(
  { row, layout, index }: PlacedRow,
  year: number | null,
): DateLine | null {
  if (row.lines.length > 3 || isStamp(layout.rows, index)) return null;
  for (const line of row.lines) {
    const date = dateAtEnd(line) ?? coveredDate(line, year) ?? damagedDate(line);
    if (date === null) continue;
    const before = date.before.replace(/^(?:日期|时间|签订日期|成文日期)[:：]/u, '');
    const signer = before === '' ? null : signerOf(before);
    if (before !== '' && signer === null) continue;
    if (!standsAsDate(line, row, layout)) continue;
    return { line, value: date.value, signer, repaired: date.repaired };
  }
  return null;
}

interface ReadDate {
  readonly value: string | null;
  readonly before: string;
  readonly repaired: boolean;
}

/** 2022年4月岁日: below a signature, a date that a seal or specks made illegible. It still says who signs above. */
function damagedDate({ text, place }: PaperLine): ReadDate | null {
  const letters = [...text];
  const known = letters.filter((letter) => /[\d〇○零一二三四五六七八九十年月日]/u.test(letter));
  const like = /年.*月/u.test(text) && letters.length <= 14 && known.length >= letters.length * 0.6;
  return place !== null && like ? { value: null, before: '', repaired: true } : null;
}

function coveredDate({ text, place }: PaperLine, year: number | null): ReadDate | null {
  const date = year === null || place === null ? null : findCoveredDate(text, year);
  return date === null ? null : { value: date.date, before: '', repaired: true };
}

/** At the right, and not the end of a row that begins at the left margin, as 印发日期 does. */
function standsAsDate(line: PaperLine, row: Row, layout: PageLayout): boolean {
  const { place } = line;
  if (place === null || layout.size === null) return row.lines.length === 1;
  if (centreX(place) < layout.size.width * 0.48) return false;
  const { width } = layout.size;
  return row.lines.every((other) => {
    if (other === line || other.place === null || other.red) return true;
    if (other.place.left > place.right) return true;
    const apart = place.left - other.place.right;
    return signerOf(other.text) === null || apart < 12 || other.place.left > width * 0.3;
  });
}
