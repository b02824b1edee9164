import type { DocumentFilter, Selection, Sort } from '../contract/documents.ts';
import { allOf, inJson, joinSql, rawSql, sql, type Sql } from '../db/index.ts';
import { matching, parseQuery } from './query.ts';

function yearsOf(years: readonly (number | null)[]): Sql {
  const known = years.filter((year) => year !== null);
  const parts = [inJson('document.year', known)];
  if (years.includes(null)) parts.push(rawSql('document.year IS NULL'));
  return joinSql(parts, ' OR ');
}

function categoriesOf(categories: readonly (number | null)[]): Sql {
  const known = categories.filter((id) => id !== null);
  const parts = [
    sql`document.category_id IN (
      WITH RECURSIVE below (id) AS (
        SELECT value FROM json_each(${JSON.stringify(known)})
        UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id)
      SELECT id FROM below)`,
  ];
  if (categories.includes(null)) parts.push(rawSql('document.category_id IS NULL'));
  return joinSql(parts, ' OR ');
}

/**
 * The condition of a filter over `document` joined with `document_facts AS facts`.
 * A document matches where it has all the tags named.
 */
export function filterCondition(filter: DocumentFilter): Sql {
  const parts: Sql[] = [];
  const place = filter.place ?? (filter.ids === undefined ? 'filed' : undefined);
  if (place === 'all') parts.push(rawSql(`facts.place IN ('filed', 'inbox')`));
  else if (place !== undefined) parts.push(sql`facts.place = ${place}`);
  if (filter.ids !== undefined) parts.push(inJson('document.id', filter.ids));
  if (filter.years !== undefined) parts.push(yearsOf(filter.years));
  if (filter.categories !== undefined) parts.push(categoriesOf(filter.categories));
  for (const tag of filter.tags ?? []) {
    parts.push(sql`document.id IN (SELECT document_id FROM document_tag WHERE tag_id = ${tag})`);
  }
  if (filter.importId !== undefined) parts.push(sql`document.import_id = ${filter.importId}`);
  if (filter.text !== undefined && filter.text.trim() !== '') {
    parts.push(matching(parseQuery(filter.text)));
  }
  return allOf(parts);
}

/** The ids a selection stands for, as a subquery. */
export function selected(selection: Selection): Sql {
  const except = selection.except ?? [];
  return sql`
    SELECT document.id FROM document JOIN document_facts AS facts ON facts.document_id = document.id
    WHERE ${filterCondition(selection.filter)}
      ${except.length === 0 ? sql`` : sql`AND NOT ${inJson('document.id', except)}`}`;
}

const direction = (descending: boolean): Sql => rawSql(descending ? 'DESC' : 'ASC');

/** Position of each category in filing order: depth first, by position. Joined as `filing`. */
export const filingOrder = rawSql(`
  WITH RECURSIVE filing (id, path) AS (
    SELECT id, printf('%06d', position) FROM category WHERE parent_id IS NULL
    UNION ALL
    SELECT category.id, filing.path || printf('%06d', category.position)
    FROM category JOIN filing ON category.parent_id = filing.id)
  SELECT id, path FROM filing`);

/** ORDER BY of a list; every order ends with the id, so that rows never jump. */
export function orderBy(sort: Sort | undefined): Sql {
  const order = direction(sort?.descending ?? true);
  switch (sort?.key ?? 'default') {
    case 'default':
    case 'date':
      return sql`facts.newest_key ${order}, facts.document_id ${order}`;
    case 'title':
      return sql`facts.title_key ${order}, facts.document_id ${order}`;
    case 'referenceNumber':
      return sql`facts.number_key ${order}, facts.document_id ${order}`;
    case 'issuer':
      return sql`facts.issuer_key ${order}, facts.document_id ${order}`;
    case 'year':
      return sql`document.year ${order} NULLS LAST, facts.newest_key ${order}, facts.document_id ${order}`;
    case 'pages':
      return sql`facts.pages ${order}, facts.document_id ${order}`;
    case 'imported':
      return sql`facts.document_id ${order}`;
    case 'category':
      return sql`(SELECT path FROM (${filingOrder}) AS filing WHERE filing.id = document.category_id)
        ${order} NULLS LAST, facts.newest_key DESC, facts.document_id ${order}`;
    case 'filing':
      return sql`document.year ${order} NULLS LAST,
        (SELECT path FROM (${filingOrder}) AS filing WHERE filing.id = document.category_id)
          ${order} NULLS LAST,
        document.date ${order} NULLS LAST, facts.number_key ${order}, facts.document_id ${order}`;
  }
}
