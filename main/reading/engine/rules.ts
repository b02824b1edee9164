import { toRadians } from './geometry.ts';
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

/**
 * Finds rules on the small picture of a page.
 * @param scale pixels of the page to one of the picture
 */
export function findRules(small: Picture, skew: number, scale: number): Rules {
  const ink = inkOf(small);
  const lean = Math.tan(toRadians(skew));
  const { width, height } = small;
  // The page turned back by its skew, by shears: good to a pixel at the angles scans have.
  const at = (x: number, y: number): number => {
    const px = Math.round(x - lean * y);
    const py = Math.round(y + lean * x);
    return px < 0 || py < 0 || px >= width || py >= height ? 0 : (ink[py * width + px] ?? 0);
  };
  const across = runs(height, width, LEAST_ACROSS_PX, (line, along) => at(along, line));
  const down = runs(width, height, LEAST_DOWN_PX, (line, along) => at(line, along));
  const grow = (rule: Rule): Rule => ({
    at: (rule.at + 0.5) * scale,
    from: rule.from * scale,
    to: rule.to * scale,
  });
  return { across: across.map(grow), down: down.map(grow) };
}

function inkOf({ data, width, height, channels }: Picture): Uint8Array {
  const grey = new Uint8Array(width * height);
  const counts = new Uint32Array(256);
  for (let n = 0; n < grey.length; n++) {
    // Green: red rules are dark there, too.
    const value = data[n * channels + 1] ?? 0;
    grey[n] = value;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  const paper = percentile(counts, grey.length, 0.6);
  return grey.map((value) => (value < paper - DARKER ? 1 : 0));
}

function percentile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= total * share) return value;
  }
  return 255;
}

type Ink = (line: number, along: number) => number;

function runs(lines: number, length: number, least: number, ink: Ink): readonly Rule[] {
  const found: Rule[] = [];
  for (let line = 0; line < lines; line++) {
    let [from, gap] = [-1, 0];
    for (let along = 0; along <= length; along++) {
      const isInk = along < length && (ink(line, along) === 1 || ink(line + 1, along) === 1);
      if (isInk) {
        if (from < 0) from = along;
        gap = 0;
        continue;
      }
      if (from < 0 || (++gap <= 2 && along < length)) continue;
      const to = along - gap + 1;
      if (to - from >= least && isThin(line, from, to, ink)) remember(found, line, from, to);
      from = -1;
    }
  }
  return found;
}

function isThin(line: number, from: number, to: number, ink: Ink): boolean {
  let [before, after] = [0, 0];
  for (let along = from; along < to; along++) {
    before += ink(line - BESIDE_PX, along);
    after += ink(line + 1 + BESIDE_PX, along);
  }
  return Math.max(before, after) < (to - from) * MOST_BESIDE;
}

/** A rule two pixels thick is found in several lines: the longest stays. */
function remember(found: Rule[], at: number, from: number, to: number): void {
  const same = found.findIndex(
    (rule) => at - rule.at <= 3 && Math.min(rule.to, to) > Math.max(rule.from, from),
  );
  const other = found[same];
  if (other === undefined) found.push({ at, from, to });
  else found[same] = { at, from: Math.min(other.from, from), to: Math.max(other.to, to) };
}
