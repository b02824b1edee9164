import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream } from 'pdf-lib';
import type { PDFObject, PDFPageLeaf } from 'pdf-lib';
import { lookupMaybe } from './copy-objects.ts';
import { boxOf, numberOr } from './page-boxes.ts';
import { transformBox } from './pdf-syntax.ts';
import type { Box, Matrix } from './pdf-syntax.ts';

export interface Appearance {
  readonly appearance: PDFRef;
  /** From the appearance's space to the page's. */
  readonly matrix: Matrix;
  /** What it fills in the space of whoever paints it. */
  readonly box: Box;
  /** The layer it belongs to. */
  readonly layer: PDFRef | null;
}

const hiddenFlags = 2 | 32;

/**
 * What a page's annotations and form fields look like; links, notes' windows and hidden ones aside.
 * @throws where one has a look that only a viewer could make
 */
export function appearances(leaf: PDFPageLeaf): Appearance[] {
  const annotations = lookupMaybe(leaf, 'Annots');
  if (!(annotations instanceof PDFArray)) return [];
  const out: Appearance[] = [];
  for (let at = 0; at < annotations.size(); at += 1) {
    const annotation = annotations.lookup(at);
    if (!(annotation instanceof PDFDict)) continue;
    const subtype = lookupMaybe(annotation, 'Subtype')?.toString();
    if (subtype === '/Popup' || subtype === '/Link') continue;
    if (numberOr(lookupMaybe(annotation, 'F'), 0) & hiddenFlags) continue;
    const found = appearanceOf(annotation);
    if (found) out.push(found);
    else if (looksLikeSomething(annotation, subtype)) {
      throw new Error(`${subtype} whose look the viewer must make`);
    }
  }
  return out;
}

const drawnByViewers = new Set(
  'FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Ink'
    .split(' ')
    .map((name) => `/${name}`),
);

/** Annotations without an appearance that viewers draw all the same, filled fields among them. */
function looksLikeSomething(annotation: PDFDict, subtype: string | undefined): boolean {
  if (subtype !== '/Widget') return drawnByViewers.has(subtype ?? '');
  const value = ofField(annotation, 'V');
  return value !== undefined && !(value instanceof PDFDict);
}

/** An attribute of a form field, its own or of the field above it. */
function ofField(widget: PDFDict, key: string): PDFObject | undefined {
  const parent = lookupMaybe(widget, 'Parent');
  return (
    lookupMaybe(widget, key) ?? (parent instanceof PDFDict ? lookupMaybe(parent, key) : undefined)
  );
}

/** How many signatures (electronic seals) a page shows or hides. */
export function signaturesOn(leaf: PDFPageLeaf): number {
  const annotations = lookupMaybe(leaf, 'Annots');
  if (!(annotations instanceof PDFArray)) return 0;
  return annotations.asArray().filter((_, at) => {
    const widget = annotations.lookup(at);
    return (
      widget instanceof PDFDict &&
      ofField(widget, 'FT') === PDFName.of('Sig') &&
      ofField(widget, 'V') instanceof PDFDict
    );
  }).length;
}

function appearanceOf(annotation: PDFDict): Appearance | null {
  const states = lookupMaybe(annotation, 'AP');
  if (!(states instanceof PDFDict)) return null;
  let ref = states.get(PDFName.of('N'));
  const normal = annotation.context.lookup(ref);
  if (normal instanceof PDFDict) {
    const state = lookupMaybe(annotation, 'AS');
    ref = state instanceof PDFName ? normal.get(state) : undefined;
  }
  const stream = annotation.context.lookup(ref);
  const rect = boxOf(lookupMaybe(annotation, 'Rect'));
  if (!(ref instanceof PDFRef) || !(stream instanceof PDFStream) || !rect) return null;
  const box = boxOf(lookupMaybe(stream.dict, 'BBox'));
  if (!box) return null;
  const filled = transformBox(formMatrix(stream.dict), box);
  const [x1, y1, x2, y2] = filled;
  if (x2 - x1 < 1e-6 || y2 - y1 < 1e-6) return null;
  const sx = (rect[2] - rect[0]) / (x2 - x1);
  const sy = (rect[3] - rect[1]) / (y2 - y1);
  const layer = annotation.get(PDFName.of('OC'));
  return {
    appearance: ref,
    matrix: [sx, 0, 0, sy, rect[0] - x1 * sx, rect[1] - y1 * sy],
    box: filled,
    layer: layer instanceof PDFRef ? layer : null,
  };
}

function formMatrix(dict: PDFDict): Matrix {
  const matrix = lookupMaybe(dict, 'Matrix');
  if (!(matrix instanceof PDFArray) || matrix.size() < 6) return [1, 0, 0, 1, 0, 0];
  const at = (index: number) => numberOr(matrix.lookup(index), index === 0 || index === 3 ? 1 : 0);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}
