import { Check, Minus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallResult, Job, OpenArchive, VerifyReport } from '../../main/contract/index.ts';
import { isUnderWay, jobShare } from '../app/job-words.ts';
import { useCall } from '../app/data.ts';
import { client, session } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { bytes, moment, number, t, timeLeft } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { WarnSign, iconProps } from '../ui/marks.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { VerifyReportDialog } from './verify-report-dialog.tsx';

type Health = CallResult<'keeping.health'>;
type Sign = 'good' | 'warn' | 'unknown';

/** Whether the archive is sound: backup, originals, disk, history; and the check that finds out. */
export function HealthPanel({ archive }: { readonly archive: OpenArchive }) {
  const health = useCall('keeping.health', {}, { tables: ['*'] });
  const jobs = useStore(session, (state) => state.jobs);
  const desktop = useStore(session, (state) => state.program?.host === 'desktop');
  const [asked, setAsked] = useState<Job['id'] | null>(null);
  const running = jobs.find((job) => job.kind === 'verify' && isUnderWay(job));
  const rebuilding = jobs.find((job) => job.kind === 'reindex' && isUnderWay(job));
  const finished = jobs.find((job) => job.id === asked && job.state === 'done');
  const { refetch } = health;
  useEffect(() => {
    if (finished) refetch();
  }, [finished, refetch]);
  const verify = async (): Promise<void> => {
    const started = await attempt(client.call('keeping.verify', {}));
    if (started) setAsked(started.job);
  };
  const reindex = (): void => {
    setAsked(null);
    void attempt(client.call('search.rebuild', {}));
  };
  return (
    <section>
      <div className="side-head">
        <h3>{t('keeping.health')}</h3>
        <div className="m-toolbar-gap" />
        {desktop ? (
          <Button look="link" onClick={() => void attempt(client.call('keeping.backup', {}))}>
            {t('keeping.backupNow')}
          </Button>
        ) : null}
        <Button look="link" disabled={!!running || archive.readOnly} onClick={() => void verify()}>
          {t('keeping.verifyNow')}
        </Button>
      </div>
      {running ? <Working job={running} words={t('keeping.verifying')} /> : null}
      {rebuilding ? <Working job={rebuilding} words={t('keeping.reindexing')} /> : null}
      {health.data ? <HealthLines health={health.data} /> : null}
      {finished ? (
        <VerifyReportDialog
          report={finished.result as VerifyReport}
          onReindex={archive.readOnly ? null : reindex}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </section>
  );
}

function Working({ job, words }: { readonly job: Job; readonly words: string }) {
  return (
    <div className="side-job">
      <div className="m-progress-head">
        <strong>
          {words} {number(job.done)}
          {job.total === null ? '' : ` / ${number(job.total)}`}
        </strong>
        <span>{job.remainingMs === null ? '' : timeLeft(job.remainingMs)}</span>
      </div>
      <ProgressBar share={jobShare(job)} label={words} />
    </div>
  );
}

function HealthLines({ health }: { readonly health: Health }) {
  return (
    <div>
      <Line
        sign={health.lastBackupAt ? 'good' : 'unknown'}
        name={t('keeping.healthBackup')}
        value={
          health.lastBackupAt
            ? t('keeping.healthBackupValue', {
                when: moment(health.lastBackupAt),
                count: health.backups,
              })
            : t('keeping.healthBackupNone')
        }
      />
      <Line
        sign={health.lastVerifyOk === null ? 'unknown' : health.lastVerifyOk ? 'good' : 'warn'}
        name={t('keeping.healthOriginals')}
        value={originalsWords(health)}
      />
      <Line sign="good" name={t('keeping.healthSize')} value={bytes(health.originalBytes)} />
      <Line
        sign={
          health.freeBytes === null ? 'unknown' : health.freeBytes < 2 * 1024 ** 3 ? 'warn' : 'good'
        }
        name={t('keeping.healthDisk')}
        value={
          health.freeBytes === null
            ? t('keeping.healthDiskUnknown')
            : t('keeping.healthDiskValue', { bytes: bytes(health.freeBytes) })
        }
      />
      <Line
        sign="good"
        name={t('keeping.healthHistory')}
        value={t('keeping.healthHistoryValue', { count: health.operations })}
      />
    </div>
  );
}

function originalsWords(health: Health): string {
  const count = health.originals;
  if (!health.lastVerifyAt) return t('keeping.healthOriginalsNever', { count });
  const when = moment(health.lastVerifyAt);
  return health.lastVerifyOk
    ? t('keeping.healthOriginalsGood', { count, when })
    : t('keeping.healthOriginalsBad', { count, when });
}

function Line(props: { readonly sign: Sign; readonly name: string; readonly value: string }) {
  return (
    <div className="side-line">
      {props.sign === 'warn' ? (
        <WarnSign />
      ) : props.sign === 'good' ? (
        <Check {...iconProps} color="var(--ok)" />
      ) : (
        <Minus {...iconProps} color="var(--ink-3)" />
      )}
      <span>{props.name}</span>
      <span className="m-cut" title={props.value}>
        {props.value}
      </span>
    </div>
  );
}
