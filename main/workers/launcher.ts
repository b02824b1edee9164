/** A worker process as the pool sees it, whoever started it. Messages are JSON values. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: (code: number | null) => void) => void;
  /** Ends the process at once (SIGKILL); `onExit` follows. */
  readonly kill: () => void;
  /** The end of what it wrote to its error output, for the developer reading a failure. */
  readonly lastWords?: () => string;
}

/**
 * Starts a worker: `child_process.fork` in plain Node, `utilityProcess.fork` under Electron, of
 * `workerEntryPath()` with `workerArguments()`.
 */
export type LaunchWorker = () => WorkerProcess;
