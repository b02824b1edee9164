import type { VerifyReport } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/marks.tsx';

/** What the check found, in five lines; troubles are named one by one. */
export function VerifyReportDialog(props: {
  readonly report: VerifyReport;
  /** null: the archive cannot be changed. */
  readonly onReindex: (() => void) | null;
  readonly onClose: () => void;
}) {
  const { report, onReindex } = props;
  const consistent = t('keeping.reportConsistent');
  return (
    <Dialog
      title={t('keeping.reportTitle')}
      onClose={props.onClose}
      footer={
        <Button large data-default onClick={props.onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      <p>
        {report.ok ? (
          t('keeping.reportGood', { count: report.originals })
        ) : (
          <Trouble>{t('keeping.reportBad')}</Trouble>
        )}
      </p>
      <dl className="m-facts verify-facts">
        <dt>{t('keeping.reportOriginals')}</dt>
        <dd>
          {report.bad.length + report.missing.length === 0
            ? t('keeping.reportOriginalsGood', { count: report.originals })
            : null}
          <Paths
            words={t('keeping.reportDamaged', { count: report.bad.length })}
            paths={report.bad.map(({ path }) => path)}
          />
          <Paths
            words={t('keeping.reportMissing', { count: report.missing.length })}
            paths={report.missing.map(({ path }) => path)}
          />
        </dd>
        <dt>{t('keeping.reportCatalogue')}</dt>
        <dd>
          {report.catalogue.ok ? consistent : <Trouble>{report.catalogue.problems[0]}</Trouble>}
        </dd>
        <dt>{t('keeping.reportIndex')}</dt>
        <dd>
          {report.index.ok ? (
            consistent
          ) : (
            <Trouble>
              {report.index.wrong.length === 0
                ? t('keeping.reportIndexUnreadable')
                : t('keeping.reportIndexBad', { count: report.index.wrong.length })}
            </Trouble>
          )}
          {report.index.ok || onReindex === null ? null : (
            <div className="verify-mend">
              <Button onClick={onReindex}>{t('keeping.reindex')}</Button>
              <span className="m-note">{t('keeping.reportIndexDo')}</span>
            </div>
          )}
        </dd>
        <dt>{t('keeping.reportChain')}</dt>
        <dd>
          {report.chain.ok ? (
            t('keeping.reportChainGood')
          ) : (
            <Trouble>
              {t('keeping.reportChainBad', { id: String(report.chain.brokenAt ?? '') })}
            </Trouble>
          )}
        </dd>
        <dt>{t('keeping.reportStrays')}</dt>
        <dd>
          {report.strays.length === 0
            ? t('keeping.reportStraysNone')
            : t('keeping.reportStraysSome', { count: report.strays.length })}
        </dd>
      </dl>
      {report.bad.length + report.missing.length > 0 ? (
        <p className="m-note">{t('keeping.reportDo')}</p>
      ) : null}
    </Dialog>
  );
}

function Paths(props: { readonly words: string; readonly paths: readonly string[] }) {
  if (props.paths.length === 0) return null;
  return (
    <>
      <Trouble>{props.words}</Trouble>
      <ul className="backup-names">
        {props.paths.slice(0, 20).map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </>
  );
}
