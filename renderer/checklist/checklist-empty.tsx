import { ListChecks } from 'lucide-react';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

/** No checklist yet: what one is, and how to come by it. */
export function ChecklistEmpty(props: {
  readonly canChange: boolean;
  readonly onNew: () => void;
}): React.ReactElement {
  return (
    <Empty
      icon={<ListChecks size={36} strokeWidth={1.5} aria-hidden />}
      title={t('checklist.emptyTitle')}
      actions={
        props.canChange && (
          <Button large onClick={props.onNew}>
            {t('checklist.newEmpty')}
          </Button>
        )
      }
    >
      <p>{t('checklist.emptyBody')}</p>
      <p>{t('checklist.emptyHow')}</p>
    </Empty>
  );
}
