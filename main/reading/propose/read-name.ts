import { findNameDates, hanYear, type FoundDate } from '../paper/dates.ts';
import { isYearBound, kindOfTitle } from '../paper/kinds.ts';
import { findReferenceNumbers, type ReferenceNumber } from '../paper/reference-number.ts';

/** What the name of a file (or of a folder taken as one document) says about it. */
export interface NameFacts {
  readonly title: string | null;
  readonly number: ReferenceNumber | null;
  readonly date: NameDate | null;
  readonly kind: string | null;
  readonly year: NameYear | null;
}

/** A scanner's or camera's date says when the machine ran, hardly when the paper was made. */
export interface NameDate {
  readonly date: string;
  readonly confidence: number;
}

export interface NameYear {
  readonly year: number;
  /** 0–100: how sure it is that this is the filing year. */
  readonly confidence: number;
}

const separators = '\\s_\\-—–－.·、，,;；：:+~～#';
const edges = new RegExp(`^[${separators}]+|[${separators}]+$`, 'gu');

/** `stem`: the name without its extension. Nothing in it is trusted to be well-formed. */
export function readFileName(stem: string): NameFacts {
  const name = stem.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const found = findReferenceNumbers(name, { needSign: false }).at(0) ?? null;
  const rest = found === null ? name : cut(name, found.start, found.end);
  const dates = findNameDates(rest);
  const date = dates.find((each) => standsApart(rest, each)) ?? null;
  const undated = date === null ? rest : cut(rest, date.start, date.end);
  const title = cleanTitle(undated);
  const byMachine = title === null && /\p{L}{2}/u.test(undated);
  const kind = title === null ? null : kindOfTitle(title);
  const number = found?.number ?? null;
  return {
    title,
    number,
    date: date === null ? null : { date: date.date, confidence: byMachine ? 40 : 75 },
    kind,
    year: yearOf(title, kind, number, date, byMachine),
  };
}

function cut(text: string, start: number, end: number): string {
  return `${text.slice(0, start)} ${text.slice(end)}`;
}

/** A date in the middle of a sentence (关于2024年3月16日会议的通知) is part of the title. */
function standsApart(text: string, { start, end }: FoundDate): boolean {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return (
    before === '' ||
    after === '' ||
    /[\s_\-—–.·()（）[\]【】]$/u.test(before) ||
    !/\p{Script=Han}$/u.test(before)
  );
}

function yearOf(
  title: string | null,
  kind: string | null,
  number: ReferenceNumber | null,
  date: FoundDate | null,
  byMachine: boolean,
): NameYear | null {
  const named = title === null ? null : yearInTitle(title);
  if (named !== null && isYearBound(kind)) return { year: named, confidence: 85 };
  if (number !== null) return { year: number.year, confidence: 80 };
  if (date !== null) return { year: date.year, confidence: byMachine ? 40 : 70 };
  return named === null ? null : { year: named, confidence: 65 };
}

/** The year a title names, 2024年… or 二〇二四年…; the first of several. */
export function yearInTitle(title: string): number | null {
  const match = /(?<!\d)((?:19|20)\d{2})\s*年|([〇○零一二三四五六七八九]{4})年/u.exec(title);
  if (match === null) return null;
  const year = match[1] === undefined ? hanYear(match[2] ?? '') : Number(match[1]);
  return year !== null && year >= 1900 && year <= 2999 ? year : null;
}

const serials = [
  /^[(（[【]?\d{1,3}[)）\]】]\s*/u,
  /^\d{1,3}\s*[.、．_\-—:：]+\s*(?!\d)/u,
  /^\d{1,3}\s+(?=\p{Script=Han})/u,
  /^0\d{1,2}(?=\p{Script=Han})(?![年月日])/u,
  /^\d{1,3}(?=关于)/u,
  /^[一二三四五六七八九十]{1,3}、\s*/u,
];
const leftovers = [
  /\s*[-_—]?\s*(?:副本|复件|拷贝)\s*(?:[(（]\d{1,3}[)）])?$/u,
  /\s*[-_]\s*(?:copy|Copy)\s*(?:\(\d{1,3}\))?$/u,
  /\s*[(（]\d{1,2}[)）]$/u,
  /\s*[-_—(（【[]?\s*(?:已)?(?:盖章|签字|签章)?(?:扫描件|扫描版|盖章版|盖章件|签字版|复印件?)\s*[)）】\]]?$/u,
];

function cleanTitle(text: string): string | null {
  let title = trimEdges(text);
  for (const serial of serials) title = title.replace(serial, '');
  for (const leftover of leftovers) title = trimEdges(title).replace(leftover, '');
  title = trimEdges(emptyBrackets(title));
  const quoted = /^《([^《》]+)》$/u.exec(title);
  if (quoted?.[1] !== undefined) title = quoted[1];
  return isMeaningless(title) ? null : title.slice(0, 500);
}

const trimEdges = (text: string): string => text.replaceAll(edges, '');
const emptyBrackets = (text: string): string =>
  text
    .replaceAll(/[(（[【〔]\s*[)）\]】〕]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Names that machines give: scanners, cameras, phones, chat programs, office programs. */
const machineWords =
  /^(?:扫描(?:件|文件|全能王|图片|文档)?|图片|照片|图像|文件|文档|页|截图|截屏|屏幕截图|微信图片|微信截图|QQ图片|QQ截图|新建(?:文件夹|文本文档|文档|\s*Microsoft .*)?|未命名|无标题|副本|scan(?:ned)?(?: ?(?:doc|document|image))?|scn|skm|img|image|dsc[nf]?|pict?|photo|page|doc(?:ument)?|file|pdf|untitled|unnamed|new|camscanner|wps(?:图片)?|mmexport|screenshot|microsoft word|temp|tmp|copy|brw?|canon|hp|epson|ricoh|xerox|kyocera)[\s_\-—.()（）\d:：]*$/iu;
const noWords = /^[\P{L}]*$/u;
const serialCode = /^[a-z]{1,5}[\s_-]?[a-z]?\d[\d\s_.-]*$/iu;
const hash = /^(?:[0-9a-f]{12,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu;
const pageOnly = /^第?\s*[\d一二三四五六七八九十]+\s*[页张份]$/u;

function isMeaningless(title: string): boolean {
  const withoutHashes = title.replaceAll(/[a-f\d]{6,}/giu, '');
  return (
    machineWords.test(withoutHashes) ||
    [...title].length < 2 ||
    [noWords, serialCode, hash, pageOnly].some((pattern) => pattern.test(title))
  );
}

/** The year a folder is named after. `whole`: the folder stands for the year and nothing else. */
export interface FolderYear {
  readonly year: number;
  readonly whole: boolean;
}

const wholeYear =
  /^(?:\d{1,2}[.、_\s-]+)?((?:19|20)\d{2})\s*(?:年度?)?(?:\s*(?:文件|档案|材料|台账|资料|工作|全年))*$/u;
const wholeHanYear =
  /^([〇○零一二三四五六七八九]{4})年度?(?:文件|档案|材料|台账|资料|工作|全年)*$/u;

/**
 * 2024, 2024年, 2024年度, 二〇二四年, 2024年度台账 are whole years; 2024年组织领导, 202403, 2024-03-16 会议 name
 * one among other things; a span (2023-2025) names none.
 */
export function readFolderYear(folder: string): FolderYear | null {
  const name = folder.normalize('NFKC').trim();
  const whole = wholeYear.exec(name)?.[1];
  if (whole !== undefined) return { year: Number(whole), whole: true };
  const wholeHan = wholeHanYear.exec(name)?.[1];
  if (wholeHan !== undefined) return partOf(hanYear(wholeHan), true);
  if (spans(name)) return null;
  const found =
    yearInTitle(name) ??
    findNameDates(name).at(0)?.year ??
    firstNumber(name, /(?<!\d)((?:19|20)\d{2})(?:[-_.]?(?:0[1-9]|1[0-2]))?(?!\d)/u);
  return partOf(found, false);
}

function spans(name: string): boolean {
  return /(?<!\d)(?:19|20)\d{2}\s*年?\s*(?:[-—–~～至、/]|到)\s*(?:19|20)\d{2}(?!\d)/u.test(name);
}

function firstNumber(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function partOf(year: number | null, whole: boolean): FolderYear | null {
  return year === null || year < 1900 || year > 2999 ? null : { year, whole };
}
