import type { DocumentRow } from '../contract/documents.ts';
import type { searchCalls } from '../contract/search.ts';
import type { CallContext, Handlers } from '../library/index.ts';
import { documentsAlike } from './alike.ts';
import { facetsOf } from './facets.ts';
import { documentRowOf, type RawRow } from './rows.ts';
import { rebuildOnce } from './rebuild-job.ts';
import { forgetSearch, renameSearch, savedSearches, saveSearch } from './saved.ts';
import { searchDocuments } from './search.ts';
import { titlesLike } from './titles.ts';
import { sameTurn, takeTurn } from './turns.ts';

const rowFor =
  ({ address }: CallContext) =>
  (row: RawRow): DocumentRow =>
    documentRowOf(row, (path) => address('thumb', path));

export const searchHandlers: Handlers<typeof searchCalls> = {
  'search.query': async ({ filter, sort, offset, limit }, context) => {
    const { archive, session } = context;
    const started = performance.now();
    const signal = takeTurn(archive, session, filter.text ?? '');
    const found = await searchDocuments(archive, filter, sort, offset, limit, signal);
    const toRow = rowFor(context);
    return {
      total: found.total,
      hits: found.hits.map(({ row, title, page, snippet, field }) => ({
        row: toRow(row),
        title: [...title],
        page,
        snippet: [...snippet],
        field,
      })),
      understood: found.understood,
      canRank: found.canRank,
      durationMs: performance.now() - started,
    };
  },
  'search.facets': ({ filter }, { archive }) => facetsOf(archive, filter),
  'search.alike': async ({ filter, limit }, context) => {
    const { archive, session } = context;
    const toRow = rowFor(context);
    const signal = sameTurn(archive, session, filter.text ?? '');
    const found = await documentsAlike(archive, filter, limit, { signal });
    return { rows: found.map(({ row, reason }) => ({ row: toRow(row), reason })) };
  },
  'search.titles': async ({ text, limit }, context) => {
    const found = await titlesLike(context.archive, text, limit);
    return { rows: found.map(rowFor(context)) };
  },
  'search.saved': async (_none, { archive }) => ({ searches: await savedSearches(archive) }),
  'search.save': ({ name, filter }, { archive }) => saveSearch(archive, name, filter),
  'search.rename': ({ id, name }, { archive }) => renameSearch(archive, id, name),
  'search.forget': ({ id }, { archive }) => forgetSearch(archive, id),
  'search.rebuild': async (_none, { archive, jobs }) => ({ job: rebuildOnce(archive, jobs) }),
};
