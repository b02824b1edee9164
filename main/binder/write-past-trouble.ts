import { ArchiveError } from '../contract/errors.ts';
import type { JobControl } from '../library/index.ts';
import type { WorkerPool } from '../workers/index.ts';
import { removeStaleParts } from './part-files.ts';
import type { PlannedDocument, VolumePlan } from './plan.ts';
import type { VolumeProgress, VolumeReport } from './volume-report.ts';
import type { WriteArgs } from './write-task.ts';

type Control = Pick<JobControl, 'signal' | 'report'>;
type Trouble = NonNullable<PlannedDocument['refused']>;

const dayMs = 86_400_000;
/** More documents than this do not end workers: the machine is in trouble, not the documents. */
const mostRefused = 20;

/**
 * Writes a volume in a worker, past documents that end it: after a death or a stall the writing
 * starts again, watching; the document that ends the worker a second time is left unopened.
 * @throws ArchiveError the task's own; `worker-died` or `worker-timeout` where no document is to blame
 */
export async function writePastTrouble(
  workers: WorkerPool,
  args: WriteArgs,
  control: Control,
  stallMs: number,
): Promise<VolumeReport> {
  const refused = new Map<number, Trouble>();
  let watchFrom: number | null = null;
  for (;;) {
    const plan = withRefused(args.plan, refused);
    const attempt = await tryOnce(workers, { ...args, plan, watchFrom }, control, stallMs);
    if ('report' in attempt) return attempt.report;
    // A worker that was killed could not remove its part; its process is gone now.
    await removeStaleParts(args.folder);
    const { trouble, at, error } = attempt;
    if (trouble === null || at === null || refused.size >= mostRefused) throw error;
    if (watchFrom !== null) refused.set(at, trouble);
    watchFrom = at;
  }
}

function withRefused(plan: VolumePlan, refused: ReadonlyMap<number, Trouble>): VolumePlan {
  if (refused.size === 0) return plan;
  const sections = plan.sections.map((section) => ({
    ...section,
    documents: section.documents.map((document) => {
      const trouble = refused.get(document.id);
      return trouble ? { ...document, refused: trouble } : document;
    }),
  }));
  return { ...plan, sections };
}

interface Failed {
  readonly error: unknown;
  /** Whether the worker was ended; null: the task failed by itself, or was cancelled. */
  readonly trouble: Trouble | null;
  /** The document it was at; null: at none. */
  readonly at: number | null;
}

async function tryOnce(
  workers: WorkerPool,
  args: WriteArgs,
  control: Control,
  stallMs: number,
): Promise<{ readonly report: VolumeReport } | Failed> {
  const stalled = new AbortController();
  let at: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const onProgress = (value: unknown): void => {
    const progress = value as VolumeProgress;
    at = progress.id;
    clearTimeout(timer);
    // When all documents are bound, only the disk is waited for: it may take its time.
    if (at !== null) timer = setTimeout(() => stalled.abort(), stallMs);
    const { done, total, current } = progress;
    control.report({ done, total, current });
  };
  try {
    const report = await workers.run<WriteArgs, VolumeReport>('binder.write', args, {
      timeoutMs: dayMs,
      maxRssBytes: 2_000_000_000,
      signal: AbortSignal.any([control.signal, stalled.signal]),
      onProgress,
    });
    return { report };
  } catch (error) {
    const code = error instanceof ArchiveError ? error.code : null;
    if (control.signal.aborted) return { error, trouble: null, at };
    if (stalled.signal.aborted) {
      return {
        error: new ArchiveError('worker-timeout', {}, error),
        trouble: 'worker-timeout',
        at,
      };
    }
    return { error, trouble: code === 'worker-died' ? code : null, at };
  } finally {
    clearTimeout(timer);
  }
}
