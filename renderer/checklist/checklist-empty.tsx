import { ListChecks } from 'lucide-react';
import type { CallResult } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { change } from './actions.ts';
import type { ChecklistDialog } from './checklist-dialogs.tsx';
import { showChecklist } from './checklist-state.ts';
import { downloadTemplate, importSheet } from './import-file.ts';

type Starter = CallResult<'checklistImport.starters'>['starters'][number];

/** No checklist yet: what one is, and how to come by it. */
export function ChecklistEmpty(props: {
  readonly canChange: boolean;
  readonly onDialog: (dialog: ChecklistDialog) => void;
}): React.ReactElement {
  return (
    <div className="checklist-empty">
      <Empty
        icon={<ListChecks size={36} strokeWidth={1.5} aria-hidden />}
        title={t('checklist.emptyTitle')}
        actions={
          props.canChange && (
            <>
              <Button large look="primary" onClick={() => void importSheet(props.onDialog)}>
                {t('mapping.open')}
              </Button>
              <Button large onClick={() => void downloadTemplate()}>
                {t('mapping.template')}
              </Button>
              <Button large onClick={() => props.onDialog({ kind: 'edition', checklist: null })}>
                {t('checklist.newEmpty')}
              </Button>
            </>
          )
        }
      >
        <p>{t('checklist.emptyBody')}</p>
        <p>{t('checklist.emptyHow')}</p>
        {props.canChange && <Starters />}
      </Empty>
    </div>
  );
}

/** Examples that come with the program: one is added and shown. */
function Starters(): React.ReactElement | null {
  const { data } = useCall('checklistImport.starters', {});
  if (!data) return null;
  const add = async ({ key, name }: Starter): Promise<void> => {
    const made = await change('checklistImport.addStarter', { key }, () =>
      t('checklist.editionMade', { name }),
    );
    if (made) showChecklist(made.id);
  };
  return (
    <section className="checklist-starters" aria-label={t('checklist.starters')}>
      <h3>{t('checklist.starters')}</h3>
      {data.starters.map((starter) => (
        <button
          key={starter.key}
          type="button"
          className="binder-add-row"
          onClick={() => void add(starter)}
        >
          <span>
            <strong>{starter.name}</strong>
            <small>
              {t('checklist.starterAbout', { about: starter.about, count: starter.items })}
            </small>
          </span>
        </button>
      ))}
    </section>
  );
}
