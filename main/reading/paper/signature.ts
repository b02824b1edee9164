import { factOf, type Fact } from './facts.ts';
import { dateLineOf, isAlone, type PlacedRow } from './date-line.ts';
import { dateAtEnd } from './head.ts';
import type { PageLayout, PaperLine, Row } from './lines.ts';
import { distance, signerOf } from './organisations.ts';

/** What the head of the paper said already. */
export interface KnownOfHead {
  readonly issuers: readonly string[];
  /** Of its number. */
  readonly year: number | null;
}

export interface Signed {
  /** null where it is not legible. */
  readonly date: Fact<string> | null;
  /** null where nothing legible signs above the date. */
  readonly issuer: Fact<string> | null;
  /** Some of those the masthead names sign, others are not legible: all of them issued it. */
  readonly joint: boolean;
}

export function rowsInOrder(pages: readonly PageLayout[]): readonly PlacedRow[] {
  return pages.flatMap((layout) => layout.rows.map((row, index) => ({ row, layout, index })));
}

const copies = /^(?:抄送|抄报|主题词|分送|印发机关)[:：]/u;
const printing = /(?:印发|印制|印)$/u;

/** Whether a row belongs to the 版记 (GB/T 9704-2012, 7.4): copies, printing office, 印发日期. */
export function isImprint({ text }: Row): boolean {
  if (copies.test(text)) return true;
  return printing.test(text) && dateAtEnd({ text: text.replace(printing, '') }) !== null;
}

/** Where the 版记 begins; signature and date stand before it. */
export function endOfBody(rows: readonly PlacedRow[], from: number): number {
  const index = rows.findIndex(({ row }, at) => at >= Math.max(1, from) && isImprint(row));
  return index < 0 ? rows.length : index;
}

/** The date of printing, from the 版记. */
export function printedDate(rows: readonly PlacedRow[]): Fact<string> | null {
  for (const { row } of rows) {
    const date = printing.test(row.text)
      ? dateAtEnd({ text: row.text.replace(printing, '') })
      : null;
    if (date !== null) return factOf(date.value, row.lines, 90);
  }
  return null;
}

/**
 * GB/T 9704-2012, 7.3.5: the date at the right below the signature. The first with a body's name above it;
 * where seal or noise leave none legible, the first that stands there alone.
 */
export function findSigned(
  body: readonly PlacedRow[],
  from: number,
  known: KnownOfHead,
): Signed | null {
  let alone: Signed | null = null;
  for (let at = from; at < body.length; at += 1) {
    const signed = signedAt(body, at, from, known);
    if (signed !== null && (signed.issuer !== null || signed.joint)) return signed;
    alone ??= signed;
  }
  return alone;
}

function signedAt(
  body: readonly PlacedRow[],
  at: number,
  from: number,
  { issuers: masthead, year }: KnownOfHead,
): Signed | null {
  const here = body[at];
  const found = here === undefined ? null : dateLineOf(here, year);
  if (here === undefined || found === null) return null;
  const above = signersAbove(body, at, from, found.line, masthead);
  const own = found.signer === null ? [] : [{ name: found.signer, line: found.line }];
  const signers = [...above, ...own];
  const names = signers.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) === i);
  const { line } = found;
  if (names.length === 0 && (found.value === null || !isAlone(line, here.row))) return null;
  // Black print under a seal looks red; what is printed in red only is a stamp.
  if (line.red && names.length === 0 && !isBelowName(line, body[at - 1])) return null;
  const boxed = line.place !== null;
  const doubt = (found.repaired ? 0.96 : 1) * (line.red ? 0.95 : 1);
  const sureness = (names.length > 0 ? 98 : boxed ? 88 : 75) * doubt;
  const date = found.value === null ? null : factOf(found.value, [line], sureness);
  const isPart = masthead.length > names.length && names.every((name) => masthead.includes(name));
  if (names.length === 0 || isPart) return { date, issuer: null, joint: names.length > 0 };
  const lines = [...new Set(signers.map(({ line }) => line))];
  return { date, issuer: factOf(names.join('；'), lines, boxed ? 96 : 90), joint: false };
}

/** Right below a body's name, be it under the seal as well. */
function isBelowName({ place, page }: PaperLine, above: PlacedRow | undefined): boolean {
  const name = above?.row.place ?? null;
  if (above === undefined || name === null || place === null || above.row.page !== page)
    return false;
  const near = place.top - name.bottom < (place.bottom - place.top) * 2;
  return near && name.right > place.left && signerOf(above.row.text) !== null;
}

interface Signer {
  readonly name: string;
  readonly line: PaperLine;
}

/** Names of bodies right above the date, upward while they go on; letters of a seal are red and do not count. */
function signersAbove(
  body: readonly PlacedRow[],
  dateAt: number,
  from: number,
  date: PaperLine,
  masthead: readonly string[],
): readonly Signer[] {
  const signers: Signer[] = [];
  let below = date;
  for (let at = dateAt - 1; at >= from && signers.length < 12; at -= 1) {
    const here = body[at];
    if (here === undefined || here.layout.number !== date.page) break;
    const lines = here.row.lines.filter((line) => !line.red || isNamed(line.text, masthead));
    // Specks, and what shines through from the back, are read badly.
    if (lines.every(({ confidence, text }) => confidence < 75 && !isNamed(text, masthead)))
      continue;
    const found = lines.flatMap((line) => {
      const name = signs(line, below, here.layout) ? nameOf(line, masthead) : null;
      return name === null ? [] : [{ name, line }];
    });
    const [first] = found;
    if (first === undefined) break;
    signers.unshift(...found);
    below = first.line;
  }
  // Beside the date: 北街社区 | 2024年1月5日 in two boxes.
  const beside = body[dateAt]?.row.lines ?? [];
  const left = beside.filter((line) => line !== date && !line.red && signerOf(line.text) !== null);
  if (signers.length === 0)
    return left.map((line) => ({ name: nameOf(line, masthead) ?? line.text, line }));
  return signers;
}

/** Near enough above the line below, and not at the left margin where paragraphs begin. */
function signs(line: PaperLine, below: PaperLine, { size }: PageLayout): boolean {
  if (line.place === null || below.place === null || size === null) return true;
  const height = line.place.bottom - line.place.top;
  if (below.place.top - line.place.bottom > height * 3.5) return false;
  return line.place.right > size.width * 0.5 && line.place.left > size.width * 0.18;
}

/** The name as the line says it or, where it is damaged, as the masthead does. */
function nameOf(line: PaperLine, masthead: readonly string[]): string | null {
  const bare = line.text.replace(/[(（](?:盖章|公章|章)[)）]?$/u, '');
  const printed = masthead.find((name) => name === bare) ?? nearest(bare, masthead);
  if (printed !== undefined && !isOwnName(bare, line, printed)) return printed;
  return signerOf(bare);
}

/** Read well enough to be believed where it is not what the head says: 清河镇人民政府 under a head of its office. */
function isOwnName(bare: string, { confidence }: PaperLine, printed: string): boolean {
  const misread = bare.length === printed.length && distance(bare, printed) <= 2;
  const cut = printed.includes(bare) && !printed.startsWith(bare);
  return signerOf(bare) !== null && confidence >= 97 && !misread && !cut;
}

const isNamed = (text: string, masthead: readonly string[]): boolean =>
  masthead.includes(text) || nearest(text, masthead) !== undefined;

/** The masthead's name where the line is the same but for a few characters misread, lost or added. */
function nearest(text: string, masthead: readonly string[]): string | undefined {
  return masthead.find((name) => {
    if (isFragment(text, name)) return true;
    if (name.length < 5 || Math.abs(name.length - text.length) > 3) return false;
    return text.includes(name) || distance(name, text) <= Math.max(2, Math.floor(name.length / 4));
  });
}

/** What a seal leaves of a name: 委会办公室 of …运动委员会办公室, its letters in their order. */
function isFragment(text: string, name: string): boolean {
  if (text.length < 4 || text.length > name.length - 2) return false;
  let at = 0;
  let kept = 0;
  for (const letter of text) {
    const found = name.indexOf(letter, at);
    if (found < 0) continue;
    at = found + 1;
    kept += 1;
  }
  return kept >= 4 && kept >= text.length * 0.75;
}
