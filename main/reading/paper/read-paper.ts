import type { Fact, PaperFacts } from './facts.ts';
import { factOf } from './facts.ts';
import { findPrintedDates } from './dates.ts';
import { dateAtEnd, findDateline, findMasthead, findNumber, numberUnderTitle } from './head.ts';
import type { HeadPage, Masthead } from './head.ts';
import { kindOfTitle } from './kinds.ts';
import {
  dateOfMeeting,
  dateOfParties,
  firstParty,
  labelledDate,
  labelledIssuer,
} from './labels.ts';
import { bodySize, centreX, layOut, type PageLayout, type PaperPage, type Row } from './lines.ts';
import { issuerInTitle, signerOf } from './organisations.ts';
import { endOfBody, findSigned, printedDate, rowsInOrder, type Signed } from './signature.ts';
import { findTitle } from './title.ts';

/**
 * What an official paper says about itself (GB/T 9704-2012): the masthead, the number under it, the title
 * after that, the signature and date before the 版记; and newsletters, minutes, lists and letters of
 * responsibility as offices write them. What it does not say is null.
 */
export function readPaper(pages: readonly PaperPage[]): PaperFacts {
  const layouts = pages.map(layOut).filter(({ rows }) => rows.length > 0);
  const [first] = layouts;
  if (first === undefined) return nothing;
  const page = headPage(first, layouts);
  const masthead = findMasthead(page);
  const number = findNumber(page, masthead);
  const dateline = findDateline(page, masthead);
  const after = Math.max(number?.row ?? -1, masthead?.row ?? -1, dateline?.row ?? -1);
  const title = findTitle(page, after + 1, number !== null || masthead !== null);
  const names = masthead?.issuers ?? [];
  const rows = rowsInOrder(layouts);
  const begin = title?.end ?? after + 1;
  const body = rows.slice(0, endOfBody(rows, begin));
  const signed = findSigned(body, begin, {
    issuers: names,
    year: number?.fact.value.year ?? null,
  });
  const under = title === null ? nobody : underTitle(page, title.end);
  const titleFact = title?.fact ?? plateTitle(masthead);
  const kind = kindOf(titleFact) ?? kindOf(plateTitle(masthead));
  const said = labelled(layouts, kind?.value ?? null);
  const issuer =
    (isContract(kind?.value ?? null) || isForm(kind?.value ?? null) ? said.issuer : null) ??
    signed?.issuer ??
    dateline?.issuer ??
    under.issuer ??
    issuerOfMasthead(masthead) ??
    said.issuer ??
    issuerOfTitle(titleFact);
  return {
    number: number?.fact ?? (title === null ? null : numberUnderTitle(page.layout.rows, title.end)),
    title: titleFact,
    issuer,
    date:
      (isForm(kind?.value ?? null) ? said.date : null) ??
      dateOf(signed, [dateline?.date, under.date, said.date, signed?.date, said.meeting]),
    kind,
    printed: printedDate(rows),
  };
}

const nothing: PaperFacts = {
  number: null,
  title: null,
  issuer: null,
  date: null,
  kind: null,
  printed: null,
};

/** The page with what its sizes and middle are compared with. */
export function headPage(first: PageLayout, all: readonly PageLayout[]): HeadPage {
  return { layout: first, body: bodySize(first, all), middle: middleOf(first) };
}

/** The middle of the long lines, for scans that lie askew on the glass; else of the page. */
function middleOf({ rows, size }: PageLayout): number {
  if (size === null) return 0;
  const middles = rows
    .flatMap(({ place }) => (place === null ? [] : [place]))
    .filter(({ left, right }) => right - left > size.width * 0.6)
    .map(centreX)
    .toSorted((a, b) => a - b);
  const middle = middles[Math.floor(middles.length / 2)];
  const half = size.width / 2;
  return middle === undefined || Math.abs(middle - half) > size.width * 0.08 ? half : middle;
}

interface Said {
  readonly date: Fact<string> | null;
  readonly issuer: Fact<string> | null;
}
const nobody: Said = { date: null, issuer: null };

/** A signed date first; one that stands alone at the right gives way to what says what it is. */
function dateOf(
  signed: Signed | null,
  others: readonly (Fact<string> | null | undefined)[],
): Fact<string> | null {
  if (signed !== null && (signed.issuer !== null || signed.joint) && signed.date !== null)
    return signed.date;
  return others.find((date) => date !== null && date !== undefined) ?? null;
}

/** Decisions, reports and summaries carry body and date under the title, the date in brackets. */
function underTitle(page: HeadPage, end: number): Said {
  let issuer: Fact<string> | null = null;
  for (const row of page.layout.rows.slice(end, end + 3)) {
    if (!isUnderTitle(row, page)) break;
    const bare = row.text.replace(/^[(（]/u, '').replace(/[)）]$/u, '');
    const date = dateAtEnd({ text: bare });
    if (date !== null && (date.before === '' || signerOf(date.before) !== null)) {
      const name = date.before === '' ? null : signerOf(date.before);
      const own = name === null ? issuer : factOf(name, row.lines, 90);
      return { issuer: own, date: factOf(date.value, row.lines, 93) };
    }
    const passed = passedOn(row);
    if (passed !== null) return { issuer, date: passed };
    const name = signerOf(bare);
    if (name === null && isPerson(bare)) continue;
    if (name === null) break;
    issuer ??= factOf(name, row.lines, 90);
  }
  return page.layout.size === null ? nobody : { issuer, date: null };
}

/** （2023年9月1日镇长办公会议通过）: resolutions and rules are of the day they were passed. */
function passedOn(row: Row): Fact<string> | null {
  const inner = /^[(（](.+)(?:通过|发布|公布|批准|修订)[)）]$/u.exec(row.text)?.[1];
  const date = inner === undefined ? undefined : findPrintedDates(inner).at(0);
  return date === undefined || date.start > 0 ? null : factOf(date.date, row.lines, 88);
}

/** Who speaks, under the title of a speech. */
const isPerson = (text: string): boolean =>
  /^\p{Script=Han}{2,4}(?:[\s　]+\p{Script=Han}{2,6})?$/u.test(text);

function isUnderTitle(row: Row, page: HeadPage): boolean {
  if (row.lines.every(({ red }) => red)) return false;
  return row.place === null || Math.abs(centreX(row.place) - page.middle) < 14;
}

const isContract = (kind: string | null): boolean =>
  kind !== null && /(?:责任书|责任状|承诺书|协议书|协议|合同)$/u.test(kind);
/** Its head says whose it is; below, others sign that they agree. */
const isForm = (kind: string | null): boolean => kind !== null && /[表册账]$/u.test(kind);
const isRecord = (kind: string | null): boolean =>
  kind !== null &&
  /(?:记录|记录表|签到表|签到册|登记表|纪要|花名册|统计表|汇总表|议程)$/u.test(kind);

/** What is written after 填报单位：, 甲方： and 时间：. */
function labelled(
  layouts: readonly PageLayout[],
  kind: string | null,
): Said & { readonly meeting: Fact<string> | null } {
  const rows = layouts.flatMap((layout) => layout.rows);
  const head = layouts[0]?.rows.slice(0, 14) ?? [];
  const meeting = isRecord(kind) ? dateOfMeeting(head) : null;
  const party = isContract(kind) ? firstParty(rows) : null;
  const date = labelledDate(rows) ?? (isContract(kind) ? dateOfParties(rows) : null);
  return { date, issuer: party ?? labelledIssuer(rows), meeting };
}

function issuerOfMasthead(masthead: Masthead | null): Fact<string> | null {
  if (masthead === null || masthead.issuers.length === 0) return null;
  return factOf(masthead.issuers.join('；'), masthead.lines, 90);
}

function issuerOfTitle(title: Fact<string> | null): Fact<string> | null {
  const name = title === null ? undefined : issuerInTitle(title.value);
  if (title === null || name === undefined) return null;
  return { ...title, value: name, confidence: Math.min(60, title.confidence) };
}

/** Minutes printed under their own name, without a title. */
function plateTitle(masthead: Masthead | null): Fact<string> | null {
  if (masthead === null || masthead.nameplate === null) return null;
  return factOf(masthead.nameplate, masthead.lines, 70);
}

function kindOf(title: Fact<string> | null): Fact<string> | null {
  const kind = title === null ? null : kindOfTitle(title.value);
  return title === null || kind === null ? null : { ...title, value: kind };
}
