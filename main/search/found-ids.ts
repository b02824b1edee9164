import type { DocumentFilter } from '../contract/documents.ts';
import { allOf, type Sql } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { scopeCondition } from './filter.ts';
import { keptUntilChange } from './kept.ts';
import { conditionsBesides, indexExpression } from './matching.ts';
import { idsIndexed, idsWith } from './queries.ts';
import { parseQuery } from './query.ts';

/**
 * Ids of all that a filter finds, in no order. What the text index answers and what holds besides
 * are asked apart and kept until something changes: as one types, what is looked through is the same.
 */
export async function foundIds(archive: Archive, filter: DocumentFilter): Promise<Uint32Array> {
  const query = parseQuery(filter.text ?? '');
  const expression = indexExpression(query);
  const rest = allOf([scopeCondition(filter), ...conditionsBesides(query)]);
  if (expression === null) return idsOf(archive, rest);
  const [indexed, within] = await Promise.all([
    keptUntilChange(archive, `index ${expression}`, () => idsIndexed(archive.db.read, expression)),
    membersOf(archive, rest),
  ]);
  return indexed.filter((id) => within[id] === 1);
}

const idsOf = (archive: Archive, condition: Sql): Promise<Uint32Array> =>
  keptUntilChange(archive, `ids ${JSON.stringify(condition)}`, () =>
    idsWith(archive.db.read, condition),
  );

/** By id, whether a condition on `facts` holds. */
const membersOf = (archive: Archive, condition: Sql): Promise<Uint8Array> =>
  keptUntilChange(archive, `members ${JSON.stringify(condition)}`, async () =>
    marked(await idsWith(archive.db.read, condition)),
  );

/** By id, 1 for those named. */
export function marked(ids: Uint32Array): Uint8Array {
  const marks = new Uint8Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1);
  for (const id of ids) marks[id] = 1;
  return marks;
}
