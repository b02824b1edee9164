import { grown, leastRect, type Point, rectAt, type Rect } from './geometry.ts';
import type { Model } from './models.ts';
import { type PagePicture, type Picture, resizePicture } from './pixels.ts';
import { regionsOver } from './regions.ts';
import type { Timings } from './timings.ts';

/** A place where the detection model sees a line of text, in pixels of the page. */
export interface Found {
  readonly hull: readonly Point[];
  /** The least rectangle around the line's core; its width is its long side. */
  readonly core: Rect;
  readonly score: number;
}

/** An A4 page has 960 × 672 pixels then, and letters of 9 points have 10. */
const PIXELS_PER_INCH = 82.5;
const LEAST_PIXELS = 160_000;
const MOST_PIXELS = 1_600_000;
const MOST_ENLARGED = 1.6;

const THRESHOLD = 0.3;
const LEAST_SCORE = 0.55;
const LEAST_CORE_PX = 2.5;

/** The page in the size that the detection model gets. */
export function detectionPicture(page: PagePicture, finer: number): Promise<Picture> {
  const { width, height } = inputSize(page, finer);
  return resizePicture(page, width, height);
}

/** Lines of text on a page, by differentiable binarisation (Liao et al. 2020) and connected regions. */
export async function detect(
  page: PagePicture,
  small: Picture,
  model: Model,
  timings: Timings,
): Promise<readonly Found[]> {
  const { width, height } = small;
  const input = timings.measureSync('resize', () => planes(small));
  const { data } = await timings.measure('detection', () =>
    model.run(input, [1, 3, height, width]),
  );
  return timings.measureSync('regions', () => {
    const scaleX = page.width / width;
    const scaleY = page.height / height;
    return regionsOver(data, width, height, THRESHOLD).flatMap((region) => {
      if (leastRect(region.hull).height < LEAST_CORE_PX || region.mean < LEAST_SCORE) return [];
      const hull = region.hull.map(({ x, y }) => ({ x: x * scaleX, y: y * scaleY }));
      return [{ hull, core: leastRect(hull), score: region.mean }];
    });
  });
}

/** The model takes sides of whole multiples of 32. */
function inputSize(page: PagePicture, finer: number): { width: number; height: number } {
  const pixels = page.width * page.height;
  const wanted = (PIXELS_PER_INCH * finer) / page.pixelsPerInch;
  const least = Math.sqrt(LEAST_PIXELS / pixels);
  const most = Math.sqrt(MOST_PIXELS / pixels);
  const scale = Math.min(Math.max(wanted, least), most, MOST_ENLARGED);
  const side = (length: number): number => Math.max(32, Math.round((length * scale) / 32) * 32);
  return { width: side(page.width), height: side(page.height) };
}

const MEANS = [0.485, 0.456, 0.406] as const;
const DEVIATIONS = [0.229, 0.224, 0.225] as const;

/** Blue, green and red planes, normalised as in the model's training. */
function planes({ data, width, height }: Picture): Float32Array {
  const size = width * height;
  const values = new Float32Array(size * 3);
  for (let plane = 0; plane < 3; plane++) {
    const factor = 1 / (255 * (DEVIATIONS[plane] ?? 1));
    const offset = (MEANS[plane] ?? 0) / (DEVIATIONS[plane] ?? 1);
    const channel = 2 - plane;
    for (let n = 0; n < size; n++) {
      values[plane * size + n] = (data[n * 3 + channel] ?? 0) * factor - offset;
    }
  }
  return values;
}

/** The model is trained on cores drawn in by 0.4; this much, by area over perimeter, brings them back. */
const UNCLIP = 1.5;

/** The whole line around a core. */
export function unclipped(core: Rect): Rect {
  const distance = (core.width * core.height * UNCLIP) / (2 * (core.width + core.height));
  return grown(core, distance, distance);
}

/** From this shape on a core's own direction is better than the page's. */
const LONG = 6;

/**
 * The line's rectangle on a page whose lines lean by `skew`: short ones take the page's
 * direction, their own is chance. Standing lines keep their narrow side as their width.
 */
export function lineRect({ core, hull }: Found, skew: number): Rect {
  const hasDirection = core.width > LONG * core.height && Math.abs(core.angle) <= 45;
  return unclipped(hasDirection ? core : rectAt(hull, skew));
}
