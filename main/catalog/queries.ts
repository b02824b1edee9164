import type { Category } from '../contract/catalog.ts';
import type { Caption, DocumentField, DocumentFilter } from '../contract/documents.ts';
import type { CategoryId, DocumentId, OriginalId, TagId } from '../contract/ids.ts';
import { inJson, joinSql, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import type { Part } from '../reading/index.ts';
import { filterCondition } from '../search/index.ts';

/** Columns of `document` by contract field. */
export const columnOf: Readonly<Record<DocumentField, string>> = {
  title: 'title',
  year: 'year',
  categoryId: 'category_id',
  referenceNumber: 'reference_number',
  issuer: 'issuer',
  date: 'date',
  kind: 'kind',
  department: 'department',
  retention: 'retention',
  secrecy: 'secrecy',
  note: 'note',
};
export const fieldNames = Object.keys(columnOf) as DocumentField[];

export function allCategories(reader: Reader): Promise<Category[]> {
  return reader.all<Category>(sql`
    SELECT id, parent_id AS parentId, name, position FROM category
    ORDER BY coalesce(parent_id, 0), position, id`);
}

/** Ids of the categories with this name, the topmost first. */
export async function categoriesNamed(reader: Reader, name: string): Promise<CategoryId[]> {
  const rows = await reader.all<{ id: CategoryId }>(sql`
    SELECT id FROM category WHERE name = ${name}
    ORDER BY parent_id IS NOT NULL, coalesce(parent_id, 0), position, id`);
  return rows.map((row) => row.id);
}

/** Adds a category as the last child of its parent (null: at the top). */
export async function insertCategory(
  writer: Writer,
  name: string,
  parentId: CategoryId | null,
): Promise<CategoryId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO category (parent_id, name, position)
    VALUES (${parentId}, ${name}, ${nextPosition(parentId)})`);
  return lastId as CategoryId;
}

const nextPosition = (parentId: CategoryId | null): Sql => sql`(
  SELECT coalesce(max(position) + 1, 0) FROM category WHERE parent_id IS ${parentId})`;

export async function setCategoryName(writer: Writer, id: CategoryId, name: string): Promise<void> {
  await writer.run(sql`UPDATE category SET name = ${name} WHERE id = ${id}`);
}

export async function setCategoryParent(
  writer: Writer,
  id: CategoryId,
  parentId: CategoryId | null,
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET parent_id = ${parentId} WHERE id = ${id} AND parent_id IS NOT ${parentId}`);
}

/** Makes a category the last child of another parent. */
export async function appendCategory(
  writer: Writer,
  id: CategoryId,
  parentId: CategoryId | null,
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET parent_id = ${parentId}, position = ${nextPosition(parentId)}
    WHERE id = ${id}`);
}

/** Numbers siblings in the order given, from 0. */
export async function renumberCategories(
  writer: Writer,
  ids: readonly CategoryId[],
): Promise<void> {
  await writer.run(sql`
    UPDATE category SET position = wanted.key FROM json_each(${JSON.stringify(ids)}) AS wanted
    WHERE category.id = wanted.value AND category.position IS NOT wanted.key`);
}

/** Removes a category that holds no documents any more. */
export async function deleteCategory(writer: Writer, id: CategoryId): Promise<void> {
  await writer.run(sql`DELETE FROM category WHERE id = ${id}`);
}

/** Gives all documents of a category another one (null: none). */
export async function refileDocuments(
  writer: Writer,
  from: CategoryId,
  into: CategoryId | null,
): Promise<void> {
  await writer.run(sql`UPDATE document SET category_id = ${into} WHERE category_id = ${from}`);
}

export interface TagRecord {
  readonly id: TagId;
  readonly name: string;
  readonly color: string;
}

export function tagRecord(reader: Reader, id: TagId): Promise<TagRecord | undefined> {
  return reader.get<TagRecord>(sql`SELECT id, name, color FROM tag WHERE id = ${id}`);
}

/** Names of tags are unique. */
export async function tagNamed(reader: Reader, name: string): Promise<TagId | undefined> {
  const row = await reader.get<{ id: TagId }>(sql`SELECT id FROM tag WHERE name = ${name}`);
  return row?.id;
}

export async function countTags(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`SELECT count(*) AS count FROM tag`);
  return row?.count ?? 0;
}

export async function insertTag(writer: Writer, name: string, color: string): Promise<TagId> {
  const { lastId } = await writer.run(sql`
    INSERT INTO tag (name, color) VALUES (${name}, ${color})`);
  return lastId as TagId;
}

export async function updateTag(
  writer: Writer,
  id: TagId,
  name: string,
  color: string,
): Promise<void> {
  await writer.run(sql`UPDATE tag SET name = ${name}, color = ${color} WHERE id = ${id}`);
}

/** Gives the documents of one tag another as well. */
export async function tagAlike(writer: Writer, id: TagId, other: TagId): Promise<void> {
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT document_id, ${other} FROM document_tag WHERE tag_id = ${id}
      AND document_id NOT IN (SELECT document_id FROM document_tag WHERE tag_id = ${other})`);
}

/** Removes a tag from its documents and from the archive. */
export async function deleteTag(writer: Writer, id: TagId): Promise<void> {
  await writer.run(sql`DELETE FROM document_tag WHERE tag_id = ${id}`);
  await writer.run(sql`DELETE FROM tag WHERE id = ${id}`);
}

export function countsByYearAndCategory(
  reader: Reader,
  filter: DocumentFilter,
): Promise<{ year: number | null; category_id: number | null; documents: number }[]> {
  return reader.all(sql`
    SELECT facts.year, facts.category_id, count(*) AS documents FROM document_facts AS facts
    WHERE ${filterCondition(filter)} GROUP BY facts.year, facts.category_id`);
}

export function countsByTag(
  reader: Reader,
  filter: DocumentFilter,
): Promise<{ id: number; name: string; color: string; documents: number }[]> {
  return reader.all(sql`
    SELECT tag.id, tag.name, tag.color, count(found.document_id) AS documents FROM tag
    LEFT JOIN (SELECT document_tag.tag_id, document_tag.document_id FROM document_tag
        JOIN document_facts AS facts ON facts.document_id = document_tag.document_id
        WHERE ${filterCondition(filter)}) AS found ON found.tag_id = tag.id
    GROUP BY tag.id`);
}

export async function countsByPlace(reader: Reader): Promise<Record<string, number>> {
  const rows = await reader.all<{ place: string; documents: number }>(
    sql`SELECT place, count(*) AS documents FROM document_facts GROUP BY place`,
  );
  return Object.fromEntries(rows.map((row) => [row.place, row.documents]));
}

export interface DocumentRecord {
  readonly id: number;
  readonly state: string;
  readonly title: string | null;
  readonly year: number | null;
  readonly category_id: number | null;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly kind: string | null;
  readonly department: string | null;
  readonly retention: string | null;
  readonly secrecy: string | null;
  readonly note: string | null;
  readonly archival_code: string | null;
  readonly import_id: number | null;
  readonly created_at: string;
  readonly confirmed_at: string | null;
  readonly trashed_at: string | null;
}

export function documentRecord(reader: Reader, id: number): Promise<DocumentRecord | undefined> {
  return reader.get<DocumentRecord>(sql`SELECT * FROM document WHERE id = ${id}`);
}

/** Those of the ids that are documents. */
export async function knownDocuments(
  reader: Reader,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await reader.all<{ id: number }>(
    sql`SELECT id FROM document WHERE ${inJson('id', ids)}`,
  );
  return new Set(rows.map((row) => row.id));
}

export interface OriginalRecord {
  readonly id: number;
  readonly name: string;
  readonly source_path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly extension: string;
  readonly type: string;
  readonly page_count: number;
  readonly page_state: string;
  readonly also_in: string;
}

/** A document's originals in order, each once, with the other documents that share them. */
export function originalsOf(reader: Reader, id: number): Promise<OriginalRecord[]> {
  return reader.all<OriginalRecord>(sql`
    SELECT original.id, part.source_name AS name, part.source_path, original.bytes,
      original.sha256, original.extension, original.type, original.page_count,
      original.page_state,
      (SELECT json_group_array(json_object('id', facts.document_id, 'title', facts.title))
        FROM document_facts AS facts WHERE facts.document_id <> ${id} AND facts.document_id IN (
          SELECT other.document_id FROM part AS other JOIN part AS own
            ON own.document_id = ${id} AND own.original_id = other.original_id
            -- Documents cut from one original share it, but no page of it.
            AND (other.first_page <= own.last_page AND own.first_page <= other.last_page) IS NOT FALSE
          WHERE other.original_id = original.id AND other.document_id <> ${id})) AS also_in
    FROM part JOIN original ON original.id = part.original_id
    WHERE part.document_id = ${id} GROUP BY original.id ORDER BY min(part.position)`);
}

/** An original and the name it came in under; undefined where no document has it. */
export function originalForDownload(
  reader: Reader,
  id: number,
): Promise<Pick<OriginalRecord, 'sha256' | 'extension' | 'name'> | undefined> {
  return reader.get(sql`
    SELECT sha256, extension, source_name AS name FROM original
    JOIN part ON part.original_id = original.id WHERE original.id = ${id} LIMIT 1`);
}

interface ProposalRecord {
  readonly document_id: number;
  readonly field: string;
  readonly rank: number;
  readonly value: string;
  readonly label: string;
  readonly confidence: number;
  readonly source: string;
  readonly evidence: string;
  readonly page: number | null;
  /** JSON array of line numbers. */
  readonly lines: string;
}

export function proposalsOf(reader: Reader, id: number): Promise<ProposalRecord[]> {
  return reader.all<ProposalRecord>(sql`
    SELECT document_id, field, rank, value, confidence, source, evidence, page, lines,
      CASE field WHEN 'categoryId'
        THEN coalesce((SELECT name FROM category WHERE id = CAST(value AS INTEGER)), value)
        ELSE value END AS label
    FROM proposal WHERE document_id = ${id}
      AND (field <> 'categoryId' OR CAST(value AS INTEGER) IN (SELECT id FROM category))
    ORDER BY field, rank`);
}

export function notesOf(reader: Reader, id: number): Promise<{ code: string; details: string }[]> {
  return reader.all(
    sql`SELECT code, details FROM document_note WHERE document_id = ${id} ORDER BY id`,
  );
}

export function operationsOn(
  reader: Reader,
  id: number,
): Promise<{ id: number; at: string; user: string; summary: string }[]> {
  return reader.all(sql`
    SELECT id, at, user, summary FROM operation WHERE sealed IS NOT NULL AND id IN (
      SELECT operation_id FROM change WHERE table_name = 'document' AND row_id = ${id}
      UNION SELECT operation_id FROM change WHERE table_name IN ('part', 'document_tag', 'caption')
        AND coalesce(after ->> 'document_id', before ->> 'document_id') = ${id}
        AND operation_id IN (SELECT id FROM operation ORDER BY id DESC LIMIT 500)
      -- An update says only what it changes: a turn names the part.
      UNION SELECT change.operation_id FROM part JOIN change
        ON change.table_name = 'part' AND change.row_id = part.id WHERE part.document_id = ${id}
      UNION SELECT change.operation_id FROM caption JOIN change
        ON change.table_name = 'caption' AND change.row_id = caption.id
        WHERE caption.document_id = ${id})
    ORDER BY sealed DESC LIMIT 20`);
}

export async function valuesOf(
  reader: Reader,
  field: 'issuer' | 'kind' | 'department' | 'secrecy' | 'year',
  prefix: string,
): Promise<string[]> {
  const column = rawSql(columnOf[field]);
  const rows = await reader.all<{ value: string }>(sql`
    SELECT CAST(${column} AS TEXT) AS value FROM document
    WHERE ${column} IS NOT NULL AND instr(${column}, ${prefix}) > 0
    GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT 20`);
  return rows.map((row) => row.value);
}

/** Documents of a selection that a patch would change, in list order. */
export function changing(
  reader: Reader,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
  limit: number,
): Promise<DocumentRecord[]> {
  return reader.all<DocumentRecord>(sql`
    SELECT * FROM document WHERE id IN (${ids}) AND (${differing(patch)})
    ORDER BY id LIMIT ${limit}`);
}

function differing(patch: readonly (readonly [DocumentField, string | number | null])[]): Sql {
  if (patch.length === 0) return rawSql('0');
  return joinSql(
    patch.map(([field, value]) => sql`document.${rawSql(columnOf[field])} IS NOT ${value}`),
    ' OR ',
  );
}

export async function countSelected(reader: Reader, ids: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`SELECT count(*) AS count FROM (${ids})`);
  return row?.count ?? 0;
}

export async function countChanging(
  reader: Reader,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document WHERE id IN (${ids}) AND (${differing(patch)})`);
  return row?.count ?? 0;
}

/** Sets fields; answers how many documents changed. */
export async function patchDocuments(
  writer: Writer,
  ids: Sql,
  patch: readonly (readonly [DocumentField, string | number | null])[],
): Promise<number> {
  if (patch.length === 0) return 0;
  const assignments = joinSql(
    patch.map(([field, value]) => sql`${rawSql(columnOf[field])} = ${value}`),
    ', ',
  );
  const { changes } = await writer.run(sql`
    UPDATE document SET ${assignments} WHERE id IN (${ids}) AND (${differing(patch)})`);
  return changes;
}

/** Ids as a subquery that later statements can use while the rows they came from change. */
export async function frozen(writer: Writer, ids: Sql): Promise<Sql> {
  const row = await writer.get<{ ids: string }>(
    sql`SELECT json_group_array(id) AS ids FROM (${ids})`,
  );
  return sql`SELECT value FROM json_each(${row?.ids ?? '[]'})`;
}

/** Fills what is still open from the best proposal of each field, as `proposalsOf` orders them. */
export async function takeProposals(writer: Writer, ids: Sql): Promise<void> {
  for (const field of fieldNames) {
    const column = rawSql(columnOf[field]);
    const isNumber = field === 'year' || field === 'categoryId';
    const value = rawSql(isNumber ? 'CAST(best.value AS INTEGER)' : 'best.value');
    const isThere = field === 'categoryId' ? sql`AND ${value} IN (SELECT id FROM category)` : sql``;
    await writer.run(sql`
      UPDATE document SET ${column} = best.value FROM (
        SELECT document_id, ${value} AS value, min(rank) FROM proposal AS best
        WHERE field = ${field} AND document_id IN (${ids}) ${isThere} GROUP BY document_id) AS best
      WHERE best.document_id = document.id AND document.${column} IS NULL`);
  }
  // A document that nobody could name is filed under its file's name, never without a title.
  await writer.run(sql`
    UPDATE document SET title = facts.title FROM document_facts AS facts
    WHERE facts.document_id = document.id AND document.title IS NULL AND document.id IN (${ids})`);
}

export async function confirmDocuments(writer: Writer, ids: Sql, at: string): Promise<number> {
  const { changes } = await writer.run(sql`
    UPDATE document SET state = 'filed', confirmed_at = ${at}
    WHERE state = 'inbox' AND trashed_at IS NULL AND id IN (${ids})`);
  return changes;
}

export async function countFiled(reader: Reader, ids: Sql): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document
    WHERE state = 'filed' AND trashed_at IS NULL AND id IN (${ids})`);
  return row?.count ?? 0;
}

export async function unconfirmDocuments(writer: Writer, ids: Sql): Promise<number> {
  const { changes } = await writer.run(sql`
    UPDATE document SET state = 'inbox', confirmed_at = NULL
    WHERE state = 'filed' AND trashed_at IS NULL AND id IN (${ids})`);
  return changes;
}

export async function tagDocuments(writer: Writer, ids: Sql, tags: readonly number[]) {
  const { changes } = await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT document.id, tag.id FROM document, tag
    WHERE document.id IN (${ids}) AND ${inJson('tag.id', tags)}
      AND NOT EXISTS (SELECT 1 FROM document_tag
        WHERE document_id = document.id AND tag_id = tag.id)`);
  return changes;
}

export async function untagDocuments(writer: Writer, ids: Sql, names: readonly string[]) {
  const { changes } = await writer.run(sql`
    DELETE FROM document_tag WHERE document_id IN (${ids})
      AND tag_id IN (SELECT id FROM tag WHERE ${inJson('name', names)})`);
  return changes;
}

/** How many documents an operation has touched so far. */
export async function documentsTouched(writer: Writer, operation: number): Promise<number> {
  const row = await writer.get<{ count: number }>(sql`
    SELECT count(DISTINCT CASE table_name WHEN 'document' THEN row_id
        ELSE coalesce(after ->> 'document_id', before ->> 'document_id') END) AS count
    FROM change WHERE operation_id = ${operation}
      AND table_name IN ('document', 'part', 'document_tag')`);
  return row?.count ?? 0;
}

// Pages of documents.

/** A row of `part`, in the words of `pageParts`. */
export interface StoredPart extends Part {
  readonly id: number;
}

/** What a document shows, in order. */
export function partsOf(reader: Reader, documentId: number): Promise<StoredPart[]> {
  return reader.all<StoredPart>(sql`
    SELECT id, original_id AS originalId, first_page AS firstPage, last_page AS lastPage, rotation,
      source_name AS sourceName, source_path AS sourcePath
    FROM part WHERE document_id = ${documentId} ORDER BY position, part.id`);
}

/** What becomes of a document's rows of `part`; positions count from 0. */
export interface PartChanges {
  readonly removed: readonly number[];
  readonly moved: readonly (StoredPart & { readonly position: number })[];
  readonly added: readonly (Part & { readonly position: number })[];
}

export async function changeParts(
  writer: Writer,
  documentId: number,
  { removed, moved, added }: PartChanges,
): Promise<void> {
  if (removed.length > 0) await writer.run(sql`DELETE FROM part WHERE ${inJson('id', removed)}`);
  if (moved.length > 0) {
    await writer.run(sql`
      UPDATE part SET position = value ->> 'position', first_page = value ->> 'firstPage',
        last_page = value ->> 'lastPage', rotation = value ->> 'rotation'
      FROM json_each(${JSON.stringify(moved)}) WHERE part.id = value ->> 'id'`);
  }
  if (added.length > 0) {
    await writer.run(sql`
      INSERT INTO part (document_id, position, original_id, first_page, last_page, rotation,
        source_name, source_path)
      SELECT ${documentId}, value ->> 'position', value ->> 'originalId', value ->> 'firstPage',
        value ->> 'lastPage', value ->> 'rotation', value ->> 'sourceName', value ->> 'sourcePath'
      FROM json_each(${JSON.stringify(added)}) ORDER BY key`);
  }
}

/**
 * New inbox documents for what is cut off another, with what was set there for all of it: year,
 * category, department, tags; a marking as a state secret goes with every piece.
 */
export async function insertCutOff(
  writer: Writer,
  from: number,
  count: number,
): Promise<DocumentId[]> {
  const { lastId } = await writer.run(sql`
    WITH RECURSIVE piece (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM piece WHERE n < ${count})
    INSERT INTO document (state, year, category_id, department, secrecy, import_id, created_at)
    SELECT 'inbox', year, category_id, department,
      CASE WHEN ${isMarkedSecret(rawSql('secrecy'))} THEN secrecy END, import_id, created_at
    FROM piece, document WHERE document.id = ${from}`);
  const ids = Array.from(
    { length: count },
    (_, index) => (lastId - count + 1 + index) as DocumentId,
  );
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT piece.value, document_tag.tag_id FROM json_each(${JSON.stringify(ids)}) AS piece, document_tag
    WHERE document_tag.document_id = ${from} ORDER BY piece.key, document_tag.id`);
  for (const id of ids) await passSecretNote(writer, from, id);
  return ids;
}

/** Fills what a document leaves open from another one, and gives it the other's tags. */
export async function fillFrom(writer: Writer, id: number, other: number): Promise<void> {
  const names = [...Object.values(columnOf), 'archival_code'] as (keyof DocumentRecord)[];
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT ${id}, tag_id FROM document_tag WHERE document_id = ${other}
      AND tag_id NOT IN (SELECT tag_id FROM document_tag WHERE document_id = ${id}) ORDER BY id`);
  const captionColumns = Object.values(captionColumnOf).map(rawSql);
  await writer.run(sql`
    INSERT INTO caption (document_id) SELECT ${id} FROM caption WHERE document_id = ${other}
      AND NOT EXISTS (SELECT 1 FROM caption WHERE document_id = ${id})`);
  await writer.run(sql`
    UPDATE caption SET ${joinSql(
      captionColumns.map((column) => sql`${column} = coalesce(caption.${column}, other.${column})`),
      ', ',
    )} FROM caption AS other
    WHERE caption.document_id = ${id} AND other.document_id = ${other}`);
  // The code is unique: its bearer goes before another gets it.
  const row = await documentRecord(writer, other);
  await deleteEmptied(writer, other);
  if (row === undefined) return;
  // What was said of the secrecy of one paper does not hold for another, but for a marking.
  const secrecy = isSecretMarking(row.secrecy) ? row.secrecy : null;
  const given = { ...row, secrecy };
  const assignments = names.map(
    (name) => sql`${rawSql(name)} = coalesce(${rawSql(name)}, ${given[name]})`,
  );
  await writer.run(sql`UPDATE document SET ${joinSql(assignments, ', ')} WHERE id = ${id}`);
}

/** Removes a document whose pages are elsewhere now; its history stays. */
async function deleteEmptied(writer: Writer, id: number): Promise<void> {
  for (const table of ['part', 'document_tag', 'caption']) {
    await writer.run(sql`DELETE FROM ${rawSql(table)} WHERE document_id = ${id}`);
  }
  await writer.run(sql`DELETE FROM document WHERE id = ${id}`);
}

export async function trashDocument(writer: Writer, id: number, at: string): Promise<void> {
  await writer.run(sql`UPDATE document SET trashed_at = ${at} WHERE id = ${id}`);
}

// Dropped pages.

/** Operations that take no page from any document, and change many things at once. */
const pagelessOperations =
  'import set tag confirm unconfirm delete restore turn correct uncorrect unlock caption'.split(
    ' ',
  );
const pageOperation = `operation.kind NOT IN (${pagelessOperations.map((kind) => `'${kind}'`).join(', ')})`;

/** The document of a row of `part` that a change is about: an update says only what it changes. */
const ownerOfPart = (change: string): string => `coalesce(
  ${change}.before ->> 'document_id', ${change}.after ->> 'document_id',
  (SELECT document_id FROM part WHERE part.id = ${change}.row_id),
  (SELECT coalesce(whole.before ->> 'document_id', whole.after ->> 'document_id')
    FROM change AS whole WHERE whole.table_name = 'part' AND whole.row_id = ${change}.row_id
      AND coalesce(whole.before ->> 'document_id', whole.after ->> 'document_id') IS NOT NULL
    ORDER BY whole.id DESC LIMIT 1))`;

/** The document that got parts in an operation which took another document away. */
const heirIn = (operation: string): string => `(
  SELECT ${ownerOfPart('given')} FROM change AS given
  WHERE given.operation_id = ${operation} AND given.table_name = 'part'
    AND given.after IS NOT NULL LIMIT 1)`;

/**
 * Originals that no document shows a page of any more, as `(original_id, document_id, name, path)`:
 * each with the document that showed it last, or the one that was joined into since.
 */
const unshownOriginals = rawSql(`
  WITH RECURSIVE gone (original_id, document_id, name, path, last) AS (
    SELECT change.before ->> 'original_id', ${ownerOfPart('change')},
      coalesce(change.before ->> 'source_name', ''), coalesce(change.before ->> 'source_path', ''),
      max(change.id)
    FROM operation JOIN change ON change.operation_id = operation.id
    WHERE ${pageOperation} AND change.table_name = 'part'
      AND change.before ->> 'original_id' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM part WHERE original_id = change.before ->> 'original_id')
      AND EXISTS (SELECT 1 FROM original WHERE id = change.before ->> 'original_id')
    GROUP BY 1),
  holder (original_id, document_id, name, path, depth) AS (
    SELECT original_id, document_id, name, path, 0 FROM gone
    UNION ALL
    SELECT original_id, ${heirIn(`(
        SELECT max(ended.operation_id) FROM change AS ended WHERE ended.table_name = 'document'
          AND ended.row_id = holder.document_id AND ended.after IS NULL)`)},
      name, path, depth + 1
    FROM holder WHERE depth < 50
      AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = holder.document_id))
  SELECT original_id, document_id, name, path FROM holder
  WHERE EXISTS (SELECT 1 FROM document WHERE document.id = holder.document_id)`);

/** The documents given with all that went into them: joined since, or cut off and put back. */
export const withJoined = (ids: Sql): Sql => sql`
  WITH RECURSIVE ended (document_id, heir) AS MATERIALIZED (
    SELECT change.row_id, ${rawSql(heirIn('change.operation_id'))}
    FROM operation JOIN change ON change.operation_id = operation.id
    WHERE ${rawSql(pageOperation)} AND change.table_name = 'document' AND change.after IS NULL
      AND change.before IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = change.row_id)),
  family (id) AS (
    SELECT * FROM (${ids})
    UNION SELECT ended.document_id FROM ended JOIN family ON ended.heir = family.id)
  SELECT id FROM family`;

/** Runs of pages of the document's originals that some document shows, and how many pages they have. */
export interface ShownRuns {
  readonly originalId: OriginalId;
  readonly pages: number;
  readonly sourceName: string;
  readonly sourcePath: string;
  /** JSON: `[first, last]` of each part of any document. */
  readonly shown: string;
}

/** The originals of a document, those it dropped among them, with what is shown of each. */
export function shownRuns(reader: Reader, documentId: number): Promise<ShownRuns[]> {
  return reader.all<ShownRuns>(sql`
    WITH own (original_id, name, path, place) AS (
      SELECT original_id, source_name, source_path, min(position) FROM part
      WHERE document_id = ${documentId} GROUP BY original_id
      UNION ALL
      SELECT original_id, name, path, NULL FROM (${unshownOriginals})
      WHERE document_id = ${documentId})
    SELECT original.id AS originalId, original.page_count AS pages, own.name AS sourceName,
      own.path AS sourcePath,
      (SELECT json_group_array(json_array(first_page, last_page)) FROM part
        WHERE part.original_id = original.id AND first_page IS NOT NULL) AS shown
    FROM own JOIN original ON original.id = own.original_id
    WHERE original.page_count > 0
    ORDER BY own.place IS NULL, own.place, original.id`);
}

/** Originals without any shown page whose last document is among those given. */
export async function unshownOriginalsOf(reader: Reader, ids: Sql): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT DISTINCT original_id AS id FROM (${unshownOriginals}) WHERE document_id IN (${ids})`);
  return rows.map((row) => row.id);
}

// State secrets.

/** 绝密, 机密 or 秘密, whatever follows: ★, a period, 级. */
export const isMarkedSecret = (value: Sql): Sql => sql`
  substr(trim(coalesce(${value}, '')), 1, 2) IN ('绝密', '机密', '秘密')`;

/** The same of a value that is about to be set. */
export function isSecretMarking(value: string | null | undefined): boolean {
  return /^\s*(?:绝密|机密|秘密)/u.test(value ?? '');
}

/**
 * Documents of a selection that may not be filed: marked as state secrets by what a person set (or
 * sets with `secrecy`, where given), or found to be so where no person has said otherwise.
 */
const stopped = (ids: Sql, secrecy: string | null | undefined): Sql => {
  const set = secrecy === undefined ? rawSql('document.secrecy') : sql`${secrecy}`;
  return sql`
    SELECT document.id FROM document WHERE document.id IN (${ids}) AND (
      ${isMarkedSecret(set)}
      OR (${set} IS NULL AND (
        EXISTS (SELECT 1 FROM document_note AS note
          WHERE note.document_id = document.id AND note.code = 'secret')
        OR ${isMarkedSecret(sql`(SELECT value FROM proposal
          WHERE proposal.document_id = document.id AND field = 'secrecy' ORDER BY rank LIMIT 1)`)})))`;
};

/** The selection without them. */
export const withoutStopped = (ids: Sql, secrecy: string | null | undefined): Sql => sql`
  SELECT id FROM document WHERE id IN (${ids}) AND id NOT IN (${stopped(ids, secrecy)})`;

/** Those of the ids that wait in the inbox because they may not be filed. */
export async function stoppedDocuments(reader: Reader, ids: readonly number[]): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT id FROM (${stopped(sql`SELECT value FROM json_each(${JSON.stringify(ids)})`, undefined)})
    WHERE id IN (SELECT id FROM document WHERE state = 'inbox' AND trashed_at IS NULL) ORDER BY id`);
  return rows.map((row) => row.id);
}

export async function isStopped(reader: Reader, id: number): Promise<boolean> {
  const found = await reader.get(stopped(sql`SELECT ${id}`, undefined));
  return found !== undefined;
}

/** A finding goes with the pages it may have been made on, until they are judged anew. */
export async function passSecretNote(writer: Writer, from: number, to: number): Promise<void> {
  await writer.run(sql`
    INSERT INTO document_note (document_id, code, details)
    SELECT ${to}, code, details FROM document_note AS note
    WHERE document_id = ${from} AND code = 'secret' AND NOT EXISTS (
      SELECT 1 FROM document_note WHERE document_id = ${to} AND code = 'secret') LIMIT 1`);
}

/** What a person said of the secrecy of other pages does not hold for those that come in. */
export async function forgetSecrecy(writer: Writer, id: number, like: number): Promise<void> {
  await writer.run(sql`
    UPDATE document SET secrecy = (SELECT CASE WHEN ${isMarkedSecret(rawSql('secrecy'))}
        THEN secrecy END FROM document AS other WHERE other.id = ${like})
    WHERE id = ${id} AND NOT ${isMarkedSecret(rawSql('secrecy'))}`);
}

// Captions of photos.

/** Columns of `caption` by contract field. */
export const captionColumnOf: Readonly<Record<keyof Caption, string>> = {
  event: 'event',
  time: 'time',
  place: 'place',
  people: 'people',
  background: 'background',
  photographer: 'photographer',
  seeAlso: 'see_also',
};

export function captionOf(reader: Reader, documentId: number): Promise<Caption | undefined> {
  return reader.get<Caption>(sql`
    SELECT event, time, place, people, background, photographer, see_also AS seeAlso
    FROM caption WHERE document_id = ${documentId}`);
}

/** Writes a caption whole; null: nothing is written about it any more. */
export async function storeCaption(
  writer: Writer,
  documentId: number,
  caption: Caption | null,
): Promise<void> {
  if (caption === null) {
    await writer.run(sql`DELETE FROM caption WHERE document_id = ${documentId}`);
    return;
  }
  const entries = Object.entries(captionColumnOf) as [keyof Caption, string][];
  const columns = joinSql(
    entries.map(([, column]) => rawSql(column)),
    ', ',
  );
  const values = joinSql(
    entries.map(([field]) => sql`${caption[field]}`),
    ', ',
  );
  const assignments = joinSql(
    entries.map(([, column]) => rawSql(`${column} = excluded.${column}`)),
    ', ',
  );
  await writer.run(sql`
    INSERT INTO caption (document_id, ${columns}) VALUES (${documentId}, ${values})
    ON CONFLICT (document_id) DO UPDATE SET ${assignments}`);
}
