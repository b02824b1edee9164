import type { PageState, Selection } from '../contract/documents.ts';
import type { ChecklistId } from '../contract/ids.ts';
import { sql, type Reader, type Writer } from '../db/index.ts';
import { selected } from '../search/index.ts';
import { a4, mm } from './measures.ts';

export interface BoundRow {
  readonly id: number;
  readonly title: string;
  readonly year: number | null;
  readonly category_id: number | null;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
}

/** Filed documents of a selection; the inbox and the trash are never bound. */
export function filedDocuments(reader: Reader, selection: Selection): Promise<BoundRow[]> {
  return reader.all<BoundRow>(sql`
    SELECT document.id, facts.title, document.year, document.category_id,
      document.reference_number, document.issuer, document.date
    FROM document JOIN document_facts AS facts ON facts.document_id = document.id
    WHERE facts.place = 'filed' AND document.id IN (${selected(selection)})`);
}

export async function countUnconfirmed(reader: Reader, selection: Selection): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(*) AS count FROM document_facts
    WHERE place = 'inbox' AND document_id IN (${selected(selection)})`);
  return row?.count ?? 0;
}

/** Documents of the inbox that items of a checklist are to show. */
export async function countUnconfirmedProofs(reader: Reader, id: ChecklistId): Promise<number> {
  const row = await reader.get<{ count: number }>(sql`
    SELECT count(DISTINCT link.document_id) AS count
    FROM checklist_item AS item JOIN slot ON slot.item_id = item.id
      JOIN link ON link.slot_id = slot.id
      JOIN document_facts AS facts ON facts.document_id = link.document_id
    WHERE item.checklist_id = ${id} AND facts.place = 'inbox'`);
  return row?.count ?? 0;
}

export async function yearsBound(reader: Reader, selection: Selection): Promise<number[]> {
  const rows = await reader.all<{ year: number }>(sql`
    SELECT DISTINCT document.year FROM document
    JOIN document_facts AS facts ON facts.document_id = document.id
    WHERE facts.place = 'filed' AND document.year IS NOT NULL
      AND document.id IN (${selected(selection)})
    ORDER BY document.year`);
  return rows.map((row) => row.year);
}

export interface PartRow {
  readonly document_id: number;
  readonly source_name: string;
  readonly first_page: number | null;
  readonly last_page: number | null;
  readonly rotation: number;
  readonly sha256: string;
  readonly extension: string;
  readonly type: string;
  readonly page_state: PageState;
  readonly page_count: number;
  readonly oversize: number;
}

/** Square micrometres above which a page counts as A3 (place.ts, `isOversize`). */
const oversizeUm2 = Math.round((1.5 * a4.widthPt * a4.heightPt * 1_000_000) / (mm * mm));

const partColumns = sql`
  part.document_id, part.source_name, part.first_page, part.last_page, part.rotation,
  original.sha256, original.extension, original.type, original.page_state, original.page_count,
  (SELECT count(*) FROM page WHERE page.original_id = original.id
    AND page.number BETWEEN coalesce(part.first_page, 1)
      AND coalesce(part.last_page, original.page_count)
    AND page.width_um * page.height_um > ${oversizeUm2}) AS oversize`;

/** Parts of filed documents of a selection, in order of document and position. */
export function partsOf(reader: Reader, selection: Selection): Promise<PartRow[]> {
  return reader.all<PartRow>(sql`
    SELECT ${partColumns} FROM part
    JOIN original ON original.id = part.original_id
    JOIN document_facts AS facts ON facts.document_id = part.document_id
    WHERE facts.place = 'filed' AND part.document_id IN (${selected(selection)})
    ORDER BY part.document_id, part.position, part.id`);
}

/** A document filed or in the inbox. */
export function presentDocument(reader: Reader, id: number): Promise<BoundRow | undefined> {
  return reader.get<BoundRow>(sql`
    SELECT document.id, facts.title, document.year, document.category_id,
      document.reference_number, document.issuer, document.date
    FROM document JOIN document_facts AS facts ON facts.document_id = document.id
    WHERE facts.place <> 'trash' AND document.id = ${id}`);
}

export function partsOfDocument(reader: Reader, id: number): Promise<PartRow[]> {
  return reader.all<PartRow>(sql`
    SELECT ${partColumns} FROM part JOIN original ON original.id = part.original_id
    WHERE part.document_id = ${id} ORDER BY part.position, part.id`);
}

export interface TextRow {
  /** Index among the runs asked for. */
  readonly run: number;
  readonly number: number;
  readonly width_um: number;
  readonly height_um: number;
  readonly text: string;
  /** As reading keeps them. */
  readonly lines: string;
}

/** Texts with places that were read on pages, or corrected by hand, in the order of the runs. */
export function textsOfPages(
  reader: Reader,
  runs: readonly { readonly sha256: string; readonly first: number; readonly last: number }[],
): Promise<TextRow[]> {
  const wanted = JSON.stringify(runs.map(({ sha256, first, last }) => [sha256, first, last]));
  return reader.all<TextRow>(sql`
    SELECT run.key AS run, page.number, page.width_um, page.height_um,
      coalesce(corrected.text, page.text) AS text, coalesce(corrected.lines, found.lines) AS lines
    FROM json_each(${wanted}) AS run
    CROSS JOIN original ON original.sha256 = run.value ->> 0
    CROSS JOIN page ON page.original_id = original.id
      AND page.number BETWEEN run.value ->> 1 AND run.value ->> 2
    LEFT JOIN page_reading AS found ON found.page_id = page.id AND page.text_source = 'ocr'
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    WHERE coalesce(corrected.text, page.text) <> ''
      AND (corrected.id IS NOT NULL OR found.page_id IS NOT NULL)
    ORDER BY run.key, page.number`);
}

export interface CategoryRow {
  readonly id: number;
  readonly parent_id: number | null;
  readonly name: string;
}

/** All categories, siblings in their order. */
export function categoriesInOrder(reader: Reader): Promise<CategoryRow[]> {
  return reader.all<CategoryRow>(sql`
    SELECT id, parent_id, name FROM category ORDER BY position, id`);
}

export function savedBinders(
  reader: Reader,
): Promise<{ id: number; name: string; recipe: string }[]> {
  return reader.all(sql`SELECT id, name, recipe FROM binder ORDER BY name, id`);
}

export async function binderName(reader: Reader, id: number): Promise<string | null> {
  const row = await reader.get<{ name: string }>(sql`SELECT name FROM binder WHERE id = ${id}`);
  return row?.name ?? null;
}

/** The id of another binder that has the name. */
export async function binderNamed(
  reader: Reader,
  name: string,
  otherThan: number | null,
): Promise<number | null> {
  const row = await reader.get<{ id: number }>(sql`
    SELECT id FROM binder WHERE name = ${name} AND id IS NOT ${otherThan}`);
  return row?.id ?? null;
}

export async function insertBinder(writer: Writer, name: string, recipe: string): Promise<number> {
  const { lastId } = await writer.run(
    sql`INSERT INTO binder (name, recipe) VALUES (${name}, ${recipe})`,
  );
  return lastId;
}

export async function updateBinder(
  writer: Writer,
  id: number,
  name: string,
  recipe: string,
): Promise<void> {
  await writer.run(sql`UPDATE binder SET name = ${name}, recipe = ${recipe} WHERE id = ${id}`);
}

export async function deleteBinder(writer: Writer, id: number): Promise<void> {
  await writer.run(sql`DELETE FROM binder WHERE id = ${id}`);
}
