import { factOf, type Fact } from './facts.ts';
import { findMasthead, findNumber, isStamp, type Masthead } from './head.ts';
import {
  isMidSentence,
  layOut,
  type PageLayout,
  type PaperLine,
  type PaperPage,
  type Place,
} from './lines.ts';
import { headPage } from './read-paper.ts';

const labelledNumber = /^(?:份\s*号|份\s*数\s*序\s*号)\s*[:：]?\s*(?:№|No\.?)?\s*(\d{1,6})$/iu;
const bareNumber = /^(?:№|No\.?)?\s*(\d{1,6})$/iu;

/**
 * 份号, the number of this copy (GB/T 9704-2012, 7.2.1: six digits in the top left corner of the first page;
 * offices also write fewer). It stands above the masthead or beside it, in a letter right under it: a
 * number elsewhere, in a table or a stamp, is none. Shorter ones count above a masthead only.
 */
export function findCopyNumber(pages: readonly PaperPage[]): Fact<string> | null {
  const layouts = pages.map(layOut);
  const [first] = layouts;
  if (first === undefined || first.number !== 1) return null;
  const page = headPage(first, layouts);
  const masthead = findMasthead(page);
  const isOfficial = masthead !== null || findNumber(page, masthead) !== null;
  for (const [index, row] of first.rows.slice(0, 8).entries())
    for (const line of row.lines) {
      const labelled = labelledNumber.exec(line.text)?.[1];
      if (labelled !== undefined && isInCorner(line, first)) return factOf(labelled, [line], 97);
      const bare = bareNumber.exec(line.text)?.[1];
      if (bare === undefined || !isOfficial || line.red || isStamp(first.rows, index)) continue;
      if (!isInCorner(line, first)) continue;
      const above = isAbove(line, masthead);
      if (bare.length === 6) return factOf(bare, [line], above ? 96 : 85);
      if (above && bare.length > 1) return factOf(bare, [line], bare.startsWith('0') ? 85 : 65);
    }
  return null;
}

/** At the left edge of the text, in the upper quarter; without boxes among the first three lines. */
function isInCorner({ place, index }: PaperLine, { size }: PageLayout): boolean {
  if (place === null || size === null) return index < 3;
  return place.left < size.width * 0.3 && place.bottom < size.height * 0.26;
}

function isAbove(line: PaperLine, masthead: Masthead | null): boolean {
  if (masthead === null) return false;
  if (line.place === null) return line.index < (masthead.lines[0]?.index ?? 0);
  const tops = masthead.lines.flatMap(({ place }) => place ?? []);
  const middle = ({ top, bottom }: Place): number => (top + bottom) / 2;
  return middle(line.place) < Math.max(...tops.map(middle));
}

const copy = '(?:复印件|复制件|影印件|翻印件|抄件|抄本|副本)';
const bareCopy = new RegExp(`^${copy}$`, 'u');
const named = new RegExp(`^(?:此|本|该)(?:件|文件|材料)(?:系|为|是)${copy}$`, 'u');
const like = '(?:一致|相符|相同|无误|无异)';
const compared = new RegExp(
  `^(?:(?:经|已)(?:核对|审核|校对|查验|核实)[,，]?)?(?:(?:此|本|该|以上|上述)?(?:文件|材料|件)?${copy}?|原件)(?:系${copy}[,，])?` +
    `(?:经|已)?(?:与|同|和)(?:原件|正本|原文|${copy})(?:内容)?(?:核对|校对|比对|审核|查验|核验|核实)?(?:内容)?(?:后)?(?:完全)?${like}(?:${like})?` +
    '(?:[,，;；].{1,24})?$',
  'u',
);
const half = /^(?=.{0,20}$)(?:.{0,8}与|与)?原件.{0,2}(?:核对|校对|一致|相符)/u;

/**
 * 复印件, 副本, 与原件核对无误: words, mostly of a stamp, that say that this paper is not the original. They stand
 * alone on their line. A bare 副本 counts in red, aslant or at the head or foot of a page: in black it may as
 * well be a cell of a table. What a sentence says about copies to be handed in is none.
 */
export function findCopyMark(pages: readonly PaperPage[]): Fact<string> | null {
  for (const layout of pages.map(layOut)) {
    for (const [index, row] of layout.rows.entries())
      for (const line of row.lines) {
        const words = row.lines.filter(({ text }) => /\p{Script=Han}/u.test(text));
        const found = markOf(line, layout, words.length === 1);
        if (found !== null && (line.red || !isMidSentence(layout, index))) return found;
      }
    for (const line of layout.stray) {
      const found = markOf(line, layout, true);
      if (found !== null) return found;
    }
  }
  return null;
}

function markOf(line: PaperLine, layout: PageLayout, alone: boolean): Fact<string> | null {
  const text = line.text
    .replace(/^[【[(（<《〔★*]+\s*|\s*[】\])）>》〕★*]+$/gu, '')
    .replace(/[。.]$/u, '')
    .replaceAll(/\s/gu, '');
  if (compared.test(text) || named.test(text)) return factOf(text, [line], 95);
  // A stamp half inked: 与原件核对误.
  if ((line.red || line.askew) && half.test(text)) return factOf(text, [line], 88);
  if (!bareCopy.test(text)) return null;
  if (line.red || line.askew) return factOf(text, [line], 92);
  return alone && isAtEdge(line, layout) ? factOf(text, [line], 80) : null;
}

/** Above or below what the page says, and not twice; without boxes its first or last line. */
function isAtEdge({ place, text, index }: PaperLine, { rows, size }: PageLayout): boolean {
  const lines = rows.flatMap((row) => row.lines);
  if (lines.filter((line) => line.text === text).length > 1) return false;
  if (place === null || size === null)
    return index === 0 || lines.every((line) => line.index <= index);
  return place.bottom < size.height * 0.14 || place.top > size.height * 0.8;
}
