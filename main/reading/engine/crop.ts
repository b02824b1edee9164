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
  const data = new Uint8Array(width * height * 3);
  const { right, down, corner } = stepsOf(rect, width, height);
  // Where the page has more pixels than the strip, several make one.
  const samples = Math.min(4, Math.max(1, Math.ceil(rect.height / height - 0.2)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      sample(page, data, at, samples, {
        x: corner.x + right.x * x + down.x * y,
        y: corner.y + right.y * x + down.y * y,
        right,
        down,
      });
    }
  }
  return { width, height, data };
}

interface Steps {
  readonly x: number;
  readonly y: number;
  readonly right: { readonly x: number; readonly y: number };
  readonly down: { readonly x: number; readonly y: number };
}

function stepsOf(rect: Rect, width: number, height: number) {
  const cos = Math.cos(toRadians(rect.angle));
  const sin = Math.sin(toRadians(rect.angle));
  const right = { x: (cos * rect.width) / width, y: (sin * rect.width) / width };
  const down = { x: (-sin * rect.height) / height, y: (cos * rect.height) / height };
  const corner = {
    x: rect.x - (right.x * width + down.x * height) / 2,
    y: rect.y - (right.y * width + down.y * height) / 2,
  };
  return { right, down, corner };
}

/** The mean of `samples`² places of one pixel's cell, each between its four neighbours. */
function sample(page: Picture, out: Uint8Array, at: number, samples: number, cell: Steps): void {
  const { data, width, height, channels } = page;
  let [red, green, blue] = [0, 0, 0];
  for (let n = 0; n < samples; n++) {
    for (let m = 0; m < samples; m++) {
      const across = (m + 0.5) / samples;
      const below = (n + 0.5) / samples;
      const px = cell.x + cell.right.x * across + cell.down.x * below - 0.5;
      const py = cell.y + cell.right.y * across + cell.down.y * below - 0.5;
      const cx = px < 0 ? 0 : px > width - 1 ? width - 1 : px;
      const cy = py < 0 ? 0 : py > height - 1 ? height - 1 : py;
      const x0 = cx | 0;
      const y0 = cy | 0;
      const fx = cx - x0;
      const fy = cy - y0;
      const a = (y0 * width + x0) * channels;
      const b = x0 + 1 < width ? a + channels : a;
      const c = y0 + 1 < height ? a + width * channels : a;
      const d = c + (b - a);
      const wa = (1 - fx) * (1 - fy);
      const wb = fx * (1 - fy);
      const wc = (1 - fx) * fy;
      const wd = fx * fy;
      red += (data[a] ?? 0) * wa + (data[b] ?? 0) * wb + (data[c] ?? 0) * wc + (data[d] ?? 0) * wd;
      green +=
        (data[a + 1] ?? 0) * wa +
        (data[b + 1] ?? 0) * wb +
        (data[c + 1] ?? 0) * wc +
        (data[d + 1] ?? 0) * wd;
      blue +=
        (data[a + 2] ?? 0) * wa +
        (data[b + 2] ?? 0) * wb +
        (data[c + 2] ?? 0) * wc +
        (data[d + 2] ?? 0) * wd;
    }
  }
  const count = samples * samples;
  out[at] = red / count + 0.5;
  out[at + 1] = green / count + 0.5;
  out[at + 2] = blue / count + 0.5;
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
