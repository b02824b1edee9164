import { a4, mm } from './measures.ts';
import type { Side } from './measures.ts';
import type { SheetHandling } from './plan.ts';
import type { Matrix } from './pdf-syntax.ts';

export interface PageSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A sheet of the volume and where the source page stands on it (upright, from the lower left). */
export interface Placement {
  readonly page: PageSize;
  readonly matrix: Matrix;
  /** Whether the source page was left as it is: own size, unmoved, unscaled. */
  readonly unmoved: boolean;
}

export interface PlacedSource extends PageSize {
  /** False where the source says nothing about its size (a photo): then it may be enlarged. */
  readonly sizeKnown: boolean;
}

const tolerancePt = 5 * mm;
const bindingEdgePt = 25 * mm;
const outerEdgePt = 8 * mm;
const headPt = 20 * mm;
const overlapPt = 10 * mm;
const largestScale = 1.5;
/** 200 inches: ISO 32000-1, annex C.2. */
const largestSheetPt = 14_400;

function isA4({ widthPt, heightPt }: PageSize): boolean {
  const short = Math.min(widthPt, heightPt);
  const long = Math.max(widthPt, heightPt);
  return Math.abs(short - a4.widthPt) <= tolerancePt && Math.abs(long - a4.heightPt) <= tolerancePt;
}

/** Pages treated as A3: over half as large again as A4. Smaller ones above A4 are fitted. */
export function isOversize({ widthPt, heightPt }: PageSize): boolean {
  return widthPt * heightPt > 1.5 * a4.widthPt * a4.heightPt;
}

/** On how many sheets a source page is bound. */
export function sheetsFor(size: PageSize, a3: SheetHandling): number {
  return a3 === 'halves' && isOversize(size) ? 2 : 1;
}

/**
 * Places a source page as design.md, The binder, says. `part` counts the sheets of a page that
 * takes two.
 */
export function placePage(
  source: PlacedSource,
  a3: SheetHandling,
  side: Side,
  part: number,
): Placement {
  if (a3 === 'own' || isA4(source)) return asItIs(source);
  if (!isOversize(source)) return centred(source, side);
  switch (a3) {
    case 'fold':
      return source.sizeKnown ? asItIs(source) : centred(source, side);
    case 'halves':
      return half(source, part);
    case 'fit':
      return fitted(source);
  }
}

/** Its own size; what no viewer would show is shrunk to the largest sheet that all do. */
function asItIs({ widthPt, heightPt }: PageSize): Placement {
  const scale = Math.min(1, largestSheetPt / Math.max(widthPt, heightPt));
  const page = { widthPt: widthPt * scale, heightPt: heightPt * scale };
  return { page, matrix: [scale, 0, 0, scale, 0, 0], unmoved: scale === 1 };
}

function sheetLike(source: PageSize): PageSize {
  return source.widthPt > source.heightPt
    ? { widthPt: a4.heightPt, heightPt: a4.widthPt }
    : { widthPt: a4.widthPt, heightPt: a4.heightPt };
}

/** Beside the binding edge, in the middle of what is left. */
function centred(source: PlacedSource, side: Side): Placement {
  const limit = source.sizeKnown ? 1 : largestScale;
  const scaleOn = (page: PageSize) =>
    Math.min(
      limit,
      (page.widthPt - bindingEdgePt - outerEdgePt) / source.widthPt,
      (page.heightPt - 2 * headPt) / source.heightPt,
    );
  const upright: PageSize = a4;
  const turned = sheetLike(source);
  const keepsUpright = scaleOn(upright) >= Math.min(1, scaleOn(turned)) * 0.75;
  const page = keepsUpright || !source.sizeKnown ? upright : turned;
  const scale = scaleOn(page);
  const room = page.widthPt - bindingEdgePt;
  const left = side === 'recto' ? bindingEdgePt : 0;
  const x = left + (room - source.widthPt * scale) / 2;
  const y = (page.heightPt - source.heightPt * scale) / 2;
  return { page, matrix: [scale, 0, 0, scale, x, y], unmoved: false };
}

/** One half of a large page: together they show it whole, 10 mm of it twice. */
function half(source: PageSize, part: number): Placement {
  const wide = source.widthPt > source.heightPt;
  const page: PageSize = wide
    ? { widthPt: a4.widthPt, heightPt: a4.heightPt }
    : { widthPt: a4.heightPt, heightPt: a4.widthPt };
  const along = wide ? page.widthPt : page.heightPt;
  const across = wide ? page.heightPt : page.widthPt;
  const length = wide ? source.widthPt : source.heightPt;
  const breadth = wide ? source.heightPt : source.widthPt;
  const scale = Math.min((2 * along - overlapPt) / length, across / breadth);
  const shownTwice = 2 * along - length * scale;
  const first = part === 0;
  const rest = Math.max(0, shownTwice - overlapPt) / 2;
  const margin = (across - breadth * scale) / 2;
  // Reading order: left before right, top before bottom.
  const start = wide === first ? rest : along - length * scale - rest;
  const matrix: Matrix = wide
    ? [scale, 0, 0, scale, start, margin]
    : [scale, 0, 0, scale, margin, start];
  return { page, matrix, unmoved: false };
}

function fitted(source: PageSize): Placement {
  const page = sheetLike(source);
  const scale = Math.min(page.widthPt / source.widthPt, page.heightPt / source.heightPt);
  const x = (page.widthPt - source.widthPt * scale) / 2;
  const y = (page.heightPt - source.heightPt * scale) / 2;
  return { page, matrix: [scale, 0, 0, scale, x, y], unmoved: false };
}
