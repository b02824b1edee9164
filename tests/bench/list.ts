import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { createRandom } from '../support/scans/index.ts';
import { makeLargeArchive } from '../support/large-archive.ts';
import { median, megabytes, seconds, type Row } from './measure.ts';
import { openProgram } from './open-program.ts';

async function archiveOf(folder: string, documents: number): Promise<string> {
  const path = join(folder, `archive-${documents}`);
  if (existsSync(join(path, 'mingce.sqlite'))) return path;
  const workers = createWorkerPool(launchNode, { size: 1 });
  process.stderr.write(`making an archive of ${documents} documents …\n`);
  await makeLargeArchive(
    path,
    { documents, pagesEach: 2, charactersAPage: 120, seed: 11 },
    { workers, user: 'bench', language: 'zh-CN' },
  );
  await workers.close();
  return path;
}

interface Measured {
  readonly firstScreenMs: number;
  readonly worstPageMs: number;
  readonly medianPageMs: number;
  readonly treeMs: number;
  readonly residentBytes: number;
}

async function measure(folder: string, documents: number): Promise<Measured> {
  const path = await archiveOf(folder, documents);
  const started = performance.now();
  const { call, close } = await openProgram(path, folder);
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const treeMs = await time(() => call('catalog.tree', {}));
  const { rows } = await call('catalog.list', { filter: {}, offset: 0, limit: 50 });
  const [first] = rows;
  if (first !== undefined) await call('catalog.get', { id: first.id });
  const firstScreenMs = performance.now() - started;

  const random = createRandom(3);
  const times: number[] = [];
  for (const key of [
    'default',
    'title',
    'date',
    'referenceNumber',
    'year',
    'category',
    'imported',
  ] as const) {
    for (let n = 0; n < 15; n += 1) {
      const offset = random.integer(0, Math.max(0, documents - 50));
      const sort = { key, descending: random.chance(0.5) };
      times.push(await time(() => call('catalog.list', { filter: {}, sort, offset, limit: 50 })));
    }
  }
  const residentBytes = process.memoryUsage().rss;
  await close();
  return {
    firstScreenMs,
    worstPageMs: Math.max(...times),
    medianPageMs: median(times),
    treeMs,
    residentBytes,
  };
}

/** Opening and listing a large archive, and how both grow from a tenth of it. */
export async function listDocuments(folder: string, documents = 100_000): Promise<Row[]> {
  const small = await measure(folder, documents / 10);
  const large = await measure(folder, documents);
  const count = documents.toLocaleString('en');
  const growth = large.medianPageMs / small.medianPageMs;
  return [
    {
      work: `Open an archive of ${count} documents: first screen's data`,
      ours: seconds(large.firstScreenMs),
      peer: '—',
      ratio: null,
      target: '≤ 500 ms',
      met: large.firstScreenMs <= 500,
      note: `of it the tree ${seconds(large.treeMs)}`,
    },
    {
      work: '  any page of its list, any sort order (slowest of 105)',
      ours: seconds(large.worstPageMs),
      peer: '—',
      ratio: null,
      target: '≤ 50 ms',
      met: large.worstPageMs <= 50,
      note: `median ${seconds(large.medianPageMs)}`,
    },
    {
      work: '  memory of the main process',
      ours: megabytes(large.residentBytes),
      peer: '—',
      ratio: null,
      target: '≤ 300 MB',
      met: large.residentBytes <= 300e6,
    },
    {
      work: `Growth of a list page from ${(documents / 10).toLocaleString('en')} to ${count} documents`,
      ours: seconds(large.medianPageMs),
      peer: `itself ${seconds(small.medianPageMs)}`,
      ratio: growth,
      target: '≤ 1.5 ×',
      met: growth <= 1.5,
    },
  ];
}
