import { z } from 'zod';
import { categoryId, documentId, importId, operationId, originalId, tagId } from './ids.ts';

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const isoDate = z.iso.date();
export const filingYear = z.number().int().min(1900).max(2999);

/** Retention periods of DA/T 22: permanent, 30 years, 10 years. */
export const retention = z.enum(['Y', 'D30', 'D10']);
export type Retention = z.infer<typeof retention>;

const line = (max: number) => z.string().max(max);

/**
 * What a person decides about a document. null: unknown. Strings are trimmed, single-line except
 * `note`. Years are filing years, dates `YYYY-MM-DD`.
 */
export const documentFields = z.object({
  title: line(500).nullable(),
  year: filingYear.nullable(),
  categoryId: categoryId.nullable(),
  referenceNumber: line(100).nullable(),
  issuer: line(200).nullable(),
  date: isoDate.nullable(),
  kind: line(40).nullable(),
  department: line(100).nullable(),
  retention: retention.nullable(),
  secrecy: line(20).nullable(),
  note: line(4000).nullable(),
});
export type DocumentFields = z.infer<typeof documentFields>;
export type DocumentField = keyof DocumentFields;
export const documentPatch = documentFields.partial();
export type DocumentPatch = z.infer<typeof documentPatch>;

export const documentState = z.enum(['inbox', 'filed']);

/**
 * What the pages of a document are like. `ready`: pages are known; `none`: a type without pages;
 * `locked`: needs a password; `damaged`: the stored original no longer opens or is missing.
 */
export const pageState = z.enum(['ready', 'none', 'locked', 'damaged']);
export type PageState = z.infer<typeof pageState>;

export const tag = z.object({ id: tagId, name: z.string(), color: z.string() });
export type Tag = z.infer<typeof tag>;

/** One row of a list: what a list shows and nothing more. */
export const documentRow = z.object({
  id: documentId,
  state: documentState,
  trashed: z.boolean(),
  /** Display title: the field, else the proposed title, else the file name. */
  title: z.string(),
  titleIsProposed: z.boolean(),
  year: filingYear.nullable(),
  categoryId: categoryId.nullable(),
  category: z.string().nullable(),
  referenceNumber: z.string().nullable(),
  issuer: z.string().nullable(),
  date: z.string().nullable(),
  archivalCode: z.string().nullable(),
  pages: z.number().int(),
  pageState,
  /** How many of its pages still wait to be read, and how many documents come before it; null: none waits. */
  unread: z.object({ pages: z.number().int(), place: z.number().int() }).nullable(),
  /** Marked 绝密, 机密 or 秘密: may not be kept on this computer, is never filed. */
  isSecret: z.boolean(),
  tags: z.array(tag),
  /** Relative address of a thumbnail of the first page; null where there are no pages. */
  thumbnail: z.string().nullable(),
});
export type DocumentRow = z.infer<typeof documentRow>;

/** Where a proposal came from, most trusted first for year and category. */
export const proposalSource = z.enum([
  'separator',
  'folder',
  'file-name',
  'text',
  /** Data the camera wrote into a photo. */
  'photo',
  /** What the archive's confirmed documents are like. */
  'learned',
  'person',
  'default',
]);
export const proposal = z.object({
  field: documentFields.keyof(),
  /** As text; `categoryId` as the id in digits, `label` as people read it. */
  value: z.string(),
  label: z.string(),
  /** 0–100. */
  confidence: z.number().int().min(0).max(100),
  source: proposalSource,
  /** The words it was read from: a folder name, a file name, a line of text. */
  evidence: z.string(),
  /** Page the evidence stands on, from 1; null for names. */
  page: z.number().int().nullable(),
  /** Lines of that page the evidence is, numbered from 0 as `reading.lines` gives them. */
  lines: z.array(z.number().int()),
});
export type Proposal = z.infer<typeof proposal>;

export const originalFile = z.object({
  id: originalId,
  name: z.string(),
  /** Path below the imported folder, as it was; text only. */
  sourcePath: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  type: z.string(),
  pages: z.number().int(),
  pageState,
  /** Other documents with the very same original. */
  alsoIn: z.array(z.object({ id: documentId, title: z.string() })),
  /** Address for downloading, as an attachment. */
  download: z.string(),
});

/** The six elements of a photo's caption (domain.md), and 参见号; null: unknown. */
export const caption = z.object({
  event: line(500).nullable(),
  time: line(100).nullable(),
  place: line(200).nullable(),
  people: line(500).nullable(),
  background: line(1000).nullable(),
  photographer: line(100).nullable(),
  seeAlso: line(100).nullable(),
});
export type Caption = z.infer<typeof caption>;

/**
 * Codes of notes to the archivist, and their details (all strings):
 * `sources-disagree` field value source other otherSource otherEvidence;
 * `secret` marking evidence page; `work-secret` marking evidence page;
 * `low-resolution` pages dpi; `skewed` pages degrees; `blurred` pages; `blank-pages` pages;
 * `turned` pages (they were turned upright); `unread-pages` pages;
 * `split-suggested` before (page numbers a document probably begins at), drop (blank or separator pages), reason (`blank`, `head`);
 * `photo` and what is known of its caption: time event place people background photographer seeAlso;
 * of what the paper says about this copy of it, each with evidence page lines (such as 4,5) confidence, as of a proposal:
 * `attachments` names (one a line; empty where the paper lists none) seen missing (numbers from 1; missing is empty where that cannot be told),
 * `copy-number` number, `copy-mark` mark.
 * Page numbers, and those of attachments, are a list such as 1,3-5.
 */
export const noteCode = z.enum([
  'sources-disagree',
  'secret',
  'work-secret',
  'low-resolution',
  'skewed',
  'blurred',
  'blank-pages',
  'turned',
  'unread-pages',
  'split-suggested',
  'photo',
  'attachments',
  'copy-number',
  'copy-mark',
]);
export type NoteCode = z.infer<typeof noteCode>;

export const documentDetail = z.object({
  row: documentRow,
  fields: documentFields,
  archivalCode: z.string().nullable(),
  importedAt: z.string(),
  confirmedAt: z.string().nullable(),
  trashedAt: z.string().nullable(),
  importId: importId.nullable(),
  originals: z.array(originalFile),
  /** Best first for each field; the first of a field is what confirming takes over. */
  proposals: z.array(proposal),
  /** Notes to the archivist: sources of proposals that disagree, in words of `code` and values. */
  notes: z.array(z.object({ code: noteCode, details: z.record(z.string(), z.string()) })),
  /** What is written about a photo; null where nothing is. */
  caption: caption.nullable(),
  operations: z.array(
    z.object({ id: operationId, at: z.string(), user: z.string(), summary: z.string() }),
  ),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** UTF-16 units of a search query: more is not asked for. */
export const longestQuery = 1000;

/**
 * A set of documents without naming each: everything here is AND-ed, `ids` alone means just those.
 * Without `place`: `ids` wherever they are, `text` filed and inbox, else filed documents only; others in the
 * trash only where `place` is `trash`.
 */
export const documentFilter = z.object({
  place: z.enum(['filed', 'inbox', 'trash', 'all']).optional(),
  years: z.array(filingYear.nullable()).max(200).optional(),
  /** Categories with all their sub-categories; null: without category. */
  categories: z.array(categoryId.nullable()).max(1000).optional(),
  tags: z.array(tagId).max(200).optional(),
  importId: importId.optional(),
  ids: z.array(documentId).max(100_000).optional(),
  /** A search query (design.md, Text search). */
  text: z.string().max(longestQuery).optional(),
});
export type DocumentFilter = z.infer<typeof documentFilter>;

/** Documents to act on: a filter, less some. */
export const selection = z.object({
  filter: documentFilter,
  except: z.array(documentId).max(10_000).optional(),
});
export type Selection = z.infer<typeof selection>;

export const sortKey = z.enum([
  'default',
  'title',
  'date',
  'referenceNumber',
  'year',
  'category',
  'issuer',
  'pages',
  'imported',
  'filing',
  /** BM25 over the texts of a query, where its hits are few enough; else the default order. */
  'relevance',
]);
export type SortKey = z.infer<typeof sortKey>;
export const sort = z.object({ key: sortKey, descending: z.boolean() });
export type Sort = z.infer<typeof sort>;

/** What a change did: how many documents, under which operation (null where nothing changed). */
export const changeResult = z.object({
  changed: z.number().int(),
  operation: operationId.nullable(),
});
export type ChangeResult = z.infer<typeof changeResult>;
