import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { PagedRows, type FetchRows } from './paged-rows.ts';

export interface PagedRowsState<Row, Extra> {
  /** What to show: of the last question answered. */
  readonly rows: PagedRows<Row, Extra>;
  /** True while the answer to a newer question has not come. */
  readonly pending: boolean;
  /** Says what is in view, last one excluded. */
  readonly want: (from: number, to: number) => void;
  /** Asks again for what is in view. */
  readonly refresh: () => void;
}

/**
 * Rows on demand for the question that `key` names. A new key starts anew; what the old one gave
 * stays in sight until the new one has its first rows.
 */
export function usePagedRows<Row, Extra>(
  key: string,
  fetch: FetchRows<Row, Extra>,
  pageSize = 100,
): PagedRowsState<Row, Extra> {
  const latest = useRef(fetch);
  latest.current = fetch;
  const current = useMemo(() => {
    const ask = latest.current;
    return { key, rows: new PagedRows<Row, Extra>(ask, { pageSize }) };
  }, [key, pageSize]).rows;
  const shown = useRef(current);
  useSyncExternalStore(current.subscribe, () => current.version);
  if (current.total !== null || current.error !== null) shown.current = current;

  useEffect(() => {
    current.want(0, 1);
    return () => current.rest();
  }, [current]);

  const want = useCallback((from: number, to: number) => current.want(from, to), [current]);
  const refresh = useCallback(() => current.refresh(), [current]);
  return { rows: shown.current, pending: shown.current !== current, want, refresh };
}
