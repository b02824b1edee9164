import { type Scale, toRadians } from './geometry.ts';
import type { Picture } from './pixels.ts';

/** A printed line, along one direction of the page: `at` across it, `from` and `to` along it. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Rules of tables and forms, in pixels of the page turned back by its skew about its top left corner. */
export interface Rules {
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

const DARKER = 38;
const LEAST_ACROSS_PX = 48;
const LEAST_DOWN_PX = 17;
/** This far beside a rule there is mostly paper; beside a row of letters' edges there are letters. */
const BESIDE_PX = 4;
const MOST_BESIDE = 0.35;

/** Finds rules on the small picture of a page. */
export function findRules(small: Picture, skew: number, scale: Scale): Rules {
  const ink = levelledInk(small, skew);
  const { width, height } = small;
  const upright = transposed(ink, width, height);
  return {
    across: runs(ink, height, width, LEAST_ACROSS_PX).map(grower(scale.y, scale.x)),
    down: runs(upright, width, height, LEAST_DOWN_PX).map(grower(scale.x, scale.y)),
  };
}

function grower(across: number, along: number): (rule: Rule) => Rule {
  return ({ at, from, to }) => ({ at: (at + 0.5) * across, from: from * along, to: to * along });
}

/** The page's ink turned back by its skew, by shears: good to a pixel at the angles scans have. */
function levelledInk(small: Picture, skew: number): Uint8Array {
  const ink = inkMap(small);
  const lean = Math.tan(toRadians(skew));
  if (Math.abs(lean) < 0.0005) return ink;
  const { width, height } = small;
  const level = new Uint8Array(ink.length);
  for (let y = 0; y < height; y++) {
    const shift = Math.round(lean * y);
    for (let x = 0; x < width; x++) {
      const px = x - shift;
      const py = y + Math.round(lean * x);
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      level[y * width + x] = ink[py * width + px] ?? 0;
    }
  }
  return level;
}

function transposed(map: Uint8Array, width: number, height: number): Uint8Array {
  const turned = new Uint8Array(map.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = map[y * width + x] ?? 0;
  }
  return turned;
}

/** 1 where the picture is darker than its paper. */
export function inkMap({ data, width, height, channels }: Picture): Uint8Array {
  const grey = new Uint8Array(width * height);
  const counts = new Uint32Array(256);
  for (let n = 0; n < grey.length; n++) {
    // Green: red rules are dark there, too.
    const value = data[n * channels + 1] ?? 0;
    grey[n] = value;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  const limit = percentile(counts, grey.length, 0.6) - DARKER;
  for (let n = 0; n < grey.length; n++) grey[n] = (grey[n] ?? 0) < limit ? 1 : 0;
  return grey;
}

function percentile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= total * share) return value;
  }
  return 255;
}

/** Runs of ink along the lines of a map, each line taken together with the next. */
function runs(ink: Uint8Array, lines: number, length: number, least: number): readonly Rule[] {
  const found: Rule[] = [];
  for (let line = 0; line < lines; line++) {
    const here = line * length;
    const next = line + 1 < lines ? here + length : here;
    let [from, gap] = [-1, 0];
    for (let along = 0; along <= length; along++) {
      if (along < length && (ink[here + along] === 1 || ink[next + along] === 1)) {
        if (from < 0) from = along;
        gap = 0;
        continue;
      }
      if (from < 0 || (++gap <= 2 && along < length)) continue;
      const to = along - gap + 1;
      const rule = { at: line, from, to };
      if (to - from >= least && isThin(ink, lines, length, rule)) remember(found, rule);
      from = -1;
    }
  }
  return found;
}

function isThin(ink: Uint8Array, lines: number, length: number, { at, from, to }: Rule): boolean {
  const inkOn = (line: number): number => {
    if (line < 0 || line >= lines) return 0;
    let count = 0;
    for (let along = from; along < to; along++) count += ink[line * length + along] ?? 0;
    return count;
  };
  const most = Math.max(inkOn(at - BESIDE_PX), inkOn(at + 1 + BESIDE_PX));
  return most < (to - from) * MOST_BESIDE;
}

/** A rule two pixels thick is found in several lines: the longest stays. */
function remember(found: Rule[], { at, from, to }: Rule): void {
  const same = found.findIndex(
    (rule) => at - rule.at <= 3 && Math.min(rule.to, to) > Math.max(rule.from, from),
  );
  const other = found[same];
  if (other === undefined) found.push({ at, from, to });
  else found[same] = { at, from: Math.min(other.from, from), to: Math.max(other.to, to) };
}
