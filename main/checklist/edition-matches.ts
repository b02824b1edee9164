import type { EditionItem, EditionMatch, MatchState } from '../contract/checklist-editions.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { normalise } from '../search/index.ts';
import { compare, matchesOf, type Editions, type MatchedEditions } from './edition-compare.ts';
import type { Match } from './edition-match.ts';
import { storedChecklist, type StoredChecklist } from './stored.ts';

const shownItem = ({ items }: StoredChecklist, at: number): EditionItem | null => {
  const found = items[at];
  if (found === undefined) return null;
  const path: string[] = [];
  for (let up = at, depth = found.depth; depth > 0; up -= 1) {
    const above = items[up];
    if (above === undefined) break;
    if (above.depth >= depth) continue;
    depth = above.depth;
    path.unshift(above.stored.title === '' ? above.stored.code : above.stored.title);
  }
  const { id, code, title } = found.stored;
  return { id, code, title, path };
};

export interface MatchList {
  readonly counts: Readonly<Record<MatchState, number>>;
  readonly total: number;
  readonly rows: EditionMatch[];
}

/**
 * How the items of two editions go together: each of the earlier once, in its order, then those of the
 * later to which none belongs.
 * @throws ArchiveError `no-such-checklist`, `no-such-item`, `invalid-value`
 */
export async function listMatches(
  archive: Archive,
  { old, later, settled }: MatchedEditions,
  show: MatchState | 'all',
  offset: number,
  limit: number,
): Promise<MatchList> {
  const editions = await compare(archive, old, later);
  const matches = matchesOf(editions, settled);
  const used = new Set(matches.map(({ match }) => match));
  const added = editions.later.items.keys().filter((at) => !used.has(at));
  const all: { at: number; state: MatchState }[] = [
    ...matches.map(({ state }, at) => ({ at, state })),
    ...added.map((at) => ({ at, state: 'added' as const })),
  ];
  const counts = { sure: 0, unclear: 0, none: 0, settled: 0, added: 0 };
  for (const { state } of all) counts[state] += 1;
  const wanted = all.filter(({ state }) => show === 'all' || state === show);
  return {
    counts,
    total: wanted.length,
    rows: wanted
      .slice(offset, offset + limit)
      .map(({ at, state }) => shownMatch(editions, at, state, matches[at])),
  };
}

function shownMatch(
  { earlier, later, options }: Editions,
  at: number,
  state: MatchState,
  match: Match | undefined,
): EditionMatch {
  if (state === 'added') {
    const item = shownItem(later, at);
    return { old: null, match: item, confidence: null, state, options: [], links: 0 };
  }
  const to = match?.match ?? null;
  return {
    old: shownItem(earlier, at),
    match: to === null ? null : shownItem(later, to),
    confidence: match?.confidence ?? null,
    state,
    options: (options[at] ?? []).flatMap(([index, confidence]) => {
      const item = shownItem(later, index);
      return item === null ? [] : [{ item, confidence }];
    }),
    links: (earlier.items[at]?.stored.slots ?? []).reduce((sum, { links }) => sum + links, 0),
  };
}

/** Items of an edition whose code or title holds a text. @throws ArchiveError `no-such-checklist` */
export async function findItems(
  reader: Reader,
  id: ChecklistId,
  text: string,
): Promise<{
  readonly total: number;
  readonly window: (from: number, to: number) => EditionItem[];
}> {
  const edition = await storedChecklist(reader, id);
  const sought = normalise(text);
  const found = [...edition.items.entries()].flatMap(([at, { stored }]) =>
    normalise(`${stored.code} ${stored.title}`).includes(sought) ? [at] : [],
  );
  return {
    total: found.length,
    window: (from, to) => found.slice(from, to).flatMap((at) => shownItem(edition, at) ?? []),
  };
}
