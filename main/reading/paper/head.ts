import { factOf, type Fact } from './facts.ts';
import { findMarkedDates, findPrintedDates } from './dates.ts';
import { centreX, type BodySize, type PageLayout, type PaperLine, type Row } from './lines.ts';
import { isOrganisation, signerOf } from './organisations.ts';
import { readPrintedNumber, type ReferenceNumber } from './reference-number.ts';

/** The page a paper begins on, and what sizes on it are compared with. */
export interface HeadPage {
  readonly layout: PageLayout;
  /** null without boxes. */
  readonly body: BodySize | null;
  /** Middle of its text, mm. */
  readonly middle: number;
}

/** 发文机关标志, or the name of a newsletter or of minutes printed in its place. */
export interface Masthead {
  /** Bodies named, several of a joint paper; none where it names a newsletter. */
  readonly issuers: readonly string[];
  /** 简报, 会议纪要: what the publication is called. */
  readonly nameplate: string | null;
  readonly lines: readonly PaperLine[];
  /** Index of its last row. */
  readonly row: number;
}

const plates = /(?:简报|快报|专报|信息|动态|通讯|会议纪要|纪要|会议简报|工作通报)$/u;
/** 清河镇人民政府公告, over 第3号 and the title. */
const orders = /.{3}(?:令|公告|通告)$/u;
const issue =
  /^[(（]?(?:(?:19|20)\d{2}\s*年?\s*)?(?:第|总第|总)?\s*[\d一二三四五六七八九十〇○零]{1,4}\s*[期号][)）]?(?:\s*[(（]?总\s*第?.{1,6}[期号][)）]?)?$/u;

/** 第12期, （2024年第3期，总第45期): the number of a newsletter's issue, never a 文号. */
export const isIssueNumber = (text: string): boolean => issue.test(text.replaceAll(/[，,]/gu, ''));

/** GB/T 9704-2012, 7.2.4: red, in large letters, on top, ending in 文件 or in the body's bare name. */
export function findMasthead(page: HeadPage): Masthead | null {
  const { rows, size } = page.layout;
  const top = rows.slice(0, 10).filter((row) => size === null || within(row, size.height * 0.45));
  const chosen: Row[] = [];
  let last = -1;
  for (const [index, row] of top.entries()) {
    if (mastheadPart(row, page, top, index)) {
      chosen.push(row);
      last = index;
    } else if (chosen.length > 0) break;
  }
  const [first] = chosen;
  if (first === undefined) return null;
  const lines = chosen.flatMap((row) => row.lines);
  const names = chosen.map((row) => row.text.replace(/文件$/u, '')).filter((name) => name !== '');
  const plate = names.find((name) => plates.test(name) || orders.test(name)) ?? null;
  const issuers = names.filter((name) => name !== plate);
  return { issuers, nameplate: plate, lines, row: last };
}

const within = ({ place }: Row, bottom: number): boolean => place === null || place.bottom < bottom;

function mastheadPart(row: Row, page: HeadPage, rows: readonly Row[], index: number): boolean {
  const { text, place } = row;
  if (text.length > 45 || /[。；：！？，,;:!?\d]/u.test(text)) return false;
  const filed = /^.{2,40}文件$/u.test(text);
  if (place === null || page.body === null) return filed;
  const red = row.lines.some((line) => line.red);
  const larger = Math.max(row.height / page.body.height, row.letter / page.body.letter);
  if (text === '文件') return larger > 1.3;
  const next = rows[index + 1];
  const issued = next !== undefined && isIssueNumber(next.text);
  const plate = (plates.test(text) && (issued || red)) || (orders.test(text) && issued && red);
  if (filed || plate) return larger > (red ? 1.1 : 1.35);
  if (!isOrganisation(text)) return false;
  const joint = rows
    .slice(Math.max(0, index - 2), index + 3)
    .some((other) => other.text.endsWith('文件'));
  return larger > (red || joint ? 1.15 : 1.8);
}

export interface FoundNumber {
  readonly fact: Fact<ReferenceNumber>;
  /** Index of its row. */
  readonly row: number;
}

/**
 * GB/T 9704-2012, 7.2.5: under the masthead, centred or, with 签发人 beside it, at the left. It stands above
 * title and text, alone: a number inside a sentence cites another paper.
 */
export function findNumber(page: HeadPage, masthead: Masthead | null): FoundNumber | null {
  const { rows, size } = page.layout;
  const limit = size === null ? Infinity : size.height * 0.6;
  for (const [index, row] of rows.slice(0, 20).entries()) {
    if (!within(row, limit)) break;
    const underMasthead = masthead !== null && index > masthead.row;
    for (const line of row.lines) {
      // Right under the masthead nothing else can stand: specks and the back shining through are no words.
      const number = aloneNumber(line.text, underMasthead && index <= masthead.row + 2 ? 6 : 2);
      if (number === null) continue;
      const sureness = (underMasthead ? 98 : 93) * number.certainty;
      return { fact: factOf(number.number, [line], sureness), row: index };
    }
    if (index > 0 && endsHead(row)) break;
  }
  return null;
}

/** Text has begun: whom it is addressed to, or a sentence. */
const endsHead = ({ text }: Row): boolean =>
  /[：:]$/u.test(text) ? !/签发人/u.test(text) : /[。；]/u.test(text);

function aloneNumber(text: string, mostAround: number): ReturnType<typeof readPrintedNumber> {
  const found = readPrintedNumber(text);
  if (found === null) return null;
  const around = `${text.slice(0, found.start)}${text.slice(found.end)}`
    .replace(/(?:会?签发?人|签发)[:：]?.{0,16}$/u, '')
    .replace(/(?:绝密|机密|秘密|特急|加急|平急|特提).{0,4}/u, '')
    .replaceAll(/[\s.。·,，\-—_]/gu, '');
  if (around.length > mostAround || /[》）)要求精神]/u.test(around)) return null;
  return around.length <= 2 ? found : { ...found, certainty: found.certainty * 0.85 };
}

/** （清政发〔2024〕36号） under a title: how papers reprinted in a collection name their number. */
export function numberUnderTitle(
  rows: readonly Row[],
  after: number,
): Fact<ReferenceNumber> | null {
  for (const { lines } of rows.slice(after, after + 2))
    for (const line of lines) {
      const inner = /^[(（](.+)[)）]$/u.exec(line.text)?.[1];
      const found = inner === undefined ? null : readPrintedNumber(inner);
      if (found !== null && found.end - found.start === inner?.length)
        return factOf(found.number, [line], 88 * found.certainty);
    }
  return null;
}

/** Who published an issue, and when: one row of a newsletter's or of minutes' head, issuer left and date right. */
export interface Dateline {
  readonly issuer: Fact<string> | null;
  readonly date: Fact<string>;
  readonly row: number;
}

export function findDateline(page: HeadPage, masthead: Masthead | null): Dateline | null {
  const { rows, size } = page.layout;
  const from = masthead === null ? 0 : masthead.row + 1;
  const plate = masthead !== null && masthead.nameplate !== null;
  for (const [offset, row] of rows.slice(from, from + 6).entries()) {
    if (size !== null && !within(row, size.height * 0.5)) return null;
    if (row.lines.some(({ red }) => red) || isStamp(rows, from + offset)) continue;
    const date = dateAtEnd(row);
    if (date === null) continue;
    const before = date.before
      .replace(/^[(（]?(?:总?第|总)\s*[\d一二三四五六七八九十]{1,4}\s*期[)）]?\s*/u, '')
      .replace(/(?:主办|编印?|编发|印发?)$/u, '');
    const name =
      before === '' ? null : signerOf(before.replace(/^(?:主办|编印|编发单位?)[:：]/u, ''));
    if (name === null && !(plate && before === '')) continue;
    const sureness = plate ? 97 : 90;
    return {
      issuer: name === null ? null : factOf(name, row.lines, sureness - 2),
      date: factOf(date.value, row.lines, sureness),
      row: from + offset,
    };
  }
  return null;
}

/** A date that ends a row, and what stands before it; a speck or two after 日 do not count. */
export function dateAtEnd({ text }: Pick<Row, 'text'>): {
  readonly value: string;
  readonly before: string;
  readonly repaired: boolean;
} | null {
  const bare = text.replace(/[.。，,]$/u, '');
  const spoken = findPrintedDates(bare).at(-1);
  const marked = findMarkedDates(bare).at(-1);
  const date = spoken ?? (marked === undefined ? undefined : { ...marked, repaired: false });
  if (date === undefined) return null;
  const after = bare.slice(date.end);
  if (after !== '' && !(spoken !== undefined && /^[^\p{Script=Han}：:，,、）)]{1,2}$/u.test(after)))
    return null;
  const before = bare.slice(0, date.start).trim();
  return { value: date.date, before, repaired: date.repaired || after !== '' };
}

/** 收文 stamps carry the receiving office's own date and number. */
export function isStamp(rows: readonly Row[], index: number): boolean {
  const own = rows[index]?.place ?? null;
  return rows.slice(Math.max(0, index - 2), index + 2).some(({ text, place }) => {
    if (!/(?:收文|来文|收到|收讫|归档)(?:章|专用章|登记|日期|号)?$/u.test(text)) return false;
    if (own === null || place === null) return true;
    return Math.abs(centreX(own) - centreX(place)) < 25 && Math.abs(own.top - place.top) < 25;
  });
}
