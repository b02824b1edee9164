import type { ChangeResult, DocumentFilter } from '../contract/documents.ts';
import { documentFilter } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { OperationId, SavedSearchId } from '../contract/ids.ts';
import type { SavedSearch } from '../contract/search.ts';
import type { Archive } from '../library/index.ts';
import { foundIds } from './found-ids.ts';
import * as q from './saved-queries.ts';
import { sortKey } from './sort-key.ts';

/** More are not kept: each is counted whenever the tree is shown. */
const mostSaved = 60;

/** The saved searches by name, each with how much it finds now. */
export async function savedSearches(archive: Archive): Promise<SavedSearch[]> {
  const { read } = archive.db;
  const found: SavedSearch[] = [];
  for (const { id, name, filter } of await q.savedSearches(read)) {
    const kept = readFilter(filter);
    if (kept.state === 'unreadable') found.push({ id, name, ...kept });
    else
      found.push({ id, name, ...kept, documents: (await foundIds(archive, kept.filter)).length });
  }
  return found.toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));
}

type KeptFilter =
  | { readonly state: 'ready'; readonly filter: DocumentFilter }
  | { readonly state: 'unreadable'; readonly part: string | null };

/** More of a key's name is not told. */
const longestPart = 60;

/** A filter as it was kept. A part that is not known is not left out: without it more is found. */
function readFilter(text: string): KeptFilter {
  const { success, data, error } = documentFilter.strict().safeParse(JSON.parse(text));
  if (success) return { state: 'ready', filter: data };
  const [issue] = error.issues;
  const part = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  return {
    state: 'unreadable',
    part: part === undefined ? null : String(part).slice(0, longestPart),
  };
}

/**
 * Saves a search under a name; one of that name is replaced.
 * @throws ArchiveError `invalid-value` where too many are kept already
 */
export async function saveSearch(
  archive: Archive,
  name: string,
  filter: DocumentFilter,
): Promise<{ readonly id: SavedSearchId; readonly operation: OperationId | null }> {
  const { result, operation } = await archive.operate(
    { kind: 'search-save', zh: `保存检索“${name}”`, en: `Save search “${name}”` },
    async (writer) => {
      const text = JSON.stringify(filter);
      const known = await q.savedByName(writer, name);
      if (known !== undefined) {
        await q.setSavedFilter(writer, known.id, text);
        return known.id;
      }
      if ((await q.savedSearches(writer)).length >= mostSaved) {
        throw new ArchiveError('invalid-value', { field: 'search', most: mostSaved });
      }
      return q.insertSaved(writer, name, text);
    },
  );
  return { id: result, operation };
}

/** @throws ArchiveError `no-such-search`, `name-taken` */
export async function renameSearch(
  archive: Archive,
  id: SavedSearchId,
  name: string,
): Promise<ChangeResult> {
  const saved = await savedOf(archive, id);
  const { operation } = await archive.operate(
    {
      kind: 'search-rename',
      zh: `检索“${saved.name}”改名为“${name}”`,
      en: `Rename search “${saved.name}” to “${name}”`,
    },
    async (writer) => {
      const taken = await q.savedByName(writer, name);
      if (taken !== undefined && taken.id !== id) throw new ArchiveError('name-taken', { name });
      await q.setSavedName(writer, id, name);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

/** @throws ArchiveError `no-such-search` */
export async function forgetSearch(archive: Archive, id: SavedSearchId): Promise<ChangeResult> {
  const { name } = await savedOf(archive, id);
  const { operation } = await archive.operate(
    { kind: 'search-forget', zh: `删除保存的检索“${name}”`, en: `Delete saved search “${name}”` },
    (writer) => q.deleteSaved(writer, id),
  );
  return { changed: 1, operation };
}

async function savedOf(archive: Archive, id: SavedSearchId): Promise<q.SavedRecord> {
  const saved = await q.savedById(archive.db.read, id);
  if (saved === undefined) throw new ArchiveError('no-such-search', { id });
  return saved;
}
