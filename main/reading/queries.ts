import type { DocumentId, OriginalId } from '../contract/ids.ts';
import type { PageState, Selection } from '../contract/documents.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { ReadingState, TextSource } from '../contract/reading.ts';
import { inJson, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import { selected } from '../search/index.ts';
import type { PageType } from './file-type.ts';
import type { PageGeometry, Rotation } from './page.ts';
import type { KeptLines } from './page-lines.ts';
import type { Part } from './parts.ts';

/** A page of a document with the original it is drawn from. */
export interface PageRecord {
  readonly pageId: number;
  readonly originalId: OriginalId;
  readonly sha256: string;
  readonly extension: string;
  readonly type: PageType;
  readonly pageState: PageState;
  /** Page within the original, from 1. */
  readonly number: number;
  /** As the original shows it; the part's rotation comes on top. */
  readonly widthUm: number;
  readonly heightUm: number;
  readonly partRotation: Rotation;
  readonly textSource: TextSource;
  readonly reading: ReadingState;
  readonly problem: ErrorCode | null;
  readonly blank: number;
  readonly dpi: number | null;
}

const pageColumns = rawSql(`
  page.id AS pageId, original.id AS originalId, original.sha256, original.extension, original.type,
  original.page_state AS pageState, page.number, page.width_um AS widthUm,
  page.height_um AS heightUm, part.rotation AS partRotation,
  CASE WHEN corrected.id IS NULL THEN page.text_source ELSE 'hand' END AS textSource,
  page.reading, page.problem, coalesce(found.blank, 0) AS blank, found.dpi`);

/** Pages of a document, counted through its parts from 1, with what is known of each. */
const pagesInOrder = (documentId: number, from: number, limit: number): Sql => sql`
  FROM part
  JOIN original ON original.id = part.original_id
  JOIN page ON page.original_id = part.original_id
    AND page.number BETWEEN part.first_page AND part.last_page
  LEFT JOIN page_reading AS found ON found.page_id = page.id
  LEFT JOIN corrected_page AS corrected
    ON corrected.original_id = page.original_id AND corrected.number = page.number
  WHERE part.document_id = ${documentId}
  ORDER BY part.position, part.id, page.number
  LIMIT ${limit} OFFSET ${from - 1}`;

/** Pages `from` … of a document. */
export function pagesOf(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<PageRecord[]> {
  return reader.all<PageRecord>(sql`
    SELECT ${pageColumns} ${pagesInOrder(documentId, from, limit)}`);
}

/** A page with its texts: the machine's and, over it, a person's. `lines` as page-lines.ts keeps them. */
export interface TextRecord extends PageRecord {
  readonly text: string;
  readonly lines: string | null;
  readonly correctedText: string | null;
  readonly correctedLines: string | null;
  /** JSON array of strings. */
  readonly codes: string | null;
}

export function textsOf(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<TextRecord[]> {
  return reader.all<TextRecord>(sql`
    SELECT ${pageColumns}, page.text, found.lines, found.codes, corrected.text AS correctedText,
      corrected.lines AS correctedLines
    ${pagesInOrder(documentId, from, limit)}`);
}

/** What a page is drawn from. */
export type DrawnPage = Pick<
  PageRecord,
  'sha256' | 'extension' | 'type' | 'pageState' | 'number' | 'partRotation'
>;

/** A page of an original as its file shows it, whatever shows it. */
export function pageOfOriginal(
  reader: Reader,
  originalId: number,
  number: number,
): Promise<DrawnPage | undefined> {
  return reader.get<DrawnPage>(sql`
    SELECT original.sha256, original.extension, original.type, original.page_state AS pageState,
      page.number, 0 AS partRotation
    FROM original JOIN page ON page.original_id = original.id
    WHERE original.id = ${originalId} AND page.number = ${number}`);
}

export interface OriginalRecord {
  readonly id: OriginalId;
  readonly sha256: string;
  readonly extension: string;
  readonly pageState: PageState;
}

/** The originals of a document, each once. Empty: there is no such document. */
export function originalsOf(reader: Reader, documentId: DocumentId): Promise<OriginalRecord[]> {
  return reader.all<OriginalRecord>(sql`
    SELECT id, sha256, extension, page_state AS pageState FROM original
    WHERE id IN (SELECT original_id FROM part WHERE document_id = ${documentId})
    ORDER BY id`);
}

export async function countPages(reader: Reader, documentId: number): Promise<number> {
  const row = await reader.get<{ pages: number }>(sql`
    SELECT coalesce(sum(last_page - first_page + 1), 0) AS pages
    FROM part WHERE document_id = ${documentId}`);
  return row?.pages ?? 0;
}

/** Enters what a locked original turned out to hold, and gives its parts their pages. */
export async function storePages(
  writer: Writer,
  original: OriginalId,
  pages: readonly (PageGeometry & { readonly text: string })[],
): Promise<void> {
  await writer.run(sql`
    INSERT INTO page (original_id, number, width_um, height_um, rotation, text_source, text, reading)
    SELECT ${original}, key + 1, value ->> 'widthUm', value ->> 'heightUm', value ->> 'rotation',
      CASE WHEN value ->> 'text' = '' THEN 'none' ELSE 'layer' END, value ->> 'text',
      CASE WHEN value ->> 'text' = '' THEN 'waiting' ELSE 'none' END
    FROM json_each(${JSON.stringify(pages)}) WHERE true
    ON CONFLICT (original_id, number) DO NOTHING`);
  await writer.run(sql`
    UPDATE original SET page_count = ${pages.length}
    WHERE id = ${original} AND page_count <> ${pages.length}`);
  await writer.run(sql`
    UPDATE part SET first_page = 1, last_page = ${pages.length}
    WHERE original_id = ${original} AND first_page IS NULL`);
}

// The queue: pages that are `waiting`.

/** A page to be read, and the document it is read for. */
export interface WaitingPage {
  readonly pageId: number;
  readonly originalId: number;
  readonly sha256: string;
  readonly extension: string;
  readonly type: PageType;
  readonly number: number;
  readonly widthUm: number;
  readonly heightUm: number;
  /** How often reading it was begun and came to no end. */
  readonly tries: number;
  readonly documentId: number;
  /** Pages of the document. */
  readonly documentPages: number;
  readonly title: string;
  /** Whether it was read before: what was found then has been acted upon. */
  readonly again: number;
}

const waitingColumns = rawSql(`
  page.id AS pageId, page.original_id AS originalId, original.sha256, original.extension,
  original.type, page.number, page.width_um AS widthUm, page.height_um AS heightUm, page.tries,
  facts.document_id AS documentId, facts.pages AS documentPages, facts.title,
  EXISTS (SELECT 1 FROM page_reading WHERE page_id = page.id) AS again`);

/** Which originals can be opened: those without a password, and those whose password is known. */
const readable = (unlocked: readonly string[]): Sql => sql`
  (original.page_state = 'ready' OR (original.page_state = 'locked' AND
    ${inJson('original.sha256', unlocked)}))`;

/** Whether reading any page that waits was begun before. */
export async function isAnySuspect(reader: Reader): Promise<boolean> {
  const found = await reader.get(
    sql`SELECT id FROM page WHERE reading = 'waiting' AND tries > 0 LIMIT 1`,
  );
  return found !== undefined;
}

export interface QueueQuery {
  readonly place: 'inbox' | 'filed';
  /** Documents from this id on. */
  readonly fromDocument: number;
  /** Only these many pages of each document. */
  readonly firstPages: number;
  /** Pages that came to no end before, or those that were not begun yet. */
  readonly suspect: boolean;
  readonly except: readonly number[];
  readonly unlocked: readonly string[];
  /** Only these documents; null: all. */
  readonly documents: readonly number[] | null;
  readonly limit: number;
}

/** The next pages in order of documents, then of their pages. */
export function waitingPages(reader: Reader, query: QueueQuery): Promise<WaitingPage[]> {
  const { place, fromDocument, firstPages, suspect, except, unlocked, documents, limit } = query;
  // CROSS JOIN keeps this order, in which the rows come sorted.
  return reader.all<WaitingPage>(sql`
    SELECT ${waitingColumns} FROM document_facts AS facts
    CROSS JOIN part ON part.document_id = facts.document_id
    CROSS JOIN page ON page.original_id = part.original_id AND page.reading = 'waiting'
      AND page.number BETWEEN part.first_page AND part.last_page
    CROSS JOIN original ON original.id = part.original_id
    WHERE facts.place = ${place} AND facts.unread > 0 AND facts.document_id >= ${fromDocument}
      AND part.position + page.number - part.first_page < ${firstPages}
      AND (page.tries > 0) = ${suspect}
      AND NOT ${inJson('page.id', except)} AND ${readable(unlocked)}
      ${documents === null ? sql`` : sql`AND ${inJson('facts.document_id', documents)}`}
    ORDER BY facts.document_id, part.position, page.number LIMIT ${limit}`);
}

/** Waiting pages of one document: from page `n` on, then those before it. */
export function waitingAround(
  reader: Reader,
  documentId: number,
  n: number,
  { except, unlocked, limit }: Pick<QueueQuery, 'except' | 'unlocked' | 'limit'>,
): Promise<WaitingPage[]> {
  return reader.all<WaitingPage>(sql`
    SELECT * FROM (
      SELECT ${waitingColumns}, page.reading AS state, ${readable(unlocked)} AS can,
        row_number() OVER (ORDER BY part.position, part.id, page.number) AS n
      FROM document_facts AS facts JOIN part ON part.document_id = facts.document_id
      JOIN original ON original.id = part.original_id
      JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      WHERE facts.document_id = ${documentId} AND facts.unread > 0 AND facts.place <> 'trash')
    WHERE state = 'waiting' AND can AND NOT ${inJson('pageId', except)}
    ORDER BY n < ${n}, n LIMIT ${limit}`);
}

export async function isWaiting(reader: Reader, pageId: number): Promise<boolean> {
  const found = await reader.get(
    sql`SELECT id FROM page WHERE id = ${pageId} AND reading = 'waiting'`,
  );
  return found !== undefined;
}

export interface WaitingCount {
  readonly pages: number;
  readonly documents: number;
  /** Of one of the documents. */
  readonly title: string | null;
}

/** Above this many pages the count may be a little too high. */
const MOST_COUNTED = 5000;

/** How many pages wait that can be read, and of how many documents. */
export async function countWaiting(
  reader: Reader,
  unlocked: readonly string[],
  documents: readonly number[] | null = null,
): Promise<WaitingCount> {
  const chosen = sql`facts.unread > 0 AND facts.place IN ('inbox', 'filed')
    ${documents === null ? sql`` : sql`AND ${inJson('facts.document_id', documents)}`}`;
  const quick = await reader.get<WaitingCount>(sql`
    SELECT coalesce(sum(unread), 0) AS pages, count(*) AS documents, min(title) AS title
    FROM document_facts AS facts WHERE ${chosen}`);
  if (quick === undefined) return { pages: 0, documents: 0, title: null };
  if (quick.pages === 0 || quick.pages > MOST_COUNTED) return quick;
  // Pages that two documents show, and those nobody can open now.
  const exact = await reader.get<WaitingCount>(sql`
    SELECT count(DISTINCT page.id) AS pages, count(DISTINCT facts.document_id) AS documents,
      min(facts.title) AS title
    FROM document_facts AS facts
    CROSS JOIN part ON part.document_id = facts.document_id
    CROSS JOIN page ON page.original_id = part.original_id AND page.reading = 'waiting'
      AND page.number BETWEEN part.first_page AND part.last_page
    CROSS JOIN original ON original.id = part.original_id
    WHERE ${chosen} AND ${readable(unlocked)}`);
  return exact ?? quick;
}

/** Notes that reading these pages begins. */
export async function beginReading(writer: Writer, pages: readonly number[]): Promise<void> {
  await writer.run(sql`UPDATE page SET tries = tries + 1 WHERE ${inJson('id', pages)}`);
}

/** Takes that back for pages whose reading was stopped for no fault of theirs. */
export async function takeBackReading(writer: Writer, pages: readonly number[]): Promise<void> {
  await writer.run(sql`
    UPDATE page SET tries = tries - 1 WHERE tries > 0 AND ${inJson('id', pages)}`);
}

/** What is kept of a page that was read; `lines` and `codes` JSON. */
export interface KeptReading {
  readonly pageId: number;
  readonly text: string;
  readonly lines: string;
  readonly engine: string;
  readonly turn: Rotation;
  readonly skewMillidegrees: number;
  readonly dpi: number | null;
  readonly sharpness: number;
  readonly blank: boolean;
  readonly photo: boolean;
  readonly codes: string;
}

export async function keepReadings(writer: Writer, readings: readonly KeptReading[]) {
  const json = JSON.stringify(
    readings.map((each) => ({ ...each, blank: +each.blank, photo: +each.photo })),
  );
  await writer.run(sql`
    INSERT INTO page_reading (page_id, engine, lines, turn, skew_millidegrees, dpi, sharpness,
      blank, photo, codes, read_at)
    SELECT value ->> 'pageId', value ->> 'engine', value ->> 'lines', value ->> 'turn',
      value ->> 'skewMillidegrees', value ->> 'dpi', value ->> 'sharpness', value ->> 'blank',
      value ->> 'photo', value ->> 'codes', ${new Date().toISOString()}
    FROM json_each(${json}) WHERE value ->> 'pageId' IN (SELECT id FROM page)
    ON CONFLICT DO UPDATE SET engine = excluded.engine, lines = excluded.lines,
      turn = excluded.turn, skew_millidegrees = excluded.skew_millidegrees, dpi = excluded.dpi,
      sharpness = excluded.sharpness, blank = excluded.blank, photo = excluded.photo,
      codes = excluded.codes, read_at = excluded.read_at`);
  await writer.run(sql`
    UPDATE page SET text = value ->> 'text', reading = 'done', tries = 0, problem = NULL,
      text_source = CASE value ->> 'text' WHEN '' THEN 'none' ELSE 'ocr' END
    FROM json_each(${json}) WHERE page.id = value ->> 'pageId'`);
}

export async function keepFailures(
  writer: Writer,
  failures: readonly { readonly pageId: number; readonly code: ErrorCode }[],
): Promise<void> {
  await writer.run(sql`
    UPDATE page SET reading = 'failed', problem = value ->> 'code'
    FROM json_each(${JSON.stringify(failures)}) WHERE page.id = value ->> 'pageId'`);
}

export async function selectedDocuments(reader: Reader, selection: Selection): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(selected(selection));
  return rows.map(({ id }) => id);
}

/** Puts pages of documents in the queue again: all of them, or those of `pageIds`. */
export async function readAgain(
  writer: Writer,
  documents: readonly number[],
  pageIds: readonly number[] | null,
): Promise<number> {
  const { changes } = await writer.run(sql`
    UPDATE page SET reading = 'waiting', tries = 0, problem = NULL WHERE id IN (
      SELECT page.id FROM part JOIN original ON original.id = part.original_id
      JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      WHERE ${inJson('part.document_id', documents)}
        AND original.page_state IN ('ready', 'locked')
        ${pageIds === null ? sql`` : sql`AND ${inJson('page.id', pageIds)}`})`);
  return changes;
}

export interface FailedPage {
  readonly id: DocumentId;
  readonly title: string;
  readonly n: number;
  readonly code: ErrorCode;
}

export async function countFailed(reader: Reader): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM page WHERE reading = 'failed' AND EXISTS (
      SELECT 1 FROM part JOIN document_facts AS facts ON facts.document_id = part.document_id
      WHERE part.original_id = page.original_id
        AND page.number BETWEEN part.first_page AND part.last_page AND facts.place <> 'trash')`);
  return row?.count ?? 0;
}

/** Pages that could not be read, each in the first document that shows it. */
export function failedPages(reader: Reader, offset: number, limit: number): Promise<FailedPage[]> {
  return reader.all<FailedPage>(sql`
    SELECT min(facts.document_id) AS id, facts.title, coalesce(page.problem, 'unreadable') AS code,
      page.number - part.first_page + 1 + (
        SELECT coalesce(sum(last_page - first_page + 1), 0) FROM part AS other
        WHERE other.document_id = part.document_id
          AND (other.position, other.id) < (part.position, part.id)) AS n
    FROM page JOIN part ON part.original_id = page.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    JOIN document_facts AS facts ON facts.document_id = part.document_id
    WHERE page.reading = 'failed' AND facts.place <> 'trash'
    GROUP BY page.id ORDER BY page.id LIMIT ${limit} OFFSET ${offset}`);
}

/** The failed pages of a run, for the command line. */
export function failedOf(
  reader: Reader,
  pageIds: readonly number[],
): Promise<{ id: number; code: ErrorCode }[]> {
  return reader.all(sql`
    SELECT min(part.document_id) AS id, coalesce(page.problem, 'unreadable') AS code
    FROM page JOIN part ON part.original_id = page.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    WHERE page.reading = 'failed' AND ${inJson('page.id', pageIds)}
    GROUP BY page.id ORDER BY page.id`);
}

// Text corrected by hand.

export async function setCorrected(
  writer: Writer,
  originalId: number,
  number: number,
  { text, lines }: KeptLines,
): Promise<void> {
  await writer.run(sql`
    INSERT INTO corrected_page (original_id, number, text, lines)
    VALUES (${originalId}, ${number}, ${text}, ${lines})
    ON CONFLICT (original_id, number) DO UPDATE SET text = excluded.text, lines = excluded.lines
    WHERE text IS NOT excluded.text`);
}

export async function removeCorrected(
  writer: Writer,
  originalId: number,
  number: number,
): Promise<void> {
  await writer.run(sql`
    DELETE FROM corrected_page WHERE original_id = ${originalId} AND number = ${number}`);
}

/** The effective texts of pages `from` … of a document. */
export async function effectiveTexts(
  reader: Reader,
  documentId: number,
  from: number,
  limit: number,
): Promise<string[]> {
  if (limit <= 0) return [];
  const rows = await reader.all<{ text: string }>(sql`
    SELECT coalesce(corrected.text, page.text) AS text
    ${pagesInOrder(documentId, Math.max(1, from), limit)}`);
  return rows.map(({ text }) => text);
}

// Parts: what people and the program decide about the pages of documents.

interface PartRow extends Part {
  readonly id: number;
}

export function partsOf(reader: Reader, documentId: number): Promise<PartRow[]> {
  return reader.all<PartRow>(sql`
    SELECT id, original_id AS originalId, first_page AS firstPage, last_page AS lastPage, rotation,
      source_name AS sourceName, source_path AS sourcePath
    FROM part WHERE document_id = ${documentId} ORDER BY position, id`);
}

/** Gives a document other parts; those it keeps are changed no more than needed. In an operation. */
export async function writeParts(
  writer: Writer,
  documentId: number,
  parts: readonly Part[],
): Promise<void> {
  const rows = JSON.stringify(parts);
  const there = await partsOf(writer, documentId);
  const ids = JSON.stringify(there.slice(0, parts.length).map(({ id }) => id));
  await writer.run(sql`
    UPDATE part SET position = wanted.key, original_id = wanted.value ->> 'originalId',
      first_page = wanted.value ->> 'firstPage', last_page = wanted.value ->> 'lastPage',
      rotation = wanted.value ->> 'rotation', source_name = wanted.value ->> 'sourceName',
      source_path = wanted.value ->> 'sourcePath'
    FROM json_each(${rows}) AS wanted JOIN json_each(${ids}) AS kept ON kept.key = wanted.key
    WHERE part.id = kept.value`);
  await writer.run(sql`
    DELETE FROM part WHERE document_id = ${documentId}
      AND id NOT IN (SELECT value FROM json_each(${ids}))`);
  await writer.run(sql`
    INSERT INTO part (document_id, position, original_id, first_page, last_page, rotation,
      source_name, source_path)
    SELECT ${documentId}, key, value ->> 'originalId', value ->> 'firstPage', value ->> 'lastPage',
      value ->> 'rotation', value ->> 'sourceName', value ->> 'sourcePath'
    FROM json_each(${rows}) WHERE key >= ${there.length} ORDER BY key`);
}

/**
 * Documents that show a page as it lies, and where no person has decided how: neither this part nor
 * one it was cut from was ever turned by hand.
 */
export function documentsToTurn(
  reader: Pick<Reader, 'all'>,
  originalId: number,
  number: number,
): Promise<{ documentId: number }[]> {
  return reader.all(sql`
    SELECT DISTINCT part.document_id AS documentId
    FROM part JOIN document ON document.id = part.document_id
    WHERE part.original_id = ${originalId} AND ${number} BETWEEN part.first_page AND part.last_page
      AND part.rotation = 0 AND document.trashed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM change JOIN operation ON operation.id = change.operation_id
        WHERE change.table_name = 'part' AND change.row_id = part.id AND change.before IS NOT NULL
          AND change.after ->> 'rotation' IS NOT NULL AND operation.kind <> 'turn')`);
}

// Separator sheets.

/** Pages of a document with codes on them, and whether the page behind is empty. */
export function pagesWithCodes(
  reader: Reader,
  documentId: number,
): Promise<{ n: number; codes: string; backIsBlank: number }[]> {
  return reader.all(sql`
    SELECT n, codes, coalesce(back, 0) AS backIsBlank FROM (
      SELECT row_number() OVER shown AS n, found.codes, lead(found.blank) OVER shown AS back
      FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      LEFT JOIN page_reading AS found ON found.page_id = page.id
      WHERE part.document_id = ${documentId}
      WINDOW shown AS (ORDER BY part.position, part.id, page.number))
    WHERE codes IS NOT NULL AND codes <> '[]' ORDER BY n`);
}

/** Whether a document was separated before: what a person undid is not done again. */
export async function wasSeparated(reader: Reader, documentId: number): Promise<boolean> {
  const found = await reader.get(sql`
    SELECT change.id FROM change JOIN operation ON operation.id = change.operation_id
    WHERE operation.kind = 'separate' AND (
      (table_name = 'document' AND row_id = ${documentId}) OR (table_name = 'part'
        AND row_id IN (SELECT id FROM part WHERE document_id = ${documentId})))
    LIMIT 1`);
  return found !== undefined;
}

/** New documents in the place and state of another, with what was set for all of its import. */
export async function addBeside(
  writer: Writer,
  documentId: number,
  parts: readonly Part[],
): Promise<number> {
  const { lastId } = await writer.run(sql`
    INSERT INTO document (state, year, category_id, department, import_id, created_at)
    SELECT 'inbox', year, category_id, department, import_id, created_at FROM document
    WHERE id = ${documentId}`);
  await writer.run(sql`
    INSERT INTO document_tag (document_id, tag_id)
    SELECT ${lastId}, tag_id FROM document_tag WHERE document_id = ${documentId}`);
  await writeParts(writer, lastId, parts);
  return lastId;
}

export async function trashDocument(writer: Writer, documentId: number): Promise<void> {
  await writer.run(sql`
    UPDATE document SET trashed_at = ${new Date().toISOString()} WHERE id = ${documentId}`);
}

/** Documents that came in after this one by the same import, while they are in the inbox. */
export async function markFollowing(writer: Writer, documentId: number): Promise<void> {
  await writer.run(sql`
    INSERT INTO proposal_due (document_id)
    SELECT follower.id FROM document JOIN document AS follower
      ON follower.import_id = document.import_id AND follower.id > document.id
    WHERE document.id = ${documentId} AND follower.state = 'inbox'
      AND follower.trashed_at IS NULL
    ORDER BY follower.id LIMIT 1000
    ON CONFLICT DO UPDATE SET times = times + 1`);
}

/** Codes of the pages before a page of an original, nearest first. */
export async function codesBefore(
  reader: Reader,
  originalId: number,
  number: number,
): Promise<string[]> {
  const rows = await reader.all<{ codes: string }>(sql`
    SELECT found.codes FROM page JOIN page_reading AS found ON found.page_id = page.id
    WHERE page.original_id = ${originalId} AND page.number < ${number} AND found.codes <> '[]'
    ORDER BY page.number DESC LIMIT 50`);
  return rows.map(({ codes }) => codes);
}

/** Codes on files of one page that came in before this original by the same import, nearest first. */
export async function codesOfFilesBefore(
  reader: Reader,
  importId: number,
  originalId: number,
): Promise<string[]> {
  const rows = await reader.all<{ codes: string }>(sql`
    SELECT found.codes FROM page_reading AS found
    CROSS JOIN page ON page.id = found.page_id
    CROSS JOIN original ON original.id = page.original_id AND original.page_count = 1
    CROSS JOIN import_file AS file
      ON file.sha256 = original.sha256 AND file.import_id = ${importId}
    WHERE found.codes <> '[]' AND file.outcome = 'imported' AND file.id < (
      SELECT min(own.id) FROM import_file AS own JOIN original AS mine ON mine.sha256 = own.sha256
      WHERE own.import_id = ${importId} AND mine.id = ${originalId})
    ORDER BY file.id DESC LIMIT 50`);
  return rows.map(({ codes }) => codes);
}

// Proposals.

export interface DueDocument {
  readonly documentId: number;
  readonly times: number;
  readonly place: 'inbox' | 'filed' | 'trash' | null;
  readonly unread: number;
}

/** The first documents whose proposals are to be made anew. */
export function dueDocuments(
  reader: Reader,
  documents: readonly number[] | null,
  limit: number,
): Promise<DueDocument[]> {
  return reader.all<DueDocument>(sql`
    SELECT due.document_id AS documentId, due.times, facts.place,
      coalesce(facts.unread, 0) AS unread
    FROM proposal_due AS due LEFT JOIN document_facts AS facts
      ON facts.document_id = due.document_id
    ${documents === null ? sql`` : sql`WHERE ${inJson('due.document_id', documents)}`}
    ORDER BY due.document_id LIMIT ${limit}`);
}

/**
 * Those that are not looked at now: what is in the trash, what is filed and has no page that was read
 * (what it says was known then), and those whose first pages wait, which are due again when these are read.
 */
const notNow = (headPages: number): Sql => sql`
  SELECT due.document_id FROM proposal_due AS due LEFT JOIN document_facts AS facts
    ON facts.document_id = due.document_id
  WHERE facts.place IS NULL OR facts.place = 'trash' OR (facts.place = 'filed' AND NOT EXISTS (
    SELECT 1 FROM part JOIN page ON page.original_id = part.original_id
      AND page.number BETWEEN part.first_page AND part.last_page
    JOIN page_reading ON page_id = page.id
    WHERE part.document_id = due.document_id)) OR (facts.unread > 0 AND EXISTS (
    SELECT 1 FROM part
    JOIN original ON original.id = part.original_id AND original.page_state = 'ready'
    JOIN page ON page.original_id = part.original_id AND page.reading = 'waiting'
      AND page.number BETWEEN part.first_page AND part.last_page
    WHERE part.document_id = due.document_id
      AND part.position + page.number - part.first_page < ${headPages}))`;

export async function isAnyNotNow(reader: Reader, headPages: number): Promise<boolean> {
  return (await reader.get(sql`${notNow(headPages)} LIMIT 1`)) !== undefined;
}

export async function forgetNotNow(writer: Writer, headPages: number): Promise<void> {
  await writer.run(sql`DELETE FROM proposal_due WHERE document_id IN (${notNow(headPages)})`);
}

export async function noLongerDue(
  writer: Writer,
  { documentId, times }: Pick<DueDocument, 'documentId' | 'times'>,
): Promise<void> {
  await writer.run(sql`
    DELETE FROM proposal_due WHERE document_id = ${documentId} AND times = ${times}`);
}

/** What a document is called by where it came from. */
export interface Origin {
  readonly importId: number | null;
  readonly sourceName: string;
  readonly sourcePath: string;
  /** Absolute place of its first file; null where it was not imported from one. */
  readonly source: string | null;
  /** The folder that became a document. */
  readonly folder: string | null;
  readonly originalId: number;
  readonly firstPage: number | null;
  readonly sha256: string;
  readonly extension: string;
  readonly type: string;
  readonly originalPages: number;
  readonly parts: number;
}

export function originOf(reader: Reader, documentId: number): Promise<Origin | undefined> {
  return reader.get<Origin>(sql`
    SELECT document.import_id AS importId, part.source_name AS sourceName,
      part.source_path AS sourcePath, file.source, file.group_key AS folder,
      part.original_id AS originalId, part.first_page AS firstPage, original.sha256,
      original.extension, original.type, original.page_count AS originalPages,
      (SELECT count(*) FROM part WHERE document_id = document.id) AS parts
    FROM document JOIN part ON part.document_id = document.id
    JOIN original ON original.id = part.original_id
    LEFT JOIN import_file AS file ON file.import_id = document.import_id
      AND file.sha256 = original.sha256 AND file.path = part.source_path
    WHERE document.id = ${documentId} ORDER BY part.position, part.id LIMIT 1`);
}

export interface QualityRecord {
  readonly n: number;
  readonly blank: number;
  readonly dpi: number | null;
  readonly skewMillidegrees: number;
  readonly sharpness: number | null;
  readonly photo: number;
  readonly turned: number;
  readonly failed: number;
  readonly codes: string;
}

/** What is known of a document's pages besides their text: of those that were read, or failed. */
export function qualityOf(reader: Reader, documentId: number): Promise<QualityRecord[]> {
  return reader.all<QualityRecord>(sql`
    SELECT * FROM (
      SELECT row_number() OVER (ORDER BY part.position, part.id, page.number) AS n,
        coalesce(found.blank, 0) AS blank, found.dpi,
        coalesce(found.skew_millidegrees, 0) AS skewMillidegrees, found.sharpness,
        coalesce(found.photo, 0) AS photo,
        coalesce(found.turn <> 0 AND found.turn = part.rotation, 0) AS turned,
        page.reading = 'failed' AS failed, coalesce(found.codes, '[]') AS codes,
        found.page_id IS NOT NULL AS isRead
      FROM part JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      LEFT JOIN page_reading AS found ON found.page_id = page.id
      WHERE part.document_id = ${documentId})
    WHERE isRead OR failed ORDER BY n`);
}

/** Categories with the names above each, outermost first. */
export async function categoriesWithParents(
  reader: Reader,
): Promise<{ id: number; name: string; parents: string[] }[]> {
  const rows = await reader.all<{ id: number; name: string; path: string }>(sql`
    WITH RECURSIVE down (id, name, position, path, depth) AS (
      SELECT id, name, position, json_array(), 0 FROM category WHERE parent_id IS NULL
      UNION ALL SELECT category.id, category.name, category.position,
        json_insert(down.path, '$[#]', down.name), depth + 1
      FROM category JOIN down ON category.parent_id = down.id WHERE depth < 50)
    SELECT id, name, path FROM down ORDER BY depth, position, id`);
  return rows.map(({ id, name, path }) => ({ id, name, parents: JSON.parse(path) as string[] }));
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

/** Gives a document other proposals (best first for each field) and notes. */
export async function replaceProposals(
  writer: Writer,
  documentId: number,
  proposals: readonly NewProposal[],
  notes: readonly { readonly code: string; readonly details: object }[],
): Promise<void> {
  const ranks = new Map<string, number>();
  const ranked = proposals.map((each) => {
    const rank = ranks.get(each.field) ?? 0;
    ranks.set(each.field, rank + 1);
    const lines = JSON.stringify(each.lines);
    return [
      each.field,
      rank,
      each.value,
      each.confidence,
      each.source,
      each.evidence,
      each.page,
      lines,
    ];
  });
  await writer.run(sql`DELETE FROM proposal WHERE document_id = ${documentId}`);
  await writer.run(sql`
    INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence, page, lines)
    SELECT ${documentId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
      value ->> 5, value ->> 6, value ->> 7
    FROM json_each(${JSON.stringify(ranked)})
    WHERE EXISTS (SELECT 1 FROM document WHERE id = ${documentId})`);
  await writer.run(sql`DELETE FROM document_note WHERE document_id = ${documentId}`);
  await writer.run(sql`
    INSERT INTO document_note (document_id, code, details)
    SELECT ${documentId}, value ->> 'code', value -> 'details'
    FROM json_each(${JSON.stringify(notes)})
    WHERE EXISTS (SELECT 1 FROM document WHERE id = ${documentId})`);
  // The title a list shows may be a proposal that is no more.
  await writer.run(sql`
    INSERT INTO stale (document_id, text) VALUES (${documentId}, 0) ON CONFLICT DO NOTHING`);
}

/**
 * Documents that were to be filed as they came in and were left in the inbox until they are read,
 * which they are: nothing of them waits, and they were never filed before.
 */
export async function documentsToFile(reader: Reader, limit: number): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT document.id FROM document_facts AS facts
    CROSS JOIN document ON document.id = facts.document_id
    CROSS JOIN import ON import.id = document.import_id
    WHERE import.options ->> 'confirm' = 1 AND facts.place = 'inbox' AND facts.unread = 0
      AND document.id NOT IN (SELECT document_id FROM proposal_due)
      AND NOT EXISTS (SELECT 1 FROM change WHERE table_name = 'document'
        AND row_id = document.id AND after ->> 'state' = 'filed')
      AND NOT EXISTS (SELECT 1 FROM document_note
        WHERE document_note.document_id = document.id AND code = 'secret')
    ORDER BY document.id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** Notes of how secret a filed document is marked, in place of those it has. */
export async function replaceMarkings(
  writer: Writer,
  documentId: number,
  notes: readonly { readonly code: string; readonly details: object }[],
): Promise<void> {
  await writer.run(sql`
    DELETE FROM document_note
    WHERE document_id = ${documentId} AND code IN ('secret', 'work-secret')`);
  await writer.run(sql`
    INSERT INTO document_note (document_id, code, details)
    SELECT ${documentId}, value ->> 'code', value -> 'details'
    FROM json_each(${JSON.stringify(notes)})
    WHERE value ->> 'code' IN ('secret', 'work-secret')
      AND EXISTS (SELECT 1 FROM document WHERE id = ${documentId})`);
}

/** Changes with every confirmation, and with what is put into another category afterwards. */
export async function confirmedState(reader: Reader): Promise<string> {
  const row = await reader.get<{ state: string }>(sql`
    SELECT count(*) || ' ' || coalesce(max(confirmed_at), '') || ' ' ||
      coalesce(sum(category_id * (id % 1009)), 0) AS state
    FROM document WHERE state = 'filed' AND trashed_at IS NULL AND category_id IS NOT NULL`);
  return row?.state ?? '';
}

/** Confirmed documents to learn categories from, the newest of each, as evenly as they are there. */
export function examplesToLearn(
  reader: Reader,
  perCategory: number,
  most: number,
): Promise<{ categoryId: number; title: string; text: string }[]> {
  return reader.all(sql`
    SELECT chosen.category_id AS categoryId, coalesce(chosen.title, '') AS title,
      coalesce((SELECT substr(coalesce(corrected.text, page.text), 1, 2000)
        FROM part JOIN page ON page.original_id = part.original_id
          AND page.number = part.first_page
        LEFT JOIN corrected_page AS corrected
          ON corrected.original_id = page.original_id AND corrected.number = page.number
        WHERE part.document_id = chosen.id ORDER BY part.position LIMIT 1), '') AS text
    FROM (SELECT id, category_id, title, row_number() OVER (
          PARTITION BY category_id ORDER BY confirmed_at DESC, id DESC) AS newest
        FROM document
        WHERE state = 'filed' AND trashed_at IS NULL AND category_id IS NOT NULL) AS chosen
    WHERE newest <= ${perCategory} ORDER BY newest, chosen.id DESC LIMIT ${most}`);
}

/** Says that the first documents of the inbox whose category nobody names are to be proposed anew. */
export async function markToClassify(writer: Writer, limit: number): Promise<void> {
  await writer.run(sql`
    INSERT INTO proposal_due (document_id)
    SELECT facts.document_id FROM document_facts AS facts
    JOIN document ON document.id = facts.document_id
    WHERE facts.place = 'inbox' AND document.category_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM proposal WHERE proposal.document_id = facts.document_id
        AND field = 'categoryId' AND rank = 0 AND source IN ('separator', 'folder', 'person'))
    ORDER BY facts.document_id LIMIT ${limit}
    ON CONFLICT DO UPDATE SET times = times + 1`);
}
