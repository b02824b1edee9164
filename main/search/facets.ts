import type { DocumentFilter } from '../contract/documents.ts';
import type { Facets } from '../contract/search.ts';
import type { CategoryId, TagId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { facetRows } from './queries.ts';

/** Exact total and counts of what a filter finds; the most frequent departments and kinds first. */
export async function facetsOf(reader: Reader, filter: DocumentFilter): Promise<Facets> {
  const rows = await facetRows(reader, filter);
  const of = (what: string) => rows.filter((row) => row.what === what);
  const sum = (what: string): number => of(what)[0]?.documents ?? 0;
  const named = (what: string): Facets['kinds'] =>
    of(what)
      .map(({ value, documents }) => ({ name: String(value), documents }))
      .toSorted((a, b) => b.documents - a.documents)
      .slice(0, mostNames);
  return {
    total: sum('total'),
    unread: sum('unread'),
    years: of('year')
      .map(({ value, documents }) => ({ year: value as number | null, documents }))
      .toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0)),
    categories: of('category').map(({ value, documents }) => ({
      categoryId: value as CategoryId | null,
      documents,
    })),
    tags: of('tag').map(({ value, documents }) => ({ tagId: value as TagId, documents })),
    departments: named('department'),
    kinds: named('kind'),
  };
}

/** Names of one kind that are told; a list over the boundary has an end. */
const mostNames = 200;
