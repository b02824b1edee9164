import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { QueryPart, SearchHit, Snippet } from '../contract/search.ts';
import { sql, type Reader } from '../db/index.ts';
import { normalise } from './normalise.ts';
import { countDocuments, listDocuments } from './queries.ts';
import { parseQuery, titleFirst } from './query.ts';
import type { RawRow } from './rows.ts';
import { marked, snippetOf } from './snippet.ts';

/** A hit before its row has addresses. */
export interface FoundDocument {
  readonly row: RawRow;
  readonly title: Snippet;
  readonly page: number | null;
  readonly snippet: Snippet;
  readonly field: SearchHit['field'];
}

export interface SearchResult {
  readonly total: number;
  readonly hits: readonly FoundDocument[];
  readonly understood: readonly QueryPart[];
}

interface BestPage {
  readonly id: number;
  readonly number: number;
  readonly text: string;
}

/** Text kept on disk is searched page by page only for the rows shown. */
async function* pagesOf(reader: Reader, id: number): AsyncGenerator<BestPage> {
  const batch = 20;
  for (let offset = 0; ; offset += batch) {
    const rows = await reader.all<{ text: string }>(sql`
      SELECT page.text FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      WHERE part.document_id = ${id} ORDER BY part.position, page.number
      LIMIT ${batch} OFFSET ${offset}`);
    for (const [index, row] of rows.entries()) {
      yield { id, number: offset + index + 1, text: row.text };
    }
    if (rows.length < batch) return;
  }
}

const mostPages = 400;

/** The page with the most different terms, the first of those; null where no page has any. */
async function bestPage(
  reader: Reader,
  id: number,
  terms: readonly string[],
): Promise<{ number: number; snippet: Snippet } | null> {
  let best: { page: BestPage; score: number } | null = null;
  let tail = '';
  let read = 0;
  for await (const page of pagesOf(reader, id)) {
    const kept = normalise(page.text);
    const score = terms.filter((term) => kept.includes(term)).length;
    if (score > (best?.score ?? 0)) best = { page, score };
    // A phrase broken by a page's end is found on the page where it begins.
    if (best === null && terms.some((term) => (tail + kept).includes(term))) {
      best = { page: { ...page, number: Math.max(1, page.number - 1) }, score: 0.5 };
    }
    if (best?.score === terms.length || read > mostPages) break;
    tail = kept.slice(0, 0) + (tail + kept).slice(-60);
    read += 1;
  }
  if (best === null) return null;
  return { number: best.page.number, snippet: snippetOf(best.page.text, terms) };
}

interface Texts {
  readonly names: string;
  readonly labels: string;
  readonly note: string | null;
}

async function otherTexts(reader: Reader, id: number): Promise<Texts | undefined> {
  return reader.get<Texts>(sql`
    SELECT note,
      (SELECT group_concat(source_name, ' / ') FROM part WHERE document_id = document.id) AS names,
      (SELECT group_concat(tag.name, ' / ') FROM document_tag JOIN tag ON tag.id = tag_id
        WHERE document_id = document.id) AS labels
    FROM document WHERE id = ${id}`);
}

async function describe(
  reader: Reader,
  row: RawRow,
  terms: readonly string[],
): Promise<FoundDocument> {
  const title = marked(row.title, terms);
  const has = (text: string | null | undefined): boolean => {
    const kept = normalise(text ?? '');
    return terms.some((term) => kept.includes(term));
  };
  const page = await bestPage(reader, row.id, terms);
  if (page !== null) {
    const field = has(row.title) ? 'title' : 'body';
    return { row, title, page: page.number, snippet: page.snippet, field };
  }
  const found = (field: SearchHit['field'], text: string): FoundDocument => ({
    row,
    title,
    page: null,
    snippet: field === 'title' ? [] : snippetOf(text, terms),
    field,
  });
  if (has(row.title)) return found('title', row.title);
  for (const number of [row.reference_number, row.archival_code]) {
    if (has(number)) return found('number', number ?? '');
  }
  if (has(row.issuer)) return found('people', row.issuer ?? '');
  const others = await otherTexts(reader, row.id);
  for (const text of [others?.labels, row.category, others?.note]) {
    if (has(text)) return found('labels', text ?? '');
  }
  return { ...found('labels', others?.names ?? ''), field: 'title' };
}

/**
 * Finds documents: exact, in the sense of design.md (Text search). A window of hits with best page
 * and snippet; the total counts all.
 */
export async function searchDocuments(
  reader: Reader,
  filter: DocumentFilter,
  sort: Sort | undefined,
  offset: number,
  limit: number,
): Promise<SearchResult> {
  const query = parseQuery(filter.text ?? '');
  const isDefault = sort === undefined || sort.key === 'default';
  const [total, rows] = await Promise.all([
    countDocuments(reader, filter),
    listDocuments(
      reader,
      filter,
      sort,
      offset,
      limit,
      isDefault ? sql`${titleFirst(query)}, ` : sql``,
    ),
  ]);
  const terms = query.parts
    .filter((part) => part.kind !== 'not' && part.kind !== 'ignored')
    .map((part) => normalise(part.text));
  const hits: FoundDocument[] = [];
  for (const row of rows) hits.push(await describe(reader, row, terms));
  return { total, hits, understood: query.parts };
}
