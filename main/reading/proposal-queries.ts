import { inJson, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

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
