import { a4, colors, mm, px } from './measures.ts';
import type { Frame } from './measures.ts';
import type { PlannedSection, VolumePlan } from './plan.ts';
import { yearRanges } from './numerals.ts';
import { sectionNumeral } from './numerals.ts';
import type { Pen } from './pen.ts';
import { printable } from './wrap.ts';

/** Baseline of header and page number. */
export const headBaselinePt = 59 * px;
export const numberSizePt = 10.5;

/** Years of a volume, each once, in order: those of filing, or what its checklist is about. */
export function yearsOf({
  sections,
  checklist,
}: Pick<VolumePlan, 'sections' | 'checklist'>): number[] {
  const years = [checklist?.year ?? null, ...sections.map(({ year }) => year)].filter(
    (year) => year !== null,
  );
  return [...new Set(years)].sort((a, b) => a - b);
}

/** What a volume calls itself in its running head: 清河镇 2024 年度文明创建迎检材料. */
export function runningHead(plan: VolumePlan): string {
  const years = yearRanges(yearsOf(plan)).join('、');
  return [plan.unit, years ? `${years} 年度${plan.title}` : plan.title].filter(Boolean).join(' ');
}

/** Header line and page number of a front-matter page. */
export function drawHead(pen: Pen, frame: Frame, plan: VolumePlan, page: number): void {
  const number = String(page);
  const room = frame.widthPt - pen.width('00000', { sizePt: numberSizePt }) - 12;
  const text = [runningHead(plan), plan.title].find(
    (candidate) => pen.width(candidate, { sizePt: 9 }) <= room,
  );
  const head = text ?? plan.title;
  const sizePt = Math.min(9, (9 * room) / Math.max(1, pen.width(head, { sizePt: 9 })));
  const style = { sizePt, color: '#666666' };
  if (frame.side === 'recto') pen.text(frame.leftPt, headBaselinePt, head, style);
  else pen.right(frame.rightPt, headBaselinePt, head, style);
  if (plan.options.pageNumbers) drawPageNumber(pen, frame, number);
}

export function drawPageNumber(pen: Pen, frame: Frame, number: string): void {
  const style = { sizePt: numberSizePt, color: colors.ink };
  if (frame.side === 'recto') pen.right(frame.rightPt, headBaselinePt, number, style);
  else pen.text(frame.leftPt, headBaselinePt, number, style);
}

/** The red thumb tab on the outer edge: 9 × 18 mm, a step of 20 mm a tab, wrapping after twelve. */
export function drawTab(pen: Pen, frame: Frame, section: PlannedSection): void {
  const { tab } = section;
  const y = (32 + 20 * (tab % 12)) * mm;
  const x = frame.side === 'recto' ? a4.widthPt - 9 * mm : 0;
  pen.box(x, y, 9 * mm, 18 * mm, { fill: colors.red });
  const numeral = tabWords(section);
  const sizePt = Math.min(15, 23 / [...numeral].length);
  pen.centre(x + 4.5 * mm, y + 9 * mm + sizePt * 0.35, numeral, {
    sizePt,
    face: 'bold',
    color: colors.white,
  });
}

/** A root category's numeral; of an item its project's code, as far as that is short. */
function tabWords({ item, tab }: PlannedSection): string {
  const code = printable(item?.project ?? '');
  return code !== '' && [...code].length <= 4 ? code : sectionNumeral(tab);
}

/** Page title in spaced letters, centred. */
export function drawTitle(pen: Pen, frame: Frame, title: string): void {
  const spacingPt = ([...title].length > 2 ? 14 : 30) * px;
  pen.centre((frame.leftPt + frame.rightPt) / 2, 133 * px, title, {
    sizePt: 22,
    face: 'bold',
    spacingPt,
  });
}
