import type { LineBox, TextLine } from '../../../main/contract/reading.ts';
import type { PageTruth } from '../../support/papers/index.ts';
import { contains, cornersOf } from '../../support/papers/index.ts';
import type { Edit } from './characters.ts';
import { comparable, editsBetween, lettersAlone } from './characters.ts';

/** How a page was read. Handwriting is counted apart; seals, stamps and photos are not counted. */
export interface PageScore {
  readonly characters: number;
  /** Against the printed lines in their order. */
  readonly errors: number;
  /** The same where the lines read are first put in the truth's order by where they stand. */
  readonly errorsInPlace: number;
  readonly letters: number;
  readonly letterErrors: number;
  readonly handCharacters: number;
  readonly handErrors: number;
  readonly edits: readonly Edit[];
  /** Lines read where nothing is printed. */
  readonly strays: readonly string[];
}

interface Placed {
  readonly text: string;
  readonly kind: 'print' | 'hand' | 'ignored' | 'stray';
  /** The first line of the truth it lies on, and how far from that line's left end. */
  readonly line: number;
  readonly alongUm: number;
}

export function comparePage(truth: PageTruth, lines: readonly TextLine[]): PageScore {
  const placed = lines.map((line) => placeLine(truth, line));
  const read = placed.filter(({ kind }) => kind === 'print' || kind === 'stray');
  const printed = textOf(truth, false);
  const inOrder = comparable(read.map(({ text }) => text).join(''));
  const sorted = read.toSorted((a, b) => a.line - b.line || a.alongUm - b.alongUm);
  const inPlace = comparable(sorted.map(({ text }) => text).join(''));
  const edits = editsBetween(printed, inPlace);
  const hand = textOf(truth, true);
  const handRead = placed.filter(({ kind }) => kind === 'hand').toSorted((a, b) => a.line - b.line);
  return {
    characters: [...printed].length,
    errors: inOrder === inPlace ? edits.length : editsBetween(printed, inOrder).length,
    errorsInPlace: edits.length,
    letters: [...lettersAlone(printed)].length,
    letterErrors: editsBetween(lettersAlone(printed), lettersAlone(inPlace)).length,
    handCharacters: [...hand].length,
    handErrors: editsBetween(hand, comparable(handRead.map(({ text }) => text).join(''))).length,
    edits,
    strays: placed.filter(({ kind }) => kind === 'stray').map(({ text }) => text),
  };
}

function textOf(truth: PageTruth, hand: boolean): string {
  const lines = truth.lines.filter((line) => line.hand === hand);
  return comparable(lines.map((line) => line.text).join(''));
}

const sampleCount = 15;

/** Where a line that was read lies, told by points along its middle. */
function placeLine(truth: PageTruth, { box, text, vertical }: TextLine): Placed {
  const points = middlePoints(box, vertical);
  const hits = truth.lines.map((line) => {
    const margin = line.box.heightUm * 0.15;
    return points.filter((point) => contains(line.box, point, margin)).length;
  });
  const most = Math.max(0, ...hits);
  if (most > 0) {
    const line = hits.findIndex((count) => count >= Math.max(1, most * 0.4));
    const mostly = hits.indexOf(most);
    const kind = truth.lines[mostly]?.hand === true ? 'hand' : 'print';
    return { text, kind, line, alongUm: alongOf(truth.lines[line]?.box, points[0]) };
  }
  const over = points.filter((point) => truth.ignored.some((each) => contains(each, point, 1500)));
  const kind = over.length * 2 > points.length ? 'ignored' : 'stray';
  return { text, kind, line: truth.lines.length, alongUm: 0 };
}

function middlePoints(box: LineBox, vertical: boolean): readonly (readonly [number, number])[] {
  const [a, b, c, d] = cornersOf(box);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  const ends = vertical
    ? ([
        [a, b],
        [d, c],
      ] as const)
    : ([
        [a, d],
        [b, c],
      ] as const);
  const [from, to] = ends.map(([p, q]) => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] as const) as [
    readonly [number, number],
    readonly [number, number],
  ];
  return Array.from({ length: sampleCount }, (_, index) => {
    const share = (index + 0.5) / sampleCount;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
  });
}

function alongOf(box: LineBox | undefined, point: readonly [number, number] | undefined): number {
  if (box === undefined || point === undefined) return 0;
  const turned = (box.angle * Math.PI) / 180;
  return (point[0] - box.xUm) * Math.cos(turned) + (point[1] - box.yUm) * Math.sin(turned);
}

/** Errors over characters of many pages. */
export function rateOf(
  scores: readonly PageScore[],
  errors: (score: PageScore) => number,
  of: (score: PageScore) => number = (score) => score.characters,
): number {
  const total = scores.reduce((sum, score) => sum + of(score), 0);
  return total === 0 ? 0 : scores.reduce((sum, score) => sum + errors(score), 0) / total;
}
