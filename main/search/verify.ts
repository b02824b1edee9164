import type { Reader } from '../db/index.ts';
import * as q from './index-queries.ts';
import {
  indexColumns,
  indexRow,
  searchedValues,
  type IndexColumn,
  type IndexRow,
} from './searched-text.ts';

const batchSize = 50;

/**
 * Compares the index with the catalogue: each document's columns are tokenised again, and the
 * index must hold exactly as many tokens, and the document's own beginning and end as phrases.
 * (FTS5's integrity check cannot see a row that is wrong.) Answers ids of wrong rows.
 */
export async function verifyIndex(
  reader: Reader,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<number[]> {
  const wrong: number[] = [];
  let done = 0;
  for (let after = 0; ;) {
    signal.throwIfAborted();
    const ids = await q.documentsAfter(reader, after, batchSize);
    const last = ids.at(-1);
    if (last === undefined) break;
    for await (const [id, values] of searchedValues(reader, await q.sources(reader, ids))) {
      if (!(await holds(reader, id, indexRow(values)))) wrong.push(id);
      done += 1;
    }
    onProgress(done);
    after = last;
  }
  return [...wrong, ...(await q.indexStrays(reader, 1000))];
}

/** Both indexes: titles and numbers stand in one of their own too. */
async function holds(reader: Reader, id: number, made: IndexRow): Promise<boolean> {
  return (
    (await agrees(reader, 'document_index', id, indexColumns, made)) &&
    (await agrees(reader, 'title_index', id, ['title', 'number'], made))
  );
}

async function agrees(
  reader: Reader,
  index: q.TextIndex,
  id: number,
  columns: readonly IndexColumn[],
  made: IndexRow,
): Promise<boolean> {
  const sizes = columns.map((column) => (made[column] === '' ? 0 : made[column].split(' ').length));
  const kept = await q.indexSizes(reader, index, id);
  if (kept === undefined || !sameSizes(kept, sizes)) return false;
  const probes = columns.flatMap((column) =>
    made[column] === ''
      ? []
      : spread(made[column]).map((part) => `{${column}} : "${part.join(' ')}"`),
  );
  return probes.length === 0 || q.indexHolds(reader, index, id, probes.join(' AND '));
}

/** Stretches of 40 tokens that together cover the text. */
function spread(text: string): string[][] {
  const words = text.split(' ');
  const stretches: string[][] = [];
  for (let at = 0; at < words.length && stretches.length < 200; at += 40) {
    stretches.push(words.slice(at, at + 40));
  }
  return stretches;
}

/** `sz` of FTS5's docsize table: one varint a column, then for contentless_delete one of its own. */
function sameSizes(blob: Uint8Array, sizes: readonly number[]): boolean {
  const read: number[] = [];
  let value = 0;
  for (const byte of blob) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) {
      read.push(value);
      value = 0;
    }
  }
  return sizes.every((size, column) => read[column] === size);
}
