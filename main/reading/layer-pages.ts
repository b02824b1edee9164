import type { TextLine } from '../contract/reading.ts';
import { originalPath, type Archive } from '../library/index.ts';
import type { LayerLinesArgs } from './layer-lines.ts';
import type { Priority } from '../workers/index.ts';
import { passwordFor } from './passwords.ts';
import type * as q from './queries.ts';

/** Pages whose lines are kept: those on screen and around it. */
const MOST_KEPT = 64;

const kept = new WeakMap<Archive, Map<string, Promise<readonly TextLine[]>>>();

/**
 * The lines of a PDF page's own text layer, asked of its file when somebody wants them.
 * @throws ArchiveError `locked`, `source-missing`, `unreadable`, `worker-died`, `worker-timeout`
 */
export function layerLinesOf(
  archive: Archive,
  page: Pick<q.PageRecord, 'sha256' | 'extension' | 'number'>,
  priority: Priority,
): Promise<readonly TextLine[]> {
  const pages = kept.get(archive) ?? new Map<string, Promise<readonly TextLine[]>>();
  kept.set(archive, pages);
  const key = `${page.sha256} ${page.number}`;
  const lines = pages.get(key) ?? ask(archive, page, priority);
  // What was asked for last goes to the end: the first are forgotten.
  pages.delete(key);
  pages.set(key, lines);
  lines.catch(() => pages.delete(key));
  const [oldest] = pages.keys();
  if (pages.size > MOST_KEPT && oldest !== undefined) pages.delete(oldest);
  return lines;
}

function ask(
  archive: Archive,
  { sha256, extension, number }: Pick<q.PageRecord, 'sha256' | 'extension' | 'number'>,
  priority: Priority,
): Promise<readonly TextLine[]> {
  const path = originalPath(archive, sha256, extension);
  const password = passwordFor(archive, sha256);
  const args: LayerLinesArgs = {
    path,
    page: number,
    ...(password === undefined ? {} : { password }),
  };
  const options = { affinity: path, timeoutMs: 20_000, priority };
  return archive.workers.run('reading.layerLines', args, options);
}
