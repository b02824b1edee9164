import { PDFArray, PDFName, PDFNumber } from 'pdf-lib';
import type { PDFObject, PDFPageLeaf } from 'pdf-lib';
import { multiply, turn } from './pdf-syntax.ts';
import type { Box, Matrix } from './pdf-syntax.ts';

/** An attribute a page has itself or from the tree above it, followed. */
export const inherited = (leaf: PDFPageLeaf, key: string): PDFObject | undefined =>
  leaf.context.lookup(leaf.getInheritableAttribute(PDFName.of(key)));

export function numberOr(object: PDFObject | undefined, otherwise: number): number {
  const value = object instanceof PDFNumber ? object.asNumber() : Number.NaN;
  return Number.isFinite(value) ? value : otherwise;
}

export function boxOf(object: PDFObject | undefined): Box | null {
  if (!(object instanceof PDFArray) || object.size() < 4) return null;
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => numberOr(object.lookup(at), Number.NaN));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (![a, b, c, d].every(Number.isFinite)) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0.5 && box[3] - box[1] > 0.5 ? box : null;
}

/** The crop box within the media box; US Letter where a page does not say (ISO 32000, 7.7.3.3). */
export function visibleBox(leaf: PDFPageLeaf): Box {
  const media = boxOf(inherited(leaf, 'MediaBox')) ?? ([0, 0, 612, 792] as const);
  const crop = boxOf(inherited(leaf, 'CropBox'));
  if (!crop) return media;
  const both: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  return both[2] - both[0] > 0.5 && both[3] - both[1] > 0.5 ? both : media;
}

/** From the page's own space to upright points with the lower left corner at the origin. */
export function uprightMatrix(box: Box, unit: number, degrees: number): Matrix {
  const toOrigin: Matrix = [unit, 0, 0, unit, -box[0] * unit, -box[1] * unit];
  return multiply(toOrigin, turn(degrees, (box[2] - box[0]) * unit, (box[3] - box[1]) * unit));
}
