import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bindDocument } from './bind-document.ts';
import type { BindContext, BoundDocument } from './bind-document.ts';
import type { Drawing } from './drawing.ts';
import { embedFaces } from './embed-fonts.ts';
import { loadFaces } from './fonts.ts';
import type { Faces } from './fonts.ts';
import { drawFrontMatter, setVolume, sideOf } from './front-matter.ts';
import type { SetVolume } from './front-matter.ts';
import { bookmarksOf, countBookmarks, writeOutline } from './outline.ts';
import { PageTexts } from './page-texts.ts';
import { largestFileIn } from './part-files.ts';
import { PdfFile } from './pdf-file.ts';
import { pdfDate, textString } from './pdf-syntax.ts';
import { drawPlaceholder } from './placeholder.ts';
import { countDocuments, expectedSheets, isAlone } from './plan.ts';
import type { PlannedDocument, VolumePlan } from './plan.ts';
import { hashOfPlan } from './plan-hash.ts';
import { writePages } from './write-pages.ts';
import type { PageNote, VolumeProgress, VolumeReport } from './volume-report.ts';
import { TextFont } from './text-font.ts';
import { printable } from './wrap.ts';
import type { TextsFile } from './write-texts.ts';

const producer = '明册 Mingce';
/** Noted before the trailer, so that a list of volumes need not open them: `%MingcePages 196`. */
export const pagesKey = 'MingcePages';

type Written = Omit<VolumeReport, 'path' | 'ms' | 'checkMs'>;

/**
 * Writes a volume to a new file at `path`, flushed to disk. The one door to the writer: front to
 * back, sources one at a time, so that memory does not grow with what they hold. From document
 * `watchFrom` on, its progress is sure to have left before a document is opened: whoever ends this
 * process is then known.
 * @throws the file system's errors of the target; the signal's reason. The caller removes the file.
 */
export async function writeVolume(
  plan: VolumePlan,
  path: string,
  signal: AbortSignal,
  onProgress: (progress: VolumeProgress) => void,
  { watchFrom = null, texts = null }: WriteOptions = {},
): Promise<Written> {
  const faces = loadFaces();
  const file = await PdfFile.create(path, await largestFileIn(dirname(path)));
  const pages = texts === null ? null : await PageTexts.open(texts.path);
  try {
    const layer = pages === null ? null : { pages, font: new TextFont(file) };
    const bound = await bindAll(plan, file, signal, onProgress, watchFrom, layer);
    signal.throwIfAborted();
    await layer?.font.write(file);
    return await assemble(plan, file, faces, bound, texts?.sha256 ?? '');
  } catch (error) {
    await file.abandon();
    throw error;
  } finally {
    await pages?.close();
  }
}

export interface WriteOptions {
  readonly watchFrom?: number | null;
  readonly texts?: TextsFile | null;
}

/** Workers send progress at most every 50 ms. */
const progressLeavesMs = 120;
const mostWatched = 300;

interface Bound {
  readonly documents: ReadonlyMap<PlannedDocument, BoundDocument>;
  readonly layers: BindContext['layers'];
}

async function bindAll(
  plan: VolumePlan,
  file: PdfFile,
  signal: AbortSignal,
  onProgress: (progress: VolumeProgress) => void,
  watchFrom: number | null,
  texts: BindContext['texts'],
): Promise<Bound> {
  const all = plan.sections.flatMap((section) => section.documents);
  const total = all.reduce((sum, document) => sum + expectedSheets(document, 'fold'), 0);
  const layers: BindContext['layers'] = { all: [], hidden: [] };
  const documents = new Map<PlannedDocument, BoundDocument>();
  let done = 0;
  let watched = 0;
  for (const document of all) {
    signal.throwIfAborted();
    const { id } = document;
    onProgress({ id, done, total, current: document.title });
    if (id === watchFrom) watched = mostWatched;
    if (watched > 0) {
      watched -= 1;
      await setTimeout(progressLeavesMs);
    }
    const before = done;
    const bound = await bindDocument(document, {
      file,
      options: plan.options,
      signal,
      layers,
      texts,
      onPage: () => {
        done += 1;
        onProgress({ id, done, total, current: document.title });
      },
    });
    documents.set(document, bound);
    done = before + expectedSheets(document, 'fold');
  }
  onProgress({ id: null, done: total, total, current: plan.title });
  return { documents, layers };
}

async function assemble(
  plan: VolumePlan,
  file: PdfFile,
  faces: Faces,
  bound: Bound,
  textsHash: string,
): Promise<Written> {
  const sheetsOf = (document: PlannedDocument) => bound.documents.get(document)?.sheets ?? [];
  const set = setVolume(plan, faces, {
    sheets: (document) => sheetsOf(document).length,
    hasGap: (document) => sheetsOf(document).some((sheet) => sheet.gap),
  });
  const notes = notePages(plan, set, bound);
  const contentHash = hashOfPlan(plan);
  const drawings = drawFrontMatter(plan, faces, set, {
    placeholderPages: notes.placeholders.map((note) => note.page),
    drawnPages: notes.rasterised.map((note) => note.page),
    contentHash,
  });
  drawPlaceholders(plan, set, bound, faces, drawings);
  const embedded = await embedFaces(file, faces, drawings.values(), '0123456789');
  const pages = await writePages(plan, file, faces, embedded, { set, drawings, bound });
  const bookmarks = isAlone(plan) ? [] : bookmarksOf(plan, set.layout);
  const outline = await writeOutline(file, bookmarks, pages.destination);
  const trailer = await writeCatalog(plan, file, { ...pages, outline, layers: bound.layers });
  const id = fileId(contentHash, textsHash);
  const { bytes, sha256 } = await file.finish(
    `${trailer}/ID[<${id}><${id}>]`,
    `${pagesKey} ${set.layout.pages}`,
  );
  return {
    pages: set.layout.pages,
    bytes,
    sha256,
    documents: countDocuments(plan),
    placeholders: notes.placeholders,
    rasterised: notes.rasterised,
    notEmbedded: [...bound.documents].flatMap(([document, { notEmbedded }]) =>
      notEmbedded.length > 0 ? [{ id: document.id, fonts: notEmbedded }] : [],
    ),
    signed: [...bound.documents].flatMap(([{ id: document }, { signed }]) =>
      signed.map((each) => ({ id: document, ...each })),
    ),
    unprintable: unprintableIn(plan, faces),
    expected: {
      bookmarks: countBookmarks(bookmarks),
      links: pages.links,
      linkPages: pages.linkPages,
    },
  };
}

/** The same for the same bytes: the invisible text is among them, though the papers are the same without. */
function fileId(contentHash: string, textsHash: string): string {
  const hash =
    textsHash === ''
      ? contentHash
      : createHash('sha256').update(contentHash).update(textsHash).digest('hex');
  return hash.slice(0, 32).toUpperCase();
}

/** Which printed pages are placeholders or drawings, and of what. */
function notePages(plan: VolumePlan, set: SetVolume, bound: Bound) {
  const placeholders: PageNote[] = [];
  const rasterised: PageNote[] = [];
  for (const run of set.layout.runs) {
    if (run.kind !== 'document' || run.section === null || run.document === null) continue;
    const document = plan.sections[run.section]?.documents[run.document];
    const sheets = document ? bound.documents.get(document)?.sheets : undefined;
    if (!document || !sheets) continue;
    sheets.forEach((sheet, index) => {
      const at = { id: document.id, page: run.page + index };
      if (sheet.gap) placeholders.push({ ...at, ...sheet.gap });
      else if (sheet.drawn) rasterised.push({ ...at, code: 'unreadable', name: sheet.drawn });
    });
  }
  return { placeholders, rasterised };
}

function drawPlaceholders(
  plan: VolumePlan,
  set: SetVolume,
  bound: Bound,
  faces: Faces,
  drawings: Map<number, Drawing>,
): void {
  const side = sideOf(plan);
  for (const run of set.layout.runs) {
    const section = run.section === null ? undefined : plan.sections[run.section];
    const document = run.document === null ? undefined : section?.documents[run.document];
    if (!section || !document) continue;
    bound.documents.get(document)?.sheets.forEach((sheet, index) => {
      const page = run.page + index;
      if (!sheet.gap) return;
      const drawing = drawPlaceholder(plan, section, document, sheet.gap, faces, page, side(page));
      drawings.set(page, drawing);
    });
  }
}

async function writeCatalog(
  plan: VolumePlan,
  file: PdfFile,
  parts: { tree: number; outline: number | null; layers: BindContext['layers'] },
): Promise<string> {
  const outline =
    parts.outline === null ? '' : `/Outlines ${parts.outline} 0 R/PageMode/UseOutlines`;
  const duplex = plan.options.duplex ? '/Duplex/DuplexFlipLongEdge' : '';
  const { all, hidden } = parts.layers;
  const layers =
    all.length === 0
      ? ''
      : `/OCProperties<</OCGs[${[...new Set(all)].join(' ')}]/D<</OFF[${[...new Set(hidden)].join(' ')}]>>>>`;
  const catalog = await file.add(
    `<</Type/Catalog/Pages ${parts.tree} 0 R${outline}/PageLabels<</Nums[0<</S/D>>]>>` +
      `/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None${duplex}>>${layers}>>`,
  );
  const title = [plan.unit, plan.title, plan.subtitle].map(printable).filter(Boolean).join(' ');
  const info = await file.add(
    `<</Title${textString(title)}/Producer${textString(producer)}` +
      `/CreationDate${pdfDate(plan.date)}/ModDate${pdfDate(plan.date)}>>`,
  );
  return `/Root ${catalog} 0 R/Info ${info} 0 R`;
}

function unprintableIn(plan: VolumePlan, faces: Faces): VolumeReport['unprintable'] {
  const missing = (texts: readonly (string | null)[]) => {
    const found = new Set<string>();
    for (const text of texts) {
      for (const character of printable(text ?? '')) {
        if (faces.faceFor(character.codePointAt(0) ?? 32, 'regular') === null) found.add(character);
      }
    }
    return [...found].sort();
  };
  const own = missing([plan.title, plan.unit, plan.subtitle, plan.compiler, plan.fonds]);
  const names = missing(plan.sections.flatMap((section) => section.path));
  const out: { id: number | null; characters: string[] }[] = [];
  if (own.length + names.length > 0) {
    out.push({ id: null, characters: [...new Set([...own, ...names])].sort() });
  }
  for (const section of plan.sections) {
    for (const { id, title, referenceNumber, issuer } of section.documents) {
      const characters = missing([title, referenceNumber, issuer]);
      if (characters.length > 0) out.push({ id, characters });
    }
  }
  return out;
}
