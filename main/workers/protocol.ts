import { z } from 'zod';
import { wireError } from '../contract/errors.ts';

/**
 * The one message protocol between the program and its worker processes. JSON values only; the
 * same over `child_process` IPC and Electron's `parentPort`.
 *
 *     program                                worker
 *        | ---- start, `--parent=<pid>` ------> |   loads nothing but this protocol
 *        | ---- run { id, task, args } -------> |   loads the task's module, runs it
 *        | <--- progress { id, value } -------- |   any number, at most 20 a second
 *        | ---- cancel { id } ----------------> |   aborts the task's signal
 *        | <--- done { id, value, rssBytes } -- |   or failed { id, error, rssBytes }
 *
 * One job at a time. The program ends a worker by killing it; a worker whose program is gone ends
 * itself (see watchdog.ts). A worker parses bytes of strangers, so what it says is checked.
 */
export type ToWorker =
  | {
      readonly type: 'run';
      readonly id: number;
      readonly task: string;
      readonly args: unknown;
      /** Run at a lower process priority. Cannot be taken back on Linux: the worker stays so. */
      readonly background: boolean;
      /** The job's memory limit, for the worker's own watchdog. */
      readonly maxRssBytes: number;
    }
  | { readonly type: 'cancel'; readonly id: number };

const jobId = z.number().int();
const rssBytes = z.number();

export const fromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), id: jobId, value: z.unknown() }),
  z.object({ type: z.literal('done'), id: jobId, value: z.unknown(), rssBytes }),
  z.object({ type: z.literal('failed'), id: jobId, error: wireError, rssBytes }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

/** Command line of a worker: who started it, so that it can see that its program is gone. */
export function workerArguments(): string[] {
  return [`--parent=${process.pid}`];
}

/**
 * Environment of a worker. glibc keeps an arena of freed memory for each thread: one for all keeps a
 * worker that reads pages about a fifth smaller (no other C library looks at the variable).
 */
export function workerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, MALLOC_ARENA_MAX: '1' };
}
