import { findWrittenDates } from './dates.ts';
import { kindOfTitle } from './kinds.ts';
import { findReferenceNumbers, type ReferenceNumber } from './reference-number.ts';

/** Text of one page, lines in reading order. */
export interface PaperPage {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Something a paper says about itself, with the words it says it in. */
export interface Reading<Value> {
  readonly value: Value;
  readonly evidence: string;
  readonly page: number;
  readonly confidence: number;
}

export interface PaperFacts {
  readonly number: Reading<ReferenceNumber> | null;
  readonly title: Reading<string> | null;
  readonly issuer: Reading<string> | null;
  readonly date: Reading<string> | null;
  readonly kind: Reading<string> | null;
}

interface Line {
  readonly text: string;
  readonly page: number;
}

/** The head of a paper (masthead, number, title) stands within its first lines. */
const headLines = 30;

/**
 * What an official paper says about itself (GB/T 9704-2012): the masthead, the number under it, the
 * title after that, the signature and date before the 版记. Layout is not needed, line order is.
 */
export function readPaper(pages: readonly PaperPage[]): PaperFacts {
  const lines = pages.flatMap(linesOf);
  const head = lines.slice(0, headLines).filter((line) => line.page === lines[0]?.page);
  const masthead = findMasthead(head);
  const number = findNumber(head, masthead);
  const title = findTitle(head, number?.line ?? masthead?.line ?? -1);
  const body = lines.slice(0, endOfBody(lines));
  const signed = findSigned(body, (title?.line ?? -1) + 1);
  return {
    number: number?.reading ?? null,
    title: title?.reading ?? null,
    issuer: signed?.issuer ?? issuerOfMasthead(masthead) ?? issuerOfTitle(title?.reading ?? null),
    date: signed?.date ?? dateUnderTitle(head, title?.end ?? null),
    kind: kindOf(title?.reading ?? null),
  };
}

/** Trimmed lines; the spaces that typesetting puts between Chinese characters are not there. */
function linesOf(page: PaperPage): readonly Line[] {
  return page.text
    .split(/\r\n|[\n\r\f\v\u2028\u2029]/u)
    .map((line) => ({ text: closeUp(line), page: page.number }))
    .filter(({ text }) => text !== '');
}

const tight = '\\p{Script=Han}〇○〔〕［］【】（）《》：，。、；';
const gaps = new RegExp(
  `(?<=[${tight}\\d])[\\s\\u3000]+(?=[${tight}])|(?<=[${tight}])[\\s\\u3000]+(?=\\d)`,
  'gu',
);

function closeUp(line: string): string {
  return line.normalize('NFC').trim().replaceAll(gaps, '').replaceAll(/\s+/gu, ' ');
}

interface Found<Value> {
  readonly reading: Reading<Value>;
  /** Index of its last line. */
  readonly line: number;
}

const organisation =
  /(?:政府|委员会|委|办公室|办公厅|局|厅|部|院|校|学校|中心|社区|街道办事处|街道|站|所|公司|集团|协会|联合会|总工会|工会|妇联|团委|支部|党组|小组|指挥部|领导小组|大队|支队|分局|处|科|村|居委会|馆|园)$/u;
const notInNames = /[。；：！？，,;:!?]/u;

function findMasthead(head: readonly Line[]): Found<string> | null {
  for (const [index, { text, page }] of head.slice(0, 8).entries()) {
    const name = /^(.{2,40})文件$/u.exec(text)?.[1];
    if (name === undefined || notInNames.test(name)) continue;
    return { reading: { value: name, evidence: text, page, confidence: 70 }, line: index };
  }
  return null;
}

function findNumber(
  head: readonly Line[],
  masthead: Found<string> | null,
): Found<ReferenceNumber> | null {
  for (const [index, { text, page }] of head.slice(0, 15).entries()) {
    const found = findReferenceNumbers(text, { needSign: true }).at(0);
    if (found === undefined) continue;
    const around = `${text.slice(0, found.start)}${text.slice(found.end)}`
      .replace(/签发人[:：]?.{0,12}$/u, '')
      .trim();
    if (around.length > 4) continue;
    const confidence = masthead !== null && index > masthead.line ? 97 : 90;
    return { reading: { value: found.number, evidence: text, page, confidence }, line: index };
  }
  return null;
}

interface FoundTitle extends Found<string> {
  /** Index of the first line after it. */
  readonly end: number;
}

/** The title's lines after the number: from the first that can begin one to the one that ends in a kind. */
function findTitle(head: readonly Line[], after: number): FoundTitle | null {
  for (let start = after + 1; start < head.length; start += 1) {
    const lines = titleFrom(head, start, after >= 0);
    if (lines === null) continue;
    const value = lines.map(({ text }) => text).join('');
    if (value.length > 200) continue;
    const page = lines[0]?.page ?? 1;
    const confidence =
      after >= 0 ? (value.includes('关于') ? 95 : 85) : value.includes('关于') ? 85 : 70;
    const evidence = lines.map(({ text }) => text).join(' ');
    const end = start + lines.length;
    return { reading: { value, evidence, page, confidence }, line: end - 1, end };
  }
  return null;
}

function titleFrom(
  head: readonly Line[],
  start: number,
  underNumber: boolean,
): readonly Line[] | null {
  const lines: Line[] = [];
  for (const line of head.slice(start, start + 5)) {
    if (!canBeTitle(line.text)) return null;
    lines.push(line);
    const joined = lines.map(({ text }) => text).join('');
    if (kindOfTitle(joined) !== null && closes(joined, head[start + lines.length])) {
      const sure = underNumber || joined.includes('关于') || start < 6;
      return sure && joined.length >= 4 ? lines : null;
    }
  }
  return null;
}

/** A kind in the middle of a title (关于印发通知的 / 意见) does not end it; brackets must be closed. */
function closes(joined: string, next: Line | undefined): boolean {
  if (count(joined, '《') !== count(joined, '》')) return false;
  if (next === undefined) return true;
  return !/^(?:的|》|和|及|与|等)/u.test(next.text);
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

function canBeTitle(text: string): boolean {
  return (
    text.length <= 60 &&
    !/[。；：:！？!?;]/u.test(text) &&
    !/^(?:第.{1,4}[章条节]|[一二三四五六七八九十]+、|[(（]|\d+[.、]|第?\d{1,4}页|共\d{1,4}页|附件|抄送|签发人|主送|时间|地点|目录)/u.test(
      text,
    ) &&
    findWrittenDates(text).every(({ start, end }) => end - start < text.length) &&
    /\p{Script=Han}/u.test(text)
  );
}

/** Where the 版记 or the first attachment begins; the signature and date stand before it. */
function endOfBody(lines: readonly Line[]): number {
  const index = lines.findIndex(
    ({ text }, at) =>
      at > 0 &&
      (/^(?:抄送|抄报|主题词)[:：]/u.test(text) ||
        /\d\s*日?印发$/u.test(text) ||
        text.endsWith('日印发')),
  );
  return index < 0 ? lines.length : index;
}

interface Signed {
  readonly date: Reading<string>;
  readonly issuer: Reading<string> | null;
}

/** The first date with a body's name above it, else the first that stands alone, after the title. */
function findSigned(body: readonly Line[], from: number): Signed | null {
  let alone: Signed | null = null;
  for (let index = from; index < body.length; index += 1) {
    const signed = signedAt(body, index, from);
    if (signed?.issuer) return signed;
    alone ??= signed;
  }
  return alone;
}

function signedAt(body: readonly Line[], index: number, from: number): Signed | null {
  const line = body[index];
  const date = line === undefined ? null : dateAtEnd(line.text);
  if (line === undefined || date === null) return null;
  const above = signersAbove(body, index, from);
  const names = organisation.test(date.before) ? [...above, date.before] : above;
  const { page, text: evidence } = line;
  return {
    date: { value: date.value, evidence, page, confidence: names.length > 0 ? 95 : 75 },
    issuer:
      names.length === 0
        ? null
        : {
            value: names.join('；'),
            evidence: [...above, evidence].join(' '),
            page,
            confidence: 90,
          },
  };
}

function dateAtEnd(text: string): { readonly value: string; readonly before: string } | null {
  const date = findWrittenDates(text).at(-1);
  if (date === undefined || date.end !== text.length) return null;
  const before = text.slice(0, date.start).trim();
  const alone = before === '' || (before.length <= 30 && organisation.test(before));
  return alone && !notInNames.test(before) ? { value: date.date, before } : null;
}

function signersAbove(body: readonly Line[], dateLine: number, from: number): readonly string[] {
  const names: string[] = [];
  for (let index = dateLine - 1; index >= from && names.length < 6; index -= 1) {
    const text = (body[index]?.text ?? '').replace(/[(（](?:盖章|印章|公章|章)[)）]$/u, '');
    if (text.length > 30 || text.length < 3 || notInNames.test(text)) break;
    if (!organisation.test(text)) break;
    names.unshift(text);
  }
  return names;
}

/** Decisions and reports of meetings carry their date in brackets under the title. */
function dateUnderTitle(head: readonly Line[], after: number | null): Reading<string> | null {
  const line = after === null ? undefined : head[after];
  if (line === undefined) return null;
  const bare = line.text.replace(/^[(（]/u, '').replace(/[)）]$/u, '');
  const date = findWrittenDates(bare).at(0);
  if (date === undefined || date.start !== 0 || date.end !== bare.length) return null;
  return { value: date.date, evidence: line.text, page: line.page, confidence: 80 };
}

function issuerOfMasthead(masthead: Found<string> | null): Reading<string> | null {
  return masthead?.reading ?? null;
}

/** 清河镇人民政府关于…的通知: the body before 关于. */
function issuerOfTitle(title: Reading<string> | null): Reading<string> | null {
  const name = title === null ? undefined : issuerInTitle(title.value);
  return title === null || name === undefined ? null : { ...title, value: name, confidence: 60 };
}

/** The body that a title begins with, if it does. */
export function issuerInTitle(title: string): string | undefined {
  const name = /^(.{3,30}?)关于/u.exec(title)?.[1];
  return name !== undefined && organisation.test(name) ? name : undefined;
}

function kindOf(title: Reading<string> | null): Reading<string> | null {
  const kind = title === null ? null : kindOfTitle(title.value);
  return title === null || kind === null ? null : { ...title, value: kind };
}
