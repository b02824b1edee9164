/** Serif faces of the volume; characters they lack are taken from the fallback when written. */
export type Face = 'regular' | 'bold';

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  readonly sizePt: number;
  readonly spacingPt: number;
  readonly color: string;
}
export interface LineMark {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly widthPt: number;
  readonly color: string;
  readonly dash?: readonly number[];
  /** Round dots instead of dashes. */
  readonly dotted?: boolean;
}
export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokePt?: number;
  readonly dash?: readonly number[];
}
/** A place to click that leads to a page (printed number). */
export interface LinkMark {
  readonly kind: 'link';
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly page: number;
}
export type Mark = TextMark | LineMark | BoxMark | LinkMark;

/** What stands on a page: points from its top left corner, y downwards. */
export type Drawing = readonly Mark[];
