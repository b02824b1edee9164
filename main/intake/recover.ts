import { basename, dirname } from 'node:path';
import { originalName, type Archive } from '../library/index.ts';
import { hashesKnownTo } from './commit.ts';
import { noteDoomed, recoverStaging, withdrawBatch } from './place.ts';
import * as q from './queries.ts';

/**
 * Run once when an archive is opened for writing, before any import: sets right what a crash left in
 * staging. Imports it interrupted are `stopped` then and can go on. True where there was something.
 */
export async function recoverIntake(archive: Archive): Promise<boolean> {
  const { paths, db } = archive;
  const unfinished = await q.unfinishedImports(db.read);
  const needed = unfinished
    .flatMap(({ sources }) => sources)
    .flatMap((source) => (source.kind === 'upload' ? [source.folder] : []))
    .filter((folder) => dirname(folder) === paths.staging)
    .map((folder) => basename(folder));
  const recovered = await recoverStaging(paths, hashesKnownTo(archive), new Set(needed));
  if (unfinished.some(({ state }) => state === 'running'))
    await archive.derive(['import'], (writer) => q.stopRunning(writer));
  return recovered;
}

/**
 * Lets originals leave together with their rows. Called before the commit that forgets them; what
 * it gives is called after, however that went. A crash in between is `recoverIntake`'s.
 */
export async function doomOriginals(
  archive: Archive,
  doomed: readonly { readonly sha256: string; readonly extension: string }[],
): Promise<() => Promise<void>> {
  const batch = await noteDoomed(
    archive.paths,
    doomed.map(({ sha256, extension }) => ({ sha256, target: originalName(sha256, extension) })),
  );
  return () => withdrawBatch(archive.paths, batch, hashesKnownTo(archive));
}
