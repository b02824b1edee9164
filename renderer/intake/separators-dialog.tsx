import './separators.css';
import { Input, InputNumber } from 'antd';
import { X } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { CallArgs, CategoryId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { CategoryPicker } from '../catalog/category-picker.tsx';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { iconProps } from '../ui/marks.tsx';
import { ChoiceControl } from './field-controls.tsx';
import { yearChoices } from './known-values.ts';

interface SheetRow {
  readonly key: number;
  readonly category: CategoryId | null;
  readonly year: string | null;
  readonly department: string;
  readonly copies: number;
}

const mostRows = 100;
const mostCopies = 100;

const emptyRow = (key: number): SheetRow => ({
  key,
  category: null,
  year: null,
  department: '',
  copies: 5,
});

type Sheets = CallArgs<'intake.separators'>['sheets'];

function sheetsOf(rows: readonly SheetRow[]): Sheets {
  return rows.map(({ category, year, department, copies }) => ({
    categoryId: category,
    year: year === null ? null : Number(year),
    department: department.trim() === '' ? null : department.trim(),
    copies,
  }));
}

/** Writes the sheets and shows them: in the system's viewer, or as a download of the browser. */
async function print(rows: readonly SheetRow[]): Promise<boolean> {
  const made = await attempt(client.call('intake.separators', { sheets: sheetsOf(rows) }));
  if (!made) return false;
  if (session.get().program?.host !== 'desktop') window.open(made.address, '_blank', 'noopener');
  announce(t('intake.separatorsDone', { pages: made.pages, file: made.file }));
  return true;
}

/** Which separator sheets to print, and how many of each. */
export function SeparatorsDialog({ onClose }: { readonly onClose: () => void }) {
  const tree = useCall('catalog.tree', {}, { tables: ['category'] });
  const [rows, setRows] = useState<readonly SheetRow[]>([emptyRow(0)]);
  const [busy, setBusy] = useState(false);
  const pages = rows.reduce((sum, { copies }) => sum + copies, 0);
  const years = (tree.data?.years ?? []).flatMap((each) => (each.year === null ? [] : [each.year]));
  const change = (key: number, patch: Partial<SheetRow>): void =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = (): void => {
    const last = rows.at(-1);
    const key = Math.max(...rows.map((row) => row.key)) + 1;
    setRows([...rows, { ...(last ?? emptyRow(key)), key, category: null }]);
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    const done = await print(rows);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      title={t('intake.separatorsTitle')}
      onClose={onClose}
      footerStart={<span className="m-note">{t('intake.separatorsPages', { count: pages })}</span>}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" data-default disabled={busy} onClick={() => void start()}>
            {t('intake.separatorsMake')}
          </Button>
        </>
      }
    >
      <p>{t('intake.separatorsIntro')}</p>
      <div className="separators">
        <span className="separators-head">{t('catalog.category')}</span>
        <span className="separators-head">{t('catalog.year')}</span>
        <span className="separators-head">{t('catalog.department')}</span>
        <span className="separators-head">{t('intake.separatorsCopies')}</span>
        <span />
        {rows.map((row, index) => (
          <Fragment key={row.key}>
            <CategoryPicker
              label={t('intake.separatorsCategoryOf', { n: index + 1 })}
              categories={tree.data?.categories ?? []}
              value={row.category}
              noneLabel={t('intake.separatorsNone')}
              onChange={(category) => change(row.key, { category })}
            />
            <ChoiceControl
              id={`separator-year-${row.key}`}
              label={t('intake.separatorsYearOf', { n: index + 1 })}
              value={row.year}
              options={yearChoices(years)}
              noneLabel={t('intake.separatorsNone')}
              check={(typed) => /^(19|2\d)\d\d$/.test(typed)}
              onChange={(year) => change(row.key, { year })}
            />
            <Input
              aria-label={t('intake.separatorsDepartmentOf', { n: index + 1 })}
              value={row.department}
              maxLength={100}
              placeholder={t('intake.separatorsNone')}
              onChange={(event) => change(row.key, { department: event.target.value })}
            />
            <InputNumber
              aria-label={t('intake.separatorsCopiesOf', { n: index + 1 })}
              value={row.copies}
              min={1}
              max={mostCopies}
              precision={0}
              onChange={(copies) => change(row.key, { copies: copies ?? 1 })}
            />
            {rows.length > 1 ? (
              <IconButton
                icon={<X {...iconProps} />}
                label={t('intake.separatorsRemove', { n: index + 1 })}
                onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
              />
            ) : (
              <span />
            )}
          </Fragment>
        ))}
      </div>
      <div className="separators-more">
        <Button look="link" disabled={rows.length >= mostRows} onClick={add}>
          {t('intake.separatorsAdd')}
        </Button>
      </div>
      <p className="m-note">{t('intake.separatorsNote')}</p>
    </Dialog>
  );
}
