import { useState } from 'react';
import type { CallResult } from '../../main/contract/index.ts';
import { errorTitle } from '../app/error-words.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { useWindowedRows } from '../app/windowed-rows.ts';
import { t } from '../i18n/index.ts';
import { readAgain } from '../reading/page-changes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/marks.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { showDocument } from './show-document.ts';

type FailedPage = CallResult<'reading.failed'>['pages'][number];

/** Pages that could not be read: why, a look at them, and another try. */
export function ReadingFailedDialog(props: {
  readonly readOnly: boolean;
  readonly onClose: () => void;
}) {
  const [active, setActive] = useState(0);
  const rows = useWindowedRows<FailedPage>(
    'reading failed',
    async (offset, limit) => {
      const { total, pages } = await client.call('reading.failed', { offset, limit });
      return { total, rows: pages };
    },
    ['page', 'part', 'document'],
  );
  const total = rows.total ?? 0;
  return (
    <Dialog
      title={t('intake.failedTitle')}
      width={720}
      onClose={props.onClose}
      footer={
        <>
          {props.readOnly || total === 0 ? null : (
            <Button large onClick={() => void rows.range(0, total - 1).then(allAgain)}>
              {t('intake.failedAllAgain')}
            </Button>
          )}
          <Button large data-default onClick={props.onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <p>{t('intake.failedIntro')}</p>
      <div className="report-list">
        <VirtualList
          plain
          label={t('intake.failedTitle')}
          count={total}
          rowHeight={52}
          active={active}
          onActive={setActive}
          onVisible={rows.request}
          empty={
            rows.total === 0 ? <p className="m-empty-small">{t('intake.failedNone')}</p> : null
          }
          renderRow={(index) => {
            const row = rows.row(index);
            return row ? <FailedRow row={row} {...props} /> : null;
          }}
        />
      </div>
    </Dialog>
  );
}

function FailedRow(props: {
  readonly row: FailedPage;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}) {
  const { row } = props;
  const show = (): void => {
    props.onClose();
    void showDocument(row.id, row.n);
  };
  return (
    <div className="report-row">
      <div className="report-name">
        <div className="m-cut" title={row.title}>
          {row.title}
        </div>
        <div className="report-outcome m-cut">
          <Trouble>{t('intake.failedPage', { n: row.n, reason: errorTitle(row.code) })}</Trouble>
        </div>
      </div>
      <Button look="link" onClick={show}>
        {t('intake.openDocument')}
      </Button>
      {props.readOnly ? null : (
        <Button onClick={() => void readAgain(row.id, [row.n])}>{t('reading.readAgain')}</Button>
      )}
    </div>
  );
}

/** Every listed page once more, a call for each document. */
async function allAgain(pages: readonly FailedPage[]): Promise<void> {
  const byDocument = Map.groupBy(pages, ({ id }) => id);
  let queued = 0;
  for (const [id, some] of byDocument) {
    const result = await attempt(
      client.call('reading.again', {
        selection: { filter: { place: 'all', ids: [id] } },
        pages: some.map(({ n }) => n).slice(0, 1000),
      }),
    );
    if (!result) return;
    queued += result.pages;
  }
  announce(t('reading.againDone', { count: queued }));
}
