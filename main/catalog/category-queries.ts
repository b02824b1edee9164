import type { Category } from '../contract/catalog.ts';
import type { DocumentFilter } from '../contract/documents.ts';
import type { CategoryId, TagId } from '../contract/ids.ts';
import { sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import { filterCondition } from '../search/index.ts';

export function allCategories(reader: Reader): Promise<Category[]> {
  return reader.all<Category>(sql`
    SELECT id, parent_id AS parentId, name, position FROM category
    ORDER BY coalesce(parent_id, 0), position, id`);
}

/** Ids of the categories with this name, the topmost first. */
export async function categoriesNamed(reader: Reader, name: string): Promise<CategoryId[]> {
  const rows = await reader.all<{ id: CategoryId }>(sql`
    SELECT id FROM category WHERE name = ${name}
    ORDER BY parent_id IS NOT NULL, coalesce(parent_id, 0), position, id`);
  return rows.map((row) => row.id);
}

/** Adds a category as the last child of its parent (null: at the top). */
export async function insertCategory(
  writer: Writer,
  name: string,
  parentId: CategoryId | null,
): Promise<CategoryId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO category (parent_id, name, position)
    VALUES (${parentId}, ${name}, ${nextPosition(parentId)})`);
  return lastId as CategoryId;
}

const nextPosition = (parentId: CategoryId | null): Sql => sql`(
  SELECT coalesce(max(position) + 1, 0) FROM category WHERE parent_id IS ${parentId})`;

export async function setCategoryName(writer: Writer, id: CategoryId, name: string): Promise<void> {
  await writer.run(sql`UPDATE category SET name = ${name} WHERE id = ${id}`);
}

export async function setCategoryParent(
  writer: Writer,
  id: CategoryId,
  parentId: CategoryId | null,
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET parent_id = ${parentId} WHERE id = ${id} AND parent_id IS NOT ${parentId}`);
}

/** Makes a category the last child of another parent. */
export async function appendCategory(
  writer: Writer,
  id: CategoryId,
  parentId: CategoryId | null,
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET parent_id = ${parentId}, position = ${nextPosition(parentId)}
    WHERE id = ${id}`);
}

/** Numbers siblings in the order given, from 0. */
export async function renumberCategories(
  writer: Writer,
  ids: readonly CategoryId[],
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET position = wanted.key FROM json_each(${JSON.stringify(ids)}) AS wanted
    WHERE category.id = wanted.value AND category.position IS NOT wanted.key`);
}

/** Removes a category that holds no documents any more. */
export async function deleteCategory(writer: Writer, id: CategoryId): Promise<void> {
  await writer.run(sql`DELETE FROM category WHERE id = ${id}`);
}

/** Gives all documents of a category another one (null: none). */
export async function refileDocuments(
  writer: Writer,
  from: CategoryId,
  into: CategoryId | null,
): Promise<void> {
  await writer.run(sql`UPDATE document SET category_id = ${into} WHERE category_id = ${from}`);
}

export function countsByYearAndCategory(
  reader: Reader,
  filter: DocumentFilter,
): Promise<{ year: number | null; categoryId: number | null; documents: number }[]> {
  return reader.all(sql`
    SELECT facts.year, facts.category_id AS categoryId, count(*) AS documents
    FROM document_facts AS facts
    WHERE ${filterCondition(filter)} GROUP BY facts.year, facts.category_id`);
}

export function countsByTag(
  reader: Reader,
  filter: DocumentFilter,
): Promise<{ tagId: TagId; documents: number }[]> {
  return reader.all(sql`
    SELECT tag_id AS tagId, count(*) AS documents FROM document_tag
      JOIN document_facts AS facts ON facts.document_id = document_tag.document_id
    WHERE ${filterCondition(filter)} GROUP BY tag_id`);
}

export function allTags(reader: Reader): Promise<{ id: number; name: string; color: string }[]> {
  return reader.all(sql`SELECT id, name, color FROM tag`);
}

export async function countsByPlace(reader: Reader): Promise<Record<string, number>> {
  const rows = await reader.all<{ place: string; documents: number }>(
    sql`SELECT place, count(*) AS documents FROM document_facts GROUP BY place`,
  );
  return Object.fromEntries(rows.map((row) => [row.place, row.documents]));
}
