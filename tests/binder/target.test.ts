import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { largestFileIn, publish } from '../../main/binder/part-files.ts';
import { temporaryFolder } from '../support/archives.ts';
import { pdfOf } from '../support/awkward/sheet.ts';
import { bare, bind, original, paper, planOf, section } from './support.ts';

/** What the file system does today; as it always does where nothing is set. */
const disk = vi.hoisted((): { busy: readonly string[]; fat: boolean } => ({
  busy: [],
  fat: false,
}));

vi.mock(import('node:fs/promises'), async (load) => {
  const real = await load();
  const error = (code: string) => Object.assign(new Error(code), { code });
  const isBusy = (path: unknown) => disk.busy.some((name) => String(path).endsWith(name));
  return {
    ...real,
    link: async (from, to) => {
      if (disk.busy.length > 0) throw error('EPERM');
      await real.link(from, to);
    },
    rename: async (from, to) => {
      if (isBusy(to)) throw error('EBUSY');
      await real.rename(from, to);
    },
    statfs: (async (path: string) => {
      const found = await real.statfs(path);
      return disk.fat ? Object.assign(found, { type: 0x4d44 }) : found;
    }) as typeof real.statfs,
  };
});

afterEach(() => {
  disk.busy = [];
  disk.fat = false;
});

test('a name that a viewer holds is left to it', async () => {
  const folder = await temporaryFolder();
  const part = join(folder, 'part');
  await writeFile(part, 'a volume');
  disk.busy = ['册.pdf'];
  expect(await publish(part, folder, '册.pdf')).toBe(join(folder, '册 (2).pdf'));
  expect(await readdir(folder)).toEqual(['册 (2).pdf']);
  expect(await readFile(join(folder, '册 (2).pdf'), 'utf8')).toBe('a volume');
});

test('a folder that refuses every name is told, and nothing is left', async () => {
  const folder = await temporaryFolder();
  const part = await original(
    folder,
    'a.pdf',
    pdfOf(() => ({ pages: [{ content: '' }] })),
  );
  disk.busy = ['.pdf'];
  const binding = bind(planOf([section([paper('a', [part])])], bare), folder);
  await expect(binding).rejects.toMatchObject({ code: 'target-not-writable' });
  expect(await readdir(folder)).toEqual(['originals']);
});

test('on FAT32 a volume ends below 3.9 GB, on others nowhere', async () => {
  const folder = await temporaryFolder();
  expect(await largestFileIn(folder)).toBe(Number.POSITIVE_INFINITY);
  disk.fat = true;
  expect(await largestFileIn(folder)).toBe(3_900_000_000);
});
