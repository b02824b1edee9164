import './keeping.css';
import { useState } from 'react';
import type { Destroyed } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { useStatus } from '../app/use-status.ts';
import { useWindowedRows } from '../app/windowed-rows.ts';
import { moment, t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { KeepingHead } from './keeping-head.tsx';

/** 销毁清册: what was destroyed, by whom, when and why. */
export function DestroyedRoom() {
  const rows = useWindowedRows<Destroyed>(
    'destroyed',
    async (offset, limit) => {
      const answer = await client.call('keeping.destroyed', { offset, limit });
      return { total: answer.total, rows: answer.documents };
    },
    ['*'],
  );
  const [active, setActive] = useState(0);
  const total = rows.total ?? 0;
  useStatus(t('keeping.destroyedCount', { count: total }), [
    { keys: 'Escape', label: t('keeping.back') },
  ]);
  return (
    <div className="keeping-page">
      <KeepingHead />
      {rows.total === 0 ? (
        <Empty title={t('keeping.destroyedEmpty')}>
          <p>{t('keeping.destroyedEmptyBody')}</p>
        </Empty>
      ) : (
        <>
          <div className="destroyed-row destroyed-head">
            <span>{t('catalog.title')}</span>
            <span>{t('catalog.referenceNumber')}</span>
            <span>{t('catalog.pageCount')}</span>
            <span>{t('keeping.who')}</span>
            <span>{t('keeping.when')}</span>
            <span>{t('keeping.reason')}</span>
            <span>{t('keeping.hash')}</span>
          </div>
          <VirtualList
            label={t('keeping.destroyedList')}
            count={total}
            rowHeight={33}
            active={active}
            onActive={setActive}
            onVisible={rows.request}
            renderRow={(index) => {
              const row = rows.row(index);
              return row ? <DestroyedRow row={row} /> : null;
            }}
          />
        </>
      )}
    </div>
  );
}

function DestroyedRow({ row }: { readonly row: Destroyed }) {
  return (
    <div className="destroyed-row">
      <span className="m-cut" title={row.title}>
        {row.title}
      </span>
      <span>{row.referenceNumber}</span>
      <span>{row.pages}</span>
      <span className="m-cut">{row.user}</span>
      <span>{moment(row.at)}</span>
      <span className="m-cut" title={row.reason}>
        {row.reason}
      </span>
      <span className="m-cut m-muted" title={row.sha256.join('\n')}>
        {row.sha256.map((hash) => hash.slice(0, 12)).join(' ')}
      </span>
    </div>
  );
}
