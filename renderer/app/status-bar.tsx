import { Check } from 'lucide-react';
import type { Job, OpenArchive } from '../../main/contract/index.ts';
import { moment, t, timeLeft } from '../i18n/index.ts';
import { Kbd } from '../ui/kbd.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { iconProps } from '../ui/marks.tsx';
import { WatchStatus } from '../intake/watch-status.tsx';
import { useCall } from './data.ts';
import { isUnderWay, jobShare, jobWord } from './job-words.ts';
import { session } from './session.ts';
import { goTo, notices, shell, status } from './shell-state.ts';
import { useStore } from './store.ts';
import { undo } from './undo.ts';

/** Selection and keys of this place (or what was just done), work under way, backup, user. */
export function StatusBar(props: { readonly archive: OpenArchive }) {
  const notice = useStore(notices, (state) => state.notice);
  const text = useStore(status, (state) => state.text);
  const keys = useStore(status, (state) => state.keys);
  const program = useStore(session, (state) => state.program);
  const health = useCall('keeping.health', {}, { tables: ['*'] });
  const user = program?.preferences.userName || program?.user;
  return (
    <footer className="statusbar">
      <div className="statusbar-notice" role="status" aria-live="polite">
        {notice ? (
          <div className="notice" key={notice.id}>
            <Check {...iconProps} />
            <span>{notice.text}</span>
            {notice.operation ? (
              <button type="button" onClick={() => void undo(notice.operation ?? undefined)}>
                {t('ui.undo')}
              </button>
            ) : null}
            {notice.operation ? <Kbd keys="Ctrl+Z" /> : null}
            {notice.actions.map((action) => (
              <button key={action.label} type="button" onClick={action.run}>
                {action.label}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {notice ? null : <span className="m-cut">{text}</span>}
      <div className="statusbar-keys" aria-hidden>
        {keys.map((hint) => (
          <span key={hint.keys}>
            <Kbd keys={hint.keys} />
            {hint.label}
          </span>
        ))}
      </div>
      <RunningJob />
      <WatchStatus />
      {health.data ? (
        <span>
          {health.data.lastBackupAt
            ? t('app.backedUp', { when: moment(health.data.lastBackupAt) })
            : t('app.neverBackedUp')}
        </span>
      ) : null}
      <span className="m-cut">{user}</span>
      {props.archive.readOnly ? (
        <span className="statusbar-readonly">{t('app.lookOnly')}</span>
      ) : null}
    </footer>
  );
}

function RunningJob() {
  const jobs = useStore(session, (state) => state.jobs);
  const room = useStore(shell, (state) => state.room);
  const underWay = jobs.filter(isUnderWay);
  // Reading runs in the background: other work is told first, and the inbox tells of it itself.
  const reading = room === 'inbox' ? undefined : underWay.find(({ kind }) => kind === 'read');
  const job = underWay.find(({ kind }) => kind !== 'read') ?? reading;
  if (!job) return null;
  return (
    <button type="button" className="statusbar-job" onClick={() => showJob(job)}>
      <ProgressBar share={jobShare(job)} label={jobWord(job)} />
      <span>
        {jobWord(job)}
        {job.remainingMs !== null && job.state === 'running'
          ? t('app.comma') + timeLeft(job.remainingMs)
          : ''}
      </span>
    </button>
  );
}

function showJob(job: Job): void {
  if (job.kind === 'import' || job.kind === 'read') goTo('inbox');
  else if (job.kind === 'binder') goTo('binder');
  else goTo('overview');
}
