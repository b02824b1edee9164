import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  HighlightColor,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import type { SummaryRequest } from '../contract/checklist-summary.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { Task } from '../workers/index.ts';
import { writeNewFile } from './new-file.ts';
import { withFallbackFonts } from './summary-fonts.ts';
import { sourceList } from './summary-source-table.ts';
import {
  fang,
  grey,
  hei,
  kai,
  lineTwips,
  partNumber,
  sectionNumber,
  size,
  song,
  spacing,
  titleType,
  twoCharacters,
} from './summary-type.ts';
import { filled, summaryWords, type SummaryWords } from './summary-words.ts';
import type { Piece, Statement, Summary } from './summary.ts';

export interface SummaryFileArgs {
  /** A file that is not there yet. */
  readonly path: string;
  readonly language: SummaryRequest['language'];
  readonly summary: Summary;
}

/**
 * Task `checklist.summary`. Writes a summary as a Word document, laid out as official papers are
 * (GB/T 9704-2012): margins, type, 28 pt lines, page numbers between dashes at the outer edge.
 * @throws ArchiveError `target-not-writable`, `disk-full`
 */
export const writeSummary: Task<SummaryFileArgs, { readonly bytes: number }> = async ({
  path,
  language,
  summary,
}) => {
  const bytes = await summaryDocument(summary, language);
  await writeNewFile(path, bytes);
  return { bytes: bytes.length };
};

/** As Word writes A4. */
const a4Twips = { width: 11_906, height: 16_838 } as const;

/** The bytes of the document. */
export async function summaryDocument(
  summary: Summary,
  language: SummaryRequest['language'],
): Promise<Uint8Array> {
  const words = summaryWords(language);
  const codes = new Map(summary.sources.map(({ id, code }) => [id, code]));
  const body = (statement: Statement): Paragraph => bodyParagraph(statement, codes, words);
  const document = new Document({
    creator: '明册 Mingce',
    lastModifiedBy: '明册 Mingce',
    title: summary.title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: fang, size: size.body }, paragraph: { spacing } },
        heading1: { run: { font: hei, size: size.body, color: '000000', bold: false } },
        heading2: { run: { font: kai, size: size.body, color: '000000', bold: false } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: a4Twips,
            margin: {
              top: convertMillimetersToTwip(37),
              bottom: convertMillimetersToTwip(35),
              left: convertMillimetersToTwip(28),
              right: convertMillimetersToTwip(26),
              footer: convertMillimetersToTwip(25),
            },
          },
        },
        footers: {
          default: pageNumber(AlignmentType.RIGHT),
          even: pageNumber(AlignmentType.LEFT),
        },
        children: [
          ...summary.notes.map(noteParagraph),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { ...spacing, line: 36 * 20, before: 320, after: 320 },
            children: [new TextRun({ text: summary.title, font: titleType, size: size.title })],
          }),
          ...summary.opening.map(body),
          ...summary.sections.flatMap((section, at) => [
            heading(HeadingLevel.HEADING_1, sectionNumber(at + 1, language), section.heading),
            ...section.statements.map(body),
            ...section.parts.flatMap((part, index) => [
              heading(HeadingLevel.HEADING_2, partNumber(index + 1, language), part.heading),
              ...part.statements.map(body),
            ]),
          ]),
          ...signature(summary.signature, words),
          ...(summary.sources.length === 0 ? [] : sourceList(summary.sources, words)),
        ],
      },
    ],
  });
  return withFallbackFonts(new Uint8Array(await Packer.toBuffer(document)));
}

const pageNumber = (alignment: IParagraphOptions['alignment']): Footer =>
  new Footer({
    children: [
      new Paragraph({
        ...(alignment === undefined ? {} : { alignment }),
        indent: { left: 280, right: 280 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: song,
            size: size.footer,
          }),
        ],
      }),
    ],
  });

const noteBorder = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF', space: 6 } as const;

function noteParagraph(text: string): Paragraph {
  return new Paragraph({
    border: { top: noteBorder, bottom: noteBorder, left: noteBorder, right: noteBorder },
    spacing: { line: 20 * 20, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, font: kai, size: size.note, color: '595959' })],
  });
}

function heading(
  level: (typeof HeadingLevel)[keyof typeof HeadingLevel],
  number: string,
  text: string,
): Paragraph {
  return new Paragraph({
    heading: level,
    keepNext: true,
    spacing: { ...spacing, before: 0, after: 0 },
    indent: { firstLine: twoCharacters },
    children: [new TextRun(`${number}${text}`)],
  });
}

function bodyParagraph(
  { pieces, sources, isCounted }: Statement,
  codes: ReadonlyMap<DocumentId, string>,
  words: SummaryWords,
): Paragraph {
  const named = sources.map((id) => codes.get(id) ?? '').join(words.and);
  const note =
    sources.length > 0
      ? filled(words.sourceNote, { codes: named })
      : isCounted
        ? words.countNote
        : '';
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing,
    indent: { firstLine: twoCharacters },
    children: [
      ...pieces.map((piece) => new TextRun(runOf(piece, words))),
      ...(note === '' ? [] : [new TextRun({ text: note, size: size.source, color: grey })]),
    ],
  });
}

function runOf(piece: Piece, words: SummaryWords): IRunOptions {
  return piece.kind === 'blank'
    ? { text: filled(words.fillIn, { hint: piece.hint }), highlight: HighlightColor.YELLOW }
    : { text: piece.text };
}

function signature(statements: readonly Statement[], words: SummaryWords): Paragraph[] {
  return statements.map(
    ({ pieces }, at) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: { ...spacing, before: at === 0 ? lineTwips : 0 },
        indent: { right: twoCharacters },
        keepNext: at === 0,
        children: pieces.map((piece) => new TextRun(runOf(piece, words))),
      }),
  );
}
