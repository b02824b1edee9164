import type { Category } from '../contract/catalog.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { CategoryId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive, OperationWords } from '../library/index.ts';
import * as q from './category-queries.ts';
import { documentsTouched } from './queries.ts';

interface Tree {
  readonly all: readonly Category[];
  readonly get: (id: CategoryId) => Category;
  /** True where `id` is `above` or below it. */
  readonly isWithin: (id: CategoryId, above: CategoryId) => boolean;
}

async function treeOf(reader: Reader): Promise<Tree> {
  const all = await q.allCategories(reader);
  const byId = new Map(all.map((category) => [category.id, category]));
  const get = (id: CategoryId): Category => {
    const found = byId.get(id);
    if (found === undefined) throw new ArchiveError('no-such-category', { id });
    return found;
  };
  return {
    all,
    get,
    isWithin: (id, above) => {
      for (let at: CategoryId | null = id; at !== null; at = byId.get(at)?.parentId ?? null) {
        if (at === above) return true;
      }
      return false;
    },
  };
}

function assertFree(
  tree: Tree,
  parentId: CategoryId | null,
  name: string,
  except: CategoryId | null,
): void {
  const taken = tree.all.some(
    (other) => other.parentId === parentId && other.name === name && other.id !== except,
  );
  if (taken) throw new ArchiveError('name-taken', { name });
}

async function change(
  archive: Archive,
  words: OperationWords,
  work: (writer: Writer) => Promise<unknown>,
): Promise<ChangeResult> {
  const { result, operation } = await archive.operate(words, async (writer, own) => {
    await work(writer);
    return documentsTouched(writer, own);
  });
  return { changed: result, operation };
}

// Names for the history are read first; what is checked is checked inside the transaction, where
// nobody else can change the tree.

export async function addCategory(archive: Archive, name: string, parentId: CategoryId | null) {
  const { result } = await archive.operate(
    { kind: 'category-add', zh: `新建分类“${name}”`, en: `New category “${name}”` },
    async (writer) => {
      const tree = await treeOf(writer);
      if (parentId !== null) tree.get(parentId);
      assertFree(tree, parentId, name, null);
      return q.insertCategory(writer, name, parentId);
    },
  );
  return { id: result };
}

export async function renameCategory(
  archive: Archive,
  id: CategoryId,
  name: string,
): Promise<ChangeResult> {
  const before = (await treeOf(archive.db.read)).get(id);
  const { operation } = await archive.operate(
    {
      kind: 'category-rename',
      zh: `分类“${before.name}”改名为“${name}”`,
      en: `Rename category “${before.name}” to “${name}”`,
    },
    async (writer) => {
      const tree = await treeOf(writer);
      assertFree(tree, tree.get(id).parentId, name, id);
      await q.setCategoryName(writer, id, name);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** Puts a category under another parent, at `position` among its children (0 first). */
export async function moveCategory(
  archive: Archive,
  id: CategoryId,
  parentId: CategoryId | null,
  position: number,
): Promise<ChangeResult> {
  const { name } = (await treeOf(archive.db.read)).get(id);
  const { operation } = await archive.operate(
    { kind: 'category-move', zh: `移动分类“${name}”`, en: `Move category “${name}”` },
    async (writer) => {
      const tree = await treeOf(writer);
      if (parentId !== null) {
        tree.get(parentId);
        if (tree.isWithin(parentId, id)) throw new ArchiveError('category-cycle', { name });
      }
      assertFree(tree, parentId, tree.get(id).name, id);
      const siblings = tree.all
        .filter((other) => other.parentId === parentId && other.id !== id)
        .map((other) => other.id);
      siblings.splice(position, 0, id);
      await q.setCategoryParent(writer, id, parentId);
      await q.renumberCategories(writer, siblings);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** Documents and sub-categories of `id` go to `into`; like-named sub-categories merge in turn. */
export async function mergeCategory(
  archive: Archive,
  id: CategoryId,
  into: CategoryId,
): Promise<ChangeResult> {
  const before = await treeOf(archive.db.read);
  const [from, target] = [before.get(id), before.get(into)];
  return change(
    archive,
    {
      kind: 'category-merge',
      zh: `分类“${from.name}”并入“${target.name}”`,
      en: `Merge category “${from.name}” into “${target.name}”`,
    },
    async (writer) => {
      const tree = await treeOf(writer);
      tree.get(id);
      tree.get(into);
      if (tree.isWithin(into, id)) throw new ArchiveError('category-cycle', { name: from.name });
      await empty(writer, id, into);
    },
  );
}

/** Removes a category; what it held goes to its parent, or to none. */
export async function removeCategory(archive: Archive, id: CategoryId): Promise<ChangeResult> {
  const { name } = (await treeOf(archive.db.read)).get(id);
  return change(
    archive,
    { kind: 'category-remove', zh: `删除分类“${name}”`, en: `Remove category “${name}”` },
    async (writer) => empty(writer, id, (await treeOf(writer)).get(id).parentId),
  );
}

/**
 * Moves everything out of `id` into `into` (null: the top, documents without category), removes
 * `id`. It goes first: a child may bear its name, and nothing may merge into what is about to go.
 */
async function empty(writer: Writer, id: CategoryId, into: CategoryId | null): Promise<void> {
  await q.refileDocuments(writer, id, into);
  await q.deleteCategory(writer, id);
  for (const child of await childrenOf(writer, id)) {
    const there = await childrenOf(writer, into);
    const same = there.find((other) => other.name === child.name);
    if (same !== undefined) {
      await empty(writer, child.id, same.id);
      continue;
    }
    await q.appendCategory(writer, child.id, into);
  }
}

async function childrenOf(reader: Reader, id: CategoryId | null): Promise<Category[]> {
  return (await q.allCategories(reader)).filter((category) => category.parentId === id);
}
