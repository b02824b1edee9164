import type { Drawing, Face, Mark } from './drawing.ts';
import { colors, px } from './measures.ts';
import { printable, widthOf } from './wrap.ts';
import type { Metrics } from './wrap.ts';

export interface PenStyle {
  readonly face?: Face;
  readonly sizePt: number;
  readonly spacingPt?: number;
  readonly color?: string;
}

/** Collects the marks of one page. Positions are points from the top left corner. */
export class Pen {
  readonly #marks: Mark[] = [];
  readonly metrics: Metrics;

  constructor(metrics: Metrics) {
    this.metrics = metrics;
  }

  get drawing(): Drawing {
    return this.#marks;
  }

  width(text: string, style: PenStyle): number {
    return widthOf(this.metrics, text, { ...style, face: style.face ?? 'regular' });
  }

  /** Writes from `x` on the baseline `y`; gives the x where the text ends. */
  text(x: number, y: number, text: string, style: PenStyle): number {
    const clean = printable(text);
    if (clean === '') return x;
    this.#marks.push({
      kind: 'text',
      x,
      // The pictures' baselines are the last row of pixels above the line.
      y: y + px,
      text: clean,
      face: style.face ?? 'regular',
      sizePt: style.sizePt,
      spacingPt: style.spacingPt ?? 0,
      color: style.color ?? colors.ink,
    });
    return x + this.width(clean, style);
  }

  right(x: number, y: number, text: string, style: PenStyle): void {
    this.text(x - this.width(printable(text), style), y, text, style);
  }

  centre(x: number, y: number, text: string, style: PenStyle): void {
    this.text(x - this.width(printable(text), style) / 2, y, text, style);
  }

  /** A label of up to four characters spread over the width of four. */
  label(x: number, y: number, text: string, sizePt: number): void {
    const clean = printable(text).replace(/\s/gu, '');
    const gaps = [...clean].length - 1;
    const spare = 4 * sizePt - this.width(clean, { sizePt });
    const spacingPt = gaps > 0 && spare > 0 ? spare / gaps : 0;
    this.text(x, y, clean, { sizePt, spacingPt, color: colors.label });
  }

  /** A line of a paragraph set flush on both sides, by a little space between characters. */
  justified(x: number, y: number, text: string, widthPt: number, style: PenStyle): void {
    const clean = printable(text);
    const gaps = [...clean].length - 1;
    const spare = widthPt - this.width(clean, style);
    const spacingPt = gaps > 0 && spare > 0 && spare < 3 * style.sizePt ? spare / gaps : 0;
    this.text(x, y, clean, { ...style, spacingPt });
  }

  rule(x1: number, x2: number, y: number, widthPt: number, color: string): void {
    this.#marks.push({ kind: 'line', x1, y1: y, x2, y2: y, widthPt, color });
  }

  dots(x1: number, x2: number, y: number): void {
    if (x2 - x1 < 9) return;
    this.#marks.push({
      kind: 'line',
      x1,
      y1: y,
      x2,
      y2: y,
      widthPt: 0.75,
      color: '#888888',
      dotted: true,
    });
  }

  /** The double red rule: 2.25 and 0.75 pt; its upper edge stands at `y`. */
  doubleRule(x1: number, x2: number, y: number, thick: 'above' | 'below' = 'above'): void {
    const [first, second] = thick === 'above' ? [2.25, 0.75] : [0.75, 2.25];
    this.rule(x1, x2, y + first / 2, first, colors.red);
    this.rule(x1, x2, y + first + 3 * px + second / 2, second, colors.red);
  }

  box(
    x: number,
    y: number,
    widthPt: number,
    heightPt: number,
    look: { fill?: string; stroke?: string; strokePt?: number; dash?: readonly number[] },
  ): void {
    this.#marks.push({ kind: 'box', x, y, widthPt, heightPt, ...look });
  }

  link(x: number, y: number, widthPt: number, heightPt: number, page: number): void {
    this.#marks.push({ kind: 'link', x, y, widthPt, heightPt, page });
  }
}
