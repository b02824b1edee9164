import type { Snippet } from '../contract/search.ts';
import { normalise } from './normalise.ts';

/** A text with, for each kept character, where it came from. */
interface Mapped {
  readonly kept: string;
  /** Offset in the original text of each UTF-16 unit of `kept`. */
  readonly offsets: readonly number[];
}

function mapped(text: string): Mapped {
  let kept = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const normal = normalise(character);
    kept += normal;
    for (let unit = 0; unit < normal.length; unit += 1) offsets.push(at);
    at += character.length;
  }
  return { kept, offsets };
}

type Range = readonly [start: number, end: number];

function charLength(text: string, at: number): number {
  return String.fromCodePoint(text.codePointAt(at) ?? 0).length;
}

/** Where the terms (already normalised) stand in a text, in order, overlaps joined. */
export function hitsIn(text: string, terms: readonly string[], most = 200): Range[] {
  const { kept, offsets } = mapped(text);
  const found: Range[] = [];
  for (const term of terms) {
    for (
      let at = kept.indexOf(term);
      at >= 0 && found.length < most;
      at = kept.indexOf(term, at + 1)
    ) {
      const last = offsets[at + term.length - 1] ?? 0;
      found.push([offsets[at] ?? 0, last + charLength(text, last)]);
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

/** A whole text with its hits marked. */
export function marked(text: string, terms: readonly string[]): Snippet {
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of hitsIn(text, terms)) {
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

const before = 14;
const length = 60;

/** Line ends inside Chinese text are no spaces; elsewhere they are one. */
function oneLine(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}\p{P}])\s+(?=[\p{Script=Han}\p{P}])/gu, '')
    .replace(/\s+/gu, ' ');
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
  const start = Math.max(0, best[0] - before);
  const cut = flat.slice(start, start + length);
  const parts = marked(cut, terms);
  return [
    ...(start > 0 ? [{ text: '…', hit: false }] : []),
    ...parts,
    ...(start + length < flat.length ? [{ text: '…', hit: false }] : []),
  ];
}
