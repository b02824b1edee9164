import { useEffect, useRef, useState } from 'react';
import type { OpenArchive, PlaceId } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { attempt, shell, showError } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { filesFromEntries } from './collect-files.ts';
import { importSource, offerImport } from './import-sources.ts';

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Files and folders dropped anywhere on the window are offered for import. */
export function DropTarget({ archive }: { readonly archive: OpenArchive }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current++;
      setOver(true);
    };
    const hover = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = archive.readOnly ? 'none' : 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (!archive.readOnly && event.dataTransfer) void take(event.dataTransfer);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [archive.readOnly]);
  if (!over || archive.readOnly) return null;
  return (
    <div className="drop-veil" aria-hidden>
      <strong>{t('app.dropHere', { archive: archive.name })}</strong>
      <span className="m-muted">{t('app.dropHint')}</span>
    </div>
  );
}

/** Everything is read from the event at once: afterwards it is empty. */
async function take(data: DataTransfer): Promise<void> {
  const files = [...data.files];
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const { drop } = client.transport;
  if (drop) {
    const places = await attempt(drop(files));
    if (!places || places.length === 0) return;
    offerImport({
      kind: 'places',
      // The preload gives ids of places, as text.
      places: places as PlaceId[],
      names: files.map((file) => file.name),
    });
    return;
  }
  importSource.set({ source: null, collecting: 0 });
  shell.set({ dialog: 'import' });
  try {
    const found = await filesFromEntries(entries, (count) =>
      importSource.set({ collecting: count }),
    );
    importSource.set({ source: { kind: 'files', files: found }, collecting: null });
  } catch (error) {
    shell.set({ dialog: null });
    showError(error);
  }
}
