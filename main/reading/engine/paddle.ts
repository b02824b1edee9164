import { cutStrip, type Strip } from './crop.ts';
import { detect, detectionPicture, type Found, lineRect } from './detect.ts';
import type { Engine, EngineReading, ReadLine } from './engine.ts';
import { findPageNumbers, type PageNumber } from './footer.ts';
import { normalAngle, type Rect, type Scale } from './geometry.ts';
import { joinPieces } from './merge.ts';
import { type Model, modelOf, readAlphabet } from './models.ts';
import { type PagePicture, type Picture, turnPicture } from './pixels.ts';
import { recognise, type Recogniser, STRIP_HEIGHT } from './recognise.ts';
import { findRules } from './rules.ts';
import { findSeals, removeSeals } from './seals.ts';
import { readStanding } from './standing.ts';
import { inkOf, type StripInk } from './strip-ink.ts';
import type { Timings } from './timings.ts';
import { findTurn } from './turn.ts';

interface Models {
  readonly detection: Model;
  readonly direction: Model;
  readonly recogniser: Recogniser;
}

/**
 * PP-OCRv4 mobile on ONNX Runtime.
 * @throws ArchiveError `reader-missing`
 */
export async function openPaddle(): Promise<Engine> {
  const models: Models = {
    detection: await modelOf('detection'),
    direction: await modelOf('direction'),
    recogniser: { model: await modelOf('recognition'), alphabet: readAlphabet() },
  };
  return { name: 'paddle', read: (page, timings) => read(page, models, timings) };
}

async function read(page: PagePicture, models: Models, timings: Timings): Promise<EngineReading> {
  const asGiven = await see(page, models, timings);
  const turn = await findTurn(asGiven.page, asGiven.found, models, timings);
  const seen =
    turn === 0
      ? asGiven
      : await see(await timings.measure('turn', () => turnPicture(page, turn)), models, timings);
  const skew = skewOf(seen.found);
  const scale = scaleOf(seen.page, seen.small);
  const rules = timings.measureSync('order', () => findRules(seen.small, skew, scale));
  const rects = timings.measureSync('order', () => {
    const found = seen.found.map((each) => lineRect(each, skew));
    return joinPieces(found, skew, rules);
  });
  const numbers = timings.measureSync('order', () =>
    findPageNumbers(seen.small, rects, skew, scale, seen.page.pixelsPerInch),
  );
  const single = rects.filter((rect) => !numbers.some(({ covers }) => covers.includes(rect)));
  const lines: ReadLine[] = [];
  for (const { rect, strip, ink } of printed(
    single.map((each) => cutLine(seen.page, each, timings)),
  )) {
    lines.push(await readLine(seen.page, { rect, strip, ink }, models.recogniser, timings));
  }
  for (const number of numbers) {
    lines.push(...(await readPageNumber(seen.page, number, models.recogniser, timings)));
  }
  const { small } = seen;
  return {
    lines,
    turn,
    skew,
    rules,
    small,
    width: seen.page.width,
    height: seen.page.height,
  };
}

function scaleOf(page: Picture, small: Picture): Scale {
  return { x: page.width / small.width, y: page.height / small.height };
}

interface Seen {
  readonly page: PagePicture;
  readonly small: Picture;
  readonly found: readonly Found[];
}

/** Letters lower than this on the detection picture are looked at again, larger. */
const LEAST_CORE_PX = 3.6;
const FINER = 1.5;

/** Looks for lines. The page loses its seals for good. */
async function see(page: PagePicture, models: Models, timings: Timings): Promise<Seen> {
  const shown = await timings.measure('resize', () => detectionPicture(page, 1));
  const seals = timings.measureSync('resize', () => findSeals(shown, page));
  timings.measureSync('resize', () => removeSeals(page, seals));
  const small =
    seals.length === 0 ? shown : await timings.measure('resize', () => detectionPicture(page, 1));
  const found = await detect(page, small, models.detection, timings);
  const heights = found.map(({ core }) => core.height).sort((a, b) => a - b);
  const median = (heights[heights.length >> 1] ?? Infinity) * (small.width / page.width);
  if (median >= LEAST_CORE_PX) return { page, small, found };
  const finer = await timings.measure('resize', () => detectionPicture(page, FINER));
  return { page, small, found: await detect(page, finer, models.detection, timings) };
}

/** The lean of most of the text, by the median over the lines' length. */
function skewOf(found: readonly Found[]): number {
  const long = found
    .filter(({ core }) => core.width > 5 * core.height && Math.abs(core.angle) < 20)
    .sort((a, b) => a.core.angle - b.core.angle);
  const half = long.reduce((sum, { core }) => sum + core.width, 0) / 2;
  let passed = 0;
  for (const { core } of long) {
    passed += core.width;
    if (passed >= half) return core.angle;
  }
  return 0;
}

async function readPageNumber(
  page: PagePicture,
  { rect, digits, dashes, covers }: PageNumber,
  recogniser: Recogniser,
  timings: Timings,
): Promise<readonly ReadLine[]> {
  const line = await readLine(page, cutLine(page, digits, timings), recogniser, timings);
  const number = /^\W*(\d{1,4})\W*$/u.exec(line.text)?.[1];
  if (number === undefined) return covers.length > 0 ? [line] : [];
  return dashes ? [{ ...line, rect, text: `— ${number} —`, centres: [], certainties: [] }] : [line];
}

/** Taller than this by its width, a line stands. */
const STANDING = 1.8;

interface CutLine {
  readonly rect: Rect;
  readonly strip: Strip;
  readonly ink: StripInk;
}

function cutLine(page: PagePicture, rect: Rect, timings: Timings): CutLine {
  const strip = timings.measureSync('cut', () => cutStrip(page, rect, STRIP_HEIGHT));
  return { rect, strip, ink: timings.measureSync('quality', () => inkOf(strip)) };
}

/** Ink fainter than this, of 255, or than this share of the page's is what shows through from behind. */
const FAINT = 46;
const FAINT_SHARE = 0.34;

function printed(lines: readonly CutLine[]): readonly CutLine[] {
  const contrasts = lines.map(({ ink }) => ink.contrast).sort((a, b) => a - b);
  // Of the darker half: a page may show more of its back than it has lines.
  const usual = contrasts[Math.floor(contrasts.length * 0.75)] ?? 0;
  const least = Math.max(FAINT, usual * FAINT_SHARE);
  return lines.filter(({ ink }) => ink.contrast >= least);
}

async function readLine(
  page: PagePicture,
  { rect, strip, ink }: CutLine,
  recogniser: Recogniser,
  timings: Timings,
): Promise<ReadLine> {
  if (rect.height > rect.width * STANDING) return readStanding(page, rect, recogniser, timings);
  const read = await recognise(strip, recogniser, timings);
  const level = { ...rect, angle: normalAngle(rect.angle) };
  return { ...read, rect: level, vertical: false, ...ink };
}
