import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { StateCounts } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { StateMark } from '../ui/state-mark.tsx';
import type { Only } from './checklist-state.ts';
import { legendStates, stateName } from './words.ts';

/** Left pane: which checklist, what of it is shown, its tree, and what the signs mean. */
export function TreePane(props: {
  readonly editions: ReactNode;
  readonly counts: StateCounts | null;
  readonly only: Only;
  readonly onOnly: (only: Only) => void;
  readonly tree: ReactNode;
}): React.ReactElement {
  const { counts } = props;
  return (
    <div className="catalog-side checklist-left">
      {props.editions}
      <div className="checklist-filters">
        <Segmented<Only>
          block
          value={props.only}
          aria-label={t('checklist.filter')}
          onChange={props.onOnly}
          options={[
            { value: 'all', label: t('checklist.filterAll', { count: counts?.items ?? 0 }) },
            {
              value: 'open',
              label: t('checklist.filterOpen', {
                count: (counts?.items ?? 0) - (counts?.complete ?? 0),
              }),
            },
            {
              value: 'doubtful',
              label: t('checklist.filterDoubtful', { count: counts?.doubtful ?? 0 }),
            },
          ]}
        />
      </div>
      {props.tree}
      <ul className="checklist-legend" aria-label={t('checklist.legend')}>
        {legendStates.map((state) => (
          <li key={state}>
            <StateMark state={state} size={14} />
            {stateName(state)}
          </li>
        ))}
      </ul>
    </div>
  );
}
