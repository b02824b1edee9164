import { isDeepStrictEqual } from 'node:util';
import type { SettledMatch } from '../contract/checklist-editions.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId, ItemId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { keptUntilChange } from '../search/index.ts';
import { matchEditions, type Match } from './edition-match.ts';
import { followed as followedItems } from './edition-queries.ts';
import type { EditionTexts, Likeness, SimilarItem } from './edition-similarity.ts';
import { storedChecklist, type StoredChecklist } from './stored.ts';

/** Two editions, and what the user said of how they go together. */
export interface MatchedEditions {
  readonly old: ChecklistId;
  readonly later: ChecklistId;
  readonly settled: readonly SettledMatch[];
}

/** Two editions side by side. */
export interface Editions {
  readonly texts: EditionTexts;
  readonly earlier: StoredChecklist;
  readonly later: StoredChecklist;
  readonly options: readonly (readonly Likeness[])[];
  /** By index of the earlier edition, what was settled before. */
  readonly followed: ReadonlyMap<number, number>;
}

/** Two editions compared, kept until something changes: a worker compares them, which takes a while. */
export function compare(archive: Archive, old: ChecklistId, later: ChecklistId): Promise<Editions> {
  return keptUntilChange(archive, `editions ${old} ${later}`, () =>
    compared(archive, archive.db.read, old, later),
  );
}

/** `known`: what a comparison found before; it holds where the texts are still the same. */
export async function compared(
  archive: Archive,
  reader: Reader,
  old: ChecklistId,
  later: ChecklistId,
  known?: Editions,
): Promise<Editions> {
  if (old === later) throw new ArchiveError('invalid-value', { field: 'new' });
  const [before, after, follows] = await Promise.all([
    storedChecklist(reader, old),
    storedChecklist(reader, later),
    followedItems(reader, later),
  ]);
  const texts = { earlier: similarItems(before), later: similarItems(after) };
  const options =
    known !== undefined && isDeepStrictEqual(known.texts, texts)
      ? known.options
      : await archive.workers.run<EditionTexts, Likeness[][]>('checklist.likeness', texts, {
          priority: 'urgent',
          timeoutMs: 120_000,
        });
  const [places, others] = [placesIn(before), placesIn(after)];
  const followed = new Map<number, number>();
  for (const { id, followsId } of follows) {
    const [at, match] = [places.get(followsId), others.get(id)];
    if (at !== undefined && match !== undefined && !followed.has(at)) followed.set(at, match);
  }
  return { earlier: before, later: after, texts, options, followed };
}

const placesIn = ({ items }: StoredChecklist): ReadonlyMap<ItemId, number> =>
  new Map(items.map(({ stored }, at) => [stored.id, at]));

function similarItems(edition: StoredChecklist): SimilarItem[] {
  const places = placesIn(edition);
  return edition.items.map(({ stored, depth }) => ({
    depth,
    parent: stored.parentId === null ? -1 : (places.get(stored.parentId) ?? -1),
    code: stored.code,
    title: stored.title,
    requirement: stored.requirement,
  }));
}

/**
 * How the items go together, those of the earlier in order; `settled` comes before what was settled before.
 * @throws ArchiveError `no-such-item`; `invalid-value` where two items would go on as one
 */
export function matchesOf(
  { earlier, later, options, followed }: Editions,
  settled: readonly SettledMatch[],
): Match[] {
  const [places, others] = [placesIn(earlier), placesIn(later)];
  const said = new Map<number, number | null>();
  for (const { old, match } of settled) {
    const at = places.get(old);
    const to = match === null ? null : others.get(match);
    if (at === undefined) throw new ArchiveError('no-such-item', { id: old });
    if (to === undefined) throw new ArchiveError('no-such-item', { id: match });
    said.set(at, to);
  }
  const taken = [...said.values()].filter((to) => to !== null);
  if (new Set(taken).size < taken.length)
    throw new ArchiveError('invalid-value', { field: 'settled' });
  const before = [...followed].filter(([at, to]) => !said.has(at) && !taken.includes(to));
  return matchEditions(options, new Map([...before, ...said]));
}
