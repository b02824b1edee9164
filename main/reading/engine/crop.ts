import { type Rect, toRadians } from './geometry.ts';
import type { Picture } from './pixels.ts';

/** A line cut out straight: rows top down, red, green, blue. */
export interface Strip {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Wider strips are narrowed: a line of 300 characters is no line. */
const MOST_WIDE = 4800;
const LEAST_WIDE = 16;

/** Cuts a rectangle out of the page, straight, `height` pixels high and in proportion wide. */
export function cutStrip(page: Picture, rect: Rect, height: number): Strip {
  const wide = Math.round((rect.width * height) / Math.max(1, rect.height));
  const width = Math.min(MOST_WIDE, Math.max(LEAST_WIDE, wide));
  // Where the page has more pixels than the strip, several make one.
  const samples = Math.min(4, Math.max(1, Math.ceil(rect.height / height - 0.7)));
  const fine = sampled(page, rect, width * samples, height * samples);
  return { width, height, data: samples === 1 ? fine : averaged(fine, width, height, samples) };
}

/** Pixels of the page on a grid over the rectangle, each between its four neighbours. */
function sampled(page: Picture, rect: Rect, columns: number, rows: number): Uint8Array {
  const { data, channels } = page;
  const [lastX, lastY] = [page.width - 1, page.height - 1];
  const out = new Uint8Array(columns * rows * 3);
  const cos = Math.cos(toRadians(rect.angle));
  const sin = Math.sin(toRadians(rect.angle));
  const [rightX, rightY] = [(cos * rect.width) / columns, (sin * rect.width) / columns];
  const [downX, downY] = [(-sin * rect.height) / rows, (cos * rect.height) / rows];
  const left = rect.x - (rightX * (columns - 1) + downX * (rows - 1)) / 2 - 0.5;
  const top = rect.y - (rightY * (columns - 1) + downY * (rows - 1)) / 2 - 0.5;
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = Math.min(lastX, Math.max(0, left + rightX * column + downX * row));
      const y = Math.min(lastY, Math.max(0, top + rightY * column + downY * row));
      const x0 = x | 0;
      const y0 = y | 0;
      // Shares of the right and lower neighbours in 256ths.
      const across = ((x - x0) * 256) | 0;
      const below = ((y - y0) * 256) | 0;
      const a = (y0 * page.width + x0) * channels;
      const b = x0 < lastX ? a + channels : a;
      const step = y0 < lastY ? page.width * channels : 0;
      const c = a + step;
      const d = b + step;
      const rest = 256 - across;
      const wa = rest * (256 - below);
      const wb = across * (256 - below);
      const wc = rest * below;
      const wd = across * below;
      out[at] = mixed(data[a], data[b], data[c], data[d], wa, wb, wc, wd);
      out[at + 1] = mixed(data[a + 1], data[b + 1], data[c + 1], data[d + 1], wa, wb, wc, wd);
      out[at + 2] = mixed(data[a + 2], data[b + 2], data[c + 2], data[d + 2], wa, wb, wc, wd);
      at += 3;
    }
  }
  return out;
}

/** The mean of four values by their shares, which are 65,536 together. */
function mixed(a = 0, b = 0, c = 0, d = 0, wa: number, wb: number, wc: number, wd: number): number {
  return (a * wa + b * wb + c * wc + d * wd + 32_768) >> 16;
}

/** Each pixel the mean of `times`² finer ones. */
function averaged(fine: Uint8Array, width: number, height: number, times: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const sums = new Uint32Array(width * 3);
  const half = (times * times) >> 1;
  for (let y = 0; y < height; y++) {
    sums.fill(half);
    let from = y * times * width * times * 3;
    for (let row = 0; row < times; row++) {
      for (let x = 0; x < width; x++) {
        for (let n = 0; n < times; n++) {
          for (let channel = 0; channel < 3; channel++) {
            sums[x * 3 + channel] = (sums[x * 3 + channel] ?? 0) + (fine[from++] ?? 0);
          }
        }
      }
    }
    for (let n = 0; n < sums.length; n++) out[y * width * 3 + n] = (sums[n] ?? 0) / (times * times);
  }
  return out;
}

/** The strip standing on its head. */
export function upsideDown({ width, height, data }: Strip): Strip {
  const flipped = new Uint8Array(data.length);
  const last = width * height - 1;
  for (let n = 0; n <= last; n++) {
    const from = (last - n) * 3;
    flipped[n * 3] = data[from] ?? 0;
    flipped[n * 3 + 1] = data[from + 1] ?? 0;
    flipped[n * 3 + 2] = data[from + 2] ?? 0;
  }
  return { width, height, data: flipped };
}
