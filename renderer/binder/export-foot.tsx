import { Check } from 'lucide-react';
import { useState } from 'react';
import type { BinderReport, DocumentId, Failure } from '../../main/contract/index.ts';
import { errorTitle } from '../app/error-words.ts';
import { jobShare } from '../app/job-words.ts';
import { useCall } from '../app/data.ts';
import { t, timeLeft } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps, Trouble } from '../ui/marks.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { binding } from './binder-state.ts';
import { doneWords, type Exporting } from './use-export.ts';
import { VolumeActions } from './volume-actions.tsx';

interface ExportFootProps {
  readonly exporting: Exporting;
  readonly canExport: boolean;
}

/** Bottom of the options: the red button, then how far it is, then what came of it. */
export function ExportFoot({ exporting, canExport }: ExportFootProps): React.ReactElement {
  const { running, report, failure } = exporting;
  if (running) {
    const share = jobShare(running);
    return (
      <div className="binder-foot" role="group" aria-label={t('binder.exporting')}>
        <div className="binder-foot-head">
          <strong>{t('binder.exporting')}</strong>
          <span>{running.remainingMs !== null && timeLeft(running.remainingMs)}</span>
        </div>
        <ProgressBar share={share} label={t('binder.exporting')} />
        <div className="binder-foot-line">
          <span>
            {running.total !== null &&
              t('binder.exportPages', { done: running.done, total: running.total })}
          </span>
          <span className="m-cut">{running.current}</span>
        </div>
        <div className="binder-foot-actions">
          <Button large onClick={exporting.cancel}>
            {t('binder.cancelExport')}
          </Button>
        </div>
        <p className="m-note">{t('binder.cancelNote')}</p>
      </div>
    );
  }
  return (
    <div className="binder-foot">
      {failure !== null && (
        <p className="binder-foot-failure">
          <Trouble>{failure}</Trouble>
        </p>
      )}
      {failure === null && report && <ReportView report={report} />}
      <div className="binder-foot-actions">
        <Button
          large
          look="primary"
          keys="Ctrl+E"
          className="binder-export"
          disabled={!canExport}
          onClick={exporting.start}
        >
          {t('binder.export')}
        </Button>
      </div>
    </div>
  );
}

function ReportView({ report }: { readonly report: BinderReport }): React.ReactElement {
  const fonts: readonly Notice[] = report.notEmbedded.map(({ id, fonts: names }) => ({
    id,
    words: names.join(', '),
  }));
  const seals: readonly Notice[] = report.signed.map(({ id, name, sha256 }) => ({
    id,
    words: t('binder.sealOf', { name, hash: sha256.slice(0, 12) }),
  }));
  return (
    <div className="binder-report">
      <div className="binder-foot-line">
        <strong className="binder-done">
          <Check {...iconProps} />
          {doneWords(report)}
        </strong>
      </div>
      {report.volumes.map((volume) => (
        <div key={volume.name} className="binder-foot-line">
          <span className="m-cut" title={volume.path}>
            {volume.name}
          </span>
          <VolumeActions name={volume.name} />
        </div>
      ))}
      {report.volumes.map(({ name, insteadOf }) =>
        insteadOf === null ? null : (
          <p key={name} className="m-note">
            {t('binder.insteadOf', { name, taken: insteadOf })}
          </p>
        ),
      )}
      <Notices
        title={t('binder.placeholderList', { count: report.placeholders.length })}
        notices={report.placeholders.map(placed)}
        trouble
      />
      <Notices
        title={t('binder.failedList', { count: report.failed.length })}
        notices={report.failed.map(asNotice)}
        trouble
      />
      <Notices
        title={t('binder.rasterisedList', { count: report.rasterised.length })}
        notices={report.rasterised.map(placed)}
      />
      <Notices title={t('binder.fontsList', { count: fonts.length })} notices={fonts} />
      <Notices title={t('binder.sealsList', { count: seals.length })} notices={seals} />
    </div>
  );
}

interface Notice {
  readonly id?: number | undefined;
  readonly path?: string | undefined;
  readonly page?: number;
  readonly words: string;
}

const asNotice = (failure: Failure): Notice => ({
  id: failure.id,
  path: failure.path,
  words: errorTitle(failure.code),
});
const placed = (failure: Failure & { readonly page: number }): Notice => ({
  ...asNotice(failure),
  page: failure.page,
});

function Notices(props: {
  readonly title: string;
  readonly notices: readonly Notice[];
  readonly trouble?: boolean;
}): React.ReactElement | null {
  const [open, setOpen] = useState(false);
  const { notices } = props;
  if (notices.length === 0) return null;
  return (
    <>
      <div className="binder-foot-line">
        {props.trouble ? <Trouble>{props.title}</Trouble> : <span>{props.title}</span>}
        <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'binder.hide' : 'binder.details')}
        </Button>
      </div>
      {open && (
        <ul className="binder-notices m-scroll" tabIndex={0} aria-label={props.title}>
          {notices.map((notice, index) => (
            <li key={index}>
              <NoticeName notice={notice} />
              <span className="m-note">{notice.words}</span>
              {notice.page !== undefined && (
                <Button look="link" onClick={() => binding.set({ page: notice.page ?? 1 })}>
                  {t('binder.atPage', { page: String(notice.page) })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function NoticeName({ notice }: { readonly notice: Notice }): React.ReactElement {
  if (notice.id !== undefined) return <DocumentName id={notice.id as DocumentId} />;
  return <span className="m-cut">{notice.path}</span>;
}

function DocumentName({ id }: { readonly id: DocumentId }): React.ReactElement {
  const { data } = useCall('catalog.get', { id });
  return (
    <span className="m-cut" title={data?.row.title}>
      {data?.row.title}
    </span>
  );
}
