import { useCallback, useEffect, useState } from 'react';
import type { DocumentId, DocumentRow } from '../../main/contract/index.ts';
import { shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { leaveForm } from './focus-form.ts';

/** The document of the inbox that is looked at. */
export interface Place {
  readonly index: number;
  readonly page: number;
  readonly setPage: (page: number) => void;
  readonly goTo: (index: number) => void;
  readonly move: (step: number) => void;
  /** The current document is about to go: its neighbour becomes current. */
  readonly leave: () => void;
  /** Another document, wherever it stands in the stack, becomes current at one of its pages. */
  readonly show: (id: DocumentId, page: number) => void;
}

/** Which document is looked at. Follows it by id when rows come or go above it. */
export function usePlace(row: (index: number) => DocumentRow | undefined, total: number): Place {
  const [at, setAt] = useState<{ index: number; id: DocumentId | null }>({ index: 0, id: null });
  const [page, setPage] = useState(1);
  const target = useStore(shell, (state) => state.target);
  const index = Math.min(whereIs(at, row), total - 1);
  const goTo = useCallback(
    (next: number) => {
      const to = Math.min(total - 1, Math.max(0, next));
      leaveForm();
      setAt({ index: to, id: row(to)?.id ?? null });
      setPage(1);
    },
    [row, total],
  );
  const current = row(index)?.id ?? null;
  useEffect(() => {
    if (current === null || (current === at.id && index === at.index)) return;
    if (current !== at.id) setPage(1);
    setAt({ index, id: current });
  }, [current, index, at]);
  // After that: where the room is entered with its rows at hand, the one asked for wins.
  useEffect(() => {
    if (target?.documentId === undefined) return;
    setAt({ index: 0, id: target.documentId });
    setPage(target.page ?? 1);
  }, [target]);
  return {
    index,
    page,
    setPage,
    goTo,
    move: (step) => goTo(index + step),
    show: (id, at) => {
      setAt({ index, id });
      setPage(at);
    },
    leave: () => {
      const next = index + 1 < total ? index + 1 : index - 1;
      setAt({ index, id: row(next)?.id ?? null });
      setPage(1);
    },
  };
}

function whereIs(
  at: { readonly index: number; readonly id: DocumentId | null },
  row: (index: number) => DocumentRow | undefined,
): number {
  if (at.id === null) return at.index;
  for (let away = 0; away < 300; away++) {
    if (row(at.index - away)?.id === at.id) return at.index - away;
    if (row(at.index + away)?.id === at.id) return at.index + away;
  }
  return at.index;
}
