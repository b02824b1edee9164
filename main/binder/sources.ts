import type { Box, Matrix } from './pdf-syntax.ts';

/** An object (picture or form) painted on a page, placed in upright points of the page. */
export interface PaintedObject {
  readonly number: number;
  readonly matrix: Matrix;
  /** Its own text is not to be read: a better one is given beside it. */
  readonly mute?: boolean;
}

/** A source page already written into the volume, ready to be placed on a sheet. */
export interface BoundSource {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly sizeKnown: boolean;
  readonly objects: readonly PaintedObject[];
  /**
   * Whether something is painted within a box of the page; null: it takes a drawing to know.
   */
  readonly covers: (box: Box) => boolean | null;
}
