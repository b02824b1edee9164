import { type Rect, rectAt, type Scale, turned } from './geometry.ts';
import type { Picture } from './pixels.ts';
import { inkMap } from './rules.ts';

/** The shares of the page in which page numbers stand. */
const FOOT = 0.84;
const HEAD = 0.09;
/** In inches: heights of digits, lengths of dashes, gaps between them. */
const DIGIT = { least: 0.075, most: 0.24 };
const MOST_WIDE = 0.32;
const MOST_GAP = 0.24;
const MOST_LONG = 1.5;

interface Speck {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A page number: its place, its digits' place, and the lines that detection saw in it. */
export interface PageNumber {
  readonly rect: Rect;
  readonly digits: Rect;
  readonly dashes: boolean;
  readonly covers: readonly Rect[];
}

/**
 * Page numbers by their ink: a digit or two between dashes, alone at the foot or the head. The
 * detection model sees nothing there, or only the digit.
 * @param rects lines found on the page
 */
export function findPageNumbers(
  small: Picture,
  rects: readonly Rect[],
  skew: number,
  scale: Scale,
  pixelsPerInch: number,
): readonly PageNumber[] {
  const inch = pixelsPerInch / scale.x;
  const specks = specksOf(small, inch);
  const boxes = rects.map((rect) => ({ rect, box: boxOf(rect, scale) }));
  return groups(specks, MOST_GAP * inch).flatMap((group) => {
    const box = around(group);
    const covers = boxes.filter((each) => overlaps(each.box, box)).map((each) => each.rect);
    // A digit that detection saw has dashes beside it; longer lines are none.
    if (covers.some((rect) => rect.width > rect.height * 2.5) || covers.length > 1) return [];
    const digits = group.filter((speck) => speck.bottom - speck.top >= DIGIT.least * inch);
    const flat = group.filter((speck) => speck.right - speck.left > 3 * (speck.bottom - speck.top));
    if (digits.length === 0 || box.right - box.left > MOST_LONG * inch) return [];
    const inner = around(digits);
    const dashes =
      flat.some((speck) => speck.right <= inner.left) &&
      flat.some((speck) => speck.left >= inner.right);
    if (covers.length > 0 && !dashes) return [];
    return [
      {
        rect: rectOf(box, skew, scale),
        digits: covers[0] ?? rectOf(inner, skew, scale),
        dashes,
        covers,
      },
    ];
  });
}

function specksOf(small: Picture, inch: number): readonly Speck[] {
  const ink = inkMap(small);
  const { width, height } = small;
  const isZone = (y: number): boolean => y > height * FOOT || y < height * HEAD;
  const specks: Speck[] = [];
  const stack: number[] = [];
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] !== 1 || !isZone(Math.floor(start / width))) continue;
    let [left, right, top, bottom, count] = [width, 0, height, 0, 0];
    ink[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / width);
      const x = at - y * width;
      count++;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (ink[next] !== 1) continue;
          ink[next] = 0;
          stack.push(next);
        }
      }
    }
    const isSmall = right - left <= MOST_WIDE * inch && bottom - top <= DIGIT.most * inch;
    if (count >= 5 && isSmall) specks.push({ left, right, top, bottom });
  }
  return specks;
}

/** Specks beside each other, alone on their line. */
function groups(specks: readonly Speck[], gap: number): readonly (readonly Speck[])[] {
  const found: Speck[][] = [];
  for (const speck of [...specks].sort((a, b) => a.left - b.left)) {
    const group = found.find((each) => {
      const box = around(each);
      return (
        speck.left - box.right <= gap && speck.top < box.bottom + 2 && speck.bottom > box.top - 2
      );
    });
    if (group === undefined) found.push([speck]);
    else group.push(speck);
  }
  // Noise makes many; a page has one number, or one on each side.
  const numbers = found.filter((group) => group.length <= 6);
  return numbers.length <= 8 ? numbers : [];
}

function around(specks: readonly Speck[]): Speck {
  return {
    left: Math.min(...specks.map((speck) => speck.left)),
    right: Math.max(...specks.map((speck) => speck.right)),
    top: Math.min(...specks.map((speck) => speck.top)),
    bottom: Math.max(...specks.map((speck) => speck.bottom)),
  };
}

function boxOf(rect: Rect, scale: Scale): Speck {
  const { x, y, width, height } = rect;
  return {
    left: (x - width / 2) / scale.x,
    right: (x + width / 2) / scale.x,
    top: (y - height / 2) / scale.y,
    bottom: (y + height / 2) / scale.y,
  };
}

function overlaps(a: Speck, b: Speck): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/** Room around the ink, in shares of its height, as detection leaves it. */
const ROOM = 0.3;

function rectOf({ left, right, top, bottom }: Speck, skew: number, scale: Scale): Rect {
  const room = (bottom - top) * ROOM;
  const [width, height] = [right - left + room * 2, bottom - top + room * 2];
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const corners = [-1, 1].flatMap((x) =>
    [-1, 1].map((y) => {
      const offset = turned({ x: (x * width) / 2, y: (y * height) / 2 }, skew);
      return { x: (middle.x + offset.x) * scale.x, y: (middle.y + offset.y) * scale.y };
    }),
  );
  return rectAt(corners, skew);
}
