import type { OpenArchive } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { goTo } from '../app/shell-state.ts';
import { undo } from '../app/undo.ts';
import { clock, daysAgo, moment, nearDay, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

/** The last steps, each with its undo. */
export function RecentChanges({ archive }: { readonly archive: OpenArchive }) {
  const history = useCall('keeping.history', { offset: 0, limit: 14 }, { tables: ['*'] });
  const operations = history.data?.operations ?? [];
  return (
    <section>
      <div className="side-head">
        <h3>{t('keeping.recentChanges')}</h3>
        <div className="m-toolbar-gap" />
        <Button look="link" onClick={() => goTo('history')}>
          {t('keeping.allChanges')}
        </Button>
      </div>
      {operations.length === 0 && history.data ? (
        <p className="side-none m-muted">{t('keeping.noChanges')}</p>
      ) : null}
      {operations.map((operation) => (
        <div className="side-change" key={operation.id}>
          <span className="m-muted" title={moment(operation.at)}>
            {daysAgo(operation.at) === 0 ? clock(operation.at) : nearDay(operation.at)}
          </span>
          <span className="m-cut" title={operation.user}>
            {operation.user}
          </span>
          <span className="m-cut" title={operation.summary}>
            {operation.summary}
          </span>
          {operation.undoneBy !== null ? (
            <span className="m-muted">{t('keeping.undoneMark')}</span>
          ) : operation.canUndo && !archive.readOnly ? (
            <Button look="link" onClick={() => void undo(operation.id)}>
              {t('keeping.undo')}
            </Button>
          ) : (
            <span />
          )}
        </div>
      ))}
    </section>
  );
}
