import { tagColors, type TagColor } from '../contract/catalog.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { TagId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import * as q from './tag-queries.ts';
import { documentsTouched } from './queries.ts';

async function tagById(reader: Reader, id: TagId): Promise<q.TagRecord> {
  const tag = await q.tagRecord(reader, id);
  if (tag === undefined) throw new ArchiveError('no-such-tag', { id });
  return tag;
}

async function assertFree(reader: Reader, name: string, except: TagId | null): Promise<void> {
  const taken = await q.tagNamed(reader, name);
  if (taken !== undefined && taken !== except) throw new ArchiveError('name-taken', { name });
}

async function insertTag(writer: Writer, name: string, color?: TagColor): Promise<TagId> {
  const used = await q.countTags(writer);
  const next = tagColors[used % tagColors.length] ?? tagColors[0];
  return q.insertTag(writer, name, color ?? next);
}

/** Ids of tags by name, making those that are new. */
export async function ensureTags(writer: Writer, names: readonly string[]): Promise<TagId[]> {
  const ids: TagId[] = [];
  for (const name of new Set(names)) {
    ids.push((await q.tagNamed(writer, name)) ?? (await insertTag(writer, name)));
  }
  return ids;
}

export async function addTag(archive: Archive, name: string, color?: TagColor) {
  const { result } = await archive.operate(
    { kind: 'tag-add', zh: `新建标签“${name}”`, en: `New tag “${name}”` },
    async (writer) => {
      await assertFree(writer, name, null);
      return insertTag(writer, name, color);
    },
  );
  return { id: result };
}

export async function changeTag(
  archive: Archive,
  id: TagId,
  name: string | undefined,
  color: TagColor | undefined,
): Promise<ChangeResult> {
  const tag = await tagById(archive.db.read, id);
  const after = { name: name ?? tag.name, color: color ?? tag.color };
  const { operation } = await archive.operate(
    name !== undefined && name !== tag.name
      ? {
          kind: 'tag-rename',
          zh: `标签“${tag.name}”改名为“${name}”`,
          en: `Rename tag “${tag.name}” to “${name}”`,
        }
      : { kind: 'tag-color', zh: `标签“${tag.name}”换颜色`, en: `Recolour tag “${tag.name}”` },
    async (writer) => {
      await assertFree(writer, after.name, id);
      await q.updateTag(writer, id, after.name, after.color);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** All documents of `id` get `into` instead; `id` goes. */
export async function mergeTag(archive: Archive, id: TagId, into: TagId): Promise<ChangeResult> {
  const from = await tagById(archive.db.read, id);
  const target = await tagById(archive.db.read, into);
  if (id === into) return { changed: 0, operation: null };
  const { result, operation } = await archive.operate(
    {
      kind: 'tag-merge',
      zh: `标签“${from.name}”并入“${target.name}”`,
      en: `Merge tag “${from.name}” into “${target.name}”`,
    },
    async (writer, own) => {
      await tagById(writer, into);
      await q.tagAlike(writer, id, into);
      await q.deleteTag(writer, id);
      return documentsTouched(writer, own);
    },
  );
  return { changed: result, operation };
}

export async function removeTag(archive: Archive, id: TagId): Promise<ChangeResult> {
  const tag = await tagById(archive.db.read, id);
  const { result, operation } = await archive.operate(
    { kind: 'tag-remove', zh: `删除标签“${tag.name}”`, en: `Remove tag “${tag.name}”` },
    async (writer, own) => {
      await q.deleteTag(writer, id);
      return documentsTouched(writer, own);
    },
  );
  return { changed: result, operation };
}
