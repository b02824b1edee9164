/** What a task may use of the process that runs it. */
export interface TaskContext {
  /** Reports how far the task is; delivered to the caller's `onProgress`, newest value wins. */
  readonly progress: (value: unknown) => void;
  /** Aborted when the caller cancels. A task that writes files removes its own on abort. */
  readonly signal: AbortSignal;
}

/**
 * A piece of heavy or dangerous work that runs in a worker process.
 * Arguments, progress and result are plain JSON values: they cross a process boundary.
 */
export type Task<Args, Result> = (args: Args, context: TaskContext) => Promise<Result>;
