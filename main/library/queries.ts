import { randomUUID } from 'node:crypto';
import type { OperationId } from '../contract/ids.ts';
import { rawSql, sql, type Connection, type Reader, type Writer } from '../db/index.ts';

/** What an archive says of itself: the name people gave it, its fonds number (全宗号). */
export interface ArchiveName {
  readonly name: string;
  readonly fonds: string | null;
}

/** Gives a new archive its id, name and starter categories. */
export async function writeNewArchive(
  writer: Writer,
  { name, fonds }: ArchiveName,
  categories: readonly string[],
): Promise<void> {
  const settings = { id: randomUUID(), name, fonds: fonds ?? '' };
  await writer.run(sql`
    INSERT INTO archive_setting (key, value)
    SELECT key, value FROM json_each(${JSON.stringify(settings)})`);
  await writer.run(sql`
    INSERT INTO category (name, position)
    SELECT value, key FROM json_each(${JSON.stringify(categories)})`);
}

async function setting(reader: Reader, key: 'id' | 'name' | 'fonds'): Promise<string> {
  const row = await reader.get<{ value: string }>(
    sql`SELECT value FROM archive_setting WHERE key = ${key}`,
  );
  return row?.value ?? '';
}

export function archiveId(reader: Reader): Promise<string> {
  return setting(reader, 'id');
}

export async function archiveName(reader: Reader): Promise<ArchiveName> {
  const [name, fonds] = await Promise.all([setting(reader, 'name'), setting(reader, 'fonds')]);
  return { name, fonds: fonds === '' ? null : fonds };
}

export async function setArchiveName(writer: Writer, { name, fonds }: ArchiveName): Promise<void> {
  await writer.run(sql`UPDATE archive_setting SET value = ${name} WHERE key = 'name'`);
  await writer.run(sql`UPDATE archive_setting SET value = ${fonds ?? ''} WHERE key = 'fonds'`);
}

/** Tracked tables that an operation has changed so far. */
export async function tablesChangedBy(reader: Reader, operation: OperationId): Promise<string[]> {
  const rows = await reader.all<{ table_name: string }>(sql`
    SELECT DISTINCT table_name FROM change WHERE operation_id = ${operation}`);
  const tables = new Set(rows.map((row) => row.table_name));
  // What a document shows of itself (pages, tags) is made from these too.
  if (tables.has('part') || tables.has('document_tag')) tables.add('document');
  return [...tables];
}

/** When the operation at a place of the history was done. */
export async function operationTime(reader: Reader, sealed: number): Promise<string | undefined> {
  const row = await reader.get<{ at: string }>(
    sql`SELECT at FROM operation WHERE sealed = ${sealed}`,
  );
  return row?.at;
}

/** Takes the mark of the running operation away; answers the operations that nobody ended. */
export async function forgottenOperations(writer: Writer): Promise<OperationId[]> {
  await writer.run(sql`DELETE FROM running_operation`);
  const rows = await writer.all<{ id: OperationId }>(
    sql`SELECT id FROM operation WHERE sealed IS NULL ORDER BY id`,
  );
  return rows.map((row) => row.id);
}

/** Number of the last migration the catalogue has seen. */
export async function catalogueVersion(reader: Reader): Promise<number> {
  const row = await reader.get<{ user_version: number }>(rawSql('PRAGMA user_version'));
  return row?.user_version ?? 0;
}

/** How many documents a catalogue of any version holds. */
export async function documentCount(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(rawSql('SELECT count(*) AS count FROM document'));
  return row?.count ?? 0;
}

/** Copies the whole catalogue, defragmented, to a path where nothing is yet. Not in a transaction. */
export async function copyCatalogue(connection: Connection, path: string): Promise<void> {
  await connection.run(sql`VACUUM INTO ${path}`);
}

/** Says anew what an operation that is not sealed yet does. */
export async function setSummary(
  writer: Writer,
  operation: OperationId,
  summary: string,
): Promise<void> {
  await writer.run(sql`
    UPDATE operation SET summary = ${summary} WHERE id = ${operation} AND sealed IS NULL`);
}
