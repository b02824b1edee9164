import { usePagedRows } from '../ui/use-paged-rows.ts';
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

/**
 * Rows of a long list by offset, a hundred at a time, only those that are shown. `key` names what
 * is listed; when one of `tables` changes, rows are asked again while the old ones stay in sight.
 */
export function useWindowedRows<Row>(
  key: string,
  load: (offset: number, limit: number) => Promise<{ total: number; rows: readonly Row[] }>,
  tables: readonly string[] = [],
): WindowedRows<Row> {
  const { rows, want, refresh } = usePagedRows<Row, null>(key, async (offset, limit) => ({
    ...(await load(offset, limit)),
    extra: null,
  }));
  useChanged(tables.length > 0 ? tables : ['-'], refresh);
  return {
    total: rows.total,
    row: (index) => rows.at(index),
    request: (first, last) => want(first, last + 1),
    range: (first, last) => rows.range(first, last + 1),
    reload: refresh,
    error: rows.error,
  };
}
