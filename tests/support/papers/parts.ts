import { textWidthPt } from '../scans/fonts.ts';
import type { Mark } from '../scans/paper.ts';
import { a4Mm, pointsPerMm } from '../scans/paper.ts';
import type { Random } from '../scans/random.ts';
import { sealMarks } from '../scans/seal.ts';
import { wrapText } from '../scans/wrap.ts';
import type { Flow } from './flow.ts';
import { lengthMm } from './flow.ts';
import { chineseNumber } from './wording.ts';

/** 份号, secrecy and urgency, in the top left corner (GB/T 9704-2012, 7.2). */
export function cornerMarks(flow: Flow, marks: readonly string[]): void {
  const top = flow.yMm;
  marks.forEach((text) => flow.line(text, { role: 'mark', face: flow.style.heading, lineMm: 9 }));
  flow.yMm = Math.max(top, flow.yMm);
}

/** The issuer in large red characters, spaced to fill the line. */
export function masthead(flow: Flow, text: string, sizeFactor = 2.6): void {
  const count = [...text].length;
  const roomPt = flow.area.widthMm * pointsPerMm;
  const sizePt = Math.min(flow.style.bodyPt * sizeFactor, (roomPt * 0.97) / count);
  const spacingPt = Math.max(0, Math.min(8, (roomPt - sizePt * count) / count));
  flow.line(text, {
    role: 'masthead',
    face: flow.style.masthead,
    sizePt,
    spacingPt,
    lineMm: (sizePt * 1.5) / pointsPerMm,
    ink: 'red',
    align: 'centre',
  });
}

/** Several issuers one under the other, 文件 large beside them. */
export function jointMasthead(flow: Flow, names: readonly string[]): void {
  const { leftMm, widthMm } = flow.area;
  const face = flow.style.masthead;
  const sizePt = Math.min(31, ...names.map((name) => ((widthMm - 38) * pointsPerMm) / name.length));
  const rowMm = (sizePt * 1.45) / pointsPerMm;
  const longest = Math.max(...names.map((name) => name.length));
  const top = flow.yMm;
  const style = { role: 'masthead', face, sizePt, ink: 'red' } as const;
  names.forEach((name, index) => {
    const spacingPt = name.length > 1 ? ((longest - name.length) * sizePt) / (name.length - 1) : 0;
    flow.putText(name, leftMm + 2, top + rowMm * (index + 0.5), { ...style, spacingPt });
  });
  const beside = leftMm + 2 + lengthMm('字'.repeat(longest), face, sizePt) + 5;
  flow.putText('文件', beside, top + (rowMm * names.length) / 2, {
    ...style,
    sizePt: sizePt * 1.1,
  });
  flow.yMm = top + rowMm * names.length;
}

/** A title in the lines it is broken into, each centred. */
export function titleLines(flow: Flow, title: string, random: Random): readonly string[] {
  const { title: face, titlePt: sizePt } = flow.style;
  const roomPt = flow.area.widthMm * pointsPerMm;
  const lengthPt = textWidthPt(face, title, sizePt);
  const least = Math.ceil(lengthPt / roomPt);
  const count = least === 1 && lengthPt > roomPt * 0.7 && random.chance(0.3) ? 2 : least;
  const lines = wrapText(title, face, sizePt, Math.min(roomPt, lengthPt / count + sizePt * 1.2));
  const lineMm = (sizePt * 1.55) / pointsPerMm;
  flow.skip(0.8);
  for (const line of lines)
    flow.line(line, { role: 'title', face, sizePt, lineMm, align: 'centre' });
  flow.skip(0.7);
  return lines;
}

/** Paragraphs, each under its numbered heading where it has one. */
export function bodyText(
  flow: Flow,
  paragraphs: readonly string[],
  headings: readonly (string | null)[],
): void {
  let count = 0;
  paragraphs.forEach((text, index) => {
    const heading = headings[index] ?? null;
    if (heading !== null) {
      count += 1;
      flow.need(flow.lineMm * 2);
      flow.text(`${chineseNumber(count)}、${heading}`, {
        role: 'heading',
        face: flow.style.heading,
        indentEm: 2,
      });
    }
    flow.text(text, { role: 'body', indentEm: 2 });
  });
}

export function attachmentNote(flow: Flow, names: readonly string[]): void {
  flow.skip(0.6);
  names.forEach((name, index) => {
    const number = names.length > 1 ? `${index + 1}.` : '';
    flow.text(index === 0 ? `附件：${number}${name}` : `${number}${name}`, {
      role: 'attachment',
      indentEm: index === 0 ? 2 : 5,
    });
  });
}

/** Who signs, the date beneath, centred on each other at the right, under a seal. */
export function signature(
  flow: Flow,
  units: readonly string[],
  date: string,
  random: Random,
  sealed: boolean,
): void {
  const { body, bodyPt } = flow.style;
  flow.need(flow.lineMm * (units.length + 3));
  flow.skip(1.4);
  const { leftMm, widthMm } = flow.area;
  const longest = Math.max(...[...units, date].map((text) => lengthMm(text, body, bodyPt)));
  const centre = leftMm + widthMm - longest / 2 - (bodyPt * random.integer(1, 4)) / pointsPerMm;
  const top = flow.yMm;
  for (const [text, role] of [
    ...units.map((unit) => [unit, 'issuer'] as const),
    [date, 'date'] as const,
  ]) {
    const x = centre - lengthMm(text, body, bodyPt) / 2;
    flow.putText(text, x, flow.yMm + flow.lineMm / 2, { role });
    flow.yMm += flow.lineMm;
  }
  if (!sealed) return;
  units.forEach((unit, index) => {
    const drift = random.between(-5, 5);
    const y = top + flow.lineMm * (index + 0.6 + random.between(0, 0.8));
    flow.put(...sealMarks(unit, [centre + drift - index * 46, y]));
  });
}

/** Several who sign, side by side under their seals, one date beneath at the right. */
export function signatureAbreast(
  flow: Flow,
  units: readonly string[],
  date: string,
  random: Random,
): void {
  const { body } = flow.style;
  flow.need(flow.lineMm * 4);
  flow.skip(1.4);
  const { leftMm, widthMm } = flow.area;
  const columnMm = widthMm / units.length;
  const fitting = units.map((unit) => ((columnMm - 4) * pointsPerMm) / textWidthPt(body, unit, 1));
  const sizePt = Math.min(flow.style.bodyPt, ...fitting);
  const middle = flow.yMm + flow.lineMm / 2;
  const centres = units.map((_, index) => leftMm + columnMm * (index + 0.5));
  units.forEach((unit, index) => {
    const x = (centres[index] ?? leftMm) - lengthMm(unit, body, sizePt) / 2;
    flow.putText(unit, x, middle, { role: 'issuer', sizePt });
  });
  flow.yMm += flow.lineMm;
  const last = centres.at(-1) ?? leftMm;
  const x = last - lengthMm(date, body, flow.style.bodyPt) / 2;
  flow.putText(date, x, flow.yMm + flow.lineMm / 2, { role: 'date' });
  flow.yMm += flow.lineMm;
  units.forEach((unit, index) => {
    const drift = random.between(-4, 4);
    flow.put(...sealMarks(unit, [(centres[index] ?? leftMm) + drift, middle + drift]));
  });
}

export interface Imprint {
  readonly copies: string;
  readonly printer: string;
  readonly printed: string;
}

/** 版记: copies, printing office and date of printing at the foot of the last page. */
export function imprint(flow: Flow, { copies, printer, printed }: Imprint, ruled = true): void {
  const sizePt = flow.style.bodyPt * 0.875;
  const top = flow.bottomMm - 19;
  if (flow.yMm > top - 3) flow.turnPage();
  flow.yMm = top;
  const { leftMm, widthMm } = flow.area;
  const style = { role: 'imprint', sizePt } as const;
  if (ruled) flow.rule(0.35);
  flow.putText(`抄送：${copies}`, leftMm + 4, top + 4.6, style);
  if (ruled) flow.rule(0.25, 'black', 9.2);
  flow.putText(printer, leftMm + 4, top + 14, style);
  const length = lengthMm(printed, flow.style.body, sizePt);
  flow.putText(printed, leftMm + widthMm - 4 - length, top + 14, style);
  if (ruled) flow.rule(0.35, 'black', 18.6);
  flow.yMm = flow.bottomMm;
}

/** "— 3 —" at the foot: odd pages to the right, even ones to the left, or all in the middle. */
export function pageFoot(number: number, flow: Flow, centred: boolean): Mark {
  const sizePt = flow.style.bodyPt * 0.875;
  const text = `— ${number} —`;
  const length = lengthMm(text, 'song', sizePt);
  const { marginLeftMm, marginRightMm, marginBottomMm } = flow.style;
  const right = a4Mm.widthMm - marginRightMm - length - 5;
  const xMm = centred ? (a4Mm.widthMm - length) / 2 : number % 2 === 1 ? right : marginLeftMm + 5;
  const baselineMm = a4Mm.heightMm - marginBottomMm + 11;
  return {
    kind: 'text',
    text,
    xMm,
    baselineMm,
    sizePt,
    face: 'song',
    ink: 'black',
    role: 'page-number',
  };
}

/** 装订线, dotted, along the left margin, its characters one under the other. */
export function bindingLine(): readonly Mark[] {
  const xMm = 13;
  const dots = Array.from({ length: 46 }, (_, index): Mark => {
    const y = 25 + index * 5.4;
    return { kind: 'rule', fromMm: [xMm, y], toMm: [xMm, y + 2.4], thicknessMm: 0.2, ink: 'grey' };
  });
  const characters = [...'装订线'].map((text, index): Mark => {
    const baselineMm = 95 + index * 48;
    return {
      kind: 'text',
      text,
      xMm: xMm - 2,
      baselineMm,
      sizePt: 11,
      face: 'song',
      ink: 'grey',
      role: 'margin',
    };
  });
  return [...dots, ...characters];
}

/** The stamp of the office a paper came to: its own date and number, in a frame. */
export function receiptStamp(
  unit: string,
  date: string,
  number: number,
  [x, y]: readonly [number, number],
): readonly Mark[] {
  const [width, height] = [46, 21];
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ] as const;
  const frame = corners.slice(1).map((toMm, index): Mark => {
    return { kind: 'rule', fromMm: corners[index] ?? toMm, toMm, thicknessMm: 0.7, ink: 'seal' };
  });
  const rows = [`${unit}收文`, date, `第 ${number} 号`];
  const lines = rows.map((text, index): Mark => {
    const sizePt = Math.min(11.5, ((width - 4) * pointsPerMm) / [...text].length);
    const xMm = x + (width - lengthMm(text, 'hei', sizePt)) / 2;
    return {
      kind: 'text',
      text,
      xMm,
      baselineMm: y + 6 + index * 6,
      sizePt,
      face: 'hei',
      ink: 'seal',
    };
  });
  return [...frame, ...lines];
}
