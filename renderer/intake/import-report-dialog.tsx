import { Segmented } from 'antd';
import { useState } from 'react';
import type { ImportFile, ImportSummary } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { errorTitle } from '../app/error-words.ts';
import { client } from '../app/session.ts';
import { announce, attempt, showError } from '../app/shell-state.ts';
import { CallError } from '../app/client.ts';
import { useWindowedRows } from '../app/windowed-rows.ts';
import { bytes, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/marks.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { showDocument } from './show-document.ts';

type Outcome = ImportFile['outcome'];
type View = 'all' | 'imported' | 'duplicate' | 'refused' | 'pending';

/** What became of every file of an import, and what can still be done about it. */
export function ImportReportDialog(props: {
  readonly summary: ImportSummary;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}) {
  const { id } = props.summary;
  const imports = useCall(
    'intake.imports',
    { offset: 0, limit: 200 },
    { tables: ['import_file', 'import'] },
  );
  const summary = imports.data?.imports.find((each) => each.id === id) ?? props.summary;
  const [view, setView] = useState<View>(
    summary.refused > 0 ? 'refused' : summary.duplicates > 0 ? 'duplicate' : 'all',
  );
  const [active, setActive] = useState(0);
  const outcomes: Outcome[] = view === 'all' ? [] : [view];
  const rows = useWindowedRows<ImportFile>(
    `report ${id} ${view}`,
    async (offset, limit) => {
      const answer = await client.call('intake.files', {
        id,
        ...(outcomes.length > 0 ? { outcomes } : {}),
        offset,
        limit,
      });
      return { total: answer.total, rows: answer.files };
    },
    ['import_file', 'document'],
  );
  const show = (file: ImportFile): void => {
    const target = file.documentId ?? file.duplicateOf?.id;
    if (target === undefined || target === null) return;
    props.onClose();
    void showDocument(target);
  };
  const options = views(summary);
  return (
    <Dialog
      title={t('intake.reportTitle', { title: summary.title })}
      width={860}
      onClose={props.onClose}
      footer={
        <Button large data-default onClick={props.onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      <Segmented<View>
        aria-label={t('intake.report')}
        value={view}
        options={options}
        onChange={(next) => {
          setView(next);
          setActive(0);
        }}
      />
      <div className="report-list">
        <VirtualList
          plain
          label={t('intake.report')}
          count={rows.total ?? 0}
          rowHeight={52}
          active={active}
          onActive={setActive}
          onVisible={rows.request}
          empty={
            rows.total === 0 ? <p className="m-empty-small">{t('intake.reportNone')}</p> : null
          }
          renderRow={(index) => {
            const file = rows.row(index);
            return file ? <ReportRow file={file} readOnly={props.readOnly} onShow={show} /> : null;
          }}
        />
      </div>
    </Dialog>
  );
}

function views(summary: ImportSummary): { value: View; label: string }[] {
  return [
    { value: 'all', label: t('intake.reportAll', { count: summary.files }) },
    { value: 'imported', label: t('intake.reportImported', { count: summary.imported }) },
    { value: 'duplicate', label: t('intake.reportDuplicates', { count: summary.duplicates }) },
    { value: 'refused', label: t('intake.reportRefused', { count: summary.refused }) },
    ...(summary.pending > 0
      ? [
          {
            value: 'pending' as const,
            label: t('intake.reportPending', { count: summary.pending }),
          },
        ]
      : []),
  ];
}

function ReportRow(props: {
  readonly file: ImportFile;
  readonly readOnly: boolean;
  readonly onShow: (file: ImportFile) => void;
}) {
  const { file } = props;
  const name = file.path.split('/').at(-1) ?? file.path;
  const target = file.documentId ?? file.duplicateOf?.id ?? null;
  return (
    <div className="report-row">
      <div className="report-name">
        <div className="m-cut" title={file.path}>
          {file.path}
        </div>
        <div className="report-outcome m-cut">
          <OutcomeWords file={file} />
        </div>
      </div>
      <span className="report-bytes">{bytes(file.bytes)}</span>
      {target === null ? null : (
        <Button look="link" onClick={() => props.onShow(file)}>
          {t('intake.openDocument')}
        </Button>
      )}
      {file.canKeep && !props.readOnly ? (
        <Button onClick={() => void keep(file, name)}>
          {file.outcome === 'duplicate' ? t('intake.keepDuplicate') : t('intake.keepRefused')}
        </Button>
      ) : null}
    </div>
  );
}

function OutcomeWords({ file }: { readonly file: ImportFile }) {
  switch (file.outcome) {
    case 'imported':
      return file.code ? <Trouble>{errorTitle(file.code)}</Trouble> : t('intake.outcomeImported');
    case 'pending':
      return t('intake.outcomePending');
    case 'skipped':
      return t('intake.outcomeSkipped');
    case 'refused':
      return (
        <Trouble>
          {file.code
            ? t('intake.outcomeRefused', { reason: errorTitle(file.code) })
            : t('intake.outcomeSkipped')}
        </Trouble>
      );
    case 'duplicate': {
      const other = file.duplicateOf;
      if (!other) return t('intake.outcomeDuplicateGone');
      return other.trashed
        ? t('intake.outcomeDuplicateTrash', { title: other.title })
        : t('intake.outcomeDuplicate', { title: other.title });
    }
  }
}

async function keep(file: ImportFile, name: string): Promise<void> {
  const result = await attempt(client.call('intake.keepAnyway', { files: [file.id] }));
  if (!result) return;
  const [failed] = result.failed;
  if (failed) showError(new CallError(failed.error), { affected: name });
  else announce(t('intake.keptAnyway', { name }));
}
