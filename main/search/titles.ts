import type { DocumentFilter } from '../contract/documents.ts';
import type { Archive } from '../library/index.ts';
import { beginsWith, spelledIds } from './alike-queries.ts';
import { normalise } from './normalise.ts';
import { listDocuments, rowsByIds } from './queries.ts';
import type { RawRow } from './rows.ts';
import { spellingOf } from './spelling.ts';

/**
 * Documents to jump to: those that have all words in title, file name or number, where the title
 * begins with them first; then those whose title is spelled so in pinyin.
 */
export async function titlesLike(
  archive: Archive,
  text: string,
  limit: number,
): Promise<readonly RawRow[]> {
  const { read } = archive.db;
  const words = text.split(/[\s"“”]+/u).filter((word) => normalise(word) !== '');
  const typed = words.join(' ');
  if (typed === '') return [];
  const query = words.map((word) => `标题:"${word}" 或 文号:"${word}"`).join(' ');
  const filter: DocumentFilter = { text: query, place: 'all' };
  const exact = await listDocuments(read, filter, undefined, 0, limit, beginsWith(typed));
  const spelling = spellingOf(typed);
  if (spelling === null || exact.length >= limit) return exact;
  const ids = await spelledIds(
    read,
    { filter: { place: 'all' }, except: exact.map(({ id }) => id) },
    { parts: [] },
    [{ exact: null, spelling, titleOnly: true }],
    limit - exact.length,
  );
  return [...exact, ...(await rowsByIds(read, ids))];
}
