import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import {
  changeResult,
  documentDetail,
  documentFields,
  documentFilter,
  documentPatch,
  caption,
  documentRow,
  filingYear,
  selection,
  sort,
  tag,
} from './documents.ts';
import { categoryId, documentId, operationId, originalId, tagId } from './ids.ts';

const name = z.string().trim().min(1).max(100);
export const tagColors = [
  'ochre',
  'brick',
  'indigo',
  'pine',
  'plum',
  'teal',
  'slate',
  'rose',
] as const;
const color = z.enum(tagColors);
export type TagColor = z.infer<typeof color>;

export const category = z.object({
  id: categoryId,
  parentId: categoryId.nullable(),
  name: z.string(),
  position: z.number().int(),
});
export type Category = z.infer<typeof category>;

const count = z.number().int();
const pageNumber = count.min(1);
const turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);
export const catalogTree = z.object({
  total: count,
  inbox: count,
  trash: count,
  categories: z.array(category),
  /** Filed documents by year and category; under a filter, the hits. Newest year first, null last. */
  years: z.array(
    z.object({
      year: filingYear.nullable(),
      documents: count,
      categories: z.array(z.object({ categoryId: categoryId.nullable(), documents: count })),
    }),
  ),
  tags: z.array(tag.extend({ documents: count })),
});
export type CatalogTree = z.infer<typeof catalogTree>;

export const catalogCalls = {
  /** Years, categories and tags with counts; `filter.text` counts hits. */
  'catalog.tree': archiveRead(z.object({ filter: documentFilter.optional() }), catalogTree),
  'catalog.list': archiveRead(
    z.object({
      filter: documentFilter,
      sort: sort.optional(),
      offset: count.min(0),
      limit: count.min(1).max(200),
    }),
    z.object({ total: count, rows: z.array(documentRow) }),
  ),
  /** Position of a document in a list, so that the list can scroll to it; null: not in it. */
  'catalog.position': archiveRead(
    z.object({ filter: documentFilter, sort: sort.optional(), id: documentId }),
    z.object({ index: count.nullable() }),
  ),
  'catalog.get': archiveRead(z.object({ id: documentId }), documentDetail),
  /** Values already in use for a field, most used first, for completion. */
  'catalog.values': archiveRead(
    z.object({
      field: z.enum(['issuer', 'kind', 'department', 'secrecy', 'year']),
      prefix: z.string().max(100),
    }),
    z.object({ values: z.array(z.string()) }),
  ),
  /** What a change would do, first rows; nothing is written. */
  'catalog.preview': archiveRead(
    z.object({ selection, patch: documentPatch, limit: count.min(1).max(200) }),
    z.object({
      total: count,
      changing: count,
      rows: z.array(
        z.object({
          id: documentId,
          title: z.string(),
          changes: z.array(
            z.object({ field: documentFields.keyof(), before: z.string(), after: z.string() }),
          ),
        }),
      ),
    }),
  ),
  'catalog.set': archiveChange(z.object({ selection, patch: documentPatch }), changeResult),
  /** Files inbox documents: proposals fill what the person left open, `patch` overrides both. */
  'catalog.confirm': archiveChange(
    z.object({ selection, patch: documentPatch.optional() }),
    changeResult,
  ),
  /** Back to the inbox. */
  'catalog.unconfirm': archiveChange(z.object({ selection }), changeResult),
  'catalog.tag': archiveChange(
    z.object({ selection, add: z.array(name).max(50), remove: z.array(name).max(50) }),
    changeResult,
  ),

  'catalog.setCaption': archiveChange(
    z.object({ id: documentId, caption: caption.partial() }),
    changeResult,
  ),

  // Pages of documents: facts of the catalogue over originals that never change. `n` from 1.

  /** Cuts a document before each page of `before`, leaving the pages of `drop` out. The first part stays this document; the others are new and wait in the inbox, with its year, category, department and tags. */
  'catalog.split': archiveChange(
    z.object({
      id: documentId,
      before: z.array(pageNumber).min(1).max(1000),
      drop: z.array(pageNumber).max(1000).default([]),
    }),
    z.object({ documents: z.array(documentId), operation: operationId }),
  ),
  /** Makes documents one, in the order given: the first, with the pages of all. Its fields stay; what it leaves open comes from the others. */
  'catalog.join': archiveChange(
    z.object({ ids: z.array(documentId).min(2).max(200) }),
    changeResult,
  ),
  /** The document's pages anew, in the order given, each with the clockwise turn the document then gives it (as `pageInfo.turn`); those left out are dropped (their original keeps them). At least one stays. */
  'catalog.arrange': archiveChange(
    z.object({
      id: documentId,
      pages: z
        .array(z.object({ n: pageNumber, turn }))
        .min(1)
        .max(20_000),
    }),
    changeResult,
  ),
  /** Moves pages to another document, to stand before its page `at` (its page count + 1: at the end). A document that loses its last page goes to the trash. */
  'catalog.movePages': archiveChange(
    z.object({
      id: documentId,
      pages: z.array(pageNumber).min(1).max(1000),
      to: documentId,
      at: pageNumber,
    }),
    changeResult,
  ),
  /** Pages of the document's originals that no document shows: dropped ones. They can be taken back. */
  'catalog.droppedPages': archiveRead(
    z.object({ id: documentId }),
    z.object({
      pages: z.array(
        z.object({ originalId, originalPage: pageNumber, thumbnail: z.string().nullable() }),
      ),
    }),
  ),
  /** Takes dropped pages back, at the end. */
  'catalog.takeBack': archiveChange(
    z.object({
      id: documentId,
      pages: z
        .array(z.object({ originalId, originalPage: pageNumber }))
        .min(1)
        .max(1000),
    }),
    changeResult,
  ),

  'category.add': archiveChange(
    z.object({ name, parentId: categoryId.nullable() }),
    z.object({ id: categoryId }),
  ),
  'category.rename': archiveChange(z.object({ id: categoryId, name }), changeResult),
  /** To another parent and place among its children (0 first). */
  'category.move': archiveChange(
    z.object({ id: categoryId, parentId: categoryId.nullable(), position: count.min(0) }),
    changeResult,
  ),
  /** Documents and sub-categories of `id` go to `into`; `id` goes. */
  'category.merge': archiveChange(z.object({ id: categoryId, into: categoryId }), changeResult),
  /** Removes it; its documents and sub-categories go to its parent (or to none), never away. */
  'category.remove': archiveChange(z.object({ id: categoryId }), changeResult),

  'tag.add': archiveChange(z.object({ name, color: color.optional() }), z.object({ id: tagId })),
  'tag.change': archiveChange(
    z.object({ id: tagId, name: name.optional(), color: color.optional() }),
    changeResult,
  ),
  'tag.merge': archiveChange(z.object({ id: tagId, into: tagId }), changeResult),
  'tag.remove': archiveChange(z.object({ id: tagId }), changeResult),
} as const;
