import type { Job } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { CallError } from './client.ts';
import { client } from './session.ts';
import { announce, attempt, goTo, showError } from './shell-state.ts';

/** Says how a job ended, or why it waits: in the status bar, in the error dialog where it failed. */
export function tellEnding(before: Job | undefined, job: Job): void {
  if (before && before.state === job.state) return;
  if (job.state === 'failed' || (job.state === 'paused' && job.error)) return tellFailure(job);
  if (job.state === 'cancelled' && job.kind === 'import') announce(t('intake.importCancelled'));
  if (job.state !== 'done') return;
  if (job.kind === 'import' && !tellWatched(job)) tellImport();
  if (job.kind === 'backup')
    announce(t('keeping.backupDone', { path: textOf(job.result, 'path') }));
  if (job.kind === 'reindex') announce(t('keeping.reindexDone'));
  if (job.kind === 'verify') {
    const ok = typeof job.result === 'object' && job.result !== null && 'ok' in job.result;
    announce(
      ok && Reflect.get(job.result ?? {}, 'ok') === true
        ? t('keeping.verifyDone')
        : t('keeping.verifyDoneBad'),
    );
  }
}

function textOf(result: unknown, key: string): string {
  if (typeof result !== 'object' || result === null) return '';
  const value: unknown = Reflect.get(result, key);
  return typeof value === 'string' ? value : '';
}

/** Files that came by themselves are told by what this job took; true where the job was of those. */
function tellWatched({ result }: Job): boolean {
  const watched: unknown =
    typeof result === 'object' && result !== null ? Reflect.get(result, 'watched') : undefined;
  if (typeof watched !== 'object' || watched === null) return false;
  const count = Number(Reflect.get(watched, 'taken'));
  const rest = Number(Reflect.get(watched, 'refused'));
  if (count > 0 && rest > 0) announce(t('intake.watchTookSome', { count, rest }));
  else if (count > 0) announce(t('intake.watchTook', { count }));
  else if (rest > 0) announce(t('intake.watchRefused', { rest }));
  return true;
}

/** Counts come from the import itself: the job may have been resumed. */
function tellImport(): void {
  void client.call('intake.imports', { offset: 0, limit: 1 }).then(({ imports: [latest] }) => {
    if (!latest) return;
    const rest = latest.duplicates + latest.refused;
    if (latest.imported === 0 && rest > 0) announce(t('intake.importNothing', { rest }));
    else if (rest > 0) announce(t('intake.importDoneSome', { imported: latest.imported, rest }));
    else announce(t('intake.importDone', { imported: latest.imported }));
  });
}

function tellFailure(job: Job): void {
  const error = new CallError({
    code: job.error?.code ?? 'internal',
    message: job.error?.message ?? '',
    details: job.error?.path === undefined ? {} : { path: job.error.path },
  });
  if (job.kind !== 'import') return showError(error);
  const full = job.error?.code === 'disk-full';
  showError(error, {
    ...(full ? { title: t('intake.diskFullTitle') } : {}),
    actions: [
      ...(full ? [{ label: t('intake.openTrash'), run: () => goTo('trash') }] : []),
      {
        label: full ? t('intake.goOnFreed') : t('intake.goOn'),
        primary: true,
        run: () => void goOn(job),
      },
    ],
  });
}

/** Goes on with an import that waits, else with the one that stopped last. */
async function goOn(job: Job): Promise<void> {
  if (job.state === 'paused') {
    await attempt(client.call('jobs.resume', { id: job.id }));
    return;
  }
  const answer = await attempt(client.call('intake.imports', { offset: 0, limit: 20 }));
  const stopped = answer?.imports.find((each) => each.state === 'stopped');
  if (stopped) await attempt(client.call('intake.resume', { id: stopped.id }));
}
