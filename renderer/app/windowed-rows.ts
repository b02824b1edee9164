import { useCallback, useEffect, useRef, useState } from 'react';
import { useChanged } from './data.ts';

export interface WindowedRows<Row> {
  /** null until the first answer. */
  readonly total: number | null;
  readonly row: (index: number) => Row | undefined;
  /** Asks for what is about to be shown; chunks already there or on their way are not asked again. */
  readonly request: (first: number, last: number) => void;
  /** The rows from `first` to `last`, loaded where they are not yet. */
  readonly range: (first: number, last: number) => Promise<readonly Row[]>;
  readonly reload: () => void;
  readonly error: unknown;
}

const chunkSize = 100;

/**
 * Rows of a long list by offset, a hundred at a time, only those that are shown. `key` names what
 * is listed: when it changes the list starts anew; when one of `tables` changes, rows are asked
 * again while the old ones stay in sight.
 */
export function useWindowedRows<Row>(
  key: string,
  load: (offset: number, limit: number) => Promise<{ total: number; rows: readonly Row[] }>,
  tables: readonly string[] = [],
): WindowedRows<Row> {
  const [, redraw] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const state = useRef(newState<Row>(key));
  if (state.current.key !== key) state.current = newState<Row>(key);

  const fetchChunk = useCallback((chunk: number): Promise<void> => {
    const at = state.current;
    const under = at.pending.get(chunk);
    if (under) return under;
    const turn = at.turn;
    const work = loader.current(chunk * chunkSize, chunkSize).then(
      ({ total, rows }) => {
        if (state.current !== at || at.turn !== turn) return;
        at.pending.delete(chunk);
        at.stale.delete(chunk);
        at.total = total;
        at.error = undefined;
        at.chunks.set(chunk, rows);
        redraw((n) => n + 1);
      },
      (error: unknown) => {
        if (state.current !== at || at.turn !== turn) return;
        at.pending.delete(chunk);
        at.error = error;
        redraw((n) => n + 1);
      },
    );
    at.pending.set(chunk, work);
    return work;
  }, []);

  const request = useCallback(
    (first: number, last: number) => {
      const at = state.current;
      at.shown = [first, last];
      for (let c = Math.floor(first / chunkSize); c <= Math.floor(last / chunkSize); c++) {
        if (!at.chunks.has(c) || at.stale.has(c)) void fetchChunk(c);
      }
    },
    [fetchChunk],
  );

  const reload = useCallback(() => {
    const at = state.current;
    at.turn++;
    at.pending.clear();
    for (const chunk of at.chunks.keys()) at.stale.add(chunk);
    request(...at.shown);
  }, [request]);

  useEffect(() => {
    request(0, 0);
  }, [key, request]);
  useChanged(tables.length > 0 ? tables : ['-'], reload);

  const row = (index: number): Row | undefined =>
    state.current.chunks.get(Math.floor(index / chunkSize))?.[index % chunkSize];
  const range = async (first: number, last: number): Promise<readonly Row[]> => {
    const chunks = [];
    for (let c = Math.floor(first / chunkSize); c <= Math.floor(last / chunkSize); c++) {
      if (!state.current.chunks.has(c)) chunks.push(fetchChunk(c));
    }
    await Promise.all(chunks);
    const rows = [];
    for (let i = first; i <= last; i++) {
      const each = row(i);
      if (each !== undefined) rows.push(each);
    }
    return rows;
  };
  return { total: state.current.total, row, request, range, reload, error: state.current.error };
}

interface RowState<Row> {
  readonly key: string;
  total: number | null;
  turn: number;
  error: unknown;
  shown: [number, number];
  readonly chunks: Map<number, readonly Row[]>;
  readonly stale: Set<number>;
  readonly pending: Map<number, Promise<void>>;
}

const newState = <Row>(key: string): RowState<Row> => ({
  key,
  total: null,
  turn: 0,
  error: undefined,
  shown: [0, 0],
  chunks: new Map(),
  stale: new Set(),
  pending: new Map(),
});
