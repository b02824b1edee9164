import { ArchiveError } from '../contract/errors.ts';
import type { Connection } from './connection.ts';
import { migrations as shipped, type Migration } from './migrations/index.ts';
import { rawSql, sql } from './sql.ts';
import { installTracking } from './tracking.ts';

export interface MigrationReport {
  readonly from: number;
  readonly to: number;
}

async function versionOf(connection: Connection): Promise<number> {
  const row = await connection.get<{ user_version: number }>(rawSql('PRAGMA user_version'));
  return row?.user_version ?? 0;
}

async function assertSound(connection: Connection, path: string): Promise<void> {
  const integrity = await connection.all<{ integrity_check: string }>(
    rawSql('PRAGMA integrity_check(10)'),
  );
  const problems = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const orphans = await connection.all<{ table: string }>(rawSql('PRAGMA foreign_key_check'));
  if (problems.length > 0 || orphans.length > 0) {
    const found = [...problems, ...orphans.map((row) => `foreign key in ${row.table}`)];
    throw new ArchiveError('archive-damaged', { path, problems: found.slice(0, 10) });
  }
}

/**
 * Brings a catalogue to this program's version, in one transaction, checked before it commits.
 * `backUp` runs first where there is something to lose.
 * @throws ArchiveError `archive-from-future`, `archive-damaged`; the file is then as it was.
 */
export async function migrate(
  connection: Connection,
  path: string,
  backUp: (from: number) => Promise<void>,
  migrations: readonly Migration[] = shipped,
): Promise<MigrationReport> {
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new Error(`migration ${migration.name} out of order`);
  });
  const from = await versionOf(connection);
  if (from > migrations.length) {
    throw new ArchiveError('archive-from-future', { path, version: from });
  }
  if (from === migrations.length) return { from, to: from };
  if (from > 0) await backUp(from);

  await connection.script('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations.slice(from)) {
      await connection.script(migration.script);
      await connection.run(sql`
        INSERT INTO migration (number, name, at, last_operation)
        SELECT ${migration.number}, ${migration.name}, ${new Date().toISOString()},
          coalesce(max(id), 0) FROM operation`);
    }
    await installTracking(connection);
    await connection.script(`PRAGMA user_version = ${migrations.length}`);
    await assertSound(connection, path);
    await connection.script('COMMIT');
  } catch (error) {
    await connection.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
  return { from, to: migrations.length };
}
