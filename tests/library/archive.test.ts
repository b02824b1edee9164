import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createArchive, openArchive, starterCategories } from '../../main/library/index.ts';
import { worthKeeping } from '../../main/library/backups.ts';
import { isSyncFolder, originalName } from '../../main/library/paths.ts';
import { sql } from '../../main/db/index.ts';
import { temporaryFolder, testArchive, testWorkers } from '../support/archives.ts';

const about = { name: '清河镇台账', fonds: 'Q012', categories: starterCategories };
const options = () => ({ workers: testWorkers(1), user: '陈立新', language: 'zh-CN' }) as const;

test('a new archive has the starter categories, its name and an id that stays', async () => {
  const { archive, folder } = await testArchive();
  expect(await archive.about()).toEqual({ name: '清河镇台账', fonds: 'Q012' });
  const { id } = archive;
  const rows = await archive.db.read.all<{ name: string }>(
    sql`SELECT name FROM category ORDER BY position`,
  );
  expect(rows.map((row) => row.name)).toEqual([...starterCategories]);
  await archive.close();
  const again = await openArchive(folder, options());
  expect(again.id).toBe(id);
  await again.close();
});

test('an archive is made only in a missing or empty folder, and a refusal leaves it as it was', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '别人的.txt'), '别动');
  await expect(createArchive(folder, about, options())).rejects.toMatchObject({
    code: 'folder-not-empty',
  });
  expect(await readdir(folder)).toEqual(['别人的.txt']);
  const { folder: taken } = await testArchive();
  await expect(createArchive(taken, about, options())).rejects.toMatchObject({
    code: 'archive-exists',
  });
});

test('a folder without a catalogue is no archive', async () => {
  await expect(openArchive(await temporaryFolder(), options())).rejects.toMatchObject({
    code: 'archive-not-found',
  });
});

test('the second to open is told who holds it; looking works, writing does not', async () => {
  const { folder, archive } = await testArchive();
  await expect(openArchive(folder, { ...options(), user: '赵文娟' })).rejects.toMatchObject({
    code: 'archive-held',
    details: { user: '陈立新', process: process.pid, sameHost: true },
  });
  const looking = await openArchive(folder, { ...options(), user: '赵文娟', readOnly: 'held' });
  expect(looking.readOnly).toBe(true);
  expect(looking.holder).toMatchObject({ user: '陈立新' });
  await archive.operate({ kind: 'test', zh: '试', en: 'test' }, (writer) =>
    writer.run(sql`INSERT INTO tag (name, color) VALUES ('新的', 'ochre')`),
  );
  expect(await looking.db.read.get(sql`SELECT count(*) AS n FROM tag`)).toEqual({ n: 1 });
  await expect(async () =>
    looking.operate({ kind: 'test', zh: '试', en: 'test' }, async () => undefined),
  ).rejects.toMatchObject({ code: 'archive-read-only' });
  await looking.close();
  expect(await readFile(join(folder, 'lock'), 'utf8')).toContain('陈立新');
});

test('the lock of a process that is gone is taken over silently', async () => {
  const { folder, archive } = await testArchive();
  const record = JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as Record<
    string,
    unknown
  >;
  await archive.close();
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => gone.once('exit', done));
  await writeFile(
    join(folder, 'lock'),
    JSON.stringify({ ...record, process: gone.pid, processStart: '1' }),
  );
  const again = await openArchive(folder, options());
  expect(again.readOnly).toBe(false);
  await again.close();
  await expect(stat(join(folder, 'lock'))).rejects.toThrow();
});

test('a process number that was given to another program does not hold the archive', async () => {
  const { folder, archive } = await testArchive();
  const record = JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as Record<
    string,
    unknown
  >;
  await archive.close();
  await writeFile(join(folder, 'lock'), JSON.stringify({ ...record, processStart: '12' }));
  const again = await openArchive(folder, options());
  await again.close();
});

test('another computer is replaced only knowingly, and only after two silent minutes', async () => {
  const { folder, archive } = await testArchive();
  const record = JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as Record<
    string,
    unknown
  >;
  await archive.close();
  const lock = join(folder, 'lock');
  await writeFile(lock, JSON.stringify({ ...record, host: '文化站电脑' }));
  const takeOver = { ...options(), takeOver: true } as const;
  await expect(openArchive(folder, takeOver)).rejects.toMatchObject({
    code: 'archive-held',
    details: { host: '文化站电脑', canTakeOver: false },
  });
  const longAgo = new Date(Date.now() - 180_000);
  await utimes(lock, longAgo, longAgo);
  await expect(openArchive(folder, options())).rejects.toMatchObject({
    code: 'archive-held',
    details: { canTakeOver: true },
  });
  const taken = await openArchive(folder, takeOver);
  expect(taken.readOnly).toBe(false);
  await taken.close();
});

test('of two that open at the same moment, one gets it', async () => {
  const { folder, archive } = await testArchive();
  await archive.close();
  const results = await Promise.allSettled([
    openArchive(folder, options()),
    openArchive(folder, options()),
    openArchive(folder, options()),
  ]);
  const opened = results.filter((result) => result.status === 'fulfilled');
  expect(opened).toHaveLength(1);
  for (const result of opened) await result.value.close();
});

test('closing makes a backup where something was done since the last, and only then', async () => {
  const { folder, archive } = await testArchive();
  await archive.close();
  expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
  const again = await openArchive(folder, options());
  await again.close();
  expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
  expect(await readdir(folder)).not.toContain('mingce.sqlite-wal');
});

test('backups of 7 days, 4 weeks and 12 months are kept', () => {
  const backups = Array.from({ length: 500 }, (_, n) => {
    const day = new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    return {
      name: `catalogue-${day.replaceAll('-', '')}-120000.sqlite`,
      day,
      time: '12:00:00',
      bytes: 1,
    };
  });
  const kept = worthKeeping(backups, false);
  const days = backups.filter((each) => kept.has(each.name)).map((each) => each.day);
  expect(days.slice(-7)).toEqual(backups.slice(-7).map((each) => each.day));
  expect(new Set(days.map((day) => day.slice(0, 7))).size).toBe(12);
  expect(kept.size).toBeLessThanOrEqual(7 + 4 + 12);
  expect(worthKeeping(backups, true).size).toBeLessThan(kept.size);
});

test('folders of sync clients are known, and names below originals are plain', () => {
  expect(isSyncFolder('/home/chen/OneDrive - 办公室/清河镇台账')).toBe(true);
  expect(isSyncFolder('/home/chen/Nutstore/台账')).toBe(true);
  expect(isSyncFolder('/home/chen/文档/清河镇台账')).toBe(false);
  const hash = 'ab12'.padEnd(64, '0');
  expect(originalName(hash, 'pdf')).toBe(`ab/12/${hash}.pdf`);
  expect(originalName(hash, '')).toBe(`ab/12/${hash}`);
});

test('a crash of an operation in parts leaves what it had done, sealed in the history', async () => {
  const { folder, archive } = await testArchive();
  const operation = await archive.beginOperation({ kind: 'import', zh: '导入', en: 'Import' });
  await archive.continueOperation(operation, (writer) =>
    writer.run(
      sql`INSERT INTO document (state, title, created_at) VALUES ('inbox', '甲', '2024-01-01')`,
    ),
  );
  await archive.close();
  await mkdir(folder, { recursive: true });
  const again = await openArchive(folder, options());
  expect(
    await again.db.read.get(
      sql`SELECT changed, sealed IS NOT NULL AS sealed FROM operation WHERE id = ${operation}`,
    ),
  ).toEqual({ changed: 1, sealed: 1 });
  await again.close();
});
