import { sectionName } from './contents.ts';
import {
  bottomPt,
  columns,
  crumbStyle,
  drawRow,
  drawTableHead,
  headingStyle,
  infoRowPt,
  laterTablePt,
  leadingPt,
  rowSizePt,
  setRow,
} from './divider.ts';
import type { Drawing } from './drawing.ts';
import type { RunsOf } from './layout.ts';
import { colors, frameOf, px } from './measures.ts';
import type { Frame, Side } from './measures.ts';
import { dateInWords } from './numerals.ts';
import { drawHead, drawTab } from './page-frame.ts';
import { Pen } from './pen.ts';
import { plannedDocument, shortBy } from './plan.ts';
import type { PlannedDocument, PlannedItem, PlannedSection, VolumePlan } from './plan.ts';
import { linesOf } from './sheet-flow.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics, TextStyle } from './wrap.ts';

/** Where documents and gap pages of a volume stand. */
interface Places {
  readonly document: (section: number, document: number) => number;
  readonly gap: (slot: number) => number | null;
}

/** Something that stands on one page, and how it is drawn with its upper edge at `y`. */
interface Block {
  readonly heightPt: number;
  /** It must not be the last on a page. */
  readonly keepsNext?: boolean;
  /** A row of the list: where one begins a page, the list's head is repeated. */
  readonly inTable?: boolean;
  readonly draw: (pen: Pen, frame: Frame, y: number, places: Places) => void;
}

export interface ItemDividerPages {
  readonly pages: readonly (readonly Block[])[];
}

const titleStyle = { sizePt: 16, face: 'bold' } as const satisfies TextStyle;
const bodyStyle = { sizePt: 11.5, face: 'regular' } as const satisfies TextStyle;
const slotStyle = { sizePt: 10, face: 'bold' } as const satisfies TextStyle;
const headStyle = { sizePt: 13, face: 'bold' } as const satisfies TextStyle;
const bodyLeadingPt = 20;
const tableHeadPt = 30 * px;
const firstPt = 94 * px;

/** Sets an item's divider on pages before page numbers are known; at least one page. */
export function setItemDivider(
  plan: VolumePlan,
  section: PlannedSection,
  item: PlannedItem,
  metrics: Metrics,
  hasGap: (document: PlannedDocument) => boolean,
): ItemDividerPages {
  const blocks = [
    ...opening(section, item, metrics),
    info(item, metrics),
    ...list(plan, item, metrics, hasGap),
    ...conclusion(item, metrics),
  ];
  const pages: Block[][] = [[]];
  let y = firstPt;
  blocks.forEach((block, index) => {
    let needPt = block.heightPt;
    for (let next = index; blocks[next]?.keepsNext === true; next += 1) {
      needPt += blocks[next + 1]?.heightPt ?? 0;
    }
    if (y + needPt > bottomPt && pages.at(-1)?.length !== 0) {
      pages.push([]);
      y = block.inTable === true ? laterTablePt : laterTablePt - tableHeadPt;
    }
    pages.at(-1)?.push(block);
    y += block.heightPt;
  });
  return { pages };
}

/** Draws an item's divider (picture 7c): what is asked for, by whom, what proves it, and where that is. */
export function drawItemDivider(
  plan: VolumePlan,
  at: number,
  metrics: Metrics,
  set: ItemDividerPages,
  runsOf: RunsOf,
  sideOf: (page: number) => Side,
): Drawing[] {
  const section = plan.sections[at];
  if (!section) return [];
  const runs = runsOf.get(at) ?? [];
  const start = runs.find((run) => run.kind === 'divider')?.page ?? 1;
  const places: Places = {
    document: (of, document) => runsOf.get(of)?.find((run) => run.document === document)?.page ?? 1,
    gap: (slot) => runs.find((run) => run.kind === 'gap' && run.slot === slot)?.page ?? null,
  };
  return set.pages.map((blocks, index) => {
    const pen = new Pen(metrics);
    const frame = frameOf(sideOf(start + index));
    drawHead(pen, frame, plan, start + index);
    drawTab(pen, frame, section);
    let y = firstPt;
    if (index > 0) {
      const name = `${sectionName({ ...section, path: section.path.slice(-1) })}（续）`;
      const [line = ''] = wrap(metrics, printable(name), headStyle, frame.widthPt);
      pen.text(frame.leftPt, 108 * px, line, headStyle);
      y = laterTablePt;
      if (blocks[0]?.inTable === true) drawTableHead(pen, frame, y);
      else y -= tableHeadPt;
    }
    for (const block of blocks) {
      block.draw(pen, frame, y, places);
      y += block.heightPt;
    }
    return pen.drawing;
  });
}

/** Lines of one text, each a block of its own. */
function paragraph(
  metrics: Metrics,
  text: string,
  style: TextStyle,
  leading: number,
  indent = '',
): Block[] {
  const widthPt = frameOf('recto').widthPt;
  return text
    .split(/\r\n|\n|\r/u)
    .filter((each) => each.trim() !== '')
    .flatMap((each) => {
      const lines = linesOf(metrics, `${indent}${each.trim()}`, style, widthPt);
      return lines.map((line, index): Block => ({
        heightPt: leading,
        draw: (pen, frame, y) => {
          const baseline = y + leading * 0.7;
          if (index === lines.length - 1) pen.text(frame.leftPt, baseline, line, style);
          else pen.justified(frame.leftPt, baseline, line, widthPt, style);
        },
      }));
    });
}

const space = (heightPt: number): Block => ({ heightPt, draw: () => undefined });

function opening(section: PlannedSection, item: PlannedItem, metrics: Metrics): Block[] {
  const widthPt = frameOf('recto').widthPt;
  const crumbs = wrap(
    metrics,
    printable(section.path.slice(0, -1).join(' 〉 ')),
    crumbStyle,
    widthPt,
  );
  const hasCode = item.code !== '';
  const heading = wrap(metrics, printable(hasCode ? item.code : item.title), headingStyle, widthPt);
  const lines = (
    texts: readonly string[],
    style: TextStyle & { color?: string },
    leading: number,
  ) =>
    texts.map((line): Block => ({
      heightPt: leading,
      keepsNext: true,
      draw: (pen, frame, y) => void pen.text(frame.leftPt, y + leading * 0.75, line, style),
    }));
  return [
    ...lines(crumbs, { ...crumbStyle, color: colors.label }, leadingPt),
    ...lines(heading, headingStyle, 40),
    {
      heightPt: 16,
      draw: (pen, frame, y) => pen.doubleRule(frame.leftPt, frame.rightPt, y + 6),
    },
    ...(hasCode
      ? lines(wrap(metrics, printable(item.title), titleStyle, widthPt), titleStyle, 26)
      : []),
    ...paragraph(metrics, item.requirement, bodyStyle, bodyLeadingPt),
    space(8),
  ];
}

/** 测评方法, who owes it, by when, how far it is: two columns, what is long set smaller. */
function info(item: PlannedItem, metrics: Metrics): Block {
  const sum = (of: (slot: PlannedItem['slots'][number]) => number): number =>
    item.slots.reduce((total, slot) => total + of(slot), 0);
  const cells: readonly (readonly [string, string])[] = [
    ['测评方法', item.method],
    ['分值', item.score],
    ['牵头部门', item.department],
    ['协助部门', item.helping],
    ['责任领导', item.leader],
    ['责任人', item.person],
    ['完成时限', item.due === '' ? '' : dateInWords(item.due)],
    ['完成情况', `应有 ${sum(({ need }) => need)} 件，实有 ${sum(({ have }) => have)} 件`],
  ];
  const valuePt = 190 * px;
  const rows = cells.map(([, value]) => wrap(metrics, printable(value), smallFor(value), valuePt));
  const heights = [0, 2, 4, 6].map(
    (at) => infoRowPt + (Math.max(rows[at]?.length ?? 1, rows[at + 1]?.length ?? 1) - 1) * 14,
  );
  return {
    heightPt: heights.reduce((total, height) => total + height, 0),
    draw: (pen, frame, top) => {
      let y = top;
      pen.rule(frame.leftPt, frame.rightPt, y, 0.75, colors.grey);
      heights.forEach((height, row) => {
        for (const column of [0, 1]) {
          const cell = row * 2 + column;
          const x = frame.leftPt + column * 278 * px;
          pen.label(x, y + 23 * px, cells[cell]?.[0] ?? '', 11);
          (rows[cell] ?? []).forEach((line, index) => {
            pen.text(x + 82 * px, y + 23 * px + index * 14, line, smallFor(cells[cell]?.[1] ?? ''));
          });
        }
        y += height;
        const isLast = row === heights.length - 1;
        pen.rule(frame.leftPt, frame.rightPt, y, 0.75, isLast ? colors.grey : colors.rule2);
      });
    },
  };
}

const smallFor = (value: string): TextStyle => ({
  sizePt: [...value].length > 14 ? 9.5 : 11,
  face: 'regular',
});

/** 材料清单: a heading a slot, its proofs, what is missing. */
function list(
  plan: VolumePlan,
  item: PlannedItem,
  metrics: Metrics,
  hasGap: (document: PlannedDocument) => boolean,
): Block[] {
  const blocks: Block[] = [
    {
      heightPt: 62 * px,
      keepsNext: true,
      draw: (pen, frame, y) => {
        pen.text(frame.leftPt, y + 34 * px, '材料清单', headStyle);
        drawTableHead(pen, frame, y + 62 * px);
      },
    },
  ];
  let ordinal = 0;
  item.slots.forEach((slot, number) => {
    const missing = shortBy(slot);
    const words = `${slot.kind}　应有 ${slot.need} ${slot.unit}，实有 ${slot.have} ${slot.unit}`;
    const heading = wrap(metrics, printable(words), slotStyle, frameOf('recto').widthPt);
    const rows: Block[] = slot.proofs.flatMap((proof) => {
      const document = plannedDocument(plan, proof);
      if (!document) return [];
      const index = ordinal;
      ordinal += 1;
      const pages = document.pagesInWords === undefined ? '' : `（${document.pagesInWords}）`;
      const shown = { ...document, title: `${document.title}${pages}` };
      const row = setRow(metrics, shown, index, hasGap(document));
      return {
        heightPt: row.heightPt,
        inTable: true,
        draw: (pen, frame, y, places) => {
          drawRow(pen, frame, row, y, places.document(proof.section, proof.document));
          pen.rule(frame.leftPt, frame.rightPt, y + row.heightPt, 0.75, colors.rule3);
        },
      };
    });
    if (missing > 0) rows.push(missingRow(slot, number, missing, metrics));
    blocks.push({
      heightPt: 29 * px + (heading.length - 1) * leadingPt,
      inTable: true,
      keepsNext: rows.length > 0,
      draw: (pen, frame, y) => {
        if (number > 0) pen.rule(frame.leftPt, frame.rightPt, y, 0.75, colors.grey);
        heading.forEach((line, index) =>
          pen.text(frame.leftPt, y + 20 * px + index * leadingPt, line, slotStyle),
        );
        const bottom = y + 29 * px + (heading.length - 1) * leadingPt;
        pen.rule(frame.leftPt, frame.rightPt, bottom, 0.75, colors.rule3);
      },
    });
    blocks.push(...rows);
  });
  blocks.push({
    heightPt: 4,
    draw: (pen, frame, y) => pen.rule(frame.leftPt, frame.rightPt, y, 0.75, colors.grey),
  });
  return blocks;
}

/** ⬚ 尚缺 2 张（整治前后对比），见第 89 页 */
function missingRow(
  { hint, unit }: PlannedItem['slots'][number],
  number: number,
  missing: number,
  metrics: Metrics,
): Block {
  const widthPt = frameOf('recto').widthPt - columns.reference.x;
  const style = { sizePt: rowSizePt, face: 'regular' } as const;
  const words = `尚缺 ${missing} ${unit}${hint === '' ? '' : `（${hint}）`}`;
  // Room for the page, which is not known yet.
  const lines = wrap(metrics, printable(`${words}，见第 00000 页`), style, widthPt);
  const heightPt = 29 * px + (lines.length - 1) * leadingPt;
  return {
    heightPt,
    inTable: true,
    draw: (pen, frame, y, places) => {
      const page = places.gap(number);
      const text = page === null ? words : `${words}，见第 ${page} 页`;
      pen.box(frame.leftPt + 0.4, y + 11 * px, 8.5, 8.5, {
        stroke: colors.grey,
        strokePt: 0.75,
        dash: [2.2, 1.6],
      });
      wrap(metrics, printable(text), style, widthPt).forEach((line, index) => {
        pen.text(frame.leftPt + 20 * px, y + 20 * px + index * leadingPt, line, style);
      });
      if (page !== null) pen.link(frame.leftPt, y + 1, frame.widthPt, heightPt - 2, page);
      pen.rule(frame.leftPt, frame.rightPt, y + heightPt, 0.75, colors.rule3);
    },
  };
}

function conclusion({ conclusion: text }: PlannedItem, metrics: Metrics): Block[] {
  if (text.trim() === '') return [];
  return [
    {
      heightPt: 44 * px,
      keepsNext: true,
      draw: (pen, frame, y) => void pen.text(frame.leftPt, y + 34 * px, '结论性说明', headStyle),
    },
    ...paragraph(metrics, text, bodyStyle, bodyLeadingPt, '　　'),
  ];
}
