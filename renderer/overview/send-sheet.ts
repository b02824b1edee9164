import {
  writtenSheet,
  type ChecklistId,
  type SentSheet,
  type WrittenSheet,
} from '../../main/contract/index.ts';
import { endOf } from '../app/job-end.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt, type NoticeAction } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';

/**
 * Writes a sheet of a checklist into the exports folder, then offers to open or download it. A
 * failure is shown by whoever follows the jobs.
 */
export async function sendSheet(id: ChecklistId, sheet: SentSheet): Promise<void> {
  const started = await attempt(client.call('checklistSheets.write', { id, sheet }));
  if (!started) return;
  announce(t('overview.making'));
  const job = await endOf(started.job);
  const written = writtenSheet.safeParse(job.result);
  if (job.state !== 'done' || !written.success) return;
  if (written.data.files === 0) announce(t('overview.nothingMissing'));
  else announce(doneWords(written.data), null, actionsFor(written.data.name));
}

const doneWords = ({ name, files }: WrittenSheet): string =>
  files === 1 ? t('overview.made', { name }) : t('overview.madeMany', { count: files, name });

/** What can be done with a file in the exports folder. */
export function actionsFor(name: string): readonly NoticeAction[] {
  const desktop = session.get().program?.host === 'desktop';
  const open = {
    label: desktop ? t('overview.openFile') : t('overview.download'),
    run: () => void openSheet(name),
  };
  const reveal = {
    label: t('overview.showFile'),
    run: () => void attempt(client.call('checklistSheets.reveal', { name })),
  };
  return desktop ? [open, reveal] : [open];
}

/** Opens what was written: in the system's program, or where the host cannot, as a download. */
async function openSheet(name: string): Promise<void> {
  const answer = await attempt(client.call('checklistSheets.open', { name }));
  if (answer?.address) window.open(answer.address, '_blank', 'noopener');
}
