import {
  dateAtEnd,
  findDateline,
  findMasthead,
  findNumber,
  type HeadPage,
  type Masthead,
} from './head.ts';
import { kindOfTitle } from './kinds.ts';
import { layOut, type PageLayout, type PaperPage } from './lines.ts';
import { headPage } from './read-paper.ts';
import { isImprint } from './signature.ts';
import { findTitle } from './title.ts';

/** A page inside a stack that another paper probably begins at. */
export interface PaperHead {
  readonly before: number;
  /** Blank pages and separator sheets right before it, which belong to neither. */
  readonly drop: readonly number[];
}

interface Sheet {
  readonly number: number;
  readonly layout: PageLayout;
}

/**
 * Pages that begin with a red head and a number, or with a title after a page that ends a paper (signature and
 * date, 版记) or after a blank one. Attachments and forwarded papers belong to what they come with.
 * `empty`: blank pages and separator sheets of the document.
 */
export function findHeads(
  pages: readonly PaperPage[],
  empty: ReadonlySet<number>,
): readonly PaperHead[] {
  const sheets = pages
    .filter(({ number }) => !empty.has(number))
    .map((page): Sheet => ({ number: page.number, layout: layOut(page) }))
    .filter(({ layout }) => layout.rows.length > 0);
  const heads: PaperHead[] = [];
  let paper: Sheet[] = [];
  for (const sheet of sheets) {
    const before = paper.at(-1);
    if (before !== undefined && begins(sheet, paper, empty)) {
      heads.push({ before: sheet.number, drop: emptyBefore(sheet.number, empty) });
      paper = [];
    }
    paper.push(sheet);
  }
  return heads;
}

function emptyBefore(number: number, empty: ReadonlySet<number>): readonly number[] {
  const pages: number[] = [];
  for (let at = number - 1; empty.has(at); at -= 1) pages.unshift(at);
  return pages;
}

function begins(sheet: Sheet, paper: readonly Sheet[], empty: ReadonlySet<number>): boolean {
  const page = headPage(sheet.layout, [sheet.layout, ...paper.map(({ layout }) => layout)]);
  const masthead = findMasthead(page);
  if (isAttachment(sheet.layout)) return false;
  if (masthead !== null && masthead.row <= 7 && goesWith(page, masthead)) return true;
  const before = paper.at(-1);
  if (before === undefined || !isTitled(sheet.layout, page)) return false;
  const gap = emptyBefore(sheet.number, empty).length > 0;
  const follows = before.number === sheet.number - 1 || gap;
  if (!follows || announcesMore(paper)) return follows && hasImprint(before.layout);
  return (
    hasImprint(before.layout) ||
    endsSigned(before.layout) ||
    (gap && masthead !== null) ||
    (isOtherTitle(page, paper) && !runsOn(before.layout))
  );
}

/** Under a head stands a number, a title or, in a newsletter, who issued it and when. */
function goesWith(page: HeadPage, masthead: Masthead): boolean {
  if (findNumber(page, masthead) !== null) return true;
  if (masthead.nameplate !== null) return findDateline(page, masthead) !== null;
  const title = findTitle(page, masthead.row + 1, true);
  return title !== null && title.fact.confidence >= 85;
}

/** 附件, 附件1, 附表: in the first lines. */
const isAttachment = ({ rows }: PageLayout): boolean =>
  rows
    .slice(0, 2)
    .some(({ text }) =>
      /^(?:附件|附表|附录|附)\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$/u.test(text),
    );

function isTitled(layout: PageLayout, page: ReturnType<typeof headPage>): boolean {
  const title = findTitle(page, 0, false);
  if (title === null || title.start > 4 || title.fact.confidence < 80) return false;
  const top = layout.rows[title.start]?.place?.top ?? 0;
  return layout.size === null || top < layout.size.height * 0.4;
}

/** Set as a title is, naming a kind of paper, and not the one that tables repeat on each page. */
function isOtherTitle(page: HeadPage, paper: readonly Sheet[]): boolean {
  const { layout } = page;
  const title = layout.size === null ? null : findTitle(page, 0, false);
  if (title === null || title.start > 1 || title.fact.confidence < 85) return false;
  if (kindOfTitle(title.fact.value) === null) return false;
  const first = title.fact.evidence;
  return !paper.some(({ layout: { rows } }) =>
    rows.slice(0, 8).some(({ text }) => first.startsWith(text) && text.length > 5),
  );
}

/** The last line of text goes on to the right margin, and no sentence ends there. */
function runsOn({ rows, size }: PageLayout): boolean {
  const last = rows.findLast(({ text }) => !isPageNumber(text));
  if (last === undefined || size === null || last.lines.length > 2) return false;
  return (last.place?.right ?? 0) > size.width * 0.8 && !/[。；！？.;!?）)]$/u.test(last.text);
}

const isPageNumber = (text: string): boolean => /^[\s\-–—―·•.\d/第页共]+$/u.test(text);

/** A paper with attachments, or that hands another on, goes on after its signature. */
function announcesMore(paper: readonly Sheet[]): boolean {
  const rows = paper.flatMap(({ layout }) => layout.rows);
  if (rows.some(({ text }) => /^附件\s*[:：]?/u.test(text))) return true;
  return rows
    .slice(0, 12)
    .some(({ text }) => /(?:印发|转发|批转|下发)(?:《|〈|<|.{2,}的(?:通知|函))/u.test(text));
}

const hasImprint = ({ rows }: PageLayout): boolean => rows.slice(-5).some(isImprint);

/** A date at the right among the last lines, with nothing but a remark or a page number below. */
function endsSigned({ rows, size }: PageLayout): boolean {
  const last = rows
    .filter(({ text }) => !isPageNumber(text) && !/^[(（].{2,60}[)）]$/u.test(text))
    .at(-1);
  if (last === undefined || last.text.length > 40) return false;
  const date = dateAtEnd(last);
  const right = size === null || (last.place?.right ?? 0) > size.width * 0.55;
  return date !== null && right && date.before.length <= 30;
}
