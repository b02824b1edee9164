import type { SavedSearchId } from '../contract/ids.ts';
import { sql, type Reader, type Writer } from '../db/index.ts';

export interface SavedRecord {
  readonly id: SavedSearchId;
  readonly name: string;
  readonly filter: string;
}

export function savedSearches(reader: Reader): Promise<SavedRecord[]> {
  return reader.all(sql`SELECT id, name, filter FROM saved_search ORDER BY id`);
}

export function savedById(reader: Reader, id: SavedSearchId): Promise<SavedRecord | undefined> {
  return reader.get(sql`SELECT id, name, filter FROM saved_search WHERE id = ${id}`);
}

export function savedByName(reader: Reader, name: string): Promise<SavedRecord | undefined> {
  return reader.get(sql`SELECT id, name, filter FROM saved_search WHERE name = ${name}`);
}

export async function insertSaved(
  writer: Writer,
  name: string,
  filter: string,
): Promise<SavedSearchId> {
  const { lastId } = await writer.run(
    sql`INSERT INTO saved_search (name, filter) VALUES (${name}, ${filter})`,
  );
  return lastId as SavedSearchId;
}

export async function setSavedFilter(
  writer: Writer,
  id: SavedSearchId,
  filter: string,
): Promise<void> {
  await writer.run(sql`UPDATE saved_search SET filter = ${filter} WHERE id = ${id}`);
}

export async function setSavedName(writer: Writer, id: SavedSearchId, name: string): Promise<void> {
  await writer.run(sql`UPDATE saved_search SET name = ${name} WHERE id = ${id}`);
}

export async function deleteSaved(writer: Writer, id: SavedSearchId): Promise<void> {
  await writer.run(sql`DELETE FROM saved_search WHERE id = ${id}`);
}
