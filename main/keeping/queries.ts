import { isMarkedSecret } from '../catalog/index.ts';
import type { OperationId } from '../contract/ids.ts';
import {
  inJson,
  rawSql,
  sql,
  type Connection,
  type Reader,
  type Sql,
  type TrackedTable,
  type Writer,
} from '../db/index.ts';

/** An operation `u` undid `o`, and was itself not redone away. */
const isUndone = (id: string): string => `EXISTS (
  SELECT 1 FROM operation AS u WHERE u.undoes = ${id} AND u.sealed IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM operation AS r WHERE r.undoes = u.id AND r.sealed IS NOT NULL))`;

export interface UndoTarget {
  readonly id: OperationId;
  readonly kind: string;
  readonly summary: string;
  readonly undone: number;
}

const target = rawSql(`SELECT id, kind, summary, ${isUndone('operation.id')} AS undone
  FROM operation WHERE sealed IS NOT NULL`);

export function undoTarget(reader: Reader, id: OperationId): Promise<UndoTarget | undefined> {
  return reader.get<UndoTarget>(sql`${target} AND id = ${id}`);
}

/** The newest operation of a person that still stands. */
export function latestUndoable(reader: Reader): Promise<UndoTarget | undefined> {
  return reader.get<UndoTarget>(sql`
    ${target} AND kind NOT IN ('undo', 'redo', 'purge', 'create')
      AND id > (SELECT coalesce(max(last_operation), 0) FROM migration)
      AND NOT ${rawSql(isUndone('operation.id'))}
      AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id AND destroyed = 1)
    ORDER BY sealed DESC LIMIT 1`);
}

/** The newest undo that still stands, with nothing new done after it. */
export function latestRedoable(reader: Reader): Promise<UndoTarget | undefined> {
  return reader.get<UndoTarget>(sql`
    ${target} AND kind = 'undo' AND NOT ${rawSql(isUndone('operation.id'))}
      AND sealed > (SELECT coalesce(max(sealed), 0) FROM operation
        WHERE kind NOT IN ('undo', 'redo'))
    ORDER BY sealed DESC LIMIT 1`);
}

export async function lastMigratedOperation(reader: Reader): Promise<number> {
  const row = await reader.get<{ last: number }>(
    sql`SELECT coalesce(max(last_operation), 0) AS last FROM migration`,
  );
  return row?.last ?? 0;
}

/** True where part of what the operation did was destroyed for good. */
export async function touchesDestroyed(reader: Reader, id: OperationId): Promise<boolean> {
  const row = await reader.get(sql`
    SELECT 1 FROM change WHERE operation_id = ${id} AND destroyed = 1 LIMIT 1`);
  return row !== undefined;
}

/**
 * The net of an operation, a column a row: what each value was before it and after it. `created`
 * and `removed` tell rows that came or went in it.
 */
export async function netChanges(writer: Writer, id: OperationId): Promise<void> {
  await dropNet(writer);
  await writer.run(sql`
    CREATE TEMP TABLE net_row AS
    WITH edge AS (
      SELECT table_name, row_id, min(id) AS first, max(id) AS last FROM change
      WHERE operation_id = ${id} GROUP BY table_name, row_id)
    SELECT edge.table_name, edge.row_id, a.before IS NULL AS created, b.after IS NULL AS removed
    FROM edge JOIN change AS a ON a.id = edge.first JOIN change AS b ON b.id = edge.last`);
  await writer.run(rawSql('CREATE UNIQUE INDEX temp.net_row_key ON net_row (table_name, row_id)'));
  await writer.run(sql`
    CREATE TEMP TABLE net AS
    WITH value (change_id, table_name, row_id, name, was, now) AS (
      SELECT change.id, table_name, row_id, pair.key, pair.value,
        CASE WHEN change.after IS NULL THEN NULL
          ELSE (SELECT value FROM json_each(change.after) WHERE key = pair.key) END
      FROM change, json_each(change.before) AS pair
      WHERE operation_id = ${id} AND change.before IS NOT NULL
      UNION ALL
      SELECT change.id, table_name, row_id, pair.key, NULL, pair.value
      FROM change, json_each(change.after) AS pair
      WHERE operation_id = ${id} AND change.before IS NULL),
    edge AS (
      SELECT table_name, row_id, name, min(change_id) AS first, max(change_id) AS last
      FROM value GROUP BY table_name, row_id, name)
    SELECT edge.table_name, edge.row_id, edge.name, a.was, b.now FROM edge
      JOIN value AS a ON a.change_id = edge.first AND a.name = edge.name
      JOIN value AS b ON b.change_id = edge.last AND b.name = edge.name`);
  await writer.run(rawSql('CREATE UNIQUE INDEX temp.net_key ON net (table_name, name, row_id)'));
}

export async function dropNet(writer: Writer): Promise<void> {
  await writer.run(rawSql('DROP TABLE IF EXISTS temp.net'));
  await writer.run(rawSql('DROP TABLE IF EXISTS temp.net_row'));
}

const rowsOf = (table: TrackedTable, condition: string): Sql =>
  rawSql(`SELECT row_id FROM net_row WHERE table_name = '${table}' AND ${condition}`);

/** Rows that are no longer as the operation left them, at most 20. */
export async function conflicts(
  writer: Writer,
  table: TrackedTable,
  columns: readonly string[],
): Promise<number[]> {
  const rows = await writer.all<{ row_id: number }>(sql`
    SELECT row_id FROM net_row
      WHERE table_name = ${table} AND created = 0 AND removed = 0
        AND row_id NOT IN (SELECT id FROM ${rawSql(table)})
    UNION
    SELECT row_id FROM net_row
      WHERE table_name = ${table} AND created = 0 AND removed = 1
        AND row_id IN (SELECT id FROM ${rawSql(table)})
    LIMIT 20`);
  const found = new Set(rows.map((row) => row.row_id));
  for (const column of columns) {
    const changed = await writer.all<{ row_id: number }>(sql`
      SELECT net.row_id FROM net JOIN net_row USING (table_name, row_id)
        JOIN ${rawSql(table)} AS present ON present.id = net.row_id
      WHERE net.table_name = ${table} AND net.name = ${column} AND removed = 0
        AND net.was IS NOT net.now AND present.${rawSql(column)} IS NOT net.now LIMIT 20`);
    for (const row of changed) found.add(row.row_id);
  }
  return [...found].slice(0, 20);
}

/** Removes rows that the operation made; answers how many. */
export async function removeCreated(writer: Writer, table: TrackedTable): Promise<number> {
  const { changes } = await writer.run(sql`
    DELETE FROM ${rawSql(table)} WHERE id IN (${rowsOf(table, 'created = 1 AND removed = 0')})`);
  return changes;
}

/** Rows of a table that point to something which is no longer there, at most 20. */
export async function leftHanging(writer: Writer, table: TrackedTable): Promise<number[]> {
  const rows = await writer.all<{ rowid: number }>(
    sql`SELECT DISTINCT rowid FROM pragma_foreign_key_check(${table}) LIMIT 20`,
  );
  return rows.map((row) => row.rowid);
}

/** Gives changed columns their old values, a row's all at once: they may hold only together. */
export async function setBack(
  writer: Writer,
  table: TrackedTable,
  columns: readonly string[],
): Promise<void> {
  const changed = await writer.all<{ name: string }>(sql`
    SELECT DISTINCT name FROM net WHERE table_name = ${table} AND was IS NOT now`);
  const names = columns.filter((column) => changed.some(({ name }) => name === column));
  if (names.length === 0) return;
  const old = (column: string): string => `net.table_name = '${table}' AND net.name = '${column}'
    AND net.row_id = ${table}.id AND net.was IS NOT net.now`;
  const assignments = names.map(
    (column) => `${column} = CASE WHEN EXISTS (SELECT 1 FROM net WHERE ${old(column)})
      THEN (SELECT was FROM net WHERE ${old(column)}) ELSE ${column} END`,
  );
  await writer.run(sql`
    UPDATE ${rawSql(table)} SET ${rawSql(assignments.join(', '))}
    WHERE id IN (${rowsOf(table, 'created = 0 AND removed = 0')})`);
}

/** Inserts rows that went, with the ids and values they had. */
export async function bringBack(
  writer: Writer,
  table: TrackedTable,
  columns: readonly string[],
): Promise<void> {
  const values = columns.map(
    (column) => `(SELECT was FROM net WHERE net.table_name = '${table}'
      AND net.name = '${column}' AND net.row_id = net_row.row_id)`,
  );
  await writer.run(
    rawSql(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM net_row
      WHERE table_name = '${table}' AND created = 0 AND removed = 1`),
  );
}

/** Undoing an import: its documents go to the trash, those cut from them since among them; originals and all stay. */
export async function trashCreatedBy(writer: Writer, id: OperationId, at: string): Promise<void> {
  await writer.run(sql`
    UPDATE document SET trashed_at = ${at} WHERE trashed_at IS NULL AND (
      id IN (SELECT row_id FROM change
        WHERE operation_id = ${id} AND table_name = 'document' AND before IS NULL)
      OR (import_id IN (SELECT id FROM import WHERE operation_id = ${id})
        AND (SELECT operation.kind FROM change JOIN operation ON operation.id = change.operation_id
          WHERE change.table_name = 'document' AND change.row_id = document.id
          ORDER BY change.id LIMIT 1) <> 'import'))`);
}

/** Whether undoing, as far as it got, has filed a document marked as a state secret. */
export async function filesSecret(writer: Writer): Promise<boolean> {
  const found = await writer.get(sql`
    SELECT 1 FROM document WHERE state = 'filed' AND ${isMarkedSecret(rawSql('secrecy'))}
      AND id IN (SELECT row_id FROM net_row WHERE table_name = 'document') LIMIT 1`);
  return found !== undefined;
}

/** How many things a sealed operation changed. */
export async function changedBy(reader: Reader, id: OperationId): Promise<number> {
  const row = await reader.get<{ changed: number }>(
    sql`SELECT changed FROM operation WHERE id = ${id}`,
  );
  return row?.changed ?? 0;
}

interface OperationRecord {
  readonly id: OperationId;
  readonly at: string;
  readonly user: string;
  readonly kind: string;
  readonly summary: string;
  readonly changed: number;
  readonly undoes: OperationId | null;
  readonly undoneBy: OperationId | null;
  readonly can_undo: number;
}

export function history(reader: Reader, offset: number, limit: number): Promise<OperationRecord[]> {
  return reader.all<OperationRecord>(sql`
    SELECT id, at, user, kind, summary, changed, undoes,
      (SELECT u.id FROM operation AS u WHERE u.undoes = operation.id AND NOT EXISTS (
        SELECT 1 FROM operation AS r WHERE r.undoes = u.id)) AS undoneBy,
      kind NOT IN ('undo', 'redo', 'purge', 'create')
        AND id > (SELECT coalesce(max(last_operation), 0) FROM migration)
        AND NOT ${rawSql(isUndone('operation.id'))}
        AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id AND destroyed = 1)
        AS can_undo
    FROM operation WHERE sealed IS NOT NULL ORDER BY sealed DESC LIMIT ${limit} OFFSET ${offset}`);
}

export async function countOperations(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM operation WHERE sealed IS NOT NULL`,
  );
  return row?.count ?? 0;
}

interface ChangeRecord {
  readonly table_name: string;
  readonly row_id: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly label: string | null;
}

/** Changes of an operation with a name for each row: a document's title, a category's name. */
export function changesIn(
  reader: Reader,
  id: OperationId,
  offset: number,
  limit: number,
): Promise<ChangeRecord[]> {
  return reader.all<ChangeRecord>(sql`
    SELECT table_name, row_id, before, after,
      CASE
        WHEN table_name IN ('category', 'tag', 'binder', 'checklist')
          THEN coalesce(after ->> 'name', before ->> 'name', CASE table_name
            WHEN 'category' THEN (SELECT name FROM category WHERE category.id = row_id)
            WHEN 'tag' THEN (SELECT name FROM tag WHERE tag.id = row_id)
            WHEN 'checklist' THEN (SELECT name FROM checklist WHERE checklist.id = row_id)
            ELSE (SELECT name FROM binder WHERE binder.id = row_id) END)
        WHEN table_name = 'checklist_item'
          THEN coalesce(after ->> 'title', before ->> 'title',
            (SELECT title FROM checklist_item WHERE checklist_item.id = row_id))
        WHEN table_name IN ('assignment', 'slot')
          THEN (SELECT title FROM checklist_item WHERE checklist_item.id = CAST(coalesce(
            after ->> 'item_id', before ->> 'item_id', CASE table_name
              WHEN 'slot' THEN (SELECT item_id FROM slot WHERE slot.id = row_id)
              ELSE (SELECT item_id FROM assignment WHERE assignment.id = row_id) END) AS INTEGER))
        WHEN table_name IN ('link_page', 'mark')
          THEN (SELECT facts.title FROM link
            JOIN document_facts AS facts ON facts.document_id = link.document_id
            WHERE link.id = CAST(coalesce(after ->> 'link_id', before ->> 'link_id') AS INTEGER))
        ELSE (SELECT title FROM document_facts WHERE document_id = CASE table_name
            WHEN 'document' THEN row_id
            ELSE CAST(coalesce(after ->> 'document_id', before ->> 'document_id',
              (SELECT document_id FROM link WHERE table_name = 'link' AND link.id = row_id))
              AS INTEGER) END)
      END AS label
    FROM change WHERE operation_id = ${id} ORDER BY id LIMIT ${limit} OFFSET ${offset}`);
}

export async function countChanges(reader: Reader, id: OperationId): Promise<number> {
  const row = await reader.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM change WHERE operation_id = ${id}`,
  );
  return row?.count ?? 0;
}

export async function countUntrashed(reader: Reader, ids: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document WHERE trashed_at IS NULL AND id IN (${ids})`);
  return row?.count ?? 0;
}

/** Moves documents to the trash or back; answers how many. */
export async function setTrashed(writer: Writer, ids: Sql, at: string | null): Promise<number> {
  const { changes } = await writer.run(
    at === null
      ? sql`UPDATE document SET trashed_at = NULL WHERE trashed_at IS NOT NULL AND id IN (${ids})`
      : sql`UPDATE document SET trashed_at = ${at} WHERE trashed_at IS NULL AND id IN (${ids})`,
  );
  return changes;
}

export interface DoomedOriginal {
  readonly id: number;
  readonly sha256: string;
  readonly extension: string;
}

/** Originals that only the documents given use, and those of `unshown`, which nobody shows. */
export function originalsOnlyOf(
  reader: Reader,
  ids: Sql,
  unshown: readonly number[],
): Promise<DoomedOriginal[]> {
  return reader.all<DoomedOriginal>(sql`
    SELECT id, sha256, extension FROM original
    WHERE (id IN (SELECT original_id FROM part WHERE document_id IN (${ids}))
        OR ${inJson('id', unshown)})
      AND id NOT IN (SELECT original_id FROM part WHERE document_id NOT IN (${ids}))`);
}

/** Names of originals that stay though the documents given go: others show pages of them. */
export async function sharedNames(reader: Reader, ids: Sql): Promise<string[]> {
  const rows = await reader.all<{ name: string }>(sql`
    SELECT DISTINCT source_name AS name FROM part WHERE document_id IN (${ids})
      AND original_id IN (SELECT original_id FROM part WHERE document_id NOT IN (${ids}))
    ORDER BY source_name`);
  return rows.map((row) => row.name);
}

/** Where the files of the documents' originals came from, copies of them too. */
export async function sourcePaths(
  reader: Reader,
  ids: Sql,
  unshown: readonly number[],
): Promise<string[]> {
  const rows = await reader.all<{ source: string }>(sql`
    SELECT DISTINCT source FROM import_file
    WHERE document_id IN (${ids}) OR duplicate_of IN (${ids}) OR sha256 IN (
      SELECT sha256 FROM original WHERE ${inJson('id', unshown)}
        OR id IN (SELECT original_id FROM part WHERE document_id IN (${ids})))
    ORDER BY source`);
  return rows.map((row) => row.source);
}

/** Enters documents in the destruction list; answers how many. */
export async function enterDestroyed(
  writer: Writer,
  ids: Sql,
  operation: OperationId,
  user: string,
  at: string,
  reason: string,
): Promise<number> {
  const { changes } = await writer.run(sql`
    INSERT INTO destroyed (document_id, operation_id, title, reference_number, pages, sha256,
      user, at, reason)
    SELECT document.id, ${operation}, facts.title, document.reference_number, facts.pages,
      (SELECT json_group_array(sha256) FROM (SELECT DISTINCT original.sha256 FROM part
        JOIN original ON original.id = part.original_id WHERE part.document_id = document.id)),
      ${user}, ${at}, ${reason}
    FROM document JOIN document_facts AS facts ON facts.document_id = document.id
    WHERE document.id IN (${ids}) ORDER BY document.id`);
  return changes;
}

/** Names of files that an import took destroyed documents from, or found to be their copies. */
interface SourceName {
  readonly import_id: number;
  readonly source: string;
}

const sourceOfDestroyed = (ids: Sql, doomed: readonly DoomedOriginal[]): Sql => sql`
  (document_id IN (${ids}) OR (document_id IS NULL AND duplicate_of IN (${ids}))
    OR ${inJson(
      'sha256',
      doomed.map(({ sha256 }) => sha256),
    )})`;

export function sourceNames(
  reader: Reader,
  ids: Sql,
  doomed: readonly DoomedOriginal[],
): Promise<SourceName[]> {
  return reader.all<SourceName>(
    sql`SELECT import_id, source FROM import_file WHERE ${sourceOfDestroyed(ids, doomed)}`,
  );
}

/** A file whose pages other documents show too is theirs from now on. */
export async function passSources(writer: Writer, ids: Sql): Promise<void> {
  const heir = sql`
    SELECT part.document_id FROM part JOIN original ON original.id = part.original_id
    WHERE original.sha256 = import_file.sha256 AND part.source_path = import_file.path
      AND part.document_id NOT IN (${ids}) LIMIT 1`;
  await writer.run(sql`
    UPDATE import_file SET document_id = (${heir})
    WHERE document_id IN (${ids}) AND EXISTS (${heir})`);
}

/** What an import was asked to take, where it names the file itself: `{sources: [{path}]}`. */
export async function forgetSource(writer: Writer, { import_id, source }: SourceName) {
  const name = source.split(/[\\/]/u).at(-1) ?? source;
  await writer.run(sql`
    UPDATE import SET
      title = CASE WHEN instr(title, ${name}) > 0 THEN '—' ELSE title END,
      sources = json_set(sources, '$.sources', (
        SELECT json_group_array(json(value)) FROM json_each(sources, '$.sources')
        WHERE value ->> 'path' IS NOT ${source}))
    WHERE id = ${import_id}`);
}

/** When the oldest of the documents, or of their originals, came in. */
export async function oldestOf(
  reader: Reader,
  ids: Sql,
  doomed: readonly DoomedOriginal[],
): Promise<string | null> {
  const row = await reader.get<{ at: string | null }>(sql`
    SELECT min(at) AS at FROM (
      SELECT created_at AS at FROM document WHERE id IN (${ids})
      UNION ALL SELECT added_at FROM original WHERE ${inJson(
        'id',
        doomed.map(({ id }) => id),
      )})`);
  return row?.at ?? null;
}

/** Removes documents with all that is known of them, the index merged so that no word stays in it. */
export async function destroyDocuments(
  writer: Writer,
  ids: Sql,
  originals: readonly DoomedOriginal[],
): Promise<void> {
  const doomed = originals.map((original) => original.id);
  await writer.run(sql`DELETE FROM import_file WHERE ${sourceOfDestroyed(ids, originals)}`);
  await writer.run(sql`UPDATE import_file SET duplicate_of = NULL WHERE duplicate_of IN (${ids})`);
  await writer.run(sql`DELETE FROM part WHERE document_id IN (${ids})`);
  await writer.run(sql`DELETE FROM document_tag WHERE document_id IN (${ids})`);
  await writer.run(sql`DELETE FROM caption WHERE document_id IN (${ids})`);
  await writer.run(sql`DELETE FROM accepted_finding WHERE document_id IN (${ids})`);
  const links = sql`SELECT id FROM link WHERE document_id IN (${ids})`;
  for (const table of ['mark', 'link_page']) {
    await writer.run(sql`
      DELETE FROM ${rawSql(table)} WHERE link_id IN (${links}) OR ${inJson('original_id', doomed)}`);
  }
  await writer.run(sql`DELETE FROM link WHERE document_id IN (${ids})`);
  await writer.run(sql`DELETE FROM document WHERE id IN (${ids})`);
  await writer.run(sql`DELETE FROM corrected_page WHERE ${inJson('original_id', doomed)}`);
  // Their pages and what was read on them go with them.
  await writer.run(sql`DELETE FROM original WHERE ${inJson('id', doomed)}`);
  await writer.run(sql`DELETE FROM document_index WHERE rowid IN (${ids})`);
  // A deleted row is only marked until its segment is merged.
  await writer.run(sql`INSERT INTO document_index (document_index) VALUES ('optimize')`);
}

/** Empties the write-ahead log, which still holds pages as they were. Not in a transaction. */
export async function emptyLog(connection: Connection): Promise<void> {
  await connection.script('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Blanks the before and after of everything that ever happened to the documents and originals; hashes stay. */
export async function blankHistory(
  writer: Writer,
  ids: Sql,
  originals: readonly DoomedOriginal[],
): Promise<void> {
  const doomed = originals.map((original) => original.id);
  await writer.run(sql`
    UPDATE change SET before = NULL, after = NULL, destroyed = 1
    WHERE (table_name = 'document' AND row_id IN (${ids}))
      OR (table_name, row_id) IN (
        SELECT owned.table_name, owned.row_id FROM change AS owned
        WHERE owned.table_name IN ('part', 'document_tag', 'caption', 'link', 'accepted_finding')
          AND coalesce(owned.after ->> 'document_id', owned.before ->> 'document_id') IN (${ids})
        UNION SELECT proven.table_name, proven.row_id FROM change AS proven
        WHERE proven.table_name IN ('link_page', 'mark')
          AND coalesce(proven.after ->> 'link_id', proven.before ->> 'link_id') IN (
            SELECT link.row_id FROM change AS link WHERE link.table_name = 'link'
              AND coalesce(link.after ->> 'document_id', link.before ->> 'document_id') IN (${ids}))
        UNION SELECT shown.table_name, shown.row_id FROM change AS shown
        WHERE shown.table_name IN ('part', 'corrected_page', 'link_page', 'mark')
          AND (${inJson(`shown.after ->> 'original_id'`, doomed)}
            OR ${inJson(`shown.before ->> 'original_id'`, doomed)}))`);
}

interface DestroyedRecord {
  readonly document_id: number;
  readonly title: string;
  readonly reference_number: string | null;
  readonly pages: number;
  readonly sha256: string;
  readonly user: string;
  readonly at: string;
  readonly reason: string;
}

export function destroyedList(
  reader: Reader,
  offset: number,
  limit: number,
): Promise<DestroyedRecord[]> {
  return reader.all<DestroyedRecord>(sql`
    SELECT document_id, title, reference_number, pages, sha256, user, at, reason FROM destroyed
    ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`);
}

export async function countDestroyed(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`SELECT count(*) AS count FROM destroyed`);
  return row?.count ?? 0;
}

export interface OriginalFile {
  readonly id: number;
  readonly sha256: string;
  readonly extension: string;
  readonly bytes: number;
}

export function originalsAfter(
  reader: Reader,
  after: number,
  limit: number,
): Promise<OriginalFile[]> {
  return reader.all<OriginalFile>(sql`
    SELECT id, sha256, extension, bytes FROM original WHERE id > ${after} ORDER BY id LIMIT ${limit}`);
}

export async function originalTotals(reader: Reader): Promise<{ count: number; bytes: number }> {
  const row = await reader.get<{ count: number; bytes: number }>(
    sql`SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM original`,
  );
  return row ?? { count: 0, bytes: 0 };
}

export async function documentsOfOriginal(reader: Reader, id: number): Promise<number[]> {
  const rows = await reader.all<{ document_id: number }>(sql`
    SELECT DISTINCT document_id FROM part WHERE original_id = ${id} ORDER BY document_id`);
  return rows.map((row) => row.document_id);
}

/** What a rebuild of the index replaced goes piece by piece, and is not whole until it is gone. */
const indexBeingRemoved = /\b(?:document|title)_index_(?:new|old)\b/u;

export async function catalogueProblems(reader: Reader): Promise<string[]> {
  const integrity = await reader.all<{ integrity_check: string }>(
    rawSql('PRAGMA integrity_check(20)'),
  );
  const orphans = await reader.all<{ table: string; rowid: number; parent: string }>(
    rawSql('PRAGMA foreign_key_check'),
  );
  return [
    ...integrity
      .map((row) => row.integrity_check)
      .filter((text) => text !== 'ok' && !indexBeingRemoved.test(text)),
    ...orphans
      .slice(0, 20)
      .map((row) => `${row.table} row ${row.rowid} points to a missing ${row.parent}`),
  ];
}

export async function rememberCheck(writer: Writer, at: string, ok: boolean): Promise<void> {
  await writer.run(sql`
    INSERT INTO check_run (at, ok) VALUES (${at}, ${ok})`);
}

export function lastCheck(reader: Reader): Promise<{ at: string; ok: number } | undefined> {
  return reader.get(sql`SELECT at, ok FROM check_run ORDER BY id DESC LIMIT 1`);
}

export async function extensionOf(reader: Reader, sha256: string): Promise<string | undefined> {
  const row = await reader.get<{ extension: string }>(
    sql`SELECT extension FROM original WHERE sha256 = ${sha256}`,
  );
  return row?.extension;
}

/** Hash of the operation at a place in the chain; empty before the first. */
export async function hashAt(reader: Reader, sealed: number): Promise<string> {
  const row = await reader.get<{ hash: string }>(
    sql`SELECT hash FROM operation WHERE sealed = ${sealed}`,
  );
  return row?.hash ?? '';
}
