import type { catalogCalls } from '../contract/catalog.ts';
import type { Handlers } from '../library/index.ts';
import { documentRowOf, listWindow, positionInList } from '../search/index.ts';
import { setCaption } from './captions.ts';
import * as categories from './categories.ts';
import * as documents from './documents.ts';
import { droppedPages, takeBack } from './dropped-pages.ts';
import * as pages from './pages.ts';
import * as q from './queries.ts';
import * as tags from './tags.ts';
import { catalogTree } from './tree.ts';

export const catalogHandlers: Handlers<typeof catalogCalls> = {
  'catalog.tree': ({ filter }, { archive }) => catalogTree(archive, filter ?? {}),
  'catalog.list': async ({ filter, sort, offset, limit }, { archive, address }) => {
    const { total, rows } = await listWindow(archive, filter, sort, offset, limit);
    return {
      total,
      rows: rows.map((row) => documentRowOf(row, (path) => address('thumb', path))),
    };
  },
  'catalog.position': async ({ filter, sort, id }, { archive }) => ({
    index: await positionInList(archive, filter, sort, id),
  }),
  'catalog.get': ({ id }, { archive, address }) => documents.documentDetail(archive, id, address),
  'catalog.values': async ({ field, prefix }, { archive }) => ({
    values: await q.valuesOf(archive.db.read, field, prefix),
  }),
  'catalog.preview': ({ selection, patch, limit }, { archive }) =>
    documents.previewFields(archive, selection, patch, limit),
  'catalog.set': ({ selection, patch }, { archive }) =>
    documents.setFields(archive, selection, patch),
  'catalog.confirm': ({ selection, patch }, { archive }) =>
    documents.confirm(archive, selection, patch),
  'catalog.unconfirm': ({ selection }, { archive }) => documents.unconfirm(archive, selection),
  'catalog.tag': ({ selection, add, remove }, { archive }) =>
    documents.tagSelection(archive, selection, add, remove),
  'catalog.setCaption': ({ id, caption }, { archive }) => setCaption(archive, id, caption),
  'catalog.split': ({ id, before, drop }, { archive }) => pages.split(archive, id, before, drop),
  'catalog.join': ({ ids }, { archive }) => pages.join(archive, ids),
  'catalog.arrange': ({ id, pages: order }, { archive }) => pages.arrange(archive, id, order),
  'catalog.movePages': ({ id, pages: moving, to, at }, { archive }) =>
    pages.movePages(archive, id, moving, to, at),
  'catalog.droppedPages': async ({ id }, { archive, address }) => ({
    pages: (await droppedPages(archive.db.read, id)).map(({ originalId, originalPage }) => ({
      originalId,
      originalPage,
      thumbnail: address('thumb', `${id}/${originalId}/${originalPage}`),
    })),
  }),
  'catalog.takeBack': ({ id, pages: wanted }, { archive }) => takeBack(archive, id, wanted),
  'category.add': ({ name, parentId }, { archive }) =>
    categories.addCategory(archive, name, parentId),
  'category.rename': ({ id, name }, { archive }) => categories.renameCategory(archive, id, name),
  'category.move': ({ id, parentId, position }, { archive }) =>
    categories.moveCategory(archive, id, parentId, position),
  'category.merge': ({ id, into }, { archive }) => categories.mergeCategory(archive, id, into),
  'category.remove': ({ id }, { archive }) => categories.removeCategory(archive, id),
  'tag.add': ({ name, color }, { archive }) => tags.addTag(archive, name, color),
  'tag.change': ({ id, name, color }, { archive }) => tags.changeTag(archive, id, name, color),
  'tag.merge': ({ id, into }, { archive }) => tags.mergeTag(archive, id, into),
  'tag.remove': ({ id }, { archive }) => tags.removeTag(archive, id),
};
