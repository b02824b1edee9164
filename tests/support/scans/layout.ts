import type { Block } from './blocks.ts';
import type { Face } from './fonts.ts';
import { textWidthPt } from './fonts.ts';
import type { Ink, Mark, Paper } from './paper.ts';
import { a4Mm, pointsPerMm } from './paper.ts';
import { sealMarks } from './seal.ts';
import { tableMarks } from './table.ts';
import { wrapText } from './wrap.ts';

export interface LayoutOptions {
  readonly widthMm?: number;
  readonly heightMm?: number;
  readonly marginTopMm?: number;
  readonly marginLeftMm?: number;
  readonly marginRightMm?: number;
  readonly marginBottomMm?: number;
  readonly bodyPt?: number;
  /** Distance of lines in em; made smaller where a signature would stand alone on a page. */
  readonly lineEm?: number;
  /** "— 1 —" at the foot, as on official papers. */
  readonly pageNumbers?: boolean;
}

interface TextStyle {
  readonly face: Face;
  readonly sizePt: number;
  readonly lineMm: number;
  readonly ink?: Ink;
  readonly align?: 'left' | 'centre' | 'right';
  readonly indentEm?: number;
  readonly spacingPt?: number;
}

const lineDistancesEm = [1.78, 1.72, 1.66, 1.6, 1.54, 1.48, 1.9, 2];

/**
 * Sets blocks on pages of an official paper: GB/T 9704-2012 margins and sizes by default. A
 * signature or imprint may not open a page: lines are moved closer, or apart, until it does not.
 */
export function layOut(blocks: readonly Block[], options: LayoutOptions = {}): readonly Paper[] {
  const distances = options.lineEm === undefined ? lineDistancesEm : [options.lineEm];
  const attempts = distances.map((lineEm) => {
    const typesetter = new Typesetter({ ...options, lineEm });
    for (const block of blocks) typesetter.place(block);
    return typesetter;
  });
  const chosen = attempts.find((attempt) => !attempt.strandedEnding) ?? attempts[0];
  return chosen?.finish() ?? [];
}

class Typesetter {
  readonly #page: Required<LayoutOptions>;
  readonly #pages: Mark[][] = [[]];
  /** A signature or imprint had to open a page of its own. */
  strandedEnding = false;
  #yMm: number;

  constructor(options: LayoutOptions) {
    this.#page = {
      ...a4Mm,
      marginTopMm: 37,
      marginLeftMm: 28,
      marginRightMm: 26,
      marginBottomMm: 35,
      bodyPt: 16,
      lineEm: 1.78,
      pageNumbers: true,
      ...options,
    };
    this.#yMm = this.#page.marginTopMm;
  }

  finish(): readonly Paper[] {
    const { widthMm, heightMm, pageNumbers } = this.#page;
    return this.#pages.map((marks, index) => ({
      widthMm,
      heightMm,
      marks: pageNumbers ? [...marks, this.#pageNumber(index + 1)] : marks,
    }));
  }

  place(block: Block): void {
    const body = this.#page.bodyPt;
    const lineMm = (body * this.#page.lineEm) / pointsPerMm;
    switch (block.kind) {
      case 'masthead':
        return this.#masthead(block.text);
      case 'number':
        return this.#number(block.text);
      case 'title':
        return this.#title(block.text, lineMm);
      case 'to':
        return this.#text(block.text, { face: 'song', sizePt: body, lineMm });
      case 'heading':
        this.#need(lineMm * 2);
        return this.#text(block.text, { face: 'heiBold', sizePt: body, lineMm, indentEm: 2 });
      case 'subheading':
        return this.#text(block.text, { face: 'songBold', sizePt: body, lineMm, indentEm: 2 });
      case 'paragraph':
        return this.#text(block.text, { face: 'song', sizePt: body, lineMm, indentEm: 2 });
      case 'small':
        return this.#text(block.text, {
          face: 'song',
          sizePt: body * 0.72,
          lineMm: lineMm * 0.72,
          align: 'centre',
          ink: 'grey',
        });
      case 'signature':
        return this.#signature(block);
      case 'signatories':
        return this.#signatories(block);
      case 'imprint':
        return this.#imprint(block);
      case 'table':
        return this.#table(block);
      case 'picture':
        return this.#picture(block);
      case 'newspaper':
        return this.#newspaper(block);
      case 'gap':
        this.#yMm += block.heightMm;
        return;
      case 'newPage':
        this.#turnPage();
    }
  }

  get #widthMm(): number {
    return this.#page.widthMm - this.#page.marginLeftMm - this.#page.marginRightMm;
  }

  get #bottomMm(): number {
    return this.#page.heightMm - this.#page.marginBottomMm;
  }

  #put(...marks: readonly Mark[]): void {
    this.#pages.at(-1)?.push(...marks);
  }

  #turnPage(): void {
    this.#pages.push([]);
    this.#yMm = this.#page.marginTopMm;
  }

  #need(heightMm: number): void {
    if (this.#yMm + heightMm > this.#bottomMm) this.#turnPage();
  }

  #needForEnding(heightMm: number): void {
    const page = this.#pages.length;
    this.#need(heightMm);
    if (this.#pages.length > page) this.strandedEnding = true;
  }

  #text(text: string, style: TextStyle): void {
    const widthPt = this.#widthMm * pointsPerMm;
    const indent = '　'.repeat(style.indentEm ?? 0);
    for (const line of wrapText(indent + text, style.face, style.sizePt, widthPt)) {
      this.#need(style.lineMm);
      this.#line(line, style);
      this.#yMm += style.lineMm;
    }
  }

  #line(line: string, style: TextStyle): void {
    const spacingPt = style.spacingPt ?? 0;
    const printed = line.trimStart();
    const indentMm = (line.length - printed.length) * (style.sizePt / pointsPerMm);
    const lengthMm =
      (textWidthPt(style.face, printed, style.sizePt) + spacingPt * ([...printed].length - 1)) /
      pointsPerMm;
    const spareMm = this.#widthMm - lengthMm;
    const offsetMm =
      style.align === 'centre' ? spareMm / 2 : style.align === 'right' ? spareMm : indentMm;
    this.#put({
      kind: 'text',
      text: printed,
      xMm: this.#page.marginLeftMm + offsetMm,
      baselineMm: this.#yMm + style.lineMm / 2 + (style.sizePt * 0.36) / pointsPerMm,
      sizePt: style.sizePt,
      face: style.face,
      ink: style.ink ?? 'black',
      ...(spacingPt === 0 ? {} : { spacingPt }),
    });
  }

  #rule(yMm: number, thicknessMm: number, ink: Ink): void {
    const left = this.#page.marginLeftMm;
    this.#put({
      kind: 'rule',
      fromMm: [left, yMm],
      toMm: [left + this.#widthMm, yMm],
      thicknessMm,
      ink,
    });
  }

  #masthead(text: string): void {
    const count = [...text].length;
    const roomPt = this.#widthMm * pointsPerMm;
    const sizePt = Math.min(this.#page.bodyPt * 2.7, (roomPt * 0.98) / count);
    const spacingPt = Math.max(0, Math.min(7, (roomPt - sizePt * count) / count));
    this.#yMm += 6;
    this.#text(text, {
      face: 'songBold',
      sizePt,
      lineMm: 20,
      ink: 'red',
      align: 'centre',
      spacingPt,
    });
    this.#yMm += 10;
  }

  #number(text: string): void {
    const sizePt = this.#page.bodyPt;
    this.#text(text, { face: 'song', sizePt, lineMm: 9, align: 'centre' });
    this.#yMm += 2;
    this.#rule(this.#yMm, 0.75, 'red');
    this.#yMm += 8;
  }

  /** A title breaks where it says, else into lines of about the same length. */
  #title(text: string, lineMm: number): void {
    const sizePt = this.#page.bodyPt * 1.35;
    const style = { face: 'songBold', sizePt, lineMm: lineMm * 1.25, align: 'centre' } as const;
    const lengthPt = textWidthPt('songBold', text, sizePt);
    const lineCount = Math.ceil(lengthPt / (this.#widthMm * pointsPerMm));
    const lines = text.includes('\n')
      ? text.split('\n')
      : wrapText(text, 'songBold', sizePt, lengthPt / lineCount + sizePt);
    this.#yMm += lineMm * 0.8;
    for (const line of lines) this.#text(line, style);
    this.#yMm += lineMm * 0.7;
  }

  #signature(block: Extract<Block, { kind: 'signature' }>): void {
    const sizePt = this.#page.bodyPt;
    const lineMm = (sizePt * 1.78) / pointsPerMm;
    this.#needForEnding(lineMm * 4.5);
    this.#yMm += lineMm * 1.6;
    const unitMm = textWidthPt('song', block.unit, sizePt) / pointsPerMm;
    const dateMm = textWidthPt('song', block.date, sizePt) / pointsPerMm;
    const right = this.#page.marginLeftMm + this.#widthMm - (sizePt * 3) / pointsPerMm;
    const centre = right - Math.max(unitMm, dateMm) / 2;
    for (const [text, lengthMm] of [
      [block.unit, unitMm],
      [block.date, dateMm],
    ] as const) {
      this.#put(this.#plain(text, centre - lengthMm / 2, this.#yMm, sizePt));
      this.#yMm += lineMm;
    }
    if (block.seal === true)
      this.#put(...sealMarks(block.unit, [centre, this.#yMm - lineMm * 1.35]));
    this.#yMm += lineMm;
  }

  #plain(text: string, xMm: number, yMm: number, sizePt: number, face: Face = 'song'): Mark {
    const baselineMm = yMm + (sizePt * 1.2) / pointsPerMm;
    return {
      kind: 'text',
      text,
      xMm,
      baselineMm,
      sizePt,
      face,
      ink: face === 'hand' ? 'blue' : 'black',
    };
  }

  #signatories(block: Extract<Block, { kind: 'signatories' }>): void {
    const sizePt = this.#page.bodyPt * 0.94;
    const lineMm = (sizePt * 2.1) / pointsPerMm;
    const columnMm = this.#widthMm / block.parties.length;
    this.#needForEnding(lineMm * 5);
    this.#yMm += lineMm;
    block.parties.forEach((party, index) => {
      const x = this.#page.marginLeftMm + columnMm * index;
      this.#put(
        this.#plain(`${party.role}（盖章）：`, x, this.#yMm, sizePt),
        this.#plain(party.unit, x, this.#yMm + lineMm, sizePt),
        this.#plain('负责人（签字）：', x, this.#yMm + lineMm * 2, sizePt),
        this.#plain(party.signed, x + 39, this.#yMm + lineMm * 2 - 1.5, sizePt * 1.35, 'hand'),
        this.#plain(block.date, x, this.#yMm + lineMm * 3, sizePt),
        ...sealMarks(party.unit, [x + columnMm * 0.52, this.#yMm + lineMm * 1.5]),
      );
    });
    this.#yMm += lineMm * 5;
  }

  #imprint(block: Extract<Block, { kind: 'imprint' }>): void {
    const sizePt = this.#page.bodyPt * 0.875;
    const top = this.#bottomMm - 18;
    if (this.#yMm > top) {
      this.strandedEnding = true;
      this.#turnPage();
    }
    const left = this.#page.marginLeftMm + 4;
    const lengthMm = textWidthPt('song', block.date, sizePt) / pointsPerMm;
    this.#rule(top, 0.35, 'black');
    this.#put(this.#plain(`抄送：${block.copies}`, left, top + 1.5, sizePt));
    this.#rule(top + 9, 0.25, 'black');
    this.#put(
      this.#plain(block.printer, left, top + 10.5, sizePt),
      this.#plain(block.date, left + this.#widthMm - 8 - lengthMm, top + 10.5, sizePt),
    );
    this.#rule(top + 18, 0.35, 'black');
    this.#yMm = this.#bottomMm;
  }

  #table(block: Extract<Block, { kind: 'table' }>): void {
    const rowHeightMm = block.rowHeightMm ?? 10;
    let rest = block.rows;
    while (rest.length > 0) {
      this.#need(rowHeightMm * 2);
      const fitting = Math.max(1, Math.floor((this.#bottomMm - this.#yMm) / rowHeightMm) - 1);
      const rows = rest.slice(0, fitting);
      const at = [this.#page.marginLeftMm, this.#yMm] as const;
      this.#put(...tableMarks(block.columns, rows, at, rowHeightMm));
      this.#yMm += rowHeightMm * (rows.length + 1);
      rest = rest.slice(fitting);
      if (rest.length > 0) this.#turnPage();
    }
    this.#yMm += 4;
  }

  #picture(block: Extract<Block, { kind: 'picture' }>): void {
    this.#need(block.heightMm + 11);
    const xMm = this.#page.marginLeftMm + (this.#widthMm - block.widthMm) / 2;
    const { jpeg, widthMm, heightMm } = block;
    this.#put({ kind: 'picture', jpeg, xMm, yMm: this.#yMm, widthMm, heightMm });
    this.#yMm += heightMm + 1.5;
    const sizePt = this.#page.bodyPt * 0.75;
    this.#text(block.caption, { face: 'song', sizePt, lineMm: 7, align: 'centre' });
    this.#yMm += 3;
  }

  #newspaper(block: Extract<Block, { kind: 'newspaper' }>): void {
    const sizePt = this.#page.bodyPt * 2.1;
    this.#text(block.paper, { face: 'songBold', sizePt, lineMm: 15, spacingPt: 6 });
    this.#rule(this.#yMm + 1, 0.9, 'black');
    this.#text(block.edition, { face: 'hei', sizePt: this.#page.bodyPt * 0.7, lineMm: 9 });
    this.#rule(this.#yMm, 0.25, 'black');
    this.#yMm += 4;
  }

  #pageNumber(number: number): Mark {
    const text = `— ${number} —`;
    const sizePt = this.#page.bodyPt * 0.875;
    const xMm = (this.#page.widthMm - textWidthPt('song', text, sizePt) / pointsPerMm) / 2;
    const baselineMm = this.#page.heightMm - this.#page.marginBottomMm + 12;
    return { kind: 'text', text, xMm, baselineMm, sizePt, face: 'song', ink: 'black' };
  }
}
