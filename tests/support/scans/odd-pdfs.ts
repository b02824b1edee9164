import { pointsPerMm } from './paper.ts';
import type { PdfPageParts } from './pdf-writer.ts';
import { addPages, finishWith, PdfWriter, point } from './pdf-writer.ts';

const helvetica = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';

export interface PlainPage {
  readonly widthMm?: number;
  readonly heightMm?: number;
  /** Latin text, drawn large near the top left of the page as the file has it, unturned. */
  readonly text: string;
  /** /Rotate: 0, 90, 180 or 270. */
  readonly rotate?: number;
  /** /CropBox in points: left, bottom, right, top. */
  readonly cropBox?: readonly [number, number, number, number];
  readonly entries?: string;
}

function plainParts(page: PlainPage): PdfPageParts {
  const { widthMm = 210, heightMm = 297, text, rotate = 0, cropBox, entries = '' } = page;
  const [widthPt, heightPt] = [widthMm * pointsPerMm, heightMm * pointsPerMm];
  const crop = cropBox === undefined ? '' : `/CropBox [${cropBox.map(point).join(' ')}]`;
  return {
    widthPt,
    heightPt,
    resources: helvetica,
    content:
      `BT /F1 36 Tf 60 ${point(heightPt - 100)} Td (${text}) Tj ET ` +
      `2 w 20 20 ${point(widthPt - 40)} ${point(heightPt - 40)} re S`,
    entries: `${rotate === 0 ? '' : `/Rotate ${rotate}`} ${crop} ${entries}`,
  };
}

/** Pages of any size with a Latin word and a frame each: for placing, turning and cropping. */
export function plainPdf(pages: readonly PlainPage[]): Buffer {
  const writer = new PdfWriter();
  return finishWith(writer, addPages(writer, pages.map(plainParts)));
}

/** A4 upright, A4 turned by /Rotate 90, A3 across, A5, and an A4 cropped to its middle. */
export function oddPagesPdf(): Buffer {
  return plainPdf([
    { text: 'A4' },
    { text: 'A4 rotated 90', rotate: 90 },
    { text: 'A3', widthMm: 420, heightMm: 297 },
    { text: 'A5', widthMm: 148, heightMm: 210 },
    { text: 'A4 cropped', cropBox: [50, 380, 450, 800] },
  ]);
}

/**
 * Two pages with all that a viewer must not act on and a binder must carry or drop knowingly:
 * nested bookmarks, a link, a note, a filled form field, JavaScript on opening, a launch action.
 */
export function activePdf(): Buffer {
  const writer = new PdfWriter();
  const [outline, chapter, section, field] = [
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
  ];
  const link =
    '<< /Type /Annot /Subtype /Link /Rect [60 600 300 640] /A << /S /URI /URI (http://example.invalid/) >> >>';
  const note =
    '<< /Type /Annot /Subtype /Text /Rect [320 600 340 620] /Contents (checked) /Name /Note >>';
  const launch =
    '<< /Type /Annot /Subtype /Link /Rect [60 500 300 540] /A << /S /Launch /F (cmd.exe) >> >>';
  const annotations = `/Annots [${link} ${note} ${launch} ${field} 0 R]`;
  const tree = addPages(writer, [
    plainParts({ text: 'active', entries: annotations }),
    plainParts({ text: 'second' }),
  ]);
  writer.fill(
    field,
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (reviewer) /V (Qinghe) /Rect [60 400 300 430] /F 4 /DA (/Helv 12 Tf 0 g) >>',
  );
  writer.fill(outline, `<< /Type /Outlines /First ${chapter} 0 R /Last ${chapter} 0 R /Count 2 >>`);
  writer.fill(
    chapter,
    `<< /Title (Chapter) /Parent ${outline} 0 R /Dest [${tree + 2} 0 R /Fit] /First ${section} 0 R /Last ${section} 0 R /Count 1 >>`,
  );
  writer.fill(
    section,
    `<< /Title (Section) /Parent ${chapter} 0 R /Dest [${tree + 4} 0 R /Fit] >>`,
  );
  return finishWith(
    writer,
    tree,
    `/Outlines ${outline} 0 R /AcroForm << /Fields [${field} 0 R] >> ` +
      '/OpenAction << /S /JavaScript /JS (app.alert\\("opened"\\); this.submitForm\\("http://example.invalid/"\\);) >>',
  );
}
