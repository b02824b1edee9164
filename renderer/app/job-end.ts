import type { Job, JobId } from '../../main/contract/index.ts';
import { isUnderWay } from './job-words.ts';
import { session } from './session.ts';

/** The job once it has ended. */
export function endOf(id: JobId): Promise<Job> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const job = session.get().jobs.find((each) => each.id === id);
      if (!job || isUnderWay(job)) return false;
      stop();
      resolve(job);
      return true;
    };
    let stop = (): void => undefined;
    if (!look()) stop = session.subscribe(look);
  });
}
