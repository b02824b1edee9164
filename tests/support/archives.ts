import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createArchive, starterCategories, type Archive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode, type WorkerPool } from '../../main/workers/index.ts';

/** A folder of its own that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Worker processes that end with the test. */
export function testWorkers(size = 2): WorkerPool {
  const pool = createWorkerPool(launchNode, { size });
  onTestFinished(() => pool.close());
  return pool;
}

export interface TestArchive {
  readonly archive: Archive;
  readonly folder: string;
}

/** A new, real archive in a folder of its own; closed and removed when the test ends. */
export async function testArchive(name = '清河镇台账'): Promise<TestArchive> {
  const folder = join(await temporaryFolder(), name);
  const archive = await createArchive(
    folder,
    { name, fonds: 'Q012', categories: starterCategories },
    { workers: testWorkers(), user: '陈立新', language: 'zh-CN' },
  );
  onTestFinished(() => archive.close());
  return { folder, archive };
}
