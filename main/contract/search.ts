import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult, documentFilter, documentRow, sort } from './documents.ts';
import { categoryId, jobId, operationId, savedSearchId, tagId } from './ids.ts';

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

/**
 * What a keyword of a query asks for. `has` and `lacks`: a document with or without something;
 * `unread`: with pages that wait to be read. The others compare a field.
 */
export const queryField = z.enum([
  'title',
  'number',
  'issuer',
  'tag',
  'category',
  'department',
  'kind',
  'year',
  'date',
  'pages',
  'has',
  'lacks',
  'unread',
]);
export type QueryField = z.infer<typeof queryField>;

/** What a document may have or lack: `text` is page text, `proof` a link to a checklist, the rest are its fields. */
export const queryThing = z.enum([
  'title',
  'number',
  'issuer',
  'date',
  'year',
  'category',
  'tag',
  'department',
  'kind',
  'retention',
  'secrecy',
  'note',
  'code',
  'pages',
  'text',
  'proof',
]);
export type QueryThing = z.infer<typeof queryThing>;

/** One thing asked for. Without a field: text that stands anywhere. */
export const queryTerm = z.object({
  field: queryField.nullable(),
  /** True: documents that match it are left out. */
  not: z.boolean(),
  /** Written in quotation marks. */
  phrase: z.boolean(),
  /** The value: text as typed, `2022..2024`, `>5`, a `QueryThing`. */
  text: z.string(),
});
export type QueryTerm = z.infer<typeof queryTerm>;

/**
 * One part of the query as the program understood it: any of its terms must hold. Without terms it is
 * ignored. `at` and `source` are where it stands in the query and what to cut from there to remove it.
 */
export const queryPart = z.object({
  at: z.number().int(),
  source: z.string(),
  any: z.array(queryTerm),
});
export type QueryPart = z.infer<typeof queryPart>;

/** Why a document is nearly what was asked for, the nearest first. */
export const alikeReason = z.enum(['pinyin', 'variant', 'confusable', 'edit', 'near']);
export type AlikeReason = z.infer<typeof alikeReason>;

const count = z.number().int();

export const facets = z.object({
  total: count,
  years: z.array(z.object({ year: z.number().int().nullable(), documents: count })),
  categories: z.array(z.object({ categoryId: categoryId.nullable(), documents: count })),
  tags: z.array(z.object({ tagId, documents: count })),
  departments: z.array(z.object({ name: z.string(), documents: count })),
  kinds: z.array(z.object({ name: z.string(), documents: count })),
  /** Documents with pages that wait to be read. */
  unread: count,
});
export type Facets = z.infer<typeof facets>;

const savedName = { id: savedSearchId, name: z.string().min(1) };

/**
 * A saved search. `unreadable`: what it asks for is not, or not only, what this version knows; `part`
 * names the first key of the filter that is not (null: there is no filter). It keeps its name and can
 * be renamed, replaced and forgotten, not used: leaving a part out would find too much.
 */
export const savedSearch = z.discriminatedUnion('state', [
  z.object({
    ...savedName,
    state: z.literal('ready'),
    filter: documentFilter,
    /** How many documents it finds now. */
    documents: count,
  }),
  z.object({ ...savedName, state: z.literal('unreadable'), part: z.string().nullable() }),
]);
export type SavedSearch = z.infer<typeof savedSearch>;

/** What a rebuild of the text index did. */
export const rebuildReport = z.object({ documents: count, ms: count });
export type RebuildReport = z.infer<typeof rebuildReport>;

export const searchCalls = {
  /** The first hits at once. Another text asked for by the same session ends what still runs (`cancelled`). */
  'search.query': archiveRead(
    z.object({
      filter: documentFilter,
      sort: sort.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({
      /** null: more than are counted at once; `search.facets` counts them. */
      total: count.nullable(),
      hits: z.array(searchHit),
      understood: z.array(queryPart),
      /** Whether the hits are few enough to be sorted by relevance, and there is text to be relevant to. */
      canRank: z.boolean(),
      durationMs: z.number(),
    }),
  ),
  /** Exact total and counts of what a filter finds, in one pass. */
  'search.facets': archiveRead(z.object({ filter: documentFilter }), facets),
  /**
   * Documents that are not found but nearly: by pinyin, other characters for the same, one slip, or
   * Fuse.js. Each once, by the nearest reason.
   */
  'search.alike': archiveRead(
    z.object({ filter: documentFilter, limit: z.number().int().min(1).max(50) }),
    z.object({ rows: z.array(z.object({ row: documentRow, reason: alikeReason })) }),
  ),
  /** Documents by title, file name or number, also in pinyin: for jumping to one. The best first. */
  'search.titles': archiveRead(
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    z.object({ rows: z.array(documentRow) }),
  ),
  'search.saved': archiveRead(z.object({}), z.object({ searches: z.array(savedSearch) })),
  /** Saves a search under a name; one of that name is replaced. */
  'search.save': archiveChange(
    z.object({ name: z.string().trim().min(1).max(100), filter: documentFilter }),
    z.object({ id: savedSearchId, operation: operationId.nullable() }),
  ),
  'search.rename': archiveChange(
    z.object({ id: savedSearchId, name: z.string().trim().min(1).max(100) }),
    changeResult,
  ),
  'search.forget': archiveChange(z.object({ id: savedSearchId }), changeResult),
  /**
   * Makes the text index anew, in the background; the one that runs already where one does. The
   * job's result is a `rebuildReport`.
   */
  'search.rebuild': archiveChange(z.object({}), z.object({ job: jobId })),
} as const;
