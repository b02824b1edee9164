/*
 * Whether a page bears a round red seal. Seals of units are 38 to 45 mm across (国发〔1999〕25号: 42
 * for towns and bureaus), a ring with words along it and mostly a star. Rings are found by where the
 * edges of red ink point to (Hough transform with gradients, Ballard 1981), then looked at: red all
 * around, none outside it, something inside it that is no solid red.
 */

/** Pixels of a page, rows top down. */
export interface SealPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
  readonly pixelsPerMm: number;
}

/** What a page is drawn in to be looked at: enough for a ring of 1 mm. */
export const sealPixelsPerMm = 4;

const leastRadiusMm = 16.5;
const mostRadiusMm = 25.5;
/** Redder than paper and print by that, of 1; a faded seal has 0.15. */
const leastRed = 0.085;
/** Colours of skin, wood and brick lean to yellow, violet leans to blue: ink is between. */
const mostLean = 0.55;
/** What the coarse colours of a JPEG add to that. */
const slack = 0.025;

/** `unknown`: there are no colours on the page to tell by. */
export type SealSight = 'seen' | 'none' | 'unknown';

/** @param isScan the page is a picture: without colours it is a grey one, not one without a seal */
export function findSeal(picture: SealPicture, isScan: boolean): SealSight {
  const redness = redOf(picture);
  if (!redness.hasColour && isScan) return 'unknown';
  if (redness.amount < leastInkMm2 * picture.pixelsPerMm ** 2) return 'none';
  const isFound = candidates(redness.red, picture).some((near) => isSeal(redness, picture, near));
  return isFound ? 'seen' : 'none';
}

/** A third of a worn ring. */
const leastInkMm2 = 25;

interface Redness {
  /** How red each pixel is, 0 to 1; 0 where it is another colour. */
  readonly red: Float32Array;
  /** The same of every pixel, and below 0 where it leans to green or blue. */
  readonly tint: Float32Array;
  /** How many pixels are red. */
  readonly amount: number;
  readonly hasColour: boolean;
}

/** Red against the page's own white, so that lamps and yellowed paper make no difference. */
function redOf({ width, height, channels, data }: SealPicture): Redness {
  const white = [0, 1, 2].map((channel) => 1 / brightest(data, channels, channel));
  const [byRed = 0, byGreen = 0, byBlue = 0] = white;
  const red = new Float32Array(width * height);
  const tint = new Float32Array(width * height);
  let amount = 0;
  let coloured = 0;
  for (let n = 0, at = 0; n < red.length; n += 1, at += channels) {
    const r = Math.min(1, (data[at] as number) * byRed);
    const g = Math.min(1, (data[at + 1] as number) * byGreen);
    const b = Math.min(1, (data[at + 2] as number) * byBlue);
    const redder = r - Math.max(g, b);
    tint[n] = redder;
    if (Math.max(r, g, b) - Math.min(r, g, b) > leastColour) coloured += 1;
    if (redder < leastRed || Math.abs(g - b) > mostLean * redder + slack) continue;
    red[n] = redder;
    amount += 1;
  }
  return { red, tint, amount, hasColour: coloured > red.length * 0.0002 };
}

/** Of pure grey rounding makes less. */
const leastColour = 0.008;

/** What nine of ten pixels are darker than: the paper. Dark pages are taken as they are. */
function brightest(data: Uint8Array, channels: number, channel: number): number {
  const counts = new Uint32Array(256);
  let total = 0;
  // Every 7th is enough.
  for (let at = channel; at < data.length; at += channels * 7) {
    counts[data[at] as number] = (counts[data[at] as number] as number) + 1;
    total += 1;
  }
  let above = 0;
  for (let level = 255; level > 128; level -= 1) {
    above += counts[level] as number;
    if (above > total * 0.1) return level;
  }
  return 255;
}

interface Centre {
  readonly x: number;
  readonly y: number;
}

/** Side of a cell that votes are counted in, in pixels. */
const cell = 3;
const mostCandidates = 24;
/** How much redder one side of an edge is than the other. */
const leastEdge = 0.06;

/** Points that many edges of red ink are as far from as a seal's ring is from its middle. */
function candidates(red: Float32Array, { width, height, pixelsPerMm }: SealPicture): Centre[] {
  const [from, to] = [leastRadiusMm * pixelsPerMm, mostRadiusMm * pixelsPerMm];
  const pad = Math.ceil(to / 2 / cell) * cell;
  const columns = Math.ceil((width + 2 * pad) / cell);
  const rows = Math.ceil((height + 2 * pad) / cell);
  const votes = new Float32Array(columns * rows);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const across = (red[at + 1] as number) - (red[at - 1] as number);
      const down = (red[at + width] as number) - (red[at - width] as number);
      const length = Math.hypot(across, down);
      if (length < leastEdge) continue;
      const [dx, dy] = [across / length, down / length];
      for (let reach = from; reach <= to; reach += cell) {
        vote(x + dx * reach, y + dy * reach);
        vote(x - dx * reach, y - dy * reach);
      }
    }
  }
  function vote(x: number, y: number): void {
    const [column, row] = [Math.floor((x + pad) / cell), Math.floor((y + pad) / cell)];
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    votes[row * columns + column] = (votes[row * columns + column] as number) + 1;
  }
  return peaks(smoothed(votes, columns, rows), columns, (5 * pixelsPerMm) / cell).map(
    ({ x, y }) => ({ x: (x + 0.5) * cell - pad, y: (y + 0.5) * cell - pad }),
  );
}

function smoothed(votes: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(votes.length);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column;
      let sum = 0;
      for (const up of [-columns, 0, columns]) {
        sum +=
          (votes[at + up - 1] as number) +
          (votes[at + up] as number) +
          (votes[at + up + 1] as number);
      }
      out[at] = sum;
    }
  }
  return out;
}

/** The highest cells, none near a higher one. */
function peaks(votes: Float32Array, columns: number, apart: number): Centre[] {
  const found: Centre[] = [];
  let least = 0;
  const high: { readonly x: number; readonly y: number; readonly count: number }[] = [];
  for (const count of votes) least = Math.max(least, count);
  least *= 0.3;
  votes.forEach((count, at) => {
    if (count > least && count > 12) {
      high.push({ x: at % columns, y: Math.floor(at / columns), count });
    }
  });
  for (const { x, y } of high.toSorted((a, b) => b.count - a.count)) {
    if (found.length >= mostCandidates) break;
    if (found.every((other) => Math.hypot(other.x - x, other.y - y) >= apart)) found.push({ x, y });
  }
  return found;
}

const directions = Array.from({ length: 144 }, (_, n) => {
  const angle = (n * 2 * Math.PI) / 144;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

interface Around {
  /** Share of the directions on the page that have red there. */
  readonly share: number;
  /** Share of all directions that are on the page. */
  readonly onPage: number;
}

/** In how many directions there is red between two radii, in pixels. */
function around(
  red: Float32Array,
  { width, height }: SealPicture,
  { x, y }: Centre,
  from: number,
  to: number,
): Around {
  let [marked, within] = [0, 0];
  for (const [dx, dy] of directions) {
    let [isRed, isOn] = [false, false];
    for (let reach = from; reach <= to; reach += 1) {
      const [px, py] = [Math.round(x + dx * reach), Math.round(y + dy * reach)];
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      isOn = true;
      isRed ||= (red[py * width + px] as number) > 0;
    }
    if (isOn) within += 1;
    if (isRed) marked += 1;
  }
  return { share: within === 0 ? 0 : marked / within, onPage: within / directions.length };
}

/** Values between two radii. */
function within(
  values: Float32Array,
  { width, height }: SealPicture,
  { x, y }: Centre,
  from: number,
  to: number,
): number[] {
  const found: number[] = [];
  for (const [dx, dy] of directions) {
    for (let reach = from; reach <= to; reach += 1) {
      const [px, py] = [Math.round(x + dx * reach), Math.round(y + dy * reach)];
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      found.push(values[py * width + px] as number);
    }
  }
  return found;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Of the ring in these directions that are on the page. */
const leastRing = 0.66;
const leastOnPage = 0.45;
/** How much more there is of it than of red right beside it. */
const leastContrast = 0.34;

function isSeal({ red, tint }: Redness, picture: SealPicture, near: Centre): boolean {
  const { pixelsPerMm: mm } = picture;
  const ring = bestRing(red, picture, near);
  if (ring.share < leastRing || ring.onPage < leastOnPage) return false;
  const { centre, radius } = ring;
  const outside = around(red, picture, centre, radius + 1.7 * mm, radius + 2.3 * mm).share;
  const inner = within(red, picture, centre, radius - 2.2 * mm, radius - 1.4 * mm);
  const inside = mean(inner.map((value) => (value > 0 ? 1 : 0)));
  if (ring.share - outside < leastContrast || ring.share - inside < leastContrast) return false;
  // Between words there is paper, whatever its tint here.
  const area = within(tint, picture, centre, radius * 0.2, radius * 0.88);
  const paper = median(area);
  const onRing = mean(within(tint, picture, centre, radius - 0.4 * mm, radius + 0.4 * mm));
  const words = (mean(area) - paper) / Math.max(0.001, onRing - paper);
  return words >= leastWords;
}

/** Words and the points of a star, as red as the ring where they are. A ring around nothing is no seal. */
const leastWords = 0.012;

/** The circle with the most red on it, a little to all sides of a candidate. */
function bestRing(red: Float32Array, picture: SealPicture, near: Centre) {
  const { pixelsPerMm: mm } = picture;
  let best = { centre: near, radius: 0, share: 0, onPage: 0 };
  const tryAt = (centre: Centre, radius: number): void => {
    const found = around(red, picture, centre, radius - 0.35 * mm, radius + 0.35 * mm);
    if (found.share > best.share) best = { centre, radius, ...found };
  };
  for (let radius = leastRadiusMm * mm; radius <= mostRadiusMm * mm; radius += 1) {
    tryAt(near, radius);
  }
  for (const step of [4, 2, 1]) {
    const { centre, radius } = best;
    for (let dy = -step; dy <= step; dy += step) {
      for (let dx = -step; dx <= step; dx += step) {
        for (const more of [-step, 0, step]) {
          tryAt({ x: centre.x + dx, y: centre.y + dy }, radius + more);
        }
      }
    }
  }
  return best;
}
