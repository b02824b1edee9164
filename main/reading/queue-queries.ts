import type { DocumentId } from '../contract/ids.ts';
import type { Selection } from '../contract/documents.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { inJson, rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';
import { selected } from '../search/index.ts';
import type { PageType } from './file-type.ts';
import type { Rotation } from './page.ts';

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
  /** How often reading it was begun and came to no end: first beside others, from then on alone. */
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

/**
 * Of pages fetched a while ago those that are still there, by their ids. Where an original was
 * destroyed since, the next one to come may have been given its ids.
 */
export async function stillThere(
  reader: Reader,
  pages: readonly Pick<WaitingPage, 'pageId' | 'sha256' | 'number'>[],
): Promise<ReadonlySet<number>> {
  const known = pages.map(({ pageId, sha256, number }) => ({ pageId, sha256, number }));
  const rows = await reader.all<{ id: number }>(sql`
    SELECT page.id FROM json_each(${JSON.stringify(known)})
    JOIN page ON page.id = value ->> 'pageId' AND page.number = value ->> 'number'
    JOIN original ON original.id = page.original_id AND original.sha256 = value ->> 'sha256'`);
  return new Set(rows.map(({ id }) => id));
}

export async function isWaiting(
  reader: Reader,
  { pageId, sha256 }: Pick<WaitingPage, 'pageId' | 'sha256'>,
): Promise<boolean> {
  const found = await reader.get(sql`
    SELECT page.id FROM page JOIN original ON original.id = page.original_id
    WHERE page.id = ${pageId} AND original.sha256 = ${sha256} AND reading = 'waiting'`);
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

/**
 * Notes that reading a page begins, and that `read` have come to an end, though what they say is
 * not entered yet: whatever happens from now on is not their doing.
 */
export async function beginReading(
  writer: Writer,
  pageId: number,
  read: readonly number[],
): Promise<void> {
  await writer.run(sql`
    UPDATE page SET tries = CASE id WHEN ${pageId} THEN tries + 1 ELSE 0 END
    WHERE id = ${pageId} OR (${inJson('id', read)} AND tries > 0)`);
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
    FROM json_each(${json}) WHERE true
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
