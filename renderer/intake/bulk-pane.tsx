import { useState } from 'react';
import type {
  CategoryId,
  DocumentDetail,
  DocumentId,
  DocumentPatch,
  OpenArchive,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { CategoryPicker } from '../catalog/category-picker.tsx';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmManyDialog } from './confirm-many-dialog.tsx';
import { ChoiceControl } from './field-controls.tsx';
import { yearChoices } from './known-values.ts';

const most = 300;

/** Several documents of the stack at once: a year and a category for all, then confirm. */
export function BulkPane(props: {
  readonly archive: OpenArchive;
  readonly ids: readonly DocumentId[];
  readonly onDone: () => void;
  readonly onDelete: () => void;
}) {
  const tree = useCall('catalog.tree', {}, { tables: ['category'] });
  const [year, setYear] = useState<string | null>(null);
  const [category, setCategory] = useState<CategoryId | null>(null);
  const [preview, setPreview] = useState<readonly DocumentDetail[] | null>(null);
  const [busy, setBusy] = useState(false);
  const years = (tree.data?.years ?? []).flatMap((each) => (each.year === null ? [] : [each.year]));
  const patch: DocumentPatch = {
    ...(year === null ? {} : { year: Number(year) }),
    ...(category === null ? {} : { categoryId: category }),
  };
  const show = async (): Promise<void> => {
    setBusy(true);
    const details = await attempt(
      Promise.all(props.ids.slice(0, most).map((id) => client.call('catalog.get', { id }))),
    );
    setBusy(false);
    if (details) setPreview(details);
  };
  return (
    <>
      <div className="m-toolbar inbox-toolbar">
        <strong>{t('intake.selectedMany', { count: props.ids.length })}</strong>
      </div>
      <div className="inbox-scroll">
        <p className="m-note">{t('intake.bulkHint')}</p>
        <div className="inbox-form inbox-bulk">
          <div className="inbox-field inbox-year">
            <label htmlFor="bulk-year">{t('catalog.year')}</label>
            <ChoiceControl
              id="bulk-year"
              value={year}
              options={yearChoices(years)}
              noneLabel={t('intake.bulkKeep')}
              check={(typed) => /^(19|2\d)\d\d$/.test(typed)}
              onChange={setYear}
            />
          </div>
          <div className="inbox-field inbox-category">
            <span className="inbox-bulk-label">{t('catalog.category')}</span>
            <CategoryPicker
              label={t('catalog.category')}
              categories={tree.data?.categories ?? []}
              value={category}
              noneLabel={t('intake.bulkKeep')}
              onChange={setCategory}
            />
          </div>
        </div>
      </div>
      <div className="inbox-foot inbox-foot-form">
        <Button
          large
          look="primary"
          disabled={props.archive.readOnly || busy}
          onClick={() => void show()}
        >
          {t('intake.bulkConfirm', { count: Math.min(most, props.ids.length) })}
        </Button>
        <Button large disabled={props.archive.readOnly} onClick={props.onDelete}>
          {t('intake.deleteOne')}
        </Button>
      </div>
      {preview ? (
        <ConfirmManyDialog
          details={preview}
          patch={patch}
          onDone={props.onDone}
          onClose={() => setPreview(null)}
        />
      ) : null}
    </>
  );
}
