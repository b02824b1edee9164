import type { Strip } from './crop.ts';
import type { Model } from './models.ts';
import type { Timings } from './timings.ts';

/** Height of the strips that the recognition model reads. */
export const STRIP_HEIGHT = 48;

/** What a strip says. `centres`: middles of its characters along its width, 0 to 1. */
export interface Recognised {
  readonly text: string;
  readonly centres: readonly number[];
  /** Of each character, 0 to 1. */
  readonly certainties: readonly number[];
  /** Mean of them; 0 where there is no text. */
  readonly confidence: number;
}

export interface Recogniser {
  readonly model: Model;
  readonly alphabet: readonly string[];
}

/** Reads one line. Lines go one by one: batches are slower on one thread (measured, 10–40 %). */
export async function recognise(
  strip: Strip,
  { model, alphabet }: Recogniser,
  timings: Timings,
): Promise<Recognised> {
  const input = blueGreenRed(strip);
  timings.lines++;
  const { data, dims } = await timings.measure('recognition', () =>
    model.run(input, [1, 3, strip.height, strip.width]),
  );
  return timings.measureSync('decode', () => decode(data, dims[1] ?? 0, alphabet));
}

/** Grows to the widest strip: fresh memory for each line would be a third of what is collected. */
let planes = new Float32Array(STRIP_HEIGHT * 2048 * 3);

/** Planes from -1 to 1; they last until the next strip's. */
export function blueGreenRed({ width, height, data }: Strip): Float32Array {
  const size = width * height;
  if (planes.length < size * 3) planes = new Float32Array(size * 3);
  const values = planes.subarray(0, size * 3);
  for (let n = 0, at = 0; n < size; n++, at += 3) {
    values[n] = (data[at + 2] ?? 0) / 127.5 - 1;
    values[size + n] = (data[at + 1] ?? 0) / 127.5 - 1;
    values[2 * size + n] = (data[at] ?? 0) / 127.5 - 1;
  }
  return values;
}

/** Best path of connectionist temporal classification: repeats are one, blanks part. */
function decode(scores: Float32Array, steps: number, alphabet: readonly string[]): Recognised {
  const classes = alphabet.length;
  if (scores.length !== steps * classes) throw new Error('the model has another alphabet');
  const characters: string[] = [];
  const centres: number[] = [];
  const certainties: number[] = [];
  let [previous, started] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const offset = step * classes;
    let best = 0;
    let score = scores[offset] ?? 0;
    for (let n = 1; n < classes; n++) {
      const value = scores[offset + n] ?? 0;
      if (value > score) [best, score] = [n, value];
    }
    if (best !== 0 && best !== previous) {
      characters.push(alphabet[best] ?? '');
      centres.push((step + 0.5) / steps);
      certainties.push(score);
      started = step;
    } else if (best !== 0) {
      // A character over several steps is in their middle, and as certain as at its best.
      centres[centres.length - 1] = ((started + step) / 2 + 0.5) / steps;
      certainties[certainties.length - 1] = Math.max(certainties.at(-1) ?? 0, score);
    }
    previous = best;
  }
  const sum = certainties.reduce((total, value) => total + value, 0);
  const confidence = certainties.length === 0 ? 0 : sum / certainties.length;
  return { text: characters.join(''), centres, certainties, confidence };
}
