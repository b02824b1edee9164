import { Clock } from 'lucide-react';
import { useState } from 'react';
import type { CallResult, ChecklistId, ItemId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { stateName } from '../checklist/words.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { dateFromToday, daysUntil, dueWords } from './due-words.ts';

type Due = CallResult<'checklist.due'>['items'][number];

const spanDays = 14;
const firstItems = 7;
const tables = ['checklist', 'checklist_item', 'assignment', 'slot', 'link', 'document'];

/** Items not complete that are due within a fortnight, the overdue first. */
export function DueList(props: {
  readonly id: ChecklistId;
  readonly onOpen: (id: ItemId) => void;
}) {
  const [all, setAll] = useState(false);
  const args = { id: props.id, by: dateFromToday(spanDays), offset: 0 };
  const { data } = useCall('checklist.due', { ...args, limit: all ? 200 : firstItems }, { tables });
  const total = data?.total ?? 0;
  return (
    <section>
      <div className="side-head">
        <h3>{t('overview.due')}</h3>
        <span className="m-muted">{t('overview.dueCount', { days: spanDays, count: total })}</span>
        <div className="m-toolbar-gap" />
        {total > firstItems ? (
          <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('overview.dueFewer') : t('overview.dueAll')}
          </Button>
        ) : null}
      </div>
      {data && total === 0 ? <p className="side-none m-muted">{t('overview.dueNone')}</p> : null}
      <div className="ov-due-list">
        {data?.items.map((item) => (
          <DueRow key={item.id} item={item} onOpen={props.onOpen} />
        ))}
      </div>
      {data && all && total > data.items.length ? (
        <p className="side-none m-muted">
          {t('overview.dueMore', { count: total - data.items.length })}
        </p>
      ) : null}
    </section>
  );
}

function DueRow({ item, onOpen }: { readonly item: Due; readonly onOpen: (id: ItemId) => void }) {
  const days = daysUntil(item.due);
  return (
    <button type="button" className="ov-due" title={item.due} onClick={() => onOpen(item.id)}>
      <span className={days < 0 ? 'ov-due-late' : days === 0 ? 'ov-due-today' : 'ov-due-soon'}>
        {days < 0 ? <Clock {...iconProps} /> : null}
        {dueWords(item.due)}
      </span>
      <StateMark state={item.state} label={stateName(item.state)} />
      <span className="m-cut" title={item.title}>
        <span className="ov-due-code">{item.code}</span> {item.title}
      </span>
      <span className="m-cut ov-due-who">{item.department ?? item.person ?? ''}</span>
    </button>
  );
}
