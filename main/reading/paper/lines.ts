import type { LineBox, TextLine } from '../../contract/reading.ts';

/** What is read of a page; see `TextPage` of reading/propose. */
export interface PaperPage {
  /** From 1. */
  readonly number: number;
  readonly widthUm: number;
  readonly heightUm: number;
  readonly lines: readonly TextLine[] | null;
  readonly text: string;
}

/**
 * A rectangle on the upright, straightened page, scaled to A4 width (210 mm, 297 mm where the page lies
 * across): sizes compare with those of GB/T 9704 whatever the scan claims to measure.
 */
export interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One line of a page, its text trimmed and without the gaps that typesetting puts between characters. */
export interface PaperLine {
  readonly text: string;
  readonly page: number;
  /** As `reading.lines` numbers it. */
  readonly index: number;
  /** 0–100. */
  readonly confidence: number;
  readonly red: boolean;
  /** Leans more than the page does: stamps, seals, text in drawings. */
  readonly askew: boolean;
  /** null where the text has no boxes. */
  readonly place: Place | null;
  /** Size of its letters by their distance, mm: truer than the height of a box; 0 where not known. */
  readonly letter: number;
}

/** Lines that stand side by side, left to right; one line where there are no boxes. */
export interface Row {
  readonly lines: readonly PaperLine[];
  readonly page: number;
  readonly text: string;
  readonly place: Place | null;
  /** Height of its tallest line, mm; 0 where not known. */
  readonly height: number;
  /** Size of its letters by their distance, mm; 0 where not known. */
  readonly letter: number;
}

export interface PageLayout {
  readonly number: number;
  /** Top to bottom. */
  readonly rows: readonly Row[];
  /** What stands aslant, upright along an edge or in the margin: stamps, seals, 装订线. */
  readonly stray: readonly PaperLine[];
  /** Size in the unit of `Place`; null without boxes. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

const a4 = { short: 210, long: 297 } as const;
const degree = Math.PI / 180;

export function layOut(page: PaperPage): PageLayout {
  const { number } = page;
  const boxed = page.lines !== null && page.lines.length > 0;
  if (!boxed) return { number, rows: rowsOfText(page), stray: [], size: null };
  const frame = frameOf(page, page.lines);
  const lines = page.lines.flatMap((line, index) => placed(line, index, number, frame));
  const isStray = (line: PaperLine): boolean => line.askew || inMargin(line, frame);
  return {
    number,
    rows: inRows(lines.filter((line) => !isStray(line))),
    stray: lines.filter(isStray),
    size: { width: frame.width, height: frame.height },
  };
}

function rowsOfText({ text, number }: PaperPage): readonly Row[] {
  return text.split(/\r\n|[\n\r\f\v\u2028\u2029]/u).flatMap((raw, index) => {
    const closed = closeUp(raw);
    if (closed === '') return [];
    const line = { text: closed, page: number, index, confidence: 100, red: false };
    return [rowOf([{ ...line, askew: false, place: null, letter: 0 }])];
  });
}

const tight = '\\p{Script=Han}〇○〔〕［］【】（）《》：，。、；';
const gaps = new RegExp(
  `(?<=[${tight}\\d])[\\s\\u3000]+(?=[${tight}])|(?<=[${tight}])[\\s\\u3000]+(?=\\d)`,
  'gu',
);

/** Takes the spaces out that stand between Chinese characters, and between them and figures. */
export function closeUp(line: string): string {
  return line.normalize('NFC').trim().replaceAll(gaps, '').replaceAll(/\s+/gu, ' ');
}

interface Frame {
  /** The page's own lean, degrees clockwise. */
  readonly angle: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly centreXUm: number;
  readonly centreYUm: number;
}

function frameOf(page: PaperPage, lines: readonly TextLine[]): Frame {
  const angle = leanOf(lines);
  // Of a page whose size is not known, with margins alike on both sides.
  const extent = (from: (box: LineBox) => number, to: (box: LineBox) => number): number =>
    Math.max(1, ...lines.map(({ box }) => to(box))) +
    Math.min(...lines.map(({ box }) => from(box)));
  const widthUm =
    page.widthUm > 0
      ? page.widthUm
      : extent(
          ({ xUm }) => xUm,
          ({ xUm, widthUm: w }) => xUm + w,
        );
  const heightUm =
    page.heightUm > 0
      ? page.heightUm
      : extent(
          ({ yUm }) => yUm,
          ({ yUm, heightUm: h }) => yUm + h,
        );
  const sideways = Math.abs(Math.sin(angle * degree)) > 0.7;
  const [shownWidth, shownHeight] = sideways ? [heightUm, widthUm] : [widthUm, heightUm];
  const scale = (shownWidth <= shownHeight ? a4.short : a4.long) / shownWidth;
  return {
    angle,
    scale,
    width: shownWidth * scale,
    height: shownHeight * scale,
    centreXUm: widthUm / 2,
    centreYUm: heightUm / 2,
  };
}

/** The angle at which most of the text stands: the middle one, weighted by length. */
function leanOf(lines: readonly TextLine[]): number {
  const turned = lines
    .filter(({ vertical, text }) => !vertical && text.length > 1)
    .map(({ box, text }) => ({ angle: normalAngle(box.angle), weight: text.length }));
  const quarter = heaviest(turned.map(({ angle, weight }) => [nearestQuarter(angle), weight]));
  const near = turned
    .map(({ angle, weight }) => ({ lean: normalAngle(angle - quarter), weight }))
    .filter(({ lean }) => Math.abs(lean) < 45)
    .toSorted((a, b) => a.lean - b.lean);
  let left = near.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { lean, weight } of near) if ((left -= weight) <= 0) return quarter + lean;
  return quarter;
}

function heaviest(votes: readonly (readonly [number, number])[]): number {
  const sums = new Map<number, number>();
  for (const [value, weight] of votes) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].toSorted((a, b) => b[1] - a[1]).at(0)?.[0] ?? 0;
}

/** −180 < angle ≤ 180. */
const normalAngle = (angle: number): number => {
  const turned = ((angle % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
};
const nearestQuarter = (angle: number): number => (Math.round(angle / 90) * 90 + 360) % 360;

function placed(line: TextLine, index: number, page: number, frame: Frame): readonly PaperLine[] {
  const text = closeUp(line.text);
  if (text === '') return [];
  const { confidence, red, vertical } = line;
  const askew = vertical || Math.abs(normalAngle(line.box.angle - frame.angle)) > 8;
  const place = placeOf(line.box, frame);
  const letter = letterUm(line) * frame.scale;
  return [{ text, page, index, confidence, red, askew, place, letter }];
}

/** Distance of full-width characters, from the middles of the first and the last where these are known. */
function letterUm({ text, box, centres, vertical }: TextLine): number {
  const widths = [...text].map((character) => (/[\u0020-\u02ff]/u.test(character) ? 0.5 : 1));
  const all = widths.reduce((sum, width) => sum + width, 0);
  const length = vertical ? box.heightUm : box.widthUm;
  const [first, last] = [centres[0], centres.at(-1)];
  if (
    centres.length !== widths.length ||
    widths.length < 4 ||
    first === undefined ||
    last === undefined
  )
    return length / Math.max(1, all);
  const between = all - ((widths[0] ?? 0) + (widths.at(-1) ?? 0)) / 2;
  return ((last - first) / 1000 / between) * length;
}

/** The characters of 装订线, one under the other outside the text. */
function inMargin({ place, text }: PaperLine, { width }: Frame): boolean {
  return place !== null && [...text].length <= 3 && place.right < width * 0.1;
}

function placeOf(box: LineBox, frame: Frame): Place {
  const own = box.angle * degree;
  const [halfX, halfY] = [box.widthUm / 2, box.heightUm / 2];
  const dx = box.xUm + halfX * Math.cos(own) - halfY * Math.sin(own) - frame.centreXUm;
  const dy = box.yUm + halfX * Math.sin(own) + halfY * Math.cos(own) - frame.centreYUm;
  const back = frame.angle * degree;
  const x = (dx * Math.cos(back) + dy * Math.sin(back)) * frame.scale + frame.width / 2;
  const y = (-dx * Math.sin(back) + dy * Math.cos(back)) * frame.scale + frame.height / 2;
  const lean = Math.abs(own - back);
  const [c, s] = [Math.abs(Math.cos(lean)), Math.abs(Math.sin(lean))];
  const [w, h] = [(halfX * c + halfY * s) * frame.scale, (halfX * s + halfY * c) * frame.scale];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}

/** Red lines are rows of their own: a stamp or seal beside a line is no part of it. */
function inRows(lines: readonly PaperLine[]): readonly Row[] {
  const groups: PaperLine[][] = [];
  for (const line of lines.toSorted((a, b) => middleY(a) - middleY(b))) {
    const level = groups
      .slice(-3)
      .findLast((group) => group.every((other) => other.red === line.red && beside(other, line)));
    if (level === undefined) groups.push([line]);
    else level.push(line);
  }
  return groups.map((group) => rowOf(group.toSorted((a, b) => leftOf(a) - leftOf(b))));
}

const middleY = ({ place }: PaperLine): number =>
  place === null ? 0 : (place.top + place.bottom) / 2;
const leftOf = ({ place }: PaperLine): number => place?.left ?? 0;

/** Level with each other, and neither above the other. */
function beside({ place: a }: PaperLine, { place: b }: PaperLine): boolean {
  if (a === null || b === null) return false;
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const [low, narrow] = [
    Math.min(a.bottom - a.top, b.bottom - b.top),
    Math.min(a.right - a.left, b.right - b.left),
  ];
  return shared > low * 0.5 && across < narrow * 0.5;
}

/** Lines as one row, in the order given. */
export function rowOf(lines: readonly PaperLine[]): Row {
  const places = lines.flatMap(({ place }) => (place === null ? [] : [place]));
  const text = closeUp(lines.map((line) => line.text).join(' '));
  return {
    lines,
    page: lines[0]?.page ?? 1,
    text,
    place: places.length === 0 ? null : around(places),
    height: Math.max(0, ...places.map(({ top, bottom }) => bottom - top)),
    letter: lines.toSorted((a, b) => b.text.length - a.text.length).at(0)?.letter ?? 0,
  };
}

export function around(places: readonly Place[]): Place {
  return {
    left: Math.min(...places.map(({ left }) => left)),
    right: Math.max(...places.map(({ right }) => right)),
    top: Math.min(...places.map(({ top }) => top)),
    bottom: Math.max(...places.map(({ bottom }) => bottom)),
  };
}

export const centreX = ({ left, right }: Place): number => (left + right) / 2;

/** Sizes of running text, mm; null without boxes. */
export interface BodySize {
  readonly height: number;
  readonly letter: number;
}

/** The middle one of the page's long lines, of all pages' where it has few, of any lines where there are none. */
export function bodySize(page: PageLayout, all: readonly PageLayout[]): BodySize | null {
  const own = linesOf([page], 18);
  const others = linesOf(all, 18);
  return sizeOf(own.length >= 6 ? own : others.length >= 3 ? others : linesOf(all, 5));
}

function linesOf(pages: readonly PageLayout[], leastLetters: number): readonly PaperLine[] {
  return pages
    .flatMap(({ rows }) => rows.flatMap(({ lines }) => lines))
    .filter(({ place, red, text }) => place !== null && !red && [...text].length >= leastLetters);
}

function sizeOf(lines: readonly PaperLine[]): BodySize | null {
  if (lines.length === 0) return null;
  return {
    height: middle(lines.map(({ place }) => (place === null ? 0 : place.bottom - place.top))),
    letter: middle(lines.map(({ letter }) => letter)),
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Where running text ends at the right of a page, mm; null without boxes. */
export function textRight({ rows, size }: PageLayout): number | null {
  if (size === null) return null;
  return Math.max(size.width * 0.7, ...rows.map(({ place }) => place?.right ?? 0));
}

/** Whether a row reaches the right edge of the text, so that what it says may go on below. */
export function reachesEdge(row: Row, layout: PageLayout): boolean {
  const edge = textRight(layout);
  if (row.place !== null && edge !== null) return row.place.right > edge - row.letter * 2.6;
  const longest = Math.max(...layout.rows.map(({ text }) => text.length));
  return longest >= 20 && row.text.length >= longest - 3;
}

/** Whether row `index` is the next line of a sentence: the one above is full, ends none, and this one is not indented. */
export function isMidSentence(layout: PageLayout, index: number): boolean {
  const [above, row] = [layout.rows[index - 1], layout.rows[index]];
  if (above === undefined || row === undefined || !reachesEdge(above, layout)) return false;
  if (/[。；：！？.;:!?]$/u.test(above.text) || above.lines.length > 1) return false;
  if (row.place === null || above.place === null) return true;
  if (row.place.top - above.place.bottom > above.height * 1.5) return false;
  const left = Math.min(...layout.rows.map(({ place }) => place?.left ?? Infinity));
  // A stamp or a signature at the right is no line of text.
  if (above.place.left > left + (layout.size?.width ?? 0) * 0.25) return false;
  return row.place.left < left + Math.min(row.letter, above.letter);
}
