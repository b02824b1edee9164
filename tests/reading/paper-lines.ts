import type { TextLine } from '../../main/contract/reading.ts';
import type { PaperPage } from '../../main/reading/paper/lines.ts';

/** A line as it would be read off an A4 page; sizes in mm. */
export interface Printed {
  readonly text: string;
  /** From the page's top to the middle of the line. */
  readonly y: number;
  readonly x?: number;
  readonly align?: 'left' | 'centre' | 'right';
  /** Size of a letter. */
  readonly size?: number;
  readonly red?: boolean;
  readonly confidence?: number;
  /** Degrees clockwise about its own top left corner. */
  readonly angle?: number;
}

const page = { width: 210, height: 297, left: 28, right: 26 } as const;
const bodySize = 5.6;

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (/[\u0020-\u02ff]/u.test(letter) ? size / 2 : size), 0);

/** A page as `reading.propose` gets it; `turned` as an upside-down page gives it. */
export function printedPage(
  number: number,
  lines: readonly Printed[],
  { turned = false, lean = 0 }: { readonly turned?: boolean; readonly lean?: number } = {},
): PaperPage {
  const made = lines.map((line) => lineOf(line, turned, lean));
  const size = { widthUm: page.width * 1000, heightUm: page.height * 1000 };
  return { number, ...size, lines: made, text: made.map(({ text }) => text).join('\n') };
}

function lineOf(line: Printed, turned: boolean, lean: number): TextLine {
  const {
    text,
    y,
    size = bodySize,
    align = 'left',
    red = false,
    confidence = 99,
    angle = 0,
  } = line;
  const width = widthOf(text, size);
  const x =
    line.x ??
    { left: page.left, centre: (page.width - width) / 2, right: page.width - page.right - width }[
      align
    ];
  const turn = angle + lean + (turned ? 180 : 0);
  const [left, top] = about(x, y - size * 0.6, lean + (turned ? 180 : 0));
  return {
    text,
    confidence,
    box: {
      xUm: Math.round(left * 1000),
      yUm: Math.round(top * 1000),
      widthUm: Math.round(width * 1000),
      heightUm: Math.round(size * 1200),
      angle: turn > 180 ? turn - 360 : turn,
    },
    centres: [],
    vertical: false,
    red,
    paragraph: true,
  };
}

/** Where a point comes to when the page is turned about its middle. */
function about(x: number, y: number, degrees: number): readonly [number, number] {
  const [right, down] = [x - page.width / 2, y - page.height / 2];
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * right - s * down + page.width / 2, s * right + c * down + page.height / 2];
}

/** Lines of running text, one under the other. */
export function bodyLines(fromY: number, count: number): readonly Printed[] {
  const full = '各单位要结合实际抓好落实并把进展情况及时报送办公室汇';
  return Array.from({ length: count }, (_, at) =>
    at === 0
      ? { text: `一是${full.slice(0, 24)}`, y: fromY, x: 39 }
      : { text: full, y: fromY + at * 10 },
  );
}
