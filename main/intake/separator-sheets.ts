import { readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { ArchiveError } from '../contract/errors.ts';
import { printing, type Drawing, type Pen } from '../binder/index.ts';
import type { Task } from '../workers/index.ts';
import { writeFailure } from './fs-errors.ts';

/** One kind of sheet, in words and as its code says it. */
export interface SeparatorSheet {
  /** What the QR code holds (main/reading/separator-code.ts). */
  readonly code: string;
  readonly year: number | null;
  /** Names from the outermost category to the innermost; empty: none. */
  readonly category: readonly string[];
  readonly department: string | null;
  readonly copies: number;
}

export interface SeparatorSheetsArgs {
  /** The PDF; written whole or not at all, over what was there. */
  readonly path: string;
  readonly title: string;
  readonly sheets: readonly SeparatorSheet[];
}

/**
 * Task `intake.separators`. Writes separator sheets to print: a page a copy, words and code in
 * black, the code readable whichever way the sheet lies.
 * @throws ArchiveError `target-not-writable`, `disk-full`.
 */
export const writeSeparatorSheets: Task<SeparatorSheetsArgs, { readonly pages: number }> = async ({
  path,
  title,
  sheets,
}) => {
  const [{ Pen }, { loadFaces }, wrapping, { printSheets }] = await Promise.all([
    printing.pen(),
    printing.fonts(),
    printing.wrapping(),
    printing.sheets(),
  ]);
  const drawn: { drawing: Drawing; copies: number }[] = [];
  for (const sheet of sheets) {
    const pen = new Pen(loadFaces());
    drawSheet(pen, wrapping, sheet, await qrCode(sheet.code));
    drawn.push({ drawing: pen.drawing, copies: sheet.copies });
  }
  const part = `${path}.${process.pid}.part`;
  try {
    const pages = await printSheets(part, title, drawn);
    await rename(part, path);
    return { pages };
  } catch (error) {
    await rm(part, { force: true });
    const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
    if (writeFailure(cause, path).code === 'disk-full') throw writeFailure(cause, path);
    throw new ArchiveError('target-not-writable', { path }, error);
  }
};

/** The dark modules of a code, row by row. */
interface QrCode {
  readonly size: number;
  readonly isDark: (x: number, y: number) => boolean;
}

let prepared: Promise<unknown> | null = null;

/** Left to itself, the package fetches its wasm from the network. */
function prepare(): Promise<unknown> {
  prepared ??= (async () => {
    const require = createRequire(import.meta.url);
    const bytes = await readFile(require.resolve('zxing-wasm/writer/zxing_writer.wasm'));
    const wasmBinary = new Uint8Array(bytes).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  })();
  return prepared;
}

/** Modules a side up to which a code bears the stronger correction and still stays coarse. */
const coarse = 49;

async function qrCode(text: string): Promise<QrCode> {
  await prepare();
  const strong = await encode(text, 'Q');
  return strong.size <= coarse ? strong : encode(text, 'M');
}

async function encode(text: string, level: 'M' | 'Q'): Promise<QrCode> {
  const options = { format: 'QRCode', scale: 1, addQuietZones: false } as const;
  const { error, symbol } = await writeBarcode(text, { ...options, options: `ecLevel=${level}` });
  if (error !== '') throw new ArchiveError('internal', { reason: error });
  const { data, width } = symbol;
  return { size: width, isDark: (x, y) => data[y * width + x] === 0 };
}

const mm = 72 / 25.4;
const middle = 105 * mm;
const left = 20 * mm;
const right = 190 * mm;
const textWidth = right - left;
const grey = '#555555';
/** Room of the words, between the outer categories and the code. */
const wordsHeight = 62 * mm;
const wordsMiddle = 92 * mm;

type Wrapping = Awaited<ReturnType<typeof printing.wrapping>>;

function drawSheet(pen: Pen, wrapping: Wrapping, sheet: SeparatorSheet, code: QrCode): void {
  pen.text(left, 24 * mm, '明册', { sizePt: 11, color: grey });
  pen.centre(middle, 31 * mm, '分隔页', { sizePt: 22, face: 'bold', spacingPt: 14 });
  pen.doubleRule(left, right, 42 * mm);
  // Finer than half a millimetre a module it would not come through a scan.
  if (code.size <= 45) drawCode(pen, code, { x: right - 22 * mm, y: 14 * mm, sidePt: 22 * mm });
  drawWords(pen, wrapping, sheet);
  const sideMm = Math.min(116, Math.max(64, code.size * 1.3));
  const top = 128 * mm;
  drawCode(pen, code, { x: middle - (sideMm / 2) * mm, y: top, sidePt: sideMm * mm });
  drawUse(pen, top + sideMm * mm);
}

/** Modules of a row that touch are one box; a hair over their edge, so that no seam shows. */
function drawCode(
  pen: Pen,
  { size, isDark }: QrCode,
  place: { readonly x: number; readonly y: number; readonly sidePt: number },
): void {
  const module = place.sidePt / size;
  const overlap = module * 0.02;
  for (let row = 0; row < size; row += 1) {
    for (let from = 0; from < size; from += 1) {
      if (!isDark(from, row)) continue;
      let to = from;
      while (to < size && isDark(to, row)) to += 1;
      const width = (to - from) * module + overlap;
      const x = place.x + from * module;
      pen.box(x, place.y + row * module, width, module + overlap, { fill: '#000000' });
      from = to;
    }
  }
}

interface SetLine {
  readonly line: string;
  readonly style: { readonly sizePt: number; readonly face: 'bold' };
}

const leading = (sizePt: number): number => sizePt * 1.45;

/** What the next document gets, readable across a desk: smaller where it would not fit. */
function drawWords(pen: Pen, wrapping: Wrapping, { year, category, department }: SeparatorSheet) {
  const outer = wrapping.printable(category.slice(0, -1).join(' 〉 '));
  const outerPt = Math.min(13, (13 * textWidth) / Math.max(1, pen.width(outer, { sizePt: 13 })));
  pen.centre(middle, 55 * mm, outer, { sizePt: outerPt, color: grey });
  const name = category.at(-1) ?? (year === null && department === null ? '只作分隔' : '');
  const words = [
    { text: name, most: 45, least: 24 },
    { text: year === null ? '' : `${year} 年度`, most: 32, least: 32 },
    { text: department ?? '', most: 24, least: 14 },
  ].filter(({ text }) => text !== '');
  let lines: SetLine[] = [];
  let height = Infinity;
  for (let share = 1; height > wordsHeight; share *= 0.9) {
    lines = words.flatMap((each) => setLines(pen, wrapping, each, share));
    height = lines.reduce((sum, { style }) => sum + leading(style.sizePt), 0);
  }
  let y = wordsMiddle - height / 2;
  for (const { line, style } of lines) {
    y += leading(style.sizePt);
    pen.centre(middle, y - style.sizePt * 0.5, line, style);
  }
}

function setLines(
  pen: Pen,
  { balance, printable }: Wrapping,
  word: { readonly text: string; readonly most: number; readonly least: number },
  share: number,
): SetLine[] {
  const clean = printable(word.text);
  const most = word.most * share;
  const width = pen.width(clean, { sizePt: most, face: 'bold' });
  const sizePt = Math.max(word.least * share, Math.min(most, (most * textWidth) / width));
  const style = { sizePt, face: 'bold' as const };
  return balance(pen.metrics, clean, style, textWidth, 2).map((line) => ({ line, style }));
}

const uses = [
  '每件文件前放一张，一起扫描；正放、倒放都可以，印字的一面要扫到。',
  '程序读出二维码，后面的页收成单独一件，填上这里写的分类、年度和部门；这一页不进文件。',
  '按原大打印，黑白即可；二维码不折、不盖章、不打孔。可以反复使用。',
];

function drawUse(pen: Pen, codeBottom: number): void {
  const y = codeBottom + 17 * mm;
  pen.centre(middle, y, '扫描时放在每件文件前面', { sizePt: 18, face: 'bold', spacingPt: 2 });
  uses.forEach((line, index) => {
    pen.centre(middle, y + (11 + index * 6.5) * mm, line, { sizePt: 10.5, color: grey });
  });
}
