import { factOf, type Fact } from './facts.ts';
import { dateAtEnd, isIssueNumber, isStamp, type HeadPage } from './head.ts';
import { kindOfTitle } from './kinds.ts';
import { centreX, type PaperLine, type Row } from './lines.ts';
import { findPrintedDates } from './dates.ts';
import { readPrintedNumber } from './reference-number.ts';

export interface FoundTitle {
  readonly fact: Fact<string>;
  /** Index of the first row after it. */
  readonly end: number;
  readonly start: number;
}

const most = { rows: 5, characters: 200 } as const;

/**
 * GB/T 9704-2012, 7.3.1: after the number, larger than the text, centred, in one line or several, before the
 * line that says to whom. Without boxes: the lines up to the one that ends in a kind of paper.
 */
export function findTitle(page: HeadPage, from: number, underNumber: boolean): FoundTitle | null {
  const set = titleByLayout(page, from, underNumber);
  if (set !== null && set.fact.confidence >= 70) return set;
  const said = titleByWords(page, from, underNumber);
  return said !== null && said.fact.confidence > (set?.fact.confidence ?? 0) ? said : set;
}

function titleByLayout(page: HeadPage, from: number, underNumber: boolean): FoundTitle | null {
  const { rows, size } = page.layout;
  if (size === null || page.body === null) return null;
  const limit = Math.max(12, from + 12);
  for (let start = from; start < Math.min(rows.length, limit); start += 1) {
    const first = rows[start];
    if (first === undefined || (first.place?.top ?? 0) > size.height * 0.75) return null;
    if (!isLarge(first, page) || !isTitleRow(rows, start, page)) continue;
    const group = groupFrom(rows, start, page);
    const found = titleOf(group, start, underNumber ? 97 : 92);
    if (found !== null) return withState(found, rows, page);
    start = Math.max(start, group.end - 1);
  }
  return null;
}

const isLarge = ({ letter }: Row, { body }: HeadPage): boolean =>
  body !== null && letter > body.letter * 1.07 && letter < body.letter * 4;

/** Smaller than the text, or red: words of pictures and stamps. */
const isSmall = ({ letter, lines }: Row, { body }: HeadPage): boolean =>
  lines.some(({ red }) => red) || (body !== null && letter < body.letter * 0.93);

function isCentred(row: Row, page: HeadPage): boolean {
  return row.place === null || Math.abs(centreX(row.place) - page.middle) < 14;
}

function isTitleRow(rows: readonly Row[], index: number, page: HeadPage): boolean {
  const row = rows[index];
  if (row === undefined || !isCentred(row, page) || isStamp(rows, index)) return false;
  // A headline may have a colon within: 北街社区：三条小巷换新颜.
  const text = row.text.replace(/^(.{2,12})[:：](?=.{3})/u, '$1');
  return canBeTitle(text) && !isIssueNumber(row.text) && dateAtEnd(row)?.before !== '';
}

interface Group {
  readonly rows: readonly Row[];
  /** Index of the first row after it. */
  readonly end: number;
}

function groupFrom(rows: readonly Row[], start: number, page: HeadPage): Group {
  const group: Row[] = [];
  let end = start;
  for (let at = start; at < rows.length && group.length < most.rows; at += 1) {
    const [row, above] = [rows[at], group.at(-1)];
    if (row === undefined) break;
    // A seal between the lines.
    if (above !== undefined && isRed(row) && !isRed(above)) continue;
    if (!isTitleRow(rows, at, page) || (above !== undefined && !goesOn(above, row, page))) break;
    group.push(row);
    end = at + 1;
  }
  return { rows: group, end };
}

const isRed = ({ lines }: Row): boolean => lines.every(({ red }) => red);

/** Set in the same size, right under the line above. */
function goesOn(above: Row, row: Row, page: HeadPage): boolean {
  if (above.place === null || row.place === null) return false;
  const ratio = row.letter / above.letter;
  const taller = row.height / above.height;
  const gap = row.place.top - above.place.bottom;
  const close = gap < above.height * 1.3 && taller > 0.6 && taller < 1.6;
  // A short line may be spaced to the width of the one above.
  const spaced = row.text.length <= 6 && ratio > 1 && taller > 0.8 && taller < 1.25;
  const alike = (ratio > 0.85 && ratio < 1.18) || spaced;
  return close && (isLarge(row, page) || row.text.length < 5) && alike;
}

function titleOf({ rows, end }: Group, start: number, sureness: number): FoundTitle | null {
  const lines = rows.flatMap((row) => row.lines);
  const value = withoutSpecks(joinTitle(lines));
  const kind = kindOfTitle(value) !== null;
  if (([...value].length < 3 && !kind) || value.length > most.characters) return null;
  const less = kind ? 0 : value.includes('关于') ? 8 : 12;
  const fact = factOf(value, lines, sureness - less);
  return { fact, start, end };
}

const state =
  /^[(（](?:试行|暂行|草案|讨论稿|征求意见稿|送审稿|修订稿?|修订版|报批稿|审议稿|第.{1,3}稿)[)）]$/u;

/** （试行） under a title, in smaller letters, is part of it. */
function withState(title: FoundTitle, rows: readonly Row[], page: HeadPage): FoundTitle {
  const row = rows[title.end];
  if (row === undefined || !state.test(row.text) || !isCentred(row, page)) return title;
  const { value, evidence, lines, page: number } = title.fact;
  const own = factOf(`${value}${joinTitle(row.lines)}`, row.lines, title.fact.confidence);
  const fact = {
    ...own,
    evidence: `${evidence} ${own.evidence}`,
    page: number,
    lines: [...lines, ...own.lines],
  };
  return { ...title, fact, end: title.end + 1 };
}

/** 关于…的通知 and a character more: what shines through or a seal's edge read as one. 通知书, 决定书 are words. */
function withoutSpecks(title: string): string {
  if (kindOfTitle(title) !== null) return title;
  const match =
    /^(.*关于.{2,}的(?:通知|意见|通报|报告|请示|批复|决定|公告|通告|函|方案|纪要))[^书件单会稿栏牌]{1,2}$/u.exec(
      title,
    );
  return match?.[1] ?? title;
}

/** The lines of a title as one, with the punctuation Chinese print has. */
export function joinTitle(lines: readonly PaperLine[]): string {
  let quotes = 0;
  return lines
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/(?<=[\p{Script=Han}\p{P}\d])\s+(?=[\p{Script=Han}\p{P}\d])/gu, '')
    .replaceAll(/(?<=\p{Script=Han}|\d)\(|\((?=\p{Script=Han})/gu, '（')
    .replaceAll(/\)/gu, (mark, at: number, all: string) =>
      all.lastIndexOf('（', at) >= 0 ? '）' : mark,
    )
    .replaceAll(/(?<=\p{Script=Han}),(?=\p{Script=Han})/gu, '，')
    .replaceAll('"', () => ((quotes += 1) % 2 === 1 ? '“' : '”'))
    .trim();
}

function titleByWords(page: HeadPage, from: number, underNumber: boolean): FoundTitle | null {
  const { rows } = page.layout;
  for (let start = from; start < Math.min(rows.length, 30); start += 1) {
    const group = wordsFrom(rows, start, page, underNumber);
    if (group === null) continue;
    const lines = group.flatMap((row) => row.lines);
    const value = joinTitle(lines);
    if (value.length > most.characters) continue;
    const about = value.includes('关于');
    const sureness = underNumber ? (about ? 95 : 85) : about ? 85 : 70;
    return { fact: factOf(value, lines, sureness), start, end: start + group.length };
  }
  return null;
}

function wordsFrom(
  rows: readonly Row[],
  start: number,
  page: HeadPage,
  underNumber: boolean,
): readonly Row[] | null {
  const group: Row[] = [];
  let short: readonly Row[] | null = null;
  for (const row of rows.slice(start, start + most.rows)) {
    if (!canBeTitle(row.text) || !isCentred(row, page) || isStamp(rows, start)) return short;
    if (row.place !== null && isSmall(row, page)) return short;
    group.push(row);
    const joined = joinTitle(group.flatMap(({ lines }) => lines));
    if (kindOfTitle(joined) !== null && closes(joined, rows[start + group.length])) {
      const sure = underNumber || joined.includes('关于') || start < 6;
      if (!sure || joined.length < 4) return null;
      // 关于文明公约 / 宣讲工作的通告 goes on; 关于2023年工作总结 does not.
      if (!joined.includes('关于') || /的[^的]{1,10}$/u.test(joined)) return group;
      short ??= [...group];
    }
  }
  return short;
}

/** A kind in the middle of a title (关于印发通知的 / 意见) does not end it; brackets must be closed. */
function closes(joined: string, next: Row | undefined): boolean {
  if (count(joined, '《') !== count(joined, '》')) return false;
  if (next === undefined) return true;
  return !/^(?:的|》|和|及|与|等)/u.test(next.text);
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

const noTitle =
  /^(?:第.{1,4}[章条节]|[一二三四五六七八九十]+、|[(（]|\d+[.、]|第?\d{1,4}页|共\d{1,4}页|附件|抄送|签发人|主送|时间|地点|目录|[—\-–]+\s*\d+\s*[—\-–]+$|★|绝密|机密|秘密|特急|加急|内部)/u;

function canBeTitle(text: string): boolean {
  return (
    text.length <= 60 &&
    !/[。；：:！？!?;]/u.test(text) &&
    !noTitle.test(text) &&
    findPrintedDates(text).every(({ start, end }) => end - start < text.length) &&
    readPrintedNumber(text) === null &&
    /\p{Script=Han}/u.test(text)
  );
}
