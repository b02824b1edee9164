import type { Connection } from './connection.ts';
import { rawSql } from './sql.ts';

/**
 * Tables that hold what people decide. Every change to a row belongs to an operation: triggers
 * made from the tables' own columns record its before and after, and abort where none is running,
 * so that no code can forget it.
 */
export const trackedTables = [
  'archive_setting',
  'category',
  'tag',
  'document',
  'part',
  'document_tag',
  'binder',
  'corrected_page',
  'caption',
  'saved_search',
  'checklist',
  'checklist_item',
  'assignment',
  'slot',
  'link',
  'link_page',
  'mark',
  'grade_rule',
  'accepted_finding',
] as const;
export type TrackedTable = (typeof trackedTables)[number];

export async function columnsOf(connection: Pick<Connection, 'all'>, table: TrackedTable) {
  const rows = await connection.all<{ name: string; type: string }>(
    rawSql(`SELECT name, type FROM pragma_table_info('${table}')`),
  );
  for (const { name, type } of rows) {
    // JSON does not carry REAL or BLOB exactly.
    if (type !== 'INTEGER' && type !== 'TEXT') throw new Error(`${table}.${name} is ${type}`);
  }
  return rows.map((row) => row.name);
}

function triggers(table: TrackedTable, columns: readonly string[]): string {
  const guard = `SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);`;
  const record = (row: string, before: string, after: string) => `
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, '${table}', ${row}.id, ${before}, ${after} FROM running_operation;`;
  const whole = (row: string) =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;
  const pairs = columns
    .map((column) => `SELECT '${column}' AS name, OLD.${column} AS was, NEW.${column} AS now`)
    .join(' UNION ALL ');
  const changed = (side: string) =>
    `(SELECT json_group_object(name, ${side}) FROM (${pairs}) WHERE was IS NOT now)`;
  const differs = columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ');
  return `
    DROP TRIGGER IF EXISTS track_${table}_insert;
    CREATE TRIGGER track_${table}_insert AFTER INSERT ON ${table} BEGIN
      ${guard} ${record('NEW', 'NULL', whole('NEW'))}
    END;
    DROP TRIGGER IF EXISTS track_${table}_update;
    CREATE TRIGGER track_${table}_update AFTER UPDATE ON ${table} WHEN ${differs} BEGIN
      ${guard}
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      ${record('NEW', changed('was'), changed('now'))}
    END;
    DROP TRIGGER IF EXISTS track_${table}_delete;
    CREATE TRIGGER track_${table}_delete AFTER DELETE ON ${table} BEGIN
      ${guard} ${record('OLD', whole('OLD'), 'NULL')}
    END;`;
}

/** Makes the triggers anew from the tables as they are. Runs after every migration. */
export async function installTracking(connection: Connection): Promise<void> {
  for (const table of trackedTables) {
    await connection.script(triggers(table, await columnsOf(connection, table)));
  }
}
