import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ArchiveError } from '../contract/errors.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { countPdfPages, drawPdfPage, isInked } from './draw-source.ts';
import { mm } from './measures.ts';
import { headBaselinePt } from './page-frame.ts';
import { TargetError } from './pdf-file.ts';
import type { PdfFile } from './pdf-file.ts';
import { transformBox, turn } from './pdf-syntax.ts';
import type { Box } from './pdf-syntax.ts';
import { placePage, sheetsFor } from './place.ts';
import type { Gap } from './placeholder.ts';
import type { PlannedDocument, PlannedPart, VolumeOptions } from './plan.ts';
import { bindPixels, openImage } from './source-image.ts';
import { parsePdf } from './source-pdf.ts';
import type { ParsedPdf } from './source-pdf.ts';
import type { BoundSource, PaintedObject } from './sources.ts';
import type { PageTexts } from './page-texts.ts';
import type { TextFont } from './text-font.ts';
import { writeTextLayer } from './text-layer.ts';
import { underlinesOn, type Underline } from './underlines.ts';

/** A sheet of the volume whose content is written: only its page object is still to come. */
export interface BoundSheet {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly sizeKnown: boolean;
  readonly objects: readonly PaintedObject[];
  /** Which part of a page that takes two sheets. */
  readonly part: number;
  /** Something stands where the page number goes on a right- or left-hand page. */
  readonly inkedRight: boolean;
  readonly inkedLeft: boolean;
  /** What is underlined on it: lines on the source page, from its lower left. */
  readonly underlines: readonly Underline[];
  /** Set where the page was drawn because it could not be copied: which page of which original. */
  readonly drawn: string | null;
  readonly gap: null;
}
export interface GapSheet {
  readonly gap: Gap;
}
export type Sheet = BoundSheet | GapSheet;

export interface BoundDocument {
  readonly sheets: readonly Sheet[];
  readonly notEmbedded: readonly string[];
  readonly signed: readonly SignedOriginal[];
}

/** An original under electronic signatures: the volume has their look, only the original proves them. */
export interface SignedOriginal {
  readonly name: string;
  readonly sha256: string;
  /** Signatures on the pages bound. */
  readonly signatures: number;
}

/** What is told of a document beside its sheets. */
interface Told {
  readonly notEmbedded: Set<string>;
  readonly signed: SignedOriginal[];
}

export interface BindContext {
  readonly file: PdfFile;
  readonly options: VolumeOptions;
  readonly signal: AbortSignal;
  readonly layers: { readonly all: string[]; readonly hidden: string[] };
  /** Texts that pages do not bring themselves, and what they are set in; null: there are none. */
  readonly texts: { readonly pages: PageTexts; readonly font: TextFont } | null;
  readonly onPage: () => void;
}

/** Copies a document's pages into the volume; what cannot be bound becomes a gap, never nothing. */
export async function bindDocument(
  document: PlannedDocument,
  context: BindContext,
): Promise<BoundDocument> {
  if (document.refused) {
    const name = document.parts[0]?.name ?? '';
    return { sheets: [{ gap: { code: document.refused, name } }], notEmbedded: [], signed: [] };
  }
  const sheets: Sheet[] = [];
  const told: Told = { notEmbedded: new Set(), signed: [] };
  for (const part of document.parts) {
    const bound = await bindPart(part, context, told);
    sheets.push(...(bound.length > 0 ? bound : [gap(part, 'no-such-page')]));
  }
  if (sheets.length === 0) sheets.push({ gap: { code: 'no-such-page', name: '' } });
  return { sheets, notEmbedded: [...told.notEmbedded].sort(), signed: told.signed };
}

function gap(part: PlannedPart, code: ErrorCode): GapSheet {
  return { gap: { code, name: part.name } };
}

async function bindPart(part: PlannedPart, context: BindContext, told: Told): Promise<Sheet[]> {
  if (part.state === 'none') return [gap(part, 'no-such-page')];
  if (part.state === 'locked') return [gap(part, 'locked')];
  const bytes = await readOriginal(part);
  if (typeof bytes === 'string') return [gap(part, bytes)];
  return part.type === 'pdf'
    ? bindPdf(part, bytes, context, told)
    : bindImage(part, bytes, context);
}

/** The original's bytes, or why they cannot be had: it must be the very file that was filed. */
async function readOriginal(part: PlannedPart): Promise<Uint8Array | ErrorCode> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(part.path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' ? 'original-missing' : 'unreadable';
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  return hash === part.sha256 ? bytes : 'original-damaged';
}

/** Pages of an original that belong to the part, from 1. */
function* pagesOf(part: PlannedPart, available: number): Generator<number> {
  const last = part.lastPage ?? available;
  for (let page = part.firstPage ?? 1; page <= last; page += 1) yield page;
}

async function bindPdf(
  part: PlannedPart,
  bytes: Uint8Array,
  context: BindContext,
  told: Told,
): Promise<Sheet[]> {
  const parsed = await parsePdf(bytes, context.file, dpiOf(context)).catch(() => null);
  let available = parsed?.pages ?? 0;
  if (!parsed) {
    try {
      available = Math.min(await countPdfPages(part.path), Math.max(1, part.pages));
    } catch (error) {
      return [gap(part, isLocked(error) ? 'locked' : 'unreadable')];
    }
  }
  const sheets: Sheet[] = [];
  let signatures = 0;
  for (const page of pagesOf(part, available)) {
    context.signal.throwIfAborted();
    sheets.push(...(await bindPdfPage(part, parsed, page, context)));
    signatures += parsed?.signatures(page - 1) ?? 0;
    context.onPage();
  }
  const { name, sha256 } = part;
  if (signatures > 0) told.signed.push({ name, sha256, signatures });
  if (parsed) {
    for (const font of parsed.notEmbedded) told.notEmbedded.add(font);
    await declareLayers(parsed, context);
  }
  // A file of which nothing can be had is one placeholder, not one a page.
  const lost = sheets.every((sheet) => sheet.gap);
  return lost ? sheets.slice(0, 1) : sheets;
}

const dpiOf = ({ options }: BindContext) => options.imageDpi ?? null;

function isLocked(error: unknown): boolean {
  return error instanceof ArchiveError && error.code === 'locked';
}

async function declareLayers(parsed: ParsedPdf, context: BindContext): Promise<void> {
  const layers = await parsed.finish();
  context.layers.all.push(...layers.all);
  context.layers.hidden.push(...layers.hidden);
}

async function bindPdfPage(
  part: PlannedPart,
  parsed: ParsedPdf | null,
  page: number,
  context: BindContext,
): Promise<Sheet[]> {
  if (parsed) {
    if (page > parsed.pages) return [gap(part, 'no-such-page')];
    try {
      const unread = context.texts?.pages.has(part, page) === true;
      const source = await parsed.copyPage(page - 1, part.rotation, unread);
      return await sheetsOf(source, context, null, part, page);
    } catch (error) {
      if (error instanceof TargetError) throw error;
    }
  }
  try {
    const drawn = await drawPdfPage(part.path, page);
    const { widthPt, heightPt } = drawn;
    const source = await bindPixels(context.file, drawn.pixels, widthPt, heightPt, part.rotation);
    return await sheetsOf(source, context, `${part.name} · ${page}`, part, page);
  } catch (error) {
    if (error instanceof TargetError) throw error;
    return [gap(part, 'unreadable')];
  }
}

async function bindImage(
  part: PlannedPart,
  bytes: Uint8Array,
  context: BindContext,
): Promise<Sheet[]> {
  const image = await openImage(bytes, part, { file: context.file, dpi: dpiOf(context) }).catch(
    () => null,
  );
  if (!image) return [gap(part, 'unreadable')];
  const sheets: Sheet[] = [];
  for (const page of pagesOf(part, image.pages)) {
    context.signal.throwIfAborted();
    try {
      const source = await image.bind(page - 1, part.rotation);
      const drawn = image.cutOff ? part.name : null;
      sheets.push(...(await sheetsOf(source, context, drawn, part, page)));
    } catch (error) {
      if (error instanceof TargetError) throw error;
      sheets.push(gap(part, 'unreadable'));
    }
    context.onPage();
  }
  return sheets;
}

async function sheetsOf(
  source: BoundSource,
  context: BindContext,
  drawn: string | null,
  part: PlannedPart,
  page: number,
): Promise<BoundSheet[]> {
  const count = sheetsFor(source, context.options.a3);
  const { widthPt, heightPt, sizeKnown } = source;
  const objects = await withText(source, context, part, page);
  const inked = await cornersInked(source, context, part, page);
  return Array.from({ length: count }, (_, index) => ({
    widthPt,
    heightPt,
    sizeKnown,
    objects,
    part: index,
    ...inked,
    underlines: underlinesOn(part, page, source),
    drawn,
    gap: null,
  }));
}

/** A page's objects with its text over them. What was read or corrected stands for the file's own text. */
async function withText(
  source: BoundSource,
  { file, texts }: BindContext,
  part: PlannedPart,
  page: number,
): Promise<readonly PaintedObject[]> {
  const text = (await texts?.pages.textOf(part, page)) ?? null;
  if (texts === null || text === null) return source.objects;
  const layer = await writeTextLayer(file, texts.font, text, source, part.rotation);
  if (layer === null) return source.objects;
  const mute = part.type === 'pdf';
  return [...source.objects.map((object) => (mute ? { ...object, mute } : object)), layer];
}

/** Room of a page number in the upper right and left corner of an upright page. */
export function cornerBoxes(size: { widthPt: number; heightPt: number }): {
  right: Box;
  left: Box;
} {
  const top = size.heightPt - headBaselinePt + 10;
  const bottom = size.heightPt - headBaselinePt - 4;
  const edge = 17 * mm;
  return {
    right: [size.widthPt - edge - 32, bottom, size.widthPt - edge + 2, top],
    left: [edge - 2, bottom, edge + 32, top],
  };
}

async function cornersInked(
  source: BoundSource,
  context: BindContext,
  part: PlannedPart,
  page: number,
): Promise<{ inkedRight: boolean; inkedLeft: boolean }> {
  const placed = placePage(source, context.options.a3, 'recto', 0);
  if (!context.options.pageNumbers) return { inkedRight: false, inkedLeft: false };
  if (!placed.unmoved) return { inkedRight: true, inkedLeft: true };
  const boxes = cornerBoxes(source);
  const test = async (box: Box) => {
    const known = source.covers(box);
    if (known !== null) return known;
    return isInked(part.path, page, shareOf(box, source, part.rotation));
  };
  return {
    inkedRight: await test(boxes.right),
    inkedLeft: context.options.duplex ? await test(boxes.left) : false,
  };
}

/** A box of the turned page as shares of the page before the user's turn, from its top left. */
function shareOf(box: Box, size: { widthPt: number; heightPt: number }, rotation: number) {
  const quarter = rotation % 180 !== 0;
  const width = quarter ? size.heightPt : size.widthPt;
  const height = quarter ? size.widthPt : size.heightPt;
  const back = turn(-rotation, size.widthPt, size.heightPt);
  const [left, bottom, right, top] = transformBox(back, box);
  return {
    left: left / width,
    right: right / width,
    top: 1 - top / height,
    bottom: 1 - bottom / height,
  };
}
