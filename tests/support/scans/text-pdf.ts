import fontkit from '@pdf-lib/fontkit';
import type { PDFFont, PDFOperator, PDFPage } from 'pdf-lib';
import {
  BlendMode,
  concatTransformationMatrix,
  degrees,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setCharacterSpacing,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib';
import { isSeal, sealsJpeg } from './draw-paper.ts';
import type { Face } from './fonts.ts';
import { subsetFace } from './fonts.ts';
import type { Ink, Mark, Paper, TextMark } from './paper.ts';
import { pointsPerMm, starCorners } from './paper.ts';
import type { Lie, ScannedPage } from './scan.ts';

const inks: Record<Ink, ReturnType<typeof rgb>> = {
  black: rgb(0, 0, 0),
  red: rgb(0.8, 0.05, 0.08),
  blue: rgb(0.15, 0.21, 0.45),
  grey: rgb(0.4, 0.4, 0.4),
  seal: rgb(0.82, 0.12, 0.14),
};

export interface TextPdfOptions {
  /** The document information title; absent by default, as in most office exports. */
  readonly title?: string;
}

/** A PDF as an office program exports it: real text, each face embedded as a subset. */
export async function textPdf(
  papers: readonly Paper[],
  options: TextPdfOptions = {},
): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  if (options.title !== undefined) document.setTitle(options.title);
  const fonts = await embedFaces(document, papers);
  for (const paper of papers) {
    const page = document.addPage([paper.widthMm * pointsPerMm, paper.heightMm * pointsPerMm]);
    for (const mark of printedMarks(paper)) await drawMark(document, page, mark, fonts);
    if (paper.marks.some(isSeal)) await drawSeals(document, page, paper);
  }
  return Buffer.from(await document.save({ addDefaultPage: false }));
}

function printedMarks(paper: Paper): readonly Mark[] {
  return paper.marks.filter((mark) => !isSeal(mark));
}

/** An electronic seal is a picture over the text, not text: searches do not meet it. */
async function drawSeals(document: PDFDocument, page: PDFPage, paper: Paper): Promise<void> {
  const image = await document.embedJpg(await sealsJpeg(paper, 110));
  const { width, height } = page.getSize();
  page.drawImage(image, { x: 0, y: 0, width, height, blendMode: BlendMode.Multiply });
}

/**
 * A "double-layer" PDF as reading scanners write it: each page its scan, with the printed text
 * invisible over it, leaning as the scan leans. Handwriting and seals are not read.
 */
export async function layeredPdf(
  papers: readonly Paper[],
  scans: readonly ScannedPage[],
): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const read = papers.map((paper) => ({
    ...paper,
    marks: printedMarks(paper).filter((mark) => mark.kind === 'text' && mark.face !== 'hand'),
  }));
  const fonts = await embedFaces(document, read);
  for (const [index, paper] of read.entries()) {
    const [width, height] = [paper.widthMm * pointsPerMm, paper.heightMm * pointsPerMm];
    const page = document.addPage([width, height]);
    const scan = scans[index];
    if (scan === undefined) throw new RangeError('a scan is missing');
    page.drawImage(await document.embedJpg(scan.jpeg), { x: 0, y: 0, width, height });
    page.pushOperators(pushGraphicsState(), leanOf(scan.lie, width, height));
    page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
    for (const mark of paper.marks) await drawMark(document, page, mark, fonts);
    page.pushOperators(popGraphicsState());
  }
  return Buffer.from(await document.save({ addDefaultPage: false }));
}

/** The scan's lean as a PDF matrix: y upwards, so clockwise is a negative angle. */
function leanOf({ skewDegrees, shiftMm }: Lie, width: number, height: number): PDFOperator {
  const angle = (-skewDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = shiftMm[0] * pointsPerMm - width / 2;
  const y = -shiftMm[1] * pointsPerMm - height / 2;
  const right = cos * x - sin * y + width / 2;
  const up = sin * x + cos * y + height / 2;
  return concatTransformationMatrix(cos, sin, -sin, cos, right, up);
}

async function embedFaces(
  document: PDFDocument,
  papers: readonly Paper[],
): Promise<ReadonlyMap<Face, PDFFont>> {
  const used = new Map<Face, Set<string>>();
  for (const mark of papers.flatMap(printedMarks)) {
    if (mark.kind !== 'text') continue;
    const characters = used.get(mark.face) ?? new Set<string>();
    for (const character of mark.text) characters.add(character);
    used.set(mark.face, characters);
  }
  const fonts = new Map<Face, PDFFont>();
  for (const [face, characters] of used) {
    const subset = await subsetFace(face, characters);
    fonts.set(
      face,
      await document.embedFont(subset, { subset: false, customName: `MADEAA+${face}` }),
    );
  }
  return fonts;
}

async function drawMark(
  document: PDFDocument,
  page: PDFPage,
  mark: Mark,
  fonts: ReadonlyMap<Face, PDFFont>,
): Promise<void> {
  const height = page.getHeight();
  const x = (mm: number): number => mm * pointsPerMm;
  const y = (mm: number): number => height - mm * pointsPerMm;
  switch (mark.kind) {
    case 'text':
      return drawText(page, mark, fonts, x(mark.xMm), y(mark.baselineMm));
    case 'rule':
      page.drawLine({
        start: { x: x(mark.fromMm[0]), y: y(mark.fromMm[1]) },
        end: { x: x(mark.toMm[0]), y: y(mark.toMm[1]) },
        thickness: x(mark.thicknessMm),
        color: inks[mark.ink],
      });
      return;
    case 'ring':
      page.drawCircle({
        x: x(mark.centreMm[0]),
        y: y(mark.centreMm[1]),
        size: x(mark.radiusMm),
        borderWidth: x(mark.thicknessMm),
        borderColor: inks[mark.ink],
      });
      return;
    case 'star': {
      const corners = starCorners([0, 0], x(mark.radiusMm));
      const path = corners.map(([cx, cy]) => `${cx.toFixed(2)} ${cy.toFixed(2)}`).join(' L ');
      page.drawSvgPath(`M ${path} Z`, {
        x: x(mark.centreMm[0]),
        y: y(mark.centreMm[1]),
        color: inks[mark.ink],
      });
      return;
    }
    case 'picture': {
      const image = await document.embedJpg(mark.jpeg);
      page.drawImage(image, {
        x: x(mark.xMm),
        y: y(mark.yMm + mark.heightMm),
        width: x(mark.widthMm),
        height: x(mark.heightMm),
      });
    }
  }
}

function drawText(
  page: PDFPage,
  mark: TextMark,
  fonts: ReadonlyMap<Face, PDFFont>,
  x: number,
  y: number,
): void {
  const font = fonts.get(mark.face);
  if (font === undefined) throw new Error(`no font for ${mark.face}`);
  page.pushOperators(pushGraphicsState(), setCharacterSpacing(mark.spacingPt ?? 0));
  page.drawText(mark.text, {
    x,
    y,
    size: mark.sizePt,
    font,
    color: inks[mark.ink],
    rotate: degrees(-(mark.turnDegrees ?? 0)),
  });
  page.pushOperators(popGraphicsState());
}
