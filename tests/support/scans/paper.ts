import type { Face } from './fonts.ts';

/**
 * A clean page before it is printed or scanned: what stands where, in millimetres from the top
 * left corner. The same paper is drawn on a canvas (scans) and into a PDF (text documents).
 */
export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marks: readonly Mark[];
}

export type Ink = 'black' | 'red' | 'blue' | 'grey' | 'seal';

export type Mark = TextMark | RuleMark | RingMark | StarMark | PictureMark;

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly xMm: number;
  readonly baselineMm: number;
  readonly sizePt: number;
  readonly face: Face;
  readonly ink: Ink;
  readonly turnDegrees?: number;
  /** Added after each character. */
  readonly spacingPt?: number;
  /** What the line is on its paper; for those who compare a reading with it. */
  readonly role?: LineRole;
}

/** What a line of text is on an official paper. */
export type LineRole =
  | 'mark'
  | 'masthead'
  | 'number'
  | 'signer'
  | 'title'
  | 'to'
  | 'heading'
  | 'body'
  | 'attachment'
  | 'issuer'
  | 'date'
  | 'remark'
  | 'imprint'
  | 'cell'
  | 'caption'
  | 'margin'
  | 'page-number';

export interface RuleMark {
  readonly kind: 'rule';
  readonly fromMm: readonly [number, number];
  readonly toMm: readonly [number, number];
  readonly thicknessMm: number;
  readonly ink: Ink;
}

export interface RingMark {
  readonly kind: 'ring';
  readonly centreMm: readonly [number, number];
  readonly radiusMm: number;
  readonly thicknessMm: number;
  readonly ink: Ink;
}

/** A filled five-pointed star, point up. */
export interface StarMark {
  readonly kind: 'star';
  readonly centreMm: readonly [number, number];
  readonly radiusMm: number;
  readonly ink: Ink;
}

/** A JPEG placed on the page. */
export interface PictureMark {
  readonly kind: 'picture';
  readonly jpeg: Uint8Array;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export const pointsPerMm = 72 / 25.4;

/** A4 upright, the size of all official papers (GB/T 9704-2012). */
export const a4Mm = { widthMm: 210, heightMm: 297 } as const;

/** The ten corners of a star, in the units of its centre and radius, y downwards. */
export function starCorners(
  [x, y]: readonly [number, number],
  radius: number,
): readonly (readonly [number, number])[] {
  return Array.from({ length: 10 }, (_, corner) => {
    const reach = corner % 2 === 0 ? radius : radius * 0.382;
    const angle = -Math.PI / 2 + (corner * Math.PI) / 5;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)] as const;
  });
}
