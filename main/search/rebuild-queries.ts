import { inJson, rawSql, sql, type Connection, type Reader, type Writer } from '../db/index.ts';
import { addToIndex, type TextIndex } from './index-queries.ts';
import type { IndexRow } from './searched-text.ts';

const indexes: readonly TextIndex[] = ['document_index', 'title_index'];

export async function countAll(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(rawSql('SELECT count(*) AS count FROM document'));
  return row?.count ?? 0;
}

/** How an index is declared, under another name. */
async function declarationOf(reader: Reader, index: TextIndex, name: string): Promise<string> {
  const row = await reader.get<{ sql: string }>(
    sql`SELECT sql FROM main.sqlite_schema WHERE name = ${index}`,
  );
  const declared = /^\s*CREATE VIRTUAL TABLE\s+["']?\w+["']?/iu;
  return (row?.sql ?? '').replace(declared, `CREATE VIRTUAL TABLE ${name}`);
}

/**
 * Makes empty indexes beside those in use, and from now on notes the documents whose texts change.
 * The notes are of this connection, which makes every change: a crash leaves none of them.
 */
export async function beginRebuild(writer: Writer): Promise<void> {
  for (const index of indexes) {
    await writer.run(rawSql(await declarationOf(writer, index, `${index}_new`)));
  }
  await endNotes(writer);
  await writer.run(
    rawSql('CREATE TEMP TABLE changed_meanwhile (document_id INTEGER PRIMARY KEY) STRICT'),
  );
  for (const event of ['INSERT', 'UPDATE']) {
    await writer.run(
      rawSql(`CREATE TEMP TRIGGER note_${event.toLowerCase()} AFTER ${event} ON main.stale
        WHEN NEW.text = 1 BEGIN
          INSERT INTO changed_meanwhile (document_id) VALUES (NEW.document_id)
            ON CONFLICT DO NOTHING;
        END`),
    );
  }
}

/** Notes no changes any more. */
export async function endNotes(writer: Writer): Promise<void> {
  await writer.run(rawSql('DROP TRIGGER IF EXISTS temp.note_insert'));
  await writer.run(rawSql('DROP TRIGGER IF EXISTS temp.note_update'));
  await writer.run(rawSql('DROP TABLE IF EXISTS temp.changed_meanwhile'));
}

/** Enters documents that the new indexes do not hold. */
export async function addToNew(
  writer: Writer,
  rows: readonly (readonly [id: number, row: IndexRow])[],
): Promise<void> {
  for (const [id, row] of rows) await addToIndex(writer, id, row, 'document_index_new');
  const titles = rows.map(([id, { title, number }]) => [id, title, number]);
  await writer.run(sql`
    INSERT INTO title_index_new (rowid, title, number)
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(titles)})`);
}

export async function removeFromNew(writer: Writer, ids: readonly number[]): Promise<void> {
  for (const index of indexes) {
    await writer.run(sql`DELETE FROM ${rawSql(index)}_new WHERE ${inJson('rowid', ids)}`);
  }
}

/** Documents noted since, at most `limit`. */
export async function changedMeanwhile(reader: Reader, limit: number): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(
    sql`SELECT document_id AS id FROM temp.changed_meanwhile LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export async function forgetChanged(writer: Writer, ids: readonly number[]): Promise<void> {
  await writer.run(sql`DELETE FROM temp.changed_meanwhile WHERE ${inJson('document_id', ids)}`);
}

/** Merges what was written, so that no word of a removed row stays in it. */
export async function mergeNew(writer: Writer): Promise<void> {
  for (const index of indexes) {
    const name = rawSql(`${index}_new`);
    await writer.run(sql`INSERT INTO ${name} (${name}) VALUES ('optimize')`);
  }
}

/** Puts the new indexes in the place of the old ones, which become remains. */
export async function swapIndexes(writer: Writer): Promise<void> {
  for (const index of indexes) {
    await writer.run(rawSql(`ALTER TABLE ${index} RENAME TO ${index}_old`));
    await writer.run(rawSql(`ALTER TABLE ${index}_new RENAME TO ${index}`));
  }
}

/** Rows of an index's storage that go in one step: some MB, so that nothing waits for long. */
const sweptAtOnce = 2000;

/**
 * Removes a piece of indexes that are not in use: what a rebuild replaced, or had made when it
 * stopped. False where nothing was left.
 */
export async function sweepRemains(writer: Writer): Promise<boolean> {
  const names = indexes.flatMap((index) => [`${index}_new`, `${index}_old`]);
  const left = await writer.get<{ name: string }>(
    sql`SELECT name FROM main.sqlite_schema WHERE ${inJson('name', names)} LIMIT 1`,
  );
  if (left === undefined) return false;
  const { changes } = await writer.run(
    rawSql(`DELETE FROM ${left.name}_data
      WHERE id IN (SELECT id FROM ${left.name}_data LIMIT ${sweptAtOnce})`),
  );
  if (changes === 0) await writer.run(rawSql(`DROP TABLE ${left.name}`));
  return true;
}

/** Empties the write-ahead log: a rebuild fills it. Not in a transaction. */
export async function emptyLog(connection: Connection): Promise<void> {
  await connection.script('PRAGMA wal_checkpoint(TRUNCATE)');
}
