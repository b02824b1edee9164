import type { LineBox } from '../../../main/contract/reading.ts';
import { lengthMm } from './flow.ts';
import type { LineRole, Mark, Paper, TextMark } from '../scans/paper.ts';
import type { Lie } from '../scans/scan.ts';

/** How far a scanned page must be turned clockwise to be upright. */
export type Turn = 0 | 90 | 180 | 270;
export const allTurns: readonly Turn[] = [0, 90, 180, 270];

/** A printed line, where it stands on the page as scanned. */
export interface TruthLine {
  readonly text: string;
  /** From the top of the tallest character to the foot of the lowest, first to last character. */
  readonly box: LineBox;
  readonly role: LineRole;
  readonly red: boolean;
  /** Written by hand. */
  readonly hand: boolean;
}

export interface PageTruth {
  /** Size of the page as its file shows it. */
  readonly widthUm: number;
  readonly heightUm: number;
  readonly turn: Turn;
  /** How far the lines lean once the page is upright, clockwise. */
  readonly skewDegrees: number;
  readonly dpi: number;
  /** In reading order; columns one after the other, tables and signatures side by side row by row. */
  readonly lines: readonly TruthLine[];
  /** What may be read or not: seals and stamps, photographs, the binding line's words. */
  readonly ignored: readonly LineBox[];
}

/** The truth of a sheet that lies on the glass as `lie` says, the scan then turned so that `turn` rights it. */
export function pageTruth(paper: Paper, lie: Lie, turn: Turn, dpi: number): PageTruth {
  const place = placer(paper, lie, turn);
  const sideways = turn % 180 !== 0;
  const texts = paper.marks.filter((mark) => mark.kind === 'text');
  const printed = texts.filter((mark) => mark.ink !== 'seal' && mark.role !== 'margin');
  return {
    widthUm: Math.round((sideways ? paper.heightMm : paper.widthMm) * 1000),
    heightUm: Math.round((sideways ? paper.widthMm : paper.heightMm) * 1000),
    turn,
    skewDegrees: lie.skewDegrees,
    dpi,
    lines: printed.map((mark) => ({
      text: mark.text,
      box: place(...textRectangle(mark)),
      role: mark.role ?? 'body',
      red: mark.ink === 'red',
      hand: mark.face === 'hand',
    })),
    ignored: paper.marks.flatMap(ignoredRectangle).map((rectangle) => place(...rectangle)),
  };
}

type Rectangle = readonly [xMm: number, yMm: number, widthMm: number, heightMm: number];

function textRectangle(mark: TextMark): Rectangle {
  const emMm = (mark.sizePt / 72) * 25.4;
  const widthMm = lengthMm(mark.text, mark.face, mark.sizePt, mark.spacingPt);
  return [mark.xMm, mark.baselineMm - emMm * 0.88, widthMm, emMm];
}

function ignoredRectangle(mark: Mark): readonly Rectangle[] {
  switch (mark.kind) {
    case 'picture':
      return [[mark.xMm, mark.yMm, mark.widthMm, mark.heightMm]];
    case 'ring': {
      const reach = mark.radiusMm + 1;
      return [[mark.centreMm[0] - reach, mark.centreMm[1] - reach, reach * 2, reach * 2]];
    }
    case 'text':
      if (mark.role === 'margin') return [textRectangle(mark)];
      return mark.ink === 'seal' && mark.turnDegrees === undefined ? [stampRectangle(mark)] : [];
    case 'rule':
    case 'star':
      return [];
  }
}

/** Stamps are put on a little crooked. */
function stampRectangle(mark: TextMark): Rectangle {
  const [x, y, widthMm, heightMm] = textRectangle(mark);
  return [x - 3, y - 3, widthMm + 6, heightMm + 6];
}

/** From a rectangle on the paper to its box on the scan: shifted, leaned about the middle, turned. */
function placer({ widthMm, heightMm }: Paper, lie: Lie, turn: Turn) {
  const lean = (lie.skewDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  return (xMm: number, yMm: number, boxWidthMm: number, boxHeightMm: number): LineBox => {
    const right = xMm + lie.shiftMm[0] - widthMm / 2;
    const down = yMm + lie.shiftMm[1] - heightMm / 2;
    const x = cos * right - sin * down + widthMm / 2;
    const y = sin * right + cos * down + heightMm / 2;
    const [shownX, shownY] = {
      0: [x, y],
      270: [heightMm - y, x],
      180: [widthMm - x, heightMm - y],
      90: [y, widthMm - x],
    }[turn] as [number, number];
    const angle = lie.skewDegrees - turn;
    return {
      xUm: Math.round(shownX * 1000),
      yUm: Math.round(shownY * 1000),
      widthUm: Math.round(boxWidthMm * 1000),
      heightUm: Math.round(boxHeightMm * 1000),
      angle: angle <= -180 ? angle + 360 : angle,
    };
  };
}

/** The corners of a box, clockwise from the text's own top left. */
export function cornersOf(box: LineBox): readonly (readonly [xUm: number, yUm: number])[] {
  const turned = (box.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const at = (along: number, down: number): readonly [number, number] => [
    box.xUm + cos * along - sin * down,
    box.yUm + sin * along + cos * down,
  ];
  const { widthUm, heightUm } = box;
  return [at(0, 0), at(widthUm, 0), at(widthUm, heightUm), at(0, heightUm)];
}

/** Whether a point lies in a box, grown by `marginUm` on every side. */
export function contains(box: LineBox, [x, y]: readonly [number, number], marginUm = 0): boolean {
  const turned = (-box.angle * Math.PI) / 180;
  const [right, down] = [x - box.xUm, y - box.yUm];
  const along = Math.cos(turned) * right - Math.sin(turned) * down;
  const across = Math.sin(turned) * right + Math.cos(turned) * down;
  return (
    along >= -marginUm &&
    along <= box.widthUm + marginUm &&
    across >= -marginUm &&
    across <= box.heightUm + marginUm
  );
}

export function middleOf(box: LineBox): readonly [xUm: number, yUm: number] {
  const [first, , third] = cornersOf(box);
  if (first === undefined || third === undefined) throw new Error('a box has four corners');
  return [(first[0] + third[0]) / 2, (first[1] + third[1]) / 2];
}
