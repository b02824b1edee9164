/** How a name answers what was typed, the best first. */
export const matchTiers = ['text', 'initials', 'pinyin'] as const;
export type MatchTier = (typeof matchTiers)[number];

/** Offsets of a part of a name, `to` not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Match {
  readonly tier: MatchTier;
  /** 0: the whole name, 1: its beginning, 2: inside it. */
  readonly place: 0 | 1 | 2;
  readonly hits: readonly Span[];
}

/** Syllables of a run of Chinese characters, one for each, without tones: `文明` is `wen`, `ming`. */
export type ReadPinyin = (run: string) => readonly string[];

/** What a name is sounded by: a Chinese character, a word of letters, a figure. */
interface Unit extends Span {
  /** As it is written, normalised. */
  readonly text: string;
  /** Pinyin of a character; other units stand for themselves. */
  readonly sound: string;
}

export interface Matcher {
  /** How `name` answers `query`; null: not at all. Words of the query may stand apart, in any order. */
  readonly match: (name: string, query: string) => Match | null;
  /** The name in full pinyin, `wenmingchuangjian`; as written while there is no pinyin to be had. */
  readonly sound: (name: string) => string;
}

const kept = /[\p{L}\p{N}]/u;
const han = /\p{Script=Han}/u;

/** What counts of a text: letters and figures, lower case, in their ordinary width. */
export const plainText = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()].filter((sign) => kept.test(sign)).join('');

/** Signs of a name that count, each with where it stands; a letter and its accent stay apart. */
function signsOf(name: string): readonly (Span & { readonly text: string })[] {
  const signs: (Span & { text: string })[] = [];
  let at = 0;
  for (const sign of name) {
    const to = at + sign.length;
    for (const text of plainText(sign)) signs.push({ text, from: at, to });
    at = to;
  }
  return signs;
}

function unitsOf(name: string, read: ReadPinyin): readonly Unit[] {
  const runs: { kind: 'han' | 'word' | 'other'; signs: (Span & { text: string })[] }[] = [];
  for (const sign of signsOf(name)) {
    const kind = han.test(sign.text) ? 'han' : /\p{L}/u.test(sign.text) ? 'word' : 'other';
    const last = runs.at(-1);
    const joins = last?.kind === kind && kind !== 'other' && last.signs.at(-1)?.to === sign.from;
    if (joins) last.signs.push(sign);
    else runs.push({ kind, signs: [sign] });
  }
  return runs.flatMap(({ kind, signs }): Unit[] => {
    const text = signs.map((sign) => sign.text).join('');
    if (kind === 'han') {
      const syllables = read(text);
      return signs.map((sign, n) => ({ ...sign, sound: syllables[n] ?? sign.text }));
    }
    return [{ text, sound: text, from: signs[0]?.from ?? 0, to: signs.at(-1)?.to ?? 0 }];
  });
}

const placeOf = (atStart: boolean, atEnd: boolean): Match['place'] =>
  atStart ? (atEnd ? 0 : 1) : 2;

function matchText(name: string, query: string): Match | null {
  const signs = signsOf(name);
  const text = signs.map((sign) => sign.text).join('');
  const at = text.indexOf(query);
  if (at < 0) return null;
  const first = Array.from(text.slice(0, at)).length;
  const hit = signs.slice(first, first + Array.from(query).length);
  return {
    tier: 'text',
    place: placeOf(at === 0, at + query.length === text.length),
    hits: [{ from: hit[0]?.from ?? 0, to: hit.at(-1)?.to ?? 0 }],
  };
}

/** First letters alone, one a unit; the unit after the last one, -1 where they do not fit. */
function endOfInitials(units: readonly Unit[], start: number, query: string): number {
  const letters = [...query];
  const fits =
    start + letters.length <= units.length &&
    letters.every((letter, n) => [...(units[start + n]?.sound ?? '')][0] === letter);
  return fits ? start + letters.length : -1;
}

/**
 * Whole syllables, the last one perhaps not to its end; between them initials (`zh` too) and
 * characters as written. Gives the unit after the last one, -1 where nothing fits.
 */
function endOfPinyin(units: readonly Unit[], start: number, query: string): number {
  const dead = new Set<string>();
  const from = (at: number, rest: string): number => {
    if (rest === '') return at;
    const unit = units[at];
    const key = `${at} ${rest.length}`;
    if (!unit || dead.has(key)) return -1;
    if (unit.sound.startsWith(rest)) return at + 1;
    const initial = unit.text === unit.sound ? '' : (/^[zcs]h/.exec(unit.sound)?.[0] ?? '');
    const first = unit.sound.slice(0, 1);
    for (const part of [unit.sound, unit.text, initial, first]) {
      if (part === '' || !rest.startsWith(part)) continue;
      const end = from(at + 1, rest.slice(part.length));
      if (end >= 0) return end;
    }
    dead.add(key);
    return -1;
  };
  return from(start, query);
}

function matchSound(units: readonly Unit[], query: string): Match | null {
  const ways = [
    ['initials', endOfInitials],
    ['pinyin', endOfPinyin],
  ] as const;
  for (const [tier, endOf] of ways) {
    for (const [start, unit] of units.entries()) {
      const end = endOf(units, start, query);
      const last = units[end - 1];
      if (!last) continue;
      const place = placeOf(start === 0, end === units.length);
      return { tier, place, hits: [{ from: unit.from, to: last.to }] };
    }
  }
  return null;
}

const tierOf = ({ tier }: Match): number => matchTiers.indexOf(tier);

/** The better of two comes first; 0 where they are equally good. */
export const compareMatches = (a: Match, b: Match): number =>
  tierOf(a) - tierOf(b) || a.place - b.place;

/** Several words: as good as the worst of them, and inside the name. */
function joined(matches: readonly Match[]): Match | null {
  const worst = matches.toSorted(compareMatches).at(-1);
  if (!worst) return null;
  const hits = matches.flatMap((match) => match.hits).toSorted((a, b) => a.from - b.from);
  return { tier: worst.tier, place: 2, hits };
}

/** Matches names by text alone, and with `read` by pinyin too. Remembers how names sound. */
export function createMatcher(read: ReadPinyin | null): Matcher {
  const known = new Map<string, readonly Unit[]>();
  const units = (name: string): readonly Unit[] => {
    const before = known.get(name);
    if (before) return before;
    const made = unitsOf(name, read ?? (() => []));
    known.set(name, made);
    return made;
  };
  const matchWord = (name: string, word: string): Match | null => {
    const asWritten = matchText(name, word);
    // Without a letter there is nothing to sound.
    if (asWritten || !/[a-z]/.test(word)) return asWritten;
    return matchSound(units(name), word);
  };
  return {
    match: (name, query) => {
      const words = query.split(/\s+/u).map(plainText).filter(Boolean);
      if (words.length === 0) return null;
      const whole = matchWord(name, words.join(''));
      if (whole || words.length === 1) return whole;
      const each = words.map((word) => matchWord(name, word));
      const found = each.filter((match) => match !== null);
      return found.length === each.length ? joined(found) : null;
    },
    sound: (name) =>
      units(name)
        .map((unit) => unit.sound)
        .join(''),
  };
}

/** The name in parts, those that were hit told apart. */
export function hitParts(
  name: string,
  hits: readonly Span[],
): readonly { readonly text: string; readonly hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of hits) {
    if (from > at) parts.push({ text: name.slice(at, from), hit: false });
    if (to > Math.max(at, from))
      parts.push({ text: name.slice(Math.max(at, from), to), hit: true });
    at = Math.max(at, to);
  }
  if (at < name.length) parts.push({ text: name.slice(at), hit: false });
  return parts;
}
