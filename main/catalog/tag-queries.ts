import type { TagId } from '../contract/ids.ts';
import { inJson, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

export interface TagRecord {
  readonly id: TagId;
  readonly name: string;
  readonly color: string;
}

export function tagRecord(reader: Reader, id: TagId): Promise<TagRecord | undefined> {
  return reader.get<TagRecord>(sql`SELECT id, name, color FROM tag WHERE id = ${id}`);
}

/** Names of tags are unique. */
export async function tagNamed(reader: Reader, name: string): Promise<TagId | undefined> {
  const row = await reader.get<{ id: TagId }>(sql`SELECT id FROM tag WHERE name = ${name}`);
  return row?.id;
}

export async function countTags(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`SELECT count(*) AS count FROM tag`);
  return row?.count ?? 0;
}

export async function insertTag(writer: Writer, name: string, color: string): Promise<TagId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO tag (name, color) VALUES (${name}, ${color})`);
  return lastId as TagId;
}

export async function updateTag(
  writer: Writer,
  id: TagId,
  name: string,
  color: string,
): Promise<void> {
  await writer.run(sql`UPDATE tag SET name = ${name}, color = ${color} WHERE id = ${id}`);
}

/** Gives the documents of one tag another as well. */
export async function tagAlike(writer: Writer, id: TagId, other: TagId): Promise<void> {
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT document_id, ${other} FROM document_tag WHERE tag_id = ${id}
      AND document_id NOT IN (SELECT document_id FROM document_tag WHERE tag_id = ${other})`);
}

/** Removes a tag from its documents and from the archive. */
export async function deleteTag(writer: Writer, id: TagId): Promise<void> {
  await writer.run(sql`DELETE FROM document_tag WHERE tag_id = ${id}`);
  await writer.run(sql`DELETE FROM tag WHERE id = ${id}`);
}

export async function tagDocuments(writer: Writer, ids: Sql, tags: readonly number[]) {
  const { changes } = await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT document.id, tag.id FROM document, tag
    WHERE document.id IN (${ids}) AND ${inJson('tag.id', tags)}
      AND NOT EXISTS (SELECT 1 FROM document_tag
        WHERE document_id = document.id AND tag_id = tag.id)`);
  return changes;
}

export async function untagDocuments(writer: Writer, ids: Sql, names: readonly string[]) {
  const { changes } = await writer.run(sql`
    DELETE FROM document_tag WHERE document_id IN (${ids})
      AND tag_id IN (SELECT id FROM tag WHERE ${inJson('name', names)})`);
  return changes;
}
