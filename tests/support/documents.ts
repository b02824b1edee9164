import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rawSql, sql, trackedTables, type Writer } from '../../main/db/index.ts';
import { originalPath, type Archive } from '../../main/library/index.ts';
import type { Selection } from '../../main/contract/index.ts';

export interface MadeDocument {
  readonly title?: string | null;
  readonly year?: number;
  readonly categoryId?: number;
  readonly referenceNumber?: string;
  readonly issuer?: string;
  readonly date?: string;
  readonly note?: string;
  readonly department?: string;
  readonly kind?: string;
  readonly tags?: readonly string[];
  readonly name?: string;
  /** Text of each page; the original itself is a stand-in with the right hash. */
  readonly pages?: readonly string[];
  readonly state?: 'inbox' | 'filed';
}

let made = 0;

/** Puts a document with page texts into an archive, with a stored original, in one operation. */
export async function addDocument(archive: Archive, given: MadeDocument): Promise<number> {
  const [id = 0] = await addDocuments(archive, [given]);
  return id;
}

/**
 * Puts documents into an archive, all in one operation; their ids in the order given. Thousands
 * are made quicker `without-files`, where nobody looks at the originals.
 */
export async function addDocuments(
  archive: Archive,
  all: readonly MadeDocument[],
  files: 'with-files' | 'without-files' = 'with-files',
): Promise<number[]> {
  const { length } = all;
  const { result } = await archive.operate(
    { kind: 'import', zh: `导入 ${length} 件`, en: `Import ${length} documents` },
    async (writer) => {
      const ids: number[] = [];
      for (const given of all) {
        made += 1;
        const bytes = Buffer.from(`原件 ${made} ${given.title ?? ''}`);
        if (files === 'with-files') await storeOriginal(archive, bytes);
        ids.push(await insert(writer, given, bytes));
      }
      return ids;
    },
  );
  return result;
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function storeOriginal(archive: Archive, bytes: Buffer): Promise<void> {
  const path = originalPath(archive, sha256Of(bytes), 'pdf');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

async function insert(writer: Writer, given: MadeDocument, bytes: Buffer): Promise<number> {
  const pages = given.pages ?? [];
  const now = new Date().toISOString();
  const original = await writer.run(sql`
    INSERT INTO original (sha256, bytes, extension, type, page_state, page_count, added_at)
    VALUES (${sha256Of(bytes)}, ${bytes.length}, 'pdf', 'pdf', ${pages.length > 0 ? 'ready' : 'none'},
      ${pages.length}, ${now})`);
  await writer.run(sql`
    INSERT INTO page (original_id, number, width_um, height_um, text_source, text)
    SELECT ${original.lastId}, key + 1, 210000, 297000, 'layer', value
    FROM json_each(${JSON.stringify(pages)})`);
  const document = await writer.run(sql`
    INSERT INTO document (state, title, year, category_id, reference_number, issuer, date,
      note, department, kind, created_at)
    VALUES (${given.state ?? 'filed'}, ${given.title === undefined ? '无题' : given.title},
      ${given.year ?? null}, ${given.categoryId ?? null}, ${given.referenceNumber ?? null},
      ${given.issuer ?? null}, ${given.date ?? null}, ${given.note ?? null},
      ${given.department ?? null}, ${given.kind ?? null}, ${now})`);
  await writer.run(sql`
    INSERT INTO part (document_id, position, original_id, first_page, last_page, source_name,
      source_path)
    VALUES (${document.lastId}, 0, ${original.lastId}, ${pages.length > 0 ? 1 : null},
      ${pages.length > 0 ? pages.length : null}, ${given.name ?? `扫描_${made}.pdf`}, '')`);
  for (const name of given.tags ?? []) {
    await writer.run(sql`
      INSERT INTO tag (name, color) SELECT ${name}, 'ochre'
      WHERE NOT EXISTS (SELECT 1 FROM tag WHERE name = ${name})`);
    await writer.run(sql`
      INSERT INTO document_tag (document_id, tag_id)
      SELECT ${document.lastId}, id FROM tag WHERE name = ${name}`);
  }
  return document.lastId;
}

export async function categoryNamed(archive: Archive, name: string): Promise<number> {
  const row = await archive.db.read.get<{ id: number }>(
    sql`SELECT id FROM category WHERE name = ${name}`,
  );
  if (row === undefined) throw new Error(`no category ${name}`);
  return row.id;
}

/** The selection of just these documents. */
export function only(...ids: readonly number[]): Selection {
  return { filter: { ids } } as unknown as Selection;
}

/** Every row of every tracked table, and what is derived from them: what undo must restore. */
export async function everything(archive: Archive): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of [...trackedTables, 'document_facts']) {
    found[table] = await archive.db.read.all(rawSql(`SELECT * FROM ${table} ORDER BY 1`));
  }
  return found;
}
