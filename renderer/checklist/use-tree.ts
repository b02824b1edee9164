import { useEffect, useRef, useState } from 'react';
import type { ChecklistId, StateCounts, TreeRow } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { checklistTables } from './actions.ts';
import type { Only } from './checklist-state.ts';

/** The rows of a checklist, those of the question before while a new one is answered. */
export interface ChecklistTree {
  readonly id: ChecklistId;
  readonly only: Only;
  readonly rows: readonly TreeRow[];
  readonly counts: StateCounts;
}

const rowsPerCall = 10_000;

/** All rows of a checklist, ten thousand at a time; asked again when something of it changes. */
export function useTree(
  id: ChecklistId | null,
  only: Only,
): { readonly tree: ChecklistTree | null; readonly error: unknown; readonly refresh: () => void } {
  const [tree, setTree] = useState<ChecklistTree | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const turn = useRef(0);
  useEffect(() => {
    const current = ++turn.current;
    if (id === null) return;
    rowsOf(id, only).then(
      (next) => {
        if (current !== turn.current) return;
        setTree(next);
        setError(null);
      },
      (problem: unknown) => {
        if (current === turn.current) setError(problem);
      },
    );
  }, [id, only, round]);
  const refresh = (): void => setRound((count) => count + 1);
  useChanged(checklistTables, refresh);
  return { tree: tree?.id === id ? tree : null, error, refresh };
}

async function rowsOf(id: ChecklistId, only: Only): Promise<ChecklistTree> {
  const rows: TreeRow[] = [];
  for (;;) {
    const answer = await client.call('checklist.tree', {
      id,
      only,
      offset: rows.length,
      limit: rowsPerCall,
    });
    rows.push(...answer.rows);
    if (answer.rows.length === 0 || rows.length >= answer.total) {
      return { id, only, rows, counts: answer.counts };
    }
  }
}
