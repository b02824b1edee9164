import { useState } from 'react';
import type { ImportSummary, Job, OpenArchive } from '../../main/contract/index.ts';
import { jobShare } from '../app/job-words.ts';
import { useCall } from '../app/data.ts';
import { errorTitle } from '../app/error-words.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { middle, t, timeLeft } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/marks.tsx';
import { ProgressCard } from '../ui/progress.tsx';
import { uploading } from './upload.ts';

/** Above the stack: files on their way, and imports that were not finished. */
export function ImportProgress({ archive }: { readonly archive: OpenArchive }) {
  const jobs = useStore(session, (state) => state.jobs);
  const upload = useStore(uploading, (state) => state.current);
  const imports = useCall(
    'intake.imports',
    { offset: 0, limit: 50 },
    { tables: ['import', 'import_file'] },
  );
  const running = jobs.filter(
    (job) => job.kind === 'import' && (job.state === 'running' || job.state === 'paused'),
  );
  const stopped =
    running.length > 0
      ? []
      : (imports.data?.imports ?? []).filter(
          (each) => each.state === 'stopped' && each.pending > 0,
        );
  if (!upload && running.length === 0 && stopped.length === 0) return null;
  return (
    <div className="inbox-head">
      {upload ? (
        <ProgressCard
          title={t('intake.uploading', { done: upload.done, total: upload.total })}
          share={upload.totalBytes > 0 ? upload.doneBytes / upload.totalBytes : null}
          current={upload.title}
          onCancel={upload.cancel}
        />
      ) : null}
      {running.map((job) => (
        <ImportCard key={job.id} job={job} />
      ))}
      {archive.readOnly
        ? null
        : stopped.map((summary) => <StoppedImport key={summary.id} summary={summary} />)}
    </div>
  );
}

function ImportCard({ job }: { readonly job: Job }) {
  const ask = (name: 'jobs.pause' | 'jobs.resume' | 'jobs.cancel'): void =>
    void attempt(client.call(name, { id: job.id }));
  return (
    <ProgressCard
      title={importWords(job)}
      timeLeft={
        job.remainingMs !== null && job.state === 'running' ? timeLeft(job.remainingMs) : undefined
      }
      share={jobShare(job)}
      current={job.current ? middle(job.current, 30) : job.title}
      failures={
        job.state === 'paused' && job.error ? (
          <Trouble>{errorTitle(job.error.code)}</Trouble>
        ) : job.failures > 0 ? (
          <Trouble>{t('intake.notTaken', { count: job.failures })}</Trouble>
        ) : undefined
      }
      paused={job.state === 'paused'}
      onPause={job.canPause ? () => ask('jobs.pause') : undefined}
      onResume={job.canPause ? () => ask('jobs.resume') : undefined}
      onCancel={() => ask('jobs.cancel')}
      cancelNote={t('intake.cancelNote')}
    />
  );
}

function importWords(job: Job): string {
  if (job.total === null) return t('intake.importCounting', { count: job.done });
  const figures = { done: job.done, total: job.total };
  return job.state === 'paused'
    ? t('intake.importPaused', figures)
    : t('intake.importing', figures);
}

function StoppedImport({ summary }: { readonly summary: ImportSummary }) {
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <section className="m-progress-card" aria-label={summary.title}>
      <Trouble>{t('intake.unfinished', { title: summary.title, count: summary.pending })}</Trouble>
      <div className="m-progress-actions">
        <Button
          disabled={busy}
          onClick={() => void act(() => attempt(client.call('intake.resume', { id: summary.id })))}
        >
          {t('intake.goOn')}
        </Button>
        <Button
          disabled={busy}
          onClick={() =>
            void act(async () => {
              const done = await attempt(client.call('intake.giveUp', { id: summary.id }));
              if (done) announce(t('intake.gaveUp'));
            })
          }
        >
          {t('intake.giveUp')}
        </Button>
      </div>
    </section>
  );
}
