import { ArchiveError } from '../contract/errors.ts';
import type { LaunchWorker, WorkerProcess } from './launcher.ts';
import { fromWorker, type ToWorker } from './protocol.ts';
import { residentBytes } from './resident-size.ts';
import { fromWireError } from './wire-error.ts';

/** A job on its way through the pool. `settle` is called exactly once. */
export interface Job {
  readonly id: number;
  readonly task: string;
  readonly args: unknown;
  readonly background: boolean;
  readonly affinity: string | undefined;
  readonly timeoutMs: number;
  readonly maxRssBytes: number;
  readonly onProgress: ((value: unknown) => void) | undefined;
  readonly settle: (outcome: Outcome) => void;
}

export type Outcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** How long a cancelled task may clean up after itself, and how long a killed process may take. */
const CANCEL_GRACE_MS = 2000;
const EXIT_GRACE_MS = 5000;
const SAMPLE_INTERVAL_MS = 200;
/** Where the program sees the memory itself (resident-size.ts), the worker's watchdog is the second line. */
const WATCHDOG_MARGIN = process.platform === 'linux' ? 1.5 : 1;

interface SeatEvents {
  /** The seat is free for another job. */
  readonly onFree: () => void;
  /** The process is gone; its job, if any, has been reported. */
  readonly onGone: () => void;
}

/** One worker process and the job it runs. Keeps the job's limits of time and memory. */
export class WorkerSeat {
  /** The process has been put at a lower priority and stays there. */
  background = false;
  lastAffinity: string | undefined;
  /** Resident size after the last job; the highest it is allowed to idle at is the pool's choice. */
  restingBytes = 0;

  readonly #process: WorkerProcess;
  readonly #events: SeatEvents;
  #job: Job | null = null;
  /** Why the process is being ended; what its job will be told. */
  #verdict: ArchiveError | null = null;
  #gone = false;
  #exited: Promise<void>;
  #timers: NodeJS.Timeout[] = [];

  constructor(launch: LaunchWorker, events: SeatEvents) {
    this.#events = events;
    this.#process = launch();
    this.#process.onMessage((message) => this.#receive(message));
    this.#exited = new Promise((resolve) => {
      this.#process.onExit((code) => {
        this.#leave(code);
        resolve();
      });
    });
  }

  get job(): Job | null {
    return this.#job;
  }

  /** Free for a job: neither busy nor on its way out. */
  get free(): boolean {
    return this.#job === null && !this.#gone && this.#verdict === null;
  }

  start(job: Job): void {
    this.#job = job;
    this.lastAffinity = job.affinity;
    this.background ||= job.background;
    this.#after(job.timeoutMs, () =>
      this.end(new ArchiveError('worker-timeout', { seconds: Math.round(job.timeoutMs / 1000) })),
    );
    const sampling = setInterval(() => this.#checkMemory(job), SAMPLE_INTERVAL_MS);
    this.#timers.push(sampling);
    const { id, task, args, background } = job;
    const maxRssBytes = job.maxRssBytes * WATCHDOG_MARGIN;
    this.#send({ type: 'run', id, task, args, background, maxRssBytes });
  }

  /** Asks the job to stop; a job that does not is stopped with its process. */
  cancel(): void {
    if (this.#job === null) return;
    this.#send({ type: 'cancel', id: this.#job.id });
    this.#after(CANCEL_GRACE_MS, () => this.end(new ArchiveError('cancelled')));
  }

  /** Kills the process; its job is told `verdict`. Resolves when it is gone. */
  async end(verdict: ArchiveError): Promise<void> {
    if (this.#gone) return;
    this.#verdict ??= verdict;
    this.#process.kill();
    // A process inside an unreachable network drive cannot even be killed: it is not waited for.
    const grace = setTimeout(() => this.#leave(null), EXIT_GRACE_MS);
    await this.#exited;
    clearTimeout(grace);
  }

  #send(message: ToWorker): void {
    try {
      this.#process.send(message);
    } catch {
      // The channel is closed: the exit follows and reports the job.
    }
  }

  #receive(message: unknown): void {
    const job = this.#job;
    const parsed = fromWorker.safeParse(message);
    if (job === null || !parsed.success || parsed.data.id !== job.id) return;
    const answer = parsed.data;
    if (answer.type === 'progress') {
      job.onProgress?.(answer.value);
      return;
    }
    if (this.#verdict !== null) return;
    this.restingBytes = answer.rssBytes;
    this.#settle(
      answer.type === 'done'
        ? { ok: true, value: answer.value }
        : { ok: false, error: fromWireError(answer.error) },
    );
    this.#events.onFree();
  }

  #leave(code: number | null): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#settle({ ok: false, error: this.#verdict ?? this.#death(code) });
    this.#events.onGone();
  }

  #death(code: number | null): ArchiveError {
    const words = this.#process.lastWords?.() ?? '';
    return new ArchiveError(
      'worker-died',
      { reason: 'crash' },
      new Error(`exit ${code}: ${words}`),
    );
  }

  #checkMemory(job: Job): void {
    const bytes = this.#process.pid === undefined ? undefined : residentBytes(this.#process.pid);
    if (bytes === undefined || bytes <= job.maxRssBytes) return;
    const limitMb = Math.round(job.maxRssBytes / 1e6);
    void this.end(new ArchiveError('worker-died', { reason: 'memory', limitMb }));
  }

  #settle(outcome: Outcome): void {
    const job = this.#job;
    this.#job = null;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    job?.settle(outcome);
  }

  #after(delayMs: number, action: () => void): void {
    this.#timers.push(setTimeout(action, delayMs));
  }
}
