import { factOf, type Fact } from './facts.ts';
import { dateAtEnd } from './head.ts';
import {
  isMidSentence,
  layOut,
  reachesEdge,
  type PageLayout,
  type PaperLine,
  type PaperPage,
  type Row,
} from './lines.ts';
import { distance } from './organisations.ts';
import type { PlacedRow } from './date-line.ts';
import { isImprint, rowsInOrder } from './signature.ts';

/** What a paper says comes with it, and what of that is there. */
export interface Attachments {
  /** As the 附件说明 names them, in its order; none where the paper has none. */
  readonly names: readonly string[];
  /** Numbers, from 1, of those whose pages are there. */
  readonly seen: readonly number[];
  /** Numbers of those whose pages are not; none where that cannot be told. */
  readonly missing: readonly number[];
}

/**
 * GB/T 9704-2012, 7.3.4: 附件：1.… under the text, before the signature; 7.3.9: each attachment begins on a
 * page of its own, 附件 and its number at the top left. The fact stands at the list, without one at the
 * first attachment. `isWhole`: these are all the pages the paper has; otherwise nothing is missing.
 */
export function findAttachments(
  pages: readonly PaperPage[],
  isWhole: boolean,
): Fact<Attachments> | null {
  const layouts = pages.map(layOut).filter(({ rows }) => rows.length > 0);
  const list = findList(layouts);
  if (list === null) return unlisted(layouts);
  const { names, end, fact } = list;
  const rest = layouts.filter(({ number }) => number > end);
  const { seen, loose } = seenOf(names, rest);
  const all = names.map((_, at) => at + 1);
  const missing = isWhole && !loose ? all.filter((number) => !seen.has(number)) : [];
  return { ...fact, value: { names, seen: all.filter((number) => seen.has(number)), missing } };
}

const figure = '[\\d一二三四五六七八九十]{1,3}';
const heading = new RegExp(
  `^(?:附件|附表|附录|附)\\s*(${figure})?(?:\\s*[-—－.]\\s*\\d{1,2})?\\s*[:：]?$`,
  'u',
);
const headingWithTitle = new RegExp(`^附件\\s*(${figure})?\\s*[:：]\\s*(\\S.*)$`, 'u');

interface Heading {
  readonly line: PaperLine;
  /** null where it has no number. */
  readonly number: number | null;
}

/** 附件, 附件2 alone at the top left of a page. */
function headingOf(layout: PageLayout): Heading | null {
  for (const [index, row] of headRows(layout).entries()) {
    const match = heading.exec(row.text);
    const [line] = row.lines;
    if (match === null || line === undefined || row.lines.length > 1 || !isLeft(row, layout))
      continue;
    const below = layout.rows[layout.rows.indexOf(row) + 1];
    // 附件： over 1.… is the list itself.
    if (/[:：]$/u.test(row.text) && below !== undefined && itemNumber(below.text) === 1)
      return null;
    if (index === 0 || row.place !== null) return { line, number: valueOf(match[1]) };
  }
  return null;
}

/** The first rows of a page, without its number and what is stamped on it. */
const headRows = ({ rows }: PageLayout): readonly Row[] =>
  rows
    .slice(0, 6)
    .filter(({ text, lines }) => /\p{Script=Han}/u.test(text) && !lines.every(({ red }) => red))
    .slice(0, 3);

const isLeft = ({ place }: Row, { size }: PageLayout): boolean =>
  place === null || size === null || place.left < size.width * 0.3;

function valueOf(figures: string | undefined): number | null {
  if (figures === undefined) return null;
  if (/^\d+$/u.test(figures)) return Number(figures);
  const digits = '一二三四五六七八九十';
  const [first = '', second] = [...figures];
  if (second === undefined) return digits.indexOf(first) + 1;
  return first === '十' ? 10 + digits.indexOf(second) + 1 : null;
}

/** A paper that begins with an attachment, or whose attachments it does not list. */
function unlisted(layouts: readonly PageLayout[]): Fact<Attachments> | null {
  const found = layouts.flatMap((layout) => headingOf(layout) ?? []);
  const [first] = found;
  if (first === undefined) return null;
  const seen = found.map(({ number }, at) => number ?? at + 1);
  return factOf({ names: [], seen: [...new Set(seen)], missing: [] }, [first.line], 88);
}

interface List {
  readonly names: readonly string[];
  /** Page that the paper ends on whose attachments these are. */
  readonly end: number;
  readonly fact: Fact<unknown>;
}

const listHead = /^附\s*件?\s*(?:[:：;；]\s*(.*)|(?=[1１]\s*[.．、,，:：]\s*\S)(.*))$/u;
const item = /^(?:附\s*件\s*)?(\d{1,2})\s*[.．、,，:：)）]\s*(?=\S)(?!\d)/u;
const itemNumber = (text: string): number | null => {
  const number = item.exec(text)?.[1];
  return number === undefined ? null : Number(number);
};

function findList(layouts: readonly PageLayout[]): List | null {
  const firstHeading = layouts.find((layout) => headingOf(layout) !== null)?.number ?? Infinity;
  const rows = rowsInOrder(layouts.filter(({ number }) => number < firstHeading));
  for (const [at, { row, layout, index }] of rows.entries()) {
    const match = listHead.exec(row.text);
    if (match === null || isMidSentence(layout, index) || row.lines.every(({ red }) => red))
      continue;
    const list = listFrom(rows, at, match[1] ?? match[2] ?? '');
    if (list !== null) return list;
  }
  return null;
}

function listFrom(rows: readonly PlacedRow[], from: number, first: string): List | null {
  const texts = [first];
  const head = rows[from];
  if (head === undefined) return null;
  const taken: Row[] = [head.row];
  let above = head;
  let at = from + 1;
  for (; at < rows.length && taken.length < 40; at += 1) {
    const here = rows[at];
    if (here === undefined) break;
    const { row } = here;
    if (row.lines.every(({ red }) => red) || isPageNumber(row.text)) continue;
    if (isEnd(here)) break;
    const number = itemNumber(row.text);
    const isNext =
      number !== null && (number === 1 || texts.some((text) => itemNumber(text) !== null));
    if (isNext || texts.at(-1) === '') texts.push(row.text);
    else if (reachesEdge(above.row, above.layout) && !isAtRight(here))
      texts.push(`${texts.pop() ?? ''}${row.text}`);
    else break;
    taken.push(row);
    above = here;
  }
  const names = namesOf(texts);
  if (names.length === 0) return null;
  const following = rows.slice(at, at + 14);
  const signed = following.find(isEnd);
  // The 版记 may stand on a page after the signature's.
  const closing = following.filter(({ row }) => isImprint(row));
  const end = Math.max(...[above, signed, ...closing].map((each) => each?.row.page ?? 0));
  const lines = taken.flatMap((row) => row.lines);
  return { names, end, fact: factOf(null, lines, signed === undefined ? 85 : 96) };
}

/** Who signs, below a list whose last line a stamp or a seal makes longer. */
const isAtRight = ({ row: { place }, layout: { size } }: PlacedRow): boolean =>
  place !== null && size !== null && place.left > size.width * 0.45;

const isPageNumber = (text: string): boolean => /^[\s\-–—―·•.\d/第页共]+$/u.test(text);

/** The signature's date or the 版记. */
function isEnd({ row, layout }: PlacedRow): boolean {
  if (isImprint(row)) return true;
  const date = dateAtEnd(row);
  if (date === null || date.before.length > 30) return false;
  return row.place === null || row.place.right > (layout.size?.width ?? 0) * 0.55;
}

/** Each text's names, without numbers and full stops; 无 and 见附表 name nothing. */
function namesOf(texts: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const text of texts)
    for (const part of parted(text)) {
      const name = part.replace(item, '').replace(/[。；;，,、\s]+$/u, '');
      if (name !== '' && !/^(?:无|略|见.{0,6}|如文|\/+)$/u.test(name)) names.push(name);
    }
  return names;
}

/** 1.甲 2.乙 in one line. */
function parted(text: string): readonly string[] {
  const first = itemNumber(text);
  if (first === null) return [text];
  const next = new RegExp(`(?<![\\d第])${first + 1}\\s*[.．、](?!\\d)(?=\\S)`, 'u').exec(text);
  if (next === null || next.index === 0) return [text];
  return [text.slice(0, next.index), ...parted(text.slice(next.index))];
}

/** Numbers of the names that pages begin with; `loose`: there are pages that may be any of them. */
function seenOf(
  names: readonly string[],
  pages: readonly PageLayout[],
): { readonly seen: ReadonlySet<number>; readonly loose: boolean } {
  const seen = new Set<number>();
  let loose = false;
  for (const page of pages) {
    const head = headingOf(page) ?? headingOnTitle(page);
    const named = names.findIndex((name, at) => !seen.has(at + 1) && isTitled(page, name)) + 1;
    const next = names.findIndex((_, at) => !seen.has(at + 1)) + 1;
    const number = named > 0 ? named : head === null ? 0 : (head.number ?? next);
    if (number > 0) seen.add(number);
    else if (seen.size === 0) loose = true;
  }
  return { seen, loose };
}

/** 附件1：任务分解表 on top of a page, once a list was found before it. */
function headingOnTitle(layout: PageLayout): Heading | null {
  const [row] = headRows(layout);
  const [line] = row?.lines ?? [];
  const match = row === undefined ? null : headingWithTitle.exec(row.text);
  if (match === null || line === undefined) return null;
  return { line, number: valueOf(match[1]) };
}

const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** One of the first rows, or some of them together, are the name but for what was misread. */
function isTitled(layout: PageLayout, name: string): boolean {
  const wanted = bare(name);
  if (wanted.length < 4) return false;
  const rows = headRows({ ...layout, rows: layout.rows.slice(0, 5) }).map(({ text }) => bare(text));
  return rows.some((_, from) =>
    [1, 2, 3].some((count) => {
      const title = rows.slice(from, from + count).join('');
      if (title.length > wanted.length * 2) return false;
      return title.includes(wanted) || distance(title, wanted) <= Math.floor(wanted.length / 6);
    }),
  );
}
