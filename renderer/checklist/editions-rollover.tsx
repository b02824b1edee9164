import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { CallResult, Checklist } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showChecklist } from './checklist-state.ts';
import { dateProblem, readWindow, typedWindow } from './date-field.ts';
import { TextField } from './dialog-field.tsx';
import { useLinkChoices } from './editions-choices.ts';
import { CarriedLinks, RefreshList } from './editions-links.tsx';
import './editions.css';

type Proposed = CallResult<'checklistEditions.nextYear'>;

/** Makes next year's edition of a checklist: what it is called, what of the proofs it takes along. */
export function RolloverDialog(props: {
  readonly checklist: Checklist;
  readonly onClose: () => void;
}): React.ReactElement {
  const { checklist, onClose } = props;
  const { data } = useCall('checklistEditions.nextYear', { id: checklist.id }, { keep: false });
  return data ? (
    <RolloverForm checklist={checklist} proposed={data} onClose={onClose} />
  ) : (
    <Dialog title={t('editions.rollTitle', { name: checklist.name })} width={760} onClose={onClose}>
      {null}
    </Dialog>
  );
}

function RolloverForm(props: {
  readonly checklist: Checklist;
  readonly proposed: Proposed;
  readonly onClose: () => void;
}): React.ReactElement {
  const { checklist, proposed, onClose } = props;
  const { id } = checklist;
  const [name, setName] = useState(proposed.name);
  const [window, setWindow] = useState(() => typedWindow(proposed.window));
  const [inspected, setInspected] = useState(proposed.inspectedOn ?? '');
  const [assignments, setAssignments] = useState(true);
  const [view, setView] = useState<'links' | 'refresh'>('links');
  const [busy, setBusy] = useState(false);
  const choices = useLinkChoices();
  const read = readWindow(window);
  const [lastRead, setLastRead] = useState(proposed.window);
  if (read !== undefined && JSON.stringify(read) !== JSON.stringify(lastRead)) setLastRead(read);
  const day = parseLooseDate(inspected);
  const can = !busy && name.trim() !== '' && read !== undefined && day.ok;
  const { keep, drop } = choices;
  const first = { offset: 0, limit: 1, keep, drop };
  const target = { kind: 'next-year', window: lastRead } as const;
  const links = useCall('checklistEditions.links', { id, target, ...first }).data;
  const refresh = useCall('checklistEditions.refresh', { id, window: lastRead, ...first }).data;

  const make = async (): Promise<void> => {
    if (!can) return;
    setBusy(true);
    const made = await attempt(
      client.call('checklistEditions.rollOver', {
        id,
        name: name.trim(),
        window: read,
        inspectedOn: day.date,
        assignments,
        keep,
        drop,
      }),
    );
    setBusy(false);
    if (made === undefined) return;
    onClose();
    announce(t('editions.rolled', { name: name.trim(), links: made.links }), made.operation);
    showChecklist(made.id);
  };
  return (
    <Dialog
      title={t('editions.rollTitle', { name: checklist.name })}
      width={760}
      onClose={onClose}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!can} onClick={() => void make()}>
            {t(busy ? 'editions.rolling' : 'editions.roll')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <p className="m-note">{t('editions.rollIntro')}</p>
        <TextField
          autoFocus
          label={t('editions.name')}
          value={name}
          onValue={setName}
          onEnter={() => void make()}
          maxLength={200}
        />
        <div className="editions-dates">
          <TextField
            label={t('checklist.windowStart')}
            value={window.from}
            onValue={(from) => setWindow({ ...window, from })}
            onEnter={() => void make()}
            maxLength={20}
            problem={dateProblem(window.from)}
          />
          <TextField
            label={t('checklist.windowEnd')}
            value={window.to}
            onValue={(to) => setWindow({ ...window, to })}
            onEnter={() => void make()}
            maxLength={20}
            problem={
              dateProblem(window.to) ??
              (read === undefined && dateProblem(window.from) === null
                ? t('checklist.endBeforeStart')
                : null)
            }
          />
          <TextField
            label={t('checklist.inspectedOn')}
            value={inspected}
            onValue={setInspected}
            onEnter={() => void make()}
            maxLength={20}
            problem={dateProblem(inspected)}
          />
        </div>
        <Checkbox
          checked={assignments}
          disabled={proposed.assignments === 0}
          onChange={(event) => setAssignments(event.target.checked)}
        >
          {t('editions.assignments', { count: proposed.assignments })}
        </Checkbox>
        <div className="editions-head">
          <Segmented<'links' | 'refresh'>
            value={view}
            aria-label={t('editions.view')}
            onChange={setView}
            options={[
              {
                value: 'links',
                label: t('editions.proofs', { kept: links?.kept ?? 0, links: links?.links ?? 0 }),
              },
              { value: 'refresh', label: t('editions.refresh', { count: refresh?.total ?? 0 }) },
            ]}
          />
        </div>
        {view === 'links' ? (
          <CarriedLinks id={id} target={target} choices={choices} />
        ) : (
          <RefreshList id={id} window={lastRead} choices={choices} />
        )}
      </div>
    </Dialog>
  );
}
