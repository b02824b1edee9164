import './keeping.css';
import { useEffect, useState } from 'react';
import type { OpenArchive, Operation } from '../../main/contract/index.ts';
import { Panes } from '../app/panes.tsx';
import { client } from '../app/session.ts';
import { undo } from '../app/undo.ts';
import { useStatus } from '../app/use-status.ts';
import { useWindowedRows } from '../app/windowed-rows.ts';
import { clock, moment, nearDay, t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { KeepingHead } from './keeping-head.tsx';
import { OperationChanges } from './operation-changes.tsx';

/** Who did what when; each step opens to what it changed, and can be undone. */
export function HistoryRoom({ archive }: { readonly archive: OpenArchive }) {
  const rows = useWindowedRows<Operation>(
    'history',
    async (offset, limit) => {
      const answer = await client.call('keeping.history', { offset, limit });
      return { total: answer.total, rows: answer.operations };
    },
    ['*'],
  );
  const [active, setActive] = useState(0);
  const total = rows.total ?? 0;
  const current = rows.row(active);
  useEffect(() => {
    if (rows.total !== null && active >= rows.total) setActive(Math.max(0, rows.total - 1));
  }, [rows.total, active]);
  useStatus(t('keeping.statusHistory', { count: total }), [
    { keys: 'Enter', label: t('keeping.keyUndoThis') },
    { keys: 'Ctrl+Z', label: t('ui.undo') },
    { keys: 'Ctrl+Y', label: t('ui.redo') },
    { keys: 'Escape', label: t('keeping.back') },
  ]);
  const undoOne = (operation: Operation | undefined): void => {
    if (operation?.canUndo && !archive.readOnly) void undo(operation.id);
  };
  if (rows.total === 0) {
    return (
      <div className="keeping-page">
        <KeepingHead />
        <Empty title={t('keeping.historyEmpty')}>
          <p>{t('keeping.historyEmptyBody')}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="keeping-page">
      <KeepingHead>
        <span className="m-note">{t('keeping.chainNote')}</span>
      </KeepingHead>
      <Panes
        screen="history"
        panes={[
          {
            id: 'list',
            label: t('keeping.historyList'),
            min: 420,
            content: (
              <VirtualList
                label={t('keeping.historyList')}
                count={total}
                rowHeight={36}
                active={active}
                onActive={setActive}
                onOpen={(index) => undoOne(rows.row(index))}
                onVisible={rows.request}
                renderRow={(index) => (
                  <OperationRow
                    operation={rows.row(index)}
                    before={rows.row(index - 1)}
                    readOnly={archive.readOnly}
                    onUndo={undoOne}
                  />
                )}
              />
            ),
          },
          {
            id: 'changes',
            label: t('keeping.changesOf'),
            width: [424, 560],
            min: 320,
            max: 720,
            drawer: 'right',
            content: current ? (
              <OperationChanges key={current.id} operation={current} />
            ) : (
              <p className="m-empty-small m-muted">{t('keeping.choose')}</p>
            ),
          },
        ]}
      />
    </div>
  );
}

function OperationRow(props: {
  readonly operation: Operation | undefined;
  readonly before: Operation | undefined;
  readonly readOnly: boolean;
  readonly onUndo: (operation: Operation) => void;
}) {
  const { operation } = props;
  if (!operation) return null;
  const day = nearDay(operation.at);
  const sameDay = props.before !== undefined && nearDay(props.before.at) === day;
  return (
    <div className={operation.undoneBy === null ? 'history-row' : 'history-row history-undone'}>
      <span className="history-day">{sameDay ? '' : day}</span>
      <span className="history-time" title={moment(operation.at)}>
        {clock(operation.at)}
      </span>
      <span className="history-user m-cut" title={operation.user}>
        {operation.user}
      </span>
      <span className="history-summary m-cut" title={operation.summary}>
        {operation.summary}
      </span>
      <span className="history-count">{t('keeping.changed', { count: operation.changed })}</span>
      <span className="history-action">
        {operation.undoneBy !== null ? (
          <span className="m-muted">{t('keeping.undoneMark')}</span>
        ) : operation.canUndo && !props.readOnly ? (
          <span className="history-undo" onClick={() => props.onUndo(operation)}>
            {t('keeping.undo')}
          </span>
        ) : null}
      </span>
    </div>
  );
}
