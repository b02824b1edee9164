import { multiply, transformBox } from './pdf-syntax.ts';
import type { Box, Matrix } from './pdf-syntax.ts';

export interface Covered {
  readonly covers: (box: Box) => boolean;
  readonly othersPaint: boolean;
  /** Each picture's largest size, along its own width and height. */
  readonly sizes: ReadonlyMap<string, { readonly widthPt: number; readonly heightPt: number }>;
}

/**
 * Follows only `q Q cm Do` of a page's content and finds the boxes its pictures fill: enough to
 * tell a scan, whose one picture covers the sheet. `othersPaint`: text or paths are painted too.
 */
export function coversBox(
  content: string,
  pictures: ReadonlySet<string>,
  upright: Matrix,
): Covered {
  const boxes: Box[] = [];
  const sizes = new Map<string, { widthPt: number; heightPt: number }>();
  const stack: Matrix[] = [];
  let current: Matrix = [1, 0, 0, 1, 0, 0];
  let othersPaint = false;
  const operands: string[] = [];
  for (const [token] of content.matchAll(
    /\((?:\\[\s\S]|[^\\)])*\)|<[^>]*>|\/?[^\s()<>[\]{}/%]+/g,
  )) {
    switch (token) {
      case 'q':
        stack.push(current);
        break;
      case 'Q':
        current = stack.pop() ?? current;
        break;
      case 'cm': {
        const [a, b, c, d, e, f] = operands.slice(-6).map(Number);
        const matrix = [a, b, c, d, e, f];
        if (matrix.every((value) => value !== undefined && Number.isFinite(value))) {
          current = multiply([a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0], current);
        }
        break;
      }
      case 'Do':
        if (pictures.has(operands.at(-1) ?? '')) {
          const name = operands.at(-1) ?? '';
          const placed = multiply(current, upright);
          boxes.push(transformBox(placed, [0, 0, 1, 1]));
          const [a, b, c, d] = placed;
          const known = sizes.get(name) ?? { widthPt: 0, heightPt: 0 };
          sizes.set(name, {
            widthPt: Math.max(known.widthPt, Math.hypot(a, b)),
            heightPt: Math.max(known.heightPt, Math.hypot(c, d)),
          });
        } else othersPaint = true;
        break;
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
      case 'f':
      case 'F':
      case 'f*':
      case 'S':
      case 's':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
      case 'sh':
      case 'BI':
        othersPaint = true;
        break;
      default:
        operands.push(token);
        if (operands.length > 8) operands.shift();
        continue;
    }
    operands.length = 0;
  }
  const meets = ([a, b, c, d]: Box, [x1, y1, x2, y2]: Box) => a < x2 && c > x1 && b < y2 && d > y1;
  return { covers: (box) => boxes.some((filled) => meets(filled, box)), othersPaint, sizes };
}
