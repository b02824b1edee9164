/** What a thing that asks for proof is like; each state has its own shape, colour comes second. */
export type MarkState =
  'complete' | 'partial' | 'empty' | 'doubtful' | 'review' | 'disputed' | 'none';

/** One stroke or area: where it begins in a square of 16, and how it goes on from there. */
interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly path: string;
}

export interface Layer {
  /** Ends the name of its class, `m-state-…`. */
  readonly look: string;
  readonly strokes: readonly Stroke[];
}

const square = 'h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z';
const bang = (x: number, top: number): readonly Stroke[] => [
  { x, y: top, path: 'v3.6' },
  { x, y: top + 6, path: 'v.1' },
];

const layers: Readonly<Record<MarkState, readonly Layer[]>> = {
  complete: [
    {
      look: 'tile',
      strokes: [
        {
          x: 3,
          y: 1,
          path: 'h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2z',
        },
      ],
    },
    { look: 'check', strokes: [{ x: 4.7, y: 8.2, path: 'l2.3 2.3 4.4-4.8' }] },
  ],
  partial: [
    { look: 'frame', strokes: [{ x: 4, y: 2, path: square }] },
    { look: 'half', strokes: [{ x: 2, y: 8, path: 'h12v4a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2z' }] },
  ],
  empty: [{ look: 'dashed', strokes: [{ x: 4, y: 2, path: square }] }],
  doubtful: [
    { look: 'triangle', strokes: [{ x: 8, y: 2, path: 'l6.6 12h-13.2z' }] },
    { look: 'triangle-bang', strokes: bang(8, 6.2) },
  ],
  review: [
    {
      look: 'ring',
      strokes: [{ x: 14, y: 8, path: 'a6 6 0 1 1-12 0a6 6 0 1 1 12 0z' }],
    },
    {
      look: 'dot',
      strokes: [{ x: 10.6, y: 8, path: 'a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0z' }],
    },
  ],
  disputed: [
    { look: 'diamond', strokes: [{ x: 8, y: 1.2, path: 'l6.8 6.8-6.8 6.8-6.8-6.8z' }] },
    { look: 'diamond-bang', strokes: bang(8, 5) },
  ],
  none: [{ look: 'dash', strokes: [{ x: 4, y: 8, path: 'h8' }] }],
};

export const stateLayers = (state: MarkState): readonly Layer[] => layers[state];

const at = (value: number): string => String(Math.round(value * 100) / 100);

/** One path of a layer at many places: thousands of marks are a few elements of the page. */
export function layerPath(
  { strokes }: Layer,
  places: Iterable<{ readonly x: number; readonly y: number }>,
): string {
  let path = '';
  for (const place of places) {
    for (const stroke of strokes) {
      path += `M${at(place.x + stroke.x)} ${at(place.y + stroke.y)}${stroke.path}`;
    }
  }
  return path;
}
