import type { Submission } from '../checklist/index.ts';
import type { Drawing } from './drawing.ts';
import { colors } from './measures.ts';
import { bodyStyle, SheetFlow } from './sheet-flow.ts';
import { TableRows } from './table-sheet.ts';
import { printable } from './wrap.ts';
import type { Metrics } from './wrap.ts';

const columns = [
  { header: '序号', widthMm: 10 },
  { header: '材料名称', widthMm: 58 },
  { header: '文号', widthMm: 37 },
  { header: '日期', widthMm: 22 },
  { header: '页次', widthMm: 19 },
  { header: '备注', widthMm: 22 },
] as const;

const headingStyle = { sizePt: 13, face: 'bold' } as const;
const textStyle = { ...bodyStyle, sizePt: 11 };
const blankLines = 4;

/** 提交表 of an item: what is asked, what is said to it, what proves it, who signs. */
export function drawSubmission(item: Submission, metrics: Metrics): Drawing[] {
  const flow = new SheetFlow(metrics, item.checklist, false);
  flow.y += 12;
  flow.pen.centre((flow.leftPt + flow.rightPt) / 2, flow.y, '材料提交表', {
    sizePt: 22,
    face: 'bold',
    spacingPt: 10,
  });
  flow.y += 10;
  flow.pen.doubleRule(flow.leftPt, flow.rightPt, flow.y);
  flow.y += 10;
  if (item.path.length > 0) {
    flow.paragraph(item.path.join(' 〉 '), { ...textStyle, color: colors.label }, 18);
  }
  flow.paragraph(`${item.code}　${item.title}`.trim(), { sizePt: 16, face: 'bold' }, 24);
  drawOwed(flow, item);
  section(flow, '测评要求');
  flow.paragraph(item.requirement, textStyle, 20);
  section(flow, '结论性说明');
  if (item.conclusion === '') drawBlank(flow);
  else flow.paragraph(item.conclusion, textStyle, 20);
  section(flow, '材料清单');
  drawProofs(flow, item);
  drawSignatures(flow);
  return flow.finish();
}

function section(flow: SheetFlow, words: string): void {
  flow.need(60);
  flow.y += 30;
  flow.pen.text(flow.leftPt, flow.y - 6, words, headingStyle);
}

const rowPt = 24;

function drawOwed(flow: SheetFlow, item: Submission): void {
  const cells = [
    ['责任部门', item.department],
    ['配合部门', item.helping],
    ['分管领导', item.leader],
    ['责任人', item.person],
    ['完成时限', item.due],
    ['材料时间', item.window],
  ] as const;
  flow.y += 6;
  const { pen, leftPt, rightPt } = flow;
  const half = flow.roomPt / 2;
  const top = flow.y;
  pen.rule(leftPt, rightPt, top, 0.75, colors.grey);
  cells.forEach(([label, value], index) => {
    const x = leftPt + (index % 2) * half;
    const y = top + Math.floor(index / 2) * rowPt + 16;
    pen.label(x, y, label, 11);
    // Of a long name all is shown, smaller.
    const room = half - 70;
    const width = pen.width(printable(value), { sizePt: 11 });
    pen.text(x + 60, y, value, { sizePt: Math.min(11, (11 * room) / Math.max(1, width)) });
    if (index % 2 === 0 && index > 0) pen.rule(leftPt, rightPt, y - 16, 0.5, colors.rule2);
  });
  flow.y = top + Math.ceil(cells.length / 2) * rowPt;
  pen.rule(leftPt, rightPt, flow.y, 0.75, colors.grey);
}

/** Room to write in by hand. */
function drawBlank(flow: SheetFlow): void {
  for (let line = 0; line < blankLines; line += 1) {
    flow.need(24);
    flow.y += 24;
    flow.pen.rule(flow.leftPt, flow.rightPt, flow.y, 0.5, colors.rule2);
  }
}

function drawProofs(flow: SheetFlow, item: Submission): void {
  const rows = new TableRows(flow, columns);
  let ordinal = 0;
  for (const slot of item.slots) {
    rows.heading(slot.heading);
    for (const { title, number, date, pages, note } of slot.proofs) {
      ordinal += 1;
      rows.add([ordinal, title, number, date, pages, note]);
    }
    if (slot.proofs.length === 0) rows.add(['', '（还没有材料）', '', '', '', '']);
  }
  rows.end();
}

function drawSignatures(flow: SheetFlow): void {
  flow.need(110);
  flow.y += 40;
  const labels = ['填报单位（盖章）', '填报人', '审核人', '填报日期'];
  const half = flow.roomPt / 2;
  labels.forEach((label, index) => {
    const x = flow.leftPt + (index % 2) * half;
    const y = flow.y + Math.floor(index / 2) * 36;
    const end = flow.pen.text(x, y, label, { sizePt: 11, color: colors.label });
    if (index === 3) {
      flow.pen.right(x + half - 10, y, '年　　月　　日', { sizePt: 11 });
    }
    flow.pen.rule(end + 8, x + half - 10, y + 5, 0.75, colors.rule);
  });
  flow.y += 50;
}
