import type { OpenArchive, PlaceId, RecentArchive } from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { enterArchive } from '../app/open-archive.ts';
import { client, session } from '../app/session.ts';
import { attempt, showError } from '../app/shell-state.ts';

/** Shows the archive `opening` gives and closes the one shown before. */
async function replaceBy(opening: Promise<OpenArchive>): Promise<boolean> {
  const before = client.archive();
  try {
    const archive = await opening;
    await enterArchive(archive);
    if (before && before !== archive.handle) {
      // The program may have closed it by itself.
      await client.call('library.close', {}, { archive: before }).catch(() => undefined);
    }
    return true;
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'cancelled')) showError(error);
    return false;
  } finally {
    session.set({ upgrading: null });
  }
}

/** Gives up the archive that is being opened; the call that opens it ends. */
export const stopOpening = (): Promise<unknown> => attempt(client.call('library.stopOpening', {}));

/** Opens what the recent list names; one in use elsewhere is opened to look at. */
export const openRecent = (recent: RecentArchive): Promise<boolean> =>
  replaceBy(
    client.call('library.open', {
      place: recent.place,
      ...(recent.state === 'held' ? { readOnly: true } : {}),
    }),
  );

export const openPlace = (place: PlaceId): Promise<boolean> =>
  replaceBy(client.call('library.open', { place }));

export const openDemo = (): Promise<boolean> => replaceBy(client.call('library.openDemo', {}));

/** Desktop: asks for a folder and opens it; false where the dialog was closed. */
export async function openByDialog(): Promise<boolean> {
  const chosen = await attempt(client.call('library.chooseFolder', { purpose: 'open' }));
  return chosen ? openPlace(chosen.place) : false;
}

/** Makes an archive below `place` (null: the home folder) and shows it. */
export const createArchive = (
  name: string,
  fonds: string | null,
  place: PlaceId | null,
): Promise<boolean> => replaceBy(client.call('library.create', { name, fonds, place }));
