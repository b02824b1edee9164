import type { searchCalls } from '../contract/search.ts';
import type { DocumentFilter } from '../contract/documents.ts';
import type { Archive, Handlers } from '../library/index.ts';
import type { AlikeArgs } from './alike.ts';
import { normalise } from './normalise.ts';
import { alikeCandidates, rowsByIds } from './queries.ts';
import { parseQuery } from './query.ts';
import { documentRowOf, type RawRow } from './rows.ts';
import { searchDocuments } from './search.ts';

const mostCandidates = 5000;

/** Documents whose title or number is nearly what was typed: sharing two characters, then by Fuse.js. */
async function alike(archive: Archive, filter: DocumentFilter): Promise<RawRow[]> {
  const query = parseQuery(filter.text ?? '')
    .parts.filter((part) => part.kind === 'term' || part.kind === 'phrase' || part.kind === 'title')
    .map((part) => part.text)
    .join(' ');
  const characters = [...new Set(normalise(query))].slice(0, 12);
  if (characters.length < 2) return [];
  const candidates = await alikeCandidates(archive.db.read, filter, characters, mostCandidates);
  if (candidates.length === 0) return [];
  const ids = await archive.workers.run<AlikeArgs, number[]>(
    'search.alike',
    { query, candidates },
    { priority: 'urgent', timeoutMs: 5_000 },
  );
  return rowsByIds(archive.db.read, ids);
}

export const searchHandlers: Handlers<typeof searchCalls> = {
  'search.query': async ({ filter, sort, offset, limit }, { archive, address }) => {
    const started = performance.now();
    const { read } = archive.db;
    const { total, hits, understood } = await searchDocuments(read, filter, sort, offset, limit);
    const thumbnail = (path: string): string => address('thumb', path);
    const near = total === 0 && offset === 0 ? await alike(archive, filter) : [];
    return {
      total,
      hits: hits.map(({ row, title, page, snippet, field }) => ({
        row: documentRowOf(row, thumbnail),
        title: [...title],
        page,
        snippet: [...snippet],
        field,
      })),
      understood: [...understood],
      durationMs: performance.now() - started,
      alike: near.map((row) => documentRowOf(row, thumbnail)),
    };
  },
};
