import { Worker } from 'node:worker_threads';

export interface Watchdog {
  /** Memory limit of the current job; Infinity between jobs. */
  readonly limit: (maxRssBytes: number) => void;
}

/**
 * Starts a thread that ends this process when its program is gone, within about a second, and
 * when it passes the job's memory limit. A thread, because a worker may be busy or hung in one
 * native call; its own memory check, because not every system shows it to the program.
 */
export function startWatchdog(parentPid: number): Watchdog {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const limit = new Float64Array(shared);
  limit[0] = Infinity;
  // By source text: a file of its own would have to be found inside an installed program's archive.
  const source = `(${watch.toString()})(require('node:worker_threads').workerData)`;
  const thread = new Worker(source, { eval: true, workerData: { parentPid, shared } });
  thread.unref();
  return {
    limit: (maxRssBytes) => {
      limit[0] = maxRssBytes;
    },
  };
}

interface WatchData {
  readonly parentPid: number;
  readonly shared: SharedArrayBuffer;
}

/** Runs in the thread, from its source text: it may use nothing from outside itself. */
function watch({ parentPid, shared }: WatchData): void {
  const limit = new Float64Array(shared);
  // A parent that is dead but not yet collected still has a number; its children have a new parent.
  const bornBy = process.ppid;
  const parentLives = (): boolean => {
    if (process.ppid !== bornBy) return false;
    try {
      return process.kill(parentPid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  };
  setInterval(() => {
    if (!parentLives() || process.memoryUsage.rss() > (limit[0] ?? Infinity)) {
      process.kill(process.pid, 'SIGKILL');
    }
  }, 500);
}
