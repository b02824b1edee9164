import { z } from 'zod';
import type { DocumentId } from '../../main/contract/index.ts';
import { endOf } from '../app/job-end.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt, type NoticeAction } from '../app/shell-state.ts';
import { bytes, t } from '../i18n/index.ts';
import { openVolume } from './volume-actions.tsx';

/** What the job of `binder.exportDocument` gives. */
const exported = z.object({ name: z.string(), pages: z.number(), bytes: z.number() });

/**
 * Writes one document alone as a PDF whose text lies under its pictures, then offers to open it.
 * A failure is shown by whoever follows the jobs.
 */
export async function exportDocument(id: DocumentId, title: string): Promise<void> {
  const started = await attempt(client.call('binder.exportDocument', { id }));
  if (!started) return;
  announce(t('binder.exportingOne', { title }));
  const job = await endOf(started.job);
  if (job.state === 'cancelled') announce(t('binder.cancelled'));
  const result = exported.safeParse(job.result);
  if (job.state !== 'done' || !result.success) return;
  const { name, pages, bytes: size } = result.data;
  announce(t('binder.exportedOne', { name, pages, size: bytes(size) }), null, actionsFor(name));
}

function actionsFor(name: string): readonly NoticeAction[] {
  const open = { label: t('binder.open'), run: () => void openVolume(name) };
  const reveal = {
    label: t('binder.reveal'),
    run: () => void attempt(client.call('binder.reveal', { name })),
  };
  return session.get().program?.host === 'desktop' ? [open, reveal] : [open];
}
