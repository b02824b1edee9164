import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, migrate, migrations, openDatabase, rawSql, sql } from '../../main/db/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { schemaText } from '../support/schema.ts';

async function fresh() {
  const path = join(await temporaryFolder(), 'mingce.sqlite');
  const database = await openDatabase(path, { mode: 'create', wal: true });
  await database.maintain((connection) => migrate(connection, path, async () => undefined));
  return { path, database };
}

test('schema.sql is what the migrations make', async () => {
  const kept = await readFile(new URL('../../main/db/schema.sql', import.meta.url), 'utf8');
  expect(kept).toBe(await schemaText());
});

test('a catalogue from a newer program is refused and left as it is', async () => {
  const { path, database } = await fresh();
  await database.maintain((connection) => connection.script('PRAGMA user_version = 99'));
  await expect(
    database.maintain((connection) => migrate(connection, path, async () => undefined)),
  ).rejects.toMatchObject({ code: 'archive-from-future' });
  expect(await database.read.get(rawSql('PRAGMA user_version'))).toEqual({ user_version: 99 });
  await database.close();
});

test('a migration that fails changes nothing, and backs up before it begins', async () => {
  const { path, database } = await fresh();
  const broken = [
    ...migrations,
    {
      number: migrations.length + 1,
      name: 'broken',
      script: 'CREATE TABLE half (a); SELECT nonsense();',
    },
  ];
  const backedUp: number[] = [];
  await expect(
    database.maintain((connection) =>
      migrate(connection, path, async (from) => void backedUp.push(from), broken),
    ),
  ).rejects.toThrow();
  expect(backedUp).toEqual([migrations.length]);
  expect(await database.read.all(sql`SELECT name FROM sqlite_schema WHERE name = 'half'`)).toEqual(
    [],
  );
  await database.close();
});

test('migrations out of order are a bug that shows at once', async () => {
  const connection = await connect(join(await temporaryFolder(), 'x.sqlite'), 'create');
  const [first] = migrations;
  await expect(
    migrate(connection, 'x', async () => undefined, [
      { name: 'x', script: '', ...first, number: 2 },
    ]),
  ).rejects.toThrow('out of order');
  await connection.close();
});

test('a file that is no database is named damaged and stays byte for byte', async () => {
  const path = join(await temporaryFolder(), 'mingce.sqlite');
  const text = 'this is not a database, but somebody may still want it'.repeat(100);
  await import('node:fs/promises').then((fs) => fs.writeFile(path, text));
  await expect(openDatabase(path, { mode: 'write', wal: true })).rejects.toMatchObject({
    code: 'archive-damaged',
  });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('nobody changes a tracked table outside an operation', async () => {
  const { archive } = await testArchive();
  await expect(
    archive.db.write((writer) => writer.run(sql`UPDATE category SET name = 'x' WHERE id = 1`)),
  ).rejects.toThrow('no operation is running');
  await expect(
    archive.db.write((writer) => writer.run(sql`DELETE FROM category WHERE id = 1`)),
  ).rejects.toThrow('no operation is running');
});

test('transactions take turns: none sees or joins another', async () => {
  const { archive } = await testArchive();
  const count = 20;
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      archive.operate({ kind: 'test', zh: '试', en: 'test' }, async (writer) => {
        const before = await writer.get<{ n: number }>(sql`SELECT count(*) AS n FROM tag`);
        await new Promise((done) => setTimeout(done, 1));
        await writer.run(sql`INSERT INTO tag (name, color) VALUES (${`标签${n}`}, 'ochre')`);
        const after = await writer.get<{ n: number }>(sql`SELECT count(*) AS n FROM tag`);
        expect((after?.n ?? 0) - (before?.n ?? 0)).toBe(1);
      }),
    ),
  );
  expect(await archive.db.read.get(sql`SELECT count(*) AS n FROM tag`)).toEqual({ n: count });
});

test('a transaction that fails leaves nothing, and the next goes on', async () => {
  const { archive } = await testArchive();
  await expect(
    archive.operate({ kind: 'test', zh: '试', en: 'test' }, async (writer) => {
      await writer.run(sql`INSERT INTO tag (name, color) VALUES ('半途', 'ochre')`);
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  expect(await archive.db.read.get(sql`SELECT count(*) AS n FROM tag`)).toEqual({ n: 0 });
  const { operation } = await archive.operate({ kind: 'test', zh: '试', en: 'test' }, (writer) =>
    writer.run(sql`INSERT INTO tag (name, color) VALUES ('完整', 'ochre')`),
  );
  expect(operation).not.toBeNull();
});

test('an operation that changes nothing leaves no trace in the history', async () => {
  const { archive } = await testArchive();
  const { operation } = await archive.operate({ kind: 'test', zh: '试', en: 'test' }, (writer) =>
    writer.run(sql`UPDATE category SET name = name`),
  );
  expect(operation).toBeNull();
  expect(await archive.db.read.get(sql`SELECT count(*) AS n FROM operation`)).toEqual({ n: 1 });
});
