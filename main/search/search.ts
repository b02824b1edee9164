import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { QueryPart, SearchHit, Snippet } from '../contract/search.ts';
import type { Reader } from '../db/index.ts';
import { joinPages, normalise } from './normalise.ts';
import { countDocuments, documentPages, listDocuments, otherTexts } from './queries.ts';
import { parseQuery, titleFirst } from './query.ts';
import type { RawRow } from './rows.ts';
import { marked, snippetOf } from './snippet.ts';

/** A hit before its row has addresses. */
interface FoundDocument {
  readonly row: RawRow;
  readonly title: Snippet;
  readonly page: number | null;
  readonly snippet: Snippet;
  readonly field: SearchHit['field'];
}

interface SearchResult {
  readonly total: number;
  readonly hits: readonly FoundDocument[];
  readonly understood: readonly QueryPart[];
}

interface Page {
  readonly number: number;
  readonly text: string;
}

/** Text kept on disk is searched page by page only for the rows shown. */
async function* pagesOf(reader: Reader, id: number): AsyncGenerator<Page> {
  const batch = 20;
  for (let offset = 0; ; offset += batch) {
    const rows = await documentPages(reader, id, { offset, limit: batch });
    for (const [index, row] of rows.entries()) {
      yield { number: offset + index + 1, text: row.text };
    }
    if (rows.length < batch) return;
  }
}

/** Once a hit is known, pages after this one are not read for a better one. */
const mostPages = 400;

interface PageHit {
  readonly number: number;
  readonly snippet: Snippet;
}

/** The page with the most different terms, the first of those; null where no page has any. */
async function bestPage(
  reader: Reader,
  id: number,
  terms: readonly string[],
): Promise<PageHit | null> {
  if (terms.length === 0) return null;
  const longest = Math.max(...terms.map((term) => term.length));
  let best: (Page & { readonly score: number }) | null = null;
  /** Pages that end in less than a term's length: where a phrase may begin that runs on. */
  let open: (Page & { readonly kept: string })[] = [];
  let broken: PageHit | null = null;
  for await (const page of pagesOf(reader, id)) {
    const kept = normalise(joinPages([page.text]));
    const score = terms.filter((term) => kept.includes(term)).length;
    if (score > (best?.score ?? 0)) best = { ...page, score };
    if (best === null) broken ??= brokenHit([...open, { ...page, kept }], terms);
    const isKnown = best !== null || broken !== null;
    if (best?.score === terms.length || (isKnown && page.number > mostPages)) break;
    open = [...open, { ...page, kept }];
    while (open.slice(1).reduce((sum, each) => sum + each.kept.length, 0) >= longest) open.shift();
  }
  if (best === null) return broken;
  return { number: best.number, snippet: snippetOf(joinPages([best.text]), terms) };
}

/** A phrase that runs over the ends of pages stands on the page where it begins. */
function brokenHit(
  pages: readonly (Page & { readonly kept: string })[],
  terms: readonly string[],
): PageHit | null {
  const joined = pages.map((page) => page.kept).join('');
  const [at] = terms.map((term) => joined.indexOf(term)).filter((place) => place >= 0);
  if (at === undefined) return null;
  let end = 0;
  const from = pages.findIndex((page) => (end += page.kept.length) > at);
  const shown = pages.slice(Math.max(0, from));
  const text = joinPages(shown.map((page) => page.text));
  return { number: shown[0]?.number ?? 1, snippet: snippetOf(text, terms) };
}

/** Terms by where they may stand. */
interface Wanted {
  readonly all: readonly string[];
  /** Those that need not stand in the title. */
  readonly anywhere: readonly string[];
}

async function describe(reader: Reader, row: RawRow, wanted: Wanted): Promise<FoundDocument> {
  const title = marked(row.title, wanted.all);
  const has = (text: string | null | undefined, terms = wanted.anywhere): boolean => {
    const kept = normalise(text ?? '');
    return terms.some((term) => kept.includes(term));
  };
  const isInTitle = has(row.title, wanted.all);
  const page = await bestPage(reader, row.id, wanted.anywhere);
  if (page !== null) {
    const field = isInTitle ? 'title' : 'body';
    return { row, title, page: page.number, snippet: page.snippet, field };
  }
  const found = (field: SearchHit['field'], text: string): FoundDocument => ({
    row,
    title,
    page: null,
    snippet: snippetOf(text, wanted.all),
    field,
  });
  if (isInTitle) return { ...found('title', ''), snippet: [] };
  for (const number of [row.reference_number, row.archival_code]) {
    if (has(number)) return found('number', number ?? '');
  }
  if (has(row.issuer)) return found('people', row.issuer ?? '');
  const others = await otherTexts(reader, row.id);
  for (const text of [others?.tags, others?.path, others?.note, others?.caption]) {
    if (has(text)) return found('labels', text ?? '');
  }
  return found('title', others?.names ?? '');
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
  const first = isDefault ? titleFirst(query) : null;
  const [total, rows] = await Promise.all([
    countDocuments(reader, filter),
    listDocuments(reader, filter, sort, offset, limit, first),
  ]);
  const sought = query.parts.filter((part) => part.kind !== 'not' && part.kind !== 'ignored');
  const wanted: Wanted = {
    all: sought.map((part) => normalise(part.text)),
    anywhere: sought.filter((part) => part.kind !== 'title').map((part) => normalise(part.text)),
  };
  const hits: FoundDocument[] = [];
  for (const row of rows) hits.push(await describe(reader, row, wanted));
  return { total, hits, understood: query.parts };
}
