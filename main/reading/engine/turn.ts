import type { Rotation } from '../page.ts';
import { cutStrip, type Strip, upsideDown } from './crop.ts';
import { type Found, unclipped } from './detect.ts';
import type { Rect } from './geometry.ts';
import type { Model } from './models.ts';
import type { PagePicture } from './pixels.ts';
import { blueGreenRed, recognise, type Recogniser, STRIP_HEIGHT } from './recognise.ts';
import type { Timings } from './timings.ts';

/** Lines that have a direction are this much longer than high. */
const LONG = 1.9;
/** One direction outweighs the other from here on. */
const CLEAR = 2.5;
const VOTERS = 6;
/** Mean of the voters' log-odds from which they are believed, and how many must vote. */
const CLEAR_VOTE = 1.6;
const FEWEST_VOTERS = 4;
const READERS = 4;
/** A strip of more characters takes long and says no more. */
const READER_WIDTH = 640;

/**
 * The clockwise turn that makes the page upright: its axis by the shape of the lines, which end
 * is up by the classifier's vote over the longest lines. Where the vote is not clear, lines are
 * read both ways, and the way that reads with more certainty is right.
 */
export async function findTurn(
  page: PagePicture,
  found: readonly Found[],
  models: { readonly direction: Model; readonly recogniser: Recogniser },
  timings: Timings,
): Promise<Rotation> {
  const long = found.filter(({ core }) => core.width > LONG * core.height);
  const lying = weightOf(long.filter(isLying));
  const standing = weightOf(long.filter((each) => !isLying(each)));
  if (long.length === 0) return 0;
  const isAxisClear = Math.max(lying, standing) > CLEAR * Math.min(lying, standing);
  const turn: Rotation = standing > lying ? 90 : 0;
  const voters = longest(long.filter((each) => isLying(each) === (turn === 0)));
  if (isAxisClear) {
    const vote = await voteOf(page, voters, turn, models.direction, timings);
    if (voters.length >= FEWEST_VOTERS && Math.abs(vote) >= CLEAR_VOTE) {
      return vote > 0 ? turn : opposite(turn);
    }
    return (await bestRead(page, voters, [turn, opposite(turn)], models.recogniser, timings)).turn;
  }
  const others = longest(long.filter((each) => isLying(each) !== (turn === 0)));
  const across: Rotation = turn === 0 ? 90 : 0;
  const a = await bestRead(page, voters, [turn, opposite(turn)], models.recogniser, timings);
  const b = await bestRead(page, others, [across, opposite(across)], models.recogniser, timings);
  return a.certainty >= b.certainty ? a.turn : b.turn;
}

const isLying = ({ core }: Found): boolean => Math.abs(core.angle) <= 45;
const opposite = (turn: Rotation): Rotation => ((turn + 180) % 360) as Rotation;

function weightOf(found: readonly Found[]): number {
  return found.reduce((sum, { core }) => sum + core.width, 0);
}

function longest(found: readonly Found[]): readonly Found[] {
  return [...found].sort((a, b) => b.core.width - a.core.width).slice(0, VOTERS);
}

/** The line's rectangle, its width along the text if the page needs this turn. */
function rectFor(found: Found, turn: Rotation): Rect {
  const rect = unclipped(found.core);
  const isSideways = turn === 90 || turn === 270;
  // Text of a page that needs 90° runs upwards on it.
  const angle = isSideways && rect.angle > 0 ? rect.angle - 180 : rect.angle;
  return turn >= 180 ? { ...rect, angle: angle + 180 } : { ...rect, angle };
}

const CLASSIFIER_WIDTH = 192;

/** Over 0: the page needs `turn`; under 0: the opposite. */
async function voteOf(
  page: PagePicture,
  voters: readonly Found[],
  turn: Rotation,
  model: Model,
  timings: Timings,
): Promise<number> {
  let sum = 0;
  for (const voter of voters) {
    const strip = cutStrip(page, firstPart(rectFor(voter, turn), 4), STRIP_HEIGHT);
    const { data } = await timings.measure('direction', () =>
      model.run(padded(blueGreenRed(strip), strip.width), [1, 3, STRIP_HEIGHT, CLASSIFIER_WIDTH]),
    );
    const [upright = 0.5, head = 0.5] = data;
    sum += Math.max(-4, Math.min(4, Math.log((upright + 1e-6) / (head + 1e-6))));
  }
  return voters.length === 0 ? 0 : sum / voters.length;
}

/** The part of a line that is at most so many times as wide as high, from its beginning. */
function firstPart(rect: Rect, shape: number): Rect {
  const width = Math.min(rect.width, rect.height * shape);
  const back = (rect.width - width) / 2;
  const radians = (rect.angle * Math.PI) / 180;
  return {
    ...rect,
    width,
    x: rect.x - Math.cos(radians) * back,
    y: rect.y - Math.sin(radians) * back,
  };
}

/** The classifier takes strips of one width: grey fills what is missing. */
function padded(values: Float32Array, width: number): Float32Array {
  if (width === CLASSIFIER_WIDTH) return values;
  const rows = STRIP_HEIGHT * 3;
  const wide = new Float32Array(rows * CLASSIFIER_WIDTH);
  const kept = Math.min(width, CLASSIFIER_WIDTH);
  for (let row = 0; row < rows; row++) {
    wide.set(values.subarray(row * width, row * width + kept), row * CLASSIFIER_WIDTH);
  }
  return wide;
}

async function bestRead(
  page: PagePicture,
  voters: readonly Found[],
  turns: readonly [Rotation, Rotation],
  recogniser: Recogniser,
  timings: Timings,
): Promise<{ readonly turn: Rotation; readonly certainty: number }> {
  let [one, other] = [0, 0];
  for (const voter of voters.slice(0, READERS)) {
    const rect = firstPart(rectFor(voter, turns[0]), READER_WIDTH / STRIP_HEIGHT);
    const strip = cutStrip(page, rect, STRIP_HEIGHT);
    one += await certaintyOf(strip, recogniser, timings);
    other += await certaintyOf(upsideDown(strip), recogniser, timings);
  }
  const count = Math.max(1, Math.min(READERS, voters.length));
  const [better, worse] = one >= other ? [one, other] : [other, one];
  return {
    turn: one >= other ? turns[0] : turns[1],
    certainty: better / count - worse / count / 8,
  };
}

async function certaintyOf(
  strip: Strip,
  recogniser: Recogniser,
  timings: Timings,
): Promise<number> {
  const { confidence, certainties } = await recognise(strip, recogniser, timings);
  // One character may look alike on its head.
  return certainties.length < 2 ? confidence / 2 : confidence;
}
