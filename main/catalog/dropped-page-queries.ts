import type { OriginalId } from '../contract/ids.ts';
import { rawSql, sql, type Reader, type Sql } from '../db/index.ts';

/** Operations that take no page from any document, and change many things at once. */
const pagelessOperations =
  'import set tag confirm unconfirm delete restore turn correct uncorrect unlock caption checklist-create checklist-remove link unlink assign'.split(
    ' ',
  );
const pageOperation = `operation.kind NOT IN (${pagelessOperations.map((kind) => `'${kind}'`).join(', ')})`;

/** The document of a row of `part` that a change is about: an update says only what it changes. */
const ownerOfPart = (change: string): string => `coalesce(
  ${change}.before ->> 'document_id', ${change}.after ->> 'document_id',
  (SELECT document_id FROM part WHERE part.id = ${change}.row_id),
  (SELECT coalesce(whole.before ->> 'document_id', whole.after ->> 'document_id')
    FROM change AS whole WHERE whole.table_name = 'part' AND whole.row_id = ${change}.row_id
      AND coalesce(whole.before ->> 'document_id', whole.after ->> 'document_id') IS NOT NULL
    ORDER BY whole.id DESC LIMIT 1))`;

/** The document that got parts in an operation which took another document away. */
const heirIn = (operation: string): string => `(
  SELECT ${ownerOfPart('given')} FROM change AS given
  WHERE given.operation_id = ${operation} AND given.table_name = 'part'
    AND given.after IS NOT NULL LIMIT 1)`;

/**
 * Originals that no document shows a page of any more, as `(original_id, document_id, name, path)`:
 * each with the document that showed it last, or the one that was joined into since.
 */
const unshownOriginals = rawSql(`
  WITH RECURSIVE gone (original_id, document_id, name, path, last) AS (
    SELECT change.before ->> 'original_id', ${ownerOfPart('change')},
      coalesce(change.before ->> 'source_name', ''), coalesce(change.before ->> 'source_path', ''),
      max(change.id)
    FROM operation JOIN change ON change.operation_id = operation.id
    WHERE ${pageOperation} AND change.table_name = 'part'
      AND change.before ->> 'original_id' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM part WHERE original_id = change.before ->> 'original_id')
      AND EXISTS (SELECT 1 FROM original WHERE id = change.before ->> 'original_id')
    GROUP BY 1),
  holder (original_id, document_id, name, path, depth) AS (
    SELECT original_id, document_id, name, path, 0 FROM gone
    UNION ALL
    SELECT original_id, ${heirIn(`(
        SELECT max(ended.operation_id) FROM change AS ended WHERE ended.table_name = 'document'
          AND ended.row_id = holder.document_id AND ended.after IS NULL)`)},
      name, path, depth + 1
    FROM holder WHERE depth < 50
      AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = holder.document_id))
  SELECT original_id, document_id, name, path FROM holder
  WHERE EXISTS (SELECT 1 FROM document WHERE document.id = holder.document_id)`);

/** The documents given with all that went into them: joined since, or cut off and put back. */
export const withJoined = (ids: Sql): Sql => sql`
  WITH RECURSIVE ended (document_id, heir) AS MATERIALIZED (
    SELECT change.row_id, ${rawSql(heirIn('change.operation_id'))}
    FROM operation JOIN change ON change.operation_id = operation.id
    WHERE ${rawSql(pageOperation)} AND change.table_name = 'document' AND change.after IS NULL
      AND change.before IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = change.row_id)),
  family (id) AS (
    SELECT * FROM (${ids})
    UNION SELECT ended.document_id FROM ended JOIN family ON ended.heir = family.id)
  SELECT id FROM family`;

/** Runs of pages of the document's originals that some document shows, and how many pages they have. */
export interface ShownRuns {
  readonly originalId: OriginalId;
  readonly pages: number;
  readonly sourceName: string;
  readonly sourcePath: string;
  /** JSON: `[first, last]` of each part of any document. */
  readonly shown: string;
}

/** The originals of a document, those it dropped among them, with what is shown of each. */
export function shownRuns(reader: Reader, documentId: number): Promise<ShownRuns[]> {
  return reader.all<ShownRuns>(sql`
    WITH own (original_id, name, path, place) AS (
      SELECT original_id, source_name, source_path, min(position) FROM part
      WHERE document_id = ${documentId} GROUP BY original_id
      UNION ALL
      SELECT original_id, name, path, NULL FROM (${unshownOriginals})
      WHERE document_id = ${documentId})
    SELECT original.id AS originalId, original.page_count AS pages, own.name AS sourceName,
      own.path AS sourcePath,
      (SELECT json_group_array(json_array(first_page, last_page)) FROM part
        WHERE part.original_id = original.id AND first_page IS NOT NULL) AS shown
    FROM own JOIN original ON original.id = own.original_id
    WHERE original.page_count > 0
    ORDER BY own.place IS NULL, own.place, original.id`);
}

/** Originals without any shown page whose last document is among those given. */
export async function unshownOriginalsOf(reader: Reader, ids: Sql): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT DISTINCT original_id AS id FROM (${unshownOriginals}) WHERE document_id IN (${ids})`);
  return rows.map((row) => row.id);
}
