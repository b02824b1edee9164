import type { TextLine } from '../contract/reading.ts';
import { ascent, descent } from './glyphless-font.ts';
import type { PdfFile } from './pdf-file.ts';
import { num, turn } from './pdf-syntax.ts';
import type { BoundSource, PaintedObject } from './sources.ts';
import { cellsOf, runsOf } from './text-cells.ts';
import { textFontName, type TextFont } from './text-font.ts';

/** What stands on a page, and the page's size as its original shows it; 0 where unknown. */
export interface PageText {
  readonly widthUm: number;
  readonly heightUm: number;
  readonly lines: readonly TextLine[];
}

/**
 * Writes the text of a page as a form without ink (双层 PDF): found, selected and copied where it
 * stands on the picture. Gives it as an object of the page's source, placed with it wherever that
 * goes; null where there is nothing to write.
 * @param rotation the clockwise quarter turns that `source` has beyond its original
 */
export async function writeTextLayer(
  file: PdfFile,
  font: TextFont,
  page: PageText,
  source: Pick<BoundSource, 'widthPt' | 'heightPt'>,
  rotation: number,
): Promise<PaintedObject | null> {
  const isSideways = rotation % 180 !== 0;
  const widthPt = isSideways ? source.heightPt : source.widthPt;
  const heightPt = isSideways ? source.widthPt : source.heightPt;
  const toPoints = scaleTo(page, widthPt, heightPt);
  const operators = page.lines.map((line) => lineOperators(line, toPoints, font)).join('');
  if (operators === '') return null;
  const number = await file.addDeflated(
    `/Type/XObject/Subtype/Form/BBox[0 0 ${num(widthPt)} ${num(heightPt)}]` +
      `/Resources<</Font<</${textFontName} ${font.number} 0 R>>>>`,
    `BT\n3 Tr\n${operators}ET\n`,
  );
  return { number, matrix: turn(rotation, widthPt, heightPt) };
}

interface Scale {
  /** Points to the micrometre. */
  readonly x: number;
  readonly y: number;
  readonly heightPt: number;
}

/** Long side in µm of a page whose size nobody knows (as it is read: reading/engine). */
const unknownLongSideUm = 297_000;

function scaleTo({ widthUm, heightUm }: PageText, widthPt: number, heightPt: number): Scale {
  if (widthUm > 0 && heightUm > 0) {
    return { x: widthPt / widthUm, y: heightPt / heightUm, heightPt };
  }
  const both = Math.max(widthPt, heightPt) / unknownLongSideUm;
  return { x: both, y: both, heightPt };
}

/** Smaller than anybody can read. */
const leastSizePt = 0.5;

function lineOperators(line: TextLine, scale: Scale, font: TextFont): string {
  const { xUm, yUm, widthUm, heightUm, angle } = line.box;
  const radians = (angle * Math.PI) / 180;
  // Along the box's width and along its height, in points with the y axis upwards.
  const across = [Math.cos(radians), -Math.sin(radians)] as const;
  const down = [-Math.sin(radians), -Math.cos(radians)] as const;
  const widthPt = widthUm * scale.x;
  const heightPt = heightUm * scale.y;
  const sizePt = line.vertical ? widthPt : heightPt;
  const lengthPt = line.vertical ? heightPt : widthPt;
  if (!(sizePt >= leastSizePt && lengthPt >= leastSizePt)) return '';
  const advance = (codePoint: number): number => font.advance(codePoint);
  const cells = cellsOf(line.text, line.centres, lengthPt, sizePt, advance);
  const runs = runsOf(cells, sizePt, advance);
  // Text runs along the line; the other way is upwards. Downwards it lies on its right side.
  const along = line.vertical ? down : across;
  const up = line.vertical ? across : ([-down[0], -down[1]] as const);
  const base = line.vertical ? (-descent / 1000) * sizePt : (ascent / 1000) * sizePt;
  const toBase = line.vertical ? across : down;
  const startPt = runs[0]?.gapPt ?? 0;
  const x = xUm * scale.x + toBase[0] * base + along[0] * startPt;
  const y = scale.heightPt - yUm * scale.y + toBase[1] * base + along[1] * startPt;
  let out = `/${textFontName} ${short(sizePt)} Tf ${[...along, ...up].map(num).join(' ')} ${short(x)} ${short(y)} Tm\n`;
  for (const [index, { cells: run, scale: width, gapPt }] of runs.entries()) {
    const hex = run.map(({ codePoint }) => font.code(codePoint)).join('');
    const gap = index === 0 ? 0 : gapPt / (sizePt * width);
    out += `${short(width * 100)} Tz `;
    out += Math.abs(gap) < 0.001 ? `<${hex}> Tj\n` : `[${short(-1000 * gap)} <${hex}>] TJ\n`;
  }
  return out;
}

/** Hundredths of a point, and of a per cent, are finer than any reader tells. */
const short = (value: number): string => num(Math.round(value * 100) / 100);
