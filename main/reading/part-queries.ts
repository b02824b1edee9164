import { inJson, sql, type Reader, type Writer } from '../db/index.ts';
import type { Part } from './parts.ts';

/** A row of `part`, in the words of parts.ts. */
export interface StoredPart extends Part {
  readonly id: number;
}

/** What a document shows, in order. */
export function partsOf(reader: Reader, documentId: number): Promise<StoredPart[]> {
  return reader.all<StoredPart>(sql`
    SELECT id, original_id AS originalId, first_page AS firstPage, last_page AS lastPage, rotation,
      source_name AS sourceName, source_path AS sourcePath
    FROM part WHERE document_id = ${documentId} ORDER BY position, part.id`);
}

/** What becomes of a document's rows of `part`; positions count from 0. */
export interface PartChanges {
  readonly removed: readonly number[];
  readonly moved: readonly (StoredPart & { readonly position: number })[];
  readonly added: readonly (Part & { readonly position: number })[];
}

export async function changeParts(
  writer: Writer,
  documentId: number,
  { removed, moved, added }: PartChanges,
): Promise<void> {
  if (removed.length > 0) await writer.run(sql`DELETE FROM part WHERE ${inJson('id', removed)}`);
  if (moved.length > 0) {
    await writer.run(sql`
      UPDATE part SET position = value ->> 'position', first_page = value ->> 'firstPage',
        last_page = value ->> 'lastPage', rotation = value ->> 'rotation'
      FROM json_each(${JSON.stringify(moved)}) WHERE part.id = value ->> 'id'`);
  }
  if (added.length > 0) {
    await writer.run(sql`
      INSERT INTO part (document_id, position, original_id, first_page, last_page, rotation,
        source_name, source_path)
      SELECT ${documentId}, value ->> 'position', value ->> 'originalId', value ->> 'firstPage',
        value ->> 'lastPage', value ->> 'rotation', value ->> 'sourceName', value ->> 'sourcePath'
      FROM json_each(${JSON.stringify(added)}) ORDER BY key`);
  }
}

/**
 * Documents that show a page as it lies, and where no person has decided how: neither this part nor
 * one it was cut from was ever turned by hand.
 */
export function documentsToTurn(
  reader: Pick<Reader, 'all'>,
  originalId: number,
  number: number,
): Promise<{ documentId: number }[]> {
  return reader.all(sql`
    SELECT DISTINCT part.document_id AS documentId
    FROM part JOIN document ON document.id = part.document_id
    WHERE part.original_id = ${originalId} AND ${number} BETWEEN part.first_page AND part.last_page
      AND part.rotation = 0 AND document.trashed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM change JOIN operation ON operation.id = change.operation_id
        WHERE change.table_name = 'part' AND change.row_id = part.id AND change.before IS NOT NULL
          AND change.after ->> 'rotation' IS NOT NULL AND operation.kind <> 'turn')`);
}
