import type { Column } from './blocks.ts';
import { textWidthPt } from './fonts.ts';
import type { Mark } from './paper.ts';
import { pointsPerMm } from './paper.ts';

const cellPt = 12;

/** A ruled table with its head row, at a place on the page; text that does not fit is set smaller. */
export function tableMarks(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  [leftMm, topMm]: readonly [number, number],
  rowHeightMm: number,
): readonly Mark[] {
  const edges = columns.reduce(
    (list, column) => [...list, (list.at(-1) ?? leftMm) + column.widthMm],
    [leftMm],
  );
  const right = edges.at(-1) ?? leftMm;
  const bottom = topMm + rowHeightMm * (rows.length + 1);
  const across = Array.from({ length: rows.length + 2 }, (_, row) =>
    rule([leftMm, topMm + row * rowHeightMm], [right, topMm + row * rowHeightMm]),
  );
  const down = edges.map((x) => rule([x, topMm], [x, bottom]));
  const heads = columns.map((column, index) =>
    cell(
      column.title,
      { ...column, handwritten: false, align: 'centre' },
      [edges[index] ?? 0, topMm],
      rowHeightMm,
      true,
    ),
  );
  const cells = rows.flatMap((row, rowIndex) =>
    columns.map((column, index) =>
      cell(
        row[index] ?? '',
        column,
        [edges[index] ?? 0, topMm + (rowIndex + 1) * rowHeightMm],
        rowHeightMm,
        false,
      ),
    ),
  );
  return [...across, ...down, ...heads, ...cells.filter((mark) => mark.text !== '')];
}

function rule(fromMm: readonly [number, number], toMm: readonly [number, number]): Mark {
  return { kind: 'rule', fromMm, toMm, thicknessMm: 0.28, ink: 'black' };
}

function cell(
  text: string,
  column: Column,
  [xMm, yMm]: readonly [number, number],
  rowHeightMm: number,
  head: boolean,
): Extract<Mark, { kind: 'text' }> {
  const face = head ? 'heiBold' : column.handwritten === true ? 'hand' : 'song';
  const wantedPt = column.handwritten === true && !head ? cellPt * 1.3 : cellPt;
  const roomPt = (column.widthMm - 3) * pointsPerMm;
  const sizePt = wantedPt * Math.min(1, roomPt / Math.max(1, textWidthPt(face, text, wantedPt)));
  const spareMm = column.widthMm - textWidthPt(face, text, sizePt) / pointsPerMm;
  return {
    kind: 'text',
    text,
    xMm: xMm + (column.align === 'left' ? 1.5 : spareMm / 2),
    baselineMm: yMm + rowHeightMm / 2 + (sizePt * 0.36) / pointsPerMm,
    sizePt,
    face,
    ink: face === 'hand' ? 'blue' : 'black',
  };
}
