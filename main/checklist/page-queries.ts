import { inJson, sql, type Reader } from '../db/index.ts';
import type { Part } from '../reading/index.ts';

/** A page's size as its original shows it; 0 × 0 where unknown. */
export async function pageSize(
  reader: Reader,
  originalId: number,
  number: number,
): Promise<{ readonly widthUm: number; readonly heightUm: number }> {
  const row = await reader.get<{ widthUm: number; heightUm: number }>(sql`
    SELECT width_um AS widthUm, height_um AS heightUm FROM page
    WHERE original_id = ${originalId} AND number = ${number}`);
  return row ?? { widthUm: 0, heightUm: 0 };
}

/** What several documents show, each in order. */
export async function partsOfAll(
  reader: Reader,
  documents: readonly number[],
): Promise<ReadonlyMap<number, readonly Part[]>> {
  const rows = await reader.all<Part & { readonly documentId: number }>(sql`
    SELECT document_id AS documentId, original_id AS originalId, first_page AS firstPage,
      last_page AS lastPage, rotation, source_name AS sourceName, source_path AS sourcePath
    FROM part WHERE ${inJson('document_id', documents)} ORDER BY document_id, position, id`);
  return Map.groupBy(rows, ({ documentId }) => documentId);
}
