import { PdfWriter } from '../scans/pdf-writer.ts';
import { sentence } from './awkward-file.ts';

export type Corners = readonly [left: number, bottom: number, right: number, top: number];

export const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
export const fonts = `/Font << /F1 ${helvetica} >>`;

/** A frame, a block in its upper left corner and a sentence: turned, cut or mirrored, it shows. */
export function marks(
  seed: string,
  [left, bottom, right, top]: Corners = [0, 0, 595, 842],
): string {
  const [wide, high] = [right - left, top - bottom];
  const at = (x: number, y: number) => `${left + x * wide} ${bottom + y * high}`;
  const span = (x: number, y: number) => `${x * wide} ${y * high}`;
  return (
    `q ${0.01 * wide} w ${at(0.04, 0.04)} ${span(0.92, 0.92)} re S ` +
    `0.1 0.3 0.7 rg ${at(0.1, 0.8)} ${span(0.2, 0.1)} re f Q ` +
    `BT /F1 ${0.035 * Math.min(wide, high)} Tf ${at(0.1, 0.6)} Td (${sentence(seed)}) Tj ET`
  );
}

/** Entries of a page's dictionary beside type, parent and content, and that content. */
export interface RawPage {
  readonly entries?: string;
  readonly content: string;
}

export interface RawFile {
  readonly pages: readonly RawPage[];
  readonly tree?: string;
  readonly catalog?: string;
}

export const usual = `/MediaBox [0 0 595 842] /Resources << ${fonts} >>`;

/** A PDF of pages whose every entry is given. */
export function pdfOf(make: (writer: PdfWriter) => RawFile): Buffer {
  const writer = new PdfWriter();
  const { pages, tree: entries = '', catalog = '' } = make(writer);
  const tree = writer.reserve();
  const kids = pages.map((page) => {
    const content = writer.addStream('', page.content);
    return writer.add(
      `<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R ${page.entries ?? usual} >>`,
    );
  });
  const list = kids.map((kid) => `${kid} 0 R`).join(' ');
  writer.fill(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${list}] ${entries} >>`);
  return writer.finish(writer.add(`<< /Type /Catalog /Pages ${tree} 0 R ${catalog} >>`));
}

/** Pages that are nothing but marks. */
export function plainSheets(seed: string, count = 1): Buffer {
  return pdfOf(() => ({
    pages: Array.from({ length: count }, (_, index) => ({ content: marks(`${seed} ${index}`) })),
  }));
}
