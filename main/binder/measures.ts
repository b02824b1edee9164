/** Points in a millimetre. */
export const mm = 72 / 25.4;
/** Points in a pixel of the design pictures (96 to the inch). */
export const px = 0.75;

export const a4 = { widthPt: 210 * mm, heightPt: 297 * mm } as const;

/** Margins of printed front matter (look.md, Print). */
export const margins = { innerPt: 25 * mm, outerPt: 17 * mm, topPt: 25 * mm, bottomPt: 20 * mm };

/** Which side of the leaf a page is: right-hand pages bind on their left edge. */
export type Side = 'recto' | 'verso';

/** The printed area of a page in points from its top left corner. */
export interface Frame {
  readonly side: Side;
  readonly leftPt: number;
  readonly rightPt: number;
  readonly topPt: number;
  readonly bottomPt: number;
  readonly widthPt: number;
}

export function frameOf(side: Side): Frame {
  const leftPt = side === 'recto' ? margins.innerPt : margins.outerPt;
  const rightPt = a4.widthPt - (side === 'recto' ? margins.outerPt : margins.innerPt);
  return {
    side,
    leftPt,
    rightPt,
    topPt: margins.topPt,
    bottomPt: a4.heightPt - margins.bottomPt,
    widthPt: rightPt - leftPt,
  };
}

export const colors = {
  ink: '#1A1A1A',
  text: '#333333',
  /** Labels and heads of tables. */
  label: '#444444',
  grey: '#555555',
  rule: '#777777',
  rule2: '#CCCCCC',
  rule3: '#DDDDDD',
  red: '#A61C28',
  white: '#FFFFFF',
} as const;
