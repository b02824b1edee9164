import type { ErrorCode } from '../contract/errors.ts';
import type { Drawing } from './drawing.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Side } from './measures.ts';
import { dateInWords } from './numerals.ts';
import { drawHead, drawTab } from './page-frame.ts';
import { Pen } from './pen.ts';
import { isAlone } from './plan.ts';
import type { PlannedDocument, PlannedSection, VolumePlan } from './plan.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics } from './wrap.ts';

export interface Gap {
  readonly code: ErrorCode;
  /** Name of the original that could not be bound. */
  readonly name: string;
}

/** Why a page is a placeholder, in the words of the volume (always Chinese). */
export function reasonInWords(code: ErrorCode): string {
  switch (code) {
    case 'locked':
      return '原件有密码，打不开';
    case 'original-missing':
      return '档案库中找不到原件';
    case 'original-damaged':
      return '原件与入库时不一致，可能已损坏';
    case 'no-such-page':
      return '原件没有可装订的页面';
    case 'worker-died':
      return '打开原件时程序中断';
    case 'worker-timeout':
      return '打开原件用时过长';
    default:
      return '原件不能识别或已损坏';
  }
}

/** The same for an English report. */
export function reasonInEnglish(code: ErrorCode): string {
  switch (code) {
    case 'locked':
      return 'The original needs a password';
    case 'original-missing':
      return 'The original is missing from the archive';
    case 'original-damaged':
      return 'The original is not what was filed and may be damaged';
    case 'no-such-page':
      return 'The original has no pages to bind';
    case 'worker-died':
      return 'Opening the original ended the worker';
    case 'worker-timeout':
      return 'Opening the original took too long';
    default:
      return 'The original cannot be read';
  }
}

/** A placeholder page in the manner of the gap page (picture 7d): what should be here, and why not. */
export function drawPlaceholder(
  plan: VolumePlan,
  section: PlannedSection,
  document: PlannedDocument,
  gap: Gap,
  metrics: Metrics,
  page: number,
  side: Side,
): Drawing {
  const pen = new Pen(metrics);
  const frame = frameOf(side);
  const centre = (frame.leftPt + frame.rightPt) / 2;
  const room = frame.widthPt - 80 * px;
  if (!isAlone(plan)) {
    drawHead(pen, frame, plan, page);
    drawTab(pen, frame, section);
  }
  pen.box(frame.leftPt + 0.375, 100 * px, frame.widthPt - 0.75, 820 * px, {
    stroke: colors.grey,
    strokePt: 0.75,
    dash: [3, 2.25],
  });
  const sizePt = titleSize(pen, document.title, room);
  const title = wrap(metrics, printable(document.title), { sizePt, face: 'bold' }, room);
  const leading = sizePt * 1.45;
  let y = 470 * px - ((title.length - 1) * leading) / 2;
  pen.centre(centre, y - sizePt * 0.9 - 18, '此页占位', {
    sizePt: 13,
    spacingPt: 5,
    color: colors.label,
  });
  for (const line of title) {
    pen.centre(centre, y, line, { sizePt, face: 'bold' });
    y += leading;
  }
  y += 8;
  const reason = `${reasonInWords(gap.code)}，未能装入。`;
  for (const text of [reason, gap.name]) {
    const style = { sizePt: text === reason ? 12.75 : 10.5, face: 'regular' as const };
    for (const line of wrap(metrics, printable(text), style, room)) {
      pen.centre(centre, y, line, { ...style, color: text === reason ? colors.ink : colors.grey });
      y += 22;
    }
  }
  drawFoot(pen, frame.leftPt, frame.rightPt, plan, document);
  return pen.drawing;
}

/** 25 pt as long as three lines hold the title, then smaller. */
function titleSize(pen: Pen, title: string, widthPt: number): number {
  return (
    [25, 20, 16, 12].find(
      (sizePt) =>
        wrap(pen.metrics, printable(title), { sizePt, face: 'bold' }, widthPt).length <= 3,
    ) ?? 11
  );
}

function drawFoot(
  pen: Pen,
  left: number,
  right: number,
  plan: VolumePlan,
  document: PlannedDocument,
): void {
  const cells: [string, string][] = [
    ['文号', document.referenceNumber ?? ''],
    ['日期', document.date ? dateInWords(document.date) : ''],
    ['责任者', document.issuer ?? ''],
    ['编制日期', dateInWords(plan.date)],
  ];
  pen.rule(left, right, 944 * px, 0.75, colors.grey);
  cells.forEach(([label, value], index) => {
    const x = left + (index % 2) * 340 * px;
    const y = (944 + Math.floor(index / 2) * 34) * px;
    pen.label(x, y + 23 * px, label, 11);
    const room = (index % 2 ? 213 : 240) * px;
    const width = pen.width(printable(value), { sizePt: 11 });
    const sizePt = Math.max(4, Math.min(11, (11 * room) / Math.max(1, width)));
    pen.text(x + 82 * px, y + 23 * px, value, { sizePt });
  });
  pen.rule(left, right, 978 * px, 0.75, colors.rule2);
  pen.rule(left, right, 1012 * px, 0.75, colors.grey);
  pen.text(left, 1041 * px, '补齐后抽换本页，前后页次不变。', {
    sizePt: 10.5,
    color: colors.label,
  });
}
