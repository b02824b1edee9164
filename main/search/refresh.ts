import type { Writer } from '../db/index.ts';
import { namesOf, pinyinOf, plainNames } from './names.ts';
import * as q from './index-queries.ts';
import { indexRow, searchedValues, titleRow } from './searched-text.ts';
import { numberKey, sortKey } from './sort-key.ts';

/** Documents made anew per round: bounds memory, keeps the event loop free. */
const batchSize = 50;

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

/**
 * Makes facts and index rows of every stale document anew. Runs at the end of the transaction
 * that made them stale, so that the index is never behind the catalogue.
 */
export async function refreshStale(writer: Writer): Promise<void> {
  await q.spreadStale(writer);
  for (;;) {
    const stale = await q.staleDocuments(writer, batchSize);
    if (stale.length === 0) return;
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
  }
}
