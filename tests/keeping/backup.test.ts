import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setFields } from '../../main/catalog/index.ts';
import { sql, verifyChain } from '../../main/db/index.ts';
import { backUp, restore, verify } from '../../main/keeping/index.ts';
import {
  openArchive,
  originalName,
  originalPath,
  unattended,
  type Archive,
} from '../../main/library/index.ts';
import { temporaryFolder, testArchive, testWorkers } from '../support/archives.ts';
import { addDocument, everything } from '../support/documents.ts';

const opened = (folder: string, readOnly: 'never' | 'held' = 'never') =>
  openArchive(folder, { workers: testWorkers(1), user: '赵文娟', language: 'zh-CN', readOnly });

async function filled() {
  const made = await testArchive();
  for (let n = 0; n < 20; n += 1) {
    await addDocument(made.archive, {
      title: `件${n}`,
      pages: [`第 ${n} 件的正文`],
      tags: ['急件'],
    });
  }
  return made;
}

const originalOf = async (archive: Archive): Promise<string> => {
  const row = await archive.db.read.get<{ sha256: string }>(
    sql`SELECT sha256 FROM original ORDER BY id LIMIT 1`,
  );
  return row?.sha256 ?? '';
};

test('a backup is complete, is itself an archive, and restores to the same', async () => {
  const { archive } = await filled();
  const target = join(await temporaryFolder(), '副本');
  const done = await backUp(archive, target, unattended());
  expect(done).toMatchObject({ path: target, originals: 20 });
  const manifest = JSON.parse(await readFile(join(target, 'backup.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const chain = await verifyChain(archive.db.read);
  expect(manifest).toMatchObject({
    format: 'mingce-backup-1',
    archive: archive.id,
    originals: 20,
    bytes: done.bytes,
    catalogue: done.sha256,
    chainHead: chain.head,
    operations: chain.operations,
  });

  const restored = join(await temporaryFolder(), '恢复');
  expect(await restore(target, restored, testWorkers(1), unattended())).toMatchObject({
    originals: 20,
    bytes: done.bytes,
    sha256: done.sha256,
  });
  for (const folder of [target, restored]) {
    const copy = await opened(folder);
    expect(copy.id).toBe(archive.id);
    expect(await everything(copy)).toEqual(await everything(archive));
    expect(await verify(copy, unattended())).toMatchObject({ ok: true, originals: 20 });
    await copy.close();
  }
});

test('a backup that was opened and used since still restores, with what was done in it', async () => {
  const { archive } = await filled();
  const target = join(await temporaryFolder(), '副本');
  await backUp(archive, target, unattended());
  const copy = await opened(target);
  await setFields(copy, { filter: {} }, { year: 2024 });
  const used = await everything(copy);
  await copy.close();
  const restored = join(await temporaryFolder(), '恢复');
  await restore(target, restored, testWorkers(1), unattended());
  const again = await opened(restored);
  expect(await everything(again)).toEqual(used);
  await again.close();
});

test('a folder that is not empty gets a new one in it', async () => {
  const { archive } = await filled();
  const home = await temporaryFolder();
  await writeFile(join(home, '别的.txt'), '');
  const done = await backUp(archive, home, unattended());
  expect(done.path.startsWith(join(home, '清河镇台账-'))).toBe(true);
  expect(await readdir(home)).toHaveLength(2);
});

test('a name that is no folder name does not send the backup elsewhere', async () => {
  const { archive } = await filled();
  await archive.operate({ kind: 'rename', zh: '改名', en: 'Rename' }, (writer) =>
    writer.run(sql`UPDATE archive_setting SET value = '../2024/台账:*' WHERE key = 'name'`),
  );
  const home = await temporaryFolder();
  await writeFile(join(home, '别的.txt'), '');
  const done = await backUp(archive, home, unattended());
  expect(done.path.startsWith(join(home, '清河镇台账-'))).toBe(true);
});

test('a backup into the archive itself is refused, also through a link', async () => {
  const { archive, folder } = await filled();
  const link = join(await temporaryFolder(), '近路');
  await symlink(folder, link);
  for (const inside of [folder, join(folder, 'backups', '深'), link, join(link, '新')]) {
    await expect(backUp(archive, inside, unattended())).rejects.toMatchObject({
      code: 'target-not-writable',
    });
  }
  const beside = await backUp(archive, `${folder}副本`, unattended());
  expect(beside.originals).toBe(20);
});

test('a backup works while somebody else holds the archive', async () => {
  const { folder } = await filled();
  const looking = await opened(folder, 'held');
  expect(looking.readOnly).toBe(true);
  const done = await backUp(looking, join(await temporaryFolder(), '副本'), unattended());
  expect(done.originals).toBe(20);
  await looking.close();
});

test('a damaged or missing original stops the backup by name and leaves nothing that looks like one', async () => {
  const { archive, folder } = await filled();
  const hash = await originalOf(archive);
  const path = originalPath(archive, hash, 'pdf');
  await writeFile(path, '换掉了');
  const target = join(await temporaryFolder(), '副本');
  await expect(backUp(archive, target, unattended())).rejects.toMatchObject({
    code: 'original-damaged',
    details: { path: `originals/${originalName(hash, 'pdf')}` },
  });
  expect(await readdir(target).catch(() => [])).toEqual([]);
  await rm(path);
  await expect(backUp(archive, target, unattended())).rejects.toMatchObject({
    code: 'original-missing',
  });
  expect(await readdir(target).catch(() => [])).toEqual([]);
  expect(await readdir(folder)).toContain('mingce.sqlite');
});

test('a cancelled backup leaves nothing', async () => {
  const { archive } = await filled();
  const target = join(await temporaryFolder(), '副本');
  const controller = new AbortController();
  const control = unattended(controller.signal);
  const stopping = { ...control, report: () => controller.abort() };
  await expect(backUp(archive, target, stopping)).rejects.toThrow();
  expect(await readdir(target).catch(() => [])).toEqual([]);
});

test('restoring refuses what is no backup, what was damaged since, and a folder in use', async () => {
  const { archive, folder } = await filled();
  const workers = testWorkers(1);
  const home = await temporaryFolder();
  await expect(restore(folder, join(home, 'a'), workers, unattended())).rejects.toMatchObject({
    code: 'archive-not-found',
  });
  await expect(restore(home, join(home, 'a'), workers, unattended())).rejects.toMatchObject({
    code: 'archive-not-found',
  });
  const target = join(home, '副本');
  await backUp(archive, target, unattended());
  await expect(restore(target, folder, workers, unattended())).rejects.toMatchObject({
    code: 'folder-not-empty',
  });

  const hash = await originalOf(archive);
  const copy = join(target, 'originals', ...originalName(hash, 'pdf').split('/'));
  const bytes = await readFile(copy);
  await writeFile(copy, '换掉了');
  await expect(restore(target, join(home, 'b'), workers, unattended())).rejects.toMatchObject({
    code: 'original-damaged',
  });
  expect(await readdir(join(home, 'b')).catch(() => [])).toEqual([]);
  await writeFile(copy, bytes);
  await restore(target, join(home, 'b'), workers, unattended());

  const catalogue = await readFile(join(target, 'mingce.sqlite'));
  catalogue.fill(0x5a, 4096 * 3 + 100, 4096 * 3 + 900);
  await writeFile(join(target, 'mingce.sqlite'), catalogue);
  await expect(restore(target, join(home, 'c'), workers, unattended())).rejects.toMatchObject({
    code: 'archive-damaged',
  });
  expect(await readdir(join(home, 'c')).catch(() => [])).toEqual([]);
});

/** A small disk of its own; null where this user may not mount one. */
async function smallDisk(megabytes: number): Promise<string | null> {
  const point = join(await temporaryFolder(), 'disk');
  await mkdir(point);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', point], {
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', point], { stdio: 'ignore' }));
  return point;
}

test('a full disk ends a backup by name, before or in the middle of it, and leaves nothing', async (context) => {
  const disk = await smallDisk(8);
  if (disk === null) return context.skip('only root may mount a small disk');
  const { archive } = await filled();
  await archive.operate({ kind: 'test', zh: '试', en: 'test' }, (writer) =>
    writer.run(
      sql`INSERT INTO binder (name, recipe) VALUES ('大', ${JSON.stringify('甲'.repeat(600_000))})`,
    ),
  );
  await writeFile(join(disk, '占着'), Buffer.alloc(7_500_000));
  const target = join(disk, '副本');
  await expect(backUp(archive, target, unattended())).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readdir(disk)).toEqual(['占着']);

  // Space that goes while the copy runs.
  await rm(join(disk, '占着'));
  const control = {
    ...unattended(),
    report: ({ done }: { done?: number }) => {
      if (done === undefined)
        execFileSync(
          'sh',
          ['-c', `head -c 8000000 /dev/zero > "$0" || true`, join(disk, '新来的')],
          { stdio: 'ignore' },
        );
    },
  };
  await expect(backUp(archive, target, control)).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readdir(disk)).toEqual(['新来的']);
});
