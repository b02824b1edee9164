import type { DocumentId, OriginalId } from '../contract/ids.ts';
import type { PageState } from '../contract/documents.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { ReadingState, TextSource } from '../contract/reading.ts';
import { rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import type { PageType } from './file-type.ts';
import type { PageGeometry, Rotation } from './page.ts';
import type { KeptLines } from './page-lines.ts';

/** A page of a document with the original it is drawn from. */
export interface PageRecord {
  readonly pageId: number;
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
  readonly textSource: TextSource;
  readonly reading: ReadingState;
  readonly problem: ErrorCode | null;
  readonly blank: number;
  readonly dpi: number | null;
}

const pageColumns = rawSql(`
  page.id AS pageId, original.id AS originalId, original.sha256, original.extension, original.type,
  original.page_state AS pageState, page.number, page.width_um AS widthUm,
  page.height_um AS heightUm, part.rotation AS partRotation,
  CASE WHEN corrected.id IS NULL THEN page.text_source ELSE 'hand' END AS textSource,
  page.reading, page.problem, coalesce(found.blank, 0) AS blank, found.dpi`);

/** Pages of a document, counted through its parts from 1, with what is known of each. */
const pagesInOrder = (documentId: number, from: number, limit: number): Sql => sql`
  FROM part
  JOIN original ON original.id = part.original_id
  JOIN page ON page.original_id = part.original_id
    AND page.number BETWEEN part.first_page AND part.last_page
  LEFT JOIN page_reading AS found ON found.page_id = page.id
  LEFT JOIN corrected_page AS corrected
    ON corrected.original_id = page.original_id AND corrected.number = page.number
  WHERE part.document_id = ${documentId}
  ORDER BY part.position, part.id, page.number
  LIMIT ${limit} OFFSET ${from - 1}`;

/** Pages `from` … of a document. */
export function pagesOf(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<PageRecord[]> {
  return reader.all<PageRecord>(sql`
    SELECT ${pageColumns} ${pagesInOrder(documentId, from, limit)}`);
}

/** A page with its texts: the machine's and, over it, a person's. `lines` as page-lines.ts keeps them. */
export interface TextRecord extends PageRecord {
  readonly text: string;
  readonly lines: string | null;
  readonly correctedText: string | null;
  readonly correctedLines: string | null;
  /** JSON array of strings. */
  readonly codes: string | null;
}

export function textsOf(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<TextRecord[]> {
  return reader.all<TextRecord>(sql`
    SELECT ${pageColumns}, page.text, found.lines, found.codes, corrected.text AS correctedText,
      corrected.lines AS correctedLines
    ${pagesInOrder(documentId, from, limit)}`);
}

/** What a page is drawn from. */
export type DrawnPage = Pick<
  PageRecord,
  'sha256' | 'extension' | 'type' | 'pageState' | 'number' | 'partRotation'
>;

/** A page of an original as its file shows it, whatever shows it. */
export function pageOfOriginal(
  reader: Reader,
  originalId: number,
  number: number,
): Promise<DrawnPage | undefined> {
  return reader.get<DrawnPage>(sql`
    SELECT original.sha256, original.extension, original.type, original.page_state AS pageState,
      page.number, 0 AS partRotation
    FROM original JOIN page ON page.original_id = original.id
    WHERE original.id = ${originalId} AND page.number = ${number}`);
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

export async function countPages(reader: Reader, documentId: number): Promise<number> {
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
    INSERT INTO page (original_id, number, width_um, height_um, rotation, text_source, text, reading)
    SELECT ${original}, key + 1, value ->> 'widthUm', value ->> 'heightUm', value ->> 'rotation',
      CASE WHEN value ->> 'text' = '' THEN 'none' ELSE 'layer' END, value ->> 'text',
      CASE WHEN value ->> 'text' = '' THEN 'waiting' ELSE 'none' END
    FROM json_each(${JSON.stringify(pages)}) WHERE true
    ON CONFLICT (original_id, number) DO NOTHING`);
  await writer.run(sql`
    UPDATE original SET page_count = ${pages.length}
    WHERE id = ${original} AND page_count <> ${pages.length}`);
  await writer.run(sql`
    UPDATE part SET first_page = 1, last_page = ${pages.length}
    WHERE original_id = ${original} AND first_page IS NULL`);
}

export async function setCorrected(
  writer: Writer,
  originalId: number,
  number: number,
  { text, lines }: KeptLines,
): Promise<void> {
  await writer.run(sql`
    INSERT INTO corrected_page (original_id, number, text, lines)
    VALUES (${originalId}, ${number}, ${text}, ${lines})
    ON CONFLICT (original_id, number) DO UPDATE SET text = excluded.text, lines = excluded.lines
    WHERE text IS NOT excluded.text`);
}

export async function removeCorrected(
  writer: Writer,
  originalId: number,
  number: number,
): Promise<void> {
  await writer.run(sql`
    DELETE FROM corrected_page WHERE original_id = ${originalId} AND number = ${number}`);
}

/** The effective texts of pages `from` … of a document. */
export async function effectiveTexts(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<string[]> {
  if (limit <= 0) return [];
  const rows = await reader.all<{ text: string }>(sql`
    SELECT coalesce(corrected.text, page.text) AS text
    ${pagesInOrder(documentId, Math.max(1, from), limit)}`);
  return rows.map(({ text }) => text);
}
