import type { LineBox, TextLine } from '../contract/reading.ts';
import {
  blankPageNumber,
  hitsIn,
  normalise,
  parseQuery,
  textsSought,
  type Range,
} from '../search/index.ts';

/** What of a query stands in the text of pages, as the search compares it. */
export function termsOf(query: string): string[] {
  return textsSought(parseQuery(query))
    .map(normalise)
    .filter((term) => term !== '');
}

/** A page's text with those before and after it, so that a phrase over the end of a page is found. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** Boxes of the terms' hits on a page, one a line that a hit stands on. */
export function marksOn(
  lines: readonly TextLine[],
  terms: readonly string[],
  { before, after }: Surroundings,
): LineBox[] {
  if (terms.length === 0) return [];
  const texts = lines.map(({ text }) => text);
  const head = `${blankPageNumber(before)}\n`;
  const page = blankPageNumber(texts.join('\n'));
  const hits = hitsIn(`${head}${page}\n${blankPageNumber(after)}`, terms);
  const boxes: LineBox[] = [];
  let at = head.length;
  for (const line of lines) {
    const end = at + line.text.length;
    // A page number that a phrase runs over is no part of it.
    const isNumber = page.slice(at - head.length, end - head.length).trim() === '';
    for (const [from, to] of hits) {
      if (isNumber || from >= end || to <= at) continue;
      boxes.push(cutOut(line, [Math.max(0, from - at), Math.min(line.text.length, to - at)]));
    }
    at = end + 1;
  }
  return boxes;
}

/** How many hits begin on each page; `pages` are the texts of pages that follow each other. */
export function hitsBeginning(pages: readonly string[], terms: readonly string[]): number[] {
  if (terms.length === 0) return pages.map(() => 0);
  const texts = pages.map(blankPageNumber);
  const counts = pages.map(() => 0);
  const ends: number[] = [];
  let length = 0;
  for (const text of texts) ends.push((length += text.length + 1));
  let page = 0;
  for (const [from] of hitsIn(texts.join('\n'), terms)) {
    while (page < ends.length - 1 && from >= (ends[page] ?? 0)) page += 1;
    counts[page] = (counts[page] ?? 0) + 1;
  }
  return counts;
}

/** The part of a line's box that a stretch of its text (UTF-16 units) takes. */
export function cutOut(line: TextLine, [from, to]: Range): LineBox {
  const edges = edgesOf(line);
  const first = characters(line.text.slice(0, from));
  const last = characters(line.text.slice(0, to));
  return partOf(line, edges[first] ?? 0, edges[last] ?? 1000);
}

const characters = (text: string): number => Array.from(text).length;

function partOf({ box, vertical }: TextLine, from: number, to: number): LineBox {
  const along = vertical ? box.heightUm : box.widthUm;
  const offset = (along * from) / 1000;
  const size = Math.round((along * (to - from)) / 1000);
  const angle = (box.angle * Math.PI) / 180;
  const [dx, dy] = vertical
    ? [-offset * Math.sin(angle), offset * Math.cos(angle)]
    : [offset * Math.cos(angle), offset * Math.sin(angle)];
  return {
    ...box,
    xUm: Math.round(box.xUm + dx),
    yUm: Math.round(box.yUm + dy),
    ...(vertical ? { heightUm: size } : { widthUm: size }),
  };
}

/** Where each character of a line begins, and the last one ends, in permille of the line. */
function edgesOf({ text, centres: middles }: TextLine): number[] {
  const count = characters(text);
  if (middles.length !== count) return evenEdges(text);
  const edges: number[] = [];
  for (let n = 0; n <= count; n += 1) {
    const before = middles[n - 1];
    const after = middles[n];
    if (before !== undefined && after !== undefined) edges.push((before + after) / 2);
    else if (after !== undefined) edges.push(Math.max(0, after - halfGap(middles, n)));
    else edges.push(Math.min(1000, (before ?? 1000) + halfGap(middles, n - 1)));
  }
  return edges;
}

/** Half the way to the neighbour: where the first and last characters begin and end. */
function halfGap(middles: readonly number[], at: number): number {
  const here = middles[at] ?? 0;
  const next = middles[at === 0 ? 1 : at - 1];
  return next === undefined ? 1000 : Math.abs(next - here) / 2;
}

/** Edges as a line of full- and half-width characters would have them, in permille. */
function evenEdges(text: string): number[] {
  const ends: number[] = [0];
  let at = 0;
  for (const character of text) ends.push((at += /[\u0020-\u02af]/u.test(character) ? 1 : 2));
  return ends.map((end) => (end / Math.max(1, at)) * 1000);
}

/** Centres as such a line would have them. */
export function evenCentres(text: string): number[] {
  const edges = evenEdges(text);
  return edges.slice(1).map((end, n) => Math.round((end + (edges[n] ?? 0)) / 2));
}
