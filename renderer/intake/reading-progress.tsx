import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { Job, OpenArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { errorTitle } from '../app/error-words.ts';
import { isUnderWay, jobShare, jobWord, paceWords } from '../app/job-words.ts';
import { client, session, setPreferences } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Trouble, iconProps } from '../ui/marks.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { ReadingFailedDialog } from './reading-failed-dialog.tsx';

/** Above the stack: how far reading is, how fast, what could not be read. */
export function ReadingProgress({ archive }: { readonly archive: OpenArchive }) {
  const job = useStore(session, (state) =>
    state.jobs.find((each) => each.kind === 'read' && isUnderWay(each)),
  );
  const status = useCall('reading.status', {}, { tables: ['page', 'original', 'part'] }).data;
  const [list, setList] = useState(false);
  const failed = status?.failed ?? 0;
  const resting =
    !job && status !== undefined && !status.automatic && status.waiting > 0 && !archive.readOnly;
  useCommand('reading.failed', null, () => setList(true), {
    label: t('intake.failedTitle'),
    when: failed > 0,
  });
  useCommand('reading.pause', null, () => job && toggle(job), {
    label: job?.state === 'paused' ? t('intake.readingResume') : t('intake.readingPause'),
    when: job !== undefined && job.canPause,
  });
  if (!job && failed === 0 && !resting) return null;
  return (
    <div className="inbox-head inbox-reading">
      {job ? <JobLine job={job} /> : null}
      {resting ? (
        <div className="inbox-head-line">
          <strong>{t('intake.readingOff', { count: status.waiting })}</strong>
          <Button
            look="link"
            onClick={() => void attempt(setPreferences({ readAutomatically: true }))}
          >
            {t('intake.readingOn')}
          </Button>
        </div>
      ) : null}
      {failed > 0 ? (
        <div className="inbox-head-line inbox-head-failed">
          <Trouble>{t('intake.failedPages', { count: failed })}</Trouble>
          <Button look="link" onClick={() => setList(true)}>
            {t('intake.failedShow')}
          </Button>
        </div>
      ) : null}
      {list ? (
        <ReadingFailedDialog readOnly={archive.readOnly} onClose={() => setList(false)} />
      ) : null}
    </div>
  );
}

const toggle = (job: Job): void =>
  void attempt(client.call(job.state === 'paused' ? 'jobs.resume' : 'jobs.pause', { id: job.id }));

function JobLine({ job }: { readonly job: Job }) {
  const paused = job.state === 'paused';
  return (
    <section aria-label={jobWord(job)}>
      <div className="inbox-head-line">
        <strong>{jobWord(job)}</strong>
        <span>{paused && job.error ? errorTitle(job.error.code) : paceWords(job)}</span>
        {job.canPause ? (
          <IconButton
            icon={paused ? <Play {...iconProps} /> : <Pause {...iconProps} />}
            label={paused ? t('intake.readingResume') : t('intake.readingPause')}
            onClick={() => toggle(job)}
          />
        ) : null}
      </div>
      <ProgressBar share={jobShare(job)} label={jobWord(job)} />
    </section>
  );
}
