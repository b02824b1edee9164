import type { DocumentFilter, Sort } from '../contract/documents.ts';
import type { QueryPart, QueryTerm, SearchHit, Snippet } from '../contract/search.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { listHits } from './list-hits.ts';
import { joinPages, normalise, phrase } from './normalise.ts';
import * as q from './queries.ts';
import { parseQuery, type ParsedQuery } from './query.ts';
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
  /** null: more than are counted at once. */
  readonly total: number | null;
  readonly hits: readonly FoundDocument[];
  readonly understood: QueryPart[];
  readonly canRank: boolean;
}

interface Page {
  readonly number: number;
  readonly text: string;
}

/** Text kept on disk is searched page by page only for the rows shown. */
async function* pagesOf(reader: Reader, id: number): AsyncGenerator<Page> {
  const batch = 20;
  for (let offset = 0; ; offset += batch) {
    const rows = await q.documentPages(reader, id, { offset, limit: batch });
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

/** What is sought, normalised: groups of which one term each must stand. */
interface Wanted {
  /** Wherever it may stand. */
  readonly all: readonly string[];
  /** What need not stand in a certain field. */
  readonly anywhere: readonly (readonly string[])[];
}

function wantedOf({ parts }: ParsedQuery): Wanted {
  const groups = parts.map(({ any }) => any.filter(({ not }) => !not));
  const texts = (terms: readonly QueryTerm[]): string[] =>
    terms.map(({ text }) => normalise(text)).filter((text) => text !== '');
  const isText = ({ field }: QueryTerm): boolean =>
    field === null || field === 'title' || field === 'number' || field === 'issuer';
  return {
    all: groups.flatMap((group) => texts(group.filter(isText))),
    anywhere: groups
      .map((group) => texts(group.filter(({ field }) => field === null)))
      .filter((group) => group.length > 0),
  };
}

async function describe(
  reader: Reader,
  row: RawRow,
  wanted: Wanted,
  shown: q.PageWithText | 'sought' | null,
): Promise<FoundDocument> {
  const anywhere = wanted.anywhere.flat();
  const title = marked(row.title, wanted.all);
  const has = (text: string | null | undefined, terms: readonly string[] = anywhere): boolean => {
    const kept = normalise(text ?? '');
    return terms.some((term) => kept.includes(term));
  };
  const isInTitle = has(row.title, wanted.all);
  const literal = shown === 'sought' ? null : literalHit(shown, anywhere);
  const page = literal ?? (shown === null ? null : await bestPage(reader, row.id, anywhere));
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
    if (has(number, wanted.all)) return found('number', number ?? '');
  }
  if (has(row.issuer, wanted.all)) return found('people', row.issuer ?? '');
  if (anywhere.length === 0) return { ...found('title', ''), snippet: [] };
  const others = await q.otherTexts(reader, row.id);
  for (const text of [others?.tags, others?.path, others?.note, others?.caption]) {
    if (has(text)) return found('labels', text ?? '');
  }
  return found('title', others?.names ?? '');
}

/** A page on which all stands letter by letter; null where that is only its page number. */
function literalHit(page: q.PageWithText | null, terms: readonly string[]): PageHit | null {
  if (page === null) return null;
  const snippet = snippetOf(joinPages([page.text]), terms);
  return snippet.length === 0 ? null : { number: page.number, snippet };
}

/**
 * Finds documents: exact, in the sense of design.md (Text search). A window of hits with best page
 * and snippet, and the total where it is known at once.
 * @throws what `signal` was aborted with
 */
export async function searchDocuments(
  archive: Archive,
  filter: DocumentFilter,
  sort: Sort | undefined,
  offset: number,
  limit: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<SearchResult> {
  const query = parseQuery(filter.text ?? '');
  const reader = archive.db.read;
  const { total, rows, canRank } = await listHits(archive, filter, query, sort, offset, limit);
  signal.throwIfAborted();
  const wanted = wantedOf(query);
  const pages = await pagesShown(
    reader,
    rows.map(({ id }) => id),
    wanted.anywhere,
  );
  const hits: FoundDocument[] = [];
  for (const row of rows) {
    signal.throwIfAborted();
    hits.push(await describe(reader, row, wanted, pages.get(row.id) ?? null));
  }
  return { total, hits, understood: [...query.parts], canRank };
}

/**
 * The page to show of each document: one that holds all that may stand anywhere letter by letter,
 * else one that holds some of it; `sought`: only reading the pages tells which.
 */
async function pagesShown(
  reader: Reader,
  ids: readonly number[],
  groups: readonly (readonly string[])[],
): Promise<ReadonlyMap<number, q.PageWithText | 'sought'>> {
  const terms = groups.flat();
  const whole = await q.literalPages(reader, ids, groups);
  const without = ids.filter((id) => !whole.has(id));
  const part = groups.length > 1 ? await q.literalPages(reader, without, [terms]) : new Map();
  const left = without.filter((id) => !part.has(id));
  const inPages = await inPagesOtherwise(reader, left, terms);
  return new Map<number, q.PageWithText | 'sought'>([
    ...whole,
    ...part,
    ...[...inPages].map((id) => [id, 'sought'] as const),
  ]);
}

/** Documents whose pages hold a term, as the index says: of the others no page need be read. */
async function inPagesOtherwise(
  reader: Reader,
  ids: readonly number[],
  terms: readonly string[],
): Promise<ReadonlySet<number>> {
  if (ids.length === 0 || terms.length === 0) return new Set();
  const expression = terms.map((term) => `{body} : ${phrase(term)}`).join(' OR ');
  return q.indexedAmong(reader, ids, expression);
}
