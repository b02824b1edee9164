import { redOf, type Redness, type SealPicture } from './check-red.ts';
import { candidates, leastRadiusMm, mostRadiusMm, type Centre } from './check-ring.ts';

/*
 * Whether a page bears a round red seal. Seals of units are 38 to 45 mm across (国发〔1999〕25号: 42
 * for towns, 45 for counties), a ring with words along it and mostly a star. Where a ring may be
 * (check-ring.ts) it is looked at: red all around, none outside it, something inside it that is no
 * solid red.
 */

/** What a page is drawn in to be looked at: enough for a ring of 1 mm. */
export const sealPixelsPerMm = 4;

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
const leastContrast = 0.45;

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
