import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageReading, ReadPageArgs } from '../../../main/reading/page-reading.ts';
import type { WorkerPool } from '../../../main/workers/index.ts';
import type { PageTruth, PlannedDocument } from '../../support/papers/index.ts';
import type { PageScore } from './compare-page.ts';
import { comparePage } from './compare-page.ts';

export interface ReadPage {
  readonly truth: PageTruth;
  readonly reading: PageReading;
  readonly score: PageScore;
}

export interface ReadDocument extends Omit<PlannedDocument, 'pages'> {
  readonly pages: readonly ReadPage[];
}

/** Arguments for reading a page of the corpus that was written to `path`. */
export function readArgs(path: string, { widthUm, heightUm }: PageTruth): ReadPageArgs {
  return { path, type: 'jpeg', page: 1, widthUm, heightUm, engine: 'paddle' };
}

/** Scans the documents, reads them with the pool's workers and compares. */
export async function readCorpus(
  documents: AsyncIterable<PlannedDocument>,
  folder: string,
  pool: WorkerPool,
): Promise<readonly ReadDocument[]> {
  const read: Promise<ReadDocument>[] = [];
  let count = 0;
  for await (const document of documents) {
    const pages: Promise<ReadPage>[] = [];
    for (const page of document.pages) {
      count += 1;
      const path = join(folder, `page-${count}.jpg`);
      await writeFile(path, await page.scan());
      pages.push(readOne(path, page.truth, pool));
    }
    read.push(Promise.all(pages).then((done) => ({ ...document, pages: done })));
  }
  return Promise.all(read);
}

async function readOne(path: string, truth: PageTruth, pool: WorkerPool): Promise<ReadPage> {
  const reading = await pool.run<ReadPageArgs, PageReading>('reading.read', readArgs(path, truth));
  return { truth, reading, score: comparePage(truth, reading.lines) };
}
