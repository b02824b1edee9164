import { Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { CategoryId, ImportOptions } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { rememberScreen, rememberedScreen } from '../app/session.ts';
import { shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { CategoryPicker } from '../catalog/category-picker.tsx';
import { bytes, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ChoiceControl } from './field-controls.tsx';
import { chooseSource, importSource, type ImportSource } from './import-sources.ts';
import { yearChoices } from './known-values.ts';
import { startImport } from './upload.ts';

/** What to take in, and what to set on all of it; Enter starts. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const source = useStore(importSource, (state) => state.source);
  const collecting = useStore(importSource, (state) => state.collecting);
  const tree = useCall('catalog.tree', {}, { tables: ['category'] });
  const [year, setYear] = useState<string | null>(null);
  const [category, setCategory] = useState<CategoryId | null>(null);
  const [asDocument, setAsDocument] = useState(rememberedScreen('import.folder') === true);
  const [confirm, setConfirm] = useState(false);
  useEffect(() => () => importSource.set({ source: null, collecting: null }), []);
  const years = (tree.data?.years ?? []).flatMap((each) => (each.year === null ? [] : [each.year]));
  const empty = source?.kind === 'files' && source.files.length === 0;

  const start = (): void => {
    if (!source || empty) return;
    const options: ImportOptions = {
      ...(year === null ? {} : { year: Number(year) }),
      ...(category === null ? {} : { categoryId: category }),
      ...(asDocument ? { folderAsDocument: true } : {}),
      ...(confirm ? { confirm: true } : {}),
    };
    rememberScreen('import.folder', asDocument);
    onClose();
    void startImport(source, options);
  };
  return (
    <Dialog
      key={source ? 'ready' : 'choose'}
      title={t('intake.importTitle')}
      width={560}
      onClose={onClose}
      footerStart={
        <Button look="link" onClick={() => shell.set({ dialog: 'separators' })}>
          {t('intake.separatorsCommand')}
        </Button>
      }
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            {...(source ? { 'data-default': true } : {})}
            disabled={!source || empty}
            onClick={start}
          >
            {t('intake.start')}
          </Button>
        </>
      }
    >
      {source || collecting !== null ? null : <p>{t('intake.importIntro')}</p>}
      <div className="import-choose">
        <Button
          large
          {...(source ? {} : { 'data-default': true })}
          onClick={() => void chooseSource('files')}
        >
          {t('intake.chooseFiles')}
        </Button>
        <Button large onClick={() => void chooseSource('folder')}>
          {t('intake.chooseFolder')}
        </Button>
      </div>
      {source || collecting !== null ? (
        <p className="import-chosen" role="status">
          {empty ? t('intake.nothingChosen') : sourceWords(source, collecting ?? 0)}
        </p>
      ) : null}
      <h3 className="form-section">{t('intake.options')}</h3>
      <div className="form">
        <label htmlFor="import-year">{t('intake.optionYear')}</label>
        <ChoiceControl
          id="import-year"
          value={year}
          options={yearChoices(years)}
          noneLabel={t('intake.optionAuto')}
          check={(typed) => /^(19|2\d)\d\d$/.test(typed)}
          onChange={setYear}
        />
        <span className="form-label">{t('intake.optionCategory')}</span>
        <CategoryPicker
          label={t('intake.optionCategory')}
          categories={tree.data?.categories ?? []}
          value={category}
          noneLabel={t('intake.optionAuto')}
          onChange={setCategory}
        />
        <span />
        <div className="import-checks">
          <Checkbox checked={asDocument} onChange={(event) => setAsDocument(event.target.checked)}>
            {t('intake.optionFolderAsDocument')}
          </Checkbox>
          <Checkbox checked={confirm} onChange={(event) => setConfirm(event.target.checked)}>
            {t('intake.optionConfirm')}
          </Checkbox>
        </div>
      </div>
    </Dialog>
  );
}

function sourceWords(source: ImportSource | null, collecting: number): string {
  if (!source) return t('intake.collecting', { count: collecting });
  if (source.kind === 'files') {
    const total = source.files.reduce((sum, { file }) => sum + file.size, 0);
    return t('intake.chosenFiles', { count: source.files.length, bytes: bytes(total) });
  }
  return source.names.length > 0
    ? t('intake.chosenPlaces', { names: source.names.slice(0, 5).join(t('app.list')) })
    : t('intake.chosenPlacesCount', { count: source.places.length });
}
