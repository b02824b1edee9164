import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, migrations, rawSql, sql, type Connection } from '../../main/db/index.ts';
import { createArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { addDocuments } from './documents.ts';

const version = 3;

/**
 * Makes a closed archive of version 3, with so many documents, each on one page: opened, all of
 * them have to be entered into the index of today.
 */
export async function makeOldArchive(folder: string, documents: number): Promise<void> {
  const workers = createWorkerPool(launchNode, { size: 1 });
  const archive = await createArchive(
    folder,
    { name: '清河镇台账', fonds: 'Q012', categories: ['组织领导'] },
    { workers, user: '陈立新', language: 'zh-CN' },
  );
  const all = Array.from({ length: documents }, (_, n) => ({
    title: `第${n}号通知`,
    year: 2024,
    pages: [`正文甲${n}乙`],
  }));
  await addDocuments(archive, all, 'without-files');
  await archive.close();
  await workers.close();
  await makeOld(archive.paths.catalogue);
  await rm(archive.paths.backups, { recursive: true });
}

/** Writes a catalogue anew as an earlier version of the program would have it. */
async function makeOld(path: string): Promise<void> {
  const old = `${path}.old`;
  const writer = await connect(old, 'create');
  for (const { script } of migrations.slice(0, version)) await writer.script(script);
  await writer.run(sql`ATTACH ${path} AS current`);
  for (const table of await tablesOf(writer)) {
    const columns = (await columnsOf(writer, table)).join(', ');
    await writer.run(rawSql(`DELETE FROM ${table}`));
    await writer.run(
      rawSql(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM current.${table}`),
    );
  }
  await writer.script(`DELETE FROM stale; DELETE FROM migration WHERE number > ${version};
    PRAGMA user_version = ${version};`);
  await writer.close();
  await rename(old, path);
}

async function tablesOf(connection: Connection): Promise<string[]> {
  const rows = await connection.all<{ name: string }>(
    rawSql(`SELECT name FROM main.sqlite_schema WHERE type = 'table'
      AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_index*'`),
  );
  return rows.map(({ name }) => name);
}

async function columnsOf(connection: Connection, table: string): Promise<string[]> {
  const rows = await connection.all<{ name: string }>(
    sql`SELECT name FROM pragma_table_info(${table}, 'main')`,
  );
  return rows.map(({ name }) => name);
}

/** Documents that are not yet ready for this version. */
export async function leftToUpgrade(folder: string): Promise<number> {
  const connection = await connect(join(folder, 'mingce.sqlite'), 'read');
  const row = await connection.get<{ count: number }>(
    rawSql('SELECT count(*) AS count FROM stale'),
  );
  await connection.close();
  return row?.count ?? 0;
}
