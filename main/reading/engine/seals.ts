import type { PagePicture, Picture } from './pixels.ts';

/** The box of a round seal, in pixels of the page. */
export interface Seal {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MIN_SIDE_INCH = 0.7;
const MAX_SIDE_INCH = 2.6;
/** How much redder than green and blue red ink is on a scan. */
const REDDER = 30;

export function isRed(red: number, green: number, blue: number): boolean {
  return red - Math.max(green, blue) > REDDER;
}

/** Round and oval red seals: joined red ink with a ring around it. Mastheads have none. */
export function findSeals(small: Picture, page: PagePicture): readonly Seal[] {
  const [scaleX, scaleY] = [page.width / small.width, page.height / small.height];
  const perInch = page.pixelsPerInch / scaleX;
  return redBoxes(small)
    .filter((box) => hasSealSize(box, perInch) && hasRing(small, box))
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(0, Math.floor((left - 2) * scaleX)),
      top: Math.max(0, Math.floor((top - 2) * scaleY)),
      right: Math.min(page.width, Math.ceil((right + 3) * scaleX)),
      bottom: Math.min(page.height, Math.ceil((bottom + 3) * scaleY)),
    }));
}

function hasSealSize({ left, top, right, bottom }: Seal, perInch: number): boolean {
  const [width, height] = [(right - left) / perInch, (bottom - top) / perInch];
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return short >= MIN_SIDE_INCH && long <= MAX_SIDE_INCH && long < short * 1.6;
}

const SECTORS = 48;
const LEAST_SECTORS = 32;

/** Red in nearly all directions near the ellipse that fills the box. */
function hasRing(small: Picture, { left, top, right, bottom }: Seal): boolean {
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  let count = 0;
  for (let sector = 0; sector < SECTORS; sector++) {
    const angle = (sector * 2 * Math.PI) / SECTORS;
    const isMarked = [0.86, 0.9, 0.94, 0.97, 1, 1.03].some((reach) =>
      isRedAt(
        small,
        Math.round(middle.x + (Math.cos(angle) * reach * (right - left)) / 2),
        Math.round(middle.y + (Math.sin(angle) * reach * (bottom - top)) / 2),
      ),
    );
    if (isMarked) count++;
  }
  return count >= LEAST_SECTORS;
}

function isRedAt({ data, width, height, channels }: Picture, x: number, y: number): boolean {
  // A seal over the edge goes on outside.
  if (x < 0 || y < 0 || x >= width || y >= height) return true;
  const at = (y * width + x) * channels;
  return isRed(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
}

/** Gaps in a worn ring that are bridged, in pixels. */
const BRIDGED = 2;
const LEAST_RED_PIXELS = 150;

function redBoxes({ data, width, height, channels }: Picture): readonly Seal[] {
  const red = new Uint8Array(width * height);
  let total = 0;
  for (let n = 0; n < red.length; n++) {
    const at = n * channels;
    if (!isRed(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) continue;
    red[n] = 1;
    total++;
  }
  if (total < LEAST_RED_PIXELS) return [];
  const stack: number[] = [];
  const boxes: Seal[] = [];
  for (let start = 0; start < red.length; start++) {
    if (red[start] !== 1) continue;
    red[start] = 0;
    stack.push(start);
    let [left, right, top, bottom, count] = [width, 0, height, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / width);
      const x = at - y * width;
      count++;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      for (let ny = Math.max(0, y - BRIDGED); ny <= Math.min(height - 1, y + BRIDGED); ny++) {
        for (let nx = Math.max(0, x - BRIDGED); nx <= Math.min(width - 1, x + BRIDGED); nx++) {
          const next = ny * width + nx;
          if (red[next] !== 1) continue;
          red[next] = 0;
          stack.push(next);
        }
      }
    }
    if (count >= LEAST_RED_PIXELS) boxes.push({ left, top, right: right + 1, bottom: bottom + 1 });
  }
  return boxes;
}

/** Black print under red ink, and red ink alone, in the red channel of a scan. */
const PRINT = 90;
const INK = 185;

/**
 * Takes the seals off the page, in its own pixels: red ink is nearly as bright as paper in the red
 * channel, print under it stays dark there. The seals' words, set in an arc, are no line of the page.
 */
export function removeSeals(page: PagePicture, seals: readonly Seal[]): void {
  const { data, width, channels } = page;
  for (const { left, top, right, bottom } of seals) {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = (y * width + x) * channels;
        const red = data[at] ?? 0;
        if (red - Math.min(data[at + 1] ?? 0, data[at + 2] ?? 0) <= REDDER / 2) continue;
        const grey = Math.min(250, Math.max(0, ((red - PRINT) * 250) / (INK - PRINT)));
        data[at] = grey;
        data[at + 1] = grey;
        data[at + 2] = grey;
      }
    }
  }
}
