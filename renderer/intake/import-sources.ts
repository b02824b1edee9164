import type { PlaceId } from '../../main/contract/index.ts';
import { client, session } from '../app/session.ts';
import { attempt, shell } from '../app/shell-state.ts';
import { createStore } from '../app/store.ts';
import { filesFromInput } from './collect-files.ts';

/** A file with its path below what was chosen, `/` between names. */
export interface CollectedFile {
  readonly path: string;
  readonly file: File;
}

/** What the user wants to take in: places the main side knows, or files of the browser. */
export type ImportSource =
  | {
      readonly kind: 'places';
      readonly places: readonly PlaceId[];
      readonly names: readonly string[];
    }
  | { readonly kind: 'files'; readonly files: readonly CollectedFile[] };

export const importSource = createStore<{
  source: ImportSource | null;
  /** While a dropped folder is being walked: files found so far. */
  collecting: number | null;
}>({ source: null, collecting: null });

/** Shows the import dialog with what was chosen or dropped. */
export function offerImport(source: ImportSource): void {
  importSource.set({ source, collecting: null });
  shell.set({ dialog: 'import' });
}

/** Asks for files or a folder with the system's dialog, then shows the import dialog with it. */
export async function chooseSource(what: 'files' | 'folder'): Promise<void> {
  if (session.get().program?.host === 'desktop') {
    const chosen = await attempt(client.call('intake.choose', { what }));
    if (chosen?.places && chosen.places.length > 0) {
      offerImport({ kind: 'places', places: chosen.places, names: [] });
    }
    return;
  }
  const files = await filesFromInput(what);
  if (files.length > 0) offerImport({ kind: 'files', files });
}
