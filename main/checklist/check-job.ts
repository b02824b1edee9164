import { ArchiveError, type ErrorCode } from '../contract/errors.ts';
import type { ChecklistId, DocumentId, JobId } from '../contract/ids.ts';
import { originalPath, type Archive, type JobControl, type Jobs } from '../library/index.ts';
import { factsOf } from './check.ts';
import { countPending, pendingPages, type PendingPages } from './check-facts.ts';
import * as q from './check-job-queries.ts';
import type { LookArgs, PageLook } from './check-look.ts';
import type { TextSketch } from './check-sketch.ts';

/** What looking at linked pages came to. */
export interface LookTotals {
  readonly pages: number;
  /** Pages that could not be drawn: nobody knows whether there is a seal on them. */
  readonly failed: number;
}

const textsAtATime = 200;
/** Pages entered in one transaction: what is looked at is kept, however the job ends. */
const looksAtATime = 12;
const lookTimeoutMs = 60_000;
const lookRssBytes = 900e6;

/** The archive's own trouble: no page's fault. */
const stopping: ReadonlySet<ErrorCode> = new Set(['disk-full', 'archive-read-only', 'cancelled']);

/**
 * Looks at the linked pages of a checklist that were not looked at yet: their texts, then their
 * pictures as far as a rule asks for them. What is found is kept as it goes, so that a stopped run
 * goes on where it was.
 * @throws ArchiveError `no-such-checklist`, `cancelled`, `disk-full`
 */
export async function lookAtProofs(
  archive: Archive,
  id: ChecklistId,
  control: JobControl,
): Promise<LookTotals> {
  const run = { archive, control, done: 0, failed: 0 };
  // What changed meanwhile, and what two papers share, is left for another round.
  for (let round = 0; round < mostRounds; round += 1) {
    const pending = pendingPages(await factsOf(archive, id));
    const count = countPending(pending);
    if (count === 0) break;
    control.report({ total: run.done + count, done: run.done });
    const also = new Set(pending.pictures.map(({ pageId }) => pageId));
    await sketchAll(run, pending.texts, also);
    await lookAtAll(run, pending.pictures);
  }
  return { pages: run.done, failed: run.failed };
}

const mostRounds = 3;

interface Run {
  readonly archive: Archive;
  readonly control: JobControl;
  done: number;
  failed: number;
}

/** @param also pages that are looked at once more, and counted then */
async function sketchAll(
  run: Run,
  pages: readonly number[],
  also: ReadonlySet<number>,
): Promise<void> {
  const { archive, control } = run;
  for (let from = 0; from < pages.length; from += textsAtATime) {
    await control.paused();
    const ids = pages.slice(from, from + textsAtATime);
    const texts = await q.textsOfPages(archive.db.read, ids);
    const sketches = await archive.workers.run<{ texts: string[] }, TextSketch[]>(
      'checklist.sketch',
      { texts: texts.map(({ text }) => text) },
      { priority: 'background', signal: control.signal },
    );
    const made = texts.flatMap((text, at) => {
      const sketch = sketches[at];
      return sketch === undefined ? [] : [{ ...text, ...sketch }];
    });
    await keep(run, 'page_sketch', (writer) => q.keepSketches(writer, made));
    run.done += ids.filter((each) => !also.has(each)).length;
    control.report({ done: run.done });
  }
}

async function lookAtAll(run: Run, pages: PendingPages['pictures']): Promise<void> {
  const { archive, control } = run;
  /** Papers on which a seal was seen: their other pages need no looking at. */
  const sealed = new Set<DocumentId>();
  for (let from = 0; from < pages.length; from += looksAtATime) {
    const batch = pages.slice(from, from + looksAtATime);
    const byId = new Map(batch.map((page) => [page.pageId, page]));
    const found = await q.pagesToLookAt(archive.db.read, [...byId.keys()]);
    const looks: (q.LookedPage & PageLook)[] = [];
    try {
      for (const page of found) {
        const known = byId.get(page.pageId);
        if (known === undefined || (!known.isPhoto && sealed.has(known.document))) continue;
        await control.paused();
        const look = await lookAt(run, page);
        looks.push({ ...page, ...look });
        if (look.seal === 'seen') sealed.add(known.document);
        control.report({ done: run.done + looks.length, failures: run.failed });
      }
    } finally {
      // What is seen stays, also when the rest is cancelled.
      if (looks.length > 0) await keep(run, 'page_look', (writer) => q.keepLooks(writer, looks));
    }
    run.done += batch.length;
    control.report({ done: run.done });
  }
}

/** A page that cannot be drawn is not tried again: what is on it is unknown. */
async function lookAt(
  run: Run,
  { sha256, extension, type, number, widthUm, heightUm }: q.LookedPage,
): Promise<PageLook> {
  const { archive, control } = run;
  const path = originalPath(archive, sha256, extension);
  try {
    return await archive.workers.run<LookArgs, PageLook>(
      'checklist.look',
      { path, type, page: number, widthUm, heightUm },
      {
        priority: 'background',
        affinity: path,
        timeoutMs: lookTimeoutMs,
        maxRssBytes: lookRssBytes,
        signal: control.signal,
      },
    );
  } catch (error) {
    const known = error instanceof ArchiveError ? error : new ArchiveError('internal', {}, error);
    if (stopping.has(known.code) || known.details['reason'] === 'start') throw known;
    if (known.code === 'internal') console.error(known.cause ?? known);
    run.failed += 1;
    return { seal: 'unknown', picture: '' };
  }
}

/** Enters what was found; where the disk is full, when the user has made room. */
async function keep(
  { archive, control }: Run,
  table: string,
  work: Parameters<Archive['derive']>[1],
): Promise<void> {
  for (;;) {
    try {
      await archive.derive([table], work);
      return;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      control.pauseBecause(new ArchiveError('disk-full', {}, error));
      await control.paused();
    }
  }
}

function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'disk-full';
}

const running = new WeakMap<Archive, Map<ChecklistId, JobId>>();

/**
 * Starts a job that looks at what is pending; where one runs, that is the one; null: nothing is.
 * @throws ArchiveError `no-such-checklist`
 */
export async function lookOnce(
  archive: Archive,
  id: ChecklistId,
  title: string,
  jobs: Jobs,
): Promise<JobId | null> {
  const own = running.get(archive) ?? new Map<ChecklistId, JobId>();
  running.set(archive, own);
  const known = own.get(id);
  if (known !== undefined) return known;
  if (countPending(pendingPages(await factsOf(archive, id))) === 0) return null;
  // Another call may have come first while this one was counting.
  const started = own.get(id);
  if (started !== undefined) return started;
  const job = jobs.start(archive, { kind: 'check', title, canPause: true }, async (control) => {
    try {
      return await lookAtProofs(archive, id, control);
    } finally {
      own.delete(id);
    }
  });
  own.set(id, job);
  return job;
}
