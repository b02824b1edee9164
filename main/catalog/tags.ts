import { tagColors, type TagColor } from '../contract/catalog.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { TagId } from '../contract/ids.ts';
import { sql, type Reader, type Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { documentsTouched } from './queries.ts';

interface TagRecord {
  readonly id: TagId;
  readonly name: string;
  readonly color: string;
}

async function tagById(reader: Reader, id: TagId): Promise<TagRecord> {
  const tag = await reader.get<TagRecord>(sql`SELECT id, name, color FROM tag WHERE id = ${id}`);
  if (tag === undefined) throw new ArchiveError('no-such-tag', { id });
  return tag;
}

async function assertFree(reader: Reader, name: string, except: TagId | null): Promise<void> {
  const taken = await reader.get(sql`
    SELECT 1 FROM tag WHERE name = ${name} AND id IS NOT ${except}`);
  if (taken !== undefined) throw new ArchiveError('name-taken', { name });
}

async function insertTag(writer: Writer, name: string, color?: TagColor): Promise<TagId> {
  const used = await writer.get<{ count: number }>(sql`SELECT count(*) AS count FROM tag`);
  const next = tagColors[(used?.count ?? 0) % tagColors.length] ?? tagColors[0];
  const { lastId } = await writer.run(sql`
    INSERT INTO tag (name, color) VALUES (${name}, ${color ?? next})`);
  return lastId as TagId;
}

/** Ids of tags by name, making those that are new. */
export async function ensureTags(writer: Writer, names: readonly string[]): Promise<TagId[]> {
  const ids: TagId[] = [];
  for (const name of new Set(names)) {
    const found = await writer.get<{ id: TagId }>(sql`SELECT id FROM tag WHERE name = ${name}`);
    ids.push(found?.id ?? (await insertTag(writer, name)));
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
      await writer.run(sql`
        UPDATE tag SET name = ${after.name}, color = ${after.color} WHERE id = ${id}`);
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
      await writer.run(sql`
        INSERT INTO document_tag (document_id, tag_id)
        SELECT document_id, ${into} FROM document_tag WHERE tag_id = ${id}
          AND document_id NOT IN (SELECT document_id FROM document_tag WHERE tag_id = ${into})`);
      await writer.run(sql`DELETE FROM document_tag WHERE tag_id = ${id}`);
      await writer.run(sql`DELETE FROM tag WHERE id = ${id}`);
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
      await writer.run(sql`DELETE FROM document_tag WHERE tag_id = ${id}`);
      await writer.run(sql`DELETE FROM tag WHERE id = ${id}`);
      return documentsTouched(writer, own);
    },
  );
  return { changed: result, operation };
}
