import type { LineBox, TextLine } from '../../main/contract/index.ts';

export interface Point {
  readonly xUm: number;
  readonly yUm: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * How a box looks: a search hit (the current one stands out), a field's source line, words a category
 * was decided by, a passage that proves (of vertical text `passage-beside`), lines chosen to be one.
 */
export type BoxKind =
  | 'hit'
  | 'hit-current'
  | 'source'
  | 'underline'
  | 'words'
  | 'line'
  | 'passage'
  | 'passage-beside'
  | 'choice';

/** A box drawn over a page. */
export interface PageBox {
  readonly key: string;
  readonly box: LineBox;
  readonly kind: BoxKind;
  /** A word that stands beside it: the field's name. */
  readonly label?: string;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A point of the box's own axes (from its corner, along its width and height) on the page. */
function onPage(box: LineBox, alongUm: number, downUm: number): Point {
  const turn = radians(box.angle);
  return {
    xUm: box.xUm + alongUm * Math.cos(turn) - downUm * Math.sin(turn),
    yUm: box.yUm + alongUm * Math.sin(turn) + downUm * Math.cos(turn),
  };
}

/** The upright rectangle around a turned box, in µm of the page. */
export function boundsOf(box: LineBox): Bounds {
  const corners = [
    onPage(box, 0, 0),
    onPage(box, box.widthUm, 0),
    onPage(box, 0, box.heightUm),
    onPage(box, box.widthUm, box.heightUm),
  ];
  const xs = corners.map(({ xUm }) => xUm);
  const ys = corners.map(({ yUm }) => yUm);
  return {
    left: Math.round(Math.min(...xs)),
    top: Math.round(Math.min(...ys)),
    right: Math.round(Math.max(...xs)),
    bottom: Math.round(Math.max(...ys)),
  };
}

/** Whether a point of the page lies in the box. */
export function contains(box: LineBox, point: Point): boolean {
  const turn = radians(box.angle);
  const x = point.xUm - box.xUm;
  const y = point.yUm - box.yUm;
  const along = x * Math.cos(turn) + y * Math.sin(turn);
  const down = y * Math.cos(turn) - x * Math.sin(turn);
  return along >= 0 && along <= box.widthUm && down >= 0 && down <= box.heightUm;
}

/** The line at a point of the page; where lines overlap, the smaller. */
export function lineAt(lines: readonly TextLine[], point: Point): number | null {
  const area = ({ box }: TextLine): number => box.widthUm * box.heightUm;
  let found: number | null = null;
  lines.forEach((line, index) => {
    const before = found === null ? undefined : lines[found];
    if (contains(line.box, point) && (!before || area(line) < area(before))) found = index;
  });
  return found;
}

/** The part of a line's box that its characters (code points) from `first` to `last` stand in. */
export function spanBox(line: TextLine, first: number, last: number): LineBox {
  const count = Math.max(1, Array.from(line.text).length);
  const middle = (at: number): number => line.centres[at] ?? ((at + 0.5) * 1000) / count;
  const edge = (at: number): number => {
    if (at <= 0) return 0;
    return at >= count ? 1000 : (middle(at - 1) + middle(at)) / 2;
  };
  const length = line.vertical ? line.box.heightUm : line.box.widthUm;
  const from = (edge(first) * length) / 1000;
  const to = (edge(last + 1) * length) / 1000;
  const start = line.vertical ? onPage(line.box, 0, from) : onPage(line.box, from, 0);
  return {
    ...line.box,
    xUm: Math.round(start.xUm),
    yUm: Math.round(start.yUm),
    ...(line.vertical ? { heightUm: Math.round(to - from) } : { widthUm: Math.round(to - from) }),
  };
}

/** Boxes of every occurrence of a word in the lines of a page. */
export function wordBoxes(lines: readonly TextLine[], word: string): readonly LineBox[] {
  const wanted = Array.from(word);
  if (wanted.length === 0) return [];
  return lines.flatMap((line) => {
    const characters = Array.from(line.text);
    const found: LineBox[] = [];
    for (let at = 0; at + wanted.length <= characters.length; at++) {
      if (!wanted.every((character, index) => characters[at + index] === character)) continue;
      found.push(spanBox(line, at, at + wanted.length - 1));
      at += wanted.length - 1;
    }
    return found;
  });
}
