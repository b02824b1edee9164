import { Radio, Select } from 'antd';
import { useState } from 'react';
import type { ChecklistId, SentSheet } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Overview } from './editions.ts';
import { sendSheet } from './send-sheet.ts';

/** What is to be written; its format is asked for. */
export type Sending =
  | { readonly kind: 'gaps'; readonly department: string | null }
  | { readonly kind: 'all-gaps' }
  | { readonly kind: 'assignments' };

type Format = 'xlsx' | 'pdf';

const everyone = ' all';
const nobody = ' none';

/** For which department, and as what, a list is written. */
export function SendDialog(props: {
  readonly id: ChecklistId;
  readonly sending: Sending;
  readonly departments: Overview['departments'];
  readonly onClose: () => void;
}) {
  const { sending, departments } = props;
  const [format, setFormat] = useState<Format>('xlsx');
  const [to, setTo] = useState(sending.kind === 'gaps' ? (sending.department ?? nobody) : everyone);
  const isDuties = sending.kind === 'assignments';
  const start = (): void => {
    void sendSheet(props.id, isDuties ? { kind: 'assignments', format } : sheetFor(to, format));
    props.onClose();
  };
  return (
    <Dialog
      title={isDuties ? t('overview.dutiesTitle') : t('overview.sendTitle')}
      onClose={props.onClose}
      width={480}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" data-default onClick={start}>
            {t('overview.make')}
          </Button>
        </>
      }
    >
      <p>{isDuties ? t('overview.dutiesNote') : t('overview.sendNote')}</p>
      <div className="ov-send">
        {isDuties ? null : (
          <>
            <label htmlFor="ov-send-to">{t('overview.to')}</label>
            <Select
              id="ov-send-to"
              value={to}
              showSearch
              optionFilterProp="label"
              options={[
                { value: everyone, label: t('overview.everyDepartment') },
                ...departments
                  .filter(({ gaps, name }) => gaps > 0 || (name ?? nobody) === to)
                  .map(({ name, gaps }) => ({
                    value: name ?? nobody,
                    label: t('overview.toDepartment', {
                      name: name ?? t('overview.noDepartment'),
                      count: gaps,
                    }),
                  })),
              ]}
              onChange={setTo}
            />
          </>
        )}
        <span id="ov-send-format">{t('overview.format')}</span>
        <Radio.Group
          className="ov-send-choices"
          aria-labelledby="ov-send-format"
          value={format}
          onChange={(event) => setFormat(event.target.value as Format)}
          options={[
            { value: 'xlsx', label: t('overview.formatXlsx') },
            { value: 'pdf', label: t('overview.formatPdf') },
          ]}
        />
      </div>
    </Dialog>
  );
}

function sheetFor(to: string, format: Format): SentSheet {
  if (to === everyone) return { kind: 'all-gaps', format };
  return { kind: 'gaps', department: to === nobody ? null : to, format };
}
