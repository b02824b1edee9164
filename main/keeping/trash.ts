import { rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ChangeResult, Selection } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { OperationId } from '../contract/ids.ts';
import { countSelected, frozen, unshownOriginalsOf, withJoined } from '../catalog/index.ts';
import type { Sql } from '../db/index.ts';
import { doomOriginals } from '../intake/index.ts';
import { counted, listBackups, type Archive, type OperationWords } from '../library/index.ts';
import { selected } from '../search/index.ts';
import * as q from './queries.ts';

/** To the trash: nothing is removed, everything can come back. */
export async function moveToTrash(archive: Archive, selection: Selection): Promise<ChangeResult> {
  const count = await q.countUntrashed(archive.db.read, selected(selection));
  const { result, operation } = await archive.operate(
    {
      kind: 'delete',
      zh: `移入回收站 ${count} 件`,
      en: `Move ${counted(count, 'document')} to the trash`,
    },
    (writer) => q.setTrashed(writer, selected(selection), new Date().toISOString()),
  );
  return { changed: result, operation };
}

const trashed = (selection: Selection): Selection => ({
  ...selection,
  filter: { ...selection.filter, place: 'trash' },
});

export async function restoreFromTrash(
  archive: Archive,
  selection: Selection,
): Promise<ChangeResult> {
  const count = await countSelected(archive.db.read, selected(trashed(selection)));
  const { result, operation } = await archive.operate(
    {
      kind: 'restore',
      zh: `从回收站恢复 ${count} 件`,
      en: `Restore ${counted(count, 'document')}`,
    },
    async (writer) =>
      q.setTrashed(writer, await frozen(writer, selected(trashed(selection))), null),
  );
  return { changed: result, operation };
}

interface PurgeResult {
  readonly changed: number;
  readonly operation: OperationId | null;
  /** Names of automatic backups that may still hold what was destroyed. */
  readonly backups: string[];
}

/**
 * Destroys documents that are in the trash (彻底删除): catalogue rows, text, index rows, their
 * values in the history, thumbnails, and originals no other document uses. Enters them in the
 * destruction list. Cannot be undone. Older automatic backups that may still hold them are named.
 * @throws ArchiveError `not-in-trash` where a document named is not in the trash.
 */
export async function purge(
  archive: Archive,
  selection: Selection,
  reason: string,
): Promise<PurgeResult> {
  const { read } = archive.db;
  const wanted = await countSelected(read, selected(selection));
  const count = await countSelected(read, selected(trashed(selection)));
  if (selection.filter.ids !== undefined && count < wanted) {
    throw new ArchiveError('not-in-trash', { count: wanted - count });
  }
  const words = {
    kind: 'purge',
    zh: `彻底删除 ${count} 件`,
    en: `Destroy ${counted(count, 'document')}`,
  };
  return destroySelected(archive, selected(trashed(selection)), words, reason);
}

interface DestroyResult extends PurgeResult {
  /** Files the documents came from that are still where they were. */
  readonly sources: string[];
  /** Names of originals that stay, because other documents show pages of them. */
  readonly shared: string[];
}

const inInbox = (selection: Selection): Selection => ({
  ...selection,
  filter: { ...selection.filter, place: 'inbox' },
});

/**
 * Destroys inbox documents at once, as `purge` does: for papers that may not be on this computer.
 * @throws ArchiveError `not-allowed` where a document named is not in the inbox.
 */
export async function destroy(
  archive: Archive,
  selection: Selection,
  reason: string,
): Promise<DestroyResult> {
  const { read } = archive.db;
  const ids = selected(inInbox(selection));
  const wanted = await countSelected(read, selected(selection));
  const count = await countSelected(read, ids);
  if (selection.filter.ids !== undefined && count < wanted) {
    throw new ArchiveError('not-allowed', { count: wanted - count });
  }
  const family = withJoined(ids);
  const unshown = await unshownOriginalsOf(read, ids);
  const [paths, shared] = await Promise.all([
    q.sourcePaths(read, family, unshown),
    q.sharedNames(read, ids),
  ]);
  const words = {
    kind: 'purge',
    zh: `从收件箱彻底销毁 ${count} 件`,
    en: `Destroy ${counted(count, 'document')} of the inbox`,
  };
  const done = await destroySelected(archive, ids, words, reason);
  return { ...done, sources: await stillThere(archive, paths), shared };
}

/** Those of the paths that lead to a file, uploads apart: they were copies of ours. */
async function stillThere({ paths }: Archive, sources: readonly string[]): Promise<string[]> {
  const own = `${paths.staging}${sep}`;
  const found: string[] = [];
  for (const path of sources) {
    if (path.startsWith(own)) continue;
    const there = await stat(path).catch(() => null);
    if (there?.isFile() === true) found.push(path);
  }
  return found;
}

async function destroySelected(
  archive: Archive,
  selection: Sql,
  words: OperationWords,
  reason: string,
): Promise<PurgeResult> {
  const at = new Date().toISOString();
  let removeFiles = async (): Promise<void> => undefined;
  const { result, operation } = await archive
    .operate(words, async (writer, own) => {
      const ids = await frozen(writer, selection);
      // Their pages went into these: what is known of them goes, too.
      const family = await frozen(writer, withJoined(ids));
      const unshown = await unshownOriginalsOf(writer, ids);
      const originals = await q.originalsOnlyOf(writer, ids, unshown);
      const oldest = await q.oldestOf(writer, ids, originals);
      await q.passSources(writer, family);
      for (const name of await q.sourceNames(writer, family, originals)) {
        await q.forgetSource(writer, name);
      }
      const count = await q.enterDestroyed(writer, ids, own, archive.user, at, reason);
      await q.destroyDocuments(writer, family, originals);
      await q.blankHistory(writer, family, originals);
      await removeDrawings(archive, originals);
      removeFiles = await doomOriginals(archive, originals);
      return { oldest: oldest ?? at, count };
    })
    .finally(() => removeFiles());
  if (operation === null) return { changed: 0, operation, backups: [] };

  await archive.db.maintain(q.emptyLog);
  const since = new Date(result.oldest).getTime();
  const backups = (await listBackups(archive.paths))
    .filter((backup) => new Date(`${backup.day}T${backup.time}`).getTime() >= since - 1000)
    .map((backup) => backup.name);
  return { changed: result.count, operation, backups };
}

/** Pictures made of what is destroyed; pictures of contents pages name it. All are drawn again when asked for. */
async function removeDrawings(
  { paths }: Archive,
  originals: readonly q.DoomedOriginal[],
): Promise<void> {
  for (const { sha256 } of originals) {
    await rm(join(paths.derived, sha256.slice(0, 2), sha256), { recursive: true, force: true });
  }
  await rm(join(paths.derived, 'binder-previews'), { recursive: true, force: true });
}

/** Removes automatic backups by name; unknown names are passed over. */
export async function removeBackups(archive: Archive, names: readonly string[]): Promise<number> {
  const known = new Set((await listBackups(archive.paths)).map((backup) => backup.name));
  let removed = 0;
  for (const name of names) {
    if (!known.has(name)) continue;
    await rm(join(archive.paths.backups, name), { force: true });
    removed += 1;
  }
  return removed;
}
