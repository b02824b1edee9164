import { createHash } from 'node:crypto';
import type { OperationId } from '../contract/ids.ts';
import type { Reader, Writer } from './connection.ts';
import { sql, type Sql } from './sql.ts';

/** Who did what: the head of one user-level change. */
export interface OperationHead {
  readonly kind: string;
  /** In words, for the history. Names no document: a title would outlive its destruction. */
  readonly summary: string;
  readonly user: string;
  readonly undoes?: OperationId | undefined;
}

export async function beginOperation(writer: Writer, head: OperationHead): Promise<OperationId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO operation (at, user, kind, summary, undoes)
    VALUES (${new Date().toISOString()}, ${head.user}, ${head.kind}, ${head.summary},
      ${head.undoes ?? null})`);
  return lastId as OperationId;
}

/** Runs `work` with its changes recorded under the operation. Inside a transaction. */
export async function withinOperation<T>(
  writer: Writer,
  id: OperationId,
  work: () => Promise<T>,
): Promise<T> {
  await writer.run(sql`INSERT INTO running_operation (one, operation_id) VALUES (1, ${id})`);
  const result = await work();
  await writer.run(sql`DELETE FROM running_operation`);
  return result;
}

interface ChangeRow {
  readonly id: number;
  readonly table_name: string;
  readonly row_id: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string | null;
  readonly destroyed: number;
}

interface OperationRow {
  readonly id: OperationId;
  readonly at: string;
  readonly user: string;
  readonly kind: string;
  readonly summary: string;
  readonly undoes: number | null;
  readonly changed: number;
  readonly sealed: number;
  readonly hash: string;
}

const sha256 = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

const changeHash = (row: ChangeRow): string =>
  sha256([row.id, row.table_name, row.row_id, row.before, row.after]);

const operationHash = (
  row: Omit<OperationRow, 'hash'>,
  previous: string,
  changes: string,
): string =>
  sha256([
    row.sealed,
    row.id,
    row.at,
    row.user,
    row.kind,
    row.summary,
    row.undoes,
    row.changed,
    previous,
    changes,
  ]);

const batchSize = 2000;

async function* changesOf(reader: Reader, id: OperationId): AsyncGenerator<ChangeRow[]> {
  for (let after = 0; ;) {
    const rows = await reader.all<ChangeRow>(sql`
      SELECT id, table_name, row_id, before, after, hash, destroyed FROM change
      WHERE operation_id = ${id} AND id > ${after} ORDER BY id LIMIT ${batchSize}`);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.id;
  }
}

/**
 * How many things an operation touched; a document's parts and tags count as the document, an item's
 * slots and assignment as the item, a link's pages and marks as the link.
 */
function thingsTouched(id: OperationId): Sql {
  return sql`
    SELECT count(DISTINCT CASE
        WHEN table_name IN ('part', 'document_tag') THEN 'document' || coalesce(
          after ->> 'document_id', before ->> 'document_id',
          (SELECT document_id FROM part WHERE table_name = 'part' AND part.id = row_id))
        WHEN table_name IN ('slot', 'assignment') THEN 'checklist_item' || coalesce(
          after ->> 'item_id', before ->> 'item_id', CASE table_name
            WHEN 'slot' THEN (SELECT item_id FROM slot WHERE slot.id = row_id)
            ELSE (SELECT item_id FROM assignment WHERE assignment.id = row_id) END)
        WHEN table_name IN ('link_page', 'mark')
          THEN 'link' || coalesce(after ->> 'link_id', before ->> 'link_id')
        ELSE table_name || row_id END)
    FROM change WHERE operation_id = ${id}`;
}

/** Ends an operation: counts it, hashes it and hangs it on the chain. One without changes vanishes. */
export async function sealOperation(
  writer: Writer,
  id: OperationId,
): Promise<{ readonly operation: OperationId | null }> {
  const digest = createHash('sha256');
  let some = false;
  for await (const rows of changesOf(writer, id)) {
    some = true;
    const hashes = rows.map((row) => [row.id, changeHash(row)] as const);
    for (const [, hash] of hashes) digest.update(hash);
    await writer.run(sql`
      UPDATE change SET hash = made.value ->> 1
      FROM json_each(${JSON.stringify(hashes)}) AS made WHERE change.id = made.value ->> 0`);
  }
  if (!some) {
    await writer.run(sql`UPDATE import SET operation_id = NULL WHERE operation_id = ${id}`);
    await writer.run(sql`DELETE FROM operation WHERE id = ${id}`);
    return { operation: null };
  }
  const previous = await chainHead(writer);
  const row = await writer.get<Omit<OperationRow, 'hash' | 'sealed'>>(sql`
    SELECT id, at, user, kind, summary, undoes, (${thingsTouched(id)}) AS changed
    FROM operation WHERE id = ${id}`);
  if (row === undefined) throw new Error(`operation ${id} is gone`);
  const sealed = previous.operations + 1;
  const hash = operationHash({ ...row, sealed }, previous.head, digest.digest('hex'));
  await writer.run(sql`
    UPDATE operation SET sealed = ${sealed}, hash = ${hash}, changed = ${row.changed}
    WHERE id = ${id}`);
  return { operation: id };
}

export interface ChainReport {
  readonly ok: boolean;
  readonly operations: number;
  /** Hash of the newest operation; empty where there is none. Written into backups. */
  readonly head: string;
  readonly brokenAt: OperationId | null;
}

/** Where the chain ends, without checking it. */
export async function chainHead(reader: Reader): Promise<{ head: string; operations: number }> {
  const row = await reader.get<{ sealed: number; hash: string }>(sql`
    SELECT sealed, hash FROM operation WHERE sealed IS NOT NULL ORDER BY sealed DESC LIMIT 1`);
  return { head: row?.hash ?? '', operations: row?.sealed ?? 0 };
}

/**
 * Recomputes every hash. Changes whose values were destroyed keep their hash and count as they
 * stand; any other edited, added or removed row breaks the chain at its operation.
 */
export async function verifyChain(reader: Reader): Promise<ChainReport> {
  let previous = '';
  let count = 0;
  for (;;) {
    const row = await reader.get<OperationRow>(sql`
      SELECT id, at, user, kind, summary, undoes, changed, sealed, hash FROM operation
      WHERE sealed > ${count} ORDER BY sealed LIMIT 1`);
    if (row === undefined) break;
    const digest = createHash('sha256');
    let intact = row.sealed === count + 1;
    for await (const rows of changesOf(reader, row.id)) {
      for (const change of rows) {
        const stands =
          change.destroyed === 0
            ? changeHash(change) === change.hash
            : change.before === null && change.after === null;
        if (!stands) intact = false;
        digest.update(change.hash ?? '');
      }
    }
    if (!intact || operationHash(row, previous, digest.digest('hex')) !== row.hash) {
      return { ok: false, operations: count, head: previous, brokenAt: row.id };
    }
    previous = row.hash;
    count = row.sealed;
  }
  // Changes whose operation was taken away from the end of the chain.
  const orphan = await reader.get<{ operation_id: OperationId }>(sql`
    SELECT operation_id FROM change WHERE operation_id NOT IN (SELECT id FROM operation) LIMIT 1`);
  const brokenAt = orphan?.operation_id ?? null;
  return { ok: brokenAt === null, operations: count, head: previous, brokenAt };
}
