import type { Drawing } from './drawing.ts';
import { a4, colors, mm } from './measures.ts';
import { Pen } from './pen.ts';
import { printable, wrap } from './wrap.ts';
import type { Metrics, TextStyle } from './wrap.ts';

export const bodyStyle = { sizePt: 10, face: 'regular' } as const satisfies TextStyle;
export const leadingPt = 15;

/** Lines of a text no wider than `widthPt`: its own lines kept, nothing cut. */
export function linesOf(
  metrics: Metrics,
  text: string,
  style: TextStyle,
  widthPt: number,
): string[] {
  return text
    .split(/\r\n|\n|\r/u)
    .flatMap((line) => wrap(metrics, printable(line), style, widthPt));
}

/** Pages that fill from top to bottom, a new one where what comes next has no room. */
export class SheetFlow {
  readonly metrics: Metrics;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly leftPt: number;
  readonly rightPt: number;
  readonly topPt = 24 * mm;
  readonly bottomPt: number;
  readonly #head: string;
  readonly #pens: Pen[] = [];
  /** Where the next thing goes. */
  y = 0;
  /** What a page begins with where something goes on over its end. */
  again: (() => void) | null = null;

  /** `head`: the line above every page. */
  constructor(metrics: Metrics, head: string, landscape: boolean) {
    this.metrics = metrics;
    this.#head = head;
    this.widthPt = landscape ? a4.heightPt : a4.widthPt;
    this.heightPt = landscape ? a4.widthPt : a4.heightPt;
    const side = landscape ? 17 * mm : 20 * mm;
    this.leftPt = landscape ? side : 25 * mm;
    this.rightPt = this.widthPt - 17 * mm;
    this.bottomPt = this.heightPt - 17 * mm;
    this.turn();
  }

  get pen(): Pen {
    const pen = this.#pens.at(-1);
    if (pen === undefined) throw new Error('a flow has a page from the beginning');
    return pen;
  }

  get roomPt(): number {
    return this.rightPt - this.leftPt;
  }

  /** Height of a page that has nothing but what is repeated on it. */
  get emptyPt(): number {
    return this.bottomPt - this.topPt;
  }

  turn(): void {
    this.#pens.push(new Pen(this.metrics));
    this.y = this.topPt;
    this.again?.();
  }

  /** Turns the page where so much has no room any more. */
  need(heightPt: number): void {
    if (this.y + heightPt > this.bottomPt && this.y > this.topPt) this.turn();
  }

  /** A text in lines, over as many pages as it takes. */
  paragraph(text: string, style: TextStyle & { readonly color?: string }, leading: number): void {
    for (const line of linesOf(this.metrics, text, style, this.roomPt)) {
      this.need(leading);
      this.y += leading;
      this.pen.text(this.leftPt, this.y - leading * 0.3, line, style);
    }
  }

  /** The pages with their heads and numbers. */
  finish(): Drawing[] {
    const pages = this.#pens.length;
    return this.#pens.map((pen, index) => {
      const y = 15 * mm;
      const number = `${index + 1} / ${pages}`;
      pen.right(this.rightPt, y, number, { sizePt: 9, color: colors.label });
      const room = this.roomPt - 60;
      const [head = ''] = linesOf(this.metrics, this.#head, { sizePt: 9, face: 'regular' }, room);
      pen.text(this.leftPt, y, head, { sizePt: 9, color: colors.label });
      return pen.drawing;
    });
  }
}
