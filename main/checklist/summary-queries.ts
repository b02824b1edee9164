import { withoutStopped } from '../catalog/index.ts';
import type { CategoryId, DocumentId } from '../contract/ids.ts';
import { inJson, rawSql, sql, type Reader } from '../db/index.ts';

/** A filed document as a summary tells it. Empty: not known. */
export interface SummaryRow {
  readonly id: DocumentId;
  readonly title: string;
  readonly kind: string | null;
  readonly date: string | null;
  readonly referenceNumber: string;
  readonly archivalCode: string;
  readonly issuer: string;
  readonly categoryId: CategoryId | null;
  /** Of its first original. */
  readonly type: string | null;
  /** Where the year's documents go on after it. */
  readonly key: string;
  /** 1: marked as a state secret; nothing is told of it. */
  readonly isSecret: number;
}

/** The next filed documents of a year, oldest first. `after`: the last one had. */
export function nextOfYear(
  reader: Reader,
  year: number,
  after: Pick<SummaryRow, 'key' | 'id'> | undefined,
  limit: number,
): Promise<SummaryRow[]> {
  const rest =
    after === undefined
      ? sql``
      : sql`AND (facts.newest_key, facts.document_id) > (${after.key}, ${after.id})`;
  return reader.all<SummaryRow>(sql`
    SELECT document.id, facts.title, document.kind, document.date,
      trim(coalesce(document.reference_number, '')) AS referenceNumber,
      trim(coalesce(document.archival_code, '')) AS archivalCode,
      trim(coalesce(document.issuer, '')) AS issuer, document.category_id AS categoryId,
      (SELECT original.type FROM part JOIN original ON original.id = part.original_id
        WHERE part.document_id = document.id ORDER BY part.position, part.id LIMIT 1) AS type,
      facts.newest_key AS key,
      NOT EXISTS (${withoutStopped(rawSql('SELECT facts.document_id'), undefined)}) AS isSecret
    FROM document_facts AS facts JOIN document ON document.id = facts.document_id
    WHERE facts.place = 'filed' AND facts.year = ${year} ${rest}
    ORDER BY facts.newest_key, facts.document_id LIMIT ${limit}`);
}

export interface SummaryPage {
  readonly id: DocumentId;
  /** In its document, from 1. */
  readonly page: number;
  readonly text: string;
}

/** Texts of the first pages of documents as they are shown, corrected ones as corrected. */
export function firstPages(
  reader: Reader,
  ids: readonly DocumentId[],
  { pages, characters }: { readonly pages: number; readonly characters: number },
): Promise<SummaryPage[]> {
  return reader.all<SummaryPage>(sql`
    WITH shown AS (
      SELECT part.document_id AS id, page.id AS page_id, row_number() OVER (
        PARTITION BY part.document_id ORDER BY part.position, part.id, page.number) AS n
      FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      WHERE ${inJson('part.document_id', ids)})
    SELECT shown.id, shown.n AS page,
      substr(coalesce(corrected.text, page.text), 1, ${characters}) AS text
    FROM shown JOIN page ON page.id = shown.page_id
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    WHERE shown.n <= ${pages} AND coalesce(corrected.text, page.text) <> ''
    ORDER BY shown.id, shown.n`);
}
