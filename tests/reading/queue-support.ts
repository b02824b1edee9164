import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { Job, JobId } from '../../main/contract/index.ts';
import { rawSql, sql } from '../../main/db/index.ts';
import {
  createArchive,
  openArchive,
  originalPath,
  starterCategories,
  type Archive,
} from '../../main/library/index.ts';
import { createJobList, type JobList } from '../../main/program/jobs.ts';
import { startReading, type ReadingQueue } from '../../main/reading/index.ts';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { createWorkerPool, type WorkerPool } from '../../main/workers/index.ts';
import { temporaryFolder, testWorkers } from '../support/archives.ts';

export const fakeReader = fileURLToPath(new URL('./fake-reader.ts', import.meta.url));

/** Workers that read by what the files say (fake-reader.ts). */
export function fakeReaders(size = 2): WorkerPool {
  const pool = createWorkerPool(nodeLauncher(fakeReader), { size });
  onTestFinished(() => pool.close());
  return pool;
}

export interface Desk {
  readonly folder: string;
  readonly archive: Archive;
  readonly readers: WorkerPool;
}

/** A new archive whose pages are read by what their files say. */
export async function readingDesk(size = 2): Promise<Desk> {
  const folder = join(await temporaryFolder(), '清河镇台账');
  const readers = fakeReaders(size);
  const archive = await createArchive(
    folder,
    { name: '清河镇台账', fonds: null, categories: starterCategories },
    { workers: testWorkers(1), readers, user: '陈立新', language: 'zh-CN' },
  );
  onTestFinished(() => archive.close());
  return { folder, archive, readers };
}

export async function openAgain({ folder, readers }: Desk): Promise<Archive> {
  const archive = await openArchive(folder, {
    workers: testWorkers(1),
    readers,
    user: '陈立新',
    language: 'zh-CN',
  });
  onTestFinished(() => archive.close());
  return archive;
}

export interface Scan {
  readonly name?: string;
  /** What each page of its file says to the reader. */
  readonly pages: readonly string[];
  readonly state?: 'inbox' | 'filed';
  readonly importId?: number;
}

let made = 0;

/** Puts documents into the archive whose pages wait to be read; their ids. */
export async function addScans(archive: Archive, scans: readonly Scan[]): Promise<number[]> {
  const words = { kind: 'import', zh: `导入 ${scans.length} 个文件`, en: 'Import' };
  const { result } = await archive.operate(words, async (writer) => {
    const ids: number[] = [];
    for (const scan of scans) {
      made += 1;
      const name = scan.name ?? `扫描_${made}.tif`;
      const bytes = Buffer.from(scan.pages.join('\f') + '\f'.repeat(2) + made);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = originalPath(archive, sha256, 'tif');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      const now = new Date().toISOString();
      const original = await writer.run(sql`
        INSERT INTO original (sha256, bytes, extension, type, page_state, page_count, added_at)
        VALUES (${sha256}, ${bytes.length}, 'tif', 'tiff', 'ready', ${scan.pages.length}, ${now})`);
      await writer.run(sql`
        INSERT INTO page (original_id, number, width_um, height_um, text_source, text, reading)
        SELECT ${original.lastId}, key + 1, 210000, 297000, 'none', '', 'waiting'
        FROM json_each(${JSON.stringify(scan.pages)})`);
      const document = await writer.run(sql`
        INSERT INTO document (state, created_at, import_id)
        VALUES (${scan.state ?? 'inbox'}, ${now}, ${scan.importId ?? null})`);
      await writer.run(sql`
        INSERT INTO part (document_id, position, original_id, first_page, last_page, source_name,
          source_path)
        VALUES (${document.lastId}, 0, ${original.lastId}, 1, ${scan.pages.length}, ${name}, ${name})`);
      if (scan.importId !== undefined) {
        await writer.run(sql`
          INSERT INTO import_file (import_id, source, path, bytes, modified_ms, outcome, sha256, document_id)
          VALUES (${scan.importId}, ${`/来件/${name}`}, ${name}, ${bytes.length}, 0, 'imported', ${sha256}, ${document.lastId})`);
      }
      ids.push(document.lastId);
    }
    return ids;
  });
  return result;
}

/** What is known of each page, in order of documents: `text`, or what became of it. */
export async function pagesOf(archive: Archive): Promise<string[]> {
  const rows = await archive.db.read.all<{ text: string; reading: string; problem: string | null }>(
    rawSql(`SELECT page.text, page.reading, page.problem FROM part
      JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      ORDER BY part.document_id, part.position, page.number`),
  );
  return rows.map(({ text, reading, problem }) =>
    reading === 'done' ? text : problem === null ? reading : `${reading} ${problem}`,
  );
}

export interface Watched {
  readonly queue: ReadingQueue;
  readonly jobs: JobList;
  readonly told: readonly Job[];
  readonly readJob: () => Job | undefined;
  readonly ends: (id?: JobId) => Promise<Job>;
}

/** The queue at work on an archive, with its jobs; ended when the test ends. */
export function watchReading(
  archive: Archive,
  options: { isAutomatic?: () => boolean; isBusy?: () => boolean; size?: number } = {},
): Watched {
  const told: Job[] = [];
  const jobs = createJobList((_archive, job) => told.push(job));
  const queue = startReading(archive, {
    jobs,
    isAutomatic: options.isAutomatic ?? (() => true),
    isBusy: options.isBusy ?? (() => false),
    size: options.size ?? 2,
  });
  onTestFinished(async () => {
    await Promise.all([jobs.close(), queue.close()]);
  });
  const readJob = (): Job | undefined => jobs.list().findLast(({ kind }) => kind === 'read');
  return {
    queue,
    jobs,
    told,
    readJob,
    ends: async (id) => {
      const find = () => (id === undefined ? readJob() : jobs.list().find((job) => job.id === id));
      await expect
        .poll(() => find()?.state, { timeout: 20_000, interval: 20 })
        .toMatch(/done|failed|cancelled/u);
      return find()!;
    },
  };
}
