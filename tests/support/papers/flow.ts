import type { Face } from '../scans/fonts.ts';
import { textWidthPt } from '../scans/fonts.ts';
import type { Ink, LineRole, Mark, Paper } from '../scans/paper.ts';
import { a4Mm, pointsPerMm } from '../scans/paper.ts';
import { wrapText } from '../scans/wrap.ts';

/** Faces and sizes of one office's papers. */
export interface HouseStyle {
  readonly body: Face;
  readonly heading: Face;
  readonly title: Face;
  readonly masthead: Face;
  readonly bodyPt: number;
  readonly titlePt: number;
  /** Distance of body lines in em. */
  readonly lineEm: number;
  readonly marginTopMm: number;
  readonly marginLeftMm: number;
  readonly marginRightMm: number;
  readonly marginBottomMm: number;
}

export interface LineStyle {
  readonly role: LineRole;
  readonly face?: Face;
  readonly sizePt?: number;
  readonly lineMm?: number;
  readonly ink?: Ink;
  readonly align?: 'left' | 'centre' | 'right';
  readonly indentEm?: number;
  readonly spacingPt?: number;
}

interface Area {
  readonly leftMm: number;
  readonly widthMm: number;
}

/** Sets lines one under the other, through columns and pages. Marks are put in reading order. */
export class Flow {
  readonly style: HouseStyle;
  readonly #pages: Mark[][] = [[]];
  #columns: readonly Area[];
  #column = 0;
  #columnTopMm: number;
  /** Where the next line begins. */
  yMm: number;

  constructor(style: HouseStyle) {
    this.style = style;
    this.yMm = style.marginTopMm;
    this.#columnTopMm = style.marginTopMm;
    this.#columns = [this.#whole];
  }

  get #whole(): Area {
    const { marginLeftMm, marginRightMm } = this.style;
    return { leftMm: marginLeftMm, widthMm: a4Mm.widthMm - marginLeftMm - marginRightMm };
  }

  get area(): Area {
    return this.#columns[this.#column] ?? this.#whole;
  }

  get bottomMm(): number {
    return a4Mm.heightMm - this.style.marginBottomMm;
  }

  get lineMm(): number {
    return (this.style.bodyPt * this.style.lineEm) / pointsPerMm;
  }

  get pageNumber(): number {
    return this.#pages.length;
  }

  put(...marks: readonly Mark[]): void {
    this.#pages.at(-1)?.push(...marks);
  }

  /** Goes on in `count` columns from here. */
  divide(count: number, gapMm: number): void {
    const { leftMm, widthMm } = this.#whole;
    const columnMm = (widthMm - gapMm * (count - 1)) / count;
    this.#columns = Array.from({ length: count }, (_, index) => ({
      leftMm: leftMm + (columnMm + gapMm) * index,
      widthMm: columnMm,
    }));
    this.#column = 0;
    this.#columnTopMm = this.yMm;
  }

  turnPage(): void {
    this.#pages.push([]);
    this.#column = 0;
    this.yMm = this.style.marginTopMm;
    this.#columnTopMm = this.yMm;
  }

  /** Room for `heightMm`, in the next column or page if need be. */
  need(heightMm: number): void {
    if (this.yMm + heightMm <= this.bottomMm) return;
    if (this.#column + 1 < this.#columns.length) {
      this.#column += 1;
      this.yMm = this.#columnTopMm;
    } else this.turnPage();
  }

  skip(lines: number): void {
    this.yMm += this.lineMm * lines;
  }

  /** Text in as many lines as it takes. */
  text(text: string, style: LineStyle): void {
    const face = style.face ?? this.style.body;
    const sizePt = style.sizePt ?? this.style.bodyPt;
    const indent = '　'.repeat(style.indentEm ?? 0);
    const roomPt = this.area.widthMm * pointsPerMm;
    for (const line of wrapText(indent + text, face, sizePt, roomPt)) this.line(line, style);
  }

  /** One line, wherever it ends. */
  line(text: string, style: LineStyle): void {
    const face = style.face ?? this.style.body;
    const sizePt = style.sizePt ?? this.style.bodyPt;
    const lineMm = style.lineMm ?? (sizePt * this.style.lineEm) / pointsPerMm;
    this.need(lineMm);
    const printed = text.trimStart();
    const indentMm = ((text.length - printed.length) * sizePt) / pointsPerMm;
    const spareMm = this.area.widthMm - lengthMm(printed, face, sizePt, style.spacingPt);
    const offsetMm =
      style.align === 'centre' ? spareMm / 2 : style.align === 'right' ? spareMm : indentMm;
    this.putText(printed, this.area.leftMm + offsetMm, this.yMm + lineMm / 2, style);
    this.yMm += lineMm;
  }

  /** Text anywhere on the page, its middle at the height `middleMm`. */
  putText(text: string, xMm: number, middleMm: number, style: LineStyle): void {
    const sizePt = style.sizePt ?? this.style.bodyPt;
    const { role, spacingPt, ink = 'black', face = this.style.body } = style;
    const baselineMm = middleMm + (sizePt * 0.38) / pointsPerMm;
    const spacing = spacingPt === undefined ? {} : { spacingPt };
    this.put({ kind: 'text', text, xMm, baselineMm, sizePt, face, ink, role, ...spacing });
  }

  /** A rule across the text at the present height, moved by `byMm`. */
  rule(thicknessMm: number, ink: Ink = 'black', byMm = 0, insetMm = 0): void {
    const { leftMm, widthMm } = this.#whole;
    const y = this.yMm + byMm;
    this.put({
      kind: 'rule',
      fromMm: [leftMm + insetMm, y],
      toMm: [leftMm + widthMm - insetMm, y],
      thicknessMm,
      ink,
    });
  }

  finish(): readonly Paper[] {
    return this.#pages.map((marks) => ({ ...a4Mm, marks }));
  }
}

/** The printed length of a line, from the first character's left edge to the last one's right. */
export function lengthMm(text: string, face: Face, sizePt: number, spacingPt = 0): number {
  return (textWidthPt(face, text, sizePt) + spacingPt * ([...text].length - 1)) / pointsPerMm;
}
