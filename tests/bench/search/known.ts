import { sql, type Reader } from '../../../main/db/index.ts';
import { blankPageNumber } from '../../../main/search/index.ts';

/** A document as the definition of a match sees it (design.md, Text search), read without the index. */
export interface KnownDocument {
  readonly id: number;
  readonly year: number;
  readonly kind: string;
  readonly department: string | null;
  readonly categoryId: number;
  /** N of each text a term may stand in, the pages' last. */
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly texts: readonly string[];
  readonly body: string;
  /** Text as it stands, for drawing terms from: line ends within sentences taken out. */
  readonly running: string;
}

/** N(s): NFKC, lower case, letters and numbers. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Row {
  readonly id: number;
  readonly year: number;
  readonly kind: string;
  readonly department: string | null;
  readonly category_id: number;
  readonly category: string;
  readonly title: string;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly names: string;
  readonly tags: string;
  readonly pages: string;
}

const listOf = (json: string): readonly string[] => JSON.parse(json) as string[];

/** Documents with ids from `first` to `last`. */
export async function knownDocuments(
  reader: Reader,
  first: number,
  last: number,
): Promise<KnownDocument[]> {
  const rows = await reader.all<Row>(sql`
    SELECT id, year, kind, department, category_id, title, reference_number, issuer,
      (SELECT name FROM category WHERE category.id = category_id) AS category,
      (SELECT json_group_array(source_name) FROM part WHERE document_id = document.id) AS names,
      (SELECT json_group_array(name) FROM document_tag JOIN tag ON tag.id = tag_id
        WHERE document_id = document.id) AS tags,
      (SELECT json_group_array(text ORDER BY page.number) FROM part JOIN page
        ON page.original_id = part.original_id WHERE document_id = document.id) AS pages
    FROM document WHERE id BETWEEN ${first} AND ${last}`);
  return rows.map((row) => {
    const pages = listOf(row.pages).map(blankPageNumber).join('\n');
    const [title, number, issuer] = [row.title, row.reference_number, row.issuer].map((text) =>
      plain(text ?? ''),
    );
    const others = [...listOf(row.names), ...listOf(row.tags), row.category].map(plain);
    return {
      id: row.id,
      year: row.year,
      kind: row.kind,
      department: row.department,
      categoryId: row.category_id,
      title: title ?? '',
      number: number ?? '',
      issuer: issuer ?? '',
      texts: [title ?? '', number ?? '', issuer ?? '', ...others],
      body: plain(pages),
      running: pages.replace(/\s/gu, ''),
    };
  });
}

export function holds(document: KnownDocument, term: string): boolean {
  return document.body.includes(term) || document.texts.some((text) => text.includes(term));
}
