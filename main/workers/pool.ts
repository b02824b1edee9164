import { ArchiveError } from '../contract/errors.ts';
import type { LaunchWorker } from './launcher.ts';
import { type Job, type Outcome, WorkerSeat } from './worker-seat.ts';

/**
 * `urgent`: somebody looks at the screen and waits; `normal`; `background`: nobody waits, and the
 * process runs at a lower priority.
 */
export type Priority = 'urgent' | 'normal' | 'background';

export interface RunOptions {
  /** Time the task may take once it runs, waiting not counted. Default ten minutes. */
  readonly timeoutMs?: number;
  /** Resident size at which the worker is ended. Default 1,200 MB. */
  readonly maxRssBytes?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((value: unknown) => void) | undefined;
  readonly priority?: Priority;
  /** Jobs of one affinity go to the worker that ran the last of them, if it is free: it may still have the file open. */
  readonly affinity?: string;
}

export interface WorkerPool {
  /**
   * Runs the task registered as `task` (tasks.ts) in a worker process, at once or when one is free.
   * Arguments and result are JSON values; the result is trusted to have the type named by the caller.
   * @throws ArchiveError the task's own; `worker-died` (`reason`: `crash` or `memory`);
   *   `worker-timeout`; `cancelled` after `signal` is aborted, when the task has stopped;
   *   `internal` for a bug.
   */
  run<Args, Result>(task: string, args: Args, options?: RunOptions): Promise<Result>;
  /** Ends every worker; what runs or waits is told `cancelled`. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Workers for all kinds of jobs. One more is started for urgent jobs while all are busy. */
  readonly size: number;
  /** Idle time after which a worker is ended, so that its memory is given back. Default 30 s. */
  readonly idleMs?: number;
  /** A worker that rests above this is replaced: wasm memory never shrinks. Default 400 MB. */
  readonly restingLimitBytes?: number;
}

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_MAX_RSS_BYTES = 1_200e6;
const priorities: readonly Priority[] = ['urgent', 'normal', 'background'];

/** A pool of worker processes; none is started before the first job. */
export function createWorkerPool(launch: LaunchWorker, options: PoolOptions): WorkerPool {
  const { size, idleMs = 30_000, restingLimitBytes = 400e6 } = options;
  const waiting: Record<Priority, Job[]> = { urgent: [], normal: [], background: [] };
  const seats = new Set<WorkerSeat>();
  const idleTimers = new Map<WorkerSeat, NodeJS.Timeout>();
  let lastJobId = 0;
  let closed = false;

  const retire = (seat: WorkerSeat): Promise<void> => seat.end(new ArchiveError('cancelled'));

  const openSeat = (): WorkerSeat => {
    const seat: WorkerSeat = new WorkerSeat(launch, {
      onFree: () => {
        if (seat.restingBytes > restingLimitBytes) void retire(seat);
        else rest(seat);
        pump();
      },
      onGone: () => {
        wake(seat);
        seats.delete(seat);
        pump();
      },
    });
    seats.add(seat);
    return seat;
  };

  const rest = (seat: WorkerSeat): void => {
    const timer = setTimeout(() => void retire(seat), idleMs);
    timer.unref();
    idleTimers.set(seat, timer);
  };

  const wake = (seat: WorkerSeat): void => {
    clearTimeout(idleTimers.get(seat));
    idleTimers.delete(seat);
  };

  /** The free worker that suits the job best, a new one where there is room, or none. */
  const seatFor = (job: Job, priority: Priority): WorkerSeat | undefined => {
    const free = [...seats].filter((seat) => seat.free);
    const fitting = free.filter((seat) => job.background || !seat.background);
    const known = fitting.find(
      (seat) => job.affinity !== undefined && seat.lastAffinity === job.affinity,
    );
    const chosen = known ?? fitting.at(-1);
    if (chosen !== undefined) return chosen;
    if (seats.size < size + (priority === 'urgent' ? 1 : 0)) return openSeat();
    // Only workers of lowered priority are free: one makes room and `onGone` pumps again.
    if (free[0] !== undefined) void retire(free[0]);
    return undefined;
  };

  const pump = (): void => {
    if (closed) return;
    for (const priority of priorities) {
      const queue = waiting[priority];
      for (let job = queue[0]; job !== undefined; job = queue[0]) {
        let seat: WorkerSeat | undefined;
        try {
          seat = seatFor(job, priority);
        } catch (error) {
          // No process could be started: this job is told, the next one tries again.
          queue.shift();
          job.settle({
            ok: false,
            error: new ArchiveError('worker-died', { reason: 'start' }, error),
          });
          continue;
        }
        if (seat === undefined) return;
        queue.shift();
        wake(seat);
        seat.start(job);
      }
    }
  };

  const cancel = (job: Job, priority: Priority): void => {
    const queue = waiting[priority];
    const place = queue.indexOf(job);
    if (place >= 0) {
      queue.splice(place, 1);
      job.settle({ ok: false, error: new ArchiveError('cancelled') });
      return;
    }
    for (const seat of seats) if (seat.job === job) seat.cancel();
  };

  return {
    run<Args, Result>(task: string, args: Args, run: RunOptions = {}): Promise<Result> {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const { signal, priority = 'normal' } = run;
      if (closed || signal?.aborted) {
        reject(new ArchiveError('cancelled'));
        return promise;
      }
      const onAbort = (): void => cancel(job, priority);
      const settle = (outcome: Outcome): void => {
        signal?.removeEventListener('abort', onAbort);
        if (outcome.ok) resolve(outcome.value as Result);
        else reject(outcome.error);
      };
      const job: Job = {
        id: ++lastJobId,
        task,
        args,
        background: priority === 'background',
        affinity: run.affinity,
        timeoutMs: run.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        maxRssBytes: run.maxRssBytes ?? DEFAULT_MAX_RSS_BYTES,
        onProgress: run.onProgress,
        settle,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting[priority].push(job);
      pump();
      return promise;
    },

    async close(): Promise<void> {
      closed = true;
      for (const priority of priorities) {
        for (const job of waiting[priority].splice(0)) {
          job.settle({ ok: false, error: new ArchiveError('cancelled') });
        }
      }
      await Promise.all([...seats].map(retire));
    },
  };
}
