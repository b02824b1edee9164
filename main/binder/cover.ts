import type { Drawing } from './drawing.ts';
import { colors, frameOf, px } from './measures.ts';
import { chineseNumber, dateInWords, monthInChinese } from './numerals.ts';
import { Pen } from './pen.ts';
import type { PenStyle } from './pen.ts';
import { countDocuments, rootCounts } from './plan.ts';
import type { VolumePlan } from './plan.ts';
import { balance, printable, widthOf, wrap } from './wrap.ts';
import type { Metrics, TextStyle } from './wrap.ts';

export interface CoverFacts {
  readonly pages: number;
}

/** The cover (picture 7a): unit, title, year, volume, what is in it, who compiled it and when. */
export function drawCover(plan: VolumePlan, metrics: Metrics, facts: CoverFacts): Drawing {
  const pen = new Pen(metrics);
  const frame = frameOf('recto');
  const centre = (frame.leftPt + frame.rightPt) / 2;
  pen.doubleRule(frame.leftPt, frame.rightPt, 112 * px);
  pen.doubleRule(frame.leftPt, frame.rightPt, 1012 * px, 'below');

  drawCentred(pen, centre, 243 * px, plan.unit, { sizePt: 20, spacingPt: 8.8 }, frame.widthPt, 12);
  drawCoverTitle(pen, centre, plan.title, frame.widthPt - 24);
  const subtitle = { sizePt: 22, spacingPt: 4.2 };
  drawCentred(pen, centre, 421 * px, plan.subtitle, subtitle, frame.widthPt, 12);
  drawVolumeBox(pen, '全一册');
  drawRows(pen, coverRows(plan, metrics, facts));
  const foot = { sizePt: 16, spacingPt: 2.4 };
  if (plan.compiler) {
    drawCentred(pen, centre, 928 * px, `${plan.compiler} 编`, foot, frame.widthPt, 11);
  }
  pen.centre(centre, 964 * px, monthInChinese(plan.date), foot);
  return pen.drawing;
}

/** One centred line: letter spacing gives way first, then the size, then it breaks in two upwards. */
function drawCentred(
  pen: Pen,
  x: number,
  y: number,
  text: string,
  style: PenStyle & { spacingPt: number },
  widthPt: number,
  smallestPt: number,
): void {
  const clean = printable(text);
  if (pen.width(clean, style) <= widthPt) {
    pen.centre(x, y, clean, style);
    return;
  }
  const tight = { ...style, spacingPt: 0 };
  const sizePt = Math.max(
    smallestPt,
    Math.min(style.sizePt, (style.sizePt * widthPt) / pen.width(clean, tight)),
  );
  const lines = balance(pen.metrics, clean, { sizePt, face: 'regular' }, widthPt, 2);
  lines.forEach((line, index) => {
    pen.centre(x, y - (lines.length - 1 - index) * sizePt * 1.4, line, { ...tight, sizePt });
  });
}

/**
 * 45 pt down to 30 on one line, then two balanced lines of 30; what is longer still is set smaller,
 * in as many lines as the room between unit and year holds.
 */
function drawCoverTitle(pen: Pen, x: number, title: string, widthPt: number): void {
  const clean = printable(title);
  const style = (sizePt: number) => ({ sizePt, face: 'bold' as const, spacingPt: sizePt * 0.09 });
  const width = (sizePt: number) => widthOf(pen.metrics, clean, style(sizePt));
  const onOneLine = Math.floor((45 * widthPt) / Math.max(1, width(45)));
  if (onOneLine >= 30) {
    pen.centre(x, 354 * px, clean, style(Math.min(45, onOneLine)));
    return;
  }
  const { sizePt, lines } = titleLines(pen, clean, style, widthPt);
  const leadingPt = sizePt * 1.4;
  const middlePt = 324 * px + sizePt * 0.35;
  lines.forEach((line, index) => {
    pen.centre(x, middlePt + (index - (lines.length - 1) / 2) * leadingPt, line, style(sizePt));
  });
}

const titleSizes = [
  { sizePt: 30, mostLines: 2 },
  { sizePt: 26, mostLines: 3 },
  { sizePt: 22, mostLines: 3 },
  { sizePt: 18, mostLines: 4 },
] as const;

function titleLines(
  pen: Pen,
  title: string,
  style: (sizePt: number) => TextStyle,
  widthPt: number,
): { sizePt: number; lines: string[] } {
  for (const { sizePt, mostLines } of titleSizes) {
    const lines = balance(pen.metrics, title, style(sizePt), widthPt, mostLines);
    if (lines.length <= mostLines) return { sizePt, lines };
  }
  return { sizePt: 14, lines: wrap(pen.metrics, title, style(14), widthPt) };
}

function drawVolumeBox(pen: Pen, label: string): void {
  const x = 306 * px;
  pen.box(x + 0.75, 506 * px + 0.75, 213 * px - 1.5, 68 * px - 1.5, {
    stroke: colors.red,
    strokePt: 1.5,
  });
  pen.centre(x + 106.5 * px, 551.5 * px, label, {
    sizePt: 23,
    face: 'bold',
    spacingPt: 11.2,
    color: colors.red,
  });
}

function coverRows(plan: VolumePlan, metrics: Metrics, facts: CoverFacts): [string, string][] {
  const dates = plan.sections
    .flatMap((section) => section.documents.map((document) => document.date))
    .filter((date) => date !== null)
    .sort();
  const first = dates[0];
  const last = dates.at(-1);
  const rows: [string, string][] = [];
  if (plan.fonds) rows.push(['全宗号', plan.fonds]);
  if (plan.checklist) rows.push(['测评体系', plan.checklist.name]);
  if (first && last) {
    const span =
      first === last ? dateInWords(first) : `${dateInWords(first)}至 ${dateInWords(last)}`;
    rows.push(['材料时段', span]);
  }
  rows.push(['本册内容', contentsInBrief(plan, metrics)]);
  rows.push(['件数页数', `${countDocuments(plan)} 件，${facts.pages} 页`]);
  rows.push(['册次', `第 1 册，共 1 册`]);
  return rows;
}

const valueStyle = { sizePt: 12, face: 'regular' as const };
const valueWidthPt = 340 * px;

/** The root categories in order; more than three lines of them are counted instead. */
function contentsInBrief(plan: VolumePlan, metrics: Metrics): string {
  const names = rootCounts(plan).map((root) => root.name);
  const all = names.join('、');
  if (wrap(metrics, printable(all), valueStyle, valueWidthPt).length <= 3) return all;
  for (let shown = names.length - 1; shown > 1; shown -= 1) {
    const text = `${names.slice(0, shown).join('、')}等 ${names.length} ${plan.checklist ? '项' : '类'}`;
    if (wrap(metrics, printable(text), valueStyle, valueWidthPt).length <= 3) return text;
  }
  return `${chineseNumber(Math.min(99, names.length))}${plan.checklist ? '项' : '类'}，见目录`;
}

function drawRows(pen: Pen, rows: readonly [string, string][]): void {
  let y = 640 * px;
  for (const [label, value] of rows) {
    const lines = wrap(pen.metrics, printable(value), valueStyle, valueWidthPt);
    pen.label(182 * px, y + 26 * px, label, 12);
    lines.forEach((line, index) => {
      pen.text(296 * px, y + 26 * px + index * 21 * px, line, { sizePt: 12 });
    });
    y += 39 * px + (lines.length - 1) * 21 * px;
    pen.rule(286 * px, 642 * px, y + 0.4, 0.75, colors.rule);
  }
}
