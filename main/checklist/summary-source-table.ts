import {
  convertMillimetersToTwip,
  HeadingLevel,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { hei, size, song, spacing } from './summary-type.ts';
import type { SummaryWords } from './summary-words.ts';
import type { SummarySource } from './summary.ts';

/** Shares of the 156 mm between the margins. */
const columnMm = [13, 48, 70, 25] as const;

/** 附：来源文件, on pages of its own. */
export function sourceList(
  sources: readonly SummarySource[],
  words: SummaryWords,
): (Paragraph | Table)[] {
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, at) =>
          new TableCell({
            width: { size: convertMillimetersToTwip(columnMm[at] ?? 0), type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            margins: { left: 80, right: 80, top: 30, bottom: 30 },
            children: [
              new Paragraph({
                spacing: { line: 16 * 20, lineRule: LineRuleType.EXACT },
                children: [new TextRun({ text, font: isHead ? hei : song, size: size.note })],
              }),
            ],
          }),
      ),
    });
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      keepNext: true,
      pageBreakBefore: true,
      spacing: { ...spacing, after: 120 },
      children: [new TextRun(words.sourcesHeading)],
    }),
    new Table({
      width: { size: convertMillimetersToTwip(156), type: WidthType.DXA },
      columnWidths: columnMm.map((mm) => convertMillimetersToTwip(mm)),
      rows: [
        row(words.sourceColumns, true),
        ...sources.map(({ code, title, date }, at) =>
          row([String(at + 1), code, title, date], false),
        ),
      ],
    }),
  ];
}
