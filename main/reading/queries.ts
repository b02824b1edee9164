import type { DocumentId, OriginalId } from '../contract/ids.ts';
import type { PageState } from '../contract/documents.ts';
import { sql, type Reader, type Writer } from '../db/index.ts';
import type { PageType } from './file-type.ts';
import type { PageGeometry, Rotation } from './page.ts';

/** A page of a document with the original it is drawn from. */
export interface PageRecord {
  readonly originalId: OriginalId;
  readonly sha256: string;
  readonly extension: string;
  readonly type: PageType;
  readonly pageState: PageState;
  /** Page within the original, from 1. */
  readonly number: number;
  /** As the original shows it; the part's rotation comes on top. */
  readonly widthUm: number;
  readonly heightUm: number;
  readonly partRotation: Rotation;
  readonly textSource: 'layer' | 'ocr' | 'none';
}

/** Pages `from` … of a document, counted through its parts from 1. */
export function pagesOf(
  reader: Reader,
  documentId: DocumentId,
  from: number,
  limit: number,
): Promise<PageRecord[]> {
  return reader.all<PageRecord>(sql`
    SELECT original.id AS originalId, original.sha256, original.extension, original.type,
      original.page_state AS pageState, page.number, page.width_um AS widthUm,
      page.height_um AS heightUm, part.rotation AS partRotation, page.text_source AS textSource
    FROM part
    JOIN original ON original.id = part.original_id
    JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    WHERE part.document_id = ${documentId}
    ORDER BY part.position, part.id, page.number
    LIMIT ${limit} OFFSET ${from - 1}`);
}

export function textOfPage(
  reader: Reader,
  documentId: DocumentId,
  n: number,
): Promise<{ text: string; source: PageRecord['textSource'] } | undefined> {
  return reader.get(sql`
    SELECT page.text, page.text_source AS source
    FROM part JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    WHERE part.document_id = ${documentId}
    ORDER BY part.position, part.id, page.number
    LIMIT 1 OFFSET ${n - 1}`);
}

export interface OriginalRecord {
  readonly id: OriginalId;
  readonly sha256: string;
  readonly extension: string;
  readonly pageState: PageState;
}

/** The originals of a document, each once. Empty: there is no such document. */
export function originalsOf(reader: Reader, documentId: DocumentId): Promise<OriginalRecord[]> {
  return reader.all<OriginalRecord>(sql`
    SELECT id, sha256, extension, page_state AS pageState FROM original
    WHERE id IN (SELECT original_id FROM part WHERE document_id = ${documentId})
    ORDER BY id`);
}

export async function countPages(reader: Reader, documentId: DocumentId): Promise<number> {
  const row = await reader.get<{ pages: number }>(sql`
    SELECT coalesce(sum(last_page - first_page + 1), 0) AS pages
    FROM part WHERE document_id = ${documentId}`);
  return row?.pages ?? 0;
}

/** Enters what a locked original turned out to hold, and gives its parts their pages. */
export async function storePages(
  writer: Writer,
  original: OriginalId,
  pages: readonly (PageGeometry & { readonly text: string })[],
): Promise<void> {
  await writer.run(sql`
    INSERT INTO page (original_id, number, width_um, height_um, rotation, text_source, text)
    SELECT ${original}, key + 1, value ->> 'widthUm', value ->> 'heightUm', value ->> 'rotation',
      CASE WHEN value ->> 'text' = '' THEN 'none' ELSE 'layer' END, value ->> 'text'
    FROM json_each(${JSON.stringify(pages)}) WHERE true
    ON CONFLICT (original_id, number) DO NOTHING`);
  await writer.run(sql`
    UPDATE original SET page_count = ${pages.length}
    WHERE id = ${original} AND page_count <> ${pages.length}`);
  await writer.run(sql`
    UPDATE part SET first_page = 1, last_page = ${pages.length}
    WHERE original_id = ${original} AND first_page IS NULL`);
}
