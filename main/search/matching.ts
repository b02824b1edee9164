import type { QueryField, QueryTerm, QueryThing } from '../contract/search.ts';
import { joinSql, rawSql, sql, type Sql } from '../db/index.ts';
import { normalise, phrase } from './normalise.ts';
import { rangeOf, type ValueRange } from './query-values.ts';
import type { ParsedQuery } from './query.ts';
import { numberKey, numberKeyOf } from './sort-key.ts';

/** The index column a field is, where it is one. */
const columns: Partial<Record<QueryField, string>> = {
  title: 'title',
  number: 'number',
  issuer: 'people',
};

/** A term as an FTS5 expression, `not` left aside; null where the index cannot answer it. */
function indexed({ field, text }: QueryTerm): string | null {
  // A number is found however it is written, which its key knows.
  if (numberKeyOf(text) !== null && (field === null || field === 'number')) return null;
  if (field === null) return phrase(text);
  const column = columns[field];
  return column === undefined ? null : `{${column}} : ${phrase(text)}`;
}

/** What the index is asked in one expression, and what must hold besides. */
interface Demands {
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
  readonly besides: readonly Sql[];
}

function demandsOf(query: ParsedQuery): Demands {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const besides: Sql[] = [];
  for (const { any } of query.parts) {
    if (any.length === 0) continue;
    const expressions = any.map(indexed);
    const all = expressions.filter((expression) => expression !== null);
    const [only] = all;
    if (all.length === any.length && any.every(({ not }) => !not)) wanted.push(anyOf(all));
    else if (any.length === 1 && any[0]?.not && only !== undefined) unwanted.push(only);
    else besides.push(joinSql(any.map(termCondition), ' OR '));
  }
  return { wanted, unwanted, besides };
}

const anyOf = (expressions: readonly string[]): string =>
  expressions.length === 1 ? (expressions[0] ?? '') : `(${expressions.join(' OR ')})`;

/** Documents whose index row fits an FTS5 expression: all are found first. */
export const fits = (expression: string): Sql => sql`facts.document_id IN (
  SELECT rowid FROM document_index WHERE document_index MATCH ${expression})`;

/** The same, asked document by document: for walks that end after a few. */
export const fitsAlone = (expression: string): Sql => sql`EXISTS (
  SELECT 1 FROM document_index WHERE document_index MATCH ${expression}
    AND rowid = facts.document_id)`;

/** Documents whose title, file names or number fit an FTS5 expression. */
export const fitsInTitle = (expression: string): Sql => sql`facts.document_id IN (
  SELECT rowid FROM title_index WHERE title_index MATCH ${expression})`;

/** The FTS5 expression of all that the index is asked; null where it is asked for nothing. */
export function indexExpression(query: ParsedQuery): string | null {
  const { wanted, unwanted } = demandsOf(query);
  if (wanted.length === 0) return null;
  const all = wanted.join(' AND ');
  return unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.join(' OR ')})`;
}

/** What must hold beside the index's answer, as conditions on `facts`. */
export function conditionsBesides(query: ParsedQuery): readonly Sql[] {
  const { wanted, unwanted, besides } = demandsOf(query);
  if (wanted.length > 0 || unwanted.length === 0) return besides;
  return [...besides, sql`NOT ${fits(unwanted.join(' OR '))}`];
}

/** The query as a condition on `facts`. */
export function matching(query: ParsedQuery): Sql {
  const expression = indexExpression(query);
  const besides = conditionsBesides(query);
  const parts = expression === null ? besides : [fits(expression), ...besides];
  if (parts.length === 0) return rawSql('1');
  return joinSql(
    parts.map((part) => sql`(${part})`),
    ' AND ',
  );
}

/** One term as a condition on `facts`. */
function termCondition(term: QueryTerm): Sql {
  const holds = positive(term);
  return term.not ? sql`NOT coalesce((${holds}), 0)` : sql`(${holds})`;
}

function positive(term: QueryTerm): Sql {
  const { field, text } = term;
  switch (field) {
    case null:
    case 'title':
    case 'issuer':
    case 'number': {
      const expression = indexed(term);
      return expression === null ? byNumber(term) : fits(expression);
    }
    case 'tag':
      return sql`facts.document_id IN (SELECT document_id FROM document_tag
        WHERE tag_id IN (SELECT id FROM tag WHERE name IN (${namesWith(text)})))`;
    case 'category':
      return sql`facts.category_id IN (
        WITH RECURSIVE below (id) AS (
          SELECT id FROM category WHERE name IN (${namesWith(text)})
          UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id)
        SELECT id FROM below)`;
    case 'department':
      return sql`facts.department IN (${namesWith(text)})`;
    case 'kind':
      return sql`facts.kind IN (${namesWith(text)})`;
    case 'year':
      return within('facts.year', numbers(rangeOf(text)));
    case 'pages':
      return within('facts.pages', numbers(rangeOf(text)));
    case 'date': {
      const { from, to } = rangeOf(text);
      // A month or year reaches to its end: no figure sorts after ':'.
      return within('facts.date', { from, to: to === null ? null : `${to}:` });
    }
    case 'has':
      return has(text as QueryThing);
    case 'lacks':
      return sql`NOT (${has(text as QueryThing)})`;
    case 'unread':
      return rawSql('facts.unread > 0');
  }
}

/** Names in use that hold a text, as the search compares texts. */
const namesWith = (text: string): Sql =>
  sql`SELECT name FROM name_plain WHERE instr(plain, ${normalise(text)}) > 0`;

/** A 文号 in any writing: as text where it stands so, or with the same agency, year and number. */
function byNumber({ field, text }: QueryTerm): Sql {
  const asText = field === null ? phrase(text) : `{number} : ${phrase(text)}`;
  const { key, isWhole } = numberKeyOf(text) ?? { key: numberKey(text), isWhole: true };
  // Each by its index, whatever else is asked.
  const same = isWhole ? sql`number_key = ${key}` : sql`substr(number_key, -16) = ${key}`;
  return sql`facts.document_id IN (
    SELECT rowid FROM document_index WHERE document_index MATCH ${asText}
    UNION ALL SELECT document_id FROM document_facts WHERE ${same})`;
}

const numbers = ({ from, to }: ValueRange): { from: number | null; to: number | null } => ({
  from: from === null ? null : Number(from),
  to: to === null ? null : Number(to),
});

function within(
  column: string,
  { from, to }: { readonly from: string | number | null; readonly to: string | number | null },
): Sql {
  const at = rawSql(column);
  const parts = [
    ...(from === null ? [] : [sql`${at} >= ${from}`]),
    ...(to === null ? [] : [sql`${at} <= ${to}`]),
  ];
  return joinSql(parts, ' AND ');
}

function has(thing: QueryThing): Sql {
  const field = (column: string): Sql => sql`facts.document_id IN (
    SELECT id FROM document WHERE trim(coalesce(${rawSql(column)}, '')) <> '')`;
  switch (thing) {
    case 'title':
      return rawSql('facts.title_is_proposed = 0');
    case 'number':
      return field('reference_number');
    case 'issuer':
      return field('issuer');
    case 'date':
      return rawSql('facts.date IS NOT NULL');
    case 'year':
      return rawSql('facts.year IS NOT NULL');
    case 'category':
      return rawSql('facts.category_id IS NOT NULL');
    case 'tag':
      return rawSql('facts.document_id IN (SELECT document_id FROM document_tag)');
    case 'department':
      return rawSql('facts.department IS NOT NULL');
    case 'kind':
      return rawSql('facts.kind IS NOT NULL');
    case 'retention':
      return field('retention');
    case 'secrecy':
      return field('secrecy');
    case 'note':
      return field('note');
    case 'code':
      return field('archival_code');
    case 'pages':
      return rawSql('facts.pages > 0');
    case 'text':
      return rawSql(`EXISTS (SELECT 1 FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
        WHERE part.document_id = facts.document_id AND page.text <> '')`);
    case 'proof':
      return rawSql('facts.document_id IN (SELECT document_id FROM link)');
  }
}

const titleFields: ReadonlySet<QueryField | null> = new Set([null, 'title', 'number']);

const inTitles = ({ field, text }: QueryTerm): string =>
  field === null ? `${phrase(text)}` : `{${field}} : ${phrase(text)}`;

/** Terms of each part that may stand in a title or number; parts without such are left out. */
const titleTerms = (query: ParsedQuery): readonly (readonly QueryTerm[])[] =>
  query.parts
    .map(({ any }) => any.filter(({ field, not }) => !not && titleFields.has(field)))
    .filter((terms) => terms.length > 0);

/**
 * The expression of `title_index` for documents that have all that is wanted in title or number;
 * null where no text is wanted.
 */
export function titleExpression(query: ParsedQuery): string | null {
  const terms = titleTerms(query);
  if (terms.length === 0) return null;
  return terms.map((any) => anyOf(any.map(inTitles))).join(' AND ');
}

/** Whether a document that has in title or number what `titleExpression` says fits the whole query. */
export const isWholeInTitle = (query: ParsedQuery): boolean =>
  query.parts.every(({ any }) => any.every(({ field, not }) => !not && titleFields.has(field)));

/**
 * Keys of the default order before the newest: the document whose number it is, then those with all
 * that is wanted in title or number. null where no text is wanted.
 */
export function nearestFirst(query: ParsedQuery): Sql | null {
  const expression = titleExpression(query);
  if (expression === null) return null;
  const elsewhere = sql`NOT ${fitsInTitle(expression)}`;
  const number = numberFirst(query);
  return number === null ? elsewhere : sql`${number}, ${elsewhere}`;
}

/** The document whose number was typed comes first, also in two words: `2024 36号`. */
export function numberFirst(query: ParsedQuery): Sql | null {
  const number = numberKeyOf(
    titleTerms(query)
      .map(([term]) => term?.text ?? '')
      .join(' '),
  );
  if (number === null) return null;
  return sql`substr(facts.number_key, ${-number.key.length}) <> ${number.key}`;
}
