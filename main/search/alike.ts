import type { DocumentFilter } from '../contract/documents.ts';
import type { AlikeReason } from '../contract/search.ts';
import type { Archive } from '../library/index.ts';
import type { NearArgs } from './near-task.ts';
import { normalise } from './normalise.ts';
import { alikeCandidates, listDocuments, rowsByIds } from './queries.ts';
import { parseQuery } from './query.ts';
import type { RawRow } from './rows.ts';

/** A document that is nearly what was asked for, and why. */
interface Alike {
  readonly row: RawRow;
  readonly reason: AlikeReason;
}

const mostCandidates = 5000;

/** Documents that a query does not find but nearly does, the nearest first. */
export async function documentsAlike(
  archive: Archive,
  filter: DocumentFilter,
  limit: number,
): Promise<readonly Alike[]> {
  const query = parseQuery(filter.text ?? '')
    .parts.flatMap(({ any }) => any)
    .filter(({ field, not }) => !not && (field === null || field === 'title'))
    .map(({ text }) => text)
    .join(' ');
  const rows = await nearTitles(archive, filter, query);
  return rows.slice(0, limit).map((row) => ({ row, reason: 'near' }));
}

/** Titles and numbers that share two characters with what was typed, by Fuse.js. */
async function nearTitles(
  archive: Archive,
  filter: DocumentFilter,
  query: string,
): Promise<RawRow[]> {
  const characters = [...new Set(normalise(query))].slice(0, 12);
  if (characters.length < 2) return [];
  const candidates = await alikeCandidates(archive.db.read, filter, characters, mostCandidates);
  if (candidates.length === 0) return [];
  const ids = await archive.workers.run<NearArgs, number[]>(
    'search.near',
    { query, candidates },
    { priority: 'urgent', timeoutMs: 5_000 },
  );
  return rowsByIds(archive.db.read, ids);
}

/** Documents to jump to by title, file name or number. */
export async function titlesLike(
  archive: Archive,
  text: string,
  limit: number,
): Promise<readonly RawRow[]> {
  const words = text
    .trim()
    .split(/\s+/u)
    .filter((word) => normalise(word) !== '');
  if (words.length === 0) return [];
  const query = words.map((word) => `标题:"${word}" 或 文号:"${word}"`).join(' ');
  return listDocuments(archive.db.read, { text: query, place: 'all' }, undefined, 0, limit);
}
