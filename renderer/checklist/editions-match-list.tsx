import { useState } from 'react';
import type {
  ChecklistId,
  EditionMatch,
  MatchState,
  SettledMatch,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { t } from '../i18n/index.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { MatchRow } from './editions-match-row.tsx';

/** Two editions, and what was settled of how they go together. */
export interface Pair {
  readonly old: ChecklistId;
  readonly new: ChecklistId;
  readonly settled: SettledMatch[];
}

/** Items of two editions that go together in one way. */
export function MatchList(props: {
  readonly pair: Pair;
  readonly show: MatchState;
  readonly onSettle: (settled: SettledMatch) => void;
}): React.ReactElement {
  const { pair, show, onSettle } = props;
  const [active, setActive] = useState(0);
  const list = usePagedRows<EditionMatch, null>(
    JSON.stringify([pair, show]),
    async (offset, limit) => {
      const args = { ...pair, show, offset, limit };
      const { total, rows } = await client.call('checklistEditions.match', args);
      return { total, rows, extra: null };
    },
  );
  const { total } = list.rows;
  return (
    <VirtualList
      plain
      className="editions-list"
      count={total ?? 0}
      rowHeight={46}
      label={t('editions.matches')}
      active={active}
      onActive={setActive}
      onVisible={(first, last) => list.want(first, last + 1)}
      rowKey={(index) => {
        const row = list.rows.at(index);
        return row === undefined ? index : `${row.old?.id ?? ''} ${row.match?.id ?? ''}`;
      }}
      empty={
        <p className="editions-none">
          {t(total === null ? 'editions.comparing' : 'editions.matchesNone')}
        </p>
      }
      renderRow={(index) => {
        const match = list.rows.at(index);
        return match && <MatchRow match={match} later={pair.new} onSettle={onSettle} />;
      }}
    />
  );
}
