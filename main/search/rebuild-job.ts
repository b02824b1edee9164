import type { JobId } from '../contract/ids.ts';
import type { Archive, Jobs } from '../library/index.ts';
import { rebuildIndex } from './rebuild.ts';

const running = new WeakMap<Archive, JobId>();

/** Starts a rebuild of the index; where one runs, that is the one. */
export function rebuildOnce(archive: Archive, jobs: Jobs): JobId {
  const known = running.get(archive);
  if (known !== undefined) return known;
  const job = jobs.start(
    archive,
    { kind: 'reindex', title: '', canPause: true },
    async (control) => {
      try {
        return await rebuildIndex(archive, control);
      } finally {
        running.delete(archive);
      }
    },
  );
  running.set(archive, job);
  return job;
}
