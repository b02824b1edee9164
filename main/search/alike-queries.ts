import type { DocumentFilter } from '../contract/documents.ts';
import { allOf, inJson, joinSql, rawSql, sql, type Reader, type Sql } from '../db/index.ts';
import { filterCondition } from './filter.ts';
import { matching } from './matching.ts';
import type { ParsedQuery } from './query.ts';
import type { Spelling } from './spelling.ts';

/** Where documents are looked for: a filter without its text, and documents left out. */
export interface Scope {
  readonly filter: DocumentFilter;
  readonly except: readonly number[];
}

const within = ({ filter, except }: Scope): Sql =>
  except.length === 0
    ? filterCondition(filter)
    : sql`${filterCondition(filter)} AND NOT ${inJson('facts.document_id', except)}`;

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

const newest = rawSql('facts.newest_key DESC, facts.document_id DESC');

/** Ids of what a filter finds, in no order, at most `limit`. */
export async function foundIds(
  reader: Reader,
  filter: DocumentFilter,
  limit: number,
): Promise<number[]> {
  return idsOf(
    await reader.all(sql`
      SELECT facts.document_id AS id FROM document_facts AS facts
      WHERE ${filterCondition(filter)} LIMIT ${limit}`),
  );
}

/** Ids of documents that a query finds, the newest first. */
export async function matchingIds(
  reader: Reader,
  scope: Scope,
  query: ParsedQuery,
  limit: number,
): Promise<number[]> {
  return idsOf(
    await reader.all(sql`
      SELECT facts.document_id AS id FROM document_facts AS facts
      WHERE ${within(scope)} AND ${matching(query)} ORDER BY ${newest} LIMIT ${limit}`),
  );
}

/** Ids of documents that `rest` finds and whose index row fits an FTS5 expression, the latest first. */
export async function fittingIds(
  reader: Reader,
  scope: Scope,
  rest: ParsedQuery,
  expression: string,
  limit: number,
): Promise<number[]> {
  return idsOf(
    await reader.all(sql`
      SELECT facts.document_id AS id FROM document_index
        CROSS JOIN document_facts AS facts ON facts.document_id = document_index.rowid
      WHERE document_index MATCH ${expression} AND ${within(scope)} AND ${matching(rest)}
      ORDER BY document_index.rowid DESC LIMIT ${limit}`),
  );
}

const firstLine = (column: 'initials' | 'syllables'): Sql =>
  rawSql(`substr(spelled.${column}, 1, instr(spelled.${column} || char(10), char(10)) - 1)`);

/** Whether a document's names, or its title alone, are spelled so. */
const isSpelled = ({ initials, syllables }: Spelling, titleOnly: boolean): Sql =>
  titleOnly
    ? sql`instr(${firstLine('initials')}, ${initials}) > 0
        OR ${firstLine('syllables')} GLOB ${syllables}`
    : sql`instr(spelled.initials, ${initials}) > 0 OR spelled.syllables GLOB ${syllables}`;

/** Part of a query that may stand as typed or in pinyin. */
export interface SpelledPart {
  /** null: those that hold it as typed are left out by the scope. */
  readonly exact: ParsedQuery | null;
  readonly spelling: Spelling;
  readonly titleOnly: boolean;
}

/**
 * Ids of documents that `rest` finds and in which each part stands, as typed or in pinyin: those
 * whose title holds the first part first, then the newest.
 */
export async function spelledIds(
  reader: Reader,
  scope: Scope,
  rest: ParsedQuery,
  parts: readonly SpelledPart[],
  limit: number,
): Promise<number[]> {
  const [first] = parts;
  if (first === undefined) return [];
  const conditions = parts.map(({ exact, spelling, titleOnly }) =>
    exact === null
      ? isSpelled(spelling, titleOnly)
      : sql`${isSpelled(spelling, titleOnly)} OR ${matching(exact)}`,
  );
  // The names are gone through once, in the order they are kept in: no index knows what stands within.
  return idsOf(
    await reader.all(sql`
      SELECT facts.document_id AS id FROM document_pinyin AS spelled
        CROSS JOIN document_facts AS facts ON facts.document_id = spelled.document_id
      WHERE ${allOf(conditions)} AND ${within(scope)} AND ${matching(rest)}
      ORDER BY ${isSpelled(first.spelling, true)} DESC, ${newest} LIMIT ${limit}`),
  );
}

/** What a document is called by: for judging how near that is to what was typed. */
export interface Candidate {
  readonly id: number;
  readonly title: string;
  readonly number: string;
  /** Tags, a line each. */
  readonly tags: string;
}

/**
 * Documents that `rest` finds and that share two of the characters in title (and number, where
 * figures are among them), or in a tag: those that share most first, then the newest.
 */
export function alikeCandidates(
  reader: Reader,
  scope: Scope,
  rest: ParsedQuery,
  characters: readonly string[],
  limit: number,
): Promise<Candidate[]> {
  const has = (column: string, one: string): Sql =>
    sql`instr(${rawSql(/[a-z]/u.test(one) ? `lower(${column})` : column)}, ${one}) > 0`;
  const shared = (...columns: readonly string[]): Sql =>
    joinSql(
      characters.map((one) => {
        const some = columns.map((column) => has(column, one));
        return sql`(${joinSql(some, ' OR ')})`;
      }),
      ' + ',
    );
  const withNumber = characters.some((one) => /\d/u.test(one));
  const own = withNumber
    ? shared('facts.title', 'document.reference_number')
    : shared('facts.title');
  // Every title is looked at: in the order of the table, not of an index.
  return reader.all(sql`
    WITH near_tag (id, shared) AS MATERIALIZED (
      SELECT id, ${shared('name')} AS own FROM tag WHERE own >= 2),
    tagged (id, shared) AS MATERIALIZED (
      SELECT document_id, max(shared) FROM document_tag JOIN near_tag ON near_tag.id = tag_id
      GROUP BY document_id),
    scored (id, shared) AS MATERIALIZED (
      SELECT facts.document_id, max(coalesce(${own}, 0), coalesce(tagged.shared, 0)) AS most
      FROM document_facts AS facts NOT INDEXED
        ${rawSql(withNumber ? 'CROSS JOIN document ON document.id = facts.document_id' : '')}
        LEFT JOIN tagged ON tagged.id = facts.document_id
      WHERE most >= 2 AND ${within(scope)} AND ${matching(rest)}
      ORDER BY most DESC, ${newest} LIMIT ${limit})
    SELECT facts.document_id AS id, facts.title AS title,
      coalesce(document.reference_number, '') AS number,
      coalesce((SELECT group_concat(tag.name, char(10)) FROM document_tag
        JOIN tag ON tag.id = tag_id WHERE document_id = facts.document_id), '') AS tags
    FROM scored JOIN document_facts AS facts ON facts.document_id = scored.id
      JOIN document ON document.id = scored.id
    ORDER BY scored.shared DESC, ${newest}`);
}

/** N() of the names in use that fields are asked by. */
export async function knownNames(reader: Reader, limit: number): Promise<string[]> {
  const rows = await reader.all<{ plain: string }>(
    sql`SELECT DISTINCT plain FROM name_plain LIMIT ${limit}`,
  );
  return rows.map(({ plain }) => plain);
}

/** A key that sorts titles that begin with a text before others. */
export const beginsWith = (text: string): Sql =>
  sql`instr(lower(facts.title), ${text.toLowerCase()}) <> 1`;
