import { writtenSummary, type SummaryRequest } from '../../main/contract/index.ts';
import { endOf } from '../app/job-end.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { actionsFor } from './send-sheet.ts';

/**
 * Drafts the summary of a year into the exports folder, then offers to open or download it. A failure
 * is shown by whoever follows the jobs.
 */
export async function draftSummary(request: SummaryRequest): Promise<void> {
  const started = await attempt(client.call('checklistSummary.draft', request));
  if (!started) return;
  announce(t('summary.making'));
  const job = await endOf(started.job);
  const written = writtenSummary.safeParse(job.result);
  if (job.state !== 'done' || !written.success) return;
  const { name, sources, blanks } = written.data;
  announce(t('summary.made', { name, sources, blanks }), null, actionsFor(name));
}
