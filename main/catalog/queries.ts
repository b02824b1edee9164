import type { DocumentField } from '../contract/documents.ts';
import { inJson, joinSql, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

/** Columns of `document` by contract field. */
export const columnOf: Readonly<Record<DocumentField, string>> = {
  title: 'title',
  year: 'year',
  categoryId: 'category_id',
  referenceNumber: 'reference_number',
  issuer: 'issuer',
  date: 'date',
  kind: 'kind',
  department: 'department',
  retention: 'retention',
  secrecy: 'secrecy',
  note: 'note',
};
export const fieldNames = Object.keys(columnOf) as DocumentField[];

export interface DocumentRecord {
  readonly id: number;
  readonly state: string;
  readonly title: string | null;
  readonly year: number | null;
  readonly category_id: number | null;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly kind: string | null;
  readonly department: string | null;
  readonly retention: string | null;
  readonly secrecy: string | null;
  readonly note: string | null;
  readonly archival_code: string | null;
  readonly import_id: number | null;
  readonly created_at: string;
  readonly confirmed_at: string | null;
  readonly trashed_at: string | null;
}

export function documentRecord(reader: Reader, id: number): Promise<DocumentRecord | undefined> {
  return reader.get<DocumentRecord>(sql`SELECT * FROM document WHERE id = ${id}`);
}

/** Those of the ids that are documents. */
export async function knownDocuments(
  reader: Reader,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await reader.all<{ id: number }>(
    sql`SELECT id FROM document WHERE ${inJson('id', ids)}`,
  );
  return new Set(rows.map((row) => row.id));
}

export interface OriginalRecord {
  readonly id: number;
  readonly name: string;
  readonly source_path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly extension: string;
  readonly type: string;
  readonly page_count: number;
  readonly page_state: string;
  readonly also_in: string;
}

/** A document's originals in order, each once, with the other documents that share them. */
export function originalsOf(reader: Reader, id: number): Promise<OriginalRecord[]> {
  return reader.all<OriginalRecord>(sql`
    SELECT original.id, part.source_name AS name, part.source_path, original.bytes,
      original.sha256, original.extension, original.type, original.page_count,
      original.page_state,
      (SELECT json_group_array(json_object('id', facts.document_id, 'title', facts.title))
        FROM document_facts AS facts WHERE facts.document_id <> ${id} AND facts.document_id IN (
          SELECT other.document_id FROM part AS other JOIN part AS own
            ON own.document_id = ${id} AND own.original_id = other.original_id
            -- Documents cut from one original share it, but no page of it.
            AND (other.first_page <= own.last_page AND own.first_page <= other.last_page) IS NOT FALSE
          WHERE other.original_id = original.id AND other.document_id <> ${id})) AS also_in
    FROM part JOIN original ON original.id = part.original_id
    WHERE part.document_id = ${id} GROUP BY original.id ORDER BY min(part.position)`);
}

/** An original and the name it came in under; undefined where no document has it. */
export function originalForDownload(
  reader: Reader,
  id: number,
): Promise<Pick<OriginalRecord, 'sha256' | 'extension' | 'name'> | undefined> {
  return reader.get(sql`
    SELECT sha256, extension, source_name AS name FROM original
    JOIN part ON part.original_id = original.id WHERE original.id = ${id} LIMIT 1`);
}

interface ProposalRecord {
  readonly document_id: number;
  readonly field: string;
  readonly rank: number;
  readonly value: string;
  readonly label: string;
  readonly confidence: number;
  readonly source: string;
  readonly evidence: string;
  readonly page: number | null;
  /** JSON array of line numbers. */
  readonly lines: string;
}

export function proposalsOf(reader: Reader, id: number): Promise<ProposalRecord[]> {
  return reader.all<ProposalRecord>(sql`
    SELECT document_id, field, rank, value, confidence, source, evidence, page, lines,
      CASE field WHEN 'categoryId'
        THEN coalesce((SELECT name FROM category WHERE id = CAST(value AS INTEGER)), value)
        ELSE value END AS label
    FROM proposal WHERE document_id = ${id}
      AND (field <> 'categoryId' OR CAST(value AS INTEGER) IN (SELECT id FROM category))
    ORDER BY field, rank`);
}

export function notesOf(reader: Reader, id: number): Promise<{ code: string; details: string }[]> {
  return reader.all(
    sql`SELECT code, details FROM document_note WHERE document_id = ${id} ORDER BY id`,
  );
}

export function operationsOn(
  reader: Reader,
  id: number,
): Promise<{ id: number; at: string; user: string; summary: string }[]> {
  return reader.all(sql`
    SELECT id, at, user, summary FROM operation WHERE sealed IS NOT NULL AND id IN (
      SELECT operation_id FROM change WHERE table_name = 'document' AND row_id = ${id}
      UNION SELECT operation_id FROM change WHERE table_name IN ('part', 'document_tag', 'caption', 'link')
        AND coalesce(after ->> 'document_id', before ->> 'document_id') = ${id}
        AND operation_id IN (SELECT id FROM operation ORDER BY id DESC LIMIT 500)
      -- An update says only what it changes: a turn names the part.
      UNION SELECT change.operation_id FROM part JOIN change
        ON change.table_name = 'part' AND change.row_id = part.id WHERE part.document_id = ${id}
      UNION SELECT change.operation_id FROM caption JOIN change
        ON change.table_name = 'caption' AND change.row_id = caption.id
        WHERE caption.document_id = ${id})
    ORDER BY sealed DESC LIMIT 20`);
}

export async function valuesOf(
  reader: Reader,
  field: 'issuer' | 'kind' | 'department' | 'secrecy' | 'year',
  prefix: string,
): Promise<string[]> {
  const column = rawSql(columnOf[field]);
  const rows = await reader.all<{ value: string }>(sql`
    SELECT CAST(${column} AS TEXT) AS value FROM document
    WHERE ${column} IS NOT NULL AND instr(${column}, ${prefix}) > 0
    GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT 20`);
  return rows.map((row) => row.value);
}

/** Documents of a selection that a patch would change, in list order. */
export function changing(
  reader: Reader,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
  limit: number,
): Promise<DocumentRecord[]> {
  return reader.all<DocumentRecord>(sql`
    SELECT * FROM document WHERE id IN (${ids}) AND (${differing(patch)})
    ORDER BY id LIMIT ${limit}`);
}

function differing(patch: readonly (readonly [DocumentField, string | number | null])[]): Sql {
  if (patch.length === 0) return rawSql('0');
  return joinSql(
    patch.map(([field, value]) => sql`document.${rawSql(columnOf[field])} IS NOT ${value}`),
    ' OR ',
  );
}

export async function countSelected(reader: Reader, ids: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`SELECT count(*) AS count FROM (${ids})`);
  return row?.count ?? 0;
}

export async function countChanging(
  reader: Reader,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document WHERE id IN (${ids}) AND (${differing(patch)})`);
  return row?.count ?? 0;
}

/** Sets fields; answers how many documents changed. */
export async function patchDocuments(
  writer: Writer,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
): Promise<number> {
  if (patch.length === 0) return 0;
  const assignments = joinSql(
    patch.map(([field, value]) => sql`${rawSql(columnOf[field])} = ${value}`),
    ', ',
  );
  const { changes } = await writer.run(sql`
    UPDATE document SET ${assignments} WHERE id IN (${ids}) AND (${differing(patch)})`);
  return changes;
}

/** Ids as a subquery that later statements can use while the rows they came from change. */
export async function frozen(writer: Writer, ids: Sql): Promise<Sql> {
  const row = await writer.get<{ ids: string }>(
    sql`SELECT json_group_array(id) AS ids FROM (${ids})`,
  );
  return sql`SELECT value FROM json_each(${row?.ids ?? '[]'})`;
}

/** Fills what is still open from the best proposal of each field, as `proposalsOf` orders them. */
export async function takeProposals(writer: Writer, ids: Sql): Promise<void> {
  for (const field of fieldNames) {
    const column = rawSql(columnOf[field]);
    const isNumber = field === 'year' || field === 'categoryId';
    const value = rawSql(isNumber ? 'CAST(best.value AS INTEGER)' : 'best.value');
    const isThere = field === 'categoryId' ? sql`AND ${value} IN (SELECT id FROM category)` : sql``;
    await writer.run(sql`
      UPDATE document SET ${column} = best.value FROM (
        SELECT document_id, ${value} AS value, min(rank) FROM proposal AS best
        WHERE field = ${field} AND document_id IN (${ids}) ${isThere} GROUP BY document_id) AS best
      WHERE best.document_id = document.id AND document.${column} IS NULL`);
  }
  // A document that nobody could name is filed under its file's name, never without a title.
  await writer.run(sql`
    UPDATE document SET title = facts.title FROM document_facts AS facts
    WHERE facts.document_id = document.id AND document.title IS NULL AND document.id IN (${ids})`);
}

export async function confirmDocuments(writer: Writer, ids: Sql, at: string): Promise<number> {
  const { changes } = await writer.run(sql`
    UPDATE document SET state = 'filed', confirmed_at = ${at}
    WHERE state = 'inbox' AND trashed_at IS NULL AND id IN (${ids})`);
  return changes;
}

export async function countFiled(reader: Reader, ids: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document
    WHERE state = 'filed' AND trashed_at IS NULL AND id IN (${ids})`);
  return row?.count ?? 0;
}

export async function unconfirmDocuments(writer: Writer, ids: Sql): Promise<number> {
  const { changes } = await writer.run(sql`
    UPDATE document SET state = 'inbox', confirmed_at = NULL
    WHERE state = 'filed' AND trashed_at IS NULL AND id IN (${ids})`);
  return changes;
}

/** How many documents an operation has touched so far. */
export async function documentsTouched(writer: Writer, operation: number): Promise<number> {
  const row = await writer.get<{ count: number }>(sql`
    SELECT count(DISTINCT CASE table_name WHEN 'document' THEN row_id
        ELSE coalesce(after ->> 'document_id', before ->> 'document_id') END) AS count
    FROM change WHERE operation_id = ${operation}
      AND table_name IN ('document', 'part', 'document_tag')`);
  return row?.count ?? 0;
}
