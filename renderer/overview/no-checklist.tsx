import { LayoutGrid } from 'lucide-react';
import { goTo } from '../app/shell-state.ts';
import { legendStates, stateName } from '../checklist/words.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { StateMark } from '../ui/state-mark.tsx';

/** Before there is a checklist: what will stand here, and where one comes from. */
export function NoChecklist({ onSummary }: { readonly onSummary: () => void }) {
  return (
    <Empty
      icon={<LayoutGrid size={36} strokeWidth={1.5} aria-hidden />}
      title={t('overview.noneTitle')}
      actions={
        <>
          <Button large look="primary" onClick={() => goTo('checklist')}>
            {t('overview.toChecklist')}
          </Button>
          <Button large onClick={() => goTo('inbox')}>
            {t('overview.toInbox')}
          </Button>
          <Button large onClick={onSummary}>
            {t('summary.draft')}
          </Button>
        </>
      }
    >
      <p>{t('overview.noneBody')}</p>
      <p className="ov-none-legend">
        {legendStates.map((state) => (
          <span key={state}>
            <StateMark state={state} /> {stateName(state)}
          </span>
        ))}
      </p>
    </Empty>
  );
}
