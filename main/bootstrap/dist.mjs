import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './fresh.mjs';
import { root, runNode } from './run.mjs';

/** Builds from nothing and packages for this platform; electron-builder's own options pass through. */
export async function dist(args) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await buildIfStale({ always: true });
  const builder = 'node_modules/electron-builder/cli.js';
  return (await runNode([builder, '--publish', 'never', ...args])).status;
}
