import type { Drawing } from './drawing.ts';
import type { Layout, Run } from './layout.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Frame, Side } from './measures.ts';
import { sectionNumeral, yearRanges } from './numerals.ts';
import { drawHead, drawTitle, yearsOf } from './page-frame.ts';
import { Pen } from './pen.ts';
import { countDocuments } from './plan.ts';
import type { PlannedDocument, PlannedSection, VolumePlan } from './plan.ts';
import { printable, widthOf, wrap } from './wrap.ts';
import type { Metrics } from './wrap.ts';

/** Columns from the left edge of the printed area, in points. */
const columns = {
  number: { x: 0, widthPt: 36 * px },
  reference: { x: 40 * px, widthPt: 140 * px },
  title: { x: 190 * px, widthPt: 310 * px },
  date: { x: 512 * px, widthPt: 80 * px },
} as const;
const size = { row: 11, reference: 10, heading: 12, head: 10 } as const;
const leadingPt = 20 * px;
const bottomPt = 1047 * px;

interface DocumentRow {
  readonly kind: 'document';
  readonly heightPt: number;
  readonly section: number;
  readonly document: number;
  readonly ordinal: number;
  readonly title: readonly string[];
  readonly reference: readonly string[];
  /** Some of it is a placeholder: it is tagged. */
  readonly hasGap: boolean;
}
interface HeadingRow {
  readonly kind: 'heading';
  readonly heightPt: number;
  readonly section: number;
  readonly continued: boolean;
  readonly lines: readonly string[];
}
export type ContentsRow = DocumentRow | HeadingRow;
/** Rows of each page of the contents, from the top; decided before page numbers are known. */
export type ContentsPages = readonly (readonly ContentsRow[])[];

export function sectionName(section: PlannedSection): string {
  return section.path.length > 0 ? section.path.join(' · ') : '未分类';
}

export function sectionYear(section: PlannedSection): string {
  return section.year === null ? '年度未定' : `${section.year} 年度`;
}

/** Where rows begin: below the title on the first page, below the repeated head on the others. */
const firstRowPt = (page: number) => (page === 0 ? 220 : 130) * px;

/**
 * Sets the rows of the contents on pages: rows do not split, a heading keeps its first row and
 * is repeated on the page its documents go on.
 */
export function setContents(
  plan: VolumePlan,
  metrics: Metrics,
  hasGap: (document: PlannedDocument) => boolean,
): ContentsPages {
  const pages: ContentsRow[][] = [[]];
  let y = firstRowPt(0);
  let ordinal = 0;
  const put = (row: ContentsRow) => {
    pages.at(-1)?.push(row);
    y += row.heightPt;
  };
  const turn = () => {
    pages.push([]);
    y = firstRowPt(pages.length - 1);
  };
  plan.sections.forEach((section, index) => {
    section.documents.forEach((document, position) => {
      ordinal += 1;
      const at = { section: index, document: position, ordinal };
      const row = documentRow(metrics, at, document, hasGap(document));
      const heading = headingRow(metrics, section, index, false);
      const needPt = row.heightPt + (position === 0 ? heading.heightPt : 0);
      const fresh = pages.at(-1)?.length === 0;
      if (!fresh && y + needPt > bottomPt) {
        turn();
        if (position > 0) put(headingRow(metrics, section, index, true));
      }
      if (position === 0) put(heading);
      put(row);
    });
  });
  return pages;
}

function headingRow(
  metrics: Metrics,
  section: PlannedSection,
  index: number,
  continued: boolean,
): HeadingRow {
  const text = section.item
    ? `${section.item.code}　${section.item.title}`.trim()
    : `${sectionYear(section)}　${sectionNumeral(section.tab)}、${sectionName(section)}`;
  const lines = wrap(
    metrics,
    printable(continued ? `${text}（续）` : text),
    { sizePt: size.heading, face: 'bold' },
    frameOf('recto').widthPt,
  );
  const heightPt = 34 * px + (lines.length - 1) * leadingPt;
  return { kind: 'heading', heightPt, section: index, continued, lines };
}

function documentRow(
  metrics: Metrics,
  at: Pick<DocumentRow, 'section' | 'document' | 'ordinal'>,
  document: PlannedDocument,
  hasGap: boolean,
): DocumentRow {
  const set = (text: string, sizePt: number, widthPt: number) =>
    wrap(metrics, printable(text), { sizePt, face: 'regular' }, widthPt);
  const title = withRoomForTag(
    metrics,
    set(document.title, size.row, columns.title.widthPt),
    size.row,
    columns.title.widthPt,
    hasGap,
  );
  const reference = set(document.referenceNumber ?? '', size.reference, columns.reference.widthPt);
  const lines = Math.max(title.length, reference.length);
  const heightPt = 31 * px + (lines - 1) * leadingPt;
  return { kind: 'document', ...at, heightPt, title, reference, hasGap };
}

const gapTag = { text: '占位', sizePt: 9, beforePt: 6 } as const;

/** Lines of a title with a last one that has room for the tag of a placeholder, where it needs one. */
export function withRoomForTag(
  metrics: Metrics,
  lines: readonly string[],
  sizePt: number,
  widthPt: number,
  needed: boolean,
): readonly string[] {
  const lastPt = widthOf(metrics, lines.at(-1) ?? '', { sizePt, face: 'regular' });
  const tagPt = gapTag.beforePt + 2 * gapTag.sizePt + 10;
  return needed && lastPt + tagPt > widthPt ? [...lines, ''] : lines;
}

export interface ContentsFacts {
  readonly layout: Layout;
}

/** Draws the contents (picture 7b); every row is a link to its document. */
export function drawContents(
  plan: VolumePlan,
  metrics: Metrics,
  pages: ContentsPages,
  facts: ContentsFacts,
  sideOf: (page: number) => Side,
): Drawing[] {
  const start = facts.layout.runs.find((run) => run.kind === 'contents')?.page ?? 1;
  const runs = indexRuns(facts.layout);
  return pages.map((rows, index) => {
    const pen = new Pen(metrics);
    const frame = frameOf(sideOf(start + index));
    drawHead(pen, frame, plan, start + index);
    if (index === 0) drawOpening(pen, frame, plan, facts.layout.pages);
    drawColumnHeads(pen, frame, firstRowPt(index));
    let y = firstRowPt(index);
    rows.forEach((row, position) => {
      if (row.kind === 'heading') drawHeading(pen, frame, row, y, runs.section(row.section));
      else drawDocument(pen, frame, plan, row, y, runs.document(row));
      y += row.heightPt;
      const next = rows[position + 1];
      if (!next || next.kind === 'heading') {
        pen.rule(frame.leftPt, frame.rightPt, y, 0.75, colors.grey);
      }
    });
    return pen.drawing;
  });
}

function indexRuns(layout: Layout) {
  const documents = new Map<string, Run>();
  const sections = new Map<number, Run>();
  for (const run of layout.runs) {
    if (run.section === null) continue;
    if (!sections.has(run.section)) sections.set(run.section, run);
    if (run.kind === 'document') documents.set(`${run.section}/${run.document}`, run);
  }
  return {
    section: (section: number) => sections.get(section)?.page ?? 1,
    document: (row: DocumentRow) => documents.get(`${row.section}/${row.document}`)?.page ?? 1,
  };
}

function drawOpening(pen: Pen, frame: Frame, plan: VolumePlan, pages: number): void {
  drawTitle(pen, frame, '目录');
  const style = { sizePt: size.head, color: colors.label };
  const years = yearRanges(yearsOf(plan)).join('、');
  const head = plan.checklist?.name ?? (years ? `${years} 年度` : '');
  pen.text(frame.leftPt, 165 * px, head, style);
  pen.right(frame.rightPt, 165 * px, `共 ${countDocuments(plan)} 件 · ${pages} 页`, style);
  pen.doubleRule(frame.leftPt, frame.rightPt, 175 * px);
}

function drawColumnHeads(pen: Pen, frame: Frame, rulePt: number): void {
  const style = { sizePt: size.head, color: colors.label };
  const y = rulePt - 10 * px;
  pen.text(frame.leftPt + columns.number.x, y, '件号', style);
  pen.text(frame.leftPt + columns.reference.x, y, '文号', style);
  pen.text(frame.leftPt + columns.title.x, y, '题名', style);
  pen.text(frame.leftPt + columns.date.x, y, '日期', style);
  pen.right(frame.rightPt, y, '页次', style);
  pen.rule(frame.leftPt, frame.rightPt, rulePt, 0.75, colors.grey);
}

function drawHeading(pen: Pen, frame: Frame, row: HeadingRow, y: number, page: number): void {
  row.lines.forEach((line, index) => {
    pen.text(frame.leftPt, y + 26 * px + index * leadingPt, line, {
      sizePt: size.heading,
      face: 'bold',
    });
  });
  pen.link(frame.leftPt, y + 4, frame.widthPt, row.heightPt - 4, page);
}

function drawDocument(
  pen: Pen,
  frame: Frame,
  plan: VolumePlan,
  row: DocumentRow,
  y: number,
  page: number,
): void {
  const document = plan.sections[row.section]?.documents[row.document];
  if (!document) return;
  const left = frame.leftPt;
  const style = { sizePt: size.row };
  const baseline = y + 22 * px;
  const lastBaseline = baseline + (row.title.length - 1) * leadingPt;
  pen.text(left + columns.number.x, baseline, String(row.ordinal), style);
  row.reference.forEach((line, index) => {
    pen.text(left + columns.reference.x, baseline + index * leadingPt, line, {
      sizePt: size.reference,
    });
  });
  let end = left + columns.title.x;
  row.title.forEach((line, index) => {
    end = pen.text(left + columns.title.x, baseline + index * leadingPt, line, style);
  });
  const titleRight = left + columns.title.x + columns.title.widthPt;
  if (row.hasGap) end = drawGapTag(pen, end, lastBaseline);
  pen.dots(end + 7, titleRight, lastBaseline - 1);
  pen.text(left + columns.date.x, lastBaseline, document.date ?? '', style);
  pen.right(frame.rightPt, lastBaseline, String(page), style);
  pen.link(left, y + 1, frame.widthPt, row.heightPt - 2, page);
}

/** The dashed outline that says: something is missing here. Stands after a text that ends at `end`. */
export function drawGapTag(pen: Pen, end: number, baseline: number): number {
  const { text, sizePt, beforePt } = gapTag;
  const width = pen.width(text, { sizePt }) + 10;
  const x = end + beforePt;
  pen.box(x, baseline - 10.2, width, 14, { stroke: colors.grey, strokePt: 0.75, dash: [2.2, 1.6] });
  pen.text(x + 5, baseline - 0.6, text, { sizePt });
  return x + width;
}
