import { z } from 'zod';
import { archiveRead } from './call.ts';
import { failure } from './errors.ts';
import { jobId } from './ids.ts';

export const jobKind = z.enum([
  'import',
  'binder',
  'backup',
  'verify',
  'restore',
  'purge',
  'read',
  'export',
  'reindex',
  'check',
]);

/** Long work, as the progress card shows it. Kept for the session after it ends. */
export const job = z.object({
  id: jobId,
  kind: jobKind,
  state: z.enum(['running', 'paused', 'done', 'cancelled', 'failed']),
  /** What it works on, in the user's words: a folder name, a binder's title. */
  title: z.string(),
  /** Units done and in all (files or pages); total null while still counting. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  doneBytes: z.number().int(),
  totalBytes: z.number().int().nullable(),
  remainingMs: z.number().nullable(),
  current: z.string().nullable(),
  failures: z.number().int(),
  /** Units a minute, lately; null where nobody counts. */
  perMinute: z.number().nullable(),
  canPause: z.boolean(),
  startedAt: z.string(),
  /** Set when failed. */
  error: failure.nullable(),
  /** Set when done: what the call that started it documents. */
  result: z.unknown(),
});
export type Job = z.infer<typeof job>;

const one = z.object({ id: jobId });
const nothing = z.object({});

export const jobCalls = {
  'jobs.list': archiveRead(nothing, z.object({ jobs: z.array(job) })),
  'jobs.pause': archiveRead(one, nothing),
  'jobs.resume': archiveRead(one, nothing),
  'jobs.cancel': archiveRead(one, nothing),
} as const;
