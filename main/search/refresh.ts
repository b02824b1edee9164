import { ArchiveError } from '../contract/errors.ts';
import type { Database, Reader, Writer } from '../db/index.ts';
import { namesOf, pinyinOf, plainNames } from './names.ts';
import * as q from './index-queries.ts';
import { indexRow, searchedValues, titleRow } from './searched-text.ts';
import { numberKey, sortKey } from './sort-key.ts';

/** Documents made anew per round: bounds memory, keeps the event loop free. */
const batchSize = 50;
/** Documents made anew in one transaction of an upgrade: what a crash takes back at most. */
const stepSize = 500;
/** Where documents are long, a step ends sooner, so that progress is seen and can be stopped. */
const stepMs = 2_000;

function newestKey(row: q.Source): string {
  return row.date ?? (row.year === null ? row.created_at.slice(0, 10) : `${row.year}-00-00`);
}

function placeOf(row: q.Source): string {
  return row.trashed_at === null ? row.state : 'trash';
}

function titleOf(row: q.Source): string {
  const names = JSON.parse(row.names) as string[];
  const fallback = (names[0] ?? '').replace(/\.[^.]{1,10}$/u, '');
  return row.title ?? row.proposed ?? fallback;
}

function factsOf(row: q.Source): q.Facts {
  const title = titleOf(row);
  return [
    row.id,
    placeOf(row),
    title,
    row.title === null ? 1 : 0,
    sortKey(title),
    numberKey(row.reference_number),
    row.issuer === null ? '￿' : sortKey(row.issuer),
    newestKey(row),
    row.year,
    row.category_id,
    row.category_key ?? '￿',
    row.date,
    row.pages,
    row.page_state ?? 'none',
    row.unread,
    row.department,
    row.kind,
  ];
}

/** Pinyin is dear: only names that changed are spelled anew. Gives the documents they are of. */
async function spell(writer: Writer, rows: readonly q.Source[]): Promise<ReadonlySet<number>> {
  const spelled = await q.spelledNames(
    writer,
    rows.map((row) => row.id),
  );
  const changed = rows.flatMap((row) => {
    const names = namesOf(row, titleOf(row));
    if (spelled.get(row.id) === names) return [];
    const { initials, syllables } = pinyinOf(names);
    return [[row.id, names, initials, syllables] as const];
  });
  await q.writePinyin(writer, changed);
  return new Set(changed.map(([id]) => id));
}

/** Enters documents into the index: one is being entered while the next is cut into its tokens. */
async function enter(writer: Writer, rows: readonly q.Source[]): Promise<void> {
  let entering: Promise<void> = Promise.resolve();
  try {
    for await (const [id, values] of searchedValues(writer, rows)) {
      const row = indexRow(values);
      await entering;
      entering = q.addToIndex(writer, id, row);
      // What goes wrong is told where it is waited for.
      entering.catch(() => undefined);
    }
  } finally {
    await entering;
  }
}

/** Makes facts and index rows of some stale documents anew; answers how many. */
async function refreshBatch(writer: Writer): Promise<number> {
  const stale = await q.staleDocuments(writer, batchSize);
  if (stale.length === 0) return 0;
  const ids = stale.map((row) => row.document_id);
  const rows = await q.sources(writer, ids);
  await q.writeFacts(writer, rows.map(factsOf));
  await q.addPlainNames(writer, plainNames(rows));
  const renamed = await spell(writer, rows);
  const textual = new Set(stale.filter((row) => row.text === 1).map((row) => row.document_id));
  await q.removeFromIndex(writer, [...textual]);
  const titled = rows.filter((row) => textual.has(row.id) || renamed.has(row.id));
  await q.writeTitles(
    writer,
    titled.map((row) => [row.id, titleRow(row)] as const),
  );
  await enter(
    writer,
    rows.filter(({ id }) => textual.has(id)),
  );
  await q.forgetStale(writer, ids);
  return ids.length;
}

/**
 * Makes facts and index rows of every stale document anew. Runs at the end of the transaction
 * that made them stale, so that the index is never behind the catalogue.
 */
export async function refreshStale(writer: Writer): Promise<void> {
  await q.spreadStale(writer);
  while ((await refreshBatch(writer)) > 0);
}

async function refreshStep(writer: Writer): Promise<number> {
  const began = performance.now();
  let count = 0;
  while (count < stepSize && performance.now() - began < stepMs) {
    const made = await refreshBatch(writer);
    if (made === 0) break;
    count += made;
  }
  return count;
}

/**
 * The same for what a migration leaves, which may be every document: a transaction for some of
 * them after the other. Stopped between two, by whatever, the next call goes on there; until the
 * last, the index is behind the catalogue. `report` hears of documents, and of nothing where they
 * are few.
 * @throws ArchiveError `cancelled`
 */
export async function refreshInSteps(
  { read, write }: Pick<Database, 'read' | 'write'>,
  report: (progress: { readonly done: number; readonly total: number }) => void,
  signal?: AbortSignal,
): Promise<void> {
  await write(q.spreadStale);
  const total = await q.countStale(read);
  const tell = (done: number): void => {
    if (total > stepSize) report({ done, total });
  };
  for (let done = 0; done < total;) {
    tell(done);
    if (signal?.aborted === true) throw new ArchiveError('cancelled');
    const made = await write(refreshStep);
    if (made === 0) break;
    done += made;
  }
  tell(total);
}

/** Whether nothing is left of what an upgrade has to make anew. */
export async function isRefreshed(reader: Reader): Promise<boolean> {
  return (await q.countStale(reader)) === 0;
}
