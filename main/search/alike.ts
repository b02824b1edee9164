import type { DocumentFilter } from '../contract/documents.ts';
import type { AlikeReason } from '../contract/search.ts';
import type { Archive } from '../library/index.ts';
import type { Asked } from './alike-asked.ts';
import { nearNames } from './alike-near.ts';
import { foundIds } from './alike-queries.ts';
import { withOneSlip } from './alike-slip.ts';
import { inPinyin } from './alike-spelled.ts';
import { asMisread, inOtherWriting } from './alike-written.ts';
import { rowsByIds } from './queries.ts';
import { parseQuery } from './query.ts';
import { wordsOf } from './rewriting.ts';
import type { RawRow } from './rows.ts';

/** A document that is nearly what was asked for, and why. */
interface Alike {
  readonly row: RawRow;
  readonly reason: AlikeReason;
}

/** A query that finds more than this needs nothing beside it. */
const plenty = 200;

const usualBudgetMs = 300;

interface AlikeOptions {
  readonly signal?: AbortSignal;
  /** Time for each way of looking that is made of many small questions. */
  readonly budgetMs?: number;
}

/** The nearest first. */
const ways: readonly (readonly [AlikeReason, (asked: Asked) => Promise<readonly number[]>])[] = [
  ['pinyin', inPinyin],
  ['variant', inOtherWriting],
  ['confusable', asMisread],
  ['edit', withOneSlip],
  ['near', nearNames],
];

/**
 * Documents that a query does not find but nearly does, the nearest first: each once, by its nearest
 * reason, within the same filter. None where the query finds plenty, or seeks no words.
 * @throws what `signal` was aborted with
 */
export async function documentsAlike(
  archive: Archive,
  filter: DocumentFilter,
  limit: number,
  { signal = new AbortController().signal, budgetMs = usualBudgetMs }: AlikeOptions = {},
): Promise<readonly Alike[]> {
  const reader = archive.db.read;
  const query = parseQuery(filter.text ?? '');
  if (wordsOf(query).trim() === '') return [];
  const exact = await foundIds(reader, filter, plenty + 1);
  if (exact.length > plenty) return [];
  const found = new Map<number, AlikeReason>();
  const candidates: Asked['candidates'] = new Map();
  for (const [reason, look] of ways) {
    signal.throwIfAborted();
    const room = limit - found.size;
    if (room <= 0) break;
    const scope = { filter: withoutText(filter), except: [...exact, ...found.keys()] };
    const asked = { archive, reader, scope, query, limit: room, signal, budgetMs, candidates };
    const ids = await look(asked);
    for (const id of ids.slice(0, room)) found.set(id, reason);
  }
  const rows = await rowsByIds(reader, [...found.keys()]);
  return rows.flatMap((row) => {
    const reason = found.get(row.id);
    return reason === undefined ? [] : [{ row, reason }];
  });
}

/** The filter without its text, over the places that a search is over. */
function withoutText(filter: DocumentFilter): DocumentFilter {
  const { text: _text, ...rest } = filter;
  return rest.place === undefined && rest.ids === undefined ? { ...rest, place: 'all' } : rest;
}
