import { colors } from './measures.ts';
import type { PlannedPart } from './plan.ts';
import type { PageSize } from './place.ts';
import { matrixOperator, num, rgb, type Matrix } from './pdf-syntax.ts';

/** A straight line on a source page, in points from its lower left corner. */
export interface Underline {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const widthPt = 1.5;

/** What is to be underlined on a page of an original: below a line of text, right of a vertical one. */
export function underlinesOn(part: PlannedPart, page: number, size: PageSize): Underline[] {
  const marks = part.marks?.filter((mark) => mark.page === page) ?? [];
  return marks.flatMap(({ pageWidthUm, lines }) => {
    const scale = size.widthPt / pageWidthUm;
    return lines.map(({ xUm, yUm, widthUm, heightUm, angle, vertical }): Underline => {
      const turn = (angle * Math.PI) / 180;
      const at = (right: number, down: number) => ({
        x: (xUm + right * Math.cos(turn) - down * Math.sin(turn)) * scale,
        y: size.heightPt - (yUm + right * Math.sin(turn) + down * Math.cos(turn)) * scale,
      });
      const from = vertical ? at(widthUm, 0) : at(0, heightUm);
      const to = at(widthUm, heightUm);
      return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
    });
  });
}

/** Draws them on a page that stands on its sheet as `matrix` says. */
export function underlineOperators(underlines: readonly Underline[], matrix: Matrix): string {
  if (underlines.length === 0) return '';
  const lines = underlines.map(
    ({ x1, y1, x2, y2 }) => `${num(x1)} ${num(y1)} m ${num(x2)} ${num(y2)} l S\n`,
  );
  const look = `${rgb(colors.red)} RG ${num(widthPt)} w [] 0 d`;
  return `q ${matrixOperator(matrix)} ${look}\n${lines.join('')}Q\n`;
}
