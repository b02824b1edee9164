import type { Drawing } from './drawing.ts';
import type { RunsOf } from './layout.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Frame, Side } from './measures.ts';
import { dateInWords } from './numerals.ts';
import { drawHead, drawTab } from './page-frame.ts';
import { Pen } from './pen.ts';
import { shortBy } from './plan.ts';
import type { PlannedItem, PlannedSlot, VolumePlan } from './plan.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics } from './wrap.ts';

/** More are not drawn as squares. */
const mostSquares = 12;

/** A page to be swapped for what a slot lacks (picture 7d): what, how many, who owes it, by when. */
export function drawGapPage(
  plan: VolumePlan,
  section: number,
  slotNumber: number,
  metrics: Metrics,
  runsOf: RunsOf,
  page: number,
  side: Side,
): Drawing {
  const pen = new Pen(metrics);
  const planned = plan.sections[section];
  const slot = planned?.item?.slots[slotNumber];
  if (!planned?.item || !slot) return pen.drawing;
  const frame = frameOf(side);
  drawHead(pen, frame, plan, page);
  drawTab(pen, frame, planned);
  drawItemHead(pen, frame, planned.item, metrics);
  pen.box(frame.leftPt + 0.375, 169 * px, frame.widthPt - 0.75, 751 * px, {
    stroke: colors.grey,
    strokePt: 0.75,
    dash: [3, 2.25],
  });
  const filled = slot.proofs.map((proof) =>
    runsOf.get(proof.section)?.find((run) => run.document === proof.document),
  );
  drawMissing(
    pen,
    frame,
    slot,
    filled.flatMap((run) => run?.page ?? []),
    metrics,
  );
  drawFoot(pen, frame, planned.item, plan.date);
  return pen.drawing;
}

function drawItemHead(pen: Pen, frame: Frame, item: PlannedItem, metrics: Metrics): void {
  const code = printable(item.code);
  const end = pen.text(frame.leftPt, 124 * px, code, { sizePt: 18, face: 'bold' });
  const room = frame.rightPt - end - 16;
  const style = { sizePt: 10.5, face: 'regular' as const };
  const [title = '', more] = wrap(metrics, printable(item.title), style, room);
  // The divider has all of a long title.
  const sizePt = more === undefined ? 10.5 : 9;
  pen.right(frame.rightPt, 124 * px, more === undefined ? title : `${title}等`, { sizePt });
  pen.doubleRule(frame.leftPt, frame.rightPt, 138 * px);
}

function drawMissing(
  pen: Pen,
  frame: Frame,
  slot: PlannedSlot,
  pages: readonly number[],
  metrics: Metrics,
): void {
  const centre = (frame.leftPt + frame.rightPt) / 2;
  const room = frame.widthPt - 80 * px;
  const { kind, unit, need, have } = slot;
  const large = { sizePt: 25, face: 'bold' as const };
  const title = wrap(metrics, printable(`${kind} ${shortBy(slot)} ${unit}`), large, room);
  let y = 500 * px - ((title.length - 1) * 36) / 2;
  pen.centre(centre, y - 42, '此页待补', { sizePt: 13, spacingPt: 5, color: colors.label });
  for (const line of title) {
    pen.centre(centre, y, line, large);
    y += 36;
  }
  const body = { sizePt: 12.75, face: 'regular' as const };
  for (const line of slot.hint === '' ? [] : wrap(metrics, printable(slot.hint), body, room)) {
    pen.centre(centre, y, line, body);
    y += 22;
  }
  y += 18;
  if (need <= mostSquares) {
    const stepPt = 39 * px;
    const left = centre - (need * stepPt - 9 * px) / 2;
    for (let n = 0; n < need; n += 1) {
      const look =
        n < have
          ? { fill: colors.label }
          : { stroke: colors.grey, strokePt: 0.75, dash: [2.6, 1.8] };
      pen.box(left + n * stepPt, y, 30 * px, 22 * px, look);
    }
    y += 22 * px + 20;
  }
  const where = pages.length === 0 ? '' : `（第 ${pages.slice(0, 6).join('、')} 页）`;
  const words = `应有 ${need} ${unit}，已装入 ${have} ${unit}${where}`;
  pen.centre(centre, y, words, { sizePt: 10.5, color: colors.label });
}

function drawFoot(pen: Pen, frame: Frame, item: PlannedItem, date: string): void {
  const cells = [
    ['责任部门', item.department],
    ['责任人', item.person],
    ['补齐时限', item.due === '' ? '' : dateInWords(item.due)],
    ['编制日期', dateInWords(date)],
  ] as const;
  pen.rule(frame.leftPt, frame.rightPt, 944 * px, 0.75, colors.grey);
  cells.forEach(([label, value], index) => {
    const x = frame.leftPt + (index % 2) * 320 * px;
    const y = (944 + Math.floor(index / 2) * 34 + 23) * px;
    pen.label(x, y, label, 11);
    const room = 225 * px;
    const width = pen.width(printable(value), { sizePt: 11 });
    pen.text(x + 82 * px, y, value, { sizePt: Math.min(11, (11 * room) / Math.max(1, width)) });
  });
  pen.rule(frame.leftPt, frame.rightPt, 978 * px, 0.75, colors.rule2);
  pen.rule(frame.leftPt, frame.rightPt, 1012 * px, 0.75, colors.grey);
  pen.text(frame.leftPt, 1041 * px, '补齐后抽换本页，前后页次不变。', {
    sizePt: 10.5,
    color: colors.label,
  });
}
