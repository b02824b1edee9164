import type { Snippet } from '../contract/search.ts';
import { normalise } from './normalise.ts';

/** A text with, for each kept character, where it came from. */
interface Mapped {
  readonly kept: string;
  /** Start and end, in the original text, of what each UTF-16 unit of `kept` came from. */
  readonly spans: readonly Range[];
}

/** Start and end of a stretch of text, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** What NFKC may join into one character: marks and voiced signs with what they stand on, Hangul. */
const cluster = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|.[\p{M}\uff9e\uff9f]*/gsu;

/** What N() leaves as it is: most of every text. */
const stays = /^[\u4e00-\u9fff0-9a-z]$/u;

function mapped(text: string): Mapped {
  let kept = '';
  const spans: Range[] = [];
  for (const { 0: source, index } of text.matchAll(cluster)) {
    const normal = stays.test(source) ? source : normalise(source);
    kept += normal;
    const span: Range = [index, index + source.length];
    for (let unit = 0; unit < normal.length; unit += 1) spans.push(span);
  }
  return { kept, spans };
}

const mostOfATerm = 200;

/** Where the terms (already normalised) stand in a text, in order, overlaps joined. */
export function hitsIn(text: string, terms: readonly string[]): Range[] {
  const { kept, spans } = mapped(text);
  const found: Range[] = [];
  for (const term of terms) {
    let at = kept.indexOf(term);
    for (let n = 0; at >= 0 && n < mostOfATerm; n += 1) {
      found.push([spans[at]?.[0] ?? 0, spans[at + term.length - 1]?.[1] ?? text.length]);
      at = kept.indexOf(term, at + 1);
    }
  }
  const joined: Range[] = [];
  for (const range of found.toSorted((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before !== undefined && range[0] <= before[1]) {
      joined[joined.length - 1] = [before[0], Math.max(before[1], range[1])];
    } else joined.push(range);
  }
  return joined;
}

/** A stretch of a text with the hits in it marked. */
function cut(text: string, hits: readonly Range[], from: number, to: number): Snippet {
  const parts: { text: string; hit: boolean }[] = [];
  let at = from;
  for (const [start, end] of hits) {
    if (end <= from || start >= to) continue;
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(Math.max(start, from), Math.min(end, to)), hit: true });
    at = Math.min(end, to);
  }
  if (at < to) parts.push({ text: text.slice(at, to), hit: false });
  return parts;
}

/** A whole text with its hits marked. */
export function marked(text: string, terms: readonly string[]): Snippet {
  return cut(text, hitsIn(text, terms), 0, text.length);
}

const before = 14;
const length = 60;

/** Line ends inside Chinese text are no spaces; elsewhere they are one. */
function oneLine(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}\p{P}])\s+(?=[\p{Script=Han}\p{P}])/gu, '')
    .replace(/\s+/gu, ' ');
}

/** The place at or before `at` where no character is cut in two. */
function boundary(text: string, at: number): number {
  const isWithinPair = /^[\udc00-\udfff]/.test(text.slice(at, at + 1));
  return isWithinPair ? at - 1 : at;
}

/** The best stretch of a text around its hits: the window with the most of them, first one wins. */
export function snippetOf(text: string, terms: readonly string[]): Snippet {
  const flat = oneLine(text);
  const hits = hitsIn(flat, terms);
  const [first] = hits;
  if (first === undefined) return [];
  let best = first;
  let most = 0;
  for (const hit of hits) {
    const count = hits.filter(
      ([start]) => start >= hit[0] && start < hit[0] + length - before,
    ).length;
    if (count > most) [best, most] = [hit, count];
  }
  const start = boundary(flat, Math.max(0, best[0] - before));
  // A hit longer than the window is shown whole.
  const end = boundary(flat, Math.min(flat.length, Math.max(start + length, best[1])));
  return [
    ...(start > 0 ? [{ text: '…', hit: false }] : []),
    ...cut(flat, hits, start, end),
    ...(end < flat.length ? [{ text: '…', hit: false }] : []),
  ];
}
