/** A worker process as the pool sees it, whoever started it. Messages are JSON values. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: (code: number | null) => void) => void;
  readonly kill: () => void;
}

/** Starts a worker: `child_process.fork` in plain Node, `utilityProcess.fork` under Electron. */
export type LaunchWorker = () => WorkerProcess;
