import type { RebuildReport } from '../contract/search.ts';
import type { Database, Reader, Writer } from '../db/index.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { documentsAfter, sources } from './index-queries.ts';
import * as q from './rebuild-queries.ts';
import { indexRow, searchedValues, type IndexRow } from './searched-text.ts';

/** Documents entered in one transaction: others wait for it no longer than a moment. */
const batchSize = 100;
/** Time a stopped rebuild takes for removing what it had made; the rest goes at the next start. */
const tidyMs = 5_000;

/**
 * Makes the text index anew from the catalogue, beside the one in use, while changes go on; then
 * puts it in its place at once. Stopped half way, by whatever, the old index stays as it was.
 * @throws ArchiveError `cancelled`, `disk-full`
 */
export async function rebuildIndex(archive: Archive, control: JobControl): Promise<RebuildReport> {
  const began = performance.now();
  await removeRemains(archive.db);
  await archive.derive([], q.beginRebuild);
  let documents: number;
  try {
    documents = await build(archive, control);
    const gone = await catchUp(archive, control);
    if (gone) await archive.derive([], q.mergeNew);
    await archive.derive(['document'], async (writer) => {
      if ((await redo(writer, Infinity)).gone) await q.mergeNew(writer);
      await q.endNotes(writer);
      await q.swapIndexes(writer);
    });
  } catch (error) {
    // What made it stop is what is told; what cannot be tidied now is tidied at the next start.
    await archive.db.write(q.endNotes).catch(() => undefined);
    await removeRemains(archive.db, tidyMs).catch(() => undefined);
    throw error;
  }
  // From here on the index is the new one, whatever happens to the remains of the old.
  await removeRemains(archive.db, control.signal.aborted ? tidyMs : Infinity, control.signal);
  await archive.db.maintain(q.emptyLog);
  return { documents, ms: Math.round(performance.now() - began) };
}

/** Enters every document; answers how many. */
async function build(archive: Archive, control: JobControl): Promise<number> {
  const { read } = archive.db;
  control.report({ total: await q.countAll(read), done: 0 });
  let done = 0;
  // Some documents are entered while the next are read and cut into their tokens.
  let entering: Promise<void> = Promise.resolve();
  try {
    for (let after = 0; ;) {
      await control.paused();
      const ids = await documentsAfter(read, after, batchSize);
      const last = ids.at(-1);
      if (last === undefined) break;
      // Read apart from the writer: what changes in between is noted, and made anew at the end.
      const rows = await rowsOf(read, ids);
      await entering;
      entering = archive.derive([], (writer) => q.addToNew(writer, rows));
      // What goes wrong is told where it is waited for.
      entering.catch(() => undefined);
      done += ids.length;
      after = last;
      control.report({ done });
    }
  } finally {
    await entering;
  }
  return done;
}

async function rowsOf(
  reader: Reader,
  ids: readonly number[],
): Promise<readonly (readonly [id: number, row: IndexRow])[]> {
  const rows: (readonly [number, IndexRow])[] = [];
  for await (const [id, values] of searchedValues(reader, await sources(reader, ids))) {
    rows.push([id, indexRow(values)]);
  }
  return rows;
}

/** Makes anew what changed meanwhile, until little is left. Answers whether documents are gone. */
async function catchUp(archive: Archive, control: JobControl): Promise<boolean> {
  let gone = false;
  for (;;) {
    await control.paused();
    const done = await archive.derive([], (writer) => redo(writer, batchSize));
    gone ||= done.gone;
    if (done.count < batchSize) return gone;
  }
}

interface Redone {
  readonly count: number;
  /** Whether some of them are in the archive no more. */
  readonly gone: boolean;
}

async function redo(writer: Writer, limit: number): Promise<Redone> {
  let [count, gone] = [0, false];
  while (count < limit) {
    const ids = await q.changedMeanwhile(writer, batchSize);
    if (ids.length === 0) break;
    const rows = await rowsOf(writer, ids);
    await q.removeFromNew(writer, ids);
    await q.addToNew(writer, rows);
    await q.forgetChanged(writer, ids);
    count += ids.length;
    gone ||= rows.length < ids.length;
  }
  return { count, gone };
}

/**
 * Removes indexes that are not in use, piece by piece so that others can write in between; for as
 * long as is given, at most.
 */
export async function removeRemains(
  { write }: Pick<Database, 'write'>,
  forMs = Infinity,
  signal?: AbortSignal,
): Promise<void> {
  const began = performance.now();
  while (await write(q.sweepRemains)) {
    if (performance.now() - began > forMs || signal?.aborted === true) return;
  }
}
