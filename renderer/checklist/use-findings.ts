import type { CallResult, ChecklistId, Finding } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { checklistTables } from './actions.ts';
import { findingsShown } from './check-state.ts';

/** Counts that come with the findings. */
export type Counts = Omit<CallResult<'checklist.check'>, 'findings' | 'total'>;

export interface Findings {
  /** null until the first answer. */
  readonly total: number | null;
  readonly counts: Counts | null;
  readonly at: (index: number) => Finding | undefined;
  readonly want: (from: number, to: number) => void;
}

const tables = [
  ...checklistTables,
  'accepted_finding',
  'caption',
  'page',
  'page_look',
  'page_sketch',
];

/** What the check objects to, as far as the list asks for it. */
export function useFindings(id: ChecklistId): Findings {
  const { rule, department, order, accepted } = useStore(findingsShown, (state) => state);
  const asked = {
    id,
    order,
    accepted,
    ...(rule === null ? {} : { rules: [rule] }),
    ...(department === undefined ? {} : { department }),
  };
  const key = `${client.archive() ?? ''} ${JSON.stringify(asked)}`;
  const list = usePagedRows<Finding, Counts>(
    key,
    async (offset, limit) => {
      const { findings, total, ...extra } = await client.call('checklist.check', {
        ...asked,
        offset,
        limit,
      });
      return { total, rows: findings, extra };
    },
    50,
  );
  useChanged(tables, list.refresh);
  return {
    total: list.rows.total,
    counts: list.rows.extra,
    at: (index) => list.rows.at(index),
    want: list.want,
  };
}
