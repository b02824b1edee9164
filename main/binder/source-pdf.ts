import { constants, inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  decodePDFRawStream,
} from 'pdf-lib';
import type { PDFObject, PDFPageLeaf } from 'pdf-lib';
import { ObjectCopier, lookupMaybe } from './copy-objects.ts';
import { coversBox } from './covered.ts';
import { withoutHiddenText } from './hidden-text.ts';
import type { PdfFile } from './pdf-file.ts';
import { multiply, transformBox, turn } from './pdf-syntax.ts';
import type { Box, Matrix } from './pdf-syntax.ts';
import type { BoundSource, PaintedObject } from './sources.ts';

export interface Layers {
  readonly all: readonly string[];
  readonly hidden: readonly string[];
}

/** A source PDF, parsed. Pages are copied one at a time; throws where a page cannot be copied whole. */
export interface ParsedPdf {
  readonly pages: number;
  /**
   * `page` from 0; `rotation` the user's quarter turns on top of the page's own. `unread`: without
   * the invisible text it may have, because a better one comes with it.
   */
  readonly copyPage: (page: number, rotation: number, unread: boolean) => Promise<BoundSource>;
  readonly notEmbedded: ReadonlySet<string>;
  /** Groups of optional content to be declared by the volume, those hidden among them. */
  readonly layers: () => Promise<Layers>;
}

/** Parses a PDF; throws where it has no pages that can be found, or needs a password. */
export async function parsePdf(bytes: Uint8Array, file: PdfFile): Promise<ParsedPdf> {
  const source = await PDFDocument.load(bytes, {
    updateMetadata: false,
    password: '',
    parseSpeed: Number.POSITIVE_INFINITY,
  });
  const leaves = source.getPages().map((page) => page.node);
  if (leaves.length === 0) throw new Error('no pages');
  const copier = new ObjectCopier(source.context, file);
  return {
    pages: leaves.length,
    notEmbedded: copier.notEmbedded,
    copyPage: async (page, rotation, unread) => {
      const leaf = leaves[page];
      if (!leaf) throw new Error(`no page ${page + 1}`);
      return copyLeaf(leaf, rotation, unread, copier, file);
    },
    layers: async () => {
      const layers = layersOf(source.catalog, copier);
      await copier.drain();
      return layers;
    },
  };
}

const inherited = (leaf: PDFPageLeaf, key: string): PDFObject | undefined =>
  leaf.context.lookup(leaf.getInheritableAttribute(PDFName.of(key)));

async function copyLeaf(
  leaf: PDFPageLeaf,
  rotation: number,
  unread: boolean,
  copier: ObjectCopier,
  file: PdfFile,
): Promise<BoundSource> {
  const box = visibleBox(leaf);
  const unit = numberOr(lookupMaybe(leaf, 'UserUnit'), 1) || 1;
  const degrees = numberOr(inherited(leaf, 'Rotate'), 0) + rotation;
  const upright = uprightMatrix(box, unit, degrees);
  const [, , widthPt, heightPt] = transformBox(upright, box);
  const resources = inherited(leaf, 'Resources');
  if (resources instanceof PDFDict) assertWhole(resources);

  const objects: PaintedObject[] = [];
  const whole = contentOf(leaf);
  const body = unread && whole ? withoutHidden(whole) : whole;
  if (body) {
    const group = lookupMaybe(leaf, 'Group');
    const entries =
      `/Type/XObject/Subtype/Form/BBox[${box.join(' ')}]` +
      `/Resources ${resources instanceof PDFDict ? copier.value(resources) : '<<>>'}` +
      (group instanceof PDFDict ? `/Group ${copier.value(group)}` : '');
    const number = await writeBody(file, copier, entries, body);
    objects.push({ number, matrix: upright });
  }
  for (const annotation of appearances(leaf)) {
    const matrix = multiply(annotation.matrix, upright);
    objects.push({ number: numberOfRef(copier, annotation.appearance), matrix });
  }
  await copier.drain();
  return {
    widthPt,
    heightPt,
    sizeKnown: true,
    objects,
    covers: coverTest(leaf, resources, body, upright),
  };
}

function numberOr(object: PDFObject | undefined, otherwise: number): number {
  const value = object instanceof PDFNumber ? object.asNumber() : Number.NaN;
  return Number.isFinite(value) ? value : otherwise;
}

function boxOf(object: PDFObject | undefined): Box | null {
  if (!(object instanceof PDFArray) || object.size() < 4) return null;
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => numberOr(object.lookup(at), Number.NaN));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (![a, b, c, d].every(Number.isFinite)) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0.5 && box[3] - box[1] > 0.5 ? box : null;
}

/** The crop box within the media box; US Letter where a page does not say (ISO 32000, 7.7.3.3). */
function visibleBox(leaf: PDFPageLeaf): Box {
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
function uprightMatrix(box: Box, unit: number, degrees: number): Matrix {
  const toOrigin: Matrix = [unit, 0, 0, unit, -box[0] * unit, -box[1] * unit];
  return multiply(toOrigin, turn(degrees, (box[2] - box[0]) * unit, (box[3] - box[1]) * unit));
}

/** Pictures and fonts a page names must be there: a copy without them would be silently blank. */
function assertWhole(resources: PDFDict): void {
  for (const kind of ['XObject', 'Font']) {
    const named = lookupMaybe(resources, kind);
    if (!(named instanceof PDFDict)) continue;
    for (const [key] of named.entries()) {
      const object = named.lookup(key);
      const good = kind === 'Font' ? object instanceof PDFDict : object instanceof PDFStream;
      if (!good) throw new Error(`${kind} ${key.toString()} is missing`);
    }
  }
}

type Body = PDFRawStream | Uint8Array;

/** A page's content: its one stream as it is, or several joined; null where a page is empty. */
function contentOf(leaf: PDFPageLeaf): Body | null {
  const contents = lookupMaybe(leaf, 'Contents');
  if (contents === undefined) {
    if (leaf.get(PDFName.Contents) instanceof PDFRef) throw new Error('content is missing');
    return null;
  }
  if (contents instanceof PDFRawStream) return contents;
  if (!(contents instanceof PDFArray)) throw new Error('content is of no known kind');
  const streams = contents.asArray().map((_, at) => contents.lookup(at));
  const [only] = streams;
  if (streams.length === 1 && only instanceof PDFRawStream) return only;
  const parts: Uint8Array[] = [];
  for (const stream of streams) {
    if (!(stream instanceof PDFRawStream)) throw new Error('a piece of content is missing');
    parts.push(decoded(stream), new Uint8Array([10]));
  }
  return Buffer.concat(parts);
}

/** A stream's bytes without its filters. */
function decoded(stream: PDFRawStream): Uint8Array {
  const parms = lookupMaybe(stream.dict, 'DecodeParms');
  const list =
    parms instanceof PDFArray ? parms.asArray().map((_, at) => parms.lookup(at)) : [parms];
  const predicted = list.some(
    (item) => item instanceof PDFDict && numberOr(lookupMaybe(item, 'Predictor'), 1) > 1,
  );
  if (predicted) throw new Error('predicted content');
  return decodePDFRawStream(stream).decode();
}

async function writeBody(
  file: PdfFile,
  copier: ObjectCopier,
  entries: string,
  body: Body,
): Promise<number> {
  if (!(body instanceof PDFRawStream)) return file.addDeflated(entries, body);
  let filters = '';
  for (const key of ['Filter', 'DecodeParms']) {
    const value = body.dict.get(PDFName.of(key));
    if (value) filters += `/${key} ${copier.value(value)}`;
  }
  const number = file.reserve();
  await file.stream(number, entries + filters, body.getContents());
  return number;
}

function numberOfRef(copier: ObjectCopier, ref: PDFRef): number {
  return Number.parseInt(copier.value(ref), 10);
}

interface Appearance {
  readonly appearance: PDFRef;
  readonly matrix: Matrix;
}

const hiddenFlags = 2 | 32;

/** What a page's annotations and form fields look like; links, notes' windows and hidden ones aside. */
function appearances(leaf: PDFPageLeaf): Appearance[] {
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
  const parent = lookupMaybe(annotation, 'Parent');
  const value =
    lookupMaybe(annotation, 'V') ??
    (parent instanceof PDFDict ? lookupMaybe(parent, 'V') : undefined);
  return value !== undefined && !(value instanceof PDFDict);
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
  const [x1, y1, x2, y2] = transformBox(formMatrix(stream.dict), box);
  if (x2 - x1 < 1e-6 || y2 - y1 < 1e-6) return null;
  const sx = (rect[2] - rect[0]) / (x2 - x1);
  const sy = (rect[3] - rect[1]) / (y2 - y1);
  return { appearance: ref, matrix: [sx, 0, 0, sy, rect[0] - x1 * sx, rect[1] - y1 * sy] };
}

function formMatrix(dict: PDFDict): Matrix {
  const matrix = lookupMaybe(dict, 'Matrix');
  if (!(matrix instanceof PDFArray) || matrix.size() < 6) return [1, 0, 0, 1, 0, 0];
  const at = (index: number) => numberOr(matrix.lookup(index), index === 0 || index === 3 ? 1 : 0);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function layersOf(catalog: PDFDict, copier: ObjectCopier): Layers {
  const properties = lookupMaybe(catalog, 'OCProperties');
  if (!(properties instanceof PDFDict)) return { all: [], hidden: [] };
  const groups = lookupMaybe(properties, 'OCGs');
  const defaults = lookupMaybe(properties, 'D');
  const refs = (object: PDFObject | undefined) =>
    object instanceof PDFArray
      ? object.asArray().filter((item): item is PDFRef => item instanceof PDFRef)
      : [];
  const all = refs(groups);
  if (!(defaults instanceof PDFDict))
    return { all: all.map((ref) => copier.value(ref)), hidden: [] };
  const off = refs(lookupMaybe(defaults, 'OFF'));
  const on = new Set(refs(lookupMaybe(defaults, 'ON')).map((ref) => ref.tag));
  const allOff = lookupMaybe(defaults, 'BaseState')?.toString() === '/OFF';
  const hidden = allOff ? all.filter((ref) => !on.has(ref.tag)) : off;
  return {
    all: all.map((ref) => copier.value(ref)),
    hidden: hidden.map((ref) => copier.value(ref)),
  };
}

/** Whether a picture of the page covers a box (upright points); null: not known from the content. */
function coverTest(
  leaf: PDFPageLeaf,
  resources: PDFObject | undefined,
  body: Body | null,
  upright: Matrix,
): BoundSource['covers'] {
  if (!body) return () => false;
  const pictures = new Set<string>();
  const named = resources instanceof PDFDict ? lookupMaybe(resources, 'XObject') : undefined;
  if (named instanceof PDFDict) {
    for (const [key] of named.entries()) {
      const object = named.lookup(key);
      const subtype = object instanceof PDFStream ? lookupMaybe(object.dict, 'Subtype') : undefined;
      if (subtype === PDFName.of('Image')) pictures.add(key.toString());
    }
  }
  if (pictures.size === 0) return () => null;
  const hasAnnotations = leaf.has(PDFName.Annots);
  try {
    const content = body instanceof PDFRawStream ? shortContent(body) : body;
    if (content === null || content.length > longestLookedThrough) return () => null;
    const boxes = coversBox(Buffer.from(content).toString('latin1'), pictures, upright);
    const others = hasAnnotations || boxes.othersPaint;
    return (box) => (boxes.covers(box) ? true : others ? null : false);
  } catch {
    return () => null;
  }
}

const longestLookedThrough = 200_000;

/** The content without invisible text, where it is not too long to look through. */
function withoutHidden(body: Body): Body {
  try {
    const content = body instanceof PDFRawStream ? shortContent(body, longestUnread) : body;
    if (content === null || content.length > longestUnread) return body;
    const rest = withoutHiddenText(Buffer.from(content).toString('latin1'));
    return rest === null ? body : Buffer.from(rest, 'latin1');
  } catch {
    return body;
  }
}

const longestUnread = 4_000_000;

/** A stream's bytes where they are few; null where it would take effort, or a bomb, to know. */
function shortContent(
  stream: PDFRawStream,
  longest: number = longestLookedThrough,
): Uint8Array | null {
  const filter = lookupMaybe(stream.dict, 'Filter');
  if (filter === undefined) return stream.getContents();
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (only !== PDFName.FlateDecode || stream.dict.has(PDFName.of('DecodeParms'))) return null;
  return inflateSync(stream.getContents(), {
    maxOutputLength: longest,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
}
