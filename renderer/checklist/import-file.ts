import type { ChecklistId, PlaceId } from '../../main/contract/index.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { filesFromInput } from '../intake/collect-files.ts';
import type { ChecklistDialog } from './checklist-dialogs.tsx';

/** Asks for a sheet with the system's dialog; null: none was chosen. */
async function chooseSheet(): Promise<PlaceId | null> {
  if (session.get().program?.host === 'desktop') {
    const chosen = await attempt(client.call('intake.choose', { what: 'files' }));
    return chosen?.places?.[0] ?? null;
  }
  const [first] = await filesFromInput('files');
  return first === undefined ? null : placeOf(first.file);
}

/** Where the program finds a file that was chosen in a browser; null: it could not be sent. */
async function placeOf(file: File): Promise<PlaceId | null> {
  const { upload } = client.transport;
  if (!upload) return null;
  const opened = await attempt(
    client.call('intake.openUpload', { title: file.name.slice(0, 200) }),
  );
  if (!opened) return null;
  const sent = await attempt(upload(opened.place, file.name, file).then(() => true));
  return sent === undefined ? null : opened.place;
}

/** Asks for a sheet, then shows how it is understood. */
export async function importSheet(onDialog: (dialog: ChecklistDialog) => void): Promise<void> {
  const place = await chooseSheet();
  if (place !== null) onDialog({ kind: 'import', place });
}

export async function downloadTemplate(): Promise<void> {
  const written = await attempt(client.call('checklistImport.template', {}));
  if (written) tellWritten(written);
}

export async function exportChecklist(
  checklist: ChecklistId,
  format: 'xlsx' | 'json',
): Promise<void> {
  const written = await attempt(client.call('checklistImport.export', { checklist, format }));
  if (written) tellWritten(written);
}

/** Says what was written; a browser is offered it, the desktop has opened it. */
function tellWritten({ file, address }: { readonly file: string; readonly address: string }): void {
  const isDesktop = session.get().program?.host === 'desktop';
  const download = {
    label: t('mapping.download'),
    run: () => void window.open(address, '_blank', 'noopener'),
  };
  announce(t('mapping.exported', { file }), null, isDesktop ? [] : [download]);
}
