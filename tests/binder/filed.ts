import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from '../../main/db/index.ts';
import { originalPath, type Archive } from '../../main/library/index.ts';
import { categoryNamed } from '../support/documents.ts';
import { plainPdf } from '../support/scans/index.ts';

export interface Given {
  readonly title: string;
  readonly year?: number;
  readonly category?: string;
  readonly date?: string;
  readonly number?: string;
  readonly state?: 'inbox' | 'filed';
  readonly trashed?: boolean;
  readonly pages?: number;
  readonly bytes?: Buffer;
}

let made = 0;

/** Files a document with a real PDF of its own, each page saying `PAPER` and a number. */
export async function file(archive: Archive, given: Given): Promise<number> {
  made += 1;
  const { pages = 1, category } = given;
  const text = `PAPER${made}`;
  const bytes = given.bytes ?? plainPdf(Array.from({ length: pages }, () => ({ text })));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = originalPath(archive, sha256, 'pdf');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const categoryId = category === undefined ? null : await categoryNamed(archive, category);
  const words = { kind: 'import', zh: '导入', en: 'Import' };
  const { result } = await archive.operate(words, async (writer) => {
    const original = await writer.run(sql`
      INSERT INTO original (sha256, bytes, extension, type, page_state, page_count, added_at)
      VALUES (${sha256}, ${bytes.length}, 'pdf', 'pdf', 'ready', ${pages}, '2024-01-01')`);
    for (let page = 1; page <= pages; page += 1) {
      await writer.run(sql`
        INSERT INTO page (original_id, number, width_um, height_um, text_source, text)
        VALUES (${original.lastId}, ${page}, 210000, 297000, 'none', '')`);
    }
    const document = await writer.run(sql`
      INSERT INTO document (state, title, year, category_id, reference_number, date, created_at,
        trashed_at)
      VALUES (${given.state ?? 'filed'}, ${given.title}, ${given.year ?? null}, ${categoryId},
        ${given.number ?? null}, ${given.date ?? null}, '2024-01-01',
        ${given.trashed ? '2024-02-02' : null})`);
    await writer.run(sql`
      INSERT INTO part (document_id, position, original_id, first_page, last_page, source_name,
        source_path)
      VALUES (${document.lastId}, 0, ${original.lastId}, 1, ${pages}, ${`${text}.pdf`}, '')`);
    return document.lastId;
  });
  return result;
}
