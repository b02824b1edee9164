import { drawGapTag, sectionName, sectionYear, withRoomForTag } from './contents.ts';
import type { ContentsFacts } from './contents.ts';
import type { Drawing } from './drawing.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Frame, Side } from './measures.ts';
import { dateInWords, sectionNumeral } from './numerals.ts';
import { drawHead, drawTab } from './page-frame.ts';
import { Pen } from './pen.ts';
import type { PlannedDocument, PlannedSection, VolumePlan } from './plan.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics } from './wrap.ts';

export const columns = {
  ordinal: 0,
  reference: { x: 34 * px, widthPt: 130 * px },
  issuer: { x: 168 * px, widthPt: 96 * px },
  title: { x: 270 * px, widthPt: 232 * px },
  date: 509 * px,
} as const;
export const rowSizePt = 10;
export const leadingPt = 20 * px;
export const bottomPt = 1047 * px;
export const infoRowPt = 34 * px;

export interface Row {
  readonly document: PlannedDocument;
  readonly index: number;
  readonly heightPt: number;
  readonly reference: readonly string[];
  readonly issuer: readonly string[];
  readonly title: readonly string[];
  readonly hasGap: boolean;
}
export interface DividerPages {
  readonly heading: readonly string[];
  readonly breadcrumb: readonly string[];
  /** Where the table's head rule stands on the first page. */
  readonly tablePt: number;
  readonly pages: readonly (readonly Row[])[];
}

export const headingStyle = { sizePt: 28, face: 'bold' as const };
export const crumbStyle = { sizePt: 11, face: 'regular' as const };
export const laterTablePt = 150 * px;

/** Sets a divider's table on pages before page numbers are known; at least one page. */
export function setDivider(
  section: PlannedSection,
  metrics: Metrics,
  hasGap: (document: PlannedDocument) => boolean,
): DividerPages {
  const widthPt = frameOf('recto').widthPt;
  const leaf = section.path.at(-1) ?? '未分类';
  const year = section.year === null ? '' : `${section.year} · `;
  const heading = wrap(metrics, printable(`${year}${leaf}`), headingStyle, widthPt);
  const crumbs = [
    sectionYear(section),
    ...(section.path.length > 0 ? section.path : ['未分类']).map((name, index) =>
      index === 0 ? `${sectionNumeral(section.tab)}、${name}` : name,
    ),
  ];
  const breadcrumb = wrap(metrics, printable(crumbs.join(' 〉 ')), crumbStyle, widthPt);
  const extraPt = (heading.length - 1) * 40 + (breadcrumb.length - 1) * leadingPt;
  const tablePt = 362 * px + extraPt;
  const pages: Row[][] = [[]];
  let y = tablePt;
  section.documents.forEach((document, index) => {
    const row = setRow(metrics, document, index, hasGap(document));
    if (y + row.heightPt > bottomPt && pages.at(-1)?.length !== 0) {
      pages.push([]);
      y = laterTablePt;
    }
    pages.at(-1)?.push(row);
    y += row.heightPt;
  });
  return { heading, breadcrumb, tablePt, pages };
}

export function setRow(
  metrics: Metrics,
  document: PlannedDocument,
  index: number,
  hasGap: boolean,
): Row {
  const set = (text: string | null, widthPt: number) =>
    wrap(metrics, printable(text ?? ''), { sizePt: rowSizePt, face: 'regular' }, widthPt);
  const reference = set(document.referenceNumber, columns.reference.widthPt);
  const issuer = set(document.issuer, columns.issuer.widthPt);
  const title = withRoomForTag(
    metrics,
    set(document.title, columns.title.widthPt),
    rowSizePt,
    columns.title.widthPt,
    hasGap,
  );
  const lines = Math.max(reference.length, issuer.length, title.length);
  const heightPt = 29 * px + (lines - 1) * leadingPt;
  return { document, index, heightPt, reference, issuer, title, hasGap };
}

/** Draws a divider (picture 7c, without a checklist's requirement): what follows, and where. */
export function drawDivider(
  plan: VolumePlan,
  sectionIndex: number,
  metrics: Metrics,
  set: DividerPages,
  facts: ContentsFacts,
  sideOf: (page: number) => Side,
): Drawing[] {
  const section = plan.sections[sectionIndex];
  if (!section) return [];
  const runs = facts.layout.runs.filter((run) => run.section === sectionIndex);
  const start = runs.find((run) => run.kind === 'divider')?.page ?? 1;
  const pageOf = new Map(runs.map((run) => [run.document, run.page]));
  return set.pages.map((rows, index) => {
    const pen = new Pen(metrics);
    const frame = frameOf(sideOf(start + index));
    drawHead(pen, frame, plan, start + index);
    drawTab(pen, frame, section);
    const last = runs.at(-1);
    const end = last ? last.page + last.pages - 1 : start;
    let y = laterTablePt;
    if (index === 0) {
      drawOpening(pen, frame, section, set, { start, end });
      y = set.tablePt;
    } else {
      pen.text(frame.leftPt, 108 * px, `${sectionName(section)}（续）`, {
        sizePt: 13,
        face: 'bold',
      });
    }
    drawTableHead(pen, frame, y);
    rows.forEach((row, position) => {
      drawRow(pen, frame, row, y, pageOf.get(row.index) ?? 1);
      y += row.heightPt;
      const isLast = position === rows.length - 1;
      pen.rule(frame.leftPt, frame.rightPt, y, 0.75, isLast ? colors.grey : colors.rule3);
    });
    return pen.drawing;
  });
}

function drawOpening(
  pen: Pen,
  frame: Frame,
  section: PlannedSection,
  set: DividerPages,
  pages: { start: number; end: number },
): void {
  let y = 114 * px;
  set.breadcrumb.forEach((line) => {
    pen.text(frame.leftPt, y, line, { ...crumbStyle, color: colors.label });
    y += leadingPt;
  });
  y += (168 - 114) * px - leadingPt;
  set.heading.forEach((line) => {
    pen.text(frame.leftPt, y, line, headingStyle);
    y += 40;
  });
  y += 16 * px - 40;
  pen.doubleRule(frame.leftPt, frame.rightPt, y);
  drawInfo(pen, frame, section, y + 34 * px, pages);
  pen.text(frame.leftPt, set.tablePt - 36 * px, '材料清单', { sizePt: 13, face: 'bold' });
}

function drawInfo(
  pen: Pen,
  frame: Frame,
  section: PlannedSection,
  topPt: number,
  pages: { start: number; end: number },
): void {
  const dates = section.documents
    .map((document) => document.date)
    .filter((date) => date !== null)
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const cells: [string, string][] = [
    ['件数', `${section.documents.length} 件`],
    ['页次', `第 ${pages.start}—${pages.end} 页`],
    ['最早日期', first ? dateInWords(first) : ''],
    ['最晚日期', last ? dateInWords(last) : ''],
  ];
  pen.rule(frame.leftPt, frame.rightPt, topPt, 0.75, colors.grey);
  cells.forEach(([label, value], index) => {
    const x = frame.leftPt + (index % 2) * 278 * px;
    const y = topPt + Math.floor(index / 2) * infoRowPt;
    pen.label(x, y + 23 * px, label, 11);
    pen.text(x + 82 * px, y + 23 * px, value, { sizePt: 11 });
    if (index % 2 === 0 && index > 0) {
      pen.rule(frame.leftPt, frame.rightPt, y, 0.75, colors.rule2);
    }
  });
  pen.rule(frame.leftPt, frame.rightPt, topPt + 2 * infoRowPt, 0.75, colors.grey);
}

export function drawTableHead(pen: Pen, frame: Frame, rulePt: number): void {
  const style = { sizePt: rowSizePt, color: colors.label };
  const y = rulePt - 9 * px;
  pen.text(frame.leftPt + columns.ordinal, y, '序号', style);
  pen.text(frame.leftPt + columns.reference.x, y, '文号', style);
  pen.text(frame.leftPt + columns.issuer.x, y, '责任者', style);
  pen.text(frame.leftPt + columns.title.x, y, '题名', style);
  pen.text(frame.leftPt + columns.date, y, '日期', style);
  pen.right(frame.rightPt, y, '页次', style);
  pen.rule(frame.leftPt, frame.rightPt, rulePt, 0.75, colors.grey);
}

export function drawRow(pen: Pen, frame: Frame, row: Row, y: number, page: number): void {
  const left = frame.leftPt;
  const style = { sizePt: rowSizePt };
  const baseline = y + 20 * px;
  const column = (lines: readonly string[], x: number) =>
    lines.reduce(
      (_, line, index) => pen.text(left + x, baseline + index * leadingPt, line, style),
      left + x,
    );
  pen.text(left + columns.ordinal, baseline, String(row.index + 1), style);
  column(row.reference, columns.reference.x);
  column(row.issuer, columns.issuer.x);
  const end = column(row.title, columns.title.x);
  if (row.hasGap) drawGapTag(pen, end, baseline + (row.title.length - 1) * leadingPt);
  pen.text(left + columns.date, baseline, row.document.date ?? '', style);
  pen.right(frame.rightPt, baseline, String(page), style);
  pen.link(left, y + 1, frame.widthPt, row.heightPt - 2, page);
}
