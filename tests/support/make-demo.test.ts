import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { demoFiles } from './make-demo.ts';
import { starterCategories } from '../../main/library/index.ts';

const folder = path.resolve(import.meta.dirname, '../../resources/demo');

async function originals(): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const absolute = path.join(entry.parentPath, entry.name);
      const relative = path.relative(folder, absolute).split(path.sep).join('/');
      return { path: relative, bytes: await readFile(absolute) };
    }),
  );
}

test('the demo holds what its makers name, and nothing else', async () => {
  const kept = (await originals()).map((file) => file.path).sort();
  expect(kept).toEqual(demoFiles.map((file) => file.path).sort());
});

test('the demo stays small enough to ship', async () => {
  const sizes = (await originals()).map((file) => file.bytes.length);
  expect(Math.max(...sizes)).toBeLessThan(1_500_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});

test('demo folders are years and starter categories', async () => {
  for (const file of await originals()) {
    const [year, category, ...rest] = file.path.split('/');
    if (category === undefined) continue;
    expect(year).toMatch(/^202[2-4]年$/u);
    expect(starterCategories).toContain(category);
    expect(rest).toHaveLength(1);
  }
});

test('the demo holds exactly one duplicate', async () => {
  const hashes = (await originals()).map((file) =>
    createHash('sha256').update(file.bytes).digest('hex'),
  );
  expect(new Set(hashes).size).toBe(hashes.length - 1);
});
