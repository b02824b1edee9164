import { constants, inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  decodePDFRawStream,
} from 'pdf-lib';
import type { PDFObject, PDFPageLeaf } from 'pdf-lib';
import { appearances, signaturesOn } from './appearances.ts';
import type { Appearance } from './appearances.ts';
import { ObjectCopier, lookupMaybe } from './copy-objects.ts';
import { coversBox } from './covered.ts';
import type { Covered } from './covered.ts';
import { withoutHiddenText } from './hidden-text.ts';
import { inherited, numberOr, uprightMatrix, visibleBox } from './page-boxes.ts';
import type { PdfFile } from './pdf-file.ts';
import { multiply, transformBox } from './pdf-syntax.ts';
import type { Matrix } from './pdf-syntax.ts';
import type { ImageDpi } from './smaller-picture.ts';
import { smallerPictures } from './smaller-source.ts';
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
  /** Signatures of a page, from 0: their look is bound, what they sign is the original alone. */
  readonly signatures: (page: number) => number;
  /** Once all pages are copied: layers to be declared by the volume, those hidden among them. */
  readonly finish: () => Promise<Layers>;
}

/** Parses a PDF, whose pictures are bound with at most `dpi` dots to the inch; throws where it has no pages that can be found, or needs a password. */
export async function parsePdf(
  bytes: Uint8Array,
  file: PdfFile,
  dpi: ImageDpi = null,
): Promise<ParsedPdf> {
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
      return copyLeaf(leaf, rotation, unread, copier, { file, dpi });
    },
    signatures: (page) => {
      const leaf = leaves[page];
      return leaf ? signaturesOn(leaf) : 0;
    },
    finish: async () => {
      await copier.settle();
      return layersOf(source.catalog, copier);
    },
  };
}

async function copyLeaf(
  leaf: PDFPageLeaf,
  rotation: number,
  unread: boolean,
  copier: ObjectCopier,
  { file, dpi }: { readonly file: PdfFile; readonly dpi: ImageDpi },
): Promise<BoundSource> {
  const box = visibleBox(leaf);
  const unit = numberOr(lookupMaybe(leaf, 'UserUnit'), 1) || 1;
  const degrees = numberOr(inherited(leaf, 'Rotate'), 0) + rotation;
  const upright = uprightMatrix(box, unit, degrees);
  const [, , widthPt, heightPt] = transformBox(upright, box);
  const given = leaf.getInheritableAttribute(PDFName.Resources);
  const resources = leaf.context.lookup(given);
  copier.pageResources = resources instanceof PDFDict ? given : undefined;
  if (resources instanceof PDFDict) assertWhole(resources);

  const objects: PaintedObject[] = [];
  const whole = contentOf(leaf);
  const body = unread && whole ? withoutHidden(whole) : whole;
  const painted = paintedPictures(resources, body, upright);
  if (dpi !== null && painted && resources instanceof PDFDict) {
    const smaller = await smallerPictures(resources, painted.sizes, dpi);
    for (const [tag, picture] of smaller) copier.pictures.set(tag, picture);
  }
  if (body) {
    const group = lookupMaybe(leaf, 'Group');
    const entries =
      `/Type/XObject/Subtype/Form/BBox[${box.join(' ')}]` +
      `/Resources ${resources instanceof PDFDict ? copier.value(given) : '<<>>'}` +
      (group instanceof PDFDict ? `/Group ${copier.value(group)}` : '');
    const number = await writeBody(file, copier, entries, body);
    objects.push({ number, matrix: upright });
  }
  for (const annotation of appearances(leaf)) {
    const matrix = multiply(annotation.matrix, upright);
    objects.push({ number: await writeAppearance(file, copier, annotation), matrix });
  }
  await copier.drain();
  return {
    widthPt,
    heightPt,
    sizeKnown: true,
    objects,
    covers: coverTest(leaf, body, painted),
  };
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
  return file.addShared(entries + filters, body.getContents());
}

/** An appearance as it is; one on a layer within a form on that layer. */
async function writeAppearance(
  file: PdfFile,
  copier: ObjectCopier,
  { appearance, box, layer }: Appearance,
): Promise<number> {
  const look = copier.value(appearance);
  if (layer === null) return Number.parseInt(look, 10);
  const entries = `/Type/XObject/Subtype/Form/BBox[${box.join(' ')}]/OC ${copier.value(layer)}`;
  return file.addDeflated(`${entries}/Resources<</XObject<</A ${look}>>>>`, '/A Do');
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
  const named = (list: readonly PDFRef[]) => list.flatMap((ref) => copier.copied(ref) ?? []);
  if (!(defaults instanceof PDFDict)) return { all: named(all), hidden: [] };
  const off = refs(lookupMaybe(defaults, 'OFF'));
  const on = new Set(refs(lookupMaybe(defaults, 'ON')).map((ref) => ref.tag));
  const allOff = lookupMaybe(defaults, 'BaseState')?.toString() === '/OFF';
  const hidden = allOff ? all.filter((ref) => !on.has(ref.tag)) : off;
  return { all: named(all), hidden: named(hidden) };
}

/** What the page's pictures cover, where its content tells without much effort. */
function paintedPictures(
  resources: PDFObject | undefined,
  body: Body | null,
  upright: Matrix,
): Covered | null {
  const pictures = new Set<string>();
  const named = resources instanceof PDFDict ? lookupMaybe(resources, 'XObject') : undefined;
  if (named instanceof PDFDict) {
    for (const [key] of named.entries()) {
      const object = named.lookup(key);
      const subtype = object instanceof PDFStream ? lookupMaybe(object.dict, 'Subtype') : undefined;
      if (subtype === PDFName.of('Image')) pictures.add(key.toString());
    }
  }
  if (!body || pictures.size === 0) return null;
  try {
    const content = body instanceof PDFRawStream ? shortContent(body) : body;
    if (content === null || content.length > longestLookedThrough) return null;
    return coversBox(Buffer.from(content).toString('latin1'), pictures, upright);
  } catch {
    return null;
  }
}

/** Whether a picture of the page covers a box (upright points); null: not known from the content. */
function coverTest(
  leaf: PDFPageLeaf,
  body: Body | null,
  painted: Covered | null,
): BoundSource['covers'] {
  if (!body) return () => false;
  if (!painted) return () => null;
  const others = leaf.has(PDFName.Annots) || painted.othersPaint;
  return (box) => (painted.covers(box) ? true : others ? null : false);
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
