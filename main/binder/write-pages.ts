import type { BoundDocument, BoundSheet } from './bind-document.ts';
import { contentOperators } from './draw-content.ts';
import type { Drawing } from './drawing.ts';
import { fontResources } from './embed-fonts.ts';
import type { EmbeddedFaces } from './embed-fonts.ts';
import type { Faces } from './fonts.ts';
import { sideOf } from './front-matter.ts';
import type { SetVolume } from './front-matter.ts';
import { a4, colors, mm } from './measures.ts';
import type { Side } from './measures.ts';
import { headBaselinePt, numberSizePt } from './page-frame.ts';
import type { PdfFile } from './pdf-file.ts';
import { matrixOperator, multiply, num } from './pdf-syntax.ts';
import { placePage } from './place.ts';
import type { PageSize } from './place.ts';
import { Pen } from './pen.ts';
import type { PlannedDocument, VolumePlan } from './plan.ts';
import { underlineOperators } from './underlines.ts';

export interface PageParts {
  readonly set: SetVolume;
  readonly drawings: ReadonlyMap<number, Drawing>;
  readonly bound: { readonly documents: ReadonlyMap<PlannedDocument, BoundDocument> };
}

export interface WrittenPages {
  /** Root of the page tree. */
  readonly tree: number;
  readonly links: number;
  /** Printed pages that carry them. */
  readonly linkPages: readonly number[];
  /** Destination of a printed page: its top, at the reader's zoom. */
  readonly destination: (page: number) => string;
}

interface PlacedSheet {
  readonly size: PageSize;
  readonly content: string;
  readonly objects: readonly number[];
}

const kidsPerNode = 64;

/** Writes every page of the volume in order, and the tree above them. */
export async function writePages(
  plan: VolumePlan,
  file: PdfFile,
  faces: Faces,
  embedded: EmbeddedFaces,
  parts: PageParts,
): Promise<WrittenPages> {
  const side = sideOf(plan);
  const sheets = sheetsByPage(plan, parts);
  const total = parts.set.layout.pages;
  const numbers = Array.from({ length: total }, () => file.reserve());
  const heights = numbers.map((_, index) => {
    const sheet = sheets.get(index + 1);
    return sheet
      ? placePage(sheet, plan.options.a3, side(index + 1), sheet.part).page.heightPt
      : a4.heightPt;
  });
  const destination = (page: number) =>
    `[${numbers[page - 1]} 0 R/XYZ 0 ${num(heights[page - 1] ?? a4.heightPt)} 0]`;
  const fonts = fontResources(embedded);
  const parents = nodesFor(file, numbers);
  let links = 0;
  const linkPages: number[] = [];
  for (let page = 1; page <= total; page += 1) {
    const sheet = sheets.get(page);
    const placed: PlacedSheet = sheet
      ? placeSheet(plan, faces, embedded, sheet, page, side(page))
      : ownPage(parts.drawings.get(page) ?? [], faces, embedded);
    const annotations = linkAnnotations(parts.drawings.get(page) ?? [], destination);
    links += annotations.length;
    if (annotations.length > 0) linkPages.push(page);
    const content = await file.addDeflated('', placed.content);
    const pictures = placed.objects.map((number, index) => `/X${index} ${number} 0 R`).join('');
    await file.object(
      numbers[page - 1] ?? 0,
      `<</Type/Page/Parent ${parents.parentOf(page - 1)} 0 R` +
        `/MediaBox[0 0 ${num(placed.size.widthPt)} ${num(placed.size.heightPt)}]` +
        `/Resources<</Font<<${fonts}>>${pictures ? `/XObject<<${pictures}>>` : ''}>>` +
        `${annotations.length > 0 ? `/Annots[${annotations.join('')}]` : ''}/Contents ${content} 0 R>>`,
    );
  }
  return { tree: await parents.write(), links, linkPages, destination };
}

/** Source sheets by printed page. */
function sheetsByPage(plan: VolumePlan, parts: PageParts): Map<number, BoundSheet> {
  const out = new Map<number, BoundSheet>();
  for (const run of parts.set.layout.runs) {
    if (run.kind !== 'document' || run.section === null || run.document === null) continue;
    const document = plan.sections[run.section]?.documents[run.document];
    const bound = document && parts.bound.documents.get(document);
    bound?.sheets.forEach((sheet, index) => {
      if (!sheet.gap) out.set(run.page + index, sheet);
    });
  }
  return out;
}

function ownPage(drawing: Drawing, faces: Faces, embedded: EmbeddedFaces): PlacedSheet {
  const content = contentOperators(drawing, a4.heightPt, faces, embedded);
  return { size: a4, content, objects: [] };
}

function placeSheet(
  plan: VolumePlan,
  faces: Faces,
  embedded: EmbeddedFaces,
  sheet: BoundSheet,
  page: number,
  side: Side,
): PlacedSheet {
  const placement = placePage(sheet, plan.options.a3, side, sheet.part);
  let content = '';
  sheet.objects.forEach((object, index) => {
    const matrix = multiply(object.matrix, placement.matrix);
    const painted = `q ${matrixOperator(matrix)} /X${index} Do Q\n`;
    content += object.mute === true ? `/Span<</ActualText()>>BDC\n${painted}EMC\n` : painted;
  });
  content += underlineOperators(sheet.underlines, placement.matrix);
  if (plan.options.pageNumbers) {
    const inked = side === 'recto' ? sheet.inkedRight : sheet.inkedLeft;
    const stamp = stampOf(faces, placement.page, page, side, inked);
    content += contentOperators(stamp, placement.page.heightPt, faces, embedded);
  }
  return {
    size: placement.page,
    content,
    objects: sheet.objects.map((object) => object.number),
  };
}

/** The page number in the outer upper corner, on white where something stands beneath it. */
function stampOf(faces: Faces, size: PageSize, page: number, side: Side, inked: boolean): Drawing {
  const pen = new Pen(faces);
  const text = String(page);
  const width = pen.width(text, { sizePt: numberSizePt });
  const x = side === 'recto' ? size.widthPt - 17 * mm - width : 17 * mm;
  if (inked) pen.box(x - 2.5, headBaselinePt - 10, width + 5, 13.5, { fill: colors.white });
  pen.text(x, headBaselinePt, text, { sizePt: numberSizePt });
  return pen.drawing;
}

function linkAnnotations(drawing: Drawing, destination: (page: number) => string): string[] {
  return drawing.flatMap((mark) => {
    if (mark.kind !== 'link') return [];
    const bottom = a4.heightPt - mark.y - mark.heightPt;
    const rect = [mark.x, bottom, mark.x + mark.widthPt, bottom + mark.heightPt].map(num).join(' ');
    return [
      `<</Type/Annot/Subtype/Link/Rect[${rect}]/Border[0 0 0]/Dest${destination(mark.page)}>>`,
    ];
  });
}

/** A page tree of few levels: readers walk it faster than one long list. */
function nodesFor(file: PdfFile, pages: readonly number[]) {
  interface Node {
    readonly number: number;
    readonly kids: readonly number[];
    readonly count: number;
    parent: number | null;
  }
  const levels: Node[][] = [];
  let below: { number: number; count: number }[] = pages.map((number) => ({ number, count: 1 }));
  do {
    const level: Node[] = [];
    for (let at = 0; at < below.length; at += kidsPerNode) {
      const kids = below.slice(at, at + kidsPerNode);
      level.push({
        number: file.reserve(),
        kids: kids.map((kid) => kid.number),
        count: kids.reduce((sum, kid) => sum + kid.count, 0),
        parent: null,
      });
    }
    levels.push(level);
    below = level;
  } while (below.length > 1);
  levels.forEach((level, index) => {
    level.forEach((node, position) => {
      node.parent = levels[index + 1]?.[Math.floor(position / kidsPerNode)]?.number ?? null;
    });
  });
  return {
    parentOf: (index: number) => levels[0]?.[Math.floor(index / kidsPerNode)]?.number ?? 0,
    write: async (): Promise<number> => {
      for (const node of levels.flat()) {
        const parent = node.parent === null ? '' : `/Parent ${node.parent} 0 R`;
        const kids = node.kids.map((kid) => `${kid} 0 R`).join(' ');
        await file.object(
          node.number,
          `<</Type/Pages${parent}/Count ${node.count}/Kids[${kids}]>>`,
        );
      }
      return levels.at(-1)?.[0]?.number ?? 0;
    },
  };
}
