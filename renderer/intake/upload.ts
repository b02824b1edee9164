import type { ImportOptions, PlaceId } from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { client } from '../app/session.ts';
import { goTo, showError } from '../app/shell-state.ts';
import { createStore } from '../app/store.ts';
import type { CollectedFile, ImportSource } from './import-sources.ts';

/** Files on their way from the browser into the archive's staging folder. */
export const uploading = createStore<{
  current: {
    readonly title: string;
    readonly done: number;
    readonly total: number;
    readonly doneBytes: number;
    readonly totalBytes: number;
    readonly cancel: () => void;
  } | null;
}>({ current: null });

const atOnce = 3;

/** What to call an import: its one folder, else its first file. */
function titleOf(files: readonly CollectedFile[]): string {
  const tops = new Set(files.map(({ path }) => path.split('/')[0] ?? path));
  const [first = ''] = tops;
  return (tops.size === 1 ? first : `${first} …`).slice(0, 200);
}

async function send(files: readonly CollectedFile[]): Promise<PlaceId | null> {
  const { upload } = client.transport;
  if (!upload) throw new Error('this host takes no uploads');
  const title = titleOf(files);
  const { place } = await client.call('intake.openUpload', { title });
  const stop = new AbortController();
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  let doneBytes = 0;
  const tell = (): void =>
    uploading.set({
      current: {
        title,
        done,
        total: files.length,
        doneBytes,
        totalBytes,
        cancel: () => stop.abort(),
      },
    });
  tell();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = files[next++]; item; item = files[next++]) {
      const { path, file } = item;
      await upload(place, path, file, { signal: stop.signal });
      done++;
      doneBytes += file.size;
      tell();
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
    return place;
  } catch (error) {
    if (stop.signal.aborted) return null;
    stop.abort();
    throw error;
  } finally {
    uploading.set({ current: null });
  }
}

/** Takes a source in: uploads first where it is the browser's, then starts the import. */
export async function startImport(source: ImportSource, options: ImportOptions): Promise<void> {
  goTo('inbox');
  try {
    const places = source.kind === 'places' ? source.places : [await send(source.files)];
    const known = places.filter((place) => place !== null);
    if (known.length > 0) await client.call('intake.start', { places: known, options });
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'cancelled')) showError(error);
  }
}
