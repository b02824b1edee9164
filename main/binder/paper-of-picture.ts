import { a4 } from './measures.ts';
import { multiply, turn } from './pdf-syntax.ts';
import type { Matrix } from './pdf-syntax.ts';
import type { BoundSource } from './sources.ts';

/** Dots to the inch a file claims, along its own width and height; null: it does not say. */
export type Dpi = { readonly x: number; readonly y: number } | null;

/** EXIF orientation as a matrix from the unit square to an upright box of this size. */
function orient(orientation: number, w: number, h: number): Matrix {
  switch (orientation) {
    case 2:
      return [-w, 0, 0, h, w, 0];
    case 3:
      return [-w, 0, 0, -h, w, h];
    case 4:
      return [w, 0, 0, -h, 0, h];
    case 5:
      return [0, -h, -w, 0, w, h];
    case 6:
      return [0, -h, w, 0, 0, h];
    case 7:
      return [0, h, w, 0, 0, 0];
    case 8:
      return [0, h, -w, 0, w, 0];
    default:
      return [w, 0, 0, h, 0, 0];
  }
}

/**
 * Paper size of a picture. Where the file does not say, a picture of A4's shape and a scan's
 * size is an A4 sheet; another is taken at 150 dots to the inch, its size called unknown.
 */
export function paperSize(
  width: number,
  height: number,
  dpi: Dpi,
): { widthPt: number; heightPt: number; sizeKnown: boolean } {
  if (dpi) {
    return { widthPt: (width * 72) / dpi.x, heightPt: (height * 72) / dpi.y, sizeKnown: true };
  }
  const shape = Math.max(width, height) / Math.min(width, height);
  const scanLike = Math.abs(shape - Math.SQRT2) < 0.02 && Math.max(width, height) >= 800;
  if (scanLike) {
    const [short, long] = [a4.widthPt, a4.heightPt];
    return width < height
      ? { widthPt: short, heightPt: long, sizeKnown: true }
      : { widthPt: long, heightPt: short, sizeKnown: true };
  }
  return { widthPt: (width * 72) / 150, heightPt: (height * 72) / 150, sizeKnown: false };
}

/**
 * A picture written as object `number`, as a source page: `width` and `height` are the dots of the
 * original, which decide its size on paper, whatever was written.
 */
export function asSource(
  number: number,
  width: number,
  height: number,
  dpi: Dpi,
  orientation: number,
  rotation: number,
): BoundSource {
  const swapped = orientation >= 5;
  const shownDpi = dpi && swapped ? { x: dpi.y, y: dpi.x } : dpi;
  const paper = paperSize(swapped ? height : width, swapped ? width : height, shownDpi);
  const upright = orient(orientation, paper.widthPt, paper.heightPt);
  const matrix = multiply(upright, turn(rotation, paper.widthPt, paper.heightPt));
  const quarter = rotation % 180 !== 0;
  return {
    widthPt: quarter ? paper.heightPt : paper.widthPt,
    heightPt: quarter ? paper.widthPt : paper.heightPt,
    sizeKnown: paper.sizeKnown,
    objects: [{ number, matrix }],
    covers: () => true,
  };
}
