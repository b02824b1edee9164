import { randomUUID } from 'node:crypto';
import { ArchiveError, errorWords, type Job, type JobId } from '../contract/index.ts';
import type { Archive, JobControl, Jobs } from '../library/index.ts';
import { remainingMs } from './remaining.ts';

/** The long work of one open archive, as its screens see it. */
export interface JobList extends Jobs {
  readonly list: () => Job[];
  readonly pause: (id: JobId) => void;
  readonly resume: (id: JobId) => void;
  readonly cancel: (id: JobId) => void;
  /** Cancels everything and waits for it to end. */
  readonly close: () => Promise<void>;
}

interface Running {
  readonly archive: Archive;
  job: Job;
  readonly controller: AbortController;
  gate: { readonly open: () => void; readonly wait: Promise<void> } | null;
  pausedMs: number;
  pausedSince: number | null;
  done: Promise<void>;
}

const tellEveryMs = 200;
const mostKept = 50;

function newGate(): NonNullable<Running['gate']> {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, wait };
}

function remaining(running: Running, startedMs: number): number | null {
  const { done, total, doneBytes, totalBytes } = running.job;
  const share =
    totalBytes !== null && totalBytes > 0 && doneBytes > 0
      ? doneBytes / totalBytes
      : total !== null && total > 0
        ? done / total
        : 0;
  return remainingMs(share, performance.now() - startedMs - running.pausedMs);
}

/** Keeps the jobs of an archive; `tell` hears of each change, at most five times a second a job. */
export function createJobList(tell: (archive: Archive, job: Job) => void): JobList {
  const jobs = new Map<JobId, Running>();

  const find = (id: JobId): Running => {
    const found = jobs.get(id);
    if (found === undefined) throw new ArchiveError('no-such-job');
    return found;
  };

  const start: Jobs['start'] = (archive, head, work) => {
    const id = randomUUID() as string as JobId;
    const startedMs = performance.now();
    const controller = new AbortController();
    let toldMs = 0;
    let later: NodeJS.Timeout | null = null;
    const running: Running = {
      archive,
      job: {
        id,
        ...head,
        state: 'running',
        done: 0,
        total: null,
        doneBytes: 0,
        totalBytes: null,
        remainingMs: null,
        current: null,
        failures: 0,
        perMinute: null,
        startedAt: new Date().toISOString(),
        error: null,
        result: null,
      },
      controller,
      gate: null,
      pausedMs: 0,
      pausedSince: null,
      done: Promise.resolve(),
    };
    const change = (patch: Partial<Job>, now = false): void => {
      running.job = { ...running.job, ...patch };
      const wait = tellEveryMs - (performance.now() - toldMs);
      if (now || wait <= 0) {
        if (later !== null) clearTimeout(later);
        later = null;
        toldMs = performance.now();
        tell(archive, running.job);
      } else {
        later ??= setTimeout(() => change({}, true), wait);
      }
    };
    const control: JobControl = {
      signal: controller.signal,
      report: (progress) => {
        running.job = { ...running.job, ...progress };
        change({ remainingMs: progress.remainingMs ?? remaining(running, startedMs) });
      },
      paused: async () => {
        if (running.gate !== null) await running.gate.wait;
        if (controller.signal.aborted) throw new ArchiveError('cancelled');
      },
      pauseBecause: (error) => {
        running.gate ??= newGate();
        running.pausedSince ??= performance.now();
        change({ state: 'paused', error: failureOf(error, archive) }, true);
      },
    };
    jobs.set(id, running);
    trim();
    tell(archive, running.job);
    running.done = (async () => work(control))().then(
      (result) => change({ state: 'done', result, remainingMs: null, current: null }, true),
      (error: unknown) => {
        const cancelled =
          controller.signal.aborted ||
          (error instanceof ArchiveError && error.code === 'cancelled');
        change(
          cancelled
            ? { state: 'cancelled', remainingMs: null, current: null }
            : { state: 'failed', error: failureOf(error, archive), remainingMs: null },
          true,
        );
      },
    );
    return id;
  };

  /** Ended jobs are kept for the session, but not without end. */
  const trim = (): void => {
    for (const [id, { job }] of jobs) {
      if (jobs.size <= mostKept) return;
      if (job.state !== 'running' && job.state !== 'paused') jobs.delete(id);
    }
  };

  const set = (running: Running, patch: Partial<Job>): void => {
    running.job = { ...running.job, ...patch };
    tell(running.archive, running.job);
  };

  return {
    start,
    list: () => [...jobs.values()].map((running) => running.job),
    pause: (id) => {
      const running = find(id);
      if (running.job.state !== 'running' || !running.job.canPause) return;
      running.gate = newGate();
      running.pausedSince = performance.now();
      set(running, { state: 'paused', remainingMs: null });
    },
    resume: (id) => {
      const running = find(id);
      if (running.job.state !== 'paused') return;
      running.pausedMs += performance.now() - (running.pausedSince ?? performance.now());
      running.pausedSince = null;
      set(running, { state: 'running', error: null });
      running.gate?.open();
      running.gate = null;
    },
    cancel: (id) => {
      const running = find(id);
      running.controller.abort();
      running.gate?.open();
      running.gate = null;
    },
    close: async () => {
      for (const running of jobs.values()) {
        running.controller.abort();
        running.gate?.open();
      }
      await Promise.all([...jobs.values()].map((running) => running.done));
    },
  };
}

function failureOf(error: unknown, archive: Archive): Job['error'] {
  const known = error instanceof ArchiveError ? error : new ArchiveError('internal', {}, error);
  if (known.code === 'internal') console.error(error);
  const path = known.details['path'];
  return {
    ...(typeof path === 'string' ? { path } : {}),
    code: known.code,
    message: errorWords(known.code, known.details, archive.language),
  };
}
