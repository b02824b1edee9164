import { z } from 'zod';
import { archiveRead } from './call.ts';
import { documentFilter, documentRow, sort } from './documents.ts';

/** Text with the hit parts told apart. */
export const snippet = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Snippet = z.infer<typeof snippet>;

export const searchField = z.enum(['title', 'number', 'people', 'labels', 'body']);

export const searchHit = z.object({
  row: documentRow,
  title: snippet,
  /** Best page, from 1; null where the hit is not in page text. */
  page: z.number().int().nullable(),
  snippet,
  field: searchField,
});
export type SearchHit = z.infer<typeof searchHit>;

/** One part of the query as the program understood it. `source` is what to cut from the box to remove it. */
export const queryPart = z.object({
  kind: z.enum(['term', 'phrase', 'not', 'title', 'ignored']),
  text: z.string(),
  source: z.string(),
});
export type QueryPart = z.infer<typeof queryPart>;

export const searchCalls = {
  'search.query': archiveRead(
    z.object({
      filter: documentFilter,
      sort: sort.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({
      total: z.number().int(),
      hits: z.array(searchHit),
      understood: z.array(queryPart),
      durationMs: z.number(),
      /** Near misses, offered only where the exact is nothing (Fuse.js over titles and numbers). */
      alike: z.array(documentRow),
    }),
  ),
} as const;
