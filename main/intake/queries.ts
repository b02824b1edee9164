import type { ImportOptions } from '../contract/intake.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { inJson, sql, type Reader, type Writer } from '../db/index.ts';
import type { ImportSource } from './scan.ts';

export type Outcome = 'pending' | 'imported' | 'duplicate' | 'refused' | 'skipped';

/** What an import was asked for, and whether its sources have been listed. */
export interface ImportRecord {
  readonly id: number;
  readonly title: string;
  readonly at: string;
  readonly state: 'running' | 'stopped' | 'finished';
  readonly options: ImportOptions;
  readonly sources: readonly ImportSource[];
  readonly listed: boolean;
}

interface ImportRow {
  readonly id: number;
  readonly title: string;
  readonly at: string;
  readonly state: ImportRecord['state'];
  readonly options: string;
  readonly sources: string;
}

interface StoredSources {
  readonly listed: boolean;
  readonly sources: readonly ImportSource[];
}

const recordOf = ({ options, sources, ...row }: ImportRow): ImportRecord => ({
  ...row,
  options: JSON.parse(options) as ImportOptions,
  ...(JSON.parse(sources) as StoredSources),
});

export async function addImport(
  writer: Writer,
  title: string,
  options: ImportOptions,
  sources: readonly ImportSource[],
): Promise<number> {
  const stored: StoredSources = { listed: false, sources };
  const { lastId } = await writer.run(sql`
    INSERT INTO import (title, at, state, options, sources)
    VALUES (${title}, ${new Date().toISOString()}, 'running', ${JSON.stringify(options)},
      ${JSON.stringify(stored)})`);
  return lastId;
}

export async function importRecord(reader: Reader, id: number): Promise<ImportRecord | undefined> {
  const row = await reader.get<ImportRow>(
    sql`SELECT id, title, at, state, options, sources FROM import WHERE id = ${id}`,
  );
  return row === undefined ? undefined : recordOf(row);
}

export async function unfinishedImports(reader: Reader): Promise<ImportRecord[]> {
  const rows = await reader.all<ImportRow>(
    sql`SELECT id, title, at, state, options, sources FROM import WHERE state <> 'finished'`,
  );
  return rows.map(recordOf);
}

export async function setState(
  writer: Writer,
  id: number,
  state: ImportRecord['state'],
): Promise<void> {
  await writer.run(sql`UPDATE import SET state = ${state} WHERE id = ${id}`);
}

export async function setOperation(writer: Writer, id: number, operation: number): Promise<void> {
  await writer.run(
    sql`UPDATE import SET operation_id = ${operation} WHERE id = ${id} AND operation_id IS NOT ${operation}`,
  );
}

/** Imports that were running when the program ended: nobody runs them now. */
export async function stopRunning(writer: Writer): Promise<void> {
  await writer.run(sql`UPDATE import SET state = 'stopped' WHERE state = 'running'`);
}

export interface NewFile {
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly group: string | null;
  readonly outcome: Outcome;
  readonly code: ErrorCode | null;
}

export async function addFiles(writer: Writer, id: number, files: readonly NewFile[]) {
  await writer.run(sql`
    INSERT INTO import_file (import_id, source, path, bytes, modified_ms, group_key, outcome, code)
    SELECT ${id}, value ->> 'source', value ->> 'path', value ->> 'bytes', value ->> 'modifiedMs',
      value ->> 'group', value ->> 'outcome', value ->> 'code'
    FROM json_each(${JSON.stringify(files)}) ORDER BY key`);
}

export async function markListed(writer: Writer, id: number): Promise<void> {
  await writer.run(
    sql`UPDATE import SET sources = json_set(sources, '$.listed', json('true')) WHERE id = ${id}`,
  );
}

/** A file on its way in. */
export interface PendingFile {
  readonly id: number;
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly group: string | null;
}

export function pendingFiles(
  reader: Reader,
  id: number,
  after: number,
  limit: number,
): Promise<PendingFile[]> {
  return reader.all<PendingFile>(sql`
    SELECT id, source, path, bytes, group_key AS "group" FROM import_file
    WHERE import_id = ${id} AND outcome = 'pending' AND id > ${after} ORDER BY id LIMIT ${limit}`);
}

export interface Count {
  readonly outcome: Outcome;
  readonly files: number;
  readonly bytes: number;
}

export function countsOf(reader: Reader, id: number): Promise<Count[]> {
  return reader.all<Count>(sql`
    SELECT outcome, count(*) AS files, sum(bytes) AS bytes FROM import_file
    WHERE import_id = ${id} GROUP BY outcome`);
}

/** An original the catalogue holds, and the document a second copy of it duplicates. */
export interface KnownOriginal {
  readonly id: number;
  readonly sha256: string;
  readonly pageState: string;
  readonly pageCount: number;
  readonly documentId: number | null;
}

export function knownOriginals(
  reader: Reader,
  hashes: readonly string[],
): Promise<KnownOriginal[]> {
  return reader.all<KnownOriginal>(sql`
    SELECT id, sha256, page_state AS pageState, page_count AS pageCount,
      (SELECT document.id FROM part JOIN document ON document.id = part.document_id
        WHERE part.original_id = original.id
        ORDER BY document.trashed_at IS NOT NULL, document.id LIMIT 1) AS documentId
    FROM original WHERE ${inJson('sha256', hashes)}`);
}

export interface NewOriginal {
  readonly sha256: string;
  readonly bytes: number;
  readonly extension: string;
  readonly type: string;
  readonly pageState: string;
  readonly pages: readonly NewPage[];
}

export interface NewPage {
  readonly widthUm: number;
  readonly heightUm: number;
  readonly rotation: number;
  readonly text: string;
}

export async function addOriginals(
  writer: Writer,
  originals: readonly NewOriginal[],
): Promise<void> {
  const rows = originals.map(({ pages, ...row }) => ({ ...row, pageCount: pages.length }));
  await writer.run(sql`
    INSERT INTO original (sha256, bytes, extension, type, page_state, page_count, added_at)
    SELECT value ->> 'sha256', value ->> 'bytes', value ->> 'extension', value ->> 'type',
      value ->> 'pageState', value ->> 'pageCount', ${new Date().toISOString()}
    FROM json_each(${JSON.stringify(rows)}) ORDER BY key`);
  const pages = originals.flatMap((original) =>
    original.pages.map((page, index) => [
      original.sha256,
      index + 1,
      page.widthUm,
      page.heightUm,
      page.rotation,
      page.text === '' ? 'none' : 'layer',
      page.text,
      page.text === '' ? 'waiting' : 'none',
    ]),
  );
  await writer.run(sql`
    INSERT INTO page (original_id, number, width_um, height_um, rotation, text_source, text, reading)
    SELECT original.id, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
      value ->> 7
    FROM json_each(${JSON.stringify(pages)}) JOIN original ON original.sha256 = value ->> 0`);
}

/** Next free id; those of documents that were destroyed, joined into others or undone away are not given out again. */
export async function nextDocumentId(reader: Reader): Promise<number> {
  const row = await reader.get<{ next: number }>(sql`
    SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'document'), 0) AS next`);
  return row?.next ?? 1;
}

export interface NewDocument {
  readonly id: number;
  readonly state: 'inbox' | 'filed';
  readonly title: string | null;
  readonly year: number | null;
  readonly categoryId: number | null;
  readonly referenceNumber: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly kind: string | null;
  readonly importId: number;
  readonly parts: readonly NewPart[];
  readonly proposals: readonly NewProposal[];
  readonly notes: readonly { readonly code: string; readonly details: object }[];
}

export interface NewPart {
  readonly sha256: string;
  readonly name: string;
  readonly path: string;
}

export interface NewProposal {
  readonly field: string;
  readonly value: string;
  readonly confidence: number;
  readonly source: string;
  readonly evidence: string;
  readonly page: number | null;
  readonly lines: readonly number[];
}

/** Documents with parts, proposals and notes. Their originals are in the catalogue already. */
export async function addDocuments(
  writer: Writer,
  documents: readonly NewDocument[],
): Promise<void> {
  const at = new Date().toISOString();
  const heads = documents.map((document) => ({
    ...document,
    parts: undefined,
    proposals: undefined,
    notes: undefined,
  }));
  await writer.run(sql`
    INSERT INTO document (id, state, title, year, category_id, reference_number, issuer, date, kind,
      import_id, created_at, confirmed_at)
    SELECT value ->> 'id', value ->> 'state', value ->> 'title', value ->> 'year',
      value ->> 'categoryId', value ->> 'referenceNumber', value ->> 'issuer', value ->> 'date',
      value ->> 'kind', value ->> 'importId', ${at},
      CASE value ->> 'state' WHEN 'filed' THEN ${at} END
    FROM json_each(${JSON.stringify(heads)}) ORDER BY key`);
  const parts = documents.flatMap(({ id, parts: each }) =>
    each.map(({ sha256, name, path }, position) => [id, position, sha256, name, path]),
  );
  await writer.run(sql`
    INSERT INTO part (document_id, position, original_id, first_page, last_page, source_name, source_path)
    SELECT value ->> 0, value ->> 1, original.id,
      CASE WHEN original.page_count > 0 THEN 1 END,
      CASE WHEN original.page_count > 0 THEN original.page_count END,
      value ->> 3, value ->> 4
    FROM json_each(${JSON.stringify(parts)}) JOIN original ON original.sha256 = value ->> 2
    ORDER BY key`);
  await addProposals(writer, documents);
}

async function addProposals(writer: Writer, documents: readonly NewDocument[]): Promise<void> {
  const proposals = documents.flatMap(({ id, proposals: all }) =>
    all.map((each) => {
      const rank = all.filter(({ field }) => field === each.field).indexOf(each);
      const { field, value, confidence, source, evidence, page, lines } = each;
      return [id, field, rank, value, confidence, source, evidence, page, JSON.stringify(lines)];
    }),
  );
  await writer.run(sql`
    INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence, page, lines)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      value ->> 6, value ->> 7, value ->> 8
    FROM json_each(${JSON.stringify(proposals)}) ORDER BY key`);
  const notes = documents.flatMap(({ id, notes: all }) =>
    all.map(({ code, details }) => [id, code, JSON.stringify(details)]),
  );
  await writer.run(sql`
    INSERT INTO document_note (document_id, code, details)
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(notes)})
    ORDER BY key`);
}

/** What became of a file. */
export interface Settled {
  readonly id: number;
  readonly outcome: Outcome;
  readonly code: ErrorCode | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly documentId: number | null;
  readonly duplicateOf: number | null;
}

export async function settleFiles(writer: Writer, files: readonly Settled[]): Promise<void> {
  await writer.run(sql`
    UPDATE import_file SET outcome = value ->> 'outcome', code = value ->> 'code',
      sha256 = value ->> 'sha256', bytes = coalesce(value ->> 'bytes', bytes),
      document_id = value ->> 'documentId', duplicate_of = value ->> 'duplicateOf'
    FROM json_each(${JSON.stringify(files)}) WHERE import_file.id = value ->> 'id'`);
}

export async function giveUpPending(writer: Writer, id: number): Promise<void> {
  await writer.run(sql`
    UPDATE import_file SET outcome = 'skipped' WHERE import_id = ${id} AND outcome = 'pending'`);
}

export interface SummaryRow {
  readonly id: number;
  readonly title: string;
  readonly at: string;
  readonly state: ImportRecord['state'];
  readonly files: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly pending: number;
  readonly inbox: number;
}

/** What a watched folder brought a second time is no import to a person. */
const tellsSomething = sql`
  (sources ->> '$.sources[0].kind' IS NOT 'watch' OR EXISTS (
    SELECT 1 FROM import_file WHERE import_id = import.id AND outcome <> 'skipped'))`;

export function importSummaries(
  reader: Reader,
  offset: number,
  limit: number,
): Promise<SummaryRow[]> {
  return reader.all<SummaryRow>(sql`
    SELECT import.id, title, at, state,
      coalesce(sum(outcome <> 'skipped'), 0) AS files,
      coalesce(sum(outcome = 'imported'), 0) AS imported,
      coalesce(sum(outcome = 'duplicate'), 0) AS duplicates,
      coalesce(sum(outcome = 'refused'), 0) AS refused,
      coalesce(sum(outcome = 'pending'), 0) AS pending,
      (SELECT count(*) FROM document WHERE document.import_id = import.id
        AND document.state = 'inbox' AND trashed_at IS NULL) AS inbox
    FROM (SELECT * FROM import WHERE ${tellsSomething} ORDER BY id DESC
      LIMIT ${limit} OFFSET ${offset}) AS import
    LEFT JOIN import_file ON import_file.import_id = import.id
    GROUP BY import.id ORDER BY import.id DESC`);
}

export interface FileRow {
  readonly id: number;
  readonly importId: number;
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly outcome: Outcome;
  readonly code: ErrorCode | null;
  readonly sha256: string | null;
  readonly documentId: number | null;
  readonly duplicateOf: number | null;
  readonly duplicateTitle: string | null;
  readonly duplicateTrashed: number | null;
}

const fileColumns = sql`
  import_file.id, import_id AS importId, source, path, bytes, outcome, code, sha256,
  import_file.document_id AS documentId, duplicate_of AS duplicateOf,
  facts.title AS duplicateTitle, facts.place = 'trash' AS duplicateTrashed`;

export async function importFiles(
  reader: Reader,
  id: number,
  outcomes: readonly Outcome[],
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly files: FileRow[] }> {
  const wanted = sql`import_id = ${id} AND ${inJson('outcome', outcomes)}`;
  const [count, files] = await Promise.all([
    reader.get<{ total: number }>(sql`SELECT count(*) AS total FROM import_file WHERE ${wanted}`),
    reader.all<FileRow>(sql`
      SELECT ${fileColumns} FROM import_file
      LEFT JOIN document_facts AS facts ON facts.document_id = duplicate_of
      WHERE ${wanted} ORDER BY import_file.id LIMIT ${limit} OFFSET ${offset}`),
  ]);
  return { total: count?.total ?? 0, files };
}

export function filesById(reader: Reader, ids: readonly number[]): Promise<FileRow[]> {
  return reader.all<FileRow>(sql`
    SELECT ${fileColumns} FROM import_file
    LEFT JOIN document_facts AS facts ON facts.document_id = duplicate_of
    WHERE ${inJson('import_file.id', ids)} ORDER BY import_file.id`);
}

/** Documents of an import with their first file, as the command line reports them. */
export interface ImportedRow {
  readonly id: number;
  readonly title: string | null;
  readonly year: number | null;
  readonly category: string | null;
  readonly pages: number;
  readonly sha256: string;
}

export function importedDocuments(reader: Reader, id: number): Promise<ImportedRow[]> {
  return reader.all<ImportedRow>(sql`
    SELECT document.id, document.title, document.year, category.name AS category, facts.pages,
      original.sha256
    FROM document
    JOIN document_facts AS facts ON facts.document_id = document.id
    JOIN part ON part.document_id = document.id AND part.position = 0
    JOIN original ON original.id = part.original_id
    LEFT JOIN category ON category.id = document.category_id
    WHERE document.import_id = ${id} AND document.trashed_at IS NULL ORDER BY document.id`);
}

/** Files of an import as if they had never been listed. */
export async function forgetFiles(writer: Writer, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await writer.run(sql`DELETE FROM import_file WHERE ${inJson('id', ids)}`);
}

/** Which of these hashes the destruction list holds and no document has again. */
export async function destroyedHashes(
  reader: Reader,
  hashes: readonly string[],
): Promise<string[]> {
  const rows = await reader.all<{ sha256: string }>(sql`
    SELECT DISTINCT value AS sha256 FROM destroyed, json_each(destroyed.sha256)
    WHERE ${inJson('value', hashes)} AND value NOT IN (SELECT sha256 FROM original)`);
  return rows.map(({ sha256 }) => sha256);
}

/** A file of a watched folder as an import last saw it. */
export interface WatchedFile {
  readonly id: number;
  readonly source: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly outcome: Outcome;
  readonly code: ErrorCode | null;
  readonly documentId: number | null;
}

const watchedColumns = sql`
  max(id) AS id, source, bytes, modified_ms AS modifiedMs, outcome, code, document_id AS documentId`;

/** Every file below `prefix` that any import listed, as it was last time. */
export function filesBelow(reader: Reader, prefix: string): Promise<WatchedFile[]> {
  return reader.all<WatchedFile>(sql`
    SELECT ${watchedColumns} FROM import_file
    WHERE substr(source, 1, length(${prefix})) = ${prefix} GROUP BY source`);
}

/** Files of one import, newest row of each. */
export function filesFrom(
  reader: Reader,
  importId: number,
  sources: readonly string[],
): Promise<WatchedFile[]> {
  return reader.all<WatchedFile>(sql`
    SELECT ${watchedColumns} FROM import_file
    WHERE import_id = ${importId} AND ${inJson('source', sources)} GROUP BY source`);
}
