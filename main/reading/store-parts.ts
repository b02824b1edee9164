import type { Writer } from '../db/index.ts';
import type { Part } from './parts.ts';
import * as q from './part-queries.ts';

/**
 * Makes a document show `after` instead of `before`, its parts as they are stored. Rows that stay the
 * same keep their ids, those that change keep theirs where they are of the same original: the history
 * then tells a turn or a cut from new pages. Few statements, however many parts.
 */
export async function storeParts(
  writer: Writer,
  documentId: number,
  before: readonly q.StoredPart[],
  after: readonly Part[],
): Promise<void> {
  const same = buckets(before, sameness);
  const placed = after.map((part, position) => ({
    part: { ...part, position },
    row: same.take(sameness(part)),
  }));
  const kept = new Set(placed.flatMap(({ row }) => (row === undefined ? [] : [row.id])));
  const alike = buckets(
    before.filter((row) => !kept.has(row.id)),
    (row) => origin(row),
  );
  const moved: q.PartChanges['moved'][number][] = [];
  const added: q.PartChanges['added'][number][] = [];
  for (const { part, row } of placed) {
    const old = row ?? alike.take(origin(part));
    if (old === undefined) added.push(part);
    else {
      kept.add(old.id);
      if (row === undefined || before[part.position] !== row) moved.push({ ...part, id: old.id });
    }
  }
  const removed = before.filter((row) => !kept.has(row.id)).map((row) => row.id);
  await q.changeParts(writer, documentId, { removed, moved, added });
}

const origin = (part: Part): string =>
  JSON.stringify([part.originalId, part.sourceName, part.sourcePath]);
const sameness = (part: Part): string =>
  JSON.stringify([origin(part), part.firstPage, part.lastPage, part.rotation]);

/** Rows by a key; `take` gives each once, in order. */
function buckets(rows: readonly q.StoredPart[], key: (row: q.StoredPart) => string) {
  const byKey = Map.groupBy(rows.toReversed(), key);
  return { take: (wanted: string): q.StoredPart | undefined => byKey.get(wanted)?.pop() };
}
