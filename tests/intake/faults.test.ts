import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { rawSql, sql } from '../../main/db/index.ts';
import { importPaths, runImport, startImport } from '../../main/intake/index.ts';
import { createArchive, unattended, type Archive } from '../../main/library/index.ts';
import { createWorkerPool, type WorkerPool } from '../../main/workers/index.ts';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { temporaryFolder, testArchive, testWorkers } from '../support/archives.ts';

async function archiveIn(folder: string, workers: WorkerPool): Promise<Archive> {
  const about = { name: '故障', fonds: null, categories: ['组织领导'] };
  const options = { workers, user: '陈立新', language: 'zh-CN', backupAfterMs: 1e12 } as const;
  const archive = await createArchive(folder, about, options);
  onTestFinished(() => archive.close());
  return archive;
}

async function makeFiles(folder: string, count: number, bytes: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await writeFile(
      join(folder, `${String(n).padStart(2, '0')}.bin`),
      Buffer.alloc(bytes, `${n}.`),
    );
}

const outcomesOf = ({ db }: Archive) =>
  db.read.all<{ path: string; outcome: string; code: string | null }>(
    sql`SELECT path, outcome, code FROM import_file ORDER BY id`,
  );

async function expectSound({ db, paths }: Archive, originals: number): Promise<void> {
  expect(await db.read.all(rawSql('PRAGMA integrity_check'))).toEqual([{ integrity_check: 'ok' }]);
  expect(await db.read.all(rawSql('SELECT id FROM original'))).toHaveLength(originals);
  const files = await readdir(paths.originals, { recursive: true, withFileTypes: true });
  expect(files.filter((file) => file.isFile())).toHaveLength(originals);
  expect(await readdir(paths.staging)).toEqual([]);
}

test('a file that kills its worker is refused and the rest goes on', async () => {
  const entry = fileURLToPath(new URL('./deadly-worker.ts', import.meta.url));
  const workers = createWorkerPool(nodeLauncher(entry), { size: 2 });
  onTestFinished(() => workers.close());
  const folder = await temporaryFolder();
  const archive = await archiveIn(join(folder, '档案'), workers);
  const sources = join(folder, '来');
  await mkdir(sources);
  await makeFiles(sources, 6, 100);
  await writeFile(join(sources, '03.bin'), 'DEADLY');
  await writeFile(join(sources, '05.bin'), 'DEADLY');
  const report = await importPaths(archive, [sources], {}, unattended());
  expect(report.failed).toMatchObject([
    { path: join(sources, '03.bin'), code: 'worker-died' },
    { path: join(sources, '05.bin'), code: 'worker-died' },
  ]);
  expect(report.imported).toHaveLength(4);
  await expectSound(archive, 4);
});

test('a source that vanishes after it was listed is refused, the rest goes on', async () => {
  const { archive } = await testArchive();
  const sources = await temporaryFolder();
  await makeFiles(sources, 5, 100);
  const { id } = await startImport(archive, [{ kind: 'path', path: sources }], {});
  const vanishing = {
    ...unattended(),
    paused: () => rm(join(sources, '02.bin'), { force: true }),
  };
  expect(await runImport(archive, id, vanishing)).toMatchObject({ imported: 4, refused: 1 });
  const refused = (await outcomesOf(archive)).filter(({ outcome }) => outcome === 'refused');
  expect(refused).toMatchObject([{ code: 'source-missing' }]);
  await expectSound(archive, 4);
});

/** A disk of a few megabytes, gone when the test ends; false where none can be made. */
function smallDisk(at: string, megabytes: number): boolean {
  try {
    const size = `size=${megabytes}m`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', at], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', at]);
  });
  return true;
}

test('a full disk pauses the import; with room again it goes on with exactly the rest', async (context) => {
  const folder = await temporaryFolder();
  const disk = join(folder, '盘');
  const sources = join(folder, '来');
  await mkdir(disk);
  await mkdir(sources);
  await makeFiles(sources, 30, 1 << 20);
  if (!smallDisk(disk, 12)) return context.skip('needs to mount a small file system');
  const archive = await archiveIn(join(disk, '档案'), testWorkers());
  const { id } = await startImport(archive, [{ kind: 'path', path: sources }], {});
  const paused: unknown[] = [];
  const enough = Promise.withResolvers<void>();
  const importing = runImport(archive, id, {
    ...unattended(),
    pauseBecause: (error) => paused.push(error),
    paused: () => (paused.length > 0 ? enough.promise : Promise.resolve()),
  });
  await expect.poll(() => paused, { timeout: 30_000 }).toMatchObject([{ code: 'disk-full' }]);
  const outcomes = new Set((await outcomesOf(archive)).map(({ outcome }) => outcome));
  expect([...outcomes].toSorted()).not.toContain('refused');
  await expectSound(archive, (await archive.db.read.all(rawSql('SELECT id FROM original'))).length);

  execFileSync('mount', ['-o', 'remount,size=100m', disk], { stdio: 'ignore' });
  enough.resolve();
  expect(await importing).toMatchObject({ imported: 30, refused: 0, pending: 0 });
  await expectSound(archive, 30);
});

test('where nobody can be asked a full disk ends the import and names every file not reached', async (context) => {
  const folder = await temporaryFolder();
  const disk = join(folder, '盘');
  const sources = join(folder, '来');
  await mkdir(disk);
  await mkdir(sources);
  await makeFiles(sources, 20, 1 << 20);
  if (!smallDisk(disk, 8)) return context.skip('needs to mount a small file system');
  const archive = await archiveIn(join(disk, '档案'), testWorkers());
  const report = await importPaths(archive, [sources], {}, unattended());
  expect(report.failed.length + report.imported.length).toBe(20);
  expect(new Set(report.failed.map(({ code }) => code))).toEqual(new Set(['disk-full']));
  await expectSound(archive, report.imported.length);
  const states = await archive.db.read.all(rawSql('SELECT state FROM import'));
  expect(states).toEqual([{ state: 'stopped' }]);
});
