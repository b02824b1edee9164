import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-layers-'));
  await cp(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Whether lint refuses a file of this text at this place. */
async function refuses(path: string, text: string): Promise<boolean> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, `${text}\n`);
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=unix', path], {
    cwd: folder,
    encoding: 'utf8',
  });
  await rm(full);
  return stdout.includes('no-restricted-imports');
}

const violations: readonly (readonly [string, string, string])[] = [
  ['a contract that knows the database', 'main/contract/a.ts', "export * from '../db/index.ts';"],
  ['a contract that knows Node', 'main/contract/a.ts', "export { join } from 'node:path';"],
  ['a database that knows a capability', 'main/db/a.ts', "export * from '../catalog/index.ts';"],
  [
    'a worker pool that knows a capability',
    'main/workers/pool.ts',
    "export * from '../reading/index.ts';",
  ],
  ['a capability inside another', 'main/binder/a.ts', "export * from '../catalog/queries.ts';"],
  [
    'a capability deep inside another',
    'main/binder/b/a.ts',
    "export * from '../../catalog/queries.ts';",
  ],
  [
    'a capability lazily inside another',
    'main/search/a.ts',
    "export const a = import('../catalog/queries.ts');",
  ],
  [
    'a type from inside another',
    'main/search/a.ts',
    "export type { A } from '../catalog/queries.ts';",
  ],
  [
    'a capability that knows the program',
    'main/intake/a.ts',
    "export * from '../program/index.ts';",
  ],
  ['a capability that knows a door', 'main/keeping/a.ts', "export * from '../web/index.ts';"],
  ['a program that knows its doors', 'main/program/a.ts', "export * from '../cli/index.ts';"],
  ['a program inside a capability', 'main/program/a.ts', "export * from '../library/lock.ts';"],
  ['a door inside a capability', 'main/cli/a.ts', "export * from '../library/lock.ts';"],
  [
    'a renderer that knows the main side',
    'renderer/app/a.ts',
    "export * from '../../main/db/index.ts';",
  ],
  ['a renderer that knows Node', 'renderer/app/a.ts', "export { join } from 'node:path';"],
  ['electron outside the desktop', 'main/web/a.ts', "export { app } from 'electron';"],
  ['electron lazily outside the desktop', 'main/cli/a.ts', "export const a = import('electron');"],
  ['electron in the renderer', 'renderer/ui/a.ts', "export { ipcRenderer } from 'electron';"],
  ['messages past the gate', 'main/desktop/calls.ts', "export { ipcMain } from 'electron';"],
  ['electron in a test', 'tests/library/a.test.ts', "export { app } from 'electron/main';"],
];

test.each(violations)('lint refuses %s', async (_what, path, text) => {
  expect(await refuses(path, text)).toBe(true);
});

const allowed: readonly (readonly [string, string, string])[] = [
  ['a capability through its index', 'main/binder/a.ts', "export * from '../catalog/index.ts';"],
  ['a capability at the database', 'main/binder/a.ts', "export * from '../db/index.ts';"],
  ['a capability in its own room', 'main/binder/b/a.ts', "export * from '../queries.ts';"],
  ['the list of tasks', 'main/workers/tasks.ts', "export const a = import('../reading/draw.ts');"],
  ['the program at a capability', 'main/program/a.ts', "export * from '../library/index.ts';"],
  ['a door at the program', 'main/web/a.ts', "export * from '../program/index.ts';"],
  [
    'the renderer at the contract',
    'renderer/app/a.ts',
    "export * from '../../main/contract/index.ts';",
  ],
  ['the gate itself', 'main/desktop/sender-gate.ts', "export { ipcMain } from 'electron';"],
  ['electron in the desktop', 'main/desktop/a.ts', "export { app } from 'electron';"],
  ["electron's types elsewhere", 'tests/support/a.ts', "export type { App } from 'electron';"],
];

test.each(allowed)('lint allows %s', async (_what, path, text) => {
  expect(await refuses(path, text)).toBe(false);
});
