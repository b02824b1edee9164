import { expect, test } from 'vitest';
import type { SavedSearch } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { forgetSearch, renameSearch, savedSearches, saveSearch } from '../../main/search/saved.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';

/** A search as another version of the program, or a damaged exchange package, may have left it. */
async function keepAsIs(archive: Archive, name: string, filter: string): Promise<void> {
  await archive.operate({ kind: 'search-save', zh: name, en: name }, (writer) =>
    writer.run(sql`INSERT INTO saved_search (name, filter) VALUES (${name}, ${filter})`),
  );
}

const inWords = (search: SavedSearch): string =>
  search.state === 'ready'
    ? `${search.name} ${search.documents}`
    : `${search.name} cannot be read: ${search.part}`;

const listed = async (archive: Archive): Promise<readonly string[]> =>
  (await savedSearches(archive)).map(inWords).toSorted();

test('a saved search keeps every year, category and tag it was saved with', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, { title: '甲', year: 2022 });
  await addDocument(archive, { title: '乙', year: 2023 });
  await addDocument(archive, { title: '丙', year: 2024 });
  await saveSearch(archive, '两年', { years: [2022, 2024] });
  const [search] = await savedSearches(archive);
  expect(search).toMatchObject({ filter: { years: [2022, 2024] }, documents: 2 });
});

test('one that cannot be read is listed with what is wrong, and the others count', async () => {
  const { archive } = await testArchive();
  await addDocument(archive, { title: '甲', year: 2024 });
  await saveSearch(archive, 'a good', { years: [2024] });
  await keepAsIs(archive, 'b newer', '{"years":[2024],"stamped":true}');
  await keepAsIs(archive, 'c wrong', '{"years":"2024"}');
  await keepAsIs(archive, 'd other', '[1,2]');
  await keepAsIs(archive, 'e nothing', 'null');
  expect(await listed(archive)).toEqual([
    'a good 1',
    'b newer cannot be read: stamped',
    'c wrong cannot be read: years',
    'd other cannot be read: null',
    'e nothing cannot be read: null',
  ]);
});

test('one that cannot be read is renamed, replaced and deleted, and comes back unchanged', async () => {
  const { archive } = await testArchive();
  await keepAsIs(archive, '旧', '{"stamped":true}');
  const [broken] = await savedSearches(archive);
  if (!broken) throw new Error('not listed');
  await renameSearch(archive, broken.id, '旧的');
  expect(await listed(archive)).toEqual(['旧的 cannot be read: stamped']);
  const { operation } = await forgetSearch(archive, broken.id);
  expect(await listed(archive)).toEqual([]);
  if (operation === null) throw new Error('nothing to undo');
  await undo(archive, operation);
  expect(await listed(archive)).toEqual(['旧的 cannot be read: stamped']);
  await saveSearch(archive, '旧的', { years: [2024] });
  expect(await listed(archive)).toEqual(['旧的 0']);
});
