import type { QueryPart } from '../contract/search.ts';
import { rawSql, sql, type Sql } from '../db/index.ts';
import { phrase } from './normalise.ts';

/** A query as the program understood it: every part must hold, every `not` must not. */
interface ParsedQuery {
  readonly parts: readonly QueryPart[];
}

const titleKeys = new Set(['title', '标题', '题名']);
const word = /(-?)(?:(title|标题|题名)[:：])?(?:"([^"]*)"?|“([^”]*)”?|([^\s"“，；]+))/gu;

/**
 * Reads what was typed: terms apart by spaces or full-width commas, `"a phrase"`, `-without`, `title:…`. Never fails:
 * what is not syntax is a term, what has no letters or figures is shown as ignored.
 */
export function parseQuery(text: string): ParsedQuery {
  const parts: QueryPart[] = [];
  for (const found of text.matchAll(word)) {
    const [source, minus = '', key, quoted, chinese, plain = ''] = found;
    const value = quoted ?? chinese ?? plain.replace(/[,;、]+$/u, '');
    const isPhrase = quoted !== undefined || chinese !== undefined;
    if (phrase(value) === null) parts.push({ kind: 'ignored', text: value, source });
    else if (minus !== '') parts.push({ kind: 'not', text: value, source });
    else if (key !== undefined && titleKeys.has(key))
      parts.push({ kind: 'title', text: value, source });
    else parts.push({ kind: isPhrase ? 'phrase' : 'term', text: value, source });
  }
  return { parts };
}

/** The FTS5 expression of a query; null where nothing is asked for, or only `-without`s. */
function expressions(query: ParsedQuery): { wanted: string | null; unwanted: string | null } {
  const of = (part: QueryPart): string =>
    part.kind === 'title' ? `{title} : ${phrase(part.text)}` : `${phrase(part.text)}`;
  const wanted = query.parts
    .filter((part) => part.kind !== 'not' && part.kind !== 'ignored')
    .map(of);
  const unwanted = query.parts.filter((part) => part.kind === 'not').map(of);
  return {
    wanted: wanted.length === 0 ? null : wanted.join(' AND '),
    unwanted: unwanted.length === 0 ? null : unwanted.join(' OR '),
  };
}

/** The query as a condition on `facts.document_id`. */
export function matching(query: ParsedQuery): Sql {
  const { wanted, unwanted } = expressions(query);
  const rows = (expression: string): Sql =>
    sql`SELECT rowid FROM document_index WHERE document_index MATCH ${expression}`;
  if (wanted === null && unwanted === null) return rawSql('1');
  if (wanted === null) return sql`facts.document_id NOT IN (${rows(unwanted ?? '')})`;
  return unwanted === null
    ? sql`facts.document_id IN (${rows(wanted)})`
    : sql`facts.document_id IN (${rows(`(${wanted}) NOT (${unwanted})`)})`;
}

/**
 * 0 where all wanted terms stand in title or number, else 1: the first key of the default order.
 * null where nothing is wanted.
 */
export function titleFirst(query: ParsedQuery): Sql | null {
  const terms = query.parts.filter((part) => part.kind !== 'not' && part.kind !== 'ignored');
  if (terms.length === 0) return null;
  const expression = terms.map((part) => `{title number} : ${phrase(part.text)}`).join(' AND ');
  return sql`facts.document_id NOT IN (
    SELECT rowid FROM document_index WHERE document_index MATCH ${expression})`;
}
