import type { DocumentFilter, Selection, Sort } from '../contract/documents.ts';
import { allOf, inJson, joinSql, rawSql, sql, type Sql } from '../db/index.ts';
import { matching } from './matching.ts';
import { parseQuery } from './query.ts';

function yearsOf(years: readonly (number | null)[]): Sql {
  const known = years.filter((year) => year !== null);
  const parts = [inJson('facts.year', known)];
  if (years.includes(null)) parts.push(rawSql('facts.year IS NULL'));
  return joinSql(parts, ' OR ');
}

function categoriesOf(categories: readonly (number | null)[]): Sql {
  const known = categories.filter((id) => id !== null);
  const parts = [
    sql`facts.category_id IN (
      WITH RECURSIVE below (id) AS (
        SELECT value FROM json_each(${JSON.stringify(known)})
        UNION SELECT category.id FROM category JOIN below ON category.parent_id = below.id)
      SELECT id FROM below)`,
  ];
  if (categories.includes(null)) parts.push(rawSql('facts.category_id IS NULL'));
  return joinSql(parts, ' OR ');
}

/**
 * Where a filter looks. Documents named are taken wherever they are (undefined); a search finds the
 * inbox too; a list is what is filed.
 */
export function placeOf({ place, ids, text }: DocumentFilter): DocumentFilter['place'] {
  if (place !== undefined || ids !== undefined) return place;
  return (text ?? '').trim() === '' ? 'filed' : 'all';
}

/**
 * The condition of a filter over `document_facts AS facts`.
 * A document matches where it has all the tags named.
 */
export function filterCondition(filter: DocumentFilter): Sql {
  const scope = scopeCondition(filter);
  if (filter.text === undefined || filter.text.trim() === '') return scope;
  return allOf([scope, matching(parseQuery(filter.text))]);
}

/** What a filter asks for beside its text. */
export function scopeCondition(filter: DocumentFilter): Sql {
  const parts: Sql[] = [];
  const place = placeOf(filter);
  if (place === 'all') parts.push(rawSql(`facts.place IN ('filed', 'inbox')`));
  else if (place !== undefined) parts.push(sql`facts.place = ${place}`);
  if (filter.ids !== undefined) parts.push(inJson('facts.document_id', filter.ids));
  if (filter.years !== undefined) parts.push(yearsOf(filter.years));
  if (filter.categories !== undefined) parts.push(categoriesOf(filter.categories));
  for (const tag of filter.tags ?? []) {
    parts.push(
      sql`facts.document_id IN (SELECT document_id FROM document_tag WHERE tag_id = ${tag})`,
    );
  }
  if (filter.importId !== undefined)
    parts.push(
      sql`facts.document_id IN (SELECT id FROM document WHERE import_id = ${filter.importId})`,
    );
  return allOf(parts);
}

/** The ids a selection stands for, as a subquery. */
export function selected(selection: Selection): Sql {
  const except = selection.except ?? [];
  return sql`
    SELECT facts.document_id AS id FROM document_facts AS facts
    WHERE ${filterCondition(selection.filter)}
      ${except.length === 0 ? sql`` : sql`AND NOT ${inJson('facts.document_id', except)}`}`;
}

const firstPart = (column: 'original_id' | 'first_page'): Sql =>
  rawSql(`(SELECT ${column} FROM part WHERE part.document_id = facts.document_id
    ORDER BY position LIMIT 1)`);

const direction = (descending: boolean): Sql => rawSql(descending ? 'DESC' : 'ASC');

/**
 * ORDER BY of a list; every order ends with the id, so that rows never jump. Documents of one import
 * stand as their papers lay: pieces cut from a stack follow one another where the stack was.
 */
export function orderBy(sort: Sort | undefined, filter: DocumentFilter): Sql {
  const order = direction(sort?.descending ?? true);
  switch (sort?.key ?? 'default') {
    case 'default':
    case 'date':
    // Sorted by what the index says (list-hits.ts); elsewhere there is nothing to be relevant to.
    case 'relevance':
      return sql`facts.newest_key ${order}, facts.document_id ${order}`;
    case 'title':
      return sql`facts.title_key ${order}, facts.document_id ${order}`;
    case 'referenceNumber':
      return sql`facts.number_key ${order}, facts.document_id ${order}`;
    case 'issuer':
      return sql`facts.issuer_key ${order}, facts.document_id ${order}`;
    case 'year':
      return sql`facts.year ${order}, facts.newest_key ${order}, facts.document_id ${order}`;
    case 'pages':
      return sql`facts.pages ${order}, facts.document_id ${order}`;
    case 'imported':
      return filter.importId === undefined
        ? sql`facts.document_id ${order}`
        : sql`${firstPart('original_id')} ${order}, ${firstPart('first_page')} ${order},
            facts.document_id ${order}`;
    case 'category':
      return sql`facts.category_key ${order}, facts.newest_key ${order}, facts.document_id ${order}`;
    case 'filing':
      return sql`facts.year ${order}, facts.category_key ${order}, facts.date ${order},
        facts.number_key ${order}, facts.document_id ${order}`;
  }
}
