/** Pixels of a page, rows top down. */
export interface SealPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
  readonly pixelsPerMm: number;
}

/** Redder than paper and print by that, of 1; a faded seal has 0.15. */
const leastRed = 0.085;
/** Colours of skin, wood and brick lean to yellow, violet leans to blue: ink is between. */
const mostLean = 0.55;
/** What the coarse colours of a JPEG add to that. */
const slack = 0.025;

export interface Redness {
  /** How red each pixel is, 0 to 1; 0 where it is another colour. */
  readonly red: Float32Array;
  /** The same of every pixel, and below 0 where it leans to green or blue. */
  readonly tint: Float32Array;
  /** How many pixels are red. */
  readonly amount: number;
  readonly hasColour: boolean;
}

/** Red against the page's own white, so that lamps and yellowed paper make no difference. */
export function redOf({ width, height, channels, data }: SealPicture): Redness {
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
