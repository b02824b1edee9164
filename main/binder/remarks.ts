import type { Drawing } from './drawing.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Side } from './measures.ts';
import { dateInWords, yearRanges } from './numerals.ts';
import { drawHead, drawTitle, yearsOf } from './page-frame.ts';
import { Pen } from './pen.ts';
import { countDocuments, rootCounts } from './plan.ts';
import type { VolumePlan } from './plan.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics } from './wrap.ts';

export interface RemarksFacts {
  readonly page: number;
  readonly pages: number;
  /** Printed pages that are placeholders or were drawn instead of copied. */
  readonly placeholderPages: readonly number[];
  readonly drawnPages: readonly number[];
  /** SHA-256 over what was bound, in hex. */
  readonly contentHash: string;
}

const bodyPt = 12.75;
const pitchPt = 34 * px;
const firstBaselinePt = 249 * px;
const lastBaselinePt = 820 * px;

/** The remarks page (备考表, picture 7e): what is bound, what is missing, who answers for it. */
export function drawRemarks(
  plan: VolumePlan,
  metrics: Metrics,
  facts: RemarksFacts,
  side: Side,
): Drawing {
  const pen = new Pen(metrics);
  const frame = frameOf(side);
  const left = frame.leftPt;
  drawHead(pen, frame, plan, facts.page);
  drawTitle(pen, frame, '备考表');
  pen.box(left + 0.375, 160 * px + 0.375, frame.widthPt - 0.75, 860 * px, {
    stroke: colors.text,
    strokePt: 0.75,
  });
  pen.text(left + 31 * px, 207 * px, '册内文件情况说明', { sizePt: 13, face: 'bold' });
  drawParagraphs(pen, left + 31 * px, frame.widthPt - 62 * px, paragraphs(plan, facts));
  drawSignatures(pen, left, plan);
  const small = { sizePt: 9, color: '#666666' };
  pen.text(left, 1042 * px, '内容校验码（SHA-256 前 16 位）', small);
  pen.right(frame.rightPt, 1042 * px, shortHash(facts.contentHash), small);
  return pen.drawing;
}

function shortHash(hash: string): string {
  return (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ');
}

function paragraphs(plan: VolumePlan, facts: RemarksFacts): string[] {
  const years = yearRanges(yearsOf(plan)).join('、');
  const roots = rootCounts(plan);
  const parts = roots.slice(0, 30).map(({ name, count }) => `${name} ${count} 件`);
  const more = roots.length > parts.length ? `等 ${roots.length} 类` : '';
  const out = [
    `本册收入${years ? ` ${years} 年度` : ''}材料 ${countDocuments(plan)} 件，共 ${facts.pages} 页，其中${parts.join('、')}${more}。`,
  ];
  const { placeholderPages, drawnPages } = facts;
  if (placeholderPages.length > 0) {
    out.push(
      `原件打不开、无页面或已损坏的材料 ${placeholderPages.length} 处，在第 ${listed(placeholderPages)} 页设占位页，原因已注明。`,
    );
  }
  if (drawnPages.length > 0) {
    out.push(`第 ${listed(drawnPages)} 页不能原样装入，按 200 dpi 重绘。`);
  }
  const others = placeholderPages.length + drawnPages.length > 0 ? '其余' : '';
  out.push(`${others}各页与归档原件一致。`);
  out.push('本册为迎检副本，归档原件未拆装、未装订。');
  return out;
}

/** Page numbers in words, runs joined; over forty runs are counted. */
function listed(pages: readonly number[]): string {
  const runs = yearRanges(pages);
  return runs.length <= 40 ? runs.join('、') : `${runs.slice(0, 40).join('、')}等 ${pages.length}`;
}

function drawParagraphs(pen: Pen, x: number, widthPt: number, texts: readonly string[]): void {
  const style = { sizePt: bodyPt, face: 'regular' as const };
  const indentPt = 2 * bodyPt;
  const set = texts.map((text) => wrap(pen.metrics, printable(text), style, widthPt, indentPt));
  const lines = set.reduce((sum, paragraph) => sum + paragraph.length, 0);
  const room = lastBaselinePt - firstBaselinePt;
  const pitch = Math.min(pitchPt, room / Math.max(1, lines - 1));
  let y = firstBaselinePt;
  for (const paragraph of set) {
    paragraph.forEach((line, index) => {
      const indent = index === 0 ? indentPt : 0;
      const place = [x + indent, y, line] as const;
      if (index === paragraph.length - 1) pen.text(...place, style);
      else pen.justified(...place, widthPt - indent, style);
      y += pitch;
    });
  }
}

function drawSignatures(pen: Pen, left: number, plan: VolumePlan): void {
  const rows: [string, string][] = [
    ['整理人', plan.compiler ?? ''],
    ['整理日期', dateInWords(plan.date)],
    ['检查人', ''],
    ['检查日期', blankDate],
  ];
  rows.forEach(([label, value], index) => {
    const y = (879 + index * 35.7) * px;
    pen.label(left + 274 * px, y, label, 12);
    if (value === blankDate) pen.text(left + 446 * px, y, value, { sizePt: 12 });
    else drawSigned(pen, left + 382 * px, y, value);
    pen.rule(left + 370 * px, left + 604 * px, y + 7.4 * px, 0.75, colors.rule);
  });
}

const blankDate = '年　　月　　日';

/** A name on its line, smaller where it is long. */
function drawSigned(pen: Pen, x: number, y: number, value: string): void {
  const room = 222 * px;
  const width = pen.width(printable(value), { sizePt: 12 });
  const lines =
    width <= room * 1.5
      ? [printable(value)]
      : wrap(pen.metrics, printable(value), { sizePt: 7, face: 'regular' }, room);
  const sizePt = lines.length > 1 ? 7 : Math.min(12, (12 * room) / Math.max(1, width));
  lines.forEach((line, index) => {
    pen.text(x, y - (lines.length - 1 - index) * 8, line, { sizePt });
  });
}
