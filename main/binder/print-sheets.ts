import { contentOperators } from './draw-content.ts';
import type { Drawing } from './drawing.ts';
import { embedFaces, fontResources } from './embed-fonts.ts';
import { loadFaces } from './fonts.ts';
import { a4 } from './measures.ts';
import { PdfFile } from './pdf-file.ts';
import { num, textString } from './pdf-syntax.ts';

export interface Sheet {
  readonly drawing: Drawing;
  readonly copies: number;
  /** A4 across. */
  readonly landscape?: boolean;
}

const sheetsFile =
  /^(?:分隔页|Separator sheets|(?:缺口单|责任分工表|提交表)(?: .+)?) \d{4}-\d\d-\d\d(?: \(\d+\))?\.pdf$/u;

/** Whether a file of the exports folder is sheets to print and no volume. */
export const isSheetsFile = (name: string): boolean => sheetsFile.test(name);

/**
 * Writes A4 pages that belong to no volume, with the volume's typefaces embedded; `path` must not
 * exist. The same sheets give the same bytes. Gives the number of pages.
 */
export async function printSheets(
  path: string,
  title: string,
  sheets: readonly Sheet[],
): Promise<number> {
  const file = await PdfFile.create(path);
  try {
    const faces = loadFaces();
    const drawings = sheets.map(({ drawing }) => drawing);
    const embedded = await embedFaces(file, faces, drawings, '0');
    const tree = file.reserve();
    const pages: number[] = [];
    for (const { drawing, copies, landscape = false } of sheets) {
      const { widthPt: short, heightPt: long } = a4;
      const [widthPt, heightPt] = landscape ? [long, short] : [short, long];
      const operators = contentOperators(drawing, heightPt, faces, embedded);
      const content = await file.addDeflated('', operators);
      const page =
        `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${num(widthPt)} ${num(heightPt)}]` +
        `/Resources<</Font<<${fontResources(embedded)}>>>>/Contents ${content} 0 R>>`;
      for (let copy = 0; copy < copies; copy += 1) pages.push(await file.add(page));
    }
    const kids = pages.map((page) => `${page} 0 R`).join(' ');
    await file.object(tree, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
    const shown = '/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>';
    const catalog = await file.add(`<</Type/Catalog/Pages ${tree} 0 R${shown}>>`);
    const info = await file.add(`<</Title${textString(title)}>>`);
    await file.finish(`/Root ${catalog} 0 R/Info ${info} 0 R`);
    return pages.length;
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
