import { compareMatches, type Match, type Matcher } from './palette-match.ts';

/** Kinds of things the palette leads to, in the order of equally good matches. */
export const paletteKinds = [
  'room',
  'command',
  'year',
  'category',
  'tag',
  'saved',
  'document',
] as const;
export type PaletteKind = (typeof paletteKinds)[number];

export interface Rankable {
  readonly kind: PaletteKind;
  readonly name: string;
}

export interface Ranked<Entry> {
  readonly entry: Entry;
  readonly match: Match;
}

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** Of one kind by pinyin; years come as they are, the newest first. */
const compareNames = (a: Rankable, b: Rankable): number =>
  a.kind === 'year' ? 0 : byPinyin.compare(a.name, b.name);

const compareRanked = (a: Ranked<Rankable>, b: Ranked<Rankable>): number =>
  compareMatches(a.match, b.match) ||
  paletteKinds.indexOf(a.entry.kind) - paletteKinds.indexOf(b.entry.kind) ||
  compareNames(a.entry, b.entry);

/**
 * Entries whose name answers the query, at most `limit`: as written before initials before full
 * pinyin, a whole name before a beginning before an inside, then by kind, then by name.
 */
export function rank<Entry extends Rankable>(
  entries: readonly Entry[],
  query: string,
  matcher: Matcher,
  limit: number,
): readonly Ranked<Entry>[] {
  return entries
    .flatMap((entry) => {
      const match = matcher.match(entry.name, query);
      return match ? [{ entry, match }] : [];
    })
    .toSorted(compareRanked)
    .slice(0, limit);
}
