import { useState } from 'react';
import type { Checklist } from '../../main/contract/index.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { showChecklist } from './checklist-state.ts';
import { dateProblem, readWindow, typedWindow } from './date-field.ts';
import { TextField } from './dialog-field.tsx';

/** Name, window and day of inspection of a checklist; without one, of a new empty one. */
export function EditionDialog(props: {
  readonly checklist: Checklist | null;
  readonly onClose: () => void;
}): React.ReactElement {
  const { checklist, onClose } = props;
  const [name, setName] = useState(checklist?.name ?? '');
  const [window, setWindow] = useState(() => typedWindow(checklist?.window ?? null));
  const [inspected, setInspected] = useState(checklist?.inspectedOn ?? '');
  const read = readWindow(window);
  const day = parseLooseDate(inspected);
  const can = name.trim() !== '' && read !== undefined && day.ok;

  const save = async (): Promise<void> => {
    if (!can) return;
    onClose();
    const fields = { name: name.trim(), window: read };
    if (checklist) {
      const patch = { ...fields, inspectedOn: day.date };
      await change('checklist.change', { id: checklist.id, patch }, () =>
        t('checklist.editionChanged', { name: fields.name }),
      );
      return;
    }
    const made = await change('checklist.create', { draft: { ...fields, items: [] } }, () =>
      t('checklist.editionMade', { name: fields.name }),
    );
    if (made) showChecklist(made.id);
  };
  return (
    <Dialog
      title={t(checklist ? 'checklist.changeEdition' : 'checklist.newEmpty')}
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!can} onClick={() => void save()}>
            {t(checklist ? 'ui.save' : 'checklist.make')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <TextField
          autoFocus
          label={t('checklist.editionName')}
          value={name}
          onValue={setName}
          onEnter={() => void save()}
          maxLength={200}
          placeholder={t('checklist.editionExample')}
        />
        <div className="dialog-pair">
          <TextField
            label={t('checklist.windowStart')}
            value={window.from}
            onValue={(from) => setWindow({ ...window, from })}
            onEnter={() => void save()}
            maxLength={20}
            problem={dateProblem(window.from)}
            placeholder="2024-01-01"
          />
          <TextField
            label={t('checklist.windowEnd')}
            value={window.to}
            onValue={(to) => setWindow({ ...window, to })}
            onEnter={() => void save()}
            maxLength={20}
            problem={
              dateProblem(window.to) ??
              (read === undefined && dateProblem(window.from) === null
                ? t('checklist.endBeforeStart')
                : null)
            }
            placeholder="2024-12-31"
          />
        </div>
        <p className="m-note">{t('checklist.windowHelp')}</p>
        {checklist && (
          <TextField
            label={t('checklist.inspectedOn')}
            value={inspected}
            onValue={setInspected}
            onEnter={() => void save()}
            maxLength={20}
            problem={dateProblem(inspected)}
          />
        )}
      </div>
    </Dialog>
  );
}
