import type { RunOptions, WorkerPool } from '../workers/index.ts';
import type { DrawArgs, Drawing } from './draw.ts';
import type { InspectArgs, Inspection } from './inspect.ts';
import type { ReadTextArgs } from './inspect-pdf.ts';

const INSPECT_TIMEOUT_MS = 120_000;
const DRAW_TIMEOUT_MS = 30_000;

/**
 * Tells type, pages and text layer of a file by its bytes, in a worker. `text` is complete: as long
 * as `pages` where there is any.
 * @throws ArchiveError `too-large`, `wrong-password`, `worker-died`, `worker-timeout`, `cancelled`,
 *   `source-missing`, `no-permission`. A file without content or that nothing opens is no error
 *   but a `problem`.
 */
export async function inspectFile(
  pool: WorkerPool,
  args: InspectArgs,
  options: RunOptions = {},
): Promise<Inspection> {
  const run = { timeoutMs: INSPECT_TIMEOUT_MS, affinity: args.path, ...options };
  const inspection = await pool.run<InspectArgs, Inspection>('reading.inspect', args, run);
  if (inspection.type !== 'pdf' || inspection.text.length === inspection.pages.length) {
    return inspection;
  }
  const { path, password } = args;
  const text = [...inspection.text];
  while (text.length < inspection.pages.length) {
    const more: ReadTextArgs = {
      path,
      from: text.length + 1,
      ...(password === undefined ? {} : { password }),
    };
    const next = await pool.run<ReadTextArgs, readonly string[]>('reading.text', more, run);
    if (next.length === 0) break;
    text.push(...next);
  }
  return { ...inspection, text };
}

/**
 * Draws one page of a file into `args.outPath`, in a worker.
 * @throws ArchiveError `unreadable`, `no-such-page`, `locked`, `wrong-password`, `disk-full`,
 *   `worker-died`, `worker-timeout`, `cancelled`
 */
export async function drawPage(
  pool: WorkerPool,
  args: DrawArgs,
  options: RunOptions = {},
): Promise<Drawing> {
  const run = { timeoutMs: DRAW_TIMEOUT_MS, affinity: args.path, ...options };
  return await pool.run<DrawArgs, Drawing>('reading.draw', args, run);
}
