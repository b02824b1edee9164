import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, rawSql, type Reader } from '../../../main/db/index.ts';
import { openArchive } from '../../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../../main/workers/index.ts';
import { makeLargeArchive, type LargeArchiveTimes } from '../../support/large-archive.ts';

export const pagesEach = 10;
const options = { user: 'bench', language: 'zh-CN', backupAfterMs: Infinity } as const;

interface MadeArchive {
  readonly path: string;
  /** As it was when it was made; null where that is not known. */
  readonly times: LargeArchiveTimes | null;
}

/** An archive of pages of 600 characters, made once and kept in `folder`. */
export async function archiveOf(folder: string, documents: number): Promise<MadeArchive> {
  const path = join(folder, `search-${documents}`);
  const notes = `${path}.json`;
  if (!existsSync(join(path, 'mingce.sqlite'))) {
    process.stderr.write(`making an archive of ${documents} documents …\n`);
    const unfinished = `${path}.part`;
    await rm(unfinished, { recursive: true, force: true });
    const workers = createWorkerPool(launchNode, { size: 1 });
    const times = await makeLargeArchive(
      unfinished,
      { documents, pagesEach, charactersAPage: 600, seed: 11 },
      { workers, ...options },
    );
    await workers.close();
    await writeFile(notes, JSON.stringify(times));
    await rename(unfinished, path);
  }
  const times = existsSync(notes)
    ? (JSON.parse(await readFile(notes, 'utf8')) as LargeArchiveTimes)
    : null;
  return { path, times };
}

/** Bytes of the text index in the catalogue file, and of the whole file. */
export async function sizesOf(reader: Reader): Promise<{ index: number; catalogue: number }> {
  const tables = await reader.all<{ name: string }>(
    rawSql(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'document_index_*'`),
  );
  let index = 0;
  for (const { name } of tables) {
    const row = await reader.get<{ bytes: number }>(
      sql`SELECT coalesce(sum(pgsize), 0) AS bytes FROM dbstat WHERE name = ${name}`,
    );
    index += row?.bytes ?? 0;
  }
  const row = await reader.get<{ bytes: number }>(
    rawSql(`SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`),
  );
  return { index, catalogue: row?.bytes ?? 0 };
}

const batchSize = 1000;

/** Empties the text index and makes it anew as an import does, a thousand documents a transaction. */
export async function rebuildIndex(path: string): Promise<{ ms: number; bytes: number }> {
  const workers = createWorkerPool(launchNode, { size: 1 });
  const archive = await openArchive(path, { workers, ...options });
  try {
    await archive.db.maintain((connection) =>
      connection.script(`INSERT INTO document_index (document_index) VALUES ('delete-all')`),
    );
    const { count } = (await archive.db.read.get<{ count: number }>(
      rawSql('SELECT max(id) AS count FROM document'),
    )) ?? { count: 0 };
    const began = performance.now();
    for (let after = 0; after < count; after += batchSize) {
      await archive.derive([], (writer) =>
        writer.run(sql`
          INSERT INTO stale (document_id, text)
          SELECT id, 1 FROM document WHERE id > ${after} AND id <= ${after + batchSize}`),
      );
    }
    const ms = performance.now() - began;
    return { ms, bytes: (await sizesOf(archive.db.read)).index };
  } finally {
    await archive.close();
    await workers.close();
  }
}
