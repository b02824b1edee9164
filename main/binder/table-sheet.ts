import type { SheetTable, TableColumn } from '../checklist/index.ts';
import type { Drawing } from './drawing.ts';
import { colors } from './measures.ts';
import { bodyStyle, leadingPt, linesOf, SheetFlow } from './sheet-flow.ts';
import type { Metrics } from './wrap.ts';

type Value = string | number | null;
type Columns = readonly Pick<TableColumn, 'header' | 'widthMm' | 'align'>[];

const gutterPt = 6;
const padPt = 3;

/** A table that goes out as A4 pages: its head on every one, rows whole. */
export function drawTableSheet(table: SheetTable, metrics: Metrics): Drawing[] {
  const flow = new SheetFlow(metrics, table.lines[0] ?? '', table.landscape);
  flow.y += 12;
  flow.pen.centre((flow.leftPt + flow.rightPt) / 2, flow.y, table.title, {
    sizePt: 22,
    face: 'bold',
    spacingPt: 10,
  });
  flow.y += 12;
  for (const line of table.lines) flow.paragraph(line, { ...bodyStyle, sizePt: 11 }, 18);
  flow.y += 4;
  const rows = new TableRows(flow, table.columns);
  for (const row of table.rows) rows.add(row);
  rows.end();
  if (table.notes.length > 0) {
    flow.need(table.notes.length * 18 + 10);
    flow.y += 10;
    for (const note of table.notes) flow.paragraph(note, { ...bodyStyle, sizePt: 11 }, 22);
  }
  return flow.finish();
}

interface Placed {
  readonly x: number;
  readonly widthPt: number;
  readonly right: boolean;
}

/** Rows of a table in a flow: hairlines across, none down. */
export class TableRows {
  readonly #flow: SheetFlow;
  readonly #columns: Columns;
  readonly #places: readonly Placed[];

  constructor(flow: SheetFlow, columns: Columns) {
    this.#flow = flow;
    this.#columns = columns;
    const whole = columns.reduce((sum, { widthMm }) => sum + widthMm, 0);
    let x = flow.leftPt;
    this.#places = columns.map(({ widthMm, align }) => {
      const share = (flow.roomPt * widthMm) / whole;
      const place = { x, widthPt: share - gutterPt, right: align === 'right' };
      x += share;
      return place;
    });
    flow.need(4 * leadingPt);
    flow.again = () => this.#head();
    this.#head();
  }

  #head(): void {
    const flow = this.#flow;
    flow.y += leadingPt + padPt;
    this.#columns.forEach(({ header }, index) => {
      this.#write(index, flow.y - 5, header, true);
    });
    flow.pen.rule(flow.leftPt, flow.rightPt, flow.y, 0.75, colors.grey);
  }

  #write(index: number, y: number, text: string, isHead = false): void {
    const place = this.#places[index];
    if (place === undefined) return;
    const style = { ...bodyStyle, color: isHead ? colors.label : colors.ink };
    if (place.right) this.#flow.pen.right(place.x + place.widthPt, y, text, style);
    else this.#flow.pen.text(place.x, y, text, style);
  }

  /** A row stays whole; one higher than a page goes on over its end. */
  add(values: readonly Value[]): void {
    const flow = this.#flow;
    const cells = values.map((value, index) =>
      linesOf(flow.metrics, String(value ?? ''), bodyStyle, this.#places[index]?.widthPt ?? 1),
    );
    const count = Math.max(1, ...cells.map((lines) => lines.length));
    const most = Math.max(1, Math.floor((flow.emptyPt - 3 * leadingPt) / leadingPt));
    for (let from = 0; from < count; from += most) {
      const lines = Math.min(most, count - from);
      const heightPt = lines * leadingPt + 2 * padPt;
      flow.need(heightPt);
      for (let line = 0; line < lines; line += 1) {
        const y = flow.y + padPt + (line + 1) * leadingPt - 4;
        cells.forEach((cell, index) => {
          const text = cell[from + line];
          if (text !== undefined) this.#write(index, y, text);
        });
      }
      flow.y += heightPt;
      flow.pen.rule(flow.leftPt, flow.rightPt, flow.y, 0.5, colors.rule3);
    }
  }

  /** A heading among the rows; it keeps the row that comes next. */
  heading(text: string): void {
    const flow = this.#flow;
    const style = { sizePt: 11, face: 'bold' as const };
    const lines = linesOf(flow.metrics, text, style, flow.roomPt);
    flow.need(lines.length * 17 + 8 + leadingPt + 2 * padPt);
    flow.y += 6;
    for (const line of lines) {
      flow.y += 17;
      flow.pen.text(flow.leftPt, flow.y - 4, line, style);
    }
    flow.pen.rule(flow.leftPt, flow.rightPt, flow.y + 2, 0.5, colors.rule2);
    flow.y += 2;
  }

  end(): void {
    this.#flow.again = null;
  }
}
