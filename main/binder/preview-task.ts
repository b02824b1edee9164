import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/index.ts';
import { contentOperators } from './draw-content.ts';
import { drawPdfPage } from './draw-source.ts';
import type { Drawing } from './drawing.ts';
import { embedFaces, fontResources } from './embed-fonts.ts';
import { loadFaces } from './fonts.ts';
import type { Faces } from './fonts.ts';
import { drawFrontMatter, expectedFacts, setVolume, sideOf } from './front-matter.ts';
import type { SetVolume } from './front-matter.ts';
import { a4 } from './measures.ts';
import { PdfFile } from './pdf-file.ts';
import { num } from './pdf-syntax.ts';
import { drawPlaceholder } from './placeholder.ts';
import { expectsPlaceholder, firstGap } from './plan.ts';
import type { VolumePlan } from './plan.ts';
import { hashOfPlan } from './plan-hash.ts';

export interface PreviewArgs {
  readonly plan: VolumePlan;
  /** Printed page. */
  readonly page: number;
  readonly widthPx: number;
  /** PNG, written whole or not at all; its folder is made. */
  readonly outPath: string;
}

/**
 * Task `binder.preview`. Draws one of the volume's own pages exactly as it will print: the page is
 * written as a PDF and drawn from it.
 * @throws ArchiveError `no-such-page` for pages that come from a source
 */
export const preview: Task<PreviewArgs, { readonly path: string }> = async (args) => {
  const faces = loadFaces();
  const set = setVolume(args.plan, faces, expectedFacts(args.plan));
  const drawing = drawingOf(args.plan, set, faces, args.page);
  if (!drawing) throw new ArchiveError('no-such-page', { page: args.page });
  await mkdir(dirname(args.outPath), { recursive: true });
  const pdf = `${args.outPath}.${process.pid}.pdf`;
  const image = `${args.outPath}.${process.pid}.tmp`;
  try {
    await writeSinglePage(pdf, faces, drawing);
    const { pixels } = await drawPdfPage(pdf, 1, args.widthPx);
    const { width, height, channels } = pixels;
    await sharp(pixels.data, { raw: { width, height, channels } })
      .removeAlpha()
      .png()
      .toFile(image);
    await rename(image, args.outPath);
    return { path: args.outPath };
  } finally {
    await rm(pdf, { force: true });
    await rm(image, { force: true });
  }
};

/** The drawing of a printed page; empty for blank pages, undefined for pages of sources. */
function drawingOf(
  plan: VolumePlan,
  set: SetVolume,
  faces: Faces,
  page: number,
): Drawing | undefined {
  const run = set.layout.runs.find((each) => page >= each.page && page < each.page + each.pages);
  if (!run) return undefined;
  if (run.kind === 'blank') return [];
  const section = run.section === null ? undefined : plan.sections[run.section];
  const document = run.document === null ? undefined : section?.documents[run.document];
  if (section && document) {
    const gap = firstGap(document);
    if (!gap || run.pages !== 1) return undefined;
    return drawPlaceholder(plan, section, document, gap, faces, page, sideOf(plan)(page));
  }
  const documents = plan.sections.flatMap((each) => each.documents);
  const gaps = new Set(documents.filter(expectsPlaceholder).map((each) => each.id));
  const drawings = drawFrontMatter(plan, faces, set, {
    placeholderPages: set.layout.runs.flatMap((each) => {
      const bound =
        each.section === null || each.document === null
          ? undefined
          : plan.sections[each.section]?.documents[each.document];
      return bound && gaps.has(bound.id) ? [each.page] : [];
    }),
    drawnPages: [],
    contentHash: hashOfPlan(plan),
  });
  return drawings.get(page);
}

async function writeSinglePage(path: string, faces: Faces, drawing: Drawing): Promise<void> {
  const file = await PdfFile.create(path);
  try {
    const embedded = await embedFaces(file, faces, [drawing], '0');
    const operators = contentOperators(drawing, a4.heightPt, faces, embedded);
    const content = await file.addDeflated('', operators);
    const tree = file.reserve();
    const page = await file.add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${num(a4.widthPt)} ${num(a4.heightPt)}]` +
        `/Resources<</Font<<${fontResources(embedded)}>>>>/Contents ${content} 0 R>>`,
    );
    await file.object(tree, `<</Type/Pages/Count 1/Kids[${page} 0 R]>>`);
    const catalog = await file.add(`<</Type/Catalog/Pages ${tree} 0 R>>`);
    await file.finish(`/Root ${catalog} 0 R`);
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
