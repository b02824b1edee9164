import { useState } from 'react';
import type { DocumentDetail, DocumentPatch } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/marks.tsx';
import { secrecyStop, valueOf } from './draft.ts';
import { confirmMany } from './inbox-actions.ts';

const most = 300;

/** What each document will become, then one confirmation for all of them. */
export function ConfirmManyDialog(props: {
  readonly details: readonly DocumentDetail[];
  readonly patch?: DocumentPatch;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}) {
  const { patch = {} } = props;
  const tree = useCall('catalog.tree', {}, { tables: ['category'] });
  const [busy, setBusy] = useState(false);
  const filed = props.details.filter((detail) => secrecyStop(detail, patch) === null);
  const stopped = props.details.length - filed.length;
  const details = filed.slice(0, most);
  const category = (detail: DocumentDetail): string => {
    const id = valueOf(detail, patch, 'categoryId');
    return tree.data?.categories.find((each) => Number(each.id) === id)?.name ?? '';
  };
  const unready = details.filter(
    (detail) =>
      valueOf(detail, patch, 'year') === null || valueOf(detail, patch, 'categoryId') === null,
  ).length;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const done = await confirmMany(
      details.map((detail) => detail.row.id),
      patch,
    );
    setBusy(false);
    if (!done) return;
    props.onDone?.();
    props.onClose();
  };
  return (
    <Dialog
      title={t('intake.previewTitle', { count: details.length })}
      width={820}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={busy || details.length === 0}
            onClick={() => void confirm()}
          >
            {t('intake.previewYes', { count: details.length })}
          </Button>
        </>
      }
    >
      <p>{t('intake.previewIntro')}</p>
      {filed.length > most ? <p>{t('intake.previewMore', { count: most })}</p> : null}
      {stopped > 0 ? (
        <p>
          <Trouble>{t('intake.previewStopped', { count: stopped })}</Trouble>
        </p>
      ) : null}
      {unready > 0 ? (
        <p>
          <Trouble>{t('intake.previewUnready', { count: unready })}</Trouble>
        </p>
      ) : null}
      <div className="preview-scroll" tabIndex={0}>
        <table className="preview-table">
          <thead>
            <tr>
              <th scope="col">{t('catalog.title')}</th>
              <th scope="col">{t('catalog.year')}</th>
              <th scope="col">{t('catalog.category')}</th>
              <th scope="col">{t('catalog.referenceNumber')}</th>
              <th scope="col">{t('catalog.date')}</th>
            </tr>
          </thead>
          <tbody>
            {details.map((detail) => (
              <tr key={detail.row.id}>
                <td>{valueOf(detail, patch, 'title') ?? detail.row.title}</td>
                <td>{valueOf(detail, patch, 'year')}</td>
                <td>{category(detail)}</td>
                <td className="preview-fixed">{valueOf(detail, patch, 'referenceNumber')}</td>
                <td className="preview-fixed">{valueOf(detail, patch, 'date')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
