import Fuse from 'fuse.js';
import { pinyin } from 'pinyin-pro';
import { createMatcher, plainText, type Matcher } from './palette-match.ts';

/** What makes the palette more than a substring search; loaded with the first palette. */
export interface PaletteEngine {
  readonly matcher: Matcher;
  readonly nearest: typeof nearestNames;
}

const read = (run: string): readonly string[] =>
  pinyin(run, { toneType: 'none', type: 'array', v: true });

export const createEngine = (): PaletteEngine => ({
  matcher: createMatcher(read),
  nearest: nearestNames,
});

/** One slip in three signs; what is shorter than that is not mistyped but something else. */
const threshold = 0.34;
const shortest = 3;

/** Things whose names are nearly `query`, written or in pinyin, the nearest first. */
export function nearestNames<Named extends { readonly name: string }>(
  things: readonly Named[],
  query: string,
  { sound }: Matcher,
  limit: number,
): readonly Named[] {
  const typed = plainText(query);
  if ([...typed].length < shortest) return [];
  const candidates = things.map((thing) => ({
    thing,
    text: plainText(thing.name),
    sound: sound(thing.name),
  }));
  const keys = /[a-z]/.test(typed) ? ['text', 'sound'] : ['text'];
  const fuse = new Fuse(candidates, {
    keys,
    threshold,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  });
  return fuse.search(typed, { limit }).map(({ item }) => item.thing);
}
