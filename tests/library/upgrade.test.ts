import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  openArchive,
  type Archive,
  type OpenOptions,
  type UpgradeProgress,
} from '../../main/library/index.ts';
import { searchDocuments } from '../../main/search/index.ts';
import { expectSound } from '../keeping/support.ts';
import { temporaryFolder, testWorkers } from '../support/archives.ts';
import { leftToUpgrade, makeOldArchive } from '../support/old-archive.ts';

const count = 1_200;

async function oldArchive(documents = count): Promise<string> {
  const folder = join(await temporaryFolder(), '清河镇台账');
  await makeOldArchive(folder, documents);
  return folder;
}

async function open(folder: string, more: Partial<OpenOptions> = {}): Promise<Archive> {
  const options = { workers: testWorkers(1), user: '陈立新', language: 'zh-CN' } as const;
  const archive = await openArchive(folder, { ...options, ...more });
  onTestFinished(() => archive.close());
  return archive;
}

async function expectWhole(archive: Archive): Promise<void> {
  for (const text of ['第1号', '甲1199乙']) {
    const { total } = await searchDocuments(archive, { text }, undefined, 0, 10);
    expect([text, total]).toEqual([text, 1]);
  }
  await expectSound(archive);
}

test('an archive of an earlier version is made ready in steps, each told, after a backup', async () => {
  const folder = await oldArchive();
  const told: UpgradeProgress[] = [];
  const left: Promise<number>[] = [];
  const archive = await open(folder, {
    onUpgrade: (progress) => {
      told.push(progress);
      if (progress.total !== null) left.push(leftToUpgrade(folder));
    },
  });
  const [first, ...steps] = told;
  expect(first).toEqual({ done: 0, total: null });
  expect(steps.every(({ total }) => total === count)).toBe(true);
  const done = steps.map((step) => step.done);
  expect([done[0], done.at(-1)]).toEqual([0, count]);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(Math.max(...done.slice(1).map((each, n) => each - (done[n] ?? 0)))).toBeLessThan(551);
  // Others that look at the file see each step whole.
  for (const [n, each] of (await Promise.all(left)).entries()) {
    expect(count - each).toBeGreaterThanOrEqual(done[n] ?? 0);
  }
  expect(await readdir(join(folder, 'backups'))).toEqual([expect.stringMatching(/-v3\.sqlite$/u)]);
  await expectWhole(archive);
});

test('few documents are made ready without a word', async () => {
  const folder = await oldArchive(40);
  const archive = await open(folder, { onUpgrade: () => expect.unreachable() });
  await expectSound(archive);
});

test('stopped half way, nothing is shown of it, and the next opening does only the rest', async () => {
  const folder = await oldArchive();
  const controller = new AbortController();
  const stopped = open(folder, {
    signal: controller.signal,
    onUpgrade: ({ done }) => {
      if (done > 0) controller.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(folder)).not.toContain('lock');
  const rest = await leftToUpgrade(folder);
  expect(rest).toBeGreaterThan(0);
  expect(rest).toBeLessThan(count);
  await expect(open(folder, { readOnly: 'always' })).rejects.toMatchObject({
    code: 'folder-not-writable',
  });
  const totals = new Set<number | null>();
  const archive = await open(folder, { onUpgrade: ({ total }) => totals.add(total) });
  expect([...totals]).toEqual([rest]);
  expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
  await expectWhole(archive);
});

test('a step that fails takes only itself back', async () => {
  const folder = await oldArchive();
  const failing = open(folder, {
    onUpgrade: ({ done }) => {
      if (done > 0) throw new Error('the disk is gone');
    },
  });
  await expect(failing).rejects.toThrow('the disk is gone');
  expect(await leftToUpgrade(folder)).toBeLessThan(count);
  await expectWhole(await open(folder));
});

test('stopped before the upgrade begins, the catalogue is of the earlier version still', async () => {
  const folder = await oldArchive();
  const signal = AbortSignal.abort();
  await expect(open(folder, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  const archive = await open(folder);
  expect(await readdir(join(folder, 'backups'))).not.toEqual([]);
  await expectWhole(archive);
});

test('who looks at it meanwhile is told who has it', async () => {
  const folder = await oldArchive();
  const looks: Promise<unknown>[] = [];
  const archive = await open(folder, {
    user: '赵文娟',
    onUpgrade: ({ done }) => {
      if (done === 0) looks.push(open(folder, { readOnly: 'held' }).catch((error) => error));
    },
  });
  const held = { code: 'archive-held', details: { user: '赵文娟', sameHost: true } };
  for (const look of await Promise.all(looks)) expect(look).toMatchObject(held);
  expect(looks).toHaveLength(2);
  await archive.close();
  await expectSound(await open(folder, { readOnly: 'held' }));
});

test('killed half way, the next opening goes on and ends sound', async () => {
  const folder = await oldArchive();
  const program = fileURLToPath(new URL('./upgrade-to-kill.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    if (Number(line.split(' ')[1]) > 0) break;
  }
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  const archive = await open(folder);
  expect(archive.warnings).toContain('restored-after-crash');
  expect(await leftToUpgrade(folder)).toBe(0);
  await expectWhole(archive);
});
