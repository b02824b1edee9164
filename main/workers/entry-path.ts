import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file a worker process runs: `main/workers/entry.ts` beside this source, `worker.js` in the
 * built program, where this module is part of `dist/<door>.js` or `dist/<door>/<file>.js`.
 */
export function workerEntryPath(): string {
  const candidates = ['./entry.ts', './worker.js', '../worker.js'];
  for (const candidate of candidates) {
    const path = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error(`no worker entry near ${import.meta.url}`);
}
