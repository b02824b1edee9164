import type { ChecklistId, DocumentId, LinkId, SlotId } from '../contract/ids.ts';
import { sql, type Reader } from '../db/index.ts';
import { isGone } from './coverage-queries.ts';

/** Links of filed documents that still show what is linked. */
export type LinkTuple = readonly [link: LinkId, slot: SlotId, document: DocumentId, whole: number];
export type DocumentTuple = readonly [
  id: DocumentId,
  title: string,
  referenceNumber: string | null,
  kind: string | null,
  date: string | null,
  /** 1: some of its pages wait to be read. */
  waits: number,
  /** Which of the six elements are written; a title says what a photo shows, a date when. */
  caption: readonly (0 | 1)[],
];
/** A page as a document shows it; rows come in the document's order. */
export type PageTuple = readonly [
  document: DocumentId,
  page: number,
  original: number,
  number: number,
  letters: number | null,
  /** Of the first page of an original that is shown; of others null. */
  sketch: string | null,
  seal: 'seen' | 'none' | 'unknown' | null,
  picture: string | null,
  /** Under 200; null: it is not, or not known to be. */
  coarseDpi: number | null,
  /** 1: its original can be opened. */
  drawable: number,
];
export type RunTuple = readonly [
  link: LinkId,
  original: number,
  first: number | null,
  last: number | null,
];

export interface CheckRows {
  readonly limits: readonly (readonly [slot: SlotId, limit: number])[];
  readonly links: readonly LinkTuple[];
  readonly documents: readonly DocumentTuple[];
  readonly pages: readonly PageTuple[];
  readonly runs: readonly RunTuple[];
  /** Originals without pages. */
  readonly files: readonly (readonly [document: DocumentId, original: number])[];
  /** What papers say of their attachments (contract/documents.ts, `attachments`). */
  readonly attachments: readonly (readonly [
    document: DocumentId,
    names: string | null,
    missing: string,
  ])[];
}

/**
 * What the material check asks of proofs, in one statement, of one moment; rows as JSON, as
 * `readSnapshot` has them.
 */
export async function readCheckRows(reader: Reader, id: ChecklistId): Promise<CheckRows> {
  const record = await reader.get<Record<keyof CheckRows, string>>(sql`
    WITH own AS MATERIALIZED (
        SELECT slot.id, slot.word_limit FROM checklist_item AS item
        JOIN slot ON slot.item_id = item.id WHERE item.checklist_id = ${id}),
      linked AS MATERIALIZED (
        SELECT link.id, link.slot_id, link.document_id, link.whole, link.position
        FROM own JOIN link ON link.slot_id = own.id
        JOIN document_facts AS facts ON facts.document_id = link.document_id
        WHERE facts.place = 'filed' AND NOT ${isGone}),
      chosen AS MATERIALIZED (SELECT DISTINCT document_id AS id FROM linked),
      shown AS MATERIALIZED (
        SELECT part.document_id, part.original_id, part.first_page, part.last_page, part.position,
          part.id FROM chosen JOIN part ON part.document_id = chosen.id)
    SELECT
      (SELECT json_group_array(json_array(id, word_limit)) FROM own
        WHERE word_limit IS NOT NULL) AS limits,
      (SELECT json_group_array(json_array(id, slot_id, document_id, whole)) FROM (
        SELECT * FROM linked ORDER BY slot_id, position, id)) AS links,
      (SELECT json_group_array(json_array(document.id, facts.title, document.reference_number,
          document.kind, document.date, facts.unread > 0, json_array(
            coalesce(caption.event, document.title) IS NOT NULL,
            coalesce(caption.time, document.date) IS NOT NULL, caption.place IS NOT NULL,
            caption.people IS NOT NULL, caption.background IS NOT NULL,
            caption.photographer IS NOT NULL)))
        FROM chosen JOIN document ON document.id = chosen.id
        JOIN document_facts AS facts ON facts.document_id = chosen.id
        LEFT JOIN caption ON caption.document_id = chosen.id) AS documents,
      (SELECT json_group_array(json_array(document_id, page, original_id, number, letters, sketch,
          seal, picture, coarse_dpi, drawable)) FROM (
        -- Of the pages themselves only what their index holds: their text stands before the rest.
        SELECT shown.document_id, page.id AS page, page.original_id, page.number, page_sketch.letters,
          -- Texts are told by how they begin.
          CASE page.number WHEN shown.first_page THEN page_sketch.sketch END AS sketch,
          page_sketch.coarse_dpi, page_look.seal, page_look.picture,
          original.page_state = 'ready' AS drawable
        FROM shown JOIN page ON page.original_id = shown.original_id
          AND page.number BETWEEN shown.first_page AND shown.last_page
        JOIN original ON original.id = shown.original_id
        LEFT JOIN page_sketch ON page_sketch.page_id = page.id
        LEFT JOIN page_look ON page_look.page_id = page.id
        ORDER BY shown.document_id, shown.position, shown.id, page.number)) AS pages,
      (SELECT json_group_array(json_array(link_page.link_id, link_page.original_id,
          link_page.first_page, link_page.last_page))
        FROM linked JOIN link_page ON link_page.link_id = linked.id
        WHERE linked.whole = 0) AS runs,
      (SELECT json_group_array(json_array(document_id, original_id)) FROM shown
        WHERE first_page IS NULL) AS files,
      (SELECT json_group_array(json_array(chosen.id, note.details ->> 'names',
          note.details ->> 'missing'))
        FROM chosen JOIN document_note AS note ON note.document_id = chosen.id
        WHERE note.code = 'attachments' AND note.details ->> 'missing' <> '') AS attachments`);
  const parsed = <Key extends keyof CheckRows>(key: Key): CheckRows[Key] =>
    parsedOnce(reader, key, record?.[key] ?? '[]');
  return {
    limits: parsed('limits'),
    links: parsed('links'),
    documents: parsed('documents'),
    pages: parsed('pages'),
    runs: parsed('runs'),
    files: parsed('files'),
    attachments: parsed('attachments'),
  };
}

interface Parsed {
  readonly text: string;
  readonly rows: CheckRows[keyof CheckRows];
}

const parsedLast = new WeakMap<Reader, Map<keyof CheckRows, Parsed>>();

/** Most changes leave most of it as it was: the same text is the same rows, told by being the same object. */
function parsedOnce<Key extends keyof CheckRows>(
  reader: Reader,
  key: Key,
  text: string,
): CheckRows[Key] {
  const last = parsedLast.get(reader) ?? new Map<keyof CheckRows, Parsed>();
  parsedLast.set(reader, last);
  const known = last.get(key);
  if (known?.text === text) return known.rows as CheckRows[Key];
  const rows = JSON.parse(text) as CheckRows[Key];
  last.set(key, { text, rows });
  return rows;
}
