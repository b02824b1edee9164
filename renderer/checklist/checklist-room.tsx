import { ListChecks } from 'lucide-react';
import { goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

/** Checklists come later; until then the room says so and where to go. */
export function ChecklistRoom() {
  return (
    <Empty
      icon={<ListChecks size={36} strokeWidth={1.5} aria-hidden />}
      title={t('checklist.emptyTitle')}
      actions={
        <>
          <Button large onClick={() => goTo('library')}>
            {t('checklist.toLibrary')}
          </Button>
          <Button large onClick={() => goTo('binder')}>
            {t('checklist.toBinder')}
          </Button>
        </>
      }
    >
      <p>{t('checklist.emptyBody')}</p>
      <p>{t('checklist.emptyMeanwhile')}</p>
    </Empty>
  );
}
