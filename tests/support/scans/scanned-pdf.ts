import { pointsPerMm } from './paper.ts';
import type { PdfPageParts } from './pdf-writer.ts';
import type { PdfEncryption } from './encrypted-pdf.ts';
import { addPages, finishWith, PdfWriter, point } from './pdf-writer.ts';
import { encodeG4 } from './g4.ts';
import { encodeJbig2 } from './jbig2.ts';
import type { ScannedPage } from './scan.ts';

export interface BilevelImage {
  /** One byte a pixel, 1 = black. */
  readonly bits: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A PDF as scanners write it: one JPEG a page, nothing else; encrypted if asked. */
export function scannedPdf(pages: readonly ScannedPage[], encryption?: PdfEncryption): Buffer {
  const writer = new PdfWriter();
  const parts = pages.map((page) => {
    const image = writer.addStream(
      `/Type /XObject /Subtype /Image /Width ${page.widthPx} /Height ${page.heightPx} ` +
        `/ColorSpace /Device${page.grey ? 'Gray' : 'RGB'} /BitsPerComponent 8 /Filter /DCTDecode`,
      page.jpeg,
      false,
    );
    return imagePage(image, page.widthMm * pointsPerMm, page.heightMm * pointsPerMm);
  });
  return finishWith(
    writer,
    addPages(writer, parts),
    '',
    encryption === undefined ? {} : { encryption },
  );
}

/** A page that is one image, drawn over the whole of it. */
export function imagePage(image: number, widthPt: number, heightPt: number): PdfPageParts {
  return {
    widthPt,
    heightPt,
    resources: `/XObject << /Im0 ${image} 0 R >>`,
    content: `q ${point(widthPt)} 0 0 ${point(heightPt)} 0 0 cm /Im0 Do Q`,
  };
}

function bilevelPdf(
  pages: readonly BilevelImage[],
  dpi: number,
  encode: (page: BilevelImage) => readonly [filter: string, bytes: Uint8Array],
): Buffer {
  const writer = new PdfWriter();
  const parts = pages.map((page) => {
    const [filter, bytes] = encode(page);
    const image = writer.addStream(
      `/Type /XObject /Subtype /Image /Width ${page.widthPx} /Height ${page.heightPx} ` +
        `/ColorSpace /DeviceGray /BitsPerComponent 1 ${filter}`,
      bytes,
      false,
    );
    return imagePage(image, (page.widthPx / dpi) * 72, (page.heightPx / dpi) * 72);
  });
  return finishWith(writer, addPages(writer, parts));
}

/** Black-and-white scans in CCITT Group 4. */
export function g4Pdf(pages: readonly BilevelImage[], dpi = 200): Buffer {
  return bilevelPdf(pages, dpi, (page) => [
    `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${page.widthPx} /Rows ${page.heightPx} /BlackIs1 false >>`,
    encodeG4(page.bits, page.widthPx),
  ]);
}

/** Black-and-white scans in JBIG2, arithmetic coding, as scanners write it. */
export function jbig2Pdf(pages: readonly BilevelImage[], dpi = 200): Buffer {
  return bilevelPdf(pages, dpi, (page) => ['/Filter /JBIG2Decode', encodeJbig2(page)]);
}
