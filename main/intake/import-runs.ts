import { ArchiveError } from '../contract/errors.ts';
import type { JobId } from '../contract/ids.ts';
import type { Archive, JobControl, Jobs } from '../library/index.ts';
import { runImport } from './import-job.ts';

/** Imports that run in this program: one is not run twice at the same time. */
const running = new WeakMap<Archive['db'], Set<number>>();

function runningIn({ db }: Archive): Set<number> {
  const ids = running.get(db) ?? new Set();
  running.set(db, ids);
  return ids;
}

export function isRunning(archive: Archive, id: number): boolean {
  return runningIn(archive).has(id);
}

/**
 * Runs an import as a job; `run` is what it does, `runImport` where nothing else is said.
 * @throws ArchiveError `not-allowed`: it runs already.
 */
export function startRun(
  archive: Archive,
  jobs: Jobs,
  { id, title }: { readonly id: number; readonly title: string },
  run: (control: JobControl) => Promise<unknown> = (control) => runImport(archive, id, control),
): JobId {
  const ids = runningIn(archive);
  if (ids.has(id)) throw new ArchiveError('not-allowed', { id });
  ids.add(id);
  return jobs.start(archive, { kind: 'import', title, canPause: true }, async (control) => {
    try {
      return await run(control);
    } finally {
      ids.delete(id);
    }
  });
}
